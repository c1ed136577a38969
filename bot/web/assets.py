"""The style sheet, the script and the icon: served by this site alone, under hashed names."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from bot.web.http.responses import PreparedResource, prepare

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# A hashed name never means other bytes.
FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
NOSNIFF = ((b"x-content-type-options", b"nosniff"),)


@dataclass(frozen=True, slots=True)
class Assets:
    """``paths`` are the addresses by file name, without the leading slash; ``prepared`` by path."""

    paths: dict[str, str]
    prepared: dict[str, PreparedResource]


def load_assets() -> Assets:
    """Read and prepare the static files that come with the package."""
    paths: dict[str, str] = {}
    prepared: dict[str, PreparedResource] = {}
    for file in files("bot.web").joinpath("static").iterdir():
        stem, dot, suffix = file.name.rpartition(".")
        if f".{suffix}" not in TYPES:
            continue
        content = file.read_bytes()
        path = f"static/{stem}.{sha256(content).hexdigest()[:12]}{dot}{suffix}"
        paths[file.name] = path
        prepared[f"/{path}"] = prepare(content, TYPES[f".{suffix}"], FOREVER, headers=NOSNIFF)
        if file.name == "icon.svg":
            # Browsers and bookmarks ask for the .ico without being told of it.
            icon = prepare(content, TYPES[".svg"], A_DAY, headers=NOSNIFF)
            prepared |= {"/favicon.svg": icon, "/favicon.ico": icon}
    return Assets(paths, prepared)
