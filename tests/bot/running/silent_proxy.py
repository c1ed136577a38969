"""A way to a PostgreSQL server that falls silent: what is sent on it arrives nowhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import make_url


class SilentProxy:
    """Passes everything on, until its connections of the time are silenced; new ones are well."""

    def __init__(self, database: str) -> None:
        self._database = make_url(database)
        self._carriers: list[asyncio.Task[None]] = []
        self._ends: list[asyncio.StreamWriter] = []
        self.url = ""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["SilentProxy"]:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        there = self._database.set(host="127.0.0.1", port=port, query={})
        self.url = there.render_as_string(hide_password=False)
        try:
            yield self
        finally:
            self.silence()
            server.close()
            for end in self._ends:
                end.close()
                with suppress(ConnectionError):
                    await end.wait_closed()

    def silence(self) -> None:
        """Leave all connections open, and carry nothing any more."""
        for carrier in self._carriers:
            carrier.cancel()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        folder = self._database.query["host"]
        answers, there = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.5432")
        self._ends += (writer, there)
        for source, sink in ((reader, there), (answers, writer)):
            self._carriers.append(asyncio.create_task(_pump(source, sink)))


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()
