"""One HTTP connection, with bounds on what a client may hold or send that uvicorn does not set.

uvicorn lets a client that never finishes its request, or never reads the response, stay for good,
and keeps headers of any size; a few hundred such clients would shut everybody else out.
"""

import asyncio
import math
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.web.prepared import Answer

REQUEST_SECONDS = 10.0
RESPONSE_SECONDS = 60.0
MAX_HEAD_BYTES = 32 * 1024
MOST_AT_ONCE = 64 * 1024
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class Connection(HttpToolsProtocol):
    """A connection whose requests must each come, and each response go, within bounds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head = True
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
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self.transport.write(TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        """Start the bounds of a request, which may come before the last one is answered."""
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0
        self._await_request()

    def on_headers_complete(self) -> None:
        """Leave the bounds of the head."""
        self._in_head = False
        self._stop_awaiting_request()
        answer = self._ready_answer()
        if answer is None:
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

    def _ready_answer(self) -> Answer | None:
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
        answer: Answer | None = ask(method, path.decode("ascii"), query, self.headers)
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
