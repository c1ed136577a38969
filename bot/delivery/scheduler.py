"""The near part of the plan, held by APScheduler, which wakes delivery when a notification is due.

Jobs live in memory only: the ledger is the truth, and jobs that were stored would go stale when
definitions change. The heartbeat finds what a suspended machine or a stepped clock passed over.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.database.engine import cause
from bot.delivery.worker import DeliveryWorker
from bot.ledger.ledger import LEASE, LONGEST_HOLD, Ledger
from bot.ledger.post_record import POSTED, PostState
from bot.ops.incidents import Incidents
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Key, Plan, Reminder

log = logging.getLogger(__name__)

HORIZON = timedelta(hours=24)
MOST_JOBS = 1000
MOST_ARMED = 20_000  # reminders that are looked through for their instants
HEARTBEAT = timedelta(seconds=5)
# How far a reminder of the same key may come to be due from where it was: a day in another zone.
SHIFT = timedelta(days=2)

News = Callable[[], tuple[Notice, ...]]


class Scheduler:
    """Offers each notification to its destination's worker at the instant when it is due.

    A job stands for an instant, not for a notification: thousands due together are one job.

    ``news`` returns the notices that are to be posted, by what readers know at the time; it is
    called in a thread. ``shared`` tells that other replicas use the same ledger, and may die while
    they send.
    """

    def __init__(
        self,
        clock: Clock,
        ledger: Ledger,
        workers: Mapping[str, DeliveryWorker],
        incidents: Incidents | None = None,
        *,
        news: News = tuple,
        shared: bool = False,
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._workers = workers
        self._incidents = incidents or Incidents()
        self._news = news
        self._shared = shared
        self._plan = Plan(())
        self._notices: tuple[Notice, ...] = ()
        self._armed: set[datetime] = set()
        self._refilling = asyncio.Lock()
        self._jobs = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )

    def start(self) -> None:
        """Begin to wake workers."""
        self._jobs.start()
        self._jobs.add_job(
            self._heartbeat, IntervalTrigger(seconds=HEARTBEAT.seconds, timezone=UTC)
        )

    def stop(self) -> None:
        """Wake nobody any more."""
        self._jobs.shutdown(wait=False)

    async def follow(self, plan: Plan) -> None:
        """Follow another plan from now on."""
        self._plan = plan
        for due in self._armed:
            self._disarm(due)
        self._armed.clear()
        for worker in self._workers.values():
            worker.forget_due()
        await self._beat()

    async def refill(self) -> None:
        """Offer what is due and open, record what was missed, and arm what is due soon.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        async with self._refilling:
            now, plan = self._clock.now(), self._plan
            watched = await asyncio.to_thread(self._ledger.watermark) or now
            # What readers know may have changed with each post.
            notices = await asyncio.to_thread(self._news)
            untidy = await asyncio.to_thread(self._ledger.destinations_to_follow_up, now)
            await self._miss(plan, watched, now)
            await self._give_up_waiting(plan, notices, now)
            asked = [*(each.key for each in plan.open_at(now)), *(each.key for each in notices)]
            settled = await asyncio.to_thread(self._ledger.closed, asked)
            if plan is not self._plan:
                return  # an edit came in between, and its own refill is waiting
            # Asked anew: jobs that ran in the meantime have offered what was not due before.
            now = self._clock.now()
            opened, overtaken = _opened(plan.open_at(now), settled)
            self._notices = tuple(each for each in notices if each.key not in settled)
            due = [each for each in self._notices if each.due <= now]
            self._offer(now, [*opened, *due], untidy)
            self._arm(now)
            for reminder in overtaken:
                reason = "a later one was posted before"
                await asyncio.to_thread(
                    self._ledger.miss, reminder, now, reason, PostState.SUPERSEDED
                )
            # What is open may yet be missed, and is then looked for from here.
            earliest = min((each.due for each in opened), default=now + timedelta.resolution)
            await asyncio.to_thread(
                self._ledger.set_watermark, min(now, earliest - timedelta.resolution)
            )

    async def _miss(self, plan: Plan, watched: datetime, now: datetime) -> None:
        gone = [each for each in plan.due(watched, now) if each.useful_until <= now]
        settled = await asyncio.to_thread(self._ledger.closed, [each.key for each in gone])
        for reminder in gone:
            reason = "too late when it was found"
            if reminder.key not in settled and await asyncio.to_thread(
                self._ledger.miss, reminder, now, reason
            ):
                self._incidents.report(
                    f"posts to {reminder.destination}",
                    f"missed event={reminder.event.name} lead={reminder.key.lead}: {reason}",
                )

    async def _give_up_waiting(self, plan: Plan, notices: Sequence[Notice], now: datetime) -> None:
        """Deal with what waits for another try in vain: nobody may have it in hand any more.

        Such as a post that was under way when it became too late, or when its event was edited.
        """
        waiting = await asyncio.to_thread(self._ledger.records, PostState.WAITING)
        if not waiting:
            return
        # Another replica may have other definitions for a while.
        hold = LONGEST_HOLD if self._shared else timedelta()
        first, last = waiting[0].due - SHIFT, waiting[-1].due + SHIFT
        notifications: list[Notification] = [*plan.due(first, last), *notices]
        planned = {notification.key: notification for notification in notifications}
        for key in (entry.key for entry in waiting):
            notification = planned.get(key)
            if notification is None:
                # No trace is left, so that it can be posted if its event comes back.
                reason = "planned no more"
                done = await asyncio.to_thread(self._ledger.forget, key, now, hold)
            elif notification.useful_until <= now:
                reason = "too late to be of use"
                done = await asyncio.to_thread(self._ledger.miss, notification, now, reason)
            else:
                continue
            if done:
                self._incidents.report(
                    f"posts to {key.destination}", f"not posted {'|'.join(key)}: {reason}"
                )

    def _offer(self, now: datetime, opened: Sequence[Notification], untidy: Container[str]) -> None:
        awaiting_news = defaultdict(set)
        for notice in self._notices:
            if notice.due > now:
                awaiting_news[notice.destination].add(notice.event.uid)
        theirs = defaultdict(list)
        for each in opened:
            theirs[each.destination].append(each)
        for name, worker in self._workers.items():
            waiting = frozenset(awaiting_news[name])
            worker.set_due(theirs[name], now, waiting, has_follow_ups=name in untidy)

    def _arm(self, now: datetime) -> None:
        """Hold a job for each instant at which something is due soon, the nearest ones."""
        until = now + HORIZON
        instants = {each.due for each in self._notices if now < each.due <= until}
        instants.update(each.due for each in self._plan.due(now, until)[:MOST_ARMED])
        for due in sorted(instants - self._armed)[: max(0, MOST_JOBS - len(self._armed))]:
            self._armed.add(due)
            self._jobs.add_job(
                self._due,
                DateTrigger(self._clock.system_time(due), timezone=UTC),
                args=[due],
                id=due.isoformat(),
                replace_existing=True,
            )

    def _disarm(self, due: datetime) -> None:
        try:
            self._jobs.remove_job(due.isoformat())
        except JobLookupError:
            return  # it has run in the meantime

    async def _due(self, due: datetime) -> None:
        self._armed.discard(due)
        for reminder in self._plan.due(due - timedelta.resolution, due):
            self._workers[reminder.destination].enqueue(reminder)
        if any(notice.due == due for notice in self._notices):
            # Reminders of the same event wait for it, and are free from here.
            await self._beat()

    async def _heartbeat(self) -> None:
        # The timer of a job runs by the monotonic clock, and knows nothing of a stepped one.
        self._jobs.wakeup()
        await self._beat()

    async def _beat(self) -> None:
        try:
            if self._shared:
                now = self._clock.now()
                taken_over = await asyncio.to_thread(self._ledger.recover, now, LEASE)
                if taken_over:
                    log.warning("posts in doubt, left by another replica: %d", taken_over)
            await self.refill()
        except SQLAlchemyError as error:
            # The next heartbeat tries again; what is armed already waits in the workers.
            self._incidents.open("ledger", f"cannot be used, and posts wait for it: {cause(error)}")
            self._ledger.reconnect()
        except Exception as error:
            # A fault of ours must not stop the posts unheard; the log has it.
            log.exception("the plan could not be followed")
            self._incidents.open("planning", f"failed, and is tried again: {type(error).__name__}")
        else:
            self._incidents.close("ledger")
            self._incidents.close("planning")


def _opened(
    reminders: Sequence[Reminder], settled: Mapping[Key, PostState]
) -> tuple[list[Reminder], list[Reminder]]:
    """Return those to be posted yet, and those of whose event a later one was posted already."""
    # No reader is served while this runs: a key takes longer to write than all else together.
    told = {*POSTED, PostState.SUPERSEDED}
    last: dict[tuple[str, str, str], datetime] = {}
    awaiting_news: list[tuple[Reminder, tuple[str, str, str]]] = []
    for each in reminders:  # in the order in which they were due
        key = each.key
        occasion, state = (key.uid, key.start, key.destination), settled.get(key)
        if state is None:
            awaiting_news.append((each, occasion))
        elif state in told:
            last[occasion] = each.due
    opened: list[Reminder] = []
    overtaken: list[Reminder] = []
    for each, occasion in awaiting_news:
        behind = each.due < last.get(occasion, each.due)
        (overtaken if behind else opened).append(each)
    return opened, overtaken
