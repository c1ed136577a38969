"""One HTTP connection, with limits that uvicorn does not set.

uvicorn lets a client stay for good that never finishes its request, or never reads the response,
and takes a head of any size; a few hundred such clients would shut everybody else out.
"""

import asyncio
import math
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.web.http.refusals import NOT_ONE_HOST, TOO_LARGE
from bot.web.http.static_response import StaticResponse

FIELD_BYTES = 4  # the colon, the blank and the end of the line
MOST_AT_ONCE = 64 * 1024  # bytes of a response that is written without a task
# A whole address as the target, as RFC 9112 §3.2.2 has proxies ask; without a path it means the
# root (RFC 9110 §4.2.3).
WITHOUT_PATH = re.compile(rb"\A(https?://[^/?#]+)(?=[?#]|\Z)", re.I)


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What a connection is cut off for, or refused.

    - ``request``: how long a request's head may take to come, and the first one after connecting
    - ``response``: how long a client may read nothing of a response that waits to be read
    - ``idle``: how long a connection stays between two requests, in whole seconds
    - ``stop``: how long the responses under way are given when the server stops, in whole seconds
    - ``head_bytes``: how long a request's head may be
    """

    request: timedelta = timedelta(seconds=10)
    response: timedelta = timedelta(seconds=60)
    idle: timedelta = timedelta(seconds=5)
    stop: timedelta = timedelta(seconds=5)
    head_bytes: int = 32 * 1024


class BoundedProtocol(HttpToolsProtocol):
    """A connection whose requests must each come, and each response go, within limits."""

    def __init__(self, limits: ConnectionLimits, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limits = limits
        self._in_head = True
        self._head_is_new = False  # it began within the bytes that came last
        self._head_bytes = 0
        self._request_timer: asyncio.TimerHandle | None = None
        self._response_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more for the client."""
        self._stop_awaiting_request()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes from the client, and refuse its request once the head is too long."""
        # Any bytes keep uvicorn from ending an idle connection, such as the rest of a body after
        # the response to it. (The cycle is None at first, whatever uvicorn's annotation says.)
        if getattr(self.cycle, "response_complete", True):
            self._await_request()
        self._head_is_new = False
        super().data_received(data)
        if self._in_head:
            # A new head may have come behind earlier requests in the same bytes. Then only what was
            # parsed of the head counts.
            self._head_bytes += self._parsed()[0] if self._head_is_new else len(data)
            if self._head_bytes > self._limits.head_bytes:
                self._refuse(TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin to count a request's head. It may come before the response to the last request."""
        super().on_message_begin()
        self._in_head = self._head_is_new = True
        self._head_bytes = 0
        self._await_request()

    def on_headers_complete(self) -> None:
        """Respond to the request at its head, or have uvicorn call the application."""
        self._in_head = False
        self._stop_awaiting_request()
        if refusal := self._refusal():
            self._refuse(refusal)
        if self.transport.is_closing():
            return  # no response to what follows, either
        response = self._ready_response()
        if response is None:
            self.url = WITHOUT_PATH.sub(rb"\1/", self.url)
            super().on_headers_complete()
        else:
            self.transport.write(response.encode(self.server_state.default_headers))
            self.on_response_complete()

    def on_body(self, body: bytes) -> None:
        """Pass over the body of a request whose response was written at its head."""
        if self.cycle is not None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Pass over the end of a request whose response was written at its head."""
        if self.cycle is not None:
            super().on_message_complete()

    def _refusal(self) -> StaticResponse | None:
        """Return the response to a request that is refused for its head, which is whole now."""
        size, hosts = self._parsed()
        if size > self._limits.head_bytes:
            return TOO_LARGE
        # RFC 9112 §3.2: only HTTP/1.0 may leave the host out.
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

    def _ready_response(self) -> StaticResponse | None:
        """Return the response to the request whose head has come, if it can be written right now.

        Most requests are served so, without a task and with a third of uvicorn's work.
        """
        ask = getattr(self.app, "respond_at_once", None)
        path, _, query = self.url.partition(b"?")
        if (
            ask is None
            or not getattr(self.cycle, "response_complete", True)  # an earlier one comes first
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
        response: StaticResponse | None = ask(method, path.decode("ascii"), query, self.headers)
        return response if response is None or len(response.body) <= MOST_AT_ONCE else None

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        patience = self._limits.response.total_seconds()
        self._response_timer = self.loop.call_later(patience, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no more for the client to read."""
        if self._response_timer is not None:
            self._response_timer.cancel()
            self._response_timer = None
        super().resume_writing()

    def _await_request(self) -> None:
        if self._request_timer is None:
            patience = self._limits.request.total_seconds()
            self._request_timer = self.loop.call_later(patience, self.transport.close)

    def _stop_awaiting_request(self) -> None:
        if self._request_timer is not None:
            self._request_timer.cancel()
            self._request_timer = None
