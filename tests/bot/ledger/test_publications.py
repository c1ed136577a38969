"""What was published, on real databases: versions, revisions, and who knew what."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.event import listen

from bot.database.engine import open_database
from bot.database.soundness import DamagedRow, check_rows
from bot.database.tables import history, revisions
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import DefinitionsConflict, PublicationLog
from bot.planning.notices import Notice, plan_notices
from bot.planning.subscription import everything_to
from bot.publishing.history import HistoryReader, HistoryUnreadable
from events.changes import Change
from events.history import Statement
from events.model import Event, Status
from events.time_grammar import parse_start
from tests.bot.making.builders import MINUTE, event, reminder
from tests.bot.making.week import bundled
from tests.bot.running.clock import utc
from tests.events.builders import agendas

NOW = utc("2022-01-11 12:00")
LATER = NOW + MINUTE
CHANNEL = everything_to(["channel"])
COUNCIL = event("2022-01-12 09:00 GMT", leads=())
OTHER = event("2022-01-12 15:00 GMT", id="other", leads=())
MOVED = replace(COUNCIL, start=parse_start("2022-01-12 10:00 GMT", "UTC"))
FAR = event("2022-03-12 09:00 GMT", id="far", leads=())


@pytest.fixture
def engine(any_url: str) -> Iterator[Engine]:
    engine = open_database(any_url)
    yield engine
    engine.dispose()


@pytest.fixture
def publication_log(engine: Engine) -> PublicationLog:
    return PublicationLog(engine)


def notices(publication_log: PublicationLog, *shown: Event) -> list[tuple[Change, str]]:
    """What would be told now, of the events as they are shown."""
    planned = plan_notices(
        publication_log.baselines(),
        {each.uid: each for each in shown},
        publication_log.latest().revisions,
        CHANNEL,
        LATER,
        MINUTE,
    )
    return [(notice.news.change, notice.event.id) for notice in planned]


def test_what_was_published_comes_back_as_it_was(publication_log: PublicationLog) -> None:
    week = bundled()
    by_uid = {event.uid: event for event in week.events}
    version = publication_log.publish(week, NOW)

    assert version.version == 1
    read = publication_log.latest().revisions
    assert {uid: replace(each, event=by_uid[uid]) for uid, each in read.items()} == dict(
        version.revisions
    )
    assert all(
        replace(each.event, leads=by_uid[uid].leads) == by_uid[uid] for uid, each in read.items()
    )


def test_the_same_again_is_the_same_version(publication_log: PublicationLog) -> None:
    first = publication_log.publish(agendas(COUNCIL), NOW)

    assert publication_log.publish(agendas(COUNCIL), LATER) == first
    assert publication_log.publish(agendas(COUNCIL), LATER, known=first) == first


def test_what_has_changed_is_replaced_and_what_is_past_and_gone_is_shown_no_more(
    publication_log: PublicationLog,
) -> None:
    publication_log.publish(agendas(COUNCIL, OTHER), NOW)
    second = publication_log.publish(agendas(MOVED), LATER)
    assert second.version == 2
    assert {uid: (each.sequence, each.gone) for uid, each in second.revisions.items()} == {
        COUNCIL.uid: (1, False),
        OTHER.uid: (1, True),
    }
    assert publication_log.latest() == second

    third = publication_log.publish(agendas(MOVED), NOW + timedelta(days=30), known=second)
    assert third.version == 2
    assert list(third.revisions) == [COUNCIL.uid]


@pytest.mark.parametrize("restarted", [False, True])
def test_an_event_that_comes_back_after_its_day_is_itself_again(
    publication_log: PublicationLog, restarted: bool
) -> None:
    publication_log.publish(agendas(COUNCIL, OTHER), NOW)
    publication_log.publish(agendas(COUNCIL), LATER)
    past = NOW + timedelta(days=30)
    gone = publication_log.publish(agendas(COUNCIL), past)
    assert OTHER.uid not in gone.revisions

    known = None if restarted else gone
    back = publication_log.publish(agendas(COUNCIL, OTHER), past, known=known)
    again = back.revisions[OTHER.uid]
    assert (again.sequence, again.gone) == (2, False)
    assert again.created < LATER


def test_a_replica_sees_what_another_has_published(
    engine: Engine, publication_log: PublicationLog
) -> None:
    mine = publication_log.publish(agendas(COUNCIL), NOW)
    PublicationLog(engine).publish(agendas(MOVED), LATER)

    again = publication_log.publish(agendas(MOVED), LATER, known=mine)
    assert again.version == 2
    assert again.revisions[COUNCIL.uid].sequence == 1


def test_replicas_with_other_definitions_do_not_correct_each_other(
    engine: Engine, publication_log: PublicationLog
) -> None:
    mine = publication_log.publish(agendas(COUNCIL), NOW)
    theirs = PublicationLog(engine).publish(agendas(MOVED), LATER)

    with pytest.raises(DefinitionsConflict):
        publication_log.publish(agendas(COUNCIL), LATER, known=mine)
    assert publication_log.latest() == theirs

    edited = replace(MOVED, title="Mine are newer")
    assert publication_log.publish(agendas(edited), LATER, known=mine).version == 3


def test_thousands_of_revisions_are_replaced_at_once(publication_log: PublicationLog) -> None:
    many = [event(id=f"event-{number}", leads=()) for number in range(2500)]
    publication_log.publish(agendas(*many), NOW, CHANNEL)
    changed = [replace(each, title="After") for each in many]

    after = publication_log.publish(agendas(*changed), LATER, CHANNEL)
    assert publication_log.latest() == after
    assert {each.sequence for each in after.revisions.values()} == {1}


# Who knew what


def test_the_first_publication_of_all_is_no_news(publication_log: PublicationLog) -> None:
    publication_log.publish(agendas(COUNCIL), NOW, CHANNEL)

    assert publication_log.baselines() == {}


def test_what_was_near_and_has_changed_is_known_as_it_was(publication_log: PublicationLog) -> None:
    publication_log.publish(agendas(COUNCIL, FAR), NOW, CHANNEL)
    later = replace(FAR, start=parse_start("2022-03-13 09:00 GMT", "UTC"))
    publication_log.publish(agendas(MOVED, later), LATER, CHANNEL)

    assert publication_log.baselines() == {(COUNCIL.uid, "channel"): COUNCIL}
    assert notices(publication_log, MOVED, later) == [(Change.MOVED, "council")]


def test_what_was_posted_about_is_known_however_far_it_is(
    engine: Engine, publication_log: PublicationLog
) -> None:
    publication_log.publish(agendas(FAR), NOW, CHANNEL)
    early = reminder(FAR, timedelta(days=60))
    ledger = Ledger(engine)
    ledger.claim(early, NOW)
    ledger.record_sent(early.key, 1, NOW, 7)
    off = replace(FAR, status=Status.CANCELLED)
    publication_log.publish(agendas(off), LATER, CHANNEL)

    assert notices(publication_log, off) == [(Change.CANCELLED, "far")]


def test_of_two_changes_the_first_state_is_what_was_known(publication_log: PublicationLog) -> None:
    publication_log.publish(agendas(COUNCIL), NOW, CHANNEL)
    publication_log.publish(agendas(MOVED), LATER, CHANNEL)
    off = replace(MOVED, status=Status.CANCELLED)
    publication_log.publish(agendas(off), LATER + MINUTE, CHANNEL)

    assert publication_log.baselines() == {(COUNCIL.uid, "channel"): COUNCIL}
    assert notices(publication_log, off) == [(Change.CANCELLED, "council")]
    # Taken back, it is no news at all.
    publication_log.publish(agendas(COUNCIL), LATER + 2 * MINUTE, CHANNEL)
    assert notices(publication_log, COUNCIL) == []


def test_what_is_added_within_the_week_is_new_and_what_is_further_is_not(
    publication_log: PublicationLog,
) -> None:
    publication_log.publish(agendas(COUNCIL), NOW, CHANNEL)
    publication_log.publish(agendas(COUNCIL, OTHER, FAR), LATER, CHANNEL)

    assert publication_log.baselines() == {(OTHER.uid, "channel"): None}
    assert notices(publication_log, COUNCIL, OTHER, FAR) == [(Change.ADDED, "other")]


def test_what_vanishes_is_told_as_cancelled_and_what_comes_back_as_on_again(
    engine: Engine, publication_log: PublicationLog
) -> None:
    publication_log.publish(agendas(COUNCIL, OTHER), NOW, CHANNEL)
    version = publication_log.publish(agendas(OTHER), LATER, CHANNEL)
    off = replace(COUNCIL, status=Status.CANCELLED)
    assert notices(publication_log, off, OTHER) == [(Change.CANCELLED, "council")]

    tell(engine, plan_of(publication_log, off))
    assert notices(publication_log, off, OTHER) == []
    publication_log.publish(agendas(COUNCIL, OTHER), LATER + MINUTE, CHANNEL, known=version)
    assert notices(publication_log, COUNCIL, OTHER) == [(Change.RESTORED, "council")]


def plan_of(publication_log: PublicationLog, *shown: Event) -> tuple[Notice, ...]:
    by_uid = {each.uid: each for each in shown}
    revisions = publication_log.latest().revisions
    return plan_notices(publication_log.baselines(), by_uid, revisions, CHANNEL, LATER, MINUTE)


def tell(engine: Engine, planned: tuple[Notice, ...]) -> None:
    ledger = Ledger(engine)
    for notice in planned:
        ledger.claim(notice, notice.due)
        assert ledger.record_sent(notice.key, 1, notice.due, 7)


def test_a_past_event_is_no_news(publication_log: PublicationLog) -> None:
    publication_log.publish(agendas(COUNCIL), NOW, CHANNEL)
    publication_log.publish(agendas(MOVED), NOW + timedelta(days=3), CHANNEL)

    assert publication_log.baselines() == {}


def test_an_event_whose_hour_a_new_tzdata_took_away_goes_on_counting(
    engine: Engine, publication_log: PublicationLog
) -> None:
    talks = event("2022-03-27 03:30 Europe/Brussels", leads=())
    publication_log.publish(agendas(talks), NOW)
    with engine.begin() as connection:
        record = func.replace(revisions.c.record, "03:30 Europe", "02:30 Europe")
        connection.execute(update(revisions).values(record=record))

    mended = replace(talks, start=parse_start("2022-03-27 01:30 UTC", "UTC"))
    revision = publication_log.publish(agendas(mended), LATER).revisions[talks.uid]
    assert (revision.sequence, revision.created) == (0, NOW)
    later = replace(mended, title="Talks, again")
    assert publication_log.publish(agendas(later), LATER).revisions[talks.uid].sequence == 1


def test_what_destinations_knew_of_events_long_past_is_forgotten(
    engine: Engine, publication_log: PublicationLog
) -> None:
    publication_log.publish(agendas(COUNCIL, FAR), NOW, CHANNEL)
    publication_log.publish(agendas(replace(COUNCIL, title="The Council"), FAR), LATER, CHANNEL)
    assert len(publication_log.baselines()) == 1

    later = NOW + timedelta(days=30)
    PublicationLog(engine).publish(agendas(replace(FAR, title="Others")), later, CHANNEL)
    assert publication_log.baselines() == {}


# What was published


def test_each_revision_is_kept_and_the_same_again_is_none(publication_log: PublicationLog) -> None:
    publication_log.publish(agendas(COUNCIL, OTHER), NOW)
    publication_log.publish(agendas(COUNCIL, OTHER), LATER)
    publication_log.publish(agendas(MOVED, OTHER), LATER)
    noted = replace(MOVED, note="Bring a pass.")
    publication_log.publish(agendas(noted), LATER + MINUTE)

    assert publication_log.statements(COUNCIL.uid) == (
        Statement(NOW, COUNCIL, 0),
        Statement(LATER, MOVED, 1),
        Statement(LATER + MINUTE, noted, 2),
    )
    assert [each.event.status for each in publication_log.statements(OTHER.uid)] == [
        Status.CONFIRMED,
        Status.NO_LONGER_LISTED,
    ]
    newest = publication_log.newest(2, None)
    assert [(told.was and told.was.sequence, told.now.event.id) for told in newest] == [
        (0, "other"),
        (0, COUNCIL.id),
    ]
    assert publication_log.newest(9, [OTHER.agenda]) == publication_log.newest(9, None)
    assert publication_log.newest(9, ["another"]) == ()
    assert publication_log.as_of(LATER)[COUNCIL.uid].event == MOVED
    assert publication_log.as_of(NOW)[COUNCIL.uid].event == COUNCIL
    assert publication_log.as_of(NOW - MINUTE) == {}


def test_a_revision_knows_its_last_change_after_a_start(publication_log: PublicationLog) -> None:
    publication_log.publish(agendas(COUNCIL), NOW)
    publication_log.publish(agendas(MOVED), LATER)
    change = publication_log.latest().revisions[COUNCIL.uid].last_change
    assert change is not None
    assert (change.at, change.was.start) == (LATER, COUNCIL.start)


def test_of_an_event_with_many_revisions_the_last_thousand_are_read(
    engine: Engine, publication_log: PublicationLog
) -> None:
    publication_log.publish(agendas(COUNCIL), NOW)
    with engine.begin() as connection:
        (row,) = connection.execute(select(history)).mappings()
        many = [{**row, "sequence": number} for number in range(1, 1500)]
        connection.execute(insert(history), many)
    found = publication_log.statements(COUNCIL.uid)
    assert (len(found), found[-1].sequence) == (1000, 1499)


def test_a_row_of_the_history_that_makes_no_sense_is_told_when_it_is_read(
    engine: Engine, publication_log: PublicationLog
) -> None:
    publication_log.publish(agendas(COUNCIL), NOW)
    with engine.begin() as connection:
        connection.execute(update(history).values(record="{}"))
        check_rows(connection)
    with pytest.raises(DamagedRow, match=r"history .*\|0: its record cannot be read"):
        publication_log.statements(COUNCIL.uid)
    reader = HistoryReader(publication_log, publication_log.latest().revisions)
    with pytest.raises(HistoryUnreadable):
        reader.of(COUNCIL)
    with pytest.raises(HistoryUnreadable):
        reader.newest()


def test_neither_a_start_nor_an_edit_reads_what_was_published_before(
    engine: Engine, publication_log: PublicationLog
) -> None:
    publication_log.publish(agendas(COUNCIL, OTHER), NOW)
    statements: list[str] = []

    def heard(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    listen(engine, "before_cursor_execute", heard)
    with engine.begin() as connection:
        check_rows(connection)
    known = publication_log.publish(agendas(COUNCIL, OTHER), NOW)
    publication_log.publish(agendas(MOVED, OTHER), LATER, known=known)
    of_history = [each for each in statements if "history" in each]
    assert len(of_history) == 1
    assert of_history[0].startswith("INSERT")
