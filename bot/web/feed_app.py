"""The ASGI application in front of Starlette: feeds and files, served from a table in memory.

A client that polls every hour should cost next to nothing: one look-up, one choice, one write.
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.publishing.history import HistoryUnreadable
from bot.publishing.publication import CurrentPublication, Publication
from bot.web.client import client_of
from bot.web.feeds import FeedTable, UnknownFeed
from bot.web.http.refusals import BUSY, refuse_address, refuse_method
from bot.web.http.render_queue import NoPlace, RenderQueue
from bot.web.http.responses import choose
from bot.web.http.static_response import Header, StaticResponse
from events.errors import Refusal

log = logging.getLogger(__name__)


class MakeTable(Protocol):
    """How the table of a publication is made."""

    def __call__(self, publication: Publication) -> FeedTable:
        """Make the table; called in a thread, since it takes a while."""


class FeedApp:
    """Serves what its table has, and leaves other addresses to another application.

    The table is that of the current publication. While that table is being made, the one of the
    publication before serves: no reader waits for an edit.
    """

    def __init__(
        self, current: CurrentPublication, make_table: MakeTable, otherwise: ASGIApp
    ) -> None:
        self._current = current
        self._make_table = make_table
        self._otherwise = otherwise
        self._table = make_table(current())
        # Apart from the queue, in which parts of the feed wait: an edit waits for no part.
        self._renewing = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None
        self._queue = RenderQueue()

    def respond_at_once(
        self, method: str, path: str, query: bytes, headers: Iterable[Header]
    ) -> StaticResponse | None:
        """Return the response to a request, if it is in the table.

        `None` if the response has yet to be made, or the address is the other application's.
        """
        self._catch_up()
        return _look_up(self._table, method, path, query, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond to one request."""
        if scope["type"] == "http":
            self._catch_up()
            response = _ready(self._table, scope) or await self._on_demand(scope, receive)
            if response is not None:
                await response(scope, receive, send)
                return
        await self._otherwise(scope, receive, send)

    async def renew(self) -> None:
        """Serve the current publication, as soon as its table is made."""
        async with self._renewing:
            while (publication := self._current()) is not self._table.publication:
                self._table = await asyncio.to_thread(self._make_table, publication)

    def _catch_up(self) -> None:
        """Begin to make the table of the current publication, unless it is there or being made."""
        if self._current() is self._table.publication:
            return
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = asyncio.create_task(self.renew())
            self._catching_up.add_done_callback(_tell_of_a_fault)

    async def _on_demand(self, scope: Scope, receive: Receive) -> StaticResponse | None:
        """Make the response to a request, unless its address is that of no feed."""
        feed = self._table.find(scope["path"], scope["query_string"])
        if feed is None:
            return None
        if refusal := refuse_method(scope["method"]):
            return refusal
        try:
            async with self._queue.place((feed.path, feed.selection), receive, client_of(scope)):
                return await self._make(scope)
        except NoPlace:
            return BUSY

    async def _make(self, scope: Scope) -> StaticResponse | None:
        # While the request waited, an edit may have replaced the table, and another request for the
        # same feed have had it made.
        table = self._table
        response = _ready(table, scope)
        if response is None and (feed := table.find(scope["path"], scope["query_string"])):
            try:
                prepared = await asyncio.to_thread(table.make, feed)
            except HistoryUnreadable:
                return BUSY
            table.keep(feed, prepared)
            response = choose(prepared, scope["method"], scope["headers"])
        return response


def _tell_of_a_fault(catching_up: asyncio.Task[None]) -> None:
    if not catching_up.cancelled() and (fault := catching_up.exception()):
        # The table of the publication before still serves, and the next request has it tried again.
        log.error("what is published could not be shown", exc_info=fault)


def _ready(table: FeedTable, scope: Scope) -> StaticResponse | None:
    return _look_up(table, scope["method"], scope["path"], scope["query_string"], scope["headers"])


def _look_up(
    table: FeedTable, method: str, path: str, query: bytes, headers: Iterable[Header]
) -> StaticResponse | None:
    try:
        prepared = table.get(path, query)
    except Refusal as refusal:
        return refuse_address(refusal, 404 if isinstance(refusal, UnknownFeed) else 400, method)
    return choose(prepared, method, headers) if prepared else None
