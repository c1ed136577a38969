"""Planning a million reminders, and what it costs to wake up among so many."""

import multiprocessing
import resource
import time
from datetime import UTC, datetime, timedelta

from bench.measuring.table import Row, show
from bot.planning.reminders import Plan, make_plan
from bot.planning.subscription import everything_to
from events.model import Event, Kind
from events.times import Moment

FIRST = datetime(2030, 1, 1, tzinfo=UTC)
LEADS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=15), timedelta(minutes=5))
WAKES = 1000


def main() -> None:
    """Measure each plan in a process of its own, and print the table."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        [small, large] = pool.map(measure, (10_000, 1_000_000), chunksize=1)
    ratio = large["wake"] / small["wake"]
    show(
        "Planning",
        [
            Row(
                "1,000,000 reminders planned in",
                f"{large['plan']:.1f} s",
                "≤ 10 s",
                large["plan"] <= 10,
            ),
            Row(
                "most memory, events and all",
                f"{large['memory']:.0f} MB",
                "≤ 600 MB",
                large["memory"] <= 600,
            ),
            Row("a wake-up among 10,000", f"{small['wake'] * 1e6:.0f} µs"),
            Row("a wake-up among 1,000,000", f"{large['wake'] * 1e6:.0f} µs"),
            Row("the latter / the former", f"{ratio:.2f}", "as good as 1", ratio <= 2),
        ],
    )


def measure(count: int) -> dict[str, float]:
    """Plan so many reminders, and ask a thousand times what is due."""
    events = [
        Event(
            id=f"event-{number}",
            agenda="bench",
            kind=Kind.MEETING,
            title="Talks",
            start=Moment.of(FIRST + timedelta(minutes=2 * number), "UTC"),
            timezone="UTC",
            leads=LEADS,
        )
        for number in range(count // len(LEADS))
    ]
    began = time.process_time()
    plan = make_plan(events, everything_to(["channel"]))
    planned = time.process_time() - began
    began = time.process_time()
    for number in range(WAKES):
        _wake(plan, FIRST + timedelta(minutes=number))
    wake = (time.process_time() - began) / WAKES
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"plan": planned, "wake": wake, "memory": memory}


def _wake(plan: Plan, now: datetime) -> None:
    """Ask what a heartbeat asks: what is open, what was missed, what is due next."""
    plan.open_at(now)
    plan.due(now - timedelta(seconds=5), now)
    plan.due(now, now + timedelta(hours=1))


if __name__ == "__main__":
    main()
