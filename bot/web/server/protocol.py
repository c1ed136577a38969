"""One HTTP connection, with limits that uvicorn does not set.

uvicorn lets a client stay for good that never finishes its request, or never reads the response,
and takes heads, bodies, trailers and pipelines of any size; a few such clients would shut everybody
else out, or take all of the memory.

No address needs a body. So only heads are parsed here, each when it is whole, and one at a time:
the next when the response to the last has gone. What comes after a head that announces a body is
thrown away.
"""

import asyncio
from functools import partial
from typing import Any

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from bot.web.http.refusals import CROWDED, NOT_ONE_HOST, NOT_READ, TOO_LARGE
from bot.web.http.static_response import StaticResponse
from bot.web.server.crowd import Crowd
from bot.web.server.head import BEGINNING, END, MOST_FIELDS, NO_END, hosts_and_body, with_path
from bot.web.server.last_response import LastResponse
from bot.web.server.limits import ConnectionLimits

MOST_IN_A_TURN = 4  # requests of one connection, before others have their turn
MOST_AT_ONCE = 64 * 1024  # bytes of a response that is written without a task


class BoundedProtocol(HttpToolsProtocol):
    """A connection whose requests must each come, and each response go, within limits."""

    def __init__(self, limits: ConnectionLimits, crowd: Crowd, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limits = limits
        self._crowd = crowd
        self._unread: bytes | bytearray = b""  # of requests that are yet to be responded to
        self._held = 0  # how much of it the crowd knows of
        self._in_turn = False
        self._awaits_turn = False
        self._reading_paused = False
        self._is_last = False  # no request is taken any more
        self._said_farewell = False
        self._since = 0.0  # when it began to wait for its client
        self._request_timer: asyncio.TimerHandle | None = None
        self._response_timer: asyncio.TimerHandle | None = None
        self._farewell_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        # Whatever waits to be read is waited for no longer than ``response``, however little it is.
        transport.set_write_buffer_limits(0)
        self._since = self.loop.time()
        self._await_request()
        self._crowd.welcome(self.connections, self)  # type: ignore[arg-type]  # all are of ours

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more for the client."""
        self._is_last = True
        self._stop_awaiting_request()
        if self._farewell_timer is not None:
            self._farewell_timer.cancel()
        self._keep(b"")
        self.resume_writing()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes from the client, and respond to the requests in them."""
        if self._is_last:
            return
        if self._unread:
            self._unread += data
        else:
            self._unread = data
        if not self._awaits_turn:
            self._take_turn()

    def _take_turn(self) -> None:
        """Respond to a few of the requests that have come whole."""
        self._awaits_turn = False
        if self._in_turn:
            return
        self._in_turn = True
        unread, begin = self._unread, 0
        try:
            for _ in range(MOST_IN_A_TURN):
                end = unread.find(END, begin) + len(END)
                if self._is_busy() or end < len(END):
                    break
                if end - begin > self._limits.head_bytes:
                    self._refuse(TOO_LARGE)
                    break
                whole = begin == 0 and end == len(unread)
                super().data_received(bytes(unread) if whole else bytes(unread[begin:end]))
                begin = end
        finally:
            self._in_turn = False
        if begin < len(unread) or self._held:
            self._keep(b"" if self._is_last else unread[begin:])
            self._await_the_rest()
        else:
            self._unread = b""
            if self.timeout_keep_alive_task is None and not self._is_busy():
                self._await_request()  # these were empty lines

    def _await_turn(self) -> None:
        if not self._awaits_turn and not self._is_last:
            self._awaits_turn = True
            self._crowd.queue(self._take_turn)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Have the application make a response when it is this connection's turn."""
        self._crowd.queue(partial(self._start, cycle, app))

    def _start(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if not cycle.disconnected:
            super()._start_asgi_task(cycle, app)

    def _is_busy(self) -> bool:
        """Tell whether the response to a request has yet to be made, or read."""
        # The cycle is None at first, whatever uvicorn's annotation says.
        return (
            self._is_last
            or self.flow.write_paused
            or not getattr(self.cycle, "response_complete", True)
        )

    def _keep(self, unread: bytes | bytearray) -> None:
        """Keep what cannot be responded to yet, as long as there is room for it."""
        self._unread = bytearray(unread) if unread else b""
        more, self._held = len(unread) - self._held, len(unread)
        if more and not self._crowd.hold(more, self.connections, self):  # type: ignore[arg-type]
            self.give_way()

    def _await_the_rest(self) -> None:
        """Wait for what is missing: the rest of a head, the response before it, or a turn."""
        if self._is_last:
            return
        if not self._is_busy() and self._unread:
            if END in self._unread:
                self._await_turn()
            elif len(self._unread) > self._limits.head_bytes:
                self._refuse(TOO_LARGE)
            elif not BEGINNING.match(self._unread) or NO_END in self._unread:
                self._refuse(NOT_READ)
            else:
                self._unset_keepalive_if_required()
                self._await_request()
        # As much as one head may come meanwhile, so that it is noticed if the client goes.
        if (len(self._unread) > self._limits.head_bytes) is not self._reading_paused:
            self._reading_paused = not self._reading_paused
            if self._reading_paused:
                self.transport.pause_reading()
            else:
                self.transport.resume_reading()

    def on_headers_complete(self) -> None:
        """Respond to the request at its head, or have uvicorn call the application."""
        if self._is_last:
            return  # these were no headers, but a trailer, or a head behind a body
        self._stop_awaiting_request()
        hosts, has_body = hosts_and_body(self.headers)
        # RFC 9112 §3.2: only HTTP/1.0 may leave the host out.
        if hosts > 1 or (not hosts and self.parser.get_http_version() != "1.0"):
            self._refuse(NOT_ONE_HOST)
        elif len(self.headers) > MOST_FIELDS:
            self._refuse(TOO_LARGE)
        elif not has_body and (response := self._ready_response()):
            # The body is that of all who ask for it: however many do not read it, there is one.
            head = response.head(self.server_state.default_headers)
            self.transport.writelines((head, response.body))
            self.on_response_complete()
        elif len(self.tasks) >= self._crowd.most:
            self._refuse(CROWDED)
        else:
            self._call_application(has_body)

    def _call_application(self, has_body: bool) -> None:
        self.url = with_path(self.url)
        self.expect_100_continue = False  # no body is asked for
        super().on_headers_complete()
        if has_body or self.parser.should_upgrade():
            self.cycle.keep_alive = False
            super().on_message_complete()  # for the application it has none
        if not self.cycle.keep_alive:
            self._is_last = True
            self.cycle.transport = LastResponse(self.transport, self._say_farewell)  # type: ignore[assignment]

    def on_body(self, body: bytes) -> None:
        """Pass over the body."""

    def on_message_complete(self) -> None:
        """Pass over the end of a request whose response was written at its head."""
        if not self._is_last and not getattr(self.cycle, "response_complete", True):
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request, or take it."""
        super().on_response_complete()
        self._since = self.loop.time()
        self._is_last = self._is_last or self.transport.is_closing()
        if self._unread and not self._in_turn:
            self._await_turn()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, as uvicorn asks for."""
        self._refuse(NOT_READ)

    def _ready_response(self) -> StaticResponse | None:
        """Return the response to the request whose head has come, if it can be written right now.

        Most requests are served so, without a task and with a third of uvicorn's work.
        """
        ask = getattr(self.app, "respond_at_once", None)
        path, _, query = self.url.partition(b"?")
        if (
            ask is None
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

    def _refuse(self, refusal: StaticResponse) -> None:
        """Write the last response of the connection."""
        if not self._is_last:
            self._is_last = True
            self._stop_awaiting_request()
            self._unset_keepalive_if_required()
            self.transport.write(refusal.encode(self.server_state.default_headers))
            self._say_farewell()

    def _say_farewell(self) -> None:
        """End the connection as soon as the client has read its last response.

        To close it while the client still sends would have the system take back the response
        (RFC 9112 §9.6). So what comes is read and dropped, until the client ends, too, or time is
        up.
        """
        self._said_farewell = True
        if self.transport.is_closing():
            return
        self._reading_paused = False
        self.transport.resume_reading()
        self.transport.write_eof()
        if not self.flow.write_paused:
            self._await_farewell()

    def _await_farewell(self) -> None:
        patience = self._limits.farewell.total_seconds()
        self._farewell_timer = self.loop.call_later(patience, self.transport.abort)

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        self._since = self.loop.time()
        patience = self._limits.response.total_seconds()
        self._response_timer = self.loop.call_later(patience, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no more for the client to read."""
        if self._response_timer is not None:
            self._response_timer.cancel()
            self._response_timer = None
        super().resume_writing()
        if self._said_farewell and not self.transport.is_closing():
            self._await_farewell()
        elif self._unread:
            self._await_turn()

    def waits_since(self) -> float | None:
        """Since when the connection waits for its client; None if it waits for the application."""
        is_made = getattr(self.cycle, "response_complete", True)
        waits = self.flow.write_paused or (is_made and not self._awaits_turn)
        return self._since if waits and not self.transport.is_closing() else None

    def holds(self) -> int:
        """How many bytes of requests the connection holds that are yet to be responded to."""
        return self._held

    def give_way(self) -> None:
        """End at once, and let go of what is held."""
        self._is_last = True
        self._keep(b"")
        self.transport.abort()

    def _await_request(self) -> None:
        if self._request_timer is None:
            patience = self._limits.request.total_seconds()
            self._request_timer = self.loop.call_later(patience, self.transport.close)

    def _stop_awaiting_request(self) -> None:
        if self._request_timer is not None:
            self._request_timer.cancel()
            self._request_timer = None
