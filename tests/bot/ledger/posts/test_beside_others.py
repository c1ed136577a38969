"""A post beside what was published since, and beside other posts in its chat."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.database.engine import open_database
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostState
from bot.ledger.publications.log import PublicationLog
from bot.planning.notices import Notice
from bot.planning.reminders import Reminder
from bot.planning.subscription import everything_to
from events.changes import Change, News
from events.model import Event, Status
from events.time_grammar import parse_start
from tests.bot.ledger.posts.council import COUNCIL, LATER, NOW, record
from tests.bot.making.builders import MINUTE, event, reminder
from tests.events.builders import agendas

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
