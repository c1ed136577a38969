"""Delivery: each reminder once, whatever the channel, the ledger or the stop does meanwhile."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database.engine import open_database
from bot.delivery.destination import Destination
from bot.delivery.next_step import Miss, Send, SendTogether, next_step
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Retry, Unknown
from bot.delivery.retry import RetryPolicy
from bot.delivery.worker import DeliveryWorker
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostRecord, PostState
from bot.messages.parts.buttons import Addresses
from bot.messages.post import Post, Span
from bot.messages.post_json import to_json
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Reminder
from bot.telegram.chat import TelegramChat
from bot.telegram.limits import TelegramLimits
from events.changes import Change, News
from events.model import Status
from tests.bot.making.builders import HOUR, MINUTE, event, reminder
from tests.bot.making.delivering import HASTY, running, worker_for
from tests.bot.making.delivering import compose as compose_one
from tests.bot.making.scripted import Gated, Scripted
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_bot import made_bot, running_bot
from tests.bot.running.running_service import UNLIMITED
from tests.patience import PATIENCE
from tests.telegram_server.faults import BadGateway, Effect, Hold, Reset
from tests.telegram_server.refusals import Refusal, too_many_requests
from tests.telegram_server.server import TelegramServer

COUNCIL = event("2022-01-12 09:00 GMT", leads=(24 * HOUR, HOUR, 15 * MINUTE))
PAGE = "https://podium.example/events/council"
DAY_BEFORE, HOUR_BEFORE, QUARTER_BEFORE = (reminder(COUNCIL, lead) for lead in COUNCIL.leads)
IMPATIENT = replace(
    HASTY, longest_wait=timedelta(seconds=30), slow_wait=timedelta(milliseconds=300)
)
OTHER = reminder(event("2022-01-12 09:10 GMT", id="other", title="Other talks"))


# What to do next

TOO_LATE = "too late to be of use"
SUPERSEDED = "a later one of the same event was due as well"


@pytest.mark.parametrize(
    ("pending", "now", "step"),
    [
        ([HOUR_BEFORE], "08:00", Send(HOUR_BEFORE)),
        ([HOUR_BEFORE], "09:14", Send(HOUR_BEFORE)),
        ([HOUR_BEFORE], "09:15", Miss(HOUR_BEFORE, TOO_LATE)),
        ([OTHER, HOUR_BEFORE], "08:30", Send(HOUR_BEFORE)),
        ([HOUR_BEFORE, OTHER], "09:15", Miss(HOUR_BEFORE, TOO_LATE)),
        (
            [QUARTER_BEFORE, HOUR_BEFORE],
            "08:45",
            Miss(HOUR_BEFORE, SUPERSEDED, PostState.SUPERSEDED),
        ),
        (
            [QUARTER_BEFORE, HOUR_BEFORE, DAY_BEFORE],
            "08:45",
            Miss(DAY_BEFORE, SUPERSEDED, PostState.SUPERSEDED),
        ),
        ([QUARTER_BEFORE, HOUR_BEFORE], "09:20", Miss(HOUR_BEFORE, TOO_LATE)),
        (
            [HOUR_BEFORE, OTHER, QUARTER_BEFORE],
            "08:45",
            Miss(HOUR_BEFORE, SUPERSEDED, PostState.SUPERSEDED),
        ),
    ],
)
def test_the_next_step_is_about_the_reminder_that_was_due_first(
    pending: list[Reminder], now: str, step: Send | Miss
) -> None:
    assert next_step(pending, utc(f"2022-01-12 {now}")) == step


def test_what_is_soonest_is_sent_first_however_much_was_due_before_it() -> None:
    """120 reminders for tomorrow once made the one for a meeting in three minutes late."""
    tomorrow = [
        reminder(event(f"2022-01-13 09:{number:02} GMT", id=f"event-{number}"), 24 * HOUR)
        for number in range(60)
    ]
    soon = reminder(event("2022-01-12 09:35 GMT", id="soon"), 3 * MINUTE)

    step = next_step([*tomorrow[:33], soon], utc("2022-01-12 09:33"))
    assert step == Send(soon)


@pytest.mark.parametrize(
    ("change", "before"),
    [
        (Change.CANCELLED, "2022-01-12 09:35 GMT"),
        (Change.MOVED, "2022-01-12 09:35 GMT"),  # to the day after tomorrow
    ],
)
def test_news_of_what_is_near_goes_before_other_news_and_reminders(
    change: Change, before: str
) -> None:
    now = utc("2022-01-12 09:33")
    added = [
        Notice(
            News(Change.ADDED, event("2022-01-14 09:00 GMT", id=f"new-{number}"), None),
            0,
            now - MINUTE,
            "channel",
        )
        for number in range(80)
    ]
    start = before if change is Change.CANCELLED else "2022-01-15 09:00 GMT"
    status = Status.CANCELLED if change is Change.CANCELLED else Status.CONFIRMED
    was, is_now = event(before, id="near"), event(start, id="near", status=status)
    urgent = Notice(News(change, is_now, was), 1, now, "channel")

    assert next_step([*added, urgent], now) == Send(urgent)


def test_a_moved_event_does_not_supersede_the_reminders_of_its_old_start() -> None:
    moved = reminder(event("2022-01-12 09:30 GMT"))

    assert next_step([HOUR_BEFORE, moved], utc("2022-01-12 08:30")) == Send(HOUR_BEFORE)


@given(
    st.sets(st.tuples(st.integers(0, 3), st.sampled_from([15, 60, 24 * 60]))),
    st.integers(0, 200),
)
def test_of_each_event_the_last_reminder_that_is_of_use_is_sent_and_the_others_are_missed(
    chosen: set[tuple[int, int]], minutes: int
) -> None:
    events = [event(f"2022-01-12 09:{number}0 GMT", id=f"event-{number}") for number in range(4)]
    pending = [reminder(events[number], lead * MINUTE) for number, lead in chosen]
    now = utc("2022-01-12 08:45") + minutes * MINUTE

    left: list[Notification] = list(pending)
    sent: list[Notification] = []
    while left:
        step = next_step(left, now)
        assert step is not None
        done = step.notifications if isinstance(step, SendTogether) else (step.notification,)
        left = [each for each in left if each not in done]
        if isinstance(step, Send | SendTogether):
            sent += done
    useful = [each for each in pending if each.useful_until > now]
    assert {each.key for each in sent} == {
        max((each for each in useful if each.event == of), key=lambda each: each.due).key
        for of in {each.event for each in useful}
    }


# A worker with a scripted destination


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "podium.db"


@pytest.fixture
def engine(database: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{database}")
    yield engine
    engine.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(utc("2022-01-12 08:00"))


def compose(notification: Notification, now: datetime) -> Post:
    return compose_one(notification, now, Addresses(PAGE, f"{PAGE}.ics"))


@asynccontextmanager
async def delivering(
    destination: Destination,
    ledger: Ledger,
    clock: SetClock,
    retry: RetryPolicy = IMPATIENT,
) -> AsyncIterator[DeliveryWorker]:
    async with running(made(destination, ledger, clock, retry)) as worker:
        yield worker


def made(
    destination: Destination,
    ledger: Ledger,
    clock: SetClock,
    retry: RetryPolicy = IMPATIENT,
) -> DeliveryWorker:
    return worker_for(destination, ledger, clock, compose=compose, retry=retry)


async def deliver(
    destination: Destination,
    ledger: Ledger,
    clock: SetClock,
    *reminders: Reminder,
    retry: RetryPolicy = IMPATIENT,
) -> None:
    """Enqueue reminders at once, and wait until they are closed."""
    async with delivering(destination, ledger, clock, retry) as worker:
        for each in reminders:
            worker.enqueue(each)
        async with asyncio.timeout(PATIENCE):
            await worker.idle()


def entry(ledger: Ledger, of: Reminder = HOUR_BEFORE) -> PostRecord:
    [only] = [each for each in ledger.records(*PostState) if each.key == of.key]
    return only


async def test_a_reminder_is_posted_once_and_recorded(ledger: Ledger, clock: SetClock) -> None:
    channel = Scripted(Delivered(7))

    for _ in range(3):
        await deliver(channel, ledger, clock, HOUR_BEFORE)
    (post,) = channel.posts
    assert post.events == (HOUR_BEFORE.event,)
    assert replace(post, name=None, events=()) == compose(HOUR_BEFORE, clock.now())
    assert entry(ledger) == PostRecord(
        HOUR_BEFORE.key,
        PostState.SENT,
        HOUR_BEFORE.due,
        changed=clock.now(),
        attempts=1,
        message_id=7,
        text=channel.posts[0].text,
        content=to_json(channel.posts[0]),
        reason=None,
    )


async def test_a_reminder_that_is_enqueued_again_while_it_is_sent_is_posted_once(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Gated()

    async with delivering(channel, ledger, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        await channel.sending.wait()
        worker.enqueue(HOUR_BEFORE)
        worker.set_due({HOUR_BEFORE.key: HOUR_BEFORE}, clock.now())
        channel.let.set()
        await worker.idle()
        worker.set_due(
            {HOUR_BEFORE.key: HOUR_BEFORE}, clock.now()
        )  # by one who looked before it was recorded
        await worker.idle()
    assert len(channel.posts) == 1


async def test_the_text_is_that_of_the_moment_of_sending(ledger: Ledger, clock: SetClock) -> None:
    channel = Scripted()
    clock.set(utc("2022-01-12 08:18"))

    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert channel.posts[0].text.startswith("In 42 minutes: ")


async def test_of_several_missed_reminders_of_an_event_only_the_last_is_posted(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted()
    clock.set(utc("2022-01-12 08:50"))

    await deliver(channel, ledger, clock, DAY_BEFORE, HOUR_BEFORE, QUARTER_BEFORE, OTHER)
    assert len(channel.posts) == 2
    assert entry(ledger, DAY_BEFORE).state is PostState.SUPERSEDED
    assert entry(ledger, HOUR_BEFORE).reason == SUPERSEDED
    assert entry(ledger, QUARTER_BEFORE).state is PostState.SENT
    assert entry(ledger, OTHER).state is PostState.SENT


async def test_what_is_too_late_is_recorded_as_missed(ledger: Ledger, clock: SetClock) -> None:
    channel = Scripted()
    clock.set(utc("2022-01-12 09:15"))

    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert channel.posts == []
    assert entry(ledger).state is PostState.MISSED
    assert entry(ledger).reason == TOO_LATE


async def test_what_was_replaced_away_before_its_time_came_is_not_posted(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Gated()

    async with delivering(channel, ledger, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        await channel.sending.wait()
        worker.enqueue(OTHER)
        worker.forget_due()
        channel.let.set()
        await worker.idle()
    assert len(channel.posts) == 1


async def test_a_failure_that_is_certain_is_repeated_until_it_passes(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted(*[NotDelivered("refused")] * 3)

    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert len(channel.posts) == 4
    assert entry(ledger).state is PostState.SENT
    assert entry(ledger).attempts == 4


async def test_a_text_that_is_refused_for_good_is_given_up_and_others_go_on(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted(NotDelivered("Bad Request: message is too long", Retry.NEVER))
    clock.set(utc("2022-01-12 08:10"))

    await deliver(channel, ledger, clock, HOUR_BEFORE, OTHER)
    assert entry(ledger).state is PostState.FAILED
    assert entry(ledger).reason == "Bad Request: message is too long"
    assert entry(ledger, OTHER).state is PostState.SENT


@pytest.mark.parametrize("lost", [Unknown("reset"), RuntimeError("of our own making")], ids=repr)
async def test_a_lost_answer_is_repeated_once(
    ledger: Ledger, clock: SetClock, lost: Outcome | Exception
) -> None:
    channel = Scripted(lost)

    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert len(channel.posts) == 2
    assert entry(ledger).state is PostState.SENT


async def test_a_post_whose_answer_is_lost_twice_is_never_sent_again(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted(*[Unknown("reset")] * 9)

    for _ in range(3):
        ledger.recover(clock.now())
        await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert len(channel.posts) == 2
    assert entry(ledger).state is PostState.UNCERTAIN
    assert entry(ledger).text == channel.posts[-1].text


async def test_a_destination_that_throws_the_bot_out_is_asked_slowly(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted(*[NotDelivered("Forbidden", Retry.SLOWLY)] * 2)

    began = monotonic()
    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert monotonic() - began >= 0.6
    assert len(channel.posts) == 3


async def test_what_fails_until_it_is_of_no_use_is_missed(ledger: Ledger, clock: SetClock) -> None:
    class Down(Scripted):
        async def send(self, post: Post) -> Outcome:
            await super().send(post)
            if len(self.posts) == 3:
                clock.set(utc("2022-01-12 09:15"))
            return NotDelivered("refused")

    channel = Down()
    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert len(channel.posts) == 3
    assert entry(ledger).state is PostState.MISSED


class Faulty(RetryPolicy):
    """A policy with a fault of ours."""

    def wait_before(self, *_: object) -> NoReturn:
        raise ZeroDivisionError


async def test_a_post_at_which_we_failed_ourselves_is_uncertain_and_taken_up_again(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted(NotDelivered("refused"))
    worker = made(channel, ledger, clock, Faulty())
    worker.enqueue(HOUR_BEFORE)
    with pytest.raises(ZeroDivisionError):
        await worker.run()
    assert entry(ledger).state is PostState.CLAIMED

    channel.found = Delivered(1)
    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert (entry(ledger).state, entry(ledger).message_id) == (PostState.SENT, 1)
    assert len(channel.posts) == 1


async def test_work_that_fails_in_whatever_way_is_heard_of_and_fails_no_other(
    ledger: Ledger,
) -> None:
    thread = LedgerThread(ledger)

    async with asyncio.timeout(PATIENCE):
        failed, done = await asyncio.gather(
            thread.call(lambda: 1 / 0), thread.call(lambda: "done"), return_exceptions=True
        )
    assert isinstance(failed, ZeroDivisionError)
    assert done == "done"


# The ledger fails


@contextmanager
def broken(database: Path) -> Iterator[None]:
    """Take the table of posts away from under the service, and give it back."""
    other = create_engine(f"sqlite:///{database}")
    try:
        with other.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE posts RENAME TO hidden")
        yield
        with other.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE hidden RENAME TO posts")
    finally:
        other.dispose()


async def until_waiting(caplog: pytest.LogCaptureFixture) -> None:
    """Wait until the ledger has been tried in vain."""
    async with asyncio.timeout(PATIENCE):
        while "ledger: cannot be used, and posts wait for it" not in caplog.text:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def has_begun(worker: DeliveryWorker, clock: SetClock) -> None:
    """Wait until a worker has done what it does first, and waits for what is due."""
    worker.set_due({}, clock.now())
    await worker.idle()


async def test_what_cannot_be_claimed_is_not_sent_until_it_can(
    ledger: Ledger, clock: SetClock, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    channel = Scripted()

    async with delivering(channel, ledger, clock) as worker:
        await has_begun(worker, clock)  # so that it is the claim that fails
        with broken(database):
            worker.enqueue(HOUR_BEFORE)
            await until_waiting(caplog)
            await asyncio.sleep(0.1)
            assert channel.posts == []
        await worker.idle()
    assert len(channel.posts) == 1
    assert entry(ledger).state is PostState.SENT


async def test_what_was_sent_and_cannot_be_recorded_is_recorded_later_and_not_sent_again(
    ledger: Ledger, clock: SetClock, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    channel = Gated()

    async with delivering(channel, ledger, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        await channel.sending.wait()
        with broken(database):
            channel.let.set()
            await until_waiting(caplog)
        await worker.idle()
    assert len(channel.posts) == 1
    assert entry(ledger).state is PostState.SENT


class Watched(Ledger):
    """The ledger, which also tells that somebody has come to ask."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.asked = threading.Event()

    def together(self, calls: Sequence[Callable[[], object]]) -> list[object]:
        self.asked.set()
        return super().together(calls)


async def test_a_ledger_that_another_program_has_locked_is_waited_for(
    engine: Engine, clock: SetClock, database: Path
) -> None:
    channel, ledger = Scripted(), Watched(engine)
    other = create_engine(f"sqlite:///{database}")
    try:
        async with delivering(channel, ledger, clock) as worker:
            await has_begun(worker, clock)
            ledger.asked.clear()
            with other.connect() as locked:
                locked.exec_driver_sql("BEGIN IMMEDIATE")
                worker.enqueue(HOUR_BEFORE)
                assert await asyncio.to_thread(ledger.asked.wait, PATIENCE)
                assert channel.posts == []
                locked.exec_driver_sql("ROLLBACK")
            await worker.idle()
    finally:
        other.dispose()
    assert len(channel.posts) == 1


async def test_a_stop_does_not_wait_for_a_ledger_that_fails(
    ledger: Ledger, clock: SetClock, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    channel = Scripted()
    worker = made(channel, ledger, clock)
    task = asyncio.create_task(worker.run())

    with broken(database):
        worker.enqueue(HOUR_BEFORE)
        await until_waiting(caplog)
        worker.stop()
        with pytest.raises(SQLAlchemyError):
            await asyncio.wait_for(task, PATIENCE)
    assert channel.posts == []


# The stop


async def test_a_stop_while_sending_waits_until_the_outcome_is_recorded(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Gated()

    async with delivering(channel, ledger, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        worker.enqueue(OTHER)
        await channel.sending.wait()
        worker.stop()
        channel.let.set()
        async with asyncio.timeout(PATIENCE):
            await worker.stopped()
    assert entry(ledger).state is PostState.SENT
    assert ledger.counts()[PostState.CLAIMED] == 0
    assert len(channel.posts) == 1


async def test_a_stop_ends_a_wait_at_once(ledger: Ledger, clock: SetClock) -> None:
    channel = Scripted(NotDelivered("flood", retry_after=timedelta(hours=1)))

    async with asyncio.timeout(PATIENCE), delivering(channel, ledger, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        while not ledger.records(PostState.WAITING):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert entry(ledger).state is PostState.WAITING


async def test_who_waits_for_a_destination_waits_no_longer_than_it_is_posted_to(
    ledger: Ledger, clock: SetClock
) -> None:
    channel = Scripted(NotDelivered("flood", retry_after=timedelta(hours=1)))

    async with asyncio.timeout(PATIENCE), delivering(channel, ledger, clock) as worker:
        worker.enqueue(HOUR_BEFORE)
        idle = asyncio.create_task(worker.idle())
        while not ledger.records(PostState.WAITING):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert not idle.done()
        worker.stop()
        await idle
        # By one who did not know that it has ended.
        worker.set_due({HOUR_BEFORE.key: HOUR_BEFORE}, clock.now())
        await worker.idle()


# A channel on the loopback server


async def post_in_channel(
    server: TelegramServer,
    ledger: Ledger,
    clock: SetClock,
    *reminders: Reminder,
    retry: RetryPolicy = IMPATIENT,
    limits: TelegramLimits = UNLIMITED,
) -> None:
    async with running_bot(server, limits=limits) as telegram:
        chat = TelegramChat(telegram, "@talks", limits)
        await deliver(chat, ledger, clock, *reminders, retry=retry)


async def test_a_reminder_comes_to_the_channel_with_its_time_and_its_button(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    server.add_channel("@talks")

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    [post] = server.posts("@talks")
    assert post.text.startswith("In 1 hour: Council\nWednesday 12 January 2022, 10:00 in Brussels")
    assert [entity.unix_time for entity in post.entities] == [None, 1641978000]
    assert post.buttons == (("Details", PAGE), ("Add to calendar", f"{PAGE}.ics"))
    assert post.link_preview_options == '{"is_disabled": true}'
    assert entry(ledger).message_id == post.message_id == 2


@pytest.mark.parametrize(
    "reason",
    [
        'can\'t parse entities: Unsupported start tag "tg-time" at byte offset 36',
        "ENTITY_DATE_INVALID",
    ],
)
async def test_a_refused_formatting_falls_back_to_the_text_alone(
    server: TelegramServer, ledger: Ledger, clock: SetClock, reason: str
) -> None:
    server.add_channel("@talks")
    server.fail(Refusal(400, f"Bad Request: {reason}"), method="sendMessage")

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    [post] = server.posts("@talks")
    assert post.text.startswith("In 1 hour: Council\nWednesday 12 January 2022, 10:00 in Brussels")
    assert post.entities == ()
    assert post.buttons == ()
    assert post.link_preview_options == '{"is_disabled": true}'
    assert entry(ledger).state is PostState.SENT


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        (f"inline keyboard button URL '{PAGE}' is invalid: Wrong HTTP URL", [f"{PAGE}.ics"]),
        ("BUTTON_URL_INVALID", []),
    ],
)
async def test_a_refused_button_takes_nothing_else_with_it(
    server: TelegramServer, ledger: Ledger, clock: SetClock, reason: str, kept: list[str]
) -> None:
    server.add_channel("@talks")
    server.fail(Refusal(400, f"Bad Request: {reason}"), method="sendMessage")

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    [post] = server.posts("@talks")
    assert [entity.type for entity in post.entities] == ["bold", "date_time"]
    assert [url for _, url in post.buttons] == kept
    assert entry(ledger).state is PostState.SENT


async def test_a_text_that_is_refused_plainly_too_is_given_up(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    server.add_channel("@talks")
    server.fail(
        Refusal(400, "Bad Request: can't parse entities: Unclosed start tag"),
        method="sendMessage",
        times=9,
    )

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    assert len(server.calls("sendMessage")) == 2
    assert entry(ledger).state is PostState.FAILED


@pytest.mark.parametrize(
    "refusal",
    [
        "chat not found",
        "need administrator rights in the channel chat",
        "not enough rights to send text messages to the chat",
        "CHAT_WRITE_FORBIDDEN",
    ],
)
async def test_a_right_that_the_bot_has_lost_is_waited_for(
    server: TelegramServer,
    ledger: Ledger,
    clock: SetClock,
    refusal: str,
) -> None:
    server.add_channel("@talks")
    server.fail(Refusal(400, f"Bad Request: {refusal}"), method="sendMessage", times=3)
    await post_in_channel(server, ledger, clock, HOUR_BEFORE)

    assert len(server.calls("sendMessage")) == 4
    assert entry(ledger).state is PostState.SENT


async def test_a_flood_is_waited_out_as_long_as_telegram_says(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    server.add_channel("@talks")
    server.fail(too_many_requests(2), method="sendMessage")

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    first, second = server.calls("sendMessage")
    assert second.received_at - first.received_at >= timedelta(seconds=2)
    assert len(server.posts("@talks")) == 1
    assert entry(ledger).state is PostState.SENT


@pytest.mark.parametrize("delivered", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("effect", [Reset(), BadGateway(), BadGateway(200, "OK")], ids=repr)
async def test_an_answer_that_is_lost_once_leads_to_one_post_more_and_no_further(
    server: TelegramServer, ledger: Ledger, clock: SetClock, effect: Effect, delivered: bool
) -> None:
    server.add_channel("@talks")
    server.fail(effect, method="sendMessage", delivered=delivered)

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    assert len(server.posts("@talks")) == 1 + delivered
    assert entry(ledger).state is PostState.SENT


async def test_answers_that_are_lost_for_ever_lead_to_two_posts_at_most(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    server.add_channel("@talks")
    server.fail(Reset(), method="sendMessage", times=99, delivered=True)

    await post_in_channel(server, ledger, clock, HOUR_BEFORE)
    assert len(server.posts("@talks")) == 2
    assert entry(ledger).state is PostState.UNCERTAIN


async def test_silence_is_an_answer_that_was_lost(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    limits = replace(UNLIMITED, answer_seconds=0.3)
    server.add_channel("@talks")
    server.fail(Hold(), method="sendMessage", delivered=True)

    await post_in_channel(server, ledger, clock, HOUR_BEFORE, limits=limits)
    assert len(server.posts("@talks")) == 2


async def test_a_bot_that_is_let_in_later_posts_then(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    server.add_channel("@talks", bot_is_admin=False)

    async with running_bot(server) as telegram:
        chat = TelegramChat(telegram, "@talks", UNLIMITED)
        async with delivering(chat, ledger, clock) as worker:
            worker.enqueue(HOUR_BEFORE)
            await server.until(lambda: len(server.calls("sendMessage")) >= 2)
            assert server.posts("@talks") == ()
            server.set_bot("@talks", "administrator", frozenset({"can_post_messages"}))
            await worker.idle()
    assert len(server.posts("@talks")) == 1


async def test_before_telegram_has_been_reached_nothing_is_sent(server: TelegramServer) -> None:
    chat = TelegramChat(made_bot(server), "@talks", UNLIMITED)

    post = Post((Span("In 1 hour"),))
    assert await chat.send(post) == NotDelivered("Telegram has not been reached yet")
    assert server.requests == ()


async def test_the_rate_limit_is_waited_for_before_a_post_is_claimed(
    server: TelegramServer, ledger: Ledger, clock: SetClock
) -> None:
    """A claim that waits for its turn would seem to be lost, and be sent twice, or never."""
    limits = replace(UNLIMITED, posts_at_once=1)
    retry = replace(IMPATIENT, attempt=timedelta(seconds=0.9))
    server.add_channel("@talks")
    many = [reminder(event(id=f"event-{number}")) for number in range(3)]

    began = monotonic()
    await post_in_channel(server, ledger, clock, *many, retry=retry, limits=limits)
    assert monotonic() - began >= 2
    assert len(server.posts("@talks")) == 3
    assert [each.attempts for each in ledger.records(PostState.SENT)] == [1] * 3


class Overtaken(Scripted):
    """A destination during whose sending another replica takes the post over."""

    def __init__(self, ledger: Ledger, message_id: int) -> None:
        super().__init__(Delivered(41))
        self._ledger = ledger
        self._message_id = message_id

    async def send(self, post: Post) -> Outcome:
        later = utc("2022-01-12 08:30")
        self._ledger.recover(later)
        other = Ledger(self._ledger._engine)
        if self._message_id == 41:
            known = other.record_of(HOUR_BEFORE.key)
            assert known is not None
            other.record_sent(HOUR_BEFORE.key, 1, later, 41)  # it looked, and found ours
        else:
            assert other.claim(HOUR_BEFORE, later, inconclusive=1) == 2
            other.record_sent(HOUR_BEFORE.key, 2, later, self._message_id)
        return await super().send(post)


@pytest.mark.parametrize(("other", "deleted"), [(42, [41]), (41, [])])
async def test_a_post_that_another_replica_has_sent_too_is_taken_back_but_not_one_that_it_found(
    ledger: Ledger, clock: SetClock, other: int, deleted: list[int]
) -> None:
    channel = Overtaken(ledger, other)

    await deliver(channel, ledger, clock, HOUR_BEFORE)
    assert channel.deleted == deleted
    assert entry(ledger).message_id == other
