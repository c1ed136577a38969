"""The mail server that takes the messages for all mailboxes (RFC 5321)."""

import asyncio
import ssl
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPResponseException

from bot.config.mail import MailServer, Security
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Retry
from bot.email.outcomes import Stage, outcome_of_error, outcome_of_reply

MOST_CONNECTIONS = 5  # at a time: many servers take no more from one client
GOODBYE_SECONDS = 1.0


class SmtpServer:
    """Hands messages over to a mail server, each on a connection of its own.

    ``patience`` is how long a free connection is waited for, and as long again until the server has
    taken sender and recipient. Until then it is certain that a message is not delivered.
    """

    def __init__(self, server: MailServer, patience: timedelta) -> None:
        self.sender = server.sender
        self._server = server
        self._patience_seconds = patience.total_seconds()
        self._connections = asyncio.Semaphore(MOST_CONNECTIONS)
        self._trusted: ssl.SSLContext | None = None

    async def hand_over(self, recipient: str, message: bytes) -> Outcome:
        """Hand a message to one mailbox over to the server, and tell what became of it."""
        try:
            async with asyncio.timeout(self._patience_seconds):
                await self._connections.acquire()
        except TimeoutError:
            return NotDelivered("the mail server keeps all connections waiting")
        try:
            return await self._exchange(recipient, message)
        finally:
            self._connections.release()

    async def _exchange(self, recipient: str, message: bytes) -> Outcome:
        stage = Stage.CONNECTION
        try:
            client = self._client(await self._context())
        except OSError as error:
            return NotDelivered(f"PODIUM_SMTP_CA cannot be read: {error.strerror}", Retry.SLOWLY)
        try:
            async with asyncio.timeout(self._patience_seconds):
                await client.connect()  # with STARTTLS and the password, as they are wanted
                stage = Stage.SENDER
                await client.mail(self.sender.address)
                stage = Stage.RECIPIENT
                await client.rcpt(recipient)
            stage = Stage.MESSAGE
            await client.data(message)
            with suppress(SMTPException, OSError):
                await client.quit(timeout=GOODBYE_SECONDS)
        except SMTPResponseException as refusal:
            return outcome_of_reply(stage, refusal.code, refusal.message)
        except (SMTPException, OSError, ValueError) as error:
            return outcome_of_error(stage, error)
        finally:
            client.close()
        return Delivered()

    async def look(self) -> str | None:
        """Connect, encrypt and log in, and hand nothing over; return what is wrong, if it is."""
        try:
            client = self._client(await self._context())
        except OSError as error:
            return f"PODIUM_SMTP_CA cannot be read: {error.strerror}"
        outcome: Outcome = Delivered()
        try:
            async with asyncio.timeout(self._patience_seconds):
                await client.connect()
                await client.noop()
                with suppress(SMTPException, OSError):
                    await client.quit(timeout=GOODBYE_SECONDS)
        except SMTPResponseException as refusal:
            outcome = outcome_of_reply(Stage.CONNECTION, refusal.code, refusal.message)
        except (SMTPException, OSError, ValueError) as error:
            outcome = outcome_of_error(Stage.CONNECTION, error)
        finally:
            client.close()
        return outcome.reason if isinstance(outcome, NotDelivered) else None

    async def _context(self) -> ssl.SSLContext | None:
        """Return what certificates are verified by, which takes a while to read, once."""
        if self._server.security is not Security.NONE and self._trusted is None:
            self._trusted = await asyncio.to_thread(_trusting, self._server.authority)
        return self._trusted

    def _client(self, context: ssl.SSLContext | None) -> SMTP:
        server = self._server
        return SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            local_hostname=self.sender.domain,
            use_tls=server.security is Security.TLS,
            start_tls=server.security is Security.STARTTLS,
            tls_context=context,
        )


def _trusting(authority: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if authority:
        context.load_verify_locations(authority)
    return context
