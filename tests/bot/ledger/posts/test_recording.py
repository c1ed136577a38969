"""What became of an attempt is recorded, looked for, or left to another process."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from bot.delivery.retry import LEASE
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostRecord, PostState
from bot.ledger.posts.claims import LONGEST_HOLD
from bot.ledger.posts.recovery import MOST_INTERRUPTIONS
from bot.ledger.publications.log import PublicationLog
from bot.ledger.sql import LOOKED_FOR
from tests.bot.ledger.posts.council import COUNCIL, LATER, NOW, entry, record
from tests.bot.making.builders import HOUR, MINUTE
from tests.events.builders import agendas


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
