"""Which events are next, on a day, or meant by a filter."""

from dataclasses import replace
from datetime import date

import pytest

from events.model import Delegation, Event, Followed, Kind, ProgrammeLine, Status
from events.queries import (
    Filter,
    Outlook,
    all_past,
    by_day,
    in_telling_order,
    is_over,
    local_day,
    outlook,
    past_from,
)
from events.time_grammar import parse_end
from tests.events.builders import agendas, event, utc


def line(start: str, end: str | None = None, status: Status = Status.CONFIRMED) -> ProgrammeLine:
    made = event("part", start, end, status=status)
    return ProgrammeLine(made.uid, made.title, made.start, status, end=made.end)


@pytest.mark.parametrize(
    ("made", "last", "past"),
    [
        # Without a known end, an event is under way for two hours
        (event(start="2022-01-12 09:00 GMT"), "2022-01-12 10:59", "2022-01-12 11:00"),
        (event(start="about 2022-01-12 10:00"), "2022-01-12 10:59", "2022-01-12 11:00"),
        # With one, until then
        (event(start="2022-01-12 09:00 GMT", end="09:30"), "2022-01-12 09:29", "2022-01-12 09:30"),
        (event(start="2022-01-12 09:00 GMT", end="17:00"), "2022-01-12 16:59", "2022-01-12 17:00"),
        # What closes, or happens at an instant, at once
        (
            event(start="2022-01-12 09:00 GMT", kind=Kind.DEADLINE),
            "2022-01-12 08:59",
            "2022-01-12 09:00",
        ),
        (
            event(start="about 2022-01-12 09:00 GMT", kind=Kind.MILESTONE),
            "2022-01-12 10:59",
            "2022-01-12 11:00",
        ),
        (event(start="not before 2022-01-12 09:00"), "2022-01-12 22:59", "2022-01-12 23:00"),
        (
            event(start="2022-01-12 morning", kind=Kind.DEADLINE),
            "2022-01-12 10:59",
            "2022-01-12 11:00",
        ),
        # A day, until it ends where it is
        (event(start="2022-01-12"), "2022-01-12 22:59", "2022-01-12 23:00"),
        (
            event(start="2022-01-12", timezone="America/New_York"),
            "2022-01-13 04:59",
            "2022-01-13 05:00",
        ),
        (event(start="2022-01-12", end="2022-01-14"), "2022-01-14 22:59", "2022-01-14 23:00"),
    ],
)
def test_an_event_is_past_when_nobody_would_wait_for_it(made: Event, last: str, past: str) -> None:
    assert not is_over(made, utc(last))
    assert is_over(made, utc(past))


@pytest.mark.parametrize(
    ("lines", "past"),
    [
        ([line("2022-01-12 13:00 GMT", end="17:00")], "2022-01-12 17:00"),
        ([line("2022-01-12 13:00 GMT")], "2022-01-12 15:00"),
        ([line("not before 2022-01-12 13:00 GMT")], "2022-01-13 00:00"),
        ([line("2022-01-12"), line("2022-01-12 13:00 GMT")], "2022-01-12 23:00"),
        ([line("2022-01-12 13:00 GMT", status=Status.CANCELLED)], "2022-01-12 11:00"),
        ([line("2022-01-12 09:00 GMT", end="09:30")], "2022-01-12 11:00"),
    ],
)
def test_what_has_no_known_end_is_not_past_before_its_parts(
    lines: list[ProgrammeLine], past: str
) -> None:
    summit = event(start="2022-01-12 09:00 GMT", programme=tuple(lines))
    assert past_from(summit) == utc(past)
    # A known end says more.
    assert past_from(replace(summit, end=parse_end("10:00", summit.start))) == utc(
        "2022-01-12 10:00"
    )


AN_HOUR_AGO, THREE_HOURS_AGO = "2022-01-12 09:00 GMT", "2022-01-12 07:00 GMT"


@pytest.mark.parametrize(
    ("made", "past"),
    [
        ([], False),
        ([event(start=THREE_HOURS_AGO)], True),
        # Without a known end, it is under way for two hours
        ([event(start=AN_HOUR_AGO)], False),
        ([event(start=AN_HOUR_AGO, end="09:30")], True),
        ([event(start=THREE_HOURS_AGO), event(start=AN_HOUR_AGO)], False),
        # What is postponed may be on any day from now on, and what is cancelled on none
        ([event(start=THREE_HOURS_AGO, status=Status.POSTPONED)], False),
        ([event(start=THREE_HOURS_AGO, status=Status.CANCELLED)], True),
        ([event(start="2022-01")], False),
        ([event(start="2021-12")], True),
    ],
)
def test_events_are_all_past_when_none_is_to_come(made: list[Event], past: bool) -> None:
    assert all_past(made, utc("2022-01-12 10:00")) is past


def ids(events: tuple[Event, ...]) -> list[str]:
    return [made.id for made in events]


def test_what_is_on_stands_apart_from_what_is_next() -> None:
    week = agendas(
        event("later", "2022-01-13"),
        event("past", "2022-01-12 06:59 GMT"),
        event("off", "2022-01-12 10:00 GMT", status=Status.CANCELLED),
        event("put-off", "2022-01-12 10:00 GMT", status=Status.POSTPONED),
        event("perhaps", "2022-01-12 10:00 GMT", status=Status.TENTATIVE),
        event("under-way", "2022-01-12 08:00 GMT"),
        event("session", "2022-01-02", "2022-01-20"),
        event("perhaps-on", "2022-01-12 08:30 GMT", status=Status.TENTATIVE),
        event("about-on", "about 2022-01-12 08:40 GMT"),
        event("about-to-last", "about 2022-01-12 08:50 GMT", "2022-01-12 12:00"),
        event("at-the-earliest", "not before 2022-01-12 08:55 GMT", "2022-01-12 12:00"),
        event("some-time", "2022-01-12"),
        event("last-day", "2022-01-12", kind=Kind.DEADLINE),
        event("closed", "2022-01-12 08:59 GMT", kind=Kind.DEADLINE),
        event("in-force", "2022-01-12 08:59 GMT", kind=Kind.MILESTONE),
    )
    now = utc("2022-01-12 09:00")
    found = outlook(week, now, 9)
    assert ids(found.on) == ["session", "under-way", "about-to-last"]
    assert ids(found.perhaps_on) == ["perhaps-on", "about-on", "at-the-earliest"]
    assert ids(found.today) == ["last-day", "some-time"]
    assert ids(found.coming) == ["perhaps", "later"]
    assert ids(outlook(week, now, 1).coming) == ["perhaps"]
    assert outlook(week, utc("2022-02-01 00:00"), 9) == Outlook()


def test_what_has_no_known_end_is_not_on_when_what_follows_it_has_begun() -> None:
    council = event("council", "2022-01-12 08:00 GMT")
    press = event("press", "2022-01-12 09:00 GMT", follows=Followed(council.uid, "Talks"))
    week = agendas(council, press)
    assert ids(outlook(week, utc("2022-01-12 08:59"), 9).on) == ["council"]
    assert ids(outlook(week, utc("2022-01-12 09:00"), 9).on) == ["press"]


def test_what_follows_ends_nothing_of_which_a_part_is_to_come_or_on() -> None:
    summit = event("summit", "2022-01-12 08:00 GMT")
    press = after("press", summit, "2022-01-12 09:00 GMT")
    second = part("second", summit, "2022-01-12 09:30 GMT")
    week = agendas(summit, press, second)
    assert ids(outlook(week, utc("2022-01-12 09:15"), 9).on) == ["summit", "press"]
    off = agendas(summit, press, replace(second, status=Status.CANCELLED))
    assert ids(outlook(off, utc("2022-01-12 09:15"), 9).on) == ["press"]


def test_what_may_not_have_begun_ends_nothing() -> None:
    council = event("council", "2022-01-12 08:00 GMT")
    press = event(
        "press", "not before 2022-01-12 09:00 GMT", follows=Followed(council.uid, "Talks")
    )
    found = outlook(agendas(council, press), utc("2022-01-12 09:00"), 9)
    assert (ids(found.on), ids(found.perhaps_on)) == (["council"], ["press"])


def test_what_follows_without_a_time_has_not_begun_and_ends_nothing() -> None:
    council = event("council", "2022-01-12 08:00 GMT")
    week = agendas(council, event("press", "2022-01-12", follows=Followed(council.uid, "Talks")))
    assert ids(outlook(week, utc("2022-01-12 08:30"), 9).on) == ["council"]


def after(id_: str, followed: Event, start: str = "2022-01-12") -> Event:
    return event(id_, start, follows=Followed(followed.uid, followed.title))


def test_what_follows_another_without_a_time_stands_right_after_it() -> None:
    talks, later = event("talks", "2022-01-12 09:00"), event("later", "2022-01-12 11:00")
    press = after("a-press", talks)
    report = after("a-report", press)
    at_once = after("a-dinner", later, "2022-01-12 11:00")
    day = event("z-day", "2022-01-14")
    of_the_day = after("a-after", day, "2022-01-14")
    next_day = after("next-day", later, "2022-01-13")
    everything = (press, report, talks, later, at_once, of_the_day, day, next_day)

    told = ["talks", "a-press", "a-report", "later", "a-dinner", "next-day", "z-day", "a-after"]
    assert ids(in_telling_order(everything)) == told
    found = outlook(agendas(*everything), utc("2022-01-11 09:00"), 9)
    assert ids(found.coming) == told
    assert ids(outlook(agendas(*everything), utc("2022-01-11 09:00"), 1).coming) == ["talks"]
    on_the_day = outlook(agendas(*everything), utc("2022-01-12 07:00"), 9)
    assert ids(on_the_day.today) == ["a-press", "a-report"]
    assert ids(on_the_day.coming)[:2] == ["talks", "later"]


def test_a_part_without_a_time_stands_behind_its_whole() -> None:
    summit, later = event("z-summit", "2022-01-12"), event("z-later", "2022-01-13 09:00")
    month = event("z-month", "2022-03")
    parts = (
        part("arrivals", summit, "2022-01-12 08:30"),
        part("photo", summit),
        after("press", part("photo", summit)),
        part("at-once", later, "2022-01-13 09:00"),
        part("some-time", later, "2022-01-13"),
        part("of-the-month", month, "2022-03"),
    )
    told = ["z-summit", "photo", "press", "arrivals"]
    told += ["z-later", "some-time", "at-once", "z-month", "of-the-month"]
    assert ids(in_telling_order((*parts, summit, later, month))) == told


def part(id_: str, whole: Event, start: str = "2022-01-12") -> Event:
    return event(id_, start, parent=Followed(whole.uid, whole.title))


def test_a_circle_of_what_follows_is_told_all_the_same() -> None:
    one, other = event("one", "2022-01-12"), event("other", "2022-01-12")
    circle = (after("one", other), after("other", one))
    assert set(ids(in_telling_order(circle))) == {"one", "other"}


@pytest.mark.parametrize(
    ("made", "day"),
    [
        (event(start="2022-01-12 23:30 GMT"), date(2022, 1, 13)),
        (event(start="2022-01-12 03:00 GMT", timezone="America/New_York"), date(2022, 1, 11)),
        (event(start="2022-01-12 23:30"), date(2022, 1, 12)),
        (event(start="2022-01-12", timezone="Asia/Tokyo"), date(2022, 1, 12)),
    ],
)
def test_an_event_is_on_the_day_that_its_place_has(made: Event, day: date) -> None:
    assert local_day(made) == day


def test_events_are_grouped_by_the_day_of_their_places() -> None:
    tokyo = event("tokyo", "2022-01-12 01:00", timezone="Asia/Tokyo")
    geneva = event("geneva", "2022-01-11 18:00", timezone="Europe/Zurich")
    brussels = event("brussels", "2022-01-12 10:00")
    grouped = by_day(agendas(brussels, geneva, tokyo).events)
    assert [(day.day, [made.id for made in group]) for day, group in grouped] == [
        (11, ["geneva"]),
        (12, ["tokyo", "brussels"]),
    ]


COUNCIL = event(
    city="Brussels",
    parties=("NATO", "Russia"),
    delegations=(Delegation("United States"),),
    tags=("arms-control",),
)


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (Filter(), True),
        (Filter(kinds=frozenset({Kind.MEETING})), True),
        (Filter(kinds=frozenset({"meeting", "briefing"})), True),
        (Filter(kinds=frozenset({"briefing"})), False),
        (Filter(parties=frozenset({"Russia"})), True),
        (Filter(parties=frozenset({"russia", "osce"})), True),
        (Filter(parties=frozenset({"united states"})), True),
        (Filter(parties=frozenset({"OSCE"})), False),
        (Filter(cities=frozenset({"BRUSSELS"})), True),
        (Filter(cities=frozenset({"Geneva"})), False),
        (Filter(tags=frozenset({"arms-control"})), True),
        (Filter(tags=frozenset({"arms"})), False),
        (Filter(kinds=frozenset({"meeting"}), cities=frozenset({"brussels"})), True),
        (Filter(kinds=frozenset({"meeting"}), cities=frozenset({"geneva"})), False),
    ],
)
def test_a_filter_means_events_that_match_each_of_its_fields(wanted: Filter, meant: bool) -> None:
    assert wanted.matches(COUNCIL) is meant


COMPOSED, DECOMPOSED = "Z\u00fcrich", "Zu\u0308rich"  # the same to a reader


@pytest.mark.parametrize("written", [COMPOSED, DECOMPOSED, DECOMPOSED.upper()])
@pytest.mark.parametrize("wanted", [COMPOSED, DECOMPOSED, COMPOSED.lower()])
def test_a_filter_means_a_word_however_its_letters_are_composed(wanted: str, written: str) -> None:
    assert Filter(cities=frozenset({wanted})).matches(event(city=written))
    assert Filter(parties=frozenset({wanted})).matches(event(parties=(written,)))


def test_a_filter_by_city_means_no_event_without_a_place() -> None:
    assert not Filter(cities=frozenset({"Brussels"})).matches(event())
