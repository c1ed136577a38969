"""A calendar as another program serves it, on loopback, with what may befall it."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field


def vevent(uid: str, start: str, title: str = "Council", *lines: str) -> str:
    """An event: ``start`` as in 20220112T090000Z, or a day."""
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", f"SUMMARY:{title}", *lines, "END:VEVENT"]
    )


def calendar(*events: str) -> bytes:
    """A calendar of these events."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:OSCE"]
    return "\r\n".join([*head, *events, "END:VCALENDAR", ""]).encode()


@dataclass
class CalendarServer:
    """Serves one calendar with its ETag; ``answers`` come first, each once, as they are.

    - ``asked``: the heads of the requests so far
    - ``is_silent``: nothing is answered any more
    """

    content: bytes = b""
    answers: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    is_silent: bool = False
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> "CalendarServer":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/week.ics"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(head)
            if self.is_silent:
                await reader.read()
                return
            writer.write(self.answers.pop(0) if self.answers else self._answer(head))
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer(self, head: str) -> bytes:
        etag = f'"{hashlib.sha256(self.content).hexdigest()[:8]}"'
        if f"If-None-Match: {etag}".lower() in head.lower():
            return answer("304 Not Modified", b"", f"ETag: {etag}")
        return answer("200 OK", self.content, f"ETag: {etag}")


def answer(status: str, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """An answer; of ``length`` bytes, as it says itself."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    whole: Sequence[str] = [*lines, "Connection: close", *headers, "", ""]
    return "\r\n".join(whole).encode() + body
