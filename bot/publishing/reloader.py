"""Reloading: what is published and planned now is replaced whole when the definitions change."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.config.masthead import Masthead
from bot.database.engine import cause
from bot.ledger.publications.log import DefinitionsConflict, PublicationLog, PublishedVersion
from bot.ops.incidents import Incidents
from bot.planning.notices import Notice, plan_notices
from bot.planning.reminders import Plan, make_plan
from bot.planning.removals import RemovalsHeld
from bot.planning.subscription import Subscription
from bot.publishing.edit_incidents import EditIncidents
from bot.publishing.edit_words import HowToSettle
from bot.publishing.gap_words import gap_words, to_look_for
from bot.publishing.patient_loader import READ_LIMIT, PatientLoader
from bot.publishing.publication import Publication
from bot.publishing.watcher import Signature, changes
from events.errors import DefinitionError
from events.model import Agendas

log = logging.getLogger(__name__)


class PublicationListener(Protocol):
    """Shows a new publication to readers."""

    async def __call__(self) -> None:
        """Show what is published now."""


class PlanListener(Protocol):
    """Follows a new plan."""

    async def __call__(self, plan: Plan) -> None:
        """Follow a plan from now on."""


@dataclass(frozen=True, slots=True)
class ReloadPace:
    """How often the definitions are looked at.

    - ``look``: what the system does not tell of is found so soon.
    - ``review``: even without a change the agendas are published anew so often. What has vanished
      leaves the feed when it is past, and what another replica has published is taken over.
    - ``second_look``: definitions that are wrong are read once more after so long.
    - ``read``: to read a file takes no longer than this, or is a fault of the definitions.
    """

    look: timedelta = timedelta(seconds=2)
    review: timedelta = timedelta(minutes=1)
    second_look: timedelta = timedelta(seconds=0.3)
    read: timedelta = READ_LIMIT


class Reloader:
    """Holds the publication and the plan of now. A bad edit changes neither."""

    def __init__(
        self,
        loader: PatientLoader,
        publication_log: PublicationLog,
        clock: Clock,
        incidents: Incidents,
        public_url: str | None,
        masthead: Masthead,
        settling: timedelta,
        pace: ReloadPace,
        how_to_settle: HowToSettle,
    ) -> None:
        self._loader = loader
        self._log = publication_log
        self._clock = clock
        self._incidents = incidents
        self._edits = EditIncidents(incidents, clock, how_to_settle)
        self._public_url = public_url
        self._masthead = masthead
        self._settling = settling
        self._pace = pace
        self._version: PublishedVersion | None = None
        self._newest_change: datetime | None = None
        self._publication: Publication | None = None
        self._subscriptions: Sequence[Subscription] = ()
        self._seen: Signature = ()
        # Whether what is published is what the definitions say, and no older state of them.
        self._defined = False
        self._gap_is_open = True
        self._reloading = asyncio.Lock()
        self._publication_listeners: list[PublicationListener] = []
        self._plan_listeners: list[PlanListener] = []
        self.plan = Plan(())
        self.plan_before: Plan | None = None
        """What was planned when the service last ran, if it ever did."""

    @property
    def publication(self) -> Publication:
        """What readers are shown."""
        if self._publication is None:
            raise RuntimeError("nothing has been published yet")
        return self._publication

    @property
    def held(self) -> RemovalsHeld | None:
        """The edit that is held, as the operator was told of it; None if none is."""
        return self._edits.held

    @property
    def held_since(self) -> datetime | None:
        """When the operator was told of the edit that is held, in UTC; None if none is."""
        return self._edits.held_since

    async def begin(self, subscriptions: Sequence[Subscription]) -> None:
        """Publish and plan for the first time, for the destinations of these subscriptions.

        Where the definitions cannot be published, what was published last is published again, as
        the ledger has it: a start must not fail for a bad edit.

        Raises `DefinitionError` if nothing has ever been published, and
        sqlalchemy.exc.SQLAlchemyError.
        """
        self._subscriptions = subscriptions
        self.plan_before = self._plan_of_last_run()
        try:
            self._seen = await self._loader.signature()
            self._publish(await self._loader.load())
            self._defined = True
        except (DefinitionError, RemovalsHeld) as error:
            last = self._log.agendas()
            if last is None:
                raise
            self._publish(last)
            self._edits.open(error, self._newest_change)
        self._plan()

    def on_publication(self, listener: PublicationListener) -> None:
        """Have a listener called after each new publication, before anything is planned by it."""
        self._publication_listeners.append(listener)

    async def on_plan(self, listener: PlanListener) -> None:
        """Have a listener called with the plan, now and after each change."""
        self._plan_listeners.append(listener)
        await listener(self.plan)

    def notices(self) -> tuple[Notice, ...]:
        """Plan the notices for destinations, by what their readers know by now. It blocks.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        baselines = self._log.baselines()
        if not baselines:
            return ()
        publication = self.publication
        shown = {event.uid: event for event in publication.everything}
        now, told = self._clock.now(), self._subscriptions
        return plan_notices(baselines, shown, publication.revisions, told, now, self._settling)

    async def reload(self) -> bool:
        """Publish and plan the definitions as they are now. Return False if that is impossible."""
        async with self._reloading:
            return await self._reload()

    async def settled(self) -> None:
        """Wait until the edit that is being published, if one is, is planned and followed."""
        async with self._reloading:
            pass

    async def tell(self, subscriptions: Sequence[Subscription]) -> None:
        """Plan for the destinations of other subscriptions from now on."""
        async with self._reloading:
            self._subscriptions = subscriptions
            await asyncio.to_thread(self._plan)
            for follow in self._plan_listeners:
                await follow(self.plan)

    async def _reload(self) -> bool:
        before, planned = self.publication, self.plan
        try:
            agendas = await self._read()
            await asyncio.to_thread(self._publish, agendas)
            self._defined = True
            if self.publication is not before:
                await self._shown_to_readers()
            if self.publication is not before or self._gap_is_open:
                await asyncio.to_thread(self._plan)
        except (DefinitionError, RemovalsHeld) as error:
            self._incidents.drop("publication")  # of definitions that were right
            self._edits.open(error, self._newest_change)
            return False
        except DefinitionsConflict:
            self._edits.open_unpublished(
                "another replica has published other definitions (give the same to all of them)"
            )
            return False
        except SQLAlchemyError as error:
            self._edits.open_unpublished(f"the ledger cannot be used: {cause(error)}")
            return False
        self._edits.close()
        if self.publication is not before:
            log.info("published, events=%d", len(self.publication.agendas.events))
        if self.plan is not planned:
            for follow in self._plan_listeners:
                await follow(self.plan)
        return True

    async def _shown_to_readers(self) -> None:
        for show in self._publication_listeners:
            try:
                await show()
            except Exception:
                # Reminders do not wait for the feed, which the next request tries to make again.
                log.exception("what is published could not be shown")

    async def _read(self) -> Agendas:
        with suppress(DefinitionError):
            return await self._loader.load()
        # A file that is written in place may have been read half-way.
        await asyncio.sleep(self._pace.second_look.total_seconds())
        return await self._loader.load()

    async def watch(self) -> None:
        """Reload whenever the definitions change, until cancelled."""
        look = self._pace.look
        async for _ in changes(self._loader, self._seen, look, self._review):
            await self.reload()

    def _review(self) -> timedelta:
        # Whether a held edit has been confirmed, nothing tells but the ledger.
        return self._pace.look if self.held else self._pace.review

    def _publish(self, agendas: Agendas) -> None:
        before, known, now = self._publication, self._version, self._clock.now()
        published = self._log.publish(agendas, now, self._subscriptions, known)
        given = [it for it in published.overwritten if not self._loader.is_of_a_calendar(it[1])]
        self._edits.report_doubtful(published.renamed, given, agendas)
        same = (
            known is not None
            and known.version == published.version
            and known.revisions.keys() == published.revisions.keys()
        )
        self._version = published
        if not same:
            self._newest_change = self._log.newest_change()
        # Leads are no news to readers, and still change the plan.
        if before is None or not same or agendas != before.agendas:
            self._publication = Publication(
                agendas,
                published.revisions,
                self._public_url,
                before,
                shown_from=now,
                masthead=self._masthead,
                source=self._log,
            )

    def _plan_of_last_run(self) -> Plan | None:
        last = self._log.latest()
        known = [each.event for each in last.revisions.values() if not each.gone]
        return make_plan(known, self._subscriptions) if last.version else None

    def _plan(self) -> None:
        plan = make_plan(self.publication.agendas.events, self._subscriptions)
        if self._gap_is_open:
            self._record_gap(plan)
        self.plan = plan

    def _record_gap(self, plan: Plan) -> None:
        """Keep what was due since a backup that was put back from being posted by itself."""
        now = self._clock.now()
        found = self._log.record_gap(plan, now)
        if found is None:
            self._gap_is_open = False
        elif self._defined:
            gap, posts = found
            needed = to_look_for(posts, plan, self._subscriptions, now)
            self._incidents.report("ledger", gap_words(gap, posts, needed))
            self._log.close_gap()
            self._gap_is_open = False
