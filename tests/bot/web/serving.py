"""The site on a free port of this machine, in the test's own event loop."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import httpx

from bot.clock import Clock
from bot.publishing.publication import CurrentPublication, Publication
from bot.web.admin import Health
from bot.web.feed_app import FeedApp
from bot.web.server.limits import ConnectionLimits
from bot.web.server.server import start
from bot.web.site import build_app
from tests.bot.web.publications import MIDWEEK
from tests.patience import PATIENCE


@dataclass
class StoppedClock:
    """Shows the instant it was set to."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def system_time(self, instant: datetime) -> datetime:
        return instant


class BuildApp(Protocol):
    """Composes a site, as `build_app` does, or from parts that a test can look into."""

    def __call__(self, current: CurrentPublication, clock: Clock, health: Health) -> FeedApp: ...


@dataclass
class Served:
    """A running site: what it shows and when can be set while it runs."""

    publication: Publication
    clock: StoppedClock
    app: FeedApp = field(init=False)
    url: str = field(init=False)
    connections: Collection[object] = field(init=False)
    client: httpx.AsyncClient = field(init=False)

    async def show(self, publication: Publication) -> None:
        """Replace what is shown, as an edit does."""
        self.publication = publication
        await self.app.renew()


@asynccontextmanager
async def served(
    publication: Publication,
    now: datetime = MIDWEEK,
    health: Health = dict,
    build: BuildApp = build_app,
) -> AsyncIterator[Served]:
    shown = Served(publication, StoppedClock(now))
    shown.app = build(lambda: shown.publication, shown.clock, health)
    site = await start(shown.app, "127.0.0.1", 0, ConnectionLimits())
    try:
        async with httpx.AsyncClient(base_url=site.url, timeout=PATIENCE) as client:
            shown.url, shown.client = site.url, client
            shown.connections = site.server.server_state.connections
            yield shown
    finally:
        await site.stop()
