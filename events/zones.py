"""IANA time zones: their names, what abbreviations may mean, and strict local times."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files

import pytz

from events.cities import zone_of_city
from events.errors import Refusal
from events.text import quoted

UNIVERSAL = ("UTC", "GMT")

POSIX_OFFSET_PATTERN = re.compile(r"Etc/GMT[+-]\d{1,2}", re.ASCII | re.IGNORECASE)
OFFSET_PATTERN = re.compile(
    r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?",
    re.ASCII | re.IGNORECASE,
)

INSTEAD_OF_AN_OFFSET = "write the zone of the place, such as Europe/Brussels, or the time in UTC"

# What the abbreviations that reports use may mean, the likeliest first.
ABBREVIATIONS = {
    "AST": ("Asia/Riyadh", "America/Halifax"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "CET": ("Europe/Brussels", "Europe/Berlin", "Europe/Zurich"),
    "CEST": ("Europe/Brussels", "Europe/Berlin", "Europe/Zurich"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "CDT": ("America/Chicago", "America/Havana"),
    "CT": ("America/Chicago",),
    "EET": ("Europe/Kyiv", "Europe/Helsinki", "Africa/Cairo"),
    "EEST": ("Europe/Kyiv", "Europe/Helsinki"),
    "ET": ("America/New_York",),
    "EST": ("America/New_York", "America/Panama"),
    "EDT": ("America/New_York",),
    "GST": ("Asia/Dubai",),
    "HST": ("Pacific/Honolulu",),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "MET": ("Europe/Brussels", "Europe/Berlin"),
    "MSK": ("Europe/Moscow",),
    "MST": ("America/Denver", "America/Phoenix"),
    "MT": ("America/Denver",),
    "PKT": ("Asia/Karachi",),
    "PST": ("America/Los_Angeles", "Asia/Manila"),
    "PT": ("America/Los_Angeles",),
    "PDT": ("America/Los_Angeles",),
    "SAST": ("Africa/Johannesburg",),
    "WET": ("Europe/Lisbon",),
    "WEST": ("Europe/Lisbon",),
    "Z": ("UTC",),
    "ZULU": ("UTC",),
}


@cache
def tzinfo(zone: str) -> pytz.BaseTzInfo:
    """Return pytz's zone of an IANA name that `parse_zone` took."""
    return pytz.timezone(zone)


def parse_zone(name: str) -> str:
    """Take an IANA zone name of the form Area/City, ``UTC`` or ``GMT``.

    ``UTC`` and ``GMT`` both give UTC, since readers are not shown which of them was written. Raises
    `Refusal` for an abbreviation, with the zones that it may mean, an offset or an unknown name.
    """
    if POSIX_OFFSET_PATTERN.fullmatch(name):
        what = f"{quoted(name)} is an offset, not a time zone, and + in it is behind GMT"
        raise Refusal(what, INSTEAD_OF_AN_OFFSET)
    # Without its offsets, the area Etc has only other names of UTC.
    if name in UNIVERSAL or (name.startswith("Etc/") and name in pytz.all_timezones_set):
        return "UTC"
    if "/" in name and name in pytz.all_timezones_set:
        return _named_for_a_city(name)
    if name.upper() in UNIVERSAL:
        raise Refusal(f"{quoted(name)} is not a zone name", f"write {name.upper()}")
    if OFFSET_PATTERN.fullmatch(name):
        raise Refusal(f"{quoted(name)} is an offset, not a time zone", INSTEAD_OF_AN_OFFSET)
    meanings = _abbreviated(name)
    if meanings == ("UTC",):
        raise Refusal(f"{quoted(name)} is not a zone name", "write UTC")
    if meanings:
        may_be = ", ".join(meanings)
        raise Refusal(
            f"{quoted(name)} is an abbreviation, not a time zone: {name} may be {may_be}",
            f"write the zone's IANA name, such as {meanings[0]}",
        )
    if zone := _zone_of_windows(name):
        raise Refusal(f"{quoted(name)} is a zone's name in Windows", f"write {zone}")
    guess = zone_of_city(name)
    raise Refusal(
        f"unknown time zone {quoted(name)}",
        f"did you mean {guess}?" if guess else "write an IANA name such as Europe/Brussels, or UTC",
    )


# Zones that are named for a part of a country, and are other names of a city's zone.
PARTS_OF_COUNTRIES = re.compile(
    r"(?:Brazil|Canada|Chile|Mexico|US)/.+|"
    r"Australia/(?:ACT|LHI|NSW|North|Queensland|South|Tasmania|Victoria|West|Yancowinna)"
)


def _named_for_a_city(zone: str) -> str:
    """Return a zone by the name that has its city: US/Eastern is America/New_York.

    Readers are told a time by the city of its zone, and nobody meets in Eastern.
    """
    return _links()[zone] if PARTS_OF_COUNTRIES.fullmatch(zone) else zone


@cache
def _links() -> dict[str, str]:
    """Return the zones that are other names, with the zone that each of them is."""
    text = files("pytz").joinpath("zoneinfo", "tzdata.zi").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines()]
    return {line[2]: line[1] for line in lines if line[:1] == ["L"]}


def zones_meant(name: str) -> tuple[str, ...]:
    """Return what a name that `parse_zone` refuses may stand for, the likeliest zone first."""
    if meanings := _abbreviated(name):
        return meanings
    zone = _zone_of_windows(name) or zone_of_city(name)
    return (zone,) if zone else ()


def parse_offset(name: str) -> timedelta | None:
    """Take an offset such as +01:00, -0530 or GMT+1; None for anything else."""
    match = OFFSET_PATTERN.fullmatch(name)
    if match is None:
        return None
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return -ahead if match["sign"] == "-" else ahead


def _abbreviated(name: str) -> tuple[str, ...]:
    """Return the zones that an abbreviation may stand for."""
    meanings = ABBREVIATIONS.get(name.upper(), ())
    if not meanings and re.fullmatch(r"[A-Za-z]{2,5}", name):
        return _zones_abbreviated(name.upper())
    return meanings


def _zone_of_windows(name: str) -> str | None:
    """Return the zone that CLDR has for a zone's name in Windows, as Outlook writes it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # slow, and hardly ever asked

    zones = {windows.casefold(): zone for windows, zone in WINDOWS_TO_OLSON.items()}
    zone = zones.get(name.casefold())
    # Dateline Standard Time and its like are offsets.
    return zone if zone and not zone.startswith("Etc/") else None


def _zones_abbreviated(abbreviation: str) -> tuple[str, ...]:
    """Return up to four zones whose clocks bear the abbreviation in our time."""
    found = []
    for zone in pytz.common_timezones:
        names = {tzinfo(zone).tzname(datetime(2022, month, 1)) for month in (1, 7)}
        if abbreviation in names and "/" in zone:
            found.append(zone)
    return tuple(found[:4])


def _clock(moment: datetime) -> str:
    return moment.strftime("%H:%M")


def localize(wall: datetime, zone: str) -> datetime:
    """Return the aware datetime that a naive wall time means in a zone.

    Raises `Refusal` with both readings when the zone's clocks skip that time or show it twice.
    """
    zone_info = tzinfo(zone)
    try:
        return zone_info.localize(wall, is_dst=None)
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
    zone_info = tzinfo(zone)
    try:
        instant = zone_info.localize(wall, is_dst=None)
    except pytz.AmbiguousTimeError:
        instant = min(zone_info.localize(wall, is_dst=dst) for dst in (True, False))
    except pytz.NonExistentTimeError:
        instant = zone_info.localize(wall, is_dst=False)
    return instant.astimezone(UTC)
