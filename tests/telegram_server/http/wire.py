"""HTTP/1.1 on a loopback port, down to the socket.

A line that breaks in the middle of a request is what this server exists to reproduce, and no ASGI
server lets an application break one: hence h11 on asyncio streams, and a handler that may answer
`CUT` instead of a response.
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote

import h11

from tests.reserved_port import number_of, reserved_port

_CHUNK_BYTES = 65536
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Request:
    """One whole HTTP request."""

    verb: str
    path: str
    query: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """One whole HTTP response."""

    status: int
    body: bytes
    content_type: str = "application/json"


class Cut(Enum):
    """The other ending of a request: the connection is reset (RST) without an answer."""

    CUT = "cut"


CUT = Cut.CUT
Handler = Callable[[Request], Awaitable[Response | Cut]]


class Listener:
    """Listens on 127.0.0.1 and hands each request to the handler.

    A handler is cancelled when its client hangs up. Its first step, up to its first real wait,
    always runs: what has arrived is dealt with, as on Telegram, even if nobody waits any more.
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._server: asyncio.Server | None = None
        self._reserved: socket.socket | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self, port: int = 0) -> int:
        """Listen; returns the port, chosen by the system when 0."""
        if self._reserved is None:
            self._reserved = reserved_port(port)
        bound = number_of(self._reserved)
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", bound)
        return bound

    async def close(self, *, for_good: bool) -> None:
        """Stop listening and break every connection: new ones are refused from here on.

        Unless it is for good, the port is kept, so that nobody else gets it meanwhile.
        """
        if for_good and self._reserved is not None:
            self._reserved.close()
            self._reserved = None
        if self._server is None:
            return
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        # One that was broken before its first step has closed nothing.
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
        self._server = None

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        task = asyncio.ensure_future(self._converse(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = h11.Connection(h11.SERVER)
        try:
            while (request := await _next_request(line, reader)) is not None:
                response = await self._respond(line, reader, request)
                if response is None:
                    return
                if response is CUT:
                    _reset(writer)
                    return
                writer.write(_encode(line, response))
                await writer.drain()
                if line.our_state is not h11.DONE or line.their_state is not h11.DONE:
                    return
                line.start_next_cycle()
        except (ConnectionError, h11.RemoteProtocolError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _respond(
        self, line: h11.Connection, reader: asyncio.StreamReader, request: Request
    ) -> Response | Cut | None:
        """The handler's answer; None when the client hung up before there was one."""
        answer = asyncio.ensure_future(self._handler(request))
        more = asyncio.ensure_future(reader.read(_CHUNK_BYTES))
        try:
            await asyncio.wait({answer, more}, return_when=asyncio.FIRST_COMPLETED)
            if more.done():
                line.receive_data(more.result())
                if not more.result() and not answer.done():
                    return None
            return await answer
        finally:
            for task in (answer, more):
                task.cancel()
            await asyncio.wait({answer, more})


async def _next_request(line: h11.Connection, reader: asyncio.StreamReader) -> Request | None:
    """Read one request; None when the client has no more."""
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            line.receive_data(await reader.read(_CHUNK_BYTES))
        elif isinstance(event, h11.Request):
            head = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage) and head is not None:
            path, _, query = head.target.decode("ascii").partition("?")
            headers = dict(head.headers)  # h11 lower-cases the names
            return Request(
                verb=head.method.decode("ascii"),
                path=unquote(path),
                query=query,
                content_type=headers.get(b"content-type", b"").decode("latin-1"),
                body=bytes(body),
            )
        else:
            return None


def _encode(line: h11.Connection, response: Response) -> bytes:
    head = h11.Response(
        status_code=response.status,
        headers=[
            ("Content-Type", response.content_type),
            ("Content-Length", str(len(response.body))),
        ],
    )
    parts = (head, h11.Data(data=response.body), h11.EndOfMessage())
    return b"".join(line.send(part) or b"" for part in parts)


def _reset(writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    writer.transport.abort()
