"""Claims are exclusive: of all who try, one sends a post, and none that is not to be sent."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, literal, null, select
from sqlalchemy.exc import IntegrityError

from bot.database.engine import open_database
from bot.database.tables import posts
from bot.delivery.retry import LEASE
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostRecord, PostState
from bot.ledger.publications.log import PublicationLog, PublishedVersion
from bot.planning.subscription import everything_to
from tests.bot.ledger.posts.council import COUNCIL, LATER, NOW, entry, record
from tests.bot.making.builders import HOUR, MINUTE, event, reminder
from tests.bot.running.postgresql import PostgreSQL
from tests.events.builders import agendas


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
