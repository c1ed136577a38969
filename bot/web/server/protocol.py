"""One HTTP connection, with bounds on what a client may hold or send that uvicorn does not set.

uvicorn lets a client that never finishes its request, or never reads the response, stay for good,
and keeps headers of any size; a few hundred such clients would shut everybody else out.
"""

import asyncio
import math
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.web.http.responses import StaticResponse

REQUEST_SECONDS = 10.0
RESPONSE_SECONDS = 60.0
MAX_HEAD_BYTES = 32 * 1024
FIELD_BYTES = 4  # the colon, the blank and the end of the line
MOST_AT_ONCE = 64 * 1024
TOO_LARGE = StaticResponse(431, ((b"content-length", b"0"), (b"connection", b"close")))
NOT_ONE_HOST = StaticResponse(
    400,
    (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"37"),
        (b"connection", b"close"),
    ),
    b"400: the request must name one host.\n",
)
# RFC 9112 §3.2.2 has proxies ask so, and RFC 9110 §4.2.3 an empty path mean the root.
WITHOUT_PATH = re.compile(rb"\A(https?://[^/?#]+)(?=[?#]|\Z)", re.I)


class BoundedProtocol(HttpToolsProtocol):
    """A connection whose requests must each come, and each response go, within bounds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head = True
        self._begun = False
        self._head_bytes = 0
        self._request_timer: asyncio.TimerHandle | None = None
        self._response_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for the first request."""
        super().connection_made(transport)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_awaiting_request()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes from the client, until its request has become too long or too slow."""
        # Such as the rest of a body that was not waited for: uvicorn has just put off the end
        # of an idle connection. (The cycle is None at first, whatever uvicorn's annotation says.)
        if getattr(self.cycle, "response_complete", True):
            self._await_request()
        self._begun = False
        super().data_received(data)
        if self._in_head:
            # The bytes with which a head begins may be those of earlier requests as well: of them
            # counts what is parsed.
            self._head_bytes += self._parsed()[0] if self._begun else len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self._refuse(TOO_LARGE)

    def on_message_begin(self) -> None:
        """Start the bounds of a request, which may come before the last one is answered."""
        super().on_message_begin()
        self._in_head = self._begun = True
        self._head_bytes = 0
        self._await_request()

    def on_headers_complete(self) -> None:
        """Leave the bounds of the head."""
        self._in_head = False
        self._stop_awaiting_request()
        if refusal := self._refusal():
            self._refuse(refusal)
        if self.transport.is_closing():
            return  # nothing that still follows is answered
        answer = self._ready_answer()
        if answer is None:
            self.url = WITHOUT_PATH.sub(rb"\1/", self.url)
            super().on_headers_complete()
        else:
            self.transport.write(answer.encode(self.server_state.default_headers))
            self.on_response_complete()

    def on_body(self, body: bytes) -> None:
        """Pass over the body of a request that was answered at its head."""
        if self.cycle is not None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Pass over the end of a request that was answered at its head."""
        if self.cycle is not None:
            super().on_message_complete()

    def _refusal(self) -> StaticResponse | None:
        """Return the answer to a request that is not to be taken, now that its head is whole."""
        size, hosts = self._parsed()
        if size > MAX_HEAD_BYTES:
            return TOO_LARGE
        # RFC 9112 §3.2: only HTTP/1.0 may leave it out.
        if hosts > 1 or (not hosts and self.parser.get_http_version() != "1.0"):
            return NOT_ONE_HOST
        return None

    def _parsed(self) -> tuple[int, int]:
        """Return how many bytes of the head were parsed, and how many hosts it names."""
        size, hosts = len(self.url), 0
        for name, value in self.headers:
            size += len(name) + len(value) + FIELD_BYTES
            if name == b"host":
                hosts += 1
        return size, hosts

    def _refuse(self, refusal: StaticResponse) -> None:
        if not self.transport.is_closing():
            self.transport.write(refusal.encode(self.server_state.default_headers))
            self.transport.close()

    def _ready_answer(self) -> StaticResponse | None:
        """Return the answer to the request whose head has come, if it can be written right now.

        That is what most requests get: it saves them a task, and two thirds of uvicorn's work.
        """
        ask = getattr(self.app, "answer_at_once", None)
        path, _, query = self.url.partition(b"?")
        if (
            ask is None
            or not getattr(self.cycle, "response_complete", True)  # it is another's turn
            or self.flow.write_paused
            or len(self.connections) >= (self.limit_concurrency or math.inf)
            or self.parser.get_http_version() != "1.1"
            or not self.parser.should_keep_alive()
            or self.parser.should_upgrade()
            or not path.startswith(b"/")
            or b"%" in path
        ):
            return None
        method = self.parser.get_method().decode("ascii")
        answer: StaticResponse | None = ask(method, path.decode("ascii"), query, self.headers)
        return answer if answer is None or len(answer.body) <= MOST_AT_ONCE else None

    def pause_writing(self) -> None:
        """Start waiting for the client to read."""
        super().pause_writing()
        self._response_timer = self.loop.call_later(RESPONSE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop waiting for the client to read."""
        if self._response_timer is not None:
            self._response_timer.cancel()
            self._response_timer = None
        super().resume_writing()

    def _await_request(self) -> None:
        if self._request_timer is None:
            self._request_timer = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def _stop_awaiting_request(self) -> None:
        if self._request_timer is not None:
            self._request_timer.cancel()
            self._request_timer = None
