"""Following the plan: workers are woken when something is due, by jobs and by a heartbeat.

The jobs hold the near part of the plan. The heartbeat goes by the monotonic clock, and finds what a
suspended machine or a stepped wall clock passed over.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.delivery.in_turns import by_destination_in_turns, in_turns
from bot.delivery.jobs import Jobs
from bot.delivery.missed import give_up_waiting, record_missed
from bot.delivery.opened import open_at, without_begun
from bot.delivery.retry import LEASE
from bot.delivery.worker import DeliveryWorker
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.ledger.trouble import begin_trouble, end_trouble
from bot.ops.incidents import Incidents
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Plan, Planned

log = logging.getLogger(__name__)

HORIZON = timedelta(hours=24)
MOST_JOBS = 1000
MOST_ARMED = 20_000  # reminders that are looked through for their instants
HEARTBEAT = timedelta(seconds=5)
# So far may the wall clock part from the monotonic one between two heartbeats, as NTP slews it.
SLEW = timedelta(seconds=0.5)


class PlanNotices(Protocol):
    """Plans the notices that are to be posted, by what readers know by now. It blocks."""

    def __call__(self) -> tuple[Notice, ...]:
        """Return the notices. Raises sqlalchemy.exc.SQLAlchemyError."""


class Scheduler:
    """Enqueues each notification with its destination's worker at the instant when it is due.

    A job stands for an instant, not for a notification: thousands due together are one job.
    ``workers`` are those of the destinations, and change with them while a plan is followed.

    ``shared`` tells that other replicas use the same ledger, and may die while they send, and
    ``plan_before`` is the plan that was followed last before this start, if that is known.
    """

    def __init__(
        self,
        clock: Clock,
        ledger: Ledger,
        workers: Mapping[str, DeliveryWorker],
        incidents: Incidents,
        plan_notices: PlanNotices,
        heartbeat: timedelta,
        *,
        shared: bool,
        plan_before: Plan | None = None,
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._workers = workers
        self._incidents = incidents
        self._plan_notices = plan_notices
        self._heartbeat = heartbeat
        self._shared = shared
        self._plan = self._looked_through = Plan(())
        self._plan_before: Plan | None = None
        self._last_followed = plan_before
        self._followed_at = clock.now()
        self._notices: tuple[Notice, ...] = ()
        self._refilling = asyncio.Lock()
        self._beating: asyncio.Task[None] | None = None
        self._jobs = Jobs(clock, self._due)

    def start(self) -> None:
        """Begin to wake workers."""
        self._jobs.start()
        self._beating = asyncio.create_task(self._keep_beating(), name="heartbeat")

    async def stop(self) -> None:
        """Wake nobody any more."""
        self._jobs.stop()
        if self._beating is not None:
            self._beating.cancel()
            with suppress(asyncio.CancelledError):
                await self._beating

    @property
    def is_looked_through(self) -> bool:
        """Whether what is due and open by the plan that is followed now has been enqueued."""
        return self._looked_through is self._plan

    async def follow(self, plan: Plan) -> None:
        """Follow another plan from now on."""
        self._plan_before, self._last_followed, self._plan = self._last_followed, plan, plan
        self._followed_at = self._clock.now()
        for worker in self._workers.values():
            worker.forget_due()
        otherwise = await self._destinations_told_otherwise()
        for name, worker in self._workers.items():
            if otherwise is None or name in otherwise:
                worker.look_after_posts()
        await self._beat()

    async def _destinations_told_otherwise(self) -> Container[str] | None:
        """Return where posts differ from what is published; None if nobody can tell now."""
        # One look for all: of a thousand readers each worker would look by itself.
        try:
            return await asyncio.to_thread(self._ledger.destinations_told_otherwise)
        except SQLAlchemyError:
            return None

    async def refill(self) -> None:
        """Enqueue what is due and open, record what was missed, and arm what is due soon.

        Where an edit comes in between, its own refill does so: see `is_looked_through`.
        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        async with self._refilling:
            now, plan, ledger = self._clock.now(), self._plan, self._ledger
            watermark = await asyncio.to_thread(ledger.watermark)
            dealt_with_until = watermark or now
            # What readers know may have changed with each post.
            notices = await asyncio.to_thread(self._plan_notices)
            to_follow_up = await asyncio.to_thread(ledger.destinations_to_follow_up, now)
            paused = await asyncio.to_thread(ledger.paused)
            await record_missed(
                ledger,
                self._incidents,
                plan,
                self._plan_before,
                self._followed_at,
                dealt_with_until,
                now,
            )
            await give_up_waiting(ledger, self._incidents, plan, notices, now, shared=self._shared)
            found = await asyncio.to_thread(open_at, ledger, plan, notices, now)
            if plan is not self._plan:
                return  # an edit came in between, and its own refill is waiting
            # By now: jobs that ran in the meantime have enqueued what was not due before.
            now = self._clock.now()
            opened, overtaken = await asyncio.to_thread(found.by, now, plan)
            if plan is not self._plan:
                return
            begun: Sequence[Planned] = ()
            if watermark is None:
                # Readers of a first start are told of what comes, not of what has begun without it.
                opened, begun = without_begun(opened, now)
            self._notices = tuple(each for each in notices if each.key not in found.closed)
            due = [each for each in self._notices if each.due <= now]
            await self._set_due(plan, now, [*opened, *due], to_follow_up, paused)
            if plan is not self._plan:
                return  # and it has dropped what was enqueued
            self._looked_through = plan
            await self._arm(now)
            for reason, reminders in (
                ("a later one was posted before", overtaken),
                ("its event had begun before the first start", begun),
            ):
                for reminder in reminders:
                    await asyncio.to_thread(
                        ledger.miss, reminder, now, reason, PostState.SUPERSEDED
                    )
            # What is open may yet be missed, and is then looked for from here; so is what was open
            # when this began, and has grown too late since.
            unposted = [*opened, *found.opened, *found.overtaken]
            earliest = min((each.due for each in unposted), default=now + timedelta.resolution)
            dealt_with = min(found.at, earliest - timedelta.resolution)
            await asyncio.to_thread(ledger.set_watermark, dealt_with)
            if plan is self._plan:
                self._plan_before = None  # it may be large, and has been compared

    async def _set_due(
        self,
        plan: Plan,
        now: datetime,
        opened: Sequence[Notification],
        to_follow_up: Container[str],
        paused: Container[str],
    ) -> None:
        awaiting_news = defaultdict(set)
        for notice in self._notices:
            if notice.due > now:
                awaiting_news[notice.destination].add(notice.event.uid)
        by_destination = await by_destination_in_turns(opened)
        async for name, worker in in_turns(list(self._workers.items())):
            if plan is not self._plan:
                return  # an edit has come in between
            worker.set_due(
                by_destination.get(name, {}),
                now,
                frozenset(awaiting_news[name]),
                has_follow_ups=name in to_follow_up,
                is_paused=name in paused,
            )

    async def _arm(self, now: datetime) -> None:
        """Hold a job for each instant at which something is due soon, the nearest ones."""
        if not self._jobs.are_run:
            return  # as in a rehearsal, whose clock leaps
        plan = self._plan
        # Of another plan, its own refill is waiting.
        await self._jobs.arm(self._nearest(now), now, lambda: plan is self._plan)

    def _nearest(self, now: datetime) -> dict[datetime, None]:
        """Return the next instants at which something is due, in order."""
        until = now + HORIZON
        instants = {each.due for each in self._notices if now < each.due <= until}
        most = len(instants) + MOST_JOBS
        for reminder in self._plan.due(now, until)[:MOST_ARMED]:
            instants.add(reminder.due)
            if len(instants) == most:
                break
        return dict.fromkeys(sorted(instants)[:MOST_JOBS])

    async def _due(self, due: datetime) -> None:
        if not self.is_looked_through:
            return  # nobody knows yet which of its reminders wait for news: refill finds it due
        await self._enqueue(due)
        if any(notice.due == due for notice in self._notices):
            # Reminders of the same event wait for the notice, and are free from here.
            await self._beat()

    async def _enqueue(self, due: datetime) -> None:
        """Enqueue what is due at an instant, for each destination all at once."""
        plan = self._plan
        by_destination = await by_destination_in_turns(plan.due(due - timedelta.resolution, due))
        async for name, reminders in in_turns(list(by_destination.items())):
            if plan is not self._plan:
                return  # an edit has come in between: its refill finds what is due
            # A destination may have been taken away while this job was waiting.
            if worker := self._workers.get(name):
                worker.enqueue_all(reminders)

    async def _keep_beating(self) -> None:
        """Beat for ever, at even intervals of the monotonic clock: no stepped clock delays it."""
        wall, steady = datetime.now(UTC), monotonic()
        while True:
            await asyncio.sleep(self._heartbeat.total_seconds())
            passed = timedelta(seconds=monotonic() - steady)
            step = datetime.now(UTC) - wall - passed
            wall, steady = datetime.now(UTC), monotonic()
            if abs(step) > SLEW:
                # Each job waits for a wall time by a timer that knows nothing of the step.
                log.warning("the clock was stepped by %+.0f s", step.total_seconds())
                self._jobs.disarm_all()
            self._jobs.wake()
            await self._beat()

    async def _beat(self) -> None:
        try:
            if self._shared:
                now = self._clock.now()
                taken_over = await asyncio.to_thread(self._ledger.recover, now, LEASE)
                if taken_over:
                    log.warning("uncertain posts, left by another replica: %d", taken_over)
            await self.refill()
        except SQLAlchemyError as error:
            # The next heartbeat tries again; what is enqueued already waits with the workers.
            begin_trouble(self._ledger, self._incidents, error)
        except Exception as error:
            # A fault of ours must not stop the posts unheard; the log has it.
            log.exception("the plan could not be followed")
            self._incidents.open("planning", f"failed, and is tried again: {type(error).__name__}")
        else:
            end_trouble(self._ledger, self._incidents)
            self._incidents.close("planning")
