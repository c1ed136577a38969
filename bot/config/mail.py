"""The mail server that e-mail goes out by, as the settings name it."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bot.config.listening import parse_host, parse_port
from events.definitions.values import parse_email, parse_line, parse_one_of
from events.errors import Refusal
from events.text import quoted


class Security(StrEnum):
    """How the connection to a mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_NAMED = re.compile(r'"?([^<>"@]+?)"? *<([^<>]*)>')
USUAL_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
parse_security = parse_one_of(tuple(Security))


@dataclass(frozen=True, slots=True)
class MailSender:
    """Whom messages are from."""

    address: str
    name: str | None = None

    @property
    def domain(self) -> str:
        """The domain of the address."""
        return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server, and what it is told. Its password never shows in a ``repr``.

    ``authority`` is a file of certificates that are trusted beside those of the system.
    """

    host: str
    port: int
    security: Security
    sender: MailSender
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    authority: Path | None = None


def parse_server(text: str) -> tuple[str, int | None]:
    """Take a mail server's host, and its port if it is given. Raises `Refusal`."""
    hint = "write it as smtp.example.org, or with a port: smtp.example.org:587"
    if "://" in text or "@" in text or "/" in text:
        # The text itself is not shown: before an @ there may be a password.
        raise Refusal("this is more than a mail server's name and port", hint)
    if inner := re.fullmatch(r"\[([^]]*)\](?::(\d+))?", text):
        host, port = inner[1], inner[2]
    elif text.count(":") == 1:
        host, _, port = text.partition(":")
    else:
        host, port = text, None
    number = parse_port(port) if port is not None else None
    if number == 0:
        raise Refusal("no mail server has the port 0", hint)
    try:
        return parse_host(host), number
    except Refusal:
        raise Refusal(f"{quoted(host)} is not a mail server's name", hint) from None


def parse_sender(text: str) -> MailSender:
    """Take an address with or without a name before it. Raises `Refusal`."""
    if "<" not in text:
        return MailSender(parse_email(text))
    named = _NAMED.fullmatch(parse_line(text))
    if not named:
        hint = "write press@example.org, or Press Office <press@example.org>"
        raise Refusal("this is not one address with a name before it", hint)
    return MailSender(parse_email(named[2]), named[1])


def parse_authority(text: str) -> Path:
    """Take a file of certificates in PEM. Raises `Refusal`."""
    import ssl  # takes longer to import than who sends no e-mail should wait

    path = Path(text)
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):
        hint = "write the path of a PEM file: of what begins with -----BEGIN CERTIFICATE-----"
        raise Refusal(f"no certificate can be read from {quoted(text)}", hint) from None
    return path


def faults_of_mail(given: Collection[str]) -> list[str]:
    """Tell which settings lack another, of those that are given by their variables' names."""
    of_mail = sorted(name for name in given if name.startswith(("PODIUM_SMTP_", "PODIUM_MAIL_")))
    if "PODIUM_SMTP" not in given:
        mend = "set PODIUM_SMTP too, as smtp.example.org:587"
        return [f"{name}: there is no mail server ({mend})" for name in of_mail]
    faults = []
    if "PODIUM_MAIL_FROM" not in given:
        mend = "set PODIUM_MAIL_FROM too, as press@example.org"
        faults.append(f"PODIUM_SMTP: nobody says whom e-mail is from ({mend})")
    for name, other in (
        ("PODIUM_SMTP_USER", "PODIUM_SMTP_PASSWORD"),
        ("PODIUM_SMTP_PASSWORD", "PODIUM_SMTP_USER"),
    ):
        if name in given and other not in given:
            faults.append(f"{name}: one is of no use without the other (set {other} too)")
    return faults
