"""Workers and schedulers as the service builds them, in a hurry, with a ledger to look into."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.database.engine import open_database
from bot.delivery.destination import Destination
from bot.delivery.posting.writing import Compose
from bot.delivery.retry import RetryPolicy
from bot.delivery.scheduler import HEARTBEAT, PlanNotices, Scheduler
from bot.delivery.worker import DeliveryWorker
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.messages.compose import compose as compose_post
from bot.messages.parts.buttons import Addresses
from bot.messages.post import Post
from bot.ops.incidents import Incidents
from bot.planning.diary_issues import DiaryIssue
from bot.planning.notification import Notification
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from bot.service.pacing import Pacing
from events.model import Event
from tests.bot.making.scripted import Scripted
from tests.bot.running.running_service import UNLIMITED

# The waits between attempts are real time; here they are as short as they can be told apart.
HASTY = RetryPolicy(
    first_wait=timedelta(milliseconds=10),
    longest_wait=timedelta(milliseconds=30),
    uncertain_wait=timedelta(milliseconds=10),
    storage_wait=timedelta(milliseconds=10),
    look_wait=timedelta(milliseconds=10),
)


def pacing(**retry: timedelta) -> Pacing:
    """A service in a hurry, but for what a test says of its retries."""
    return Pacing(retry=replace(HASTY, **retry), telegram=UNLIMITED)  # type: ignore[arg-type]


def compose(notification: Notification, now: datetime, addresses: Addresses | None = None) -> Post:
    """Write the post of a reminder or a notice."""
    assert not isinstance(notification, DiaryIssue)
    return compose_post(notification, now, addresses)


def worker_for(
    destination: Destination,
    ledger: Ledger,
    clock: Clock,
    *,
    compose: Compose = compose,
    incidents: Incidents | None = None,
    retry: RetryPolicy = HASTY,
    shared: bool = False,
) -> DeliveryWorker:
    thread = LedgerThread(ledger, shared=shared)
    incidents = incidents or Incidents()
    return DeliveryWorker(destination, thread, clock, compose, incidents, retry, lambda: None)


@asynccontextmanager
async def running(worker: DeliveryWorker) -> AsyncIterator[DeliveryWorker]:
    task = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await task


def scheduler_for(
    clock: Clock,
    ledger: Ledger,
    workers: Mapping[str, DeliveryWorker],
    *,
    incidents: Incidents | None = None,
    plan_notices: PlanNotices = tuple,
    heartbeat: timedelta = HEARTBEAT,
) -> Scheduler:
    incidents = incidents or Incidents()
    return Scheduler(clock, ledger, workers, incidents, plan_notices, heartbeat, shared=False)


class Followed:
    """A running scheduler with one destination, and a ledger to look into."""

    def __init__(self, scheduler: Scheduler, worker: DeliveryWorker, ledger: Ledger) -> None:
        self.scheduler = scheduler
        self.ledger = ledger
        self._worker = worker

    async def deliver_due(self) -> None:
        await self.scheduler.refill()
        await self._worker.idle()

    async def follow(self, events: Sequence[Event]) -> None:
        await self.scheduler.follow(make_plan(events, everything_to(["channel"])))
        await self._worker.idle()

    def states(self) -> dict[str, PostState]:
        return {record.key.lead: record.state for record in self.ledger.records(*PostState)}


@asynccontextmanager
async def following(
    events: Sequence[Event],
    clock: Clock,
    database: str,
    channel: Scripted,
    *,
    retry: RetryPolicy = HASTY,
    heartbeat: timedelta = HEARTBEAT,
    plan_notices: PlanNotices = tuple,
) -> AsyncIterator[Followed]:
    ledger = Ledger(open_database(database))
    async with running(worker_for(channel, ledger, clock, retry=retry)) as worker:
        workers = {channel.name: worker}
        scheduler = scheduler_for(
            clock, ledger, workers, plan_notices=plan_notices, heartbeat=heartbeat
        )
        try:
            scheduler.start()
            await scheduler.follow(make_plan(events, everything_to([channel.name])))
            await worker.idle()
            yield Followed(scheduler, worker, ledger)
        finally:
            await scheduler.stop()
    ledger.close()


def heads(channel: Scripted) -> list[str]:
    return [post.text.partition(":")[0] for post in channel.posts]
