"""Connections to a mail server that are kept for a few seconds, in case another message follows."""

import asyncio
from contextlib import suppress

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException

# Servers wait five minutes for a command (RFC 5321 §4.5.3.2.7), and may need the connection.
KEPT_SECONDS = 5.0
GOODBYE_SECONDS = 1.0


class KeptConnections:
    """Connections on which a message has just been taken, and nothing is under way."""

    def __init__(self) -> None:
        self._partings: dict[SMTP, asyncio.Task[None]] = {}

    def keep(self, client: SMTP) -> None:
        """Keep a connection for now. It is closed when its time, or the service, is over."""
        self._partings[client] = asyncio.create_task(self._part_with(client))

    def take(self) -> SMTP | None:
        """Return the connection that was kept last, if there is one that is not closed yet."""
        while self._partings:
            client, parting = self._partings.popitem()
            parting.cancel()
            if client.is_connected:
                return client
            client.close()
        return None

    async def _part_with(self, client: SMTP) -> None:
        try:
            await asyncio.sleep(KEPT_SECONDS)
        except asyncio.CancelledError:
            if client in self._partings:  # it was not taken: the service ends
                client.close()
            raise
        del self._partings[client]
        await part_with(client)


async def part_with(client: SMTP) -> None:
    """End a connection as is polite, and in any case."""
    try:
        with suppress(SMTPException, OSError):
            await client.quit(timeout=GOODBYE_SECONDS)
    finally:
        client.close()
