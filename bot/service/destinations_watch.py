"""Follows the file of destinations while the service runs: what is added, changed, taken away."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.config.destinations.wanted import WantedDestination
from bot.database.engine import cause
from bot.ledger.async_ledger import LedgerThread
from bot.ops.incidents import Incidents
from bot.publishing.reloader import Reloader
from bot.publishing.watcher import Signature, signature
from bot.service.changing import bring_in, take_away
from bot.service.destinations import RunningDestinations
from bot.service.pacing import Pacing
from bot.service.routes import Routes
from bot.service.wanted_destinations import WantedDestinations, wrong_words
from events.errors import DefinitionError

log = logging.getLogger(__name__)


class DestinationsWatch:
    """Posts to the destinations of a file, as it is saved. A bad edit changes nothing."""

    def __init__(
        self,
        path: Path,
        wanted: WantedDestinations,
        routes: Routes,
        running: RunningDestinations,
        reloader: Reloader,
        ledger: LedgerThread,
        clock: Clock,
        incidents: Incidents,
        pacing: Pacing,
        followed: Sequence[WantedDestination],
    ) -> None:
        """Follow a file; ``followed`` are the destinations that there are already."""
        self._path = path
        self._wanted = wanted
        self._routes = routes
        self._running = running
        self._reloader = reloader
        self._ledger = ledger
        self._clock = clock
        self._incidents = incidents
        self._pace = pacing.reload
        self._followed = followed

    async def run(self) -> None:
        """Follow the file until cancelled."""
        seen: Signature | None = None
        while True:
            now = await asyncio.to_thread(signature, self._path)
            if now != seen and await self._follow():
                seen = now
            await asyncio.sleep(self._pace.look.total_seconds())

    async def _follow(self) -> bool:
        """Take the file over as it is. Return False if the ledger hinders that."""
        try:
            wanted = await self._read()
            if wanted != self._followed:
                await self._take_over(wanted)
                self._followed = wanted
        except DefinitionError as error:
            self._incidents.open("destinations", wrong_words(error))
            return True
        except SQLAlchemyError as error:
            self._incidents.open("destinations", f"the ledger cannot be used: {cause(error)}")
            return False
        self._incidents.close("destinations")
        return True

    async def _read(self) -> Sequence[WantedDestination]:
        try:
            return await asyncio.to_thread(self._wanted.read)
        except DefinitionError:
            # A file that is written in place may have been read half-way.
            await asyncio.sleep(self._pace.second_look.total_seconds())
            return await asyncio.to_thread(self._wanted.read)

    async def _take_over(self, wanted: Sequence[WantedDestination]) -> None:
        """Post to these destinations from now on, and to no others."""
        async with self._running.changing:
            await self._change_to(wanted)
        log.info("destinations: %d", len(wanted))

    async def _change_to(self, wanted: Sequence[WantedDestination]) -> None:
        running, names = self._running, {each.name for each in wanted}
        # What a reader has chosen makes way where the operator names the same chat.
        gone = [name for name in running.workers if (name in names) == (name in running.followers)]
        await take_away(running, self._reloader, gone)
        subscribe = partial(self._ledger.ledger.subscribe, names, self._clock.now())
        since = await self._ledger.call(subscribe)
        hears = {each.name: each.heard_since(since[each.name]) for each in wanted}
        new = [each for each in wanted if each.name not in running.workers]
        routes = [
            await self._ledger.call(partial(self._routes.to, each, hears[each.name]))
            for each in new
        ]
        await bring_in(running, self._reloader, routes, list(hears.values()))
