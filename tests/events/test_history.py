"""What the record tells of an event: which changes, by what name, since when."""

from dataclasses import replace
from datetime import date

import pytest

from events.history import Statement, Step, entries_between, essence, history_of
from events.model import Event, Source, Status
from tests.events.builders import event, utc

ANNOUNCED = utc("2022-01-05 08:00")
LATER = utc("2022-01-11 09:00")
TALKS = event(end="2022-01-12 12:00 GMT", city="Brussels")


def statements(*events: Event) -> list[Statement]:
    """What was published, one a day from the fifth on."""
    return [
        Statement(utc(f"2022-01-{number + 5:02} 08:00"), each, number)
        for number, each in enumerate(events)
    ]


def steps(*events: Event) -> list[Step]:
    return [entry.step for entry in history_of(ANNOUNCED, statements(*events)).entries]


NO_TIME = event(start="2022-01-12")
AT_NINE = event(start="2022-01-12 09:00 GMT")
AT_ELEVEN = event(start="2022-01-12 11:00 GMT")
AROUND_NINE = event(start="about 2022-01-12 09:00 GMT")
FROM_NINE_ON = event(start="not before 2022-01-12 09:00 GMT")
NEXT_DAY = event(start="2022-01-13")


@pytest.mark.parametrize(
    ("was", "now", "step"),
    [
        (NO_TIME, AT_NINE, Step.TIME_ANNOUNCED),
        (AT_NINE, AT_ELEVEN, Step.MOVED_LATER),
        (AT_ELEVEN, AT_NINE, Step.MOVED_EARLIER),
        (AT_NINE, NEXT_DAY, Step.MOVED_LATER),
        (NEXT_DAY, AT_NINE, Step.MOVED_EARLIER),
        (NO_TIME, NEXT_DAY, Step.MOVED_LATER),
        (FROM_NINE_ON, AT_ELEVEN, Step.TIME_ANNOUNCED),
        (FROM_NINE_ON, event(start="not before 2022-01-12 11:00 GMT"), Step.MOVED_LATER),
        (event(start="2022-01-12 afternoon"), event(start="2022-01-12 all day"), Step.LOOSENED),
        (event(start="2022-01"), event(start="week of 2022-01-10"), Step.FIRMED),
        (event(start="week of 2022-01-10"), event(start="2022-01"), Step.LOOSENED),
        (event(start="week of 2022-01-10"), event(start="2022-02"), Step.MOVED_LATER),
        (AT_NINE, NO_TIME, Step.LOOSENED),
        (AROUND_NINE, AT_NINE, Step.FIRMED),
        (AT_NINE, AROUND_NINE, Step.LOOSENED),
        (event(status=Status.TENTATIVE), event(), Step.FIRMED),
        (event(), event(status=Status.TENTATIVE), Step.LOOSENED),
        (event(), event(status=Status.CANCELLED), Step.CANCELLED),
        (event(), event(status=Status.POSTPONED), Step.POSTPONED),
        (event(status=Status.POSTPONED), event(), Step.RESTORED),
        (event(), event(status=Status.NO_LONGER_LISTED), Step.NO_LONGER_LISTED),
        (event(status=Status.NO_LONGER_LISTED), event(), Step.RESTORED),
        (TALKS, replace(TALKS, end=event(end="2022-01-12 14:00 GMT").end), Step.END_MOVED),
        (TALKS, replace(TALKS, place=event(city="Vienna").place), Step.PLACE_CHANGED),
    ],
)
def test_a_change_has_the_name_that_the_record_knows_it_by(
    was: Event, now: Event, step: Step
) -> None:
    assert steps(was, now) == [step]


def test_what_has_changed_at_once_is_told_each_by_itself() -> None:
    elsewhere = event(
        start="2022-01-13 10:00 GMT", end="2022-01-13 13:00 GMT", city="Vienna", timezone="UTC"
    )
    tentative = replace(elsewhere, status=Status.TENTATIVE)
    off = replace(TALKS, status=Status.POSTPONED)

    assert steps(off, tentative) == [Step.RESTORED, Step.MOVED_LATER, Step.PLACE_CHANGED]
    assert steps(TALKS, tentative) == [Step.MOVED_LATER, Step.LOOSENED, Step.PLACE_CHANGED]


def test_a_corrected_text_is_no_entry_and_hides_none() -> None:
    noted = replace(TALKS, note="Bring a pass.", title="The talks")
    later = event(start="2022-01-12 10:00 GMT", city="Brussels")

    history = history_of(ANNOUNCED, statements(TALKS, noted, later))
    (entry,) = history.entries
    assert (entry.step, entry.at) == (Step.MOVED_LATER, utc("2022-01-07 08:00"))
    assert entry.was == noted


def test_an_end_that_was_announced_later_can_move_after_that() -> None:
    ending = [event(end=f"2022-01-12 {hour}:00 GMT") for hour in (12, 15)]
    assert steps(event(), *ending) == [Step.END_MOVED]


def test_an_event_without_a_statement_before_it_is_announced() -> None:
    (entry,) = entries_between(None, Statement(LATER, TALKS, 0))
    assert (entry.step, entry.was, entry.at) == (Step.ANNOUNCED, None, LATER)


def test_what_was_before_the_first_statement_is_not_claimed_to_be_known() -> None:
    whole = history_of(ANNOUNCED, [Statement(ANNOUNCED, TALKS, 0)])
    part = history_of(ANNOUNCED, [Statement(LATER, TALKS, 4)])

    assert (whole.known_from, whole.entries) == (None, ())
    assert (part.known_from, part.announced) == (LATER, ANNOUNCED)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2022, 1, 4), True),
        (date(2022, 1, 5), True),
        (date(2022, 1, 6), False),  # a report that came later has announced nothing
        (None, False),
    ],
)
def test_the_report_that_announced_an_event_dates_its_announcement(
    day: date | None, known: bool
) -> None:
    reported = replace(TALKS, source=Source("Ministry", day))
    history = history_of(ANNOUNCED, [Statement(ANNOUNCED, reported, 0)])
    assert history.reported == (day if known else None)


def test_the_first_of_several_reports_dates_the_announcement() -> None:
    days = (date(2022, 1, 4), date(2022, 1, 3), None, date(2022, 1, 6))
    first, *others = (Source(f"Paper {number}", day) for number, day in enumerate(days))
    reported = replace(TALKS, source=first, other_sources=tuple(others))
    history = history_of(ANNOUNCED, [Statement(ANNOUNCED, reported, 0)])
    assert history.reported == date(2022, 1, 3)


def test_the_essence_of_an_event_changes_as_the_event_does() -> None:
    told = replace(TALKS, note="A note.", chair="A chair", tags=("a",), description="So.")
    assert steps(told, essence(told)) == []
    assert steps(essence(TALKS), replace(told, start=AT_ELEVEN.start)) == [Step.MOVED_LATER]
