"""The ledger on real databases: claims are exclusive, and nothing is forgotten."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, literal, null, select
from sqlalchemy.exc import IntegrityError, StatementError

from bot.database.engine import open_database
from bot.database.tables import metadata, posts, watch
from bot.delivery.retry import LEASE
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostRecord, PostState
from bot.ledger.posts.claims import LONGEST_HOLD
from bot.ledger.posts.recovery import MOST_INTERRUPTIONS
from bot.ledger.publications.log import PublicationLog, PublishedVersion
from bot.ledger.sql import LOOKED_FOR
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder
from bot.planning.subscription import everything_to
from events.changes import Change, News
from events.model import Event, Status
from events.time_grammar import parse_start
from tests.bot.making.builders import HOUR, MINUTE, event, reminder
from tests.bot.running.clock import utc
from tests.bot.running.postgresql import PostgreSQL
from tests.events.builders import agendas

NOW = utc("2022-01-12 08:00")
LATER = NOW + MINUTE
COUNCIL = reminder(event("2022-01-12 09:00 GMT"))


@pytest.fixture
def url(any_url: str) -> str:
    return any_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def ledger(engine: Engine) -> Ledger:
    return Ledger(engine)


def entry(ledger: Ledger) -> PostRecord:
    [only] = ledger.records(*PostState)
    return only


def record(ledger: Ledger, state: PostState, now: datetime) -> None:
    attempt = entry(ledger).attempts
    lost = state is PostState.UNCERTAIN
    assert ledger.record_failure(
        COUNCIL.key, attempt, Failure(state, "a reason", timedelta(), answer_lost=lost), now
    )


# Claims


def test_a_reminder_is_claimed_once(ledger: Ledger) -> None:
    assert ledger.claim(COUNCIL, NOW) == 1
    assert Ledger(ledger._engine).claim(COUNCIL, LATER) is None
    assert entry(ledger) == PostRecord(
        COUNCIL.key, PostState.CLAIMED, COUNCIL.due, NOW, 1, message_id=None, text=None, reason=None
    )


def test_of_twenty_threads_on_two_engines_one_claims(url: str, engine: Engine) -> None:
    other = open_database(url)
    ledgers = [Ledger(each) for each in (engine, other) for _ in range(10)]
    together = threading.Barrier(20)

    def claim(number: int) -> object:
        together.wait(10)
        return ledgers[number].claim(COUNCIL, NOW)

    try:
        with ThreadPoolExecutor(20) as threads:
            claims = list(threads.map(claim, range(20)))
    finally:
        other.dispose()
    assert sorted(claims, key=str) == [1, *[None] * 19]


def test_twenty_threads_claim_twenty_reminders_without_an_error(ledger: Ledger) -> None:
    reminders = [reminder(event(id=f"event-{number}")) for number in range(20)]

    with ThreadPoolExecutor(20) as threads:
        claims = list(threads.map(lambda each: ledger.claim(each, NOW), reminders))
    assert claims == [1] * 20


def test_the_database_itself_refuses_a_second_post_with_the_same_key(engine: Engine) -> None:
    row = {
        **COUNCIL.key._asdict(),
        "due": NOW,
        "state": PostState.CLAIMED,
        "changed": NOW,
        "attempts": 1,
        "doubts": 0,
    }
    with engine.begin() as connection:
        connection.execute(insert(posts), row)

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(posts), row)


def test_a_claim_that_another_replica_wins_meanwhile_is_none(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL lets both look before either inserts; there the unique key decides."""
    ledger.claim(COUNCIL, NOW)
    unknown = select(literal(1)).subquery().outerjoin(posts, posts.c.uid == "nobody's")
    published = null().label("published"), null().label("gone")
    find = select(posts, *published).select_from(unknown)
    monkeypatch.setattr("bot.ledger.sql.FIND", find)

    assert ledger.claim(COUNCIL, LATER) is None


def test_what_becomes_uncertain_while_it_is_claimed_is_not_sent_unlooked_for(
    postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL lets others write between our look and our claim; SQLite does not."""
    engine = open_database(postgresql.fresh())
    dead, waking, ledger = (Ledger(engine) for _ in range(3))
    dead.claim(COUNCIL, NOW)
    later = NOW + 2 * LEASE

    def meanwhile(*_: object) -> bool:
        assert waking.recover(later, LEASE) == 1
        return False

    with monkeypatch.context() as patch:
        patch.setattr("bot.ledger.posts.claims._is_stale", meanwhile)
        assert ledger.claim(COUNCIL, later) is None
    assert isinstance(ledger.claim(COUNCIL, later), PostRecord)
    engine.dispose()


def test_what_is_published_while_a_post_is_claimed_is_news_to_its_readers(
    postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever publishes waits for the claim: else it would not know who has been told."""
    engine = open_database(postgresql.fresh())
    publication_log, ledger = PublicationLog(engine), Ledger(engine)
    far, moved = (event(f"2022-02-{day} 08:00 GMT", leads=(720 * HOUR,)) for day in (11, 12))
    publication_log.publish(agendas(far), NOW, everything_to(["channel"]))
    notification = reminder(far, 720 * HOUR)
    with ThreadPoolExecutor() as pool:
        publishing: list[Future[PublishedVersion]] = []

        def meanwhile(*_: object) -> bool:
            publishing.append(
                pool.submit(
                    publication_log.publish, agendas(moved), NOW, everything_to(["channel"])
                )
            )
            with suppress(TimeoutError):
                publishing[0].result(0.5)
            return False

        monkeypatch.setattr("bot.ledger.posts.claims._is_stale", meanwhile)
        assert ledger.claim(notification, NOW) == 1
        publishing[0].result(20)
    ledger.record_sent(notification.key, 1, NOW, 7)
    assert publication_log.baselines() == {(far.uid, "channel"): replace(far, leads=())}
    engine.dispose()


@pytest.mark.parametrize("lead", [15 * MINUTE, 24 * HOUR])
def test_another_lead_of_the_same_event_is_a_claim_of_its_own(
    ledger: Ledger, lead: timedelta
) -> None:
    ledger.claim(COUNCIL, NOW)

    assert ledger.claim(reminder(COUNCIL.event, lead), NOW) == 1


def test_another_destination_is_a_claim_of_its_own(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)

    assert ledger.claim(reminder(COUNCIL.event, destination="group"), NOW) == 1


def test_what_was_certainly_not_delivered_may_be_claimed_again_and_again(ledger: Ledger) -> None:
    for attempt in range(1, 6):
        assert ledger.claim(COUNCIL, NOW) == attempt
        record(ledger, PostState.WAITING, NOW)


def test_what_is_uncertain_may_be_claimed_again_only_once(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, PostState.UNCERTAIN, NOW)
    assert ledger.claim(COUNCIL, NOW, inconclusive=1) == 2
    record(ledger, PostState.UNCERTAIN, NOW)

    assert ledger.claim(COUNCIL, NOW, inconclusive=2) is None


def test_what_is_uncertain_is_looked_for_before_it_is_claimed(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, PostState.UNCERTAIN, NOW)

    assert ledger.claim(COUNCIL, NOW) == entry(ledger)


def test_a_restart_does_not_wait_for_a_trouble_that_may_be_over(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    ledger.record_failure(COUNCIL.key, 1, Failure(PostState.WAITING, "Forbidden", 5 * MINUTE), NOW)
    after_restart = Ledger(ledger._engine)
    assert after_restart.claim(COUNCIL, LATER) is None

    after_restart.recover(LATER)
    assert after_restart.claim(COUNCIL, LATER) == 2


def test_a_restart_does_not_wait_for_an_hour_that_a_wrong_clock_named(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    ahead = NOW + 9 * MINUTE
    ledger.record_failure(
        COUNCIL.key, 1, Failure(PostState.UNCERTAIN, "Too Many Requests", MINUTE), ahead
    )
    after_restart = Ledger(ledger._engine)
    assert after_restart.claim(COUNCIL, LATER, inconclusive=1) is None

    after_restart.recover(LATER)
    assert after_restart.claim(COUNCIL, LATER, inconclusive=1) == 2


def test_what_another_replica_has_sent_since_it_was_looked_for_in_vain_is_looked_for_again(
    ledger: Ledger,
) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, PostState.UNCERTAIN, NOW)
    assert Ledger(ledger._engine).claim(COUNCIL, NOW, inconclusive=1) == 2
    ledger.recover(NOW + 2 * LEASE, LEASE)

    assert ledger.claim(COUNCIL, NOW + 2 * LEASE, inconclusive=1) == entry(ledger)


def test_a_claim_of_ours_that_we_never_learned_of_is_uncertain(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)

    assert ledger.claim(COUNCIL, NOW) == entry(ledger)
    assert ledger.claim(COUNCIL, NOW, inconclusive=1) == 2


def test_an_uncertain_attempt_is_remembered_through_certain_failures(ledger: Ledger) -> None:
    states = (PostState.UNCERTAIN, PostState.WAITING, PostState.WAITING, PostState.UNCERTAIN)
    for attempts, state in enumerate(states):
        assert ledger.claim(COUNCIL, NOW, inconclusive=attempts) == attempts + 1
        record(ledger, state, NOW)

    assert ledger.claim(COUNCIL, NOW, inconclusive=4) is None


@pytest.mark.parametrize("state", [PostState.SENT, PostState.FAILED, PostState.SUPERSEDED])
def test_what_is_closed_is_not_claimed_again(ledger: Ledger, state: PostState) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, state, NOW)

    assert ledger.claim(COUNCIL, LATER) is None


# Recording


def test_a_sent_post_is_recorded_with_its_message(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW, "<b>In 1 hour</b>")
    assert ledger.record_sent(COUNCIL.key, 1, LATER, 7) is True

    assert entry(ledger) == PostRecord(
        COUNCIL.key, PostState.SENT, COUNCIL.due, LATER, 1, 7, "<b>In 1 hour</b>", None
    )


def test_what_was_claimed_when_the_process_ended_is_uncertain_and_sent_again_once_each_time(
    ledger: Ledger,
) -> None:
    assert ledger.claim(COUNCIL, NOW) == 1
    assert ledger.recover(LATER) == 1
    assert entry(ledger).state is PostState.UNCERTAIN
    assert entry(ledger).reason == "stopped while sending"
    assert ledger.claim(COUNCIL, LATER, inconclusive=1) == 2
    assert ledger.recover(LATER) == 1
    assert ledger.claim(COUNCIL, LATER, inconclusive=2) == 3
    assert Ledger(ledger._engine).claim(COUNCIL, LATER, inconclusive=3) is None


def test_a_kill_after_many_certain_failures_is_the_first_kill(ledger: Ledger) -> None:
    for attempt in range(1, MOST_INTERRUPTIONS + 5):
        assert ledger.claim(COUNCIL, NOW) == attempt
        record(ledger, PostState.WAITING, NOW)
    ledger.claim(COUNCIL, NOW)
    ledger.recover(NOW)

    assert ledger.claim(COUNCIL, NOW, inconclusive=MOST_INTERRUPTIONS + 5) == MOST_INTERRUPTIONS + 6


def test_a_process_that_dies_of_sending_is_not_sent_on_for_ever(ledger: Ledger) -> None:
    attempts = 0
    while ledger.claim(COUNCIL, NOW, inconclusive=attempts):
        attempts += 1
        ledger.recover(LATER)

    assert attempts == MOST_INTERRUPTIONS


def test_what_was_looked_for_and_not_found_is_uncertain_no_more(ledger: Ledger) -> None:
    for attempt in range(1, 5):
        assert ledger.claim(COUNCIL, NOW) == attempt
        record(ledger, PostState.UNCERTAIN, NOW)
        ledger.record_not_found(COUNCIL.key, attempt, NOW)

    assert entry(ledger).state is PostState.WAITING


def test_an_outcome_of_a_claim_that_was_taken_over_is_not_recorded(
    engine: Engine, ledger: Ledger
) -> None:
    other = Ledger(engine)
    ledger.claim(COUNCIL, NOW)
    assert other.recover(NOW + LEASE, LEASE) == 0
    assert other.recover(NOW + LEASE + MINUTE, LEASE) == 1
    assert other.claim(COUNCIL, NOW + LEASE + MINUTE, inconclusive=1) == 2

    assert ledger.record_sent(COUNCIL.key, 1, LATER, 7) is False
    assert (
        ledger.record_failure(
            COUNCIL.key, 1, Failure(PostState.WAITING, "late", timedelta()), LATER
        )
        is False
    )
    assert other.record_sent(COUNCIL.key, 2, LATER, 8) is True
    assert entry(ledger).message_id == 8


def test_a_lease_that_ran_out_keeps_nobody_from_recording_what_no_one_has_tried_again(
    engine: Engine, ledger: Ledger
) -> None:
    ledger.claim(COUNCIL, NOW)
    Ledger(engine).recover(NOW + 2 * LEASE, LEASE)

    assert ledger.record_sent(COUNCIL.key, 1, LATER, 7) is True
    assert entry(ledger).state is PostState.SENT


def test_a_wait_that_telegram_asked_for_holds_for_other_replicas_too(
    engine: Engine, ledger: Ledger
) -> None:
    ledger.claim(COUNCIL, NOW)
    ledger.record_failure(COUNCIL.key, 1, Failure(PostState.WAITING, "Flood control", MINUTE), NOW)

    assert Ledger(engine).claim(COUNCIL, NOW + MINUTE / 2) is None
    assert Ledger(engine).claim(COUNCIL, NOW + MINUTE) == 2


def test_a_wait_by_a_clock_that_was_wrong_holds_nobody(engine: Engine, ledger: Ledger) -> None:
    ahead = NOW + 3 * HOUR
    ledger.claim(COUNCIL, ahead)
    ledger.record_failure(COUNCIL.key, 1, Failure(PostState.WAITING, "down", MINUTE), ahead)

    assert Ledger(engine).claim(COUNCIL, NOW) == 2


def test_a_claim_by_a_clock_that_was_wrong_is_taken_over(engine: Engine, ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW + HOUR)

    assert Ledger(engine).recover(NOW, LEASE) == 1


def test_what_may_still_be_on_its_way_is_not_looked_for_by_another_replica(
    engine: Engine, ledger: Ledger
) -> None:
    other = Ledger(engine)
    ledger.claim(COUNCIL, NOW)
    ledger.record_failure(
        COUNCIL.key, 1, Failure(PostState.UNCERTAIN, "502", MINUTE, answer_lost=True), NOW
    )

    assert other.claim(COUNCIL, NOW + MINUTE / 2) is None
    assert [
        each.may_be_on_its_way for each in other.uncertain_posts("channel", NOW + MINUTE / 2)
    ] == [True]
    assert [
        each.may_be_on_its_way for each in ledger.uncertain_posts("channel", NOW + MINUTE / 2)
    ] == [False]
    assert isinstance(other.claim(COUNCIL, NOW + MINUTE), PostRecord)
    assert [each.may_be_on_its_way for each in other.uncertain_posts("channel", NOW + MINUTE)] == [
        False
    ]


def test_posts_about_an_event_are_to_be_edited_once_they_tell_it_otherwise(
    engine: Engine, ledger: Ledger
) -> None:
    def asked(*uids: str, destination: str = "channel") -> bool:
        return ledger.are_to_be_edited(uids, destination)

    council, uid = COUNCIL.event, COUNCIL.event.uid
    log = PublicationLog(engine)
    log.publish(agendas(council), NOW)
    assert not asked(uid)
    ledger.claim(COUNCIL, NOW, "text", content="content")
    ledger.record_sent(COUNCIL.key, 1, NOW, 7)
    assert not asked(uid)
    log.publish(agendas(replace(council, stream="https://stream.example")), LATER)
    assert asked(uid)
    assert asked("another", uid)
    assert not asked("another")
    assert not asked(uid, destination="elsewhere")


def test_what_was_looked_for_in_vain_and_arrives_after_all_is_delivered(
    engine: Engine, ledger: Ledger
) -> None:
    ledger.claim(COUNCIL, NOW)
    other = Ledger(engine)
    other.recover(NOW + 2 * LEASE, LEASE)
    other.record_not_found(COUNCIL.key, 1, NOW + 2 * LEASE)

    assert ledger.record_sent(COUNCIL.key, 1, NOW + 2 * LEASE, 7) is True
    assert other.claim(COUNCIL, NOW + 2 * LEASE) is None


def test_an_uncertain_post_of_long_ago_is_nobodys_any_more(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    ledger.recover(NOW)

    for now, there in ((NOW, 1), (COUNCIL.due + LOOKED_FOR, 0)):
        assert len(ledger.uncertain_posts("channel", now)) == there
        assert len(ledger.destinations_to_follow_up(now)) == there


def test_another_process_post_that_waits_is_forgotten_when_nobody_has_tried_it_for_long(
    engine: Engine, ledger: Ledger
) -> None:
    ledger.claim(COUNCIL, NOW)
    ledger.record_failure(COUNCIL.key, 1, Failure(PostState.WAITING, "a reason", timedelta()), NOW)
    other = Ledger(engine)

    assert other.forget(COUNCIL.key, NOW + LONGEST_HOLD, LONGEST_HOLD) is False
    assert other.forget(COUNCIL.key, NOW + LONGEST_HOLD + MINUTE, LONGEST_HOLD) is True


# What was published


PUBLISHED = COUNCIL.event
OTHERWISE = {
    "another text": (replace(PUBLISHED, title="The Council"), True),
    "another start": (replace(PUBLISHED, start=parse_start("2022-01-12 10:00 GMT", "UTC")), False),
    "cancelled": (replace(PUBLISHED, status=Status.CANCELLED), False),
    "gone": (None, False),
}


@pytest.mark.parametrize(("now_published", "claimed"), OTHERWISE.values(), ids=OTHERWISE)
def test_nothing_is_claimed_that_was_published_otherwise_since(
    engine: Engine, ledger: Ledger, now_published: Event | None, claimed: bool
) -> None:
    publication_log = PublicationLog(engine)
    publication_log.publish(agendas(PUBLISHED), NOW)
    publication_log.publish(agendas(*([now_published] if now_published else [])), NOW)

    assert (ledger.claim(COUNCIL, NOW) == 1) is claimed


@pytest.mark.parametrize("found", [True, False])
def test_news_that_an_older_notice_has_told_since_it_was_planned_is_not_claimed(
    engine: Engine, ledger: Ledger, found: bool
) -> None:
    publication_log, destinations = PublicationLog(engine), everything_to(["channel"])
    moved = replace(PUBLISHED, start=parse_start("2022-01-12 10:00 GMT", "UTC"))
    slip = replace(moved, note="A slip")
    for each in (PUBLISHED, moved, slip):
        publication_log.publish(agendas(each), NOW, destinations)
    first, second = (
        Notice(News(Change.MOVED, each, PUBLISHED), number, NOW, "channel")
        for number, each in enumerate((moved, slip), 1)
    )
    ledger.claim(first, NOW)
    ledger.record_failure(first.key, 1, Failure(PostState.UNCERTAIN, "reset", timedelta()), NOW)
    if found:
        ledger.record_sent(first.key, 1, NOW, 7)

    assert ledger.claim(second, NOW) == (None if found else 1)


# Messages


def test_a_notice_that_is_found_late_outdates_what_stands_before_it_alone(ledger: Ledger) -> None:
    event = COUNCIL.event
    news = News(Change.MOVED, event, event)
    notice = Notice(news, 1, NOW, "channel")
    before, after = COUNCIL, reminder(event, 15 * MINUTE)
    for notification in (before, notice, after):
        ledger.claim(notification, NOW)
    for notification, message in ((before, 5), (after, 20), (notice, 10)):
        ledger.record_sent(notification.key, 1, NOW, message)

    states = {each.key.lead: each.state for each in ledger.records(*PostState)}
    assert states == {"60m": PostState.OUTDATED, "change-1": PostState.SENT, "15m": PostState.SENT}


@pytest.mark.parametrize(
    ("message", "state"),
    [(11, PostState.SENT), (9, PostState.OUTDATED)],
    ids=["sent again after it", "its first attempt was there before it"],
)
def test_an_uncertain_reminder_beside_a_notice_is_out_of_date_if_it_stands_before_it(
    ledger: Ledger, message: int, state: PostState
) -> None:
    event = COUNCIL.event
    notice = Notice(News(Change.PLACE_CHANGED, event, event), 1, NOW, "channel")
    ledger.claim(COUNCIL, NOW)
    record(ledger, PostState.UNCERTAIN, NOW)
    ledger.claim(notice, NOW)
    ledger.record_sent(notice.key, 1, NOW, 10)
    assert ledger.claim(COUNCIL, NOW, inconclusive=1) == 2
    ledger.record_sent(COUNCIL.key, 2, NOW, message)

    states = {each.key: each.state for each in ledger.records(*PostState)}
    assert states == {COUNCIL.key: state, notice.key: PostState.SENT}


def test_a_claim_knows_which_message_came_last(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    ledger.record_sent(COUNCIL.key, 1, NOW, 41)
    later = reminder(COUNCIL.event, 15 * MINUTE)
    ledger.claim(later, LATER)

    known = ledger.record_of(later.key)
    assert known is not None
    assert known.after_id == 41


def test_a_chat_that_has_become_another_is_remembered_and_numbers_its_messages_anew(
    ledger: Ledger,
) -> None:
    ledger.claim(COUNCIL, NOW)
    ledger.record_sent(COUNCIL.key, 1, NOW, 41)
    assert ledger.chat_of("channel") is None
    for chat_id in (-1001, -1002):
        ledger.record_migration("channel", chat_id)

    assert ledger.chat_of("channel") == -1002
    assert ledger.last_message_id(COUNCIL.event.uid, "channel") is None

    again = reminder(COUNCIL.event, 15 * MINUTE)
    ledger.claim(again, LATER)
    ledger.record_sent(again.key, 1, LATER, 3)
    ledger.record_migration("channel", -1002)  # as a replica that comes to know of it later
    assert ledger.last_message_id(COUNCIL.event.uid, "channel") == 3


@pytest.mark.parametrize("state", [state for state in PostState if state is not PostState.CLAIMED])
def test_recovery_leaves_alone_what_has_an_outcome(ledger: Ledger, state: PostState) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, state, NOW)

    assert ledger.recover(LATER) == 0
    assert entry(ledger).state is state


def test_a_reminder_that_nobody_claimed_is_recorded_as_missed(ledger: Ledger) -> None:
    assert ledger.miss(COUNCIL, NOW, "too late") is True
    assert entry(ledger) == PostRecord(
        COUNCIL.key, PostState.MISSED, COUNCIL.due, NOW, 0, None, None, "too late"
    )


def test_what_was_missed_may_be_of_use_again(ledger: Ledger) -> None:
    ledger.miss(COUNCIL, NOW, "too late, by a clock that was wrong")

    assert ledger.claim(COUNCIL, NOW) == 1


def test_a_reminder_that_waited_can_be_missed(ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, PostState.WAITING, NOW)

    assert ledger.miss(COUNCIL, LATER, "too late") is True
    assert entry(ledger).state is PostState.MISSED


@pytest.mark.parametrize("state", [state for state in PostState if state is not PostState.WAITING])
def test_what_has_an_outcome_is_not_missed(ledger: Ledger, state: PostState) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, state, NOW)

    assert ledger.miss(COUNCIL, LATER, "too late") is False
    assert entry(ledger).state is state


def test_missing_is_told_once(ledger: Ledger) -> None:
    ledger.miss(COUNCIL, NOW, "too late")

    assert ledger.miss(COUNCIL, NOW, "too late") is False


@pytest.mark.parametrize(
    ("state", "settled"),
    [
        (PostState.CLAIMED, False),
        (PostState.WAITING, False),
        (PostState.UNCERTAIN, False),
        (PostState.SENT, True),
        (PostState.FAILED, True),
        (PostState.MISSED, False),
    ],
)
def test_closed_is_what_needs_nothing_more_done(
    ledger: Ledger, state: PostState, settled: bool
) -> None:
    ledger.claim(COUNCIL, NOW)
    record(ledger, state, NOW)

    assert ledger.closed([COUNCIL.key]) == ({COUNCIL.key: state} if settled else {})


def test_of_very_many_posts_those_that_were_asked_for_are_told(ledger: Ledger) -> None:
    reminders = [reminder(event(id=f"event-{number}")) for number in range(500)]
    for each in reminders:
        ledger.miss(each, NOW, "covered", PostState.SUPERSEDED)

    asked = [each.key for each in reminders[100:]]
    assert ledger.closed(asked) == dict.fromkeys(asked, PostState.SUPERSEDED)


def test_posts_are_counted_by_state(ledger: Ledger) -> None:
    ledger.miss(COUNCIL, NOW, "too late")
    ledger.claim(reminder(COUNCIL.event, 15 * MINUTE), NOW)

    assert ledger.counts() == dict.fromkeys(PostState, 0) | {
        PostState.MISSED: 1,
        PostState.CLAIMED: 1,
    }


def test_entries_are_in_the_order_in_which_they_were_due(ledger: Ledger) -> None:
    leads = [15 * MINUTE, 24 * HOUR, HOUR]
    for lead in leads:
        ledger.claim(reminder(COUNCIL.event, lead), NOW)

    assert [each.key.lead for each in ledger.records(PostState.CLAIMED)] == ["1440m", "60m", "15m"]
    assert ledger.records(PostState.SENT) == []


# The watch, and what was published


def test_a_new_ledger_has_watched_nothing(ledger: Ledger) -> None:
    assert ledger.watermark() is None


def test_the_watch_is_kept_to_the_microsecond(ledger: Ledger) -> None:
    for instant in (NOW, LATER, LATER - timedelta.resolution):
        ledger.set_watermark(instant)
        assert ledger.watermark() == instant


def test_the_ledger_outlives_the_process(url: str) -> None:
    first = Ledger(open_database(url))
    first.claim(COUNCIL, NOW)
    first.set_watermark(NOW)
    first.close()

    second = Ledger(open_database(url))
    try:
        assert entry(second).key == COUNCIL.key
        assert second.watermark() == NOW
    finally:
        second.close()


# The database


def test_the_journal_is_written_ahead_and_synced_before_a_claim_counts(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'podium.db'}")
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "busy_timeout")
        }

    assert values == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}


def test_a_post_is_looked_for_after_what_was_last_in_the_chat(url: str, ledger: Ledger) -> None:
    other = Ledger(open_database(url))
    later = reminder(event(id="later"))
    assert ledger.last_seen("channel") is None

    ledger.claim(COUNCIL, NOW)
    ledger.record_sent(COUNCIL.key, 1, NOW, 7)
    ledger.claim(later, NOW)
    assert after_id(ledger, later) == 7

    for message_id in (9, 12, 11):
        other.record_seen("channel", message_id)
    ledger.record_seen("another", 99)
    latest = reminder(event(id="latest"))
    ledger.claim(latest, NOW)
    assert (ledger.last_seen("channel"), after_id(ledger, latest)) == (12, 12)
    other.close()


def test_a_chat_that_has_become_another_begins_to_count_anew(ledger: Ledger) -> None:
    ledger.record_seen("channel", 99)
    ledger.record_migration("channel", -1009)

    ledger.claim(COUNCIL, NOW)
    assert after_id(ledger, COUNCIL) is None


def after_id(ledger: Ledger, of: Reminder) -> int | None:
    found = ledger.record_of(of.key)
    assert found is not None
    return found.after_id


def test_a_fresh_database_is_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_opening_a_database_again_changes_nothing(url: str, ledger: Ledger) -> None:
    ledger.claim(COUNCIL, NOW)
    again = Ledger(open_database(url))
    try:
        assert entry(again).key == COUNCIL.key
    finally:
        again.close()


def migrate(engine: Engine, go: Callable[[Config, str], None], revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("bot.database") / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        go(config, revision)


def test_the_migrations_can_be_taken_back_and_applied_again(engine: Engine) -> None:
    migrate(engine, command.downgrade, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]

    migrate(engine, command.upgrade, "head")
    assert set(metadata.tables) <= set(inspect(engine).get_table_names())


def test_a_naive_datetime_is_refused(engine: Engine) -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match="naive"), engine.begin() as connection:
        connection.execute(insert(watch).values(id=1, until=naive))


def test_a_time_comes_back_in_utc_whatever_zone_it_was_given_in(ledger: Ledger) -> None:
    moscow: datetime = NOW.astimezone(timezone(timedelta(hours=3)))
    ledger.set_watermark(moscow)

    found = ledger.watermark()
    assert found == NOW
    assert found is not None
    assert found.utcoffset() == timedelta()


def test_the_longest_key_that_definitions_can_make_has_room() -> None:
    name = "a" * 64
    longest: Reminder = reminder(event(id=name), timedelta(days=366))

    assert len(longest.key.uid) + 64 - len("tests") <= 160
    assert len(longest.key.lead) <= 16
    assert len(longest.key.start) <= 32
