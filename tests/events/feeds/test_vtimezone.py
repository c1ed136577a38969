"""Every client reads every wall time of every zone as the instant that tzdata means.

The zones in these feeds get names that no client knows, so only the VTIMEZONE tells the offset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import icalendar
import pytest
import pytz

from events.feeds.vtimezone import vtimezone
from tests.interop.readers import (
    Read,
    read_with_ical_js,
    read_with_node_ical,
    read_with_recurring_ical_events,
    read_with_vobject,
    with_unknown_zones,
)

Reader = Callable[[bytes], dict[str, Read]]


class Wall(NamedTuple):
    """What the clocks of a zone show."""

    zone: str
    time: datetime


Instants = dict[Wall, datetime]

readers_of_vtimezones = pytest.mark.parametrize(
    "read", [read_with_ical_js, read_with_recurring_ical_events, read_with_vobject]
)

SPANS = [
    (2000, 2000),
    (2006, 2007),  # the US moves its summer time in 2007
    (2011, 2011),  # Samoa has no 30 December 2011
    (2014, 2016),  # Russia changes in 2014 and again in 2016; North Korea, Venezuela
    (2018, 2019),  # Morocco's summer time becomes its standard time
    (2020, 2026),
    (2036, 2037),  # the last years that pytz knows
]


@readers_of_vtimezones
@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span[0]}-{span[1]}")
def test_all_zones_are_read_right_around_every_change(read: Reader, span: tuple[int, int]) -> None:
    zones = pytz.common_timezones
    if read is read_with_vobject:
        # It drops the zone of a time where it equals UTC, unless pytz knows its name.
        zones = [zone for zone in zones if any(offsets(zone, *span).values())]
    feed, instants = feed_and_instants(zones, *span)
    assert misread(read, with_unknown_zones(feed), instants) == []


@pytest.mark.parametrize("read", [read_with_ical_js, read_with_vobject])
def test_the_vtimezones_of_icalendar_fail_the_same_test(read: Reader) -> None:
    """Why we write our own. When this fails, `add_missing_timezones()` has been mended."""
    instants = probes("Europe/Brussels", 2022, 2023)
    calendar = icalendar.Calendar.from_ical(feed_of(instants))
    calendar.add_missing_timezones()
    assert misread(read, with_unknown_zones(calendar.to_ical()), instants) != []


@readers_of_vtimezones
@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Brussels", "2040-01-15 12:00", "2040-01-15 11:00Z"),
        ("Europe/Brussels", "2040-07-15 12:00", "2040-07-15 10:00Z"),
        ("America/New_York", "2040-01-15 12:00", "2040-01-15 17:00Z"),
        ("America/New_York", "2040-07-15 12:00", "2040-07-15 16:00Z"),
        ("Australia/Sydney", "2040-01-15 12:00", "2040-01-15 01:00Z"),
        ("Australia/Sydney", "2040-07-15 12:00", "2040-07-15 02:00Z"),
    ],
)
def test_a_rule_goes_on_after_the_last_year_of_pytz(
    read: Reader, zone: str, wall: str, instant: str
) -> None:
    instants = {Wall(zone, datetime.fromisoformat(wall)): datetime.fromisoformat(instant)}
    feed = feed_of(instants, vtimezone(zone, 2035, 2040).to_ical())
    assert misread(read, with_unknown_zones(feed), instants) == []


def test_node_ical_knows_the_zones_by_their_names() -> None:
    instants = probes("Europe/Brussels", 2020, 2023) | probes("Asia/Kolkata", 2020, 2023)
    assert misread(read_with_node_ical, feed_of(instants), instants) == []


def test_a_zone_with_a_rule_has_two_observances_with_onsets_in_the_old_offset() -> None:
    assert lines("Europe/Brussels", 2022, 2023) == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Brussels",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_zone_that_never_changes_has_one_observance() -> None:
    assert lines("Asia/Kolkata", 2022, 2023) == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Kolkata",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:IST",
        "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_changes_without_a_rule_are_one_observance_each() -> None:
    assert [line for line in lines("Pacific/Apia", 2011, 2011) if "DTSTART" in line] == [
        "DTSTART:19700101T000000",
        "DTSTART:20110402T040000",
        "DTSTART:20110924T030000",
        "DTSTART:20111230T000000",
    ]


def test_a_rule_that_begins_within_the_years_follows_the_changes_before_it() -> None:
    onsets = [line for line in lines("America/New_York", 2006, 2009) if "DTSTART" in line]
    assert onsets == [
        "DTSTART:19700101T000000",
        "DTSTART:20060402T020000",
        "DTSTART:20061029T020000",
        "DTSTART:20070311T020000",
        "DTSTART:20071104T020000",
    ]


@pytest.mark.parametrize(
    ("zone", "name", "kind"),
    [
        ("Europe/Dublin", "IST", "DAYLIGHT"),
        ("Europe/Dublin", "GMT", "STANDARD"),
        ("Africa/Casablanca", "+01", "DAYLIGHT"),
        ("Africa/Casablanca", "+00", "STANDARD"),
    ],
)
def test_daylight_is_always_the_offset_that_is_ahead(zone: str, name: str, kind: str) -> None:
    observances = vtimezone(zone, 2022, 2023).subcomponents
    assert {it.name for it in observances if it["TZNAME"] == name} == {kind}


def test_no_client_has_to_understand_rdate_or_until() -> None:
    for zone in pytz.common_timezones:
        text = "\n".join(lines(zone, 1999, 2030))
        assert "RDATE" not in text
        assert "UNTIL" not in text


def test_a_later_last_year_changes_nothing_under_a_rule() -> None:
    assert lines("Europe/Brussels", 2022, 2022) == lines("Europe/Brussels", 2020, 2050)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(pytz.UnknownTimeZoneError):
        vtimezone("Europe/Bruxelles", 2022, 2022)


def misread(read: Reader, feed: bytes, instants: Instants) -> list[str]:
    """The walls that a client takes for another instant."""
    events = read(feed)
    assert len(events) == len(instants)
    return [
        f"{uid(wall)}: {events[uid(wall)].start}, not {instant}"
        for wall, instant in instants.items()
        if events[uid(wall)].start != instant
    ]


def feed_and_instants(
    zones: Iterable[str], first_year: int, last_year: int
) -> tuple[bytes, Instants]:
    """An event at each probe of all zones; of those that differ in name only, the first will do."""
    unlike: dict[object, tuple[str, bytes]] = {}
    for zone in zones:
        component = vtimezone(zone, first_year, last_year).to_ical()
        nameless = component.replace(f"TZID:{zone}".encode(), b"")
        clocks = tuple(offsets(zone, first_year, last_year).items())
        unlike.setdefault((nameless, clocks), (zone, component))
    instants = {
        wall: instant
        for zone, _ in unlike.values()
        for wall, instant in probes(zone, first_year, last_year).items()
    }
    return feed_of(instants, *(component for _, component in unlike.values())), instants


def probes(zone: str, first_year: int, last_year: int) -> Instants:
    """The instants worth a look in these years, by wall time; none that happens twice."""
    tz = pytz.timezone(zone)
    instants = {}
    for instant in moments(zone, first_year, last_year):
        wall = instant.astimezone(tz).replace(tzinfo=None)
        try:
            tz.localize(wall, is_dst=None)
        except pytz.AmbiguousTimeError:
            continue
        instants[Wall(zone, wall)] = instant
    return instants


def moments(zone: str, first_year: int, last_year: int) -> Iterator[datetime]:
    tz = pytz.timezone(zone)
    walls = [datetime(first_year, 1, 1), datetime(last_year, 12, 31, 23, 59)]
    for year in range(first_year, last_year + 1):
        walls += datetime(year, 1, 1, 12), datetime(year, 7, 1, 12)
    for wall in walls:
        yield tz.localize(wall).astimezone(UTC)
    for change in offsets(zone, first_year, last_year):
        for minutes in (-61, -59, -30, -1, 0, 1, 30, 59, 61):
            yield change + timedelta(minutes=minutes)


def offsets(zone: str, first_year: int, last_year: int) -> dict[datetime, timedelta | None]:
    """The offset at New Year and from each change on."""
    tz = pytz.timezone(zone)
    changes: list[datetime] = getattr(tz, "_utc_transition_times", [])
    utc = [
        datetime(first_year, 1, 1, tzinfo=UTC),
        *(it.replace(tzinfo=UTC) for it in changes if first_year <= it.year <= last_year),
    ]
    return {instant: instant.astimezone(tz).utcoffset() for instant in utc}


def feed_of(instants: Instants, *components: bytes) -> bytes:
    """A feed with some components, and an event at each wall time."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{uid(wall)}\r\nDTSTAMP:20220101T000000Z\r\n"
        f"DTSTART;TZID={wall.zone}:{wall.time:%Y%m%dT%H%M%S}\r\nEND:VEVENT\r\n".encode()
        for wall in instants
    )
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Podium//Tests//EN\r\n"
    return b"".join([head, *components, *events, b"END:VCALENDAR\r\n"])


def uid(wall: Wall) -> str:
    return f"{wall.zone} {wall.time:%Y-%m-%d %H:%M}"


def lines(zone: str, first_year: int, last_year: int) -> list[str]:
    text: str = vtimezone(zone, first_year, last_year).to_ical().decode()
    return text.splitlines()
