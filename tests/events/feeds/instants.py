"""Events at the instants where calendars go wrong: around every change of every zone's clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytz

from events.model import Event
from events.times import Moment
from tests.events.builders import event

SPANS = (
    (2000, 2000),
    (2006, 2007),  # the US moves its summer time in 2007
    (2011, 2011),  # Samoa has no 30 December 2011
    (2014, 2016),  # Russia changes in 2014 and again in 2016; North Korea, Venezuela
    (2018, 2019),  # Morocco's summer time becomes its standard time
    (2020, 2026),
    (2036, 2037),  # the last years that pytz knows
)

# Zones whose law changed in 2026, which a client's own table may not know yet: the hours by which
# their clocks differ from UTC on the first of each of eighteen months, from December 2026 on.
NEW_LAWS = {
    "Africa/Casablanca": 18 * [0],
    "Africa/El_Aaiun": 18 * [0],
    "America/Vancouver": 18 * [-7],
    "America/Edmonton": 18 * [-6],
    "America/Winnipeg": 18 * [-5],
    "America/Havana": 12 * [-4] + 4 * [-5] + 2 * [-4],
}


Instants = dict[Event, tuple[datetime, datetime]]
"""Events, each with the UTC instants at which it begins and ends."""


def around_every_change(first_year: int, last_year: int) -> Instants:
    """Return events in all zones, each from one instant worth a look to the next.

    Each instant is the begin or the end of one event, of which both are written alike. Of zones
    that differ in name only, the first will do.
    """
    unlike: dict[object, str] = {}
    for zone in pytz.common_timezones:
        unlike.setdefault(tuple(_offsets(zone, first_year, last_year).items()), zone)
    made = {}
    for zone in unlike.values():
        for number, (start, end) in enumerate(_pairs(_instants(zone, first_year, last_year))):
            span = Moment.of(start, zone), Moment.of(end, zone)
            made[event(_id(zone, number), *span, timezone=zone)] = start, end
    return made


def under_new_laws() -> Instants:
    """Return events of an hour, at 10:00 on each first of the month in each zone of `NEW_LAWS`."""
    made = {}
    for zone, offsets in NEW_LAWS.items():
        for number, hours in enumerate(offsets):
            year, month = divmod(2026 * 12 + 11 + number, 12)
            day = f"{year}-{month + 1:02}-01"
            start = datetime(year, month + 1, 1, 10, tzinfo=UTC) - timedelta(hours=hours)
            it = event(_id(zone, number), f"{day} 10:00", "11:00", timezone=zone)
            made[it] = start, start + timedelta(hours=1)
    return made


def _pairs(instants: list[datetime]) -> list[tuple[datetime, datetime]]:
    """Return each instant in a pair with its neighbour; an odd one's was in a pair before."""
    pairs = list(pairwise(instants))
    return pairs[::2] if len(instants) % 2 == 0 else [*pairs[::2], pairs[-1]]


def _id(zone: str, number: int) -> str:
    return f"{zone.lower().replace('/', '-').replace('_', '-')}-{number}"


def _instants(zone: str, first_year: int, last_year: int) -> list[datetime]:
    """Return the instants worth a look in these years, in order."""
    tz = pytz.timezone(zone)
    walls = [datetime(first_year, 1, 1), datetime(last_year, 12, 31, 23, 59)]
    for year in range(first_year, last_year + 1):
        walls += datetime(year, 1, 1, 12), datetime(year, 7, 1, 12)
    around = {
        change + timedelta(minutes=minutes)
        for change in _offsets(zone, first_year, last_year)
        for minutes in (-61, -59, -30, -1, 0, 1, 30, 59, 61)
    }
    return sorted(around.union(tz.localize(wall).astimezone(UTC) for wall in walls))


def _offsets(zone: str, first_year: int, last_year: int) -> dict[datetime, timedelta | None]:
    """Return the offset at New Year and from each change on."""
    tz = pytz.timezone(zone)
    changes: list[datetime] = getattr(tz, "_utc_transition_times", [])
    utc = [
        datetime(first_year, 1, 1, tzinfo=UTC),
        *(it.replace(tzinfo=UTC) for it in changes if first_year <= it.year <= last_year),
    ]
    return {instant: instant.astimezone(tz).utcoffset() for instant in utc}
