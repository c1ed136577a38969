"""A whole HTTP response as a value, which sends itself, or is written to a socket in one piece."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

Header = tuple[bytes, bytes]

ANY_ORIGIN: Header = (b"access-control-allow-origin", b"*")
NOSNIFF: Header = (b"x-content-type-options", b"nosniff")


@dataclass(frozen=True, slots=True)
class StaticResponse:
    """A response that is the same for every request; an ASGI application."""

    status: int
    headers: tuple[Header, ...]
    body: bytes = b""
    _head: bytes = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        status = f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n".encode("ascii")
        object.__setattr__(self, "_head", status + _lines(self.headers))

    def encode(self, more: Iterable[Header]) -> bytes:
        """Return the response as HTTP/1.1 sends it, with more headers such as the date."""
        return self.head(more) + self.body

    def head(self, more: Iterable[Header]) -> bytes:
        """Return all that HTTP/1.1 sends before the body."""
        return b"".join((self._head, _lines(more), b"\r\n"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response, whatever the request."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


def _lines(headers: Iterable[Header]) -> bytes:
    return b"".join([name + b": " + value + b"\r\n" for name, value in headers])
