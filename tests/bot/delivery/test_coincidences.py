"""Coincidences of faults, edits and clocks that once lost, doubled or falsified a post."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Retry, Unknown
from bot.delivery.retry import LEASE
from bot.delivery.worker import DeliveryWorker
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostState
from bot.ledger.publications.log import PublicationLog
from bot.messages.post import Post
from bot.ops.incidents import Incidents
from bot.planning.notices import Baselines, Notice
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from events.model import Status
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.builders import HOUR, MINUTE, event, reminder
from tests.bot.making.delivering import HASTY, following, heads, pacing, scheduler_for, worker_for
from tests.bot.making.delivering import running as delivery
from tests.bot.making.edited import Edited, saved, started
from tests.bot.making.scripted import Gated, Scripted
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.events.builders import agendas
from tests.telegram_server.faults import Hold, Reset
from tests.telegram_server.refusals import Refusal
from tests.telegram_server.server import TelegramServer

COUNCIL = event("2022-01-12 09:00 GMT", leads=(24 * HOUR, HOUR, 15 * MINUTE))
DAY_BEFORE, HOUR_BEFORE, QUARTER_BEFORE = (reminder(COUNCIL, lead) for lead in COUNCIL.leads)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'podium.db'}"


@pytest.fixture
def ledger(database: str) -> Iterator[Ledger]:
    ledger = Ledger(open_database(database))
    yield ledger
    ledger.close()


@asynccontextmanager
async def delivering(
    channel: Scripted, ledger: Ledger, clock: SetClock, incidents: Incidents | None = None
) -> AsyncIterator[DeliveryWorker]:
    async with delivery(worker_for(channel, ledger, clock, incidents=incidents)) as worker:
        yield worker


async def test_a_kill_after_many_certain_failures_loses_nothing(
    database: str, ledger: Ledger
) -> None:
    now = utc("2022-01-12 08:10")
    for attempt in range(1, 20):
        assert ledger.claim(HOUR_BEFORE, now, "x") == attempt
        ledger.record_failure(
            HOUR_BEFORE.key, attempt, Failure(PostState.WAITING, "ConnectError", timedelta()), now
        )
    assert ledger.claim(HOUR_BEFORE, now, "x") == 20
    ledger.recover(now)  # SIGKILL, and the next start
    channel = Scripted()
    channel.found = NotDelivered("not in the chat")
    async with following([event(leads=(HOUR,))], SetClock(now), database, channel) as followed:
        await followed.deliver_due()
        await followed.deliver_due()
        assert heads(channel) == ["In 50 minutes"], followed.ledger.records(*PostState)


async def test_what_is_certainly_not_there_is_sent_while_it_is_of_use(
    database: str,
) -> None:
    retry = replace(HASTY, uncertain_wait=timedelta(seconds=2.5))
    second = timedelta(seconds=1)
    channel, clock = Scripted(Unknown("reset"), Unknown("reset")), SetClock(utc("2022-01-12 08:00"))
    looks = iter([Unknown("down", passing=True)] * 3)

    async def find(texts: tuple[str, ...], after_id: int | None) -> Outcome:
        return next(looks, NotDelivered("not in the chat"))

    channel.find = find  # type: ignore[method-assign]
    async with following(
        [event(leads=(HOUR,))], clock, database, channel, retry=retry, heartbeat=second
    ) as followed:
        for _ in range(10):  # heartbeats
            await followed.scheduler.refill()
            await asyncio.sleep(0.1)
        await followed.deliver_due()
        # three attempts at least: two lost, none in the chat
        assert followed.states() == {"60m": PostState.SENT}, followed.ledger.records(*PostState)


async def test_a_clock_that_was_a_day_ahead_for_a_moment_loses_nothing(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 07:00"))
    async with following([event(leads=(HOUR,))], clock, database, channel) as followed:
        clock.set(utc("2022-01-13 07:00"))
        await followed.deliver_due()
        clock.set(utc("2022-01-12 07:00"))
        await followed.deliver_due()
        clock.set(utc("2022-01-12 08:00"))
        await followed.deliver_due()
        assert heads(channel) == ["In 1 hour"], followed.states()


def unconfirmed_once(work: Callable[..., Any]) -> Callable[..., Any]:
    """Do a piece of the ledger's work each time, and the first time fail after it."""
    lost = iter([True])

    def unconfirmed(*arguments: Any, **named: Any) -> Any:
        result = work(*arguments, **named)
        if next(lost, False):
            raise OperationalError("COMMIT", {}, Exception("server closed the connection"))
        return result

    return unconfirmed


async def test_a_claim_whose_commit_was_not_confirmed_is_not_lost(ledger: Ledger) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    ledger.claim = unconfirmed_once(ledger.claim)  # type: ignore[method-assign]
    channel = Scripted()
    worker = worker_for(channel, ledger, clock, shared=True)
    task = asyncio.create_task(worker.run())
    for _ in range(20):
        clock.set(clock.now() + MINUTE)
        ledger.recover(clock.now(), LEASE)
        worker.set_due({HOUR_BEFORE.key: HOUR_BEFORE}, clock.now())
        await worker.idle()
    worker.stop()
    await task
    assert len(channel.posts) == 1, ledger.records(*PostState)


async def test_an_uncertain_reminder_is_not_sent_after_a_later_one(database: str) -> None:
    clock = SetClock(utc("2022-01-11 09:00"))
    first = Ledger(open_database(database))
    first.claim(DAY_BEFORE, clock.now(), "x")
    first.set_watermark(clock.now() - timedelta.resolution)
    first.recover(clock.now())  # killed while sending; down for a day
    first.close()
    clock.set(utc("2022-01-12 08:50"))
    channel = Scripted()
    async with following([COUNCIL], clock, database, channel) as followed:
        await followed.deliver_due()
        await followed.deliver_due()
    assert heads(channel) == ["In 10 minutes"]


async def test_a_longer_lead_that_is_added_later_is_no_second_reminder(database: str) -> None:
    channel, clock = Scripted(), SetClock(utc("2022-01-12 08:45"))
    async with following([event(leads=(15 * MINUTE,))], clock, database, channel) as followed:
        clock.set(utc("2022-01-12 08:50"))
        await followed.follow([event(leads=(2 * HOUR, 15 * MINUTE))])
    assert heads(channel) == ["In 15 minutes"]


async def test_an_uncertain_post_in_an_outage_is_told_once(ledger: Ledger) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    incidents = Incidents()
    told: list[str] = []
    incidents.listen(told.append)
    channel = Scripted(Unknown("reset"), *[NotDelivered("ConnectError")] * 12)
    channel.found = Unknown("ConnectError", passing=True)
    async with delivering(channel, ledger, clock, incidents) as worker:
        worker.enqueue(HOUR_BEFORE)
        await worker.idle()
    assert len([t for t in told if "nobody can tell" in t]) == 1, len(told)


async def test_a_reminder_of_an_event_cancelled_while_it_was_looked_for_is_not_sent(
    ledger: Ledger,
) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    ledger.claim(HOUR_BEFORE, clock.now(), "x")
    ledger.recover(clock.now())
    channel = Scripted()
    worker = worker_for(channel, ledger, clock)

    async def find(texts: tuple[str, ...], after_id: int | None) -> Outcome:
        worker.forget_due()  # the event is cancelled, and another plan followed
        worker.set_due({}, clock.now())
        return NotDelivered("not in the chat")

    channel.find = find  # type: ignore[method-assign]
    task = asyncio.create_task(worker.run())
    worker.enqueue(HOUR_BEFORE)
    await worker.idle()
    worker.stop()
    await task
    assert channel.posts == []


async def test_an_orphaned_post_that_is_not_there_is_told_as_missed(
    database: str, ledger: Ledger
) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    ledger.claim(HOUR_BEFORE, clock.now(), "x")
    ledger.set_watermark(clock.now() - timedelta.resolution)
    ledger.recover(clock.now())
    clock.set(utc("2022-01-12 12:00"))
    channel = Scripted()
    channel.found = NotDelivered("not in the chat")
    incidents = Incidents()
    told: list[str] = []
    incidents.listen(told.append)
    worker = worker_for(channel, ledger, clock, incidents=incidents)
    task = asyncio.create_task(worker.run())
    scheduler = scheduler_for(clock, ledger, {"channel": worker}, incidents=incidents)
    scheduler.start()
    await scheduler.follow(make_plan([event(leads=(HOUR,))], everything_to(["channel"])))
    for _ in range(3):
        await scheduler.refill()
        await worker.idle()
    await scheduler.stop()
    worker.stop()
    await task
    assert ledger.counts()[PostState.MISSED] == 1
    assert told


async def test_a_post_of_another_replica_that_was_found_is_not_deleted(
    ledger: Ledger, database: str
) -> None:
    now = utc("2022-01-12 08:00")
    ledger.claim(HOUR_BEFORE, now, "x")
    ledger.recover(now)
    other = Ledger(ledger._engine)
    channel = Scripted()

    async def find(texts: tuple[str, ...], after_id: int | None) -> Outcome:
        # the other looked first, found nothing, has sent 42, and is about to record it
        other.record_not_found(HOUR_BEFORE.key, 1, now)
        assert other.claim(HOUR_BEFORE, now, "x") == 2
        return Delivered(42)

    channel.find = find  # type: ignore[method-assign]
    async with delivering(channel, ledger, SetClock(now)) as worker:
        worker.enqueue(HOUR_BEFORE)
        await worker.idle()
    assert other.record_sent(HOUR_BEFORE.key, 2, now, 42)
    assert channel.deleted == []


async def test_what_is_due_does_not_wait_for_old_uncertain_posts(ledger: Ledger) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    for number in range(5):
        old = reminder(event(id=f"old-{number}"))
        ledger.claim(old, clock.now(), "x")
    ledger.recover(clock.now())
    channel = Scripted()
    looks = []
    async with delivering(channel, ledger, clock) as worker:

        async def find(texts: tuple[str, ...], after_id: int | None) -> Outcome:
            looks.append(len(channel.posts))
            if len(looks) == 1:
                worker.enqueue(HOUR_BEFORE)
            return Unknown("it may not be looked for")

        channel.find = find  # type: ignore[method-assign]
        worker.set_due({}, clock.now(), has_follow_ups=True)
        await worker.idle()
    assert looks == [0, 1, 1, 1, 1]


async def test_a_disk_that_is_full_is_told_once_whatever_can_be_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    ledger.claim(DAY_BEFORE, clock.now(), "x")
    ledger.recover(clock.now())
    told: list[str] = []
    incidents = Incidents()
    incidents.listen(told.append)

    def full(*_: object) -> None:
        raise OperationalError("UPDATE watch", {}, Exception("database or disk is full"))

    async with delivering(Scripted(), ledger, clock, incidents) as worker:
        worker.enqueue(HOUR_BEFORE)
        await worker.idle()  # it has begun, and written what it writes then
        monkeypatch.setattr(ledger, "set_watermark", full)
        scheduler = scheduler_for(clock, ledger, {"channel": worker}, incidents=incidents)
        for _ in range(3):
            await scheduler._beat()
            await worker.idle()
    assert [text for text in told if text.startswith("ledger")] == [
        "ledger: cannot be used, and posts wait for it: database or disk is full"
    ]


async def test_a_fault_of_ours_in_planning_is_told_until_it_is_over(ledger: Ledger) -> None:
    told: list[str] = []
    incidents = Incidents()
    incidents.listen(told.append)
    faults = [True, True, False]

    def news() -> tuple[Notice, ...]:
        if faults.pop(0):
            raise ValueError("of our own making")
        return ()

    clock = SetClock(utc("2022-01-12 08:00"))
    scheduler = scheduler_for(clock, ledger, {}, incidents=incidents, plan_notices=news)
    for _ in range(3):
        await scheduler._beat()
    assert told == [
        "planning: failed, and is tried again: ValueError",
        "planning: all is well again",
    ]


async def test_whoever_saves_again_and_again_does_not_keep_a_move_from_being_told(
    tmp_path: Path,
) -> None:
    async with saved(tmp_path, "2022-01-12 08:10") as edited:
        for number in range(15):
            await edited.save(definition("2022-01-12 08:25 GMT", note=f"Save {number}"))
            await edited.later(55 / 60)
        assert "New time: Council" in edited.heads
        [told] = [post for post in edited.posts if post.text.startswith("New time")]
        assert told.at <= utc("2022-01-12 08:23")


async def test_a_replica_that_lags_behind_posts_nothing_that_is_so_no_more(
    ledger: Ledger, database: str
) -> None:
    engine = open_database(database)
    now = utc("2022-01-12 08:00")
    publication_log = PublicationLog(engine)
    for event_now in (COUNCIL, replace(COUNCIL, status=Status.CANCELLED)):
        publication_log.publish(agendas(event_now), now)
    engine.dispose()
    channel = Scripted()
    async with delivering(channel, ledger, SetClock(now)) as worker:
        worker.enqueue(HOUR_BEFORE)  # by the definitions that it still has
        await worker.idle()
    assert channel.posts == []


async def test_a_flood_that_an_edit_meets_is_waited_out(ledger: Ledger) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    channel = Scripted()
    tries = []

    async def edit(message_id: int, post: Post) -> Outcome:
        tries.append(message_id)
        return NotDelivered("Flood control", Retry.SOON, timedelta(seconds=60))

    channel.edit = edit  # type: ignore[method-assign]
    ledger.claim(HOUR_BEFORE, clock.now(), "x")
    ledger.record_sent(HOUR_BEFORE.key, 1, clock.now(), 7)
    with ledger._engine.begin() as c:
        c.exec_driver_sql("UPDATE posts SET state = 'outdated'")
    async with delivering(channel, ledger, clock) as worker:
        for _ in range(5):  # heartbeats
            worker.set_due({}, clock.now(), has_follow_ups=True)
            await worker.idle()
    assert len(tries) == 1


async def test_a_clock_that_was_ahead_delays_no_notice_and_no_reminder(tmp_path: Path) -> None:
    async with saved(tmp_path, "2022-01-12 08:00", definition("2022-01-12 20:00 GMT")) as edited:
        edited.clock.set(utc("2022-01-12 09:30"))  # an hour ahead
        await edited.save(definition("2022-01-12 20:00 GMT", note="A slip"))
        await edited.later(0)
        edited.clock.set(utc("2022-01-12 08:30"))  # NTP
        await edited.save(definition("2022-01-12 09:15 GMT"))
        for minute in range(31, 60):
            await edited.at(utc(f"2022-01-12 08:{minute}"))
            assert minute < 32 or "New time: Council" in edited.heads
        for minute in range(15):
            await edited.at(utc(f"2022-01-12 09:{minute:02}"))
        assert "New time: Council" in edited.heads, edited.heads  # before it begins


async def test_a_cancellation_half_a_minute_before_the_start_is_told(tmp_path: Path) -> None:
    async with saved(tmp_path, "2022-01-12 08:00") as edited:
        await edited.at(utc("2022-01-12 08:59") + timedelta(seconds=30))
        await edited.save(definition(status="cancelled"))
        await edited.later(1)
        await edited.later(1)
        assert "Cancelled: Council" in edited.heads, (edited.heads, edited.states())


async def test_a_cancellation_in_an_outage_is_told_after_it(tmp_path: Path) -> None:
    async with saved(tmp_path, "2022-01-12 08:00") as edited:
        await edited.server.go_down()
        edited.clock.set(utc("2022-01-12 08:30"))
        await edited.save(definition(status="cancelled"))
        edited.clock.set(utc("2022-01-12 08:32"))
        await edited.service.scheduler.refill()
        await asyncio.sleep(0.1)
        edited.clock.set(utc("2022-01-12 09:05"))
        await edited.server.come_up()
        await edited.service.deliver_due()
        assert "Cancelled: Council" in edited.heads, (edited.heads, edited.states())


async def test_an_edit_that_is_taken_back_while_its_notice_is_sent_leaves_no_false_news(
    tmp_path: Path,
) -> None:
    async with saved(tmp_path, "2022-01-11 10:00") as edited:
        await edited.save(definition("2022-01-12 12:00 GMT"))
        edited.clock.set(edited.clock.now() + 2 * MINUTE)
        edited.server.fail(Hold(), method="sendMessage")
        await edited.service.scheduler.refill()
        await edited.server.until(lambda: edited.server.held == 1)
        await edited.save(definition())  # back to 09:00
        edited.server.release()
        await tells_no_more_of_noon(edited)


async def test_an_edit_that_is_taken_back_while_its_notice_is_uncertain(
    tmp_path: Path,
) -> None:
    async with saved(
        tmp_path,
        "2022-01-11 10:00",
        pacing=pacing(uncertain_wait=timedelta(seconds=1)),
        operator="@operators",
    ) as edited:
        await edited.save(definition("2022-01-12 12:00 GMT"))
        edited.clock.set(edited.clock.now() + 2 * MINUTE)
        edited.server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
        await edited.service.scheduler.refill()
        await edited.server.until(lambda: bool(edited.service.ledger.records(PostState.UNCERTAIN)))
        await edited.save(definition())  # back to 09:00
        await tells_no_more_of_noon(edited)


async def tells_no_more_of_noon(edited: Edited) -> None:
    for _ in range(10):
        await edited.later(2)
    last = edited.posts[-1]
    assert "12:00 GMT" not in last.text.split("Was to be")[0], [p.text for p in edited.posts]


async def test_a_typo_corrected_while_a_notice_is_uncertain_does_not_double_the_notice(
    tmp_path: Path,
) -> None:
    async with saved(
        tmp_path,
        "2022-01-11 10:00",
        pacing=pacing(uncertain_wait=timedelta(seconds=1)),
        operator="@operators",
    ) as edited:
        await edited.save(definition("2022-01-12 12:00 GMT"))
        edited.clock.set(edited.clock.now() + 2 * MINUTE)
        edited.server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
        await edited.service.scheduler.refill()
        await edited.server.until(lambda: bool(edited.service.ledger.records(PostState.UNCERTAIN)))
        await edited.save(definition("2022-01-12 12:00 GMT", note="A slip"))
        for _ in range(10):
            await edited.later(2)
        firsts = [(p.earlier_texts or (p.text,))[0].partition("\n")[0] for p in edited.posts]
        assert firsts.count("New time: Council") == 1, firsts


async def test_a_ledger_that_fails_while_planning_does_not_leave_the_old_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with saved(tmp_path, "2022-01-11 10:00") as edited:
        baselines, fails = PublicationLog.baselines, iter([True])

        def failing(self: PublicationLog) -> Baselines:
            if next(fails, False):
                raise OperationalError("select", {}, Exception("database is locked"))
            return baselines(self)

        monkeypatch.setattr(PublicationLog, "baselines", failing)
        await edited.save(definition(status="cancelled"))
        for instant in ("10:02", "10:03"):
            await edited.at(utc(f"2022-01-11 {instant}"))
        await edited.at(utc("2022-01-12 08:00"))
        assert "In 1 hour: Council" not in edited.heads, edited.heads
        assert "Cancelled: Council" in edited.heads, edited.heads


async def test_at_the_start_a_reminder_waits_for_the_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Ledger.set_watermark

    def slowly(ledger: Ledger, instant: datetime) -> None:
        time.sleep(0.1)
        watch(ledger, instant)

    monkeypatch.setattr(Ledger, "set_watermark", slowly)
    clock = SetClock(utc("2022-01-12 07:00"))
    channel = Scripted()
    file = AgendaFile(tmp_path)
    file.save(definition("2022-01-12 12:00 GMT"))
    settings = Settings(agendas=file.folder, database=f"sqlite:///{tmp_path / 'p.db'}", port=0)
    async with running(settings, clock, lambda bot: [channel], pacing()) as service:
        await service.deliver_due()
    file.save(definition("2022-01-12 08:30 GMT"))  # while nobody ran
    clock.set(utc("2022-01-12 08:00"))
    before = len(channel.posts)
    async with running(settings, clock, lambda bot: [channel], pacing()) as service:
        await service.deliver_due()
        clock.set(clock.now() + MINUTE)
        await service.deliver_due()
    assert heads(channel)[before:] == ["New time"]


async def test_a_move_while_the_first_post_is_sent_is_told(tmp_path: Path) -> None:
    start = "2022-02-11 09:00 GMT"
    clock = SetClock(utc("2022-01-12 09:00"))
    channel = Gated()
    file = AgendaFile(tmp_path)
    leads = "[30 days]"
    file.save(definition(start, reminders=leads))
    settings = Settings(agendas=file.folder, database=f"sqlite:///{tmp_path / 'p.db'}", port=0)
    async with running(settings, clock, lambda bot: [channel], pacing()) as service:
        await channel.sending.wait()
        file.save(definition("2022-02-12 09:00 GMT", reminders=leads))
        assert await service.reloader.reload()
        channel.let.set()
        await service.deliver_due()
        clock.set(clock.now() + 2 * MINUTE)
        await service.deliver_due()
        await service.reloader.reload()
        await service.deliver_due()
    assert heads(channel) == ["In 30 days", "New time"]


async def test_an_orphaned_post_is_looked_for_again_after_the_outage(
    tmp_path: Path,
) -> None:
    async with saved(
        tmp_path,
        "2022-01-12 07:59",
        pacing=pacing(uncertain_wait=timedelta(seconds=1)),
        operator="@operators",
    ) as edited:
        edited.server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
        edited.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await edited.server.until(lambda: bool(edited.service.ledger.records(PostState.UNCERTAIN)))
        await edited.server.go_down()
        await edited.save(definition(status="cancelled"))
        await asyncio.sleep(1.5)  # it looks, in vain
        await edited.server.come_up()
        for _ in range(5):
            await edited.later(1)
        [post] = [p for p in edited.posts if "In 1 hour:" in (p.earlier_texts or (p.text,))[0]]
        assert post.edited, [p.text for p in edited.posts]


async def test_an_orphaned_post_that_is_found_after_the_notice_is_corrected(
    tmp_path: Path,
) -> None:
    clock = SetClock(utc("2022-01-12 07:59"))
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        server.add_channel("@operators")
        file = AgendaFile(tmp_path)
        file.save(definition())
        async with started(
            server, clock, file, pacing(uncertain_wait=timedelta(seconds=1)), operator="@operators"
        ) as edited:
            server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
            server.fail(Refusal(500, "Internal Server Error"), method="forwardMessage", times=30)
            clock.set(utc("2022-01-12 08:00"))
            await edited.service.scheduler.refill()
            await server.until(lambda: bool(edited.service.ledger.records(PostState.UNCERTAIN)))
            await edited.save(definition(status="cancelled"))
            for _ in range(3):
                await edited.later(1)
        server.heal()
        async with started(
            server, clock, file, pacing(uncertain_wait=timedelta(seconds=1)), operator="@operators"
        ) as edited:
            for _ in range(5):
                await edited.later(1)
            entries = [(e.key.lead, e.state) for e in edited.service.ledger.records(*PostState)]
        post = server.posts("@talks")[1]
        assert post.edited, ([p.text for p in server.posts("@talks")], entries)


@pytest.mark.parametrize("delivered", [True, False])
@pytest.mark.parametrize("operator", [{"operator": "@operators"}, {}], ids=["operator", "alone"])
async def test_news_of_an_event_whose_reminder_is_uncertain_is_told(
    tmp_path: Path, operator: dict[str, str], delivered: bool
) -> None:
    geneva, vienna = (definition(place=f"{{city: {city}}}") for city in ("Geneva", "Vienna"))
    async with saved(
        tmp_path,
        "2022-01-11 09:00",
        geneva,
        pacing=pacing(uncertain_wait=timedelta(seconds=0.5)),
        **operator,
    ) as edited:
        server, ledger = edited.server, edited.service.ledger
        server.fail(Reset(), method="sendMessage", chat="@talks", delivered=delivered)
        edited.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await server.until(lambda: bool(ledger.records(PostState.UNCERTAIN)))
        await edited.save(vienna)
        await asyncio.sleep(0.6)
        for _ in range(3):
            await edited.later(0.5)
        assert "New place: Council" in edited.heads


async def test_news_that_a_restart_finds_beside_an_uncertain_reminder_is_told(
    tmp_path: Path,
) -> None:
    clock = SetClock(utc("2022-01-12 08:57"))
    short_stop = replace(pacing(), stop=timedelta(seconds=0.2))
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        server.add_channel("@operators")
        file, leads = AgendaFile(tmp_path), "[1 hour, 2 minutes]"
        file.save(definition(reminders=leads))
        async with started(server, clock, file, short_stop, operator="@operators") as edited:
            server.fail(Hold(), method="sendMessage", chat="@talks", delivered=True)
            clock.set(utc("2022-01-12 08:58"))
            await edited.service.scheduler.refill()
            await server.until(lambda: server.held == 1)
        server.heal()
        file.save(definition("2022-01-12 09:10 GMT", reminders=leads))
        clock.set(utc("2022-01-12 08:58") + timedelta(seconds=20))
        async with started(server, clock, file, pacing(), operator="@operators") as edited:
            for _ in range(3):
                await edited.later(0.2)
            assert "New time: Council" in edited.heads


async def test_an_edit_that_is_taken_back_while_nobody_can_tell_whether_it_was_told(
    tmp_path: Path,
) -> None:
    async with saved(tmp_path, "2022-01-11 10:00") as edited:
        await edited.save(definition(status="cancelled"))
        edited.clock.set(edited.clock.now() + 2 * MINUTE)
        edited.server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
        await edited.service.scheduler.refill()
        await edited.server.until(lambda: bool(edited.service.ledger.records(PostState.UNCERTAIN)))
        await edited.save(definition())
        for _ in range(5):
            await edited.later(2)
        assert edited.heads[-2:] == ["Cancelled: Council", "On again: Council"]


async def test_what_nobody_could_look_for_in_an_outage_is_found_after_it(
    tmp_path: Path,
) -> None:
    text = definition(reminders="[1 hour]")
    async with saved(
        tmp_path,
        "2022-01-12 07:30",
        text,
        pacing=pacing(look_wait=timedelta(seconds=0.2)),
        operator="@operators",
    ) as edited:
        server, ledger = edited.server, edited.service.ledger
        server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
        server.fail(Hold(), method="forwardMessage")
        edited.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await server.until(lambda: server.held == 1)  # it is about to be found
        await server.go_down()
        edited.clock.set(edited.clock.now() + 2 * MINUTE)
        uncertain = PostState.UNCERTAIN
        await server.until(lambda: any(each.attempts > 1 for each in ledger.records(uncertain)))
        await server.come_up()  # before the next look
        for _ in range(3):
            await edited.later(0)
        assert edited.heads == ["In 1 hour: Council"]
        assert edited.states() == {"60m": PostState.SENT}


async def test_a_retry_is_looked_for_after_what_others_have_posted_meanwhile(
    tmp_path: Path,
) -> None:
    text = definition(reminders="[1 hour]")
    async with saved(
        tmp_path,
        "2022-01-12 07:30",
        text,
        pacing=pacing(slow_wait=timedelta(seconds=1)),
        operator="@operators",
    ) as edited:
        server, ledger = edited.server, edited.service.ledger
        thrown_out = Refusal(403, "Forbidden: bot is not a member of the channel chat")
        server.fail(thrown_out, method="sendMessage", chat="@talks")
        edited.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await server.until(lambda: bool(ledger.records(PostState.WAITING)))
        for number in range(60):
            server.publish("@talks", f"other {number}")
        await server.until(lambda: (ledger.last_seen("telegram:@talks") or 0) >= 60)
        server.fail(Reset(), method="sendMessage", chat="@talks", delivered=True)
        await server.until(lambda: bool(ledger.records(PostState.SENT)))
        await edited.later(0)
        ours = [post.text.partition("\n")[0] for post in edited.posts if post.from_bot]
        assert ours == ["In 1 hour: Council"]
        assert edited.service.incidents.ongoing == {}  # that it was thrown out is over


async def test_a_lost_answer_whose_record_was_not_confirmed_counts_once(ledger: Ledger) -> None:
    clock = SetClock(utc("2022-01-12 08:00"))
    ledger.record_failure = unconfirmed_once(ledger.record_failure)  # type: ignore[method-assign]
    channel = Scripted(Unknown("reset"))
    async with delivery(worker_for(channel, ledger, clock, shared=True)) as worker:
        worker.enqueue(HOUR_BEFORE)
        await worker.idle()
    assert len(channel.posts) == 2
    assert ledger.counts()[PostState.SENT] == 1


async def test_a_post_that_was_forgotten_is_looked_for_as_any_other_when_it_comes_back(
    ledger: Ledger,
) -> None:
    clock, channel = SetClock(utc("2022-01-12 08:00")), Scripted()
    outage = [Unknown("down", passing=True)] * 3
    answers: Iterator[Outcome] = iter([*outage, NotDelivered("not there"), Delivered(9)])

    async def find(texts: tuple[str, ...], after_id: int | None) -> Outcome:
        return next(answers)

    channel.find = find  # type: ignore[method-assign]
    ledger.claim(HOUR_BEFORE, clock.now(), "x")
    ledger.recover(clock.now())
    async with delivering(channel, ledger, clock) as worker:
        for _ in range(4):  # it was moved away
            worker.set_due({}, clock.now())
            await worker.idle()
        assert ledger.forget(HOUR_BEFORE.key, clock.now())
        channel._outcomes.append(Unknown("reset"))
        worker.set_due({HOUR_BEFORE.key: HOUR_BEFORE}, clock.now())
        await worker.idle()
    assert len(channel.posts) == 1
    assert ledger.counts()[PostState.SENT] == 1


@asynccontextmanager
async def suspended(ledger: Ledger, clock: SetClock, channel: Gated) -> AsyncIterator[Ledger]:
    """A replica that sends when it is let, beyond its lease, and another one's ledger."""
    slow, other = Ledger(ledger._engine), Ledger(ledger._engine)
    async with delivering(channel, slow, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        await channel.sending.wait()
        clock.set(clock.now() + LEASE + MINUTE)
        assert other.recover(clock.now(), LEASE) == 1
        yield other
        channel.let.set()
        await worker.idle()


async def test_a_late_success_stands_for_another_replica_s_attempt_that_failed(
    ledger: Ledger,
) -> None:
    clock, slow = SetClock(utc("2022-01-12 08:00")), Gated()
    async with suspended(ledger, clock, slow) as other:
        assert other.claim(HOUR_BEFORE, clock.now(), inconclusive=1) == 2
        failure = Failure(PostState.UNCERTAIN, "Flood control", timedelta())
        assert other.record_failure(HOUR_BEFORE.key, 2, failure, clock.now())
    assert slow.deleted == []
    assert ledger.counts()[PostState.SENT] == 1


async def test_a_post_is_taken_back_though_the_first_try_fails(ledger: Ledger) -> None:
    clock, slow = SetClock(utc("2022-01-12 08:00")), Gated()
    tries: list[int] = []

    async def delete(message_id: int) -> Outcome:
        tries.append(message_id)
        return NotDelivered("Flood control") if len(tries) == 1 else Delivered()

    slow.delete = delete  # type: ignore[method-assign]
    async with suspended(ledger, clock, slow) as other:
        assert other.claim(HOUR_BEFORE, clock.now(), inconclusive=1) == 2
        assert other.record_sent(HOUR_BEFORE.key, 2, clock.now(), 77)
    assert tries == [1, 1]
