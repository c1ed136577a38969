"""Which instant a wall time means, and where the clocks of its zone skip it or show it twice."""

import importlib.resources
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
import pytz
from hypothesis import given
from hypothesis import strategies as st

from events.errors import Refusal
from events.time_grammar import parse_start
from events.times import Day, Moment
from events.wall_times import localize, resolve
from events.zones import tzinfo
from tests.events.builders import utc


@pytest.mark.parametrize(
    ("zone", "time", "readings"),
    [
        ("Europe/Brussels", "2022-03-27 02:30", "01:30 CET or 03:30 CEST"),
        ("Europe/Dublin", "2022-03-27 01:00", "00:00 GMT or 02:00 IST"),
        ("America/New_York", "2022-03-13 02:59", "01:59 EST or 03:59 EDT"),
        ("America/Havana", "2022-03-13 00:00", "23:00 CST or 01:00 CDT"),
        ("Africa/Casablanca", "2022-05-08 02:15", "01:15 +00 or 03:15 +01"),
        ("Africa/Cairo", "2024-04-26 00:30", "23:30 EET or 01:30 EEST"),
        ("Australia/Sydney", "2022-10-02 02:30", "01:30 AEST or 03:30 AEDT"),
        ("Australia/Lord_Howe", "2022-10-02 02:15", "01:45 +1030 or 02:45 +11"),
        ("America/Santiago", "2022-09-11 00:30", "23:30 -04 or 01:30 -03"),
        ("Pacific/Apia", "2011-12-30 12:00", "12:00 -10 or 12:00 +14"),
        ("Asia/Pyongyang", "2018-05-04 23:45", "23:15 KST or 00:15 KST"),
    ],
)
def test_a_time_that_the_clocks_skip_is_refused_with_both_readings(
    zone: str, time: str, readings: str
) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(time, zone)
    day, clock = time.split()
    assert caught.value.what == (
        f"{clock} on {day} does not exist in {zone}: the clocks skip it; it may mean {readings}"
    )


@pytest.mark.parametrize(
    ("zone", "time", "readings"),
    [
        ("Europe/Brussels", "2022-10-30 02:30", "at 00:30 UTC (CEST) and at 01:30 UTC (CET)"),
        ("Europe/Dublin", "2022-10-30 01:00", "at 00:00 UTC (IST) and at 01:00 UTC (GMT)"),
        ("America/New_York", "2022-11-06 01:59", "at 05:59 UTC (EDT) and at 06:59 UTC (EST)"),
        ("America/Havana", "2022-11-06 00:30", "at 04:30 UTC (CDT) and at 05:30 UTC (CST)"),
        ("Africa/Casablanca", "2022-03-27 02:15", "at 01:15 UTC (+01) and at 02:15 UTC (+00)"),
        ("Australia/Sydney", "2022-04-03 02:30", "at 15:30 UTC (AEDT) and at 16:30 UTC (AEST)"),
        ("Australia/Lord_Howe", "2022-04-03 01:45", "at 14:45 UTC (+11) and at 15:15 UTC (+1030)"),
        ("Europe/Moscow", "2014-10-26 01:30", "at 21:30 UTC (MSK) and at 22:30 UTC (MSK)"),
    ],
)
def test_a_time_that_happens_twice_is_refused_with_both_readings(
    zone: str, time: str, readings: str
) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(time, zone)
    day, clock = time.split()
    assert caught.value.what == f"{clock} on {day} happens twice in {zone}: {readings}"


@pytest.mark.parametrize(
    ("time", "mend"),
    [
        ("2022-03-27 02:30", "2022-03-27 00:30 UTC or 2022-03-27 01:30 UTC"),
        ("2022-10-30 02:30", "2022-10-30 00:30 UTC or 2022-10-30 01:30 UTC"),
    ],
)
def test_what_mends_a_refused_time_can_be_written_as_it_stands(time: str, mend: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_start(time, "Europe/Brussels")
    assert caught.value.mend == f"write the one that is meant in UTC: {mend}"
    for reading in mend.split(" or "):
        assert str(parse_start(reading, "Europe/Brussels")) == reading


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        ("2022-01-12 09:00", "Europe/Brussels", "2022-01-12 10:00 Europe/Brussels"),
        ("2022-07-12 09:00", "Europe/Brussels", "2022-07-12 11:00 Europe/Brussels"),
        ("2022-10-30 00:30", "Europe/Brussels", "2022-10-30 00:30 UTC"),
        ("2022-10-30 01:30", "Europe/Brussels", "2022-10-30 01:30 UTC"),
        ("2022-10-30 02:00", "Europe/Brussels", "2022-10-30 03:00 Europe/Brussels"),
    ],
)
def test_an_instant_is_a_wall_time_unless_its_zone_shows_that_twice(
    instant: str, zone: str, written: str
) -> None:
    moment = Moment.of(utc(instant), zone)
    assert str(moment) == written
    assert moment.begins == utc(instant)


@pytest.mark.parametrize(
    ("zone", "day", "begins", "ends"),
    [
        ("Europe/Brussels", "2022-01-12", "2022-01-11 23:00", "2022-01-12 23:00"),
        ("Europe/Brussels", "2022-03-27", "2022-03-26 23:00", "2022-03-27 22:00"),
        ("Europe/Brussels", "2022-10-30", "2022-10-29 22:00", "2022-10-30 23:00"),
        # Midnight does not exist: the day begins at 01:00
        ("Africa/Cairo", "2024-04-26", "2024-04-25 22:00", "2024-04-26 21:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-26 22:00", "2022-03-27 21:00"),
        ("America/Havana", "2022-03-13", "2022-03-13 05:00", "2022-03-14 04:00"),
        ("America/Santiago", "2022-09-11", "2022-09-11 04:00", "2022-09-12 03:00"),
        # Midnight happens twice: the day begins with the first
        ("America/Havana", "2022-11-06", "2022-11-06 04:00", "2022-11-07 05:00"),
        # The hour before midnight happens twice
        ("Africa/Cairo", "2024-10-31", "2024-10-30 21:00", "2024-10-31 22:00"),
        ("America/Santiago", "2022-04-02", "2022-04-02 03:00", "2022-04-03 04:00"),
        # There was no such day
        ("Pacific/Apia", "2011-12-30", "2011-12-30 10:00", "2011-12-30 10:00"),
    ],
)
def test_a_day_is_as_long_as_its_zone_makes_it(zone: str, day: str, begins: str, ends: str) -> None:
    start = Day(date.fromisoformat(day), zone)
    assert start.begins == utc(begins)
    assert start.ends == utc(ends)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Brussels", "2022-03-26 18:00", "2022-03-26 17:00"),
        ("Europe/Brussels", "2022-03-27 02:30", "2022-03-27 01:30"),
        ("Europe/Brussels", "2022-10-30 02:30", "2022-10-30 00:30"),
        ("Europe/Dublin", "2022-10-30 01:30", "2022-10-30 00:30"),
    ],
)
def test_a_wall_time_of_ours_always_has_an_instant(zone: str, wall: str, instant: str) -> None:
    at = datetime.fromisoformat(wall)
    assert resolve(at, zone) == Day(at.date(), zone).at(at.time()) == utc(instant)


@cache
def other(zone: str) -> ZoneInfo:
    """The zone as Python's own zoneinfo has it, from the tzdata package and not the machine's."""
    folder = importlib.resources.files("tzdata").joinpath("zoneinfo")
    with folder.joinpath(*zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone)


def readings(wall: datetime, zone: str) -> list[datetime]:
    """The instants at which a zone's clocks show a wall time, as zoneinfo has it."""
    both = {wall.replace(tzinfo=other(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(it for it in both if it.astimezone(other(zone)).replace(tzinfo=None) == wall)


# The years for which both sources know offsets to the second: pytz rounds Liberia's of 1972.
years = st.datetimes(datetime(1973, 1, 1), datetime(2037, 12, 30))
all_zones = st.sampled_from(sorted(pytz.common_timezones))


@st.composite
def near_changes(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and a wall time within two hours of a change of its clocks."""
    zone = draw(all_zones)
    changes = [
        at for at in getattr(tzinfo(zone), "_utc_transition_times", []) if 1973 <= at.year <= 2037
    ]
    instant = draw(st.sampled_from(changes) if changes else years)
    shift = timedelta(minutes=draw(st.integers(-120, 120)))
    wall = (instant.replace(tzinfo=UTC) + shift).astimezone(other(zone)).replace(tzinfo=None)
    return zone, wall + timedelta(minutes=draw(st.sampled_from([-60, -30, 0, 30, 60])))


@given(st.tuples(all_zones, years) | near_changes())
def test_a_wall_time_is_taken_if_zoneinfo_knows_one_instant_for_it(
    at: tuple[str, datetime],
) -> None:
    zone, wall = at[0], at[1].replace(second=0, microsecond=0)
    known = readings(wall, zone)
    if len(known) == 1:
        assert localize(wall, zone) == known[0]
        return
    with pytest.raises(Refusal, match="happens twice" if known else "does not exist"):
        localize(wall, zone)


@given(near_changes())
def test_a_wall_time_of_ours_is_read_as_zoneinfo_reads_it(at: tuple[str, datetime]) -> None:
    zone, wall = at
    assert resolve(wall, zone) == wall.replace(tzinfo=other(zone)).astimezone(UTC)
