"""A real SMTP server on loopback, which answers as a test tells it."""

import asyncio
import ssl
import subprocess
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, Session
from aiosmtpd.smtp import Envelope as Received

from bot.config.mail import MailSender, MailServer, Security
from tests.patience import PATIENCE

USER, PASSWORD = "podium", "correct-horse-battery"
SENDER = MailSender("press@example.org", "Press Office")


@dataclass
class Mails:
    """What a server was given, and what it is to answer: ``answers`` by command, once each."""

    received: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    lost_after_data: int = 0
    port: int = 0
    connections: list[SMTP] = field(default_factory=list)
    farewells: int = 0

    def hang_up(self) -> None:
        """Close all connections without a word."""
        for each in self.connections:
            if isinstance(each.transport, asyncio.WriteTransport):
                each.transport.close()

    @property
    def messages(self) -> list[EmailMessage]:
        return [message for _, message in self.received]

    def to(self, recipient: str) -> list[EmailMessage]:
        return [message for to, message in self.received if to == recipient]

    def server(self, security: Security = Security.NONE, **more: Any) -> MailServer:
        return MailServer("localhost", self.port, security, SENDER, **more)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, here or in the service under test."""
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110  (it may be about anything, also elsewhere)
                await asyncio.sleep(0.005)

    def _answer(self, command: str) -> str | None:
        answers = self.answers.get(command)
        return answers.pop(0) if answers else None

    async def handle_MAIL(  # noqa: N802 - the package's name
        self, _server: SMTP, _session: Session, envelope: Received, address: str, _options: Any
    ) -> str:
        envelope.mail_from = address
        return self._answer("MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802 - the package's name
        self, _server: SMTP, _session: Session, envelope: Received, address: str, _options: Any
    ) -> str:
        if answer := self._answer("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the package's name
        self, server: SMTP, _session: Session, envelope: Received
    ) -> str:
        if answer := self._answer("DATA"):
            return answer
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.received += [(to, message) for to in envelope.rcpt_tos]
        if self.lost_after_data:
            self.lost_after_data -= 1
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return "250 OK"

    async def handle_QUIT(  # noqa: N802 - the package's name
        self, _server: SMTP, _session: Session, _envelope: Received
    ) -> str:
        self.farewells += 1
        return "221 Bye"


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Received, _mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


@asynccontextmanager
async def mail_server(
    security: Security = Security.NONE,
    certificate: "Certificate | None" = None,
    *,
    with_password: bool = False,
) -> AsyncIterator[Mails]:
    """Run a mail server on a free port of loopback."""
    mails, loop = Mails(), asyncio.get_running_loop()
    context = certificate.context() if certificate else None

    def connection() -> SMTP:
        with warnings.catch_warnings():
            # It knows no TLS but its own, and warns of a password without.
            warnings.simplefilter("ignore", UserWarning)
            made = SMTP(
                mails,
                hostname="localhost",
                tls_context=context if security is Security.STARTTLS else None,
                require_starttls=security is Security.STARTTLS,
                auth_required=with_password,
                auth_require_tls=security is Security.STARTTLS,
                authenticator=_authenticate if with_password else None,
                loop=loop,
            )
        mails.connections.append(made)
        return made

    tls = context if security is Security.TLS else None
    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=tls)
    mails.port = server.sockets[0].getsockname()[1]
    try:
        yield mails
    finally:
        server.close()


@dataclass(frozen=True)
class Certificate:
    """A certificate for localhost that vouches for itself, and its key, each a file."""

    path: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path, self.key)
        return context


def made_certificate(folder: Path) -> Certificate:
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "30", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(made.key), "-out", str(made.path)),
        ],
        check=True,
        capture_output=True,
    )
    return made
