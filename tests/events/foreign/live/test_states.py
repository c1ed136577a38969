"""A calendar from one state to the next: the same text makes the same events, by ids that stay."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import DefinitionError
from events.foreign.entry import write_entry
from events.foreign.live.bounds import Bounds
from events.foreign.live.expansion import Expanded, Reading, expand
from events.foreign.live.part import Whole, write_part
from events.foreign.live.state import CalendarState, Doubtful, following
from events.queries import Filter
from tests.events.foreign.importing import calendar, event

NOW = datetime(2026, 12, 1, 7, tzinfo=UTC)
READING = Reading(
    Path("osce.yaml, calendar osce-"), "osce.example", date(2026, 12, 1), None, None, "UTC"
)


def happening(day: int, title: str = "Talks", uid: str = "", hour: int = 9) -> list[str]:
    """The lines of an event on a day of December."""
    lines = event(start=f"DTSTART:202612{day:02}T{hour:02}0000Z", uid=uid or f"{title}-{day}")
    return [f"SUMMARY:{title}" if it.startswith("SUMMARY") else it for it in lines]


def text(*events: Sequence[str]) -> bytes:
    return calendar(*(line for each in events for line in each))


def stems(found: Expanded) -> dict[str, str]:
    return {f"{it.title} {it.day.day}": it.stem for it in found.events}


def after(before: CalendarState, *events: Sequence[str], confirmed: bool = False) -> CalendarState:
    return following(before, text(*events), READING, NOW, is_confirmed=confirmed)


def test_one_more_event_of_another_zone_changes_no_other() -> None:
    whole = Whole(READING.path, "osce", "UTC", "osce", Filter())
    berlin = event(start="DTSTART;TZID=Europe/Berlin:20261206T100000", uid="2@x")
    one, other = (
        write_part(expand(text(*each), READING).events, whole).content.decode()
        for each in ([happening(4)], [happening(4), berlin])
    )
    assert [it for it in other.splitlines() if "2026-12-04" in it] == [
        it for it in one.splitlines() if "2026-12-04" in it
    ]


def test_the_same_text_makes_the_same_bytes() -> None:
    content = text(happening(4), happening(5, "Vote"))
    whole = Whole(READING.path, "osce", "UTC", "osce", Filter())
    one, other = (write_part(expand(content, READING).events, whole) for _ in range(2))
    assert one == other
    assert one.content.decode().count("- id: osce-") == 2


@given(st.permutations([happening(day, "Talks") for day in range(4, 9)]), st.integers(1, 30))
def test_neither_order_nor_day_changes_by_what_an_event_is_known(
    events: list[list[str]], day: int
) -> None:
    reading = replace(READING, as_of=date(2026, 12, day))
    in_order = expand(text(*sorted(events)), READING)
    assert stems(expand(text(*events), reading)) == stems(in_order)


def test_what_is_moved_is_known_by_its_uid() -> None:
    before = CalendarState(text(happening(4), happening(5), happening(6)), READING.as_of)
    moved = after(before, happening(9, uid="Talks-4"), happening(5), happening(6))
    assert sorted(stems(before.expanded(READING)).values()) == sorted(
        stems(moved.expanded(READING)).values()
    )


def test_uids_that_are_drawn_anew_are_found_out_by_title_and_day() -> None:
    state = CalendarState(text(happening(4), happening(4, "Vote"), happening(5)), READING.as_of)
    known = stems(state.expanded(READING))
    for draw in "abc":
        drawn = [happening(4, uid=f"{draw}1"), happening(4, "Vote", f"{draw}2", hour=15)]
        state = after(state, *drawn, happening(5, uid=f"{draw}3"))
        assert stems(state.expanded(READING)) == known


def test_of_several_of_one_title_at_an_hour_each_is_known_by_what_else_it_says() -> None:
    cities = ("Paris", "Rome", "Oslo", "Vienna")

    def drawn(uids: str) -> list[list[str]]:
        them = zip(cities, uids, strict=True)
        return [[*happening(4, uid=uid)[:-1], f"LOCATION:{it}", "END:VEVENT"] for it, uid in them]

    def known(state: CalendarState) -> dict[str, str]:
        events = state.expanded(READING).events
        return {line: it.stem for it in events for line in it.lines if "place" in line}

    before = CalendarState(text(*drawn("abcd")), READING.as_of)
    assert len(known(before)) == len(cities)
    assert known(after(before, *drawn("hgfe"))) == known(before)


def test_of_several_of_one_title_on_a_day_each_is_known_by_its_hour() -> None:
    hours = (9, 11, 15)
    state = CalendarState(
        text(*(happening(4, uid=f"{it}", hour=it) for it in hours)), READING.as_of
    )
    known = {it.begins: it.stem for it in state.expanded(READING).events}
    state = after(state, *(happening(4, uid=f"new-{it}", hour=it) for it in (11, 15)))
    assert {it.begins: it.stem for it in state.expanded(READING).events}.items() <= known.items()


def test_one_that_recurs_by_now_or_has_another_uid_is_the_same_at_its_time() -> None:
    others = [happening(day, "Vote") for day in (6, 7, 8)]
    before = CalendarState(text(happening(4), happening(5), *others), READING.as_of)
    rule = [*happening(4)[:-1], "RRULE:FREQ=WEEKLY;COUNT=2", "END:VEVENT"]
    found = after(before, rule, happening(5, uid="another"), *others)
    events, known = found.expanded(READING).events, before.expanded(READING).events
    assert {it.stem for it in known} < {it.stem for it in events}
    assert len(events) == 6
    again = after(found, rule, happening(5, uid="another"), *others)
    assert again.expanded(READING).events == events


def test_one_that_comes_in_the_place_of_another_is_another_where_uids_stay() -> None:
    before = CalendarState(text(happening(4), happening(5), happening(6)), READING.as_of)
    other = after(before, happening(4, uid="another", hour=15), happening(5), happening(6))
    assert stems(other.expanded(READING))["Talks 4"] != stems(before.expanded(READING))["Talks 4"]


@pytest.mark.parametrize("moved", ["20261218T150000Z", "20261217T090000Z"])
def test_what_is_moved_with_all_that_follow_it_is_the_same(moved: str) -> None:
    rule = event("RRULE:FREQ=WEEKLY;COUNT=4", start="DTSTART:20261204T090000Z")
    named = "RECURRENCE-ID;RANGE=THISANDFUTURE:20261218T090000Z"
    before = CalendarState(text(rule), READING.as_of).expanded(READING).events
    there = CalendarState(text(rule, event(named, start=f"DTSTART:{moved}")), READING.as_of)
    found = there.expanded(READING).events
    assert [it.stem for it in found] == [it.stem for it in before]
    assert [it.begins.hour for it in found] == [9, 9, *[int(moved[9:11])] * 2]


def test_what_has_lost_more_than_half_is_doubtful_unless_that_is_confirmed() -> None:
    before = CalendarState(text(*map(happening, (4, 5, 6, 7))), READING.as_of)
    assert len(after(before, happening(4), happening(5)).expanded(READING).events) == 2
    with pytest.raises(Doubtful, match="3 of its 4 events to come"):
        after(before, happening(4))
    taken = after(before, happening(4), confirmed=True).expanded(READING)
    assert len(taken.events) == 1
    with pytest.raises(Doubtful, match="no event in it"):
        after(before, confirmed=True)


def test_what_is_past_is_not_lost() -> None:
    before = CalendarState(text(*map(happening, (4, 5, 6, 7))), READING.as_of)
    later = datetime(2026, 12, 6, 9, 30, tzinfo=UTC)
    reading = replace(READING, as_of=later.date())
    state = following(before, text(happening(7)), reading, later, is_confirmed=False)
    assert [it.day.day for it in state.expanded(reading).events] == [7, 4, 5, 6]
    assert [it.day.day for it in state.on(datetime(2026, 12, 9, tzinfo=UTC)).begun] == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["BEGIN:VEVENT", "DTSTART:20261204T090000Z", "END:VEVENT"], "the event has no title"),
        (["BEGIN:VEVENT", "SUMMARY:It", "DTSTART:20261204", "END:VEVENT"], "no word says what"),
        (event("CLASS:CONFIDENTIAL"), "it is marked as private"),
        (event("URL:https://meet.google.com/abc"), "URL has a link to join a call"),
        (event("LOCATION:Hofburg"), "of 'Talks' it is not told: place: Hofburg"),
        (event(start="DTSTART:2026x"), "is no day and no time"),
        (event("RRULE:FREQ=WEEKLY;UNTIL=20261211"), "it is not told: is it on 2026-12-11, too?"),
        (event("STATUS:DRAFT"), "of 'Talks' it is not told: STATUS: DRAFT"),
        (event("RRULE:FREQ=MINUTELY"), "what is to be every minutely is not expanded"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_left_out_and_said(lines: list[str], told: str) -> None:
    found = expand(text(lines, happening(9)), READING)
    assert any(told in problem.what for problem in found.untold), found.untold
    whole = Whole(READING.path, "osce", "UTC", "osce", Filter())
    written = write_part(found.events, whole).content.decode()
    assert "meet.google" not in written
    assert "?" not in written


@pytest.mark.parametrize("size", [3, 40, 90, 200])
def test_what_is_cut_off_is_refused(size: int) -> None:
    with pytest.raises(DefinitionError):
        expand(text(happening(4), happening(5))[:-size], READING)


def test_what_ends_behind_all_years_is_left_out_by_itself() -> None:
    beyond = ["BEGIN:VEVENT", "UID:x", "SUMMARY:Talks", "DTSTART;VALUE=DATE:99991231"]
    found = expand(text(happening(4), [*beyond, "DURATION:P2D", "END:VEVENT"]), READING)
    assert len(found.events) == 1
    assert [it.what for it in found.untold] == ["its times are outside of the years 1 to 9999"]


def test_what_is_beyond_the_bounds_is_not_even_written(monkeypatch: pytest.MonkeyPatch) -> None:
    written = list[object]()

    def write(*given: Any) -> Any:
        written.append(given)
        return write_entry(*given)

    monkeypatch.setattr("events.foreign.live.expansion.write_entry", write)
    reading = replace(READING, bounds=Bounds(3, 900_000))
    found = expand(text(*(happening(day) for day in range(20, 3, -1))), reading)
    assert [it.day.day for it in found.events] == [4, 5, 6]
    assert len(written) == 4
    assert [it.what for it in found.untold] == [
        "17 events are too many: these are the first 3"
    ]  # fmt: skip


def test_a_calendar_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.foreign.reading.content_lines.MOST_LINES", 5)
    with pytest.raises(DefinitionError, match="the calendar has more than 5 lines"):
        expand(text(happening(4)), READING)


def test_of_several_with_one_uid_each_stays_the_same_as_days_go_by() -> None:
    content = text(happening(4, uid="same"), happening(5, "Vote", uid="same"))
    later = replace(READING, as_of=date(2027, 1, 4))
    one, other = stems(expand(content, READING)), stems(expand(content, later))
    assert other == {"Vote 5": one["Vote 5"]}


def test_what_a_filter_leaves_out_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.foreign.live.part.TAKEN", Bounds(4, 900_000))
    votes = [happening(day, "Vote", hour=10) for day in range(10, 15)]
    content = text(*(happening(day, hour=hour) for day in (4, 5) for hour in range(5, 20)), *votes)
    found = expand(content, READING).events
    whole = Whole(READING.path, "osce", "UTC", "osce", Filter(kinds=frozenset({"vote"})))
    part = write_part(found, whole)
    assert re.findall(r"start: (.*)", part.content.decode()) == [
        f"2026-12-{day} 10:00 UTC" for day in range(10, 14)
    ]
    assert [it.what for it in part.refused] == ["5 events are too many: these are the first 4"]
    assert write_part(found[:-1], whole).refused == ()


def test_by_a_filter_each_is_chosen_as_if_it_were_read_by_itself() -> None:
    places = ["LOCATION:Vienna", "LOCATION:Hofburg", "LOCATION:Room 1\\, Vienna", "LOCATION:Oslo"]
    tags = ["CATEGORIES:Press,Economy", "CATEGORIES:economy", "CATEGORIES:Meeting"]
    pairs = [(place, tag) for place in places for tag in tags]
    events = [
        [*happening(4, uid=f"{number}")[:-1], *lines, "END:VEVENT"]
        for number, lines in enumerate(pairs)
    ]
    found = expand(text(*events), READING).events
    for only in (
        Filter(cities=frozenset({"vienna"})),
        Filter(tags=frozenset({"economy"}), except_kinds=frozenset({"vote"})),
        Filter(tags=frozenset({"press"}), cities=frozenset({"Oslo", "Vienna"})),
        Filter(parties=frozenset({"Georgia"})),
    ):
        whole = Whole(READING.path, "osce", "UTC", "osce", only)
        chosen = write_part(found, whole).content.decode()
        alone = [it.stem for it in found if write_part([it], whole).number]
        assert re.findall(r"id: osce-(\w+)", chosen) == alone


def test_of_several_times_a_day_each_is_known_by_its_hour() -> None:
    def known(*lines: str, as_of: int = 1) -> dict[str, str]:
        reading = replace(READING, as_of=date(2026, 12, as_of))
        found = expand(text(event("RRULE:FREQ=DAILY;COUNT=40;BYHOUR=9,14,18", *lines)), reading)
        return {f"{it.begins}": it.stem for it in found.events}

    all_of = known()
    assert len({*all_of.values()}) == 40
    for other in (known("EXDATE:20261204T090000Z,20261205T140000Z"), known(as_of=30)):
        assert len(other) in (38, 40)
        assert other.items() <= all_of.items()
