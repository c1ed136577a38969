"""The mail server that takes the messages for all mailboxes (RFC 5321)."""

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException, SMTPResponseException

from bot.config.mail import MailServer, Security
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Retry, Unknown
from bot.email.kept_connections import KeptConnections, part_with
from bot.email.outcomes import Stage, outcome_of_error, outcome_of_reply

MOST_CONNECTIONS = 5  # at a time: many servers take no more from one client


class SmtpServer:
    """Hands messages over to a mail server, one after the other on each of a few connections.

    ``patience`` is how long a free connection is waited for, and as long again until the server has
    taken sender and recipient. Until then it is certain that a message is not delivered.
    """

    def __init__(self, server: MailServer, patience: timedelta) -> None:
        self.sender = server.sender
        self._server = server
        self._patience_seconds = patience.total_seconds()
        self._connections = asyncio.Semaphore(MOST_CONNECTIONS)
        self._kept = KeptConnections()
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
        stage, client = Stage.CONNECTION, None
        try:
            context = await self._context()
        except OSError as error:
            return NotDelivered(f"PODIUM_SMTP_CA cannot be read: {error.strerror}", Retry.SLOWLY)
        try:
            async with asyncio.timeout(self._patience_seconds):
                client = await self._kept_for_another()
                if client is None:
                    client = self._client(context)
                    await client.connect()  # with STARTTLS and the password, as they are wanted
                    stage = Stage.SENDER
                    await client.mail(self.sender.address)
                stage = Stage.RECIPIENT
                await client.rcpt(recipient)
            stage = Stage.MESSAGE
            await client.data(message)
        except SMTPResponseException as refusal:
            return outcome_of_reply(stage, refusal.code, refusal.message)
        except (SMTPException, OSError, ValueError) as error:
            return outcome_of_error(stage, error)
        else:
            self._kept.keep(client)
            client = None
            return Delivered()
        finally:
            if client is not None:
                client.close()

    async def _kept_for_another(self) -> SMTP | None:
        """Return a connection that was kept, on which the server takes the sender again.

        None if there is none: it may have closed it meanwhile, or take no more messages there.
        Nothing has been handed over by then, and a new connection is as good.
        """
        client = self._kept.take()
        if client is None:
            return None
        try:
            await client.mail(self.sender.address, timeout=self._patience_seconds / 2)
        except (SMTPException, OSError):
            client.close()
            return None
        except BaseException:
            client.close()
            raise
        return client

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
            await part_with(client)
        except SMTPResponseException as refusal:
            outcome = outcome_of_reply(Stage.CONNECTION, refusal.code, refusal.message)
        except (SMTPException, OSError, ValueError) as error:
            outcome = outcome_of_error(Stage.CONNECTION, error)
        finally:
            client.close()
        return outcome.reason if isinstance(outcome, NotDelivered | Unknown) else None

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
