"""The environment and ``.env`` → one frozen `Settings`."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from bot.config.chat_names import parse_channel, parse_operator, same_chat
from bot.config.color_names import nearest_name
from bot.config.env_file import read_env_file, warnings_of_file
from bot.config.listening import parse_host, parse_port
from bot.config.mail import (
    USUAL_PORTS,
    MailSender,
    MailServer,
    Security,
    faults_of_mail,
    parse_authority,
    parse_security,
    parse_sender,
    parse_server,
)
from bot.config.masthead import Masthead
from bot.config.names import fault_of_name, without_others
from bot.errors import SettingsError
from bot.ops.logging import redact
from events.definitions.values import parse_color, parse_line, parse_prose, parse_url
from events.errors import Refusal
from events.text import quoted
from events.zones import parse_zone

DEFAULT_PORT = 8080
TELEGRAM_API_URL = "https://api.telegram.org"
OWN_AGENDAS = Path("agendas")
"""Where definitions are looked for, in the working directory, if ``PODIUM_AGENDAS`` is empty."""
OWN_DESTINATIONS = Path("destinations.yaml")
"""Where destinations are looked for, likewise, if ``PODIUM_DESTINATIONS`` is empty."""
TOKEN_PATTERN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the environment decides. No secret ever shows in a ``repr``.

    ``warnings`` are lines for the operator, of what is no fault and should be otherwise.
    """

    token: str | None = field(default=None, repr=False)
    channel: str | int | None = None
    operator: str | int | None = None
    api_url: str = TELEGRAM_API_URL
    agendas: Path = field(default_factory=lambda: bundled_agendas())
    destinations: Path | None = None
    database: str = field(default="sqlite:///podium.db", repr=False)
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    admin_host: str = "127.0.0.1"
    admin_port: int | None = None
    public_url: str | None = None
    timezone: str | None = None
    title: str | None = None
    description: str | None = None
    color: str | None = None
    languages: tuple[str, ...] | None = None
    settling: timedelta = timedelta(seconds=60)
    private_calendars: bool = False
    smtp: tuple[str, int | None] | None = None
    smtp_security: Security = Security.STARTTLS
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    smtp_authority: Path | None = None
    mail_from: MailSender | None = None
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @property
    def masthead(self) -> Masthead:
        """What the site says of itself."""
        return Masthead(self.title, self.description, self.color, self.languages)

    @property
    def mail(self) -> MailServer | None:
        """The mail server that e-mail goes out by, if there is one."""
        if self.smtp is None or self.mail_from is None:
            return None
        host, port = self.smtp
        return MailServer(
            host,
            port or USUAL_PORTS[self.smtp_security],
            self.smtp_security,
            self.mail_from,
            self.smtp_user,
            self.smtp_password,
            self.smtp_authority,
        )


def bundled_agendas() -> Path:
    """Return the folder of the agenda that comes with Podium."""
    return Path(str(files("events") / "agendas"))


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the settings from the process's environment, and what it lacks from a file.

    Raises `SettingsError` naming every line and every setting that cannot be used.
    """
    problems: list[str] = []
    from_file = read_env_file(env_file, _VARIABLES, problems)
    environment = without_others(os.environ)
    faults = (fault_of_name(name, _VARIABLES, "unset it") for name in sorted(environment))
    problems += [f"the environment: {fault}" for fault in faults if fault]
    if problems:
        raise SettingsError("\n".join(problems))
    given = {**from_file, **environment}
    settings = replace(
        parse_settings(given), warnings=tuple(warnings_of_file(env_file, from_file, _SECRET))
    )
    if not (given.get("PODIUM_AGENDAS") or "").strip() and OWN_AGENDAS.is_dir():
        settings = replace(settings, agendas=OWN_AGENDAS)
    if settings.destinations is None and OWN_DESTINATIONS.is_file():
        settings = replace(settings, destinations=OWN_DESTINATIONS)
    return settings


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
    problems += faults_of_mail(given)
    if same_chat(given.get("TELEGRAM_OPERATOR"), given.get("TELEGRAM_CHANNEL")):
        problems.append(
            "TELEGRAM_OPERATOR: this is the channel itself, whose readers would be told of trouble "
            "(name another chat, or leave it empty)"
        )
    port, admin_port = values.get("port", DEFAULT_PORT), values.get("admin_port")
    if admin_port and admin_port == port:
        problems.append("PODIUM_ADMIN_PORT: this is the site's own port (give another)")
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(**values)  # type: ignore[arg-type]  # each _VARIABLES function has its field's type


def parse_languages(text: str) -> tuple[str, ...]:
    """Take codes of languages between commas. English is always among them, and the first.

    Raises Refusal.
    """
    # podium next, which is to be quick, does without the words of seven languages.
    from events.wording.english import ENGLISH
    from events.wording.languages import LANGUAGES

    codes = [code.strip().lower() for code in text.split(",")]
    if unknown := [code for code in codes if code not in LANGUAGES]:
        known = ", ".join(sorted(LANGUAGES))
        raise Refusal(f"there is no language {quoted(unknown[0])}", f"write some of {known}")
    return tuple(code for code in LANGUAGES if code in (ENGLISH.code, *codes))


def _token(text: str) -> str:
    if not TOKEN_PATTERN.fullmatch(text):
        # The text itself is never shown: it may be a token with a slip in it.
        raise Refusal("this is not a bot token", "copy it whole from BotFather: digits:letters")
    return text


def _address(text: str) -> str:
    address = parse_url(text)
    if "?" in address or "#" in address:
        raise Refusal("this is more than a site's address", "write it as https://podium.example")
    return address.rstrip("/")


def _api_address(text: str) -> str:
    # The text itself is never shown: what follows /bot may be the token.
    if part := re.search(r"/(?:file/)?bot(?=[\d/:<{]|$).*", text):
        hint = "leave out /bot and what follows it, which Podium adds"
        raise Refusal(
            "this is more than the Bot API's address", f"{hint}: {redact(text[: part.start()])}"
        )
    return _address(text)


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
    if is_sqlite(url) and "?" in text:
        raise Refusal("a SQLite file takes no parameters", "leave out ? and what follows it")
    return re.sub(r"^postgresql://", "postgresql+psycopg://", text)


def _seconds(text: str) -> timedelta:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > 3600:
        raise Refusal("this is not a number of seconds", "write 60; 3600 at most")
    return timedelta(seconds=int(text))


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Refusal(f"{quoted(text)} is neither yes nor no", "write yes, or leave it empty")
    return text == "yes"


def _color(text: str) -> str:
    if re.fullmatch("#[0-9A-Fa-f]{6}", text):
        return nearest_name(text)
    if text.startswith("#"):
        raise Refusal(f"{quoted(text)} is not a color", "write #rrggbb, such as #4682b4, or a name")
    return parse_color(text.lower())


_VARIABLES: dict[str, tuple[str, Callable[[str], object]]] = {
    "TELEGRAM_BOT_TOKEN": ("token", _token),
    "TELEGRAM_CHANNEL": ("channel", parse_channel),
    "TELEGRAM_OPERATOR": ("operator", parse_operator),
    "TELEGRAM_API_URL": ("api_url", _api_address),
    "PODIUM_AGENDAS": ("agendas", _folder),
    "PODIUM_DESTINATIONS": ("destinations", _folder),
    "PODIUM_DATABASE": ("database", _database),
    "PODIUM_HOST": ("host", parse_host),
    "PODIUM_PORT": ("port", parse_port),
    "PODIUM_ADMIN_HOST": ("admin_host", parse_host),
    "PODIUM_ADMIN_PORT": ("admin_port", parse_port),
    "PODIUM_PUBLIC_URL": ("public_url", _address),
    "PODIUM_TIMEZONE": ("timezone", parse_zone),
    "PODIUM_TITLE": ("title", parse_line),
    "PODIUM_DESCRIPTION": ("description", parse_prose),
    "PODIUM_COLOR": ("color", _color),
    "PODIUM_LANGUAGES": ("languages", parse_languages),
    "PODIUM_SETTLING": ("settling", _seconds),
    "PODIUM_PRIVATE_CALENDARS": ("private_calendars", _yes),
    "PODIUM_SMTP": ("smtp", parse_server),
    "PODIUM_SMTP_SECURITY": ("smtp_security", parse_security),
    "PODIUM_SMTP_USER": ("smtp_user", str),
    "PODIUM_SMTP_PASSWORD": ("smtp_password", str),
    "PODIUM_SMTP_CA": ("smtp_authority", parse_authority),
    "PODIUM_MAIL_FROM": ("mail_from", parse_sender),
}
_SECRET = ("TELEGRAM_BOT_TOKEN", "PODIUM_DATABASE", "PODIUM_SMTP_PASSWORD")
