"""The files that no definition changes: style sheet, script and icon, under hashed names; robots.

The site loads nothing from anywhere else.
"""

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from bot.web.http.responses import PreparedResource, prepare
from bot.web.http.static_response import NOSNIFF

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
ROBOTS = b"User-agent: *\nDisallow: /health\n"
# A hashed name never means other bytes.
FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"


@dataclass(frozen=True, slots=True)
class Assets:
    """The files as resources by path, and the path of each file by its name.

    The values of ``paths`` are without the leading slash, so that a page puts its root before them.
    """

    paths: dict[str, str]
    resources: dict[str, PreparedResource]


def load_assets() -> Assets:
    """Read and prepare the files that come with the package."""
    paths: dict[str, str] = {}
    resources = {"/robots.txt": _prepare(ROBOTS, "text/plain; charset=utf-8", A_DAY)}
    for file in files("bot.web").joinpath("static").iterdir():
        stem, dot, suffix = file.name.rpartition(".")
        if f".{suffix}" not in TYPES:
            continue
        content = file.read_bytes()
        path = f"static/{stem}.{sha256(content).hexdigest()[:12]}{dot}{suffix}"
        paths[file.name] = path
        resources[f"/{path}"] = _prepare(content, TYPES[f".{suffix}"], FOREVER)
        if file.name == "icon.svg":
            # Browsers and bookmarks ask for the .ico without being told of it.
            icon = _prepare(content, TYPES[".svg"], A_DAY)
            resources |= {"/favicon.svg": icon, "/favicon.ico": icon}
    return Assets(paths, resources)


def _prepare(content: bytes, content_type: str, cache_control: str) -> PreparedResource:
    return prepare(content, content_type, cache_control, headers=(NOSNIFF,))
