"""Pages that are rendered once for all who ask, and kept for as long as they read the same."""

import asyncio
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from starlette.types import Receive

from bot.clock import Clock
from bot.publishing.publication import CurrentPublication, Publication
from bot.web.address import Address
from bot.web.http.cache import Cache, CacheBounds
from bot.web.http.render_queue import RenderQueue
from bot.web.http.responses import PreparedResource
from bot.web.pages.page_responses import prepare_page
from events.model import Event
from events.queries import past_from

# Without a public address the pages differ by Host header, which anybody can make up.
PAGE_BOUNDS = CacheBounds(most=1000, most_bytes=32_000_000)
TRANSLATED_BOUNDS = CacheBounds(most=1000, most_bytes=16_000_000)

Prepare = Callable[[bytes], PreparedResource]
"""How the responses of what was rendered are decided."""


class PassingPage(bytes):
    """A page that lacks something for now, or that hardly anybody asks for, and is not kept."""


class Render(Protocol):
    """How one page is rendered."""

    def __call__(self, publication: Publication, address: Address, now: datetime) -> bytes:
        """Render the page of a publication as it reads at an instant; called in a thread."""


@dataclass(frozen=True, slots=True)
class _Period:
    """The time within which each page of a publication reads the same, and the pages rendered."""

    publication: Publication
    since: datetime
    until: datetime | None  # None means for good
    pages: Cache

    def holds(self, publication: Publication, now: datetime) -> bool:
        return (
            publication is self.publication
            and self.since <= now
            and (self.until is None or now < self.until)
        )


class PageCache:
    """The pages that were rendered of the current publication.

    A page is rendered in a thread: of ten thousand events it takes a tenth of a second, and others
    are served meanwhile.
    """

    def __init__(self, current: CurrentPublication, clock: Clock, bounds: CacheBounds) -> None:
        self._current = current
        self._clock = clock
        self._bounds = bounds
        self._period: _Period | None = None
        self._queue = RenderQueue()

    async def get(
        self,
        path: Hashable,
        address: Address,
        render: Render,
        receive: Receive,
        client: str,
        prepare: Prepare = prepare_page,
    ) -> PreparedResource:
        """Return the page at a path of the site at an address; ``render`` is called if need be.

        ``receive`` is that of the client that asks, and ``client`` its address. What is asked for
        besides the path is a part of ``path``. Raises `NoPlace`.
        """
        page = (path, address)
        if kept := self._kept(page):
            return kept
        async with self._queue.place(page, receive, client):
            return self._kept(page) or await self._rendered(page, render, prepare)

    def _kept(self, page: tuple[Hashable, Address]) -> PreparedResource | None:
        period = self._period
        if period is None or not period.holds(self._current(), self._clock.now()):
            return None
        return period.pages.get(page)

    async def _rendered(
        self, page: tuple[Hashable, Address], render: Render, prepare: Prepare
    ) -> PreparedResource:
        publication, now = self._current(), self._clock.now()
        period = self._period
        if period is None or not period.holds(publication, now):
            until = await asyncio.to_thread(reads_until, publication.everything, now)
            period = self._period = _Period(publication, now, until, Cache(self._bounds))
        _, address = page
        html = await asyncio.to_thread(render, publication, address, now)
        prepared = await asyncio.to_thread(prepare, html)
        if not isinstance(html, PassingPage):
            period.pages.keep(page, prepared)
        return prepared


def reads_until(events: Iterable[Event], now: datetime) -> datetime | None:
    """Return the next instant after ``now`` at which a page may change; None means never."""
    instants = (
        instant
        for event in events
        for instant in (
            event.start.begins,
            event.over,
            past_from(event),
        )
    )
    return min((instant for instant in instants if instant > now), default=None)
