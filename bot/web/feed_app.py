"""The ASGI application in front of Starlette: feeds and files, answered from a table in memory.

A client that polls every hour should cost next to nothing: one look-up, one choice, one write.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.publishing.publication import Publication
from bot.web.feeds import FeedTable, UnknownFeed
from bot.web.http.render_queue import BUSY, QueueFull, RenderQueue
from bot.web.http.responses import Header, PreparedResource, StaticResponse, choose, refuse_method
from events.errors import Refusal

log = logging.getLogger(__name__)


class FeedApp:
    """Answers what its table has; another application the rest.

    The table is that of the current publication or, while that one's is being made, of the one
    before: no reader waits for an edit.
    """

    def __init__(
        self,
        current: Callable[[], Publication],
        fixed: Mapping[str, PreparedResource],
        otherwise: ASGIApp,
    ) -> None:
        self._current = current
        self._fixed = fixed
        self._otherwise = otherwise
        self._table = FeedTable(current(), fixed)
        # Apart from the turns at making parts of the feed: an edit waits for none of those.
        self._renewing = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None
        self._turns = RenderQueue()

    def answer_at_once(
        self, method: str, path: str, query: bytes, headers: Iterable[Header]
    ) -> StaticResponse | None:
        """Return the answer to a request, unless something has to be made or it is another's."""
        self._catch_up()
        return _pick(self._table, method, path, query, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            self._catch_up()
            answer = _asked(self._table, scope) or await self._made(scope, receive)
            if answer is not None:
                await answer(scope, receive, send)
                return
        await self._otherwise(scope, receive, send)

    async def renew(self) -> None:
        """Show the current publication, as soon as its table is made."""
        async with self._renewing:
            while (publication := self._current()) is not self._table.publication:
                made = await asyncio.to_thread(FeedTable, publication, self._fixed)
                self._table = made

    def _catch_up(self) -> None:
        """Begin to show the current publication, if it is not shown and not about to be."""
        if self._current() is self._table.publication:
            return
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = asyncio.create_task(self.renew())
            self._catching_up.add_done_callback(_tell_of_a_fault)

    async def _made(self, scope: Scope, receive: Receive) -> StaticResponse | None:
        """Make what is asked for, unless it is no feed."""
        feed = self._table.find(scope["path"], scope["query_string"])
        if feed is None:
            return None
        if refusal := refuse_method(scope["method"]):
            return refusal
        try:
            async with self._turns.take((feed.path, feed.selection), receive):
                return await self._make(scope)
        except QueueFull:
            return BUSY

    async def _make(self, scope: Scope) -> StaticResponse | None:
        # While we waited the table may have been replaced, or somebody else's turn have made it.
        table = self._table
        answer = _asked(table, scope)
        if answer is None and (feed := table.find(scope["path"], scope["query_string"])):
            prepared = await asyncio.to_thread(table.make, feed)
            table.keep(feed, prepared)
            answer = choose(prepared, scope["method"], scope["headers"])
        return answer


def _tell_of_a_fault(catching_up: asyncio.Task[None]) -> None:
    if not catching_up.cancelled() and (fault := catching_up.exception()):
        # What was shown before still is, and the next request has it tried again.
        log.error("what is published could not be shown", exc_info=fault)


def _asked(table: FeedTable, scope: Scope) -> StaticResponse | None:
    return _pick(table, scope["method"], scope["path"], scope["query_string"], scope["headers"])


def _pick(
    table: FeedTable, method: str, path: str, query: bytes, headers: Iterable[Header]
) -> StaticResponse | None:
    try:
        prepared = table.get(path, query)
    except Refusal as refusal:
        return _refuse(refusal, method)
    return choose(prepared, method, headers) if prepared else None


def _refuse(refusal: Refusal, method: str) -> StaticResponse:
    """Say in a line of plain text why there is nothing at an address (RFC 9110 §15.5)."""
    if answer := refuse_method(method):
        return answer
    status = 404 if isinstance(refusal, UnknownFeed) else 400
    body = f"{status}: {refusal}\n".encode()
    headers = (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-cache"),
        (b"access-control-allow-origin", b"*"),
        (b"x-content-type-options", b"nosniff"),
    )
    return StaticResponse(status, headers, body if method == "GET" else b"")
