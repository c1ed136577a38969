"""Posts that have an outcome, or are missed, and how many there are."""

import pytest

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostRecord, PostState
from tests.bot.ledger.posts.council import COUNCIL, LATER, NOW, entry, record
from tests.bot.making.builders import HOUR, MINUTE, event, reminder


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
