"""What is published and planned at present, replaced whole when the definitions change."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.database.engine import cause
from bot.ledger.publications import DefinitionsConflict, PublicationLog, PublishedVersion
from bot.ops.incidents import Incidents
from bot.planning.notices import Notice, plan_notices
from bot.planning.reminders import Plan, make_plan
from bot.publishing.publication import Publication
from bot.publishing.watcher import Signature, changes
from events.definitions.loader import Loader
from events.errors import DefinitionError
from events.model import Agendas

log = logging.getLogger(__name__)

# Even without a change: what has vanished leaves the feed when it is past, and what another
# replica has published is taken over.
REVIEW = timedelta(minutes=1)
SECOND_LOOK = 0.3  # seconds before definitions that are wrong are read once more
# The operator is shown so many faults of the definitions at once.
MOST_FAULTS = 10

Follow = Callable[[Plan], Awaitable[None]]
Show = Callable[[], Awaitable[None]]


class Reloader:
    """The publication and the plan of now. A bad edit changes neither."""

    def __init__(
        self,
        loader: Loader,
        publication_log: PublicationLog,
        clock: Clock,
        incidents: Incidents,
        public_url: str | None,
        settling: timedelta,
    ) -> None:
        self._loader = loader
        self._log = publication_log
        self._clock = clock
        self._incidents = incidents
        self._public_url = public_url
        self._settling = settling
        self._version: PublishedVersion | None = None
        self._publication: Publication | None = None
        self._destinations: Sequence[str] = ()
        self._seen: Signature = ()
        self._reloading = asyncio.Lock()
        self._follow: Follow | None = None
        self._show: Show | None = None
        self.plan = Plan(())

    @property
    def publication(self) -> Publication:
        """What readers are shown."""
        if self._publication is None:
            raise RuntimeError("nothing has been published yet")
        return self._publication

    def begin(self, agendas: Agendas, seen: Signature, destinations: Sequence[str]) -> None:
        """Publish and plan for the first time, for these destinations.

        ``seen`` is the definitions' signature from before they were read. Raises
        sqlalchemy.exc.SQLAlchemyError if that cannot be recorded.
        """
        self._seen = seen
        self._destinations = destinations
        self._publish(agendas)
        self._plan()

    async def follow_with(self, follow: Follow) -> None:
        """Have the plan followed, now and after each change."""
        self._follow = follow
        await follow(self.plan)

    def notices(self) -> tuple[Notice, ...]:
        """Plan what destinations are to be told of changes, by what they know by now. It blocks.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        told = self._log.told()
        if not told:
            return ()
        publication = self.publication
        shown = {event.uid: event for event in publication.everything}
        now, destinations = self._clock.now(), self._destinations
        return plan_notices(told, shown, publication.revisions, destinations, now, self._settling)

    def show_with(self, show: Show) -> None:
        """Have each new publication shown, before anything is planned by it."""
        self._show = show

    async def reload(self) -> bool:
        """Take over the definitions as they are now; tell whether they could be."""
        async with self._reloading:
            return await self._reload()

    async def _reload(self) -> bool:
        before = self.publication
        try:
            agendas = await self._read()
            await asyncio.to_thread(self._publish, agendas)
            if self.publication is not before:
                await self._shown_to_readers()
                await asyncio.to_thread(self._plan)
        except DefinitionError as error:
            self._incidents.open("definitions", _shown(error))
            return False
        except DefinitionsConflict:
            what = "another replica has published other definitions (give the same to all of them)"
            self._incidents.open("publication", what)
            return False
        except SQLAlchemyError as error:
            self._incidents.open("publication", f"the ledger cannot be used: {cause(error)}")
            return False
        self._incidents.close("definitions")
        self._incidents.close("publication")
        if self.publication is not before:
            log.info("published, events=%d", len(self.publication.agendas.events))
            if self._follow is not None:
                await self._follow(self.plan)
        return True

    async def _shown_to_readers(self) -> None:
        if self._show is None:
            return
        try:
            await self._show()
        except Exception:
            # Reminders do not wait for the feed, which the next request tries to make again.
            log.exception("what is published could not be shown")

    async def _read(self) -> Agendas:
        with suppress(DefinitionError):
            return await asyncio.to_thread(self._loader.load)
        # A file that is written in place may have been read half-way.
        await asyncio.sleep(SECOND_LOOK)
        return await asyncio.to_thread(self._loader.load)

    async def watch(self) -> None:
        """Reload whenever the definitions change, until cancelled."""
        async for _ in changes(self._loader.path, self._seen, REVIEW):
            await self.reload()

    def _publish(self, agendas: Agendas) -> None:
        before = self._publication
        now = self._clock.now()
        edition = self._log.publish(agendas, now, self._destinations, self._version)
        known = self._version
        same = (
            known is not None
            and known.version == edition.version
            and known.revisions.keys() == edition.revisions.keys()
        )
        self._version = edition
        # Leads are no news to readers, and still change the plan.
        if before is None or not same or agendas != before.agendas:
            self._publication = Publication(
                agendas, edition.revisions, self._public_url, before, shown_from=now
            )

    def _plan(self) -> None:
        self.plan = make_plan(self.publication.agendas.events, self._destinations)


def _shown(error: DefinitionError) -> str:
    lines = str(error).splitlines()
    more = len(lines) - MOST_FAULTS
    shown = "\n".join(lines[:MOST_FAULTS])
    return f"{shown}\nand {more} more" if more > 0 else shown
