"""The environment and ``.env`` → one frozen `Settings`."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from bot.config.color_names import nearest_name
from bot.config.env_file import read_env_file
from bot.config.masthead import Masthead
from bot.errors import SettingsError
from events.definitions.values import parse_color, parse_line, parse_prose, parse_url
from events.errors import Refusal
from events.text import quoted
from events.zones import parse_zone

TELEGRAM_API_URL = "https://api.telegram.org"
TOKEN_PATTERN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides. The token never shows in a ``repr``."""

    token: str | None = field(default=None, repr=False)
    channel: str | int | None = None
    operator: str | int | None = None
    api_url: str = TELEGRAM_API_URL
    agendas: Path = field(default_factory=lambda: bundled_agendas())
    database: str = "sqlite:///podium.db"
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None
    timezone: str | None = None
    title: str | None = None
    description: str | None = None
    color: str | None = None
    settling: timedelta = timedelta(seconds=60)

    @property
    def masthead(self) -> Masthead:
        """What the site says of itself."""
        return Masthead(self.title, self.description, self.color)


def bundled_agendas() -> Path:
    """Return the folder of the agenda that comes with Podium."""
    return Path(str(files("events") / "agendas"))


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the settings from the process's environment, and what it lacks from a file.

    Raises `SettingsError` naming every line and every setting that cannot be used.
    """
    problems: list[str] = []
    from_file = read_env_file(env_file, _VARIABLES, problems)
    if problems:
        raise SettingsError("\n".join(problems))
    # Names that are no setting are refused in the file alone: the environment may well hold some
    # of other programs, as Kubernetes adds PODIUM_SERVICE_HOST for a service called podium.
    return parse_settings({**from_file, **os.environ})


def parse_settings(environment: Mapping[str, str | None]) -> Settings:
    """Take settings from variables; one whose variable is missing or empty has its default."""
    given = {name: text.strip() for name, text in environment.items() if text and text.strip()}
    values: dict[str, object] = {}
    problems = []
    for variable, (name, take) in _VARIABLES.items():
        if variable in given:
            try:
                values[name] = take(given[variable])
            except Refusal as refusal:
                problems.append(f"{variable}: {refusal}")
    if "TELEGRAM_BOT_TOKEN" not in given:
        problems += [
            f"{variable}: a chat needs a bot to post there (set TELEGRAM_BOT_TOKEN too)"
            for variable, name in (
                ("TELEGRAM_CHANNEL", "channel"),
                ("TELEGRAM_OPERATOR", "operator"),
            )
            if name in values
        ]
    if "operator" in values and values["operator"] == values.get("channel"):
        problems.append(
            "TELEGRAM_OPERATOR: this is the channel itself, whose readers would be told of trouble "
            "(name another chat, or leave it empty)"
        )
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(**values)  # type: ignore[arg-type]  # each _VARIABLES function has its field's type


def _token(text: str) -> str:
    if not TOKEN_PATTERN.fullmatch(text):
        # The text itself is never shown: it may be a token with a slip in it.
        raise Refusal("this is not a bot token", "copy it whole from BotFather: digits:letters")
    return text


def _channel(text: str) -> str | int:
    if re.fullmatch(r"@[A-Za-z][A-Za-z0-9_]{3,31}", text):
        return text
    if re.fullmatch(r"-?\d{1,20}", text):
        return int(text)
    raise Refusal("this is not a channel", "write @its_name, or its id, such as -1001234567890")


def _address(text: str) -> str:
    address = parse_url(text)
    if "?" in address or "#" in address:
        raise Refusal("this is more than a site's address", "write it as https://podium.example")
    return address.rstrip("/")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise Refusal("this is not a port", "write a number from 0, for any free one, to 65535")
    return int(text)


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise Refusal("nobody here has this home folder", "write the folder's whole path") from None


def _database(text: str) -> str:
    # SQLAlchemy takes longer to import than podium next may: who names no database does without.
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    from bot.database.sqlite import is_sqlite

    # A text that is refused is not shown: it may hold a password.
    hint = "write sqlite:///podium.db, or postgresql://user:password@host/name"
    if not re.fullmatch(r"sqlite:///(?!:memory:).+|postgresql(\+\w+)?://.+", text):
        raise Refusal("this is not a database", hint)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        hint = "check the port; in user and password write @ : / as %40 %3A %2F"
        raise Refusal("this address of a database cannot be read", hint) from None
    if is_sqlite(url) and url.query:
        raise Refusal("a SQLite file takes no parameters", "leave out ? and what follows it")
    return re.sub(r"^postgresql://", "postgresql+psycopg://", text)


def _seconds(text: str) -> timedelta:
    if not text.isdecimal() or int(text) > 3600:
        raise Refusal("this is not a number of seconds", "write 60; 3600 at most")
    return timedelta(seconds=int(text))


def _color(text: str) -> str:
    if re.fullmatch("#[0-9A-Fa-f]{6}", text):
        return nearest_name(text)
    if text.startswith("#"):
        raise Refusal(f"{quoted(text)} is not a color", "write #rrggbb, such as #4682b4, or a name")
    return parse_color(text.lower())


_VARIABLES: dict[str, tuple[str, Callable[[str], object]]] = {
    "TELEGRAM_BOT_TOKEN": ("token", _token),
    "TELEGRAM_CHANNEL": ("channel", _channel),
    "TELEGRAM_OPERATOR": ("operator", _channel),
    "TELEGRAM_API_URL": ("api_url", _address),
    "PODIUM_AGENDAS": ("agendas", _folder),
    "PODIUM_DATABASE": ("database", _database),
    "PODIUM_HOST": ("host", str),
    "PODIUM_PORT": ("port", _port),
    "PODIUM_PUBLIC_URL": ("public_url", _address),
    "PODIUM_TIMEZONE": ("timezone", parse_zone),
    "PODIUM_TITLE": ("title", parse_line),
    "PODIUM_DESCRIPTION": ("description", parse_prose),
    "PODIUM_COLOR": ("color", _color),
    "PODIUM_SETTLING": ("settling", _seconds),
}
