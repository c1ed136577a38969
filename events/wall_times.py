"""Wall times: what the clocks of a zone show, and which instant is meant by it."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytz

from events.errors import Refusal
from events.zones import tzinfo

DAY = timedelta(days=1)
# The years of which pytz and zoneinfo tell the same: pytz rounds some earlier offsets to minutes,
# and has no later changes.
TOLD_ALIKE = range(1973, 2037)


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def wall_time(instant: datetime, zone: str) -> datetime:
    """Return what the clocks of a zone show at a UTC instant, without the zone."""
    own = clocks(zone) if instant.year in TOLD_ALIKE else tzinfo(zone)
    return instant.astimezone(own).replace(tzinfo=None)


def _undoubted(wall: datetime, zone: str) -> datetime | None:
    """Return the UTC instant of a wall time; None if the clocks change within a day of it."""
    if wall.year not in TOLD_ALIKE:
        return None
    own = clocks(zone)
    offset = own.utcoffset(wall - DAY)
    if offset is None or offset != own.utcoffset(wall + DAY):
        return None
    return (wall - offset).replace(tzinfo=UTC)


@cache
def clocks(zone: str) -> ZoneInfo:
    """Return the zone as zoneinfo tells it of pytz's data, in a tenth of the time."""
    with pytz.open_resource(zone) as file:  # type: ignore[attr-defined]  # public, and not in the stubs
        return ZoneInfo.from_file(file, key=zone)


def localize(wall: datetime, zone: str) -> datetime:
    """Return the UTC instant that a naive wall time means in a zone.

    Raises `Refusal` with both readings when the zone's clocks skip that time or show it twice.
    """
    if instant := _undoubted(wall, zone):
        return instant
    zone_info = tzinfo(zone)
    try:
        return zone_info.localize(wall, is_dst=None).astimezone(UTC)
    except pytz.InvalidTimeError as error:
        readings = sorted({zone_info.localize(wall, is_dst=dst) for dst in (True, False)})
        first, last = (reading.astimezone(UTC) for reading in (readings[0], readings[-1]))
        when = f"{_clock(wall)} on {wall.date()}"
        either = f"{first:%Y-%m-%d %H:%M} UTC or {last:%Y-%m-%d %H:%M} UTC"
        if isinstance(error, pytz.AmbiguousTimeError):
            what = (
                f"{when} happens twice in {zone}: "
                f"at {_clock(first)} UTC ({readings[0]:%Z}) and at {_clock(last)} UTC "
                f"({readings[-1]:%Z})"
            )
            raise Refusal(what, f"write the one that is meant in UTC: {either}") from None
        before, after = (zone_info.normalize(reading) for reading in readings)
        what = (
            f"{when} does not exist in {zone}: the clocks skip it; it may mean "
            f"{_clock(before)} {before:%Z} or {_clock(after)} {after:%Z}"
        )
        raise Refusal(what, f"write the one that is meant in UTC: {either}") from None


def resolve(wall: datetime, zone: str) -> datetime:
    """Return the UTC instant of a wall time that Podium chose, such as 18:00 on the eve of a day.

    No time is refused, as by `localize`, but read as in RFC 5545 §3.3.5: a time that the clocks
    show twice is the first of the two; one that they skip is read by the offset before the gap.
    """
    if instant := _undoubted(wall, zone):
        return instant
    zone_info = tzinfo(zone)
    try:
        instant = zone_info.localize(wall, is_dst=None)
    except pytz.AmbiguousTimeError:
        instant = min(zone_info.localize(wall, is_dst=dst) for dst in (True, False))
    except pytz.NonExistentTimeError:
        instant = zone_info.localize(wall, is_dst=False)
    return instant.astimezone(UTC)
