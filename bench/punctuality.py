"""How late reminders leave: the whole delivery against a bare APScheduler on the same instants.

The lag is from the instant when a reminder is due until its request is handed to the client. The
bare run has a job for each reminder, which writes the text and notes the time, and records
nothing. Ours is the scheduler, a courier for each destination, and a ledger on disk in which each
post is claimed before it leaves and recorded after. No request is really sent, in either.
"""

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bench.table import Row, show
from bot.clock import SystemClock
from bot.database import open_database
from bot.delivery import Courier
from bot.errands import compose
from bot.ledger import Ledger
from bot.ledger_desk import LedgerDesk
from bot.messages import Post
from bot.outcome import Delivered, Outcome, Unknown
from bot.reminders import Plan, Reminder
from bot.scheduler import Scheduler
from events.model import Event, Kind
from events.times import Moment

LEAD_IN = timedelta(seconds=4)
DESTINATIONS = 100
MOST_SECONDS = 120.0


class Sent:
    """The posts that left, with the lag of each, in seconds."""

    def __init__(self, reminders: Sequence[Reminder]) -> None:
        self.lags: list[float] = []
        self.done = asyncio.Event()
        self._due = {each.event.title: each.due for each in reminders}

    def note(self, post: Post) -> None:
        """Note that a post leaves now."""
        now = datetime.now(UTC)
        title = post.html.partition(": ")[2].partition("<")[0]
        self.lags.append((now - self._due[title]).total_seconds())
        if len(self.lags) == len(self._due):
            self.done.set()


class Destination:
    """Takes every post at once."""

    def __init__(self, name: str, sent: Sent) -> None:
        self.name = name
        self._sent = sent

    async def send(self, post: Post) -> Outcome:
        self._sent.note(post)
        return Delivered(len(self._sent.lags))

    async def turn(self) -> None:
        return

    async def find(self, html: str, after_id: int | None) -> Outcome:
        return Unknown("never in doubt")

    async def edit(self, message_id: int, post: Post) -> Outcome:
        return Delivered(message_id)

    async def delete(self, message_id: int) -> Outcome:
        return Delivered(message_id)


def main() -> None:
    """Measure, and print the table."""
    rows = []
    for what, spread_over, count in (
        ("1,000 over 10 s", timedelta(seconds=10), 1000),
        ("5,000 at one instant", timedelta(), 5000),
    ):
        bare = uvloop.run(_measured(_bare, count, spread_over))
        ours = uvloop.run(_measured(_ours, count, spread_over))
        ratio = _p99(ours) / _p99(bare)
        rows += [
            Row(f"{what}: bare APScheduler", _lags(bare)),
            Row(f"{what}: ours, ledger and all", _lags(ours)),
            Row(f"{what}: p99, ours / bare", f"{ratio:.2f}", "≤ 2.00", ratio <= 2),
        ]
    show(f"Punctuality: lag from due to leaving, {DESTINATIONS} destinations", rows)


Run = Callable[[Sequence[Reminder], Sent], Awaitable[None]]


async def _measured(run: Run, count: int, spread_over: timedelta) -> list[float]:
    first = datetime.now(UTC) + LEAD_IN
    start = (first + timedelta(hours=1)).replace(second=0, microsecond=0)
    reminders = [
        Reminder(
            Event(
                id=f"event-{number}",
                agenda="bench",
                kind=Kind.MEETING,
                title=f"Event {number}",
                start=Moment.of(start, "UTC"),
                timezone="UTC",
            ),
            timedelta(hours=1),
            first + spread_over * number / count,
            f"destination-{number % DESTINATIONS}",
        )
        for number in range(count)
    ]
    sent = Sent(reminders)
    await run(reminders, sent)
    return sent.lags


async def _bare(reminders: Sequence[Reminder], sent: Sent) -> None:
    jobs = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})

    async def send(reminder: Reminder) -> None:
        sent.note(compose(reminder, datetime.now(UTC)))

    for reminder in reminders:
        jobs.add_job(send, DateTrigger(reminder.due, timezone=UTC), args=[reminder])
    jobs.start()
    await asyncio.wait_for(sent.done.wait(), MOST_SECONDS)
    jobs.shutdown(wait=False)


async def _ours(reminders: Sequence[Reminder], sent: Sent) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = SystemClock()
        ledger = Ledger(open_database(f"sqlite:///{Path(folder) / 'podium.db'}"))
        desk = LedgerDesk(ledger)
        couriers = {
            name: Courier(Destination(name, sent), ledger, clock, compose, desk=desk)
            for name in (f"destination-{number}" for number in range(DESTINATIONS))
        }
        working = [asyncio.create_task(courier.run()) for courier in couriers.values()]
        scheduler = Scheduler(clock, ledger, couriers)
        await scheduler.start(Plan(tuple(reminders)))
        await asyncio.wait_for(sent.done.wait(), MOST_SECONDS)
        scheduler.stop()
        for courier in couriers.values():
            courier.stop()
        await asyncio.gather(*working)
        ledger.close()


def _p99(lags: Sequence[float]) -> float:
    return statistics.quantiles(lags, n=100)[98]


def _lags(lags: Sequence[float]) -> str:
    return (
        f"median {statistics.median(lags) * 1000:.0f} ms, p99 {_p99(lags) * 1000:.0f} ms, "
        f"most {max(lags) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
