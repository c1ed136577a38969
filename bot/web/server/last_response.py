"""The last response of a connection, whose end is more than closing a socket."""

import asyncio
from collections.abc import Callable


class LastResponse:
    """Takes a response as uvicorn writes it to a transport, and ends the connection its own way."""

    def __init__(self, transport: asyncio.Transport, end: Callable[[], None]) -> None:
        self._transport = transport
        self._end = end
        self.write = transport.write
        self.is_closing = transport.is_closing

    def close(self) -> None:
        """End the connection, where uvicorn would close it."""
        self._end()
