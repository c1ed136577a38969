"""The scheduler follows the plan: through late starts, stepped clocks and edits."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import ReplayClock
from bot.database.engine import open_database
from bot.delivery.in_turns import MOST_AT_ONCE
from bot.delivery.outcome import Outcome
from bot.delivery.scheduler import MOST_JOBS
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostState
from bot.messages.post import Post
from bot.planning.keys import Key
from bot.planning.notices import Notice
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from events.changes import Change, News
from events.model import Status
from tests.bot.making.builders import HOUR, MINUTE, event, reminder
from tests.bot.making.delivering import Followed, following, heads, scheduler_for, worker_for
from tests.bot.making.scripted import Scripted
from tests.bot.running.clock import SetClock, utc
from tests.patience import PATIENCE

LONE = event("2022-01-12 09:00 GMT", leads=(HOUR,))
COUNCIL = event("2022-01-12 09:00 GMT", leads=(24 * HOUR, HOUR, 15 * MINUTE))


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'podium.db'}"


async def test_a_reminder_is_posted_at_the_instant_when_it_is_due_and_not_before(
    database: str,
) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 07:00"))

    async with following([COUNCIL], clock, database, channel) as followed:
        clock.set(utc("2022-01-12 08:00") - timedelta.resolution)
        await followed.deliver_due()
        assert heads(channel) == ["In 2 hours"]  # the day before's, found late at the start
        clock.set(utc("2022-01-12 08:00"))
        await followed.deliver_due()
    assert heads(channel) == ["In 2 hours", "In 1 hour"]


async def test_a_first_start_in_the_middle_posts_what_is_open_and_misses_nothing(
    database: str,
) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 08:50"))
    past = event("2022-01-11 09:00 GMT", id="past")

    async with following([past, COUNCIL], clock, database, channel) as followed:
        assert heads(channel) == ["In 10 minutes"]
        assert followed.states() == {
            "1440m": PostState.SUPERSEDED,
            "60m": PostState.SUPERSEDED,
            "15m": PostState.SENT,
        }


async def test_what_became_of_no_use_while_nobody_ran_is_recorded_as_missed_once(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-10 12:00"))
    async with following([COUNCIL], clock, database, channel):
        pass

    clock.set(utc("2022-01-12 12:00"))
    for _ in range(2):
        async with following([COUNCIL], clock, database, channel) as followed:
            assert set(followed.states().values()) == {PostState.MISSED}
            assert len(followed.states()) == 3
    assert channel.posts == []
    assert caplog.text.count("missed event=council.tests") == 3


async def test_what_is_late_and_of_use_is_posted_after_a_pause(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-11 10:00"))
    async with following([COUNCIL], clock, database, channel):
        pass
    assert heads(channel) == ["In 23 hours"]

    clock.set(utc("2022-01-12 09:05"))
    async with following([COUNCIL], clock, database, channel) as followed:
        assert heads(channel) == ["In 23 hours", "Started 5 minutes ago"]
        assert followed.states()["60m"] is PostState.SUPERSEDED


async def test_a_clock_that_is_set_back_posts_nothing_twice(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 08:00"))

    async with following([COUNCIL], clock, database, channel) as followed:
        for instant in ("2022-01-12 07:30", "2022-01-12 08:00", "2022-01-11 07:00"):
            clock.set(utc(instant))
            await followed.deliver_due()
    assert heads(channel) == ["In 1 hour"]


async def test_a_moved_event_is_reminded_of_again(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 08:00"))
    moved = event("2022-01-12 10:00 GMT", leads=(HOUR,))

    async with following([COUNCIL], clock, database, channel) as followed:
        await followed.follow([moved])
        assert heads(channel) == ["In 1 hour"]
        clock.set(utc("2022-01-12 09:00"))
        await followed.deliver_due()
    assert heads(channel) == ["In 1 hour", "In 1 hour"]


async def test_a_cancelled_event_is_reminded_of_no_more(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 08:00"))
    cancelled = event("2022-01-12 09:00 GMT", leads=COUNCIL.leads, status=Status.CANCELLED)

    async with following([COUNCIL], clock, database, channel) as followed:
        await followed.follow([cancelled])
        clock.set(utc("2022-01-12 08:45"))
        await followed.deliver_due()
    assert heads(channel) == ["In 1 hour"]


async def test_an_event_that_is_restored_in_time_is_reminded_of(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 08:00"))

    async with following([COUNCIL], clock, database, channel) as followed:
        await followed.follow([])
        clock.set(utc("2022-01-12 08:30"))
        await followed.follow([COUNCIL])
        clock.set(utc("2022-01-12 08:45"))
        await followed.deliver_due()
    assert heads(channel) == ["In 1 hour", "In 15 minutes"]


def wait_for_another_try(database: str, now: datetime) -> None:
    """Leave a post in the ledger that was certainly not delivered."""
    ledger = Ledger(open_database(database))
    ledger.set_watermark(now)
    ledger.claim(reminder(LONE), now)
    ledger.record_failure(
        reminder(LONE).key, 1, Failure(PostState.WAITING, "no route", timedelta()), now
    )
    ledger.close()


@pytest.mark.parametrize(
    ("time", "states"),
    [("08:50", {"60m": PostState.SENT}), ("09:20", {"60m": PostState.MISSED})],
    ids=["of use", "too late"],
)
async def test_what_waits_and_nobody_has_in_hand_is_not_forgotten(
    database: str, time: str, states: dict[str, PostState]
) -> None:
    now = utc(f"2022-01-12 {time}")
    wait_for_another_try(database, now)

    async with following([LONE], SetClock(now), database, Scripted()) as followed:
        assert followed.states() == states


async def test_what_waits_and_is_not_planned_any_more_is_posted_if_it_is_planned_again(
    database: str,
) -> None:
    now = utc("2022-01-12 08:00")
    wait_for_another_try(database, now)

    async with following([], SetClock(now), database, Scripted()) as followed:
        assert followed.states() == {}
        await followed.follow([LONE])
        assert followed.states() == {"60m": PostState.SENT}


async def test_refills_at_the_same_time_post_once(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 07:00"))

    async with following([COUNCIL], clock, database, channel) as followed:
        clock.set(utc("2022-01-12 08:00"))
        await asyncio.gather(*(followed.scheduler.refill() for _ in range(10)))
        await followed.deliver_due()
    assert heads(channel) == ["In 2 hours", "In 1 hour"]


async def test_a_destination_that_hangs_does_not_delay_another(database: str) -> None:
    class Hanging(Scripted):
        name = "hanging"

        async def send(self, post: Post) -> Outcome:
            await asyncio.Event().wait()
            return await super().send(post)

    clock, channel, hanging = SetClock(utc("2022-01-12 08:00")), Scripted(), Hanging()
    ledger = Ledger(open_database(database))
    workers = {each.name: worker_for(each, ledger, clock) for each in (hanging, channel)}
    deliveries = [asyncio.create_task(worker.run()) for worker in workers.values()]
    scheduler = scheduler_for(clock, ledger, workers)
    scheduler.start()
    await scheduler.follow(make_plan([COUNCIL], everything_to(workers)))
    async with asyncio.timeout(PATIENCE):
        await workers["channel"].idle()
    await scheduler.stop()
    for delivery in deliveries:
        delivery.cancel()
    await asyncio.wait(deliveries)
    ledger.close()
    assert heads(channel) == ["In 1 hour"]


async def until(channel: Scripted, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(channel.posts) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_the_heartbeat_finds_what_a_stepped_clock_passed_over(
    database: str,
) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 07:00"))

    async with following([COUNCIL], clock, database, channel, heartbeat=timedelta(seconds=1)):
        clock.set(utc("2022-01-12 08:00"))  # the job waits for another hour, and nobody refills
        await until(channel, 2)
    assert heads(channel) == ["In 2 hours", "In 1 hour"]


async def test_jobs_wake_delivery_at_the_instants_of_a_replay(database: str) -> None:
    """A heartbeat comes only after an hour: what comes here, a job has told of."""
    told: dict[str, datetime] = {}
    clock = ReplayClock(utc("2022-01-12 08:00"), speed=600)
    dues = [utc("2022-01-12 08:05") + number * 2 * MINUTE for number in range(8)]
    events = [
        event(f"{due + HOUR:%Y-%m-%d %H:%M} UTC", id=f"event-{number}", leads=(HOUR,))
        for number, due in enumerate(dues)
    ]

    class Stamped(Scripted):
        async def send(self, post: Post) -> Outcome:
            told.update({each.id: clock.now() for each in post.events})
            return await super().send(post)

    async with (
        following(events, clock, database, Stamped(), heartbeat=HOUR),
        asyncio.timeout(PATIENCE),
    ):
        while len(told) < len(dues):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert all(told[f"event-{number}"] >= due for number, due in enumerate(dues))


async def test_a_job_of_the_plan_before_wakes_nobody_while_an_edit_is_looked_at(
    database: str,
) -> None:
    """What is due then may have to wait for news that is being looked for."""
    clock, due = SetClock(utc("2022-01-12 07:58")), utc("2022-01-12 08:00")
    channel, edits = Scripted(), list[Followed]()
    notice = Notice(News(Change.PLACE_CHANGED, LONE, LONE), 1, due + HOUR / 2, channel.name)
    loop = asyncio.get_running_loop()

    def news() -> tuple[Notice, ...]:
        for edited in edits:
            clock.set(due)
            job = edited.scheduler._due(due)
            asyncio.run_coroutine_threadsafe(job, loop).result(PATIENCE)
        return (notice,) if edits else ()

    async with following([LONE], clock, database, channel, plan_notices=news) as followed:
        edits.append(followed)
        await followed.follow([LONE])
        await followed.deliver_due()
        assert channel.posts == []


async def test_a_stop_while_a_job_looks_at_the_plan_is_no_fault(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    clock, due = ReplayClock(utc("2022-01-12 07:58"), speed=60), utc("2022-01-12 08:00")
    looking, stopped = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()
    notice = Notice(News(Change.PLACE_CHANGED, LONE, LONE), 1, due, "channel")

    def news() -> tuple[Notice, ...]:
        if clock.now() >= due:
            loop.call_soon_threadsafe(looking.set)
            stopped.wait(20)
        return (notice,)

    async with following([LONE], clock, database, Scripted(), plan_notices=news, heartbeat=HOUR):
        async with asyncio.timeout(PATIENCE):
            await looking.wait()
    stopped.set()
    assert caplog.text == ""


MANY = [
    event("2022-01-12 10:00 GMT", id=f"many-{number}", title="Many", leads=(HOUR,))
    for number in range(4 * MOST_AT_ONCE)
]


async def looks_meanwhile(work: Coroutine[None, None, None], look: Callable[[], object]) -> None:
    """Look at something at each turn of the event loop, until some work is done."""
    working = asyncio.create_task(work)
    while not working.done():
        look()
        await asyncio.sleep(0)
    await working


async def test_very_much_that_is_due_at_once_leaves_turns_to_others_and_is_one_lot(
    database: str,
) -> None:
    clock, channel, due = SetClock(utc("2022-01-12 08:00")), Scripted(), utc("2022-01-12 09:00")
    turns: list[int] = []
    async with following(MANY, clock, database, channel, heartbeat=HOUR) as followed:
        worker, scheduler = followed._worker, followed.scheduler
        worker.stop()
        await worker.stopped()
        await looks_meanwhile(scheduler._due(due), lambda: turns.append(len(worker._pending)))
        assert len(turns) >= len(MANY) / MOST_AT_ONCE
        # What is due together is told together: no worker sees a part of it.
        assert {*turns, len(worker._pending)} == {0, len(MANY)}

        turns.clear()
        clock.set(due)
        await looks_meanwhile(scheduler.refill(), lambda: turns.append(len(worker._pending)))
        assert {*turns} == {len(MANY)}


async def test_an_edit_while_much_is_enqueued_leaves_nothing_of_what_was_before(
    database: str,
) -> None:
    clock, channel, due = SetClock(utc("2022-01-12 08:00")), Scripted(), utc("2022-01-12 09:00")
    async with following(MANY, clock, database, channel, heartbeat=HOUR) as followed:
        clock.set(due)
        enqueueing = asyncio.create_task(followed.scheduler._due(due))
        await asyncio.sleep(0)
        await followed.follow([LONE])
        await enqueueing
        await followed.deliver_due()
    assert not any("Many" in post.text for post in channel.posts)


async def test_a_near_reminder_takes_the_job_of_a_far_one(database: str) -> None:
    """A heartbeat comes only after an hour: what is on time here, a job has told of."""
    clock, channel = ReplayClock(utc("2022-01-12 07:58"), speed=60), Scripted()
    first = utc("2022-01-12 10:00")
    far = [
        event(f"{first + number * MINUTE:%Y-%m-%d %H:%M} UTC", id=f"far-{number}", leads=(HOUR,))
        for number in range(MOST_JOBS)
    ]

    async with following(far, clock, database, channel, heartbeat=HOUR) as followed:
        await followed.follow([LONE, *far])
        await until(channel, 1)
    # A minute of the replay is a second: a busy machine takes longer to arm a thousand.
    (post,) = channel.posts
    assert post.events == (LONE,)


async def test_what_grows_too_late_while_the_plan_is_looked_at_is_missed_all_the_same(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock(utc("2022-01-12 07:00"))
    look = Ledger.closed

    def slow(self: Ledger, keys: Sequence[Key]) -> Mapping[Key, PostState]:
        clock.set(utc("2022-01-12 10:00"))
        return look(self, keys)

    async with following([LONE], clock, database, Scripted()) as followed:
        clock.set(utc("2022-01-12 08:50"))
        with monkeypatch.context() as patched:
            patched.setattr(Ledger, "closed", slow)
            await followed.scheduler.refill()
        await followed.scheduler.refill()
        (record,) = followed.ledger.records(*PostState)
    assert record.state is PostState.MISSED


@pytest.mark.parametrize(
    ("began", "ended", "told"),
    [("07:59", "08:00", ["In 1 hour"]), ("08:00", "07:59", [])],
    ids=["forward", "set back"],
)
async def test_what_is_due_is_what_is_due_when_the_plan_has_been_looked_at(
    database: str, monkeypatch: pytest.MonkeyPatch, began: str, ended: str, told: list[str]
) -> None:
    clock, channel = SetClock(utc("2022-01-12 07:00")), Scripted()
    look = Ledger.closed

    def slow(self: Ledger, keys: Sequence[Key]) -> Mapping[Key, PostState]:
        clock.set(utc(f"2022-01-12 {ended}"))
        return look(self, keys)

    async with following([LONE], clock, database, channel) as followed:
        clock.set(utc(f"2022-01-12 {began}"))
        with monkeypatch.context() as patched:
            patched.setattr(Ledger, "closed", slow)
            await followed.deliver_due()
        assert heads(channel) == told
        clock.set(utc("2022-01-12 08:00"))
        await followed.deliver_due()
    assert heads(channel) == ["In 1 hour"]
