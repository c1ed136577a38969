"""The near part of the plan, held by APScheduler, which wakes delivery when a reminder is due.

Jobs live in memory only: the ledger is the truth, and jobs that were stored would go stale when
definitions change. The heartbeat finds what a suspended machine or a stepped clock passed over.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.delivery import Courier
from bot.ledger import Ledger
from bot.reminders import Key, Plan, Reminder

log = logging.getLogger(__name__)

HORIZON = timedelta(hours=24)
MOST_JOBS = 1000
HEARTBEAT = timedelta(seconds=5)


class Scheduler:
    """Offers each reminder to its destination's courier at the instant when it is due."""

    def __init__(self, clock: Clock, ledger: Ledger, couriers: Mapping[str, Courier]) -> None:
        self._clock = clock
        self._ledger = ledger
        self._couriers = couriers
        self._plan = Plan(())
        self._armed: set[Key] = set()
        self._refilling = asyncio.Lock()
        self._jobs = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )

    async def start(self, plan: Plan) -> None:
        """Begin to follow a plan."""
        self._jobs.start()
        await self.follow(plan)
        self._jobs.add_job(
            self._heartbeat, IntervalTrigger(seconds=HEARTBEAT.seconds, timezone=UTC)
        )

    def stop(self) -> None:
        """Wake nobody any more."""
        self._jobs.shutdown(wait=False)

    async def follow(self, plan: Plan) -> None:
        """Follow another plan from now on."""
        self._plan = plan
        for key in self._armed:
            self._disarm(key)
        self._armed.clear()
        for courier in self._couriers.values():
            courier.clear()
        await self.refill()

    async def refill(self) -> None:
        """Offer what is due and open, record what was missed, and arm what is due soon."""
        async with self._refilling:
            now, plan = self._clock.now(), self._plan
            watched = await asyncio.to_thread(self._ledger.watched_until) or now
            since = min(watched, now - plan.longest_wait)
            settled = await asyncio.to_thread(self._ledger.settled, since)
            for reminder in plan.due(watched, now):
                if reminder.useful_until <= now and reminder.key not in settled:
                    reason = "too late when it was found"
                    if await asyncio.to_thread(self._ledger.miss, reminder, now, reason):
                        log.warning("missed event=%s due=%s", reminder.event.name, reminder.due)
            if plan is not self._plan:
                return  # an edit came in between, and its own refill is waiting
            # Asked anew: jobs that ran in the meantime have offered what was not due before.
            now = self._clock.now()
            opened = [each for each in plan.open_at(now) if each.key not in settled]
            for name, courier in self._couriers.items():
                courier.replace((each for each in opened if each.destination == name), now)
            self._arm(plan, now)
            # What is open may yet be missed, and is then looked for from here.
            earliest = min((each.due for each in opened), default=now + timedelta.resolution)
            await asyncio.to_thread(
                self._ledger.watch_until, min(now, earliest - timedelta.resolution)
            )

    def _arm(self, plan: Plan, now: datetime) -> None:
        for reminder in plan.due(now, now + HORIZON)[: MOST_JOBS - len(self._armed)]:
            if reminder.key not in self._armed:
                self._armed.add(reminder.key)
                self._jobs.add_job(
                    self._due,
                    DateTrigger(self._clock.system_time(reminder.due), timezone=UTC),
                    args=[reminder],
                    id="|".join(reminder.key),
                    replace_existing=True,
                )

    def _disarm(self, key: Key) -> None:
        try:
            self._jobs.remove_job("|".join(key))
        except JobLookupError:
            return  # it has run in the meantime

    async def _due(self, reminder: Reminder) -> None:
        self._armed.discard(reminder.key)
        self._couriers[reminder.destination].offer(reminder)

    async def _heartbeat(self) -> None:
        # The timer of a job runs by the monotonic clock, and knows nothing of a stepped one.
        self._jobs.wakeup()
        await self.refill()
