"""Alarms: what is taken for one, when each rings, and that nothing else of the event changes."""

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.errors import Refusal
from events.feeds.alarms import LONGEST, parse_alarm, with_alarms, write_alarm
from events.feeds.icalendar import Component, encode_events
from events.model import Event, Status
from events.revisions import first_revisions
from tests.events.builders import agendas, event
from tests.events.strategies import texts

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def encoded(made: Event) -> Component:
    week = agendas(made)
    return encode_events(week.events, first_revisions(week), None, {})[made.uid]


def rung(made: Event, *alarms: timedelta) -> list[Any]:
    read = icalendar.Event.from_ical(with_alarms(encoded(made), alarms).encoded)
    return list(read.subcomponents)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("15m", 15 * MINUTE),
        ("2h", 2 * HOUR),
        ("1d", DAY),
        ("0m", timedelta()),
        ("15M", 15 * MINUTE),
    ],
)
def test_an_alarm_is_a_number_and_a_unit(text: str, before: timedelta) -> None:
    assert parse_alarm(text) == before


@pytest.mark.parametrize("text", ["", "15", "m", "-5m", "1.5h", "1w", "29d", "1000m", "1 h", "١m"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match="write 15m, 2h or 1d"):
        parse_alarm(text)


@given(st.integers(0, 999), st.sampled_from("mhd"))
def test_what_is_written_reads_back(number: int, unit: str) -> None:
    try:
        before = parse_alarm(f"{number}{unit}")
    except Refusal:
        return
    assert before <= LONGEST
    assert parse_alarm(write_alarm(before)) == before


def test_an_alarm_is_shown_with_the_events_title_before_its_start() -> None:
    first, second = rung(event(title="Talks; and, more\\"), 15 * MINUTE, DAY)

    assert [alarm["TRIGGER"].dt for alarm in (first, second)] == [-DAY, -15 * MINUTE]
    assert first["ACTION"] == "DISPLAY"
    assert first["DESCRIPTION"] == "Talks; and, more\\"


def test_a_day_without_a_time_rings_in_the_morning_and_once() -> None:
    alarms = rung(event(start="2022-01-12"), 15 * MINUTE, 2 * HOUR, DAY)

    assert [alarm["TRIGGER"].dt for alarm in alarms] == [-DAY + 8 * HOUR, 8 * HOUR]


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_what_is_not_on_has_none(status: Status) -> None:
    assert rung(event(status=status), DAY) == []


@given(texts)
def test_the_event_stays_as_it_was(title: str) -> None:
    component = encoded(event(title=title))
    ringing = with_alarms(component, (15 * MINUTE,)).encoded

    head, _, tail = ringing.partition(b"BEGIN:VALARM\r\n")
    assert head + tail.partition(b"END:VALARM\r\n")[2] == component.encoded
    read = icalendar.Event.from_ical(ringing)
    assert read.subcomponents[0]["DESCRIPTION"] == read["SUMMARY"]
