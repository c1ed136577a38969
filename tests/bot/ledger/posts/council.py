"""A reminder of one event, and what a ledger that holds it alone has of it."""

from datetime import datetime, timedelta

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostRecord, PostState
from tests.bot.making.builders import MINUTE, event, reminder
from tests.bot.running.clock import utc

NOW = utc("2022-01-12 08:00")
LATER = NOW + MINUTE
COUNCIL = reminder(event("2022-01-12 09:00 GMT"))


def entry(ledger: Ledger) -> PostRecord:
    [only] = ledger.records(*PostState)
    return only


def record(ledger: Ledger, state: PostState, now: datetime) -> None:
    attempt = entry(ledger).attempts
    lost = state is PostState.UNCERTAIN
    assert ledger.record_failure(
        COUNCIL.key, attempt, Failure(state, "a reason", timedelta(), answer_lost=lost), now
    )
