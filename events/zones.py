"""IANA time zones: their names, and what abbreviations may mean."""

import re
from datetime import datetime, timedelta
from functools import cache, partial

import pytz

from events.cities import clocks_of, zone_of_city
from events.errors import Refusal
from events.text import quoted

UNIVERSAL = ("UTC", "GMT")
ALL_ZONES = pytz.all_timezones_set
MOST_ZONES = 3  # of a country, that a refusal names

POSIX_OFFSET_PATTERN = re.compile(r"Etc/GMT[+-]\d{1,2}", re.ASCII | re.IGNORECASE)
OFFSET_PATTERN = re.compile(
    r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?",
    re.ASCII | re.IGNORECASE,
)

_WORDS = re.compile(r"[^\W_]+")

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
    if "/" in name and name in ALL_ZONES and not name.startswith("Etc/"):
        return _named_for_a_city(name)
    if POSIX_OFFSET_PATTERN.fullmatch(name):
        what = f"{quoted(name)} is an offset, not a time zone, and + in it is behind GMT"
        raise Refusal(what, INSTEAD_OF_AN_OFFSET)
    # Without its offsets, the area Etc has only other names of UTC.
    if name in UNIVERSAL or (name.startswith("Etc/") and name in ALL_ZONES):
        return "UTC"
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
    if zone := zone_of_windows(name):
        raise Refusal(f"{quoted(name)} is a zone's name in Windows", f"write {zone}")
    if zone := _renamed(name):
        raise Refusal(f"{quoted(name)} is an old name of a zone", f"write {zone}")
    if (zones := _zones_of_country(name)) is not None:
        what = f"{quoted(name)} is a country, not a time zone"
        few = "for it has many"
        if len(zones) <= MOST_ZONES:
            few = f"such as {', '.join(zones)}"
        raise Refusal(what, f"write the zone of the city, {few}")
    raise Refusal(f"unknown time zone {quoted(name)}", partial(_zone_mend, name))


def _zone_mend(name: str) -> str:
    if zone := _respelled(name):
        return f"write {zone}"
    guess = zone_of_city(name)
    if guess:
        return f"did you mean {guess}?"
    return "write an IANA name such as Europe/Brussels, or UTC"


# Zones that are named for a part of a country, and are other names of a city's zone.
PARTS_OF_COUNTRIES = re.compile(
    r"(?:Brazil|Canada|Chile|Mexico|US)/.+|"
    r"Australia/(?:ACT|LHI|NSW|North|Queensland|South|Tasmania|Victoria|West|Yancowinna)"
)


def _named_for_a_city(zone: str) -> str:
    """Return a zone by the name that has its city: US/Eastern is America/New_York.

    Readers are told a time by the city of its zone, and nobody meets in Eastern.
    """
    return _aliases()[zone] if PARTS_OF_COUNTRIES.fullmatch(zone) else zone


def keeps_same_clocks(zone: str, other: str, instant: datetime) -> bool:
    """Tell whether the clocks of two zones show the same at an instant."""
    one, two = (instant.astimezone(tzinfo(each)) for each in (zone, other))
    return one.utcoffset() == two.utcoffset()


def current_name(zone: str) -> str:
    """Return the name that a zone has by now: Asia/Calcutta is Asia/Kolkata, with the same clocks.

    Oslo stays Oslo, though the IANA database has it as another name of Berlin's zone.
    """
    in_use = zone in pytz.common_timezones_set and not PARTS_OF_COUNTRIES.fullmatch(zone)
    return zone if in_use else _aliases().get(zone, zone)


def city_of(zone: str) -> str:
    """Return the city that a zone is named for, or GMT."""
    if zone in UNIVERSAL:
        return "GMT"
    return current_name(zone).rpartition("/")[2].replace("_", " ")


@cache
def _aliases() -> dict[str, str]:
    """Return retired names of zones with the names in use as CLDR has them."""
    from babel.core import get_global  # late: hardly any zone has a retired name

    return {old: new for old, new in get_global("zone_aliases").items() if new in ALL_ZONES}


@cache
def _aliases_in_any_case() -> dict[str, str]:
    return {old.casefold(): new for old, new in _aliases().items()}


def _renamed(name: str) -> str | None:
    """Return the zone of a retired name, in letters of any case, that `parse_zone` refuses."""
    zone = _aliases_in_any_case().get(name.casefold())
    return "UTC" if zone and zone.startswith("Etc/") else zone


def _respelled(name: str) -> str | None:
    """Return the zone that is written with other signs or letters: europe / paris."""
    words = _WORDS.findall(name.casefold())
    return _zones_by_words().get(tuple(words)) if len(words) > 1 else None


@cache
def _zones_by_words() -> dict[tuple[str, ...], str]:
    zones = (zone for zone in pytz.common_timezones if "/" in zone)
    return {tuple(_WORDS.findall(zone.casefold())): _named_for_a_city(zone) for zone in zones}


def _zones_of_country(name: str) -> tuple[str, ...] | None:
    """Return the zones of a country, by its English name or code; None if no country has it.

    None, too, if a city has that name: Luxembourg. In small letters, AND and IS are other words.
    """
    from babel.core import get_global

    if clocks_of(name):
        return None
    countries = _countries()
    codes = get_global("territory_aliases").get(name, [])
    code = countries.get(name.casefold()) or (codes[0] if len(codes) == 1 else "")
    zones = get_global("territory_zones").get(code)
    return tuple(sorted(zones)) if zones else None


@cache
def _countries() -> dict[str, str]:
    from babel.core import Locale

    return {it.casefold(): code for code, it in Locale("en").territories.items()}


def zones_meant(name: str) -> tuple[str, ...]:
    """Return what a name that `parse_zone` refuses may stand for, the likeliest zone first."""
    if meanings := _abbreviated(name):
        return meanings
    if zone := zone_of_windows(name) or _renamed(name) or _respelled(name):
        return (zone,)
    if (zones := _zones_of_country(name)) is not None:
        return zones if len(zones) <= MOST_ZONES else ()
    return (zone,) if (zone := zone_of_city(name)) else ()


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


def zone_of_windows(name: str) -> str | None:
    """Return the zone that CLDR has for a zone's name in Windows, as Outlook writes it."""
    zone = _zones_of_windows().get(name.casefold())
    # Dateline Standard Time and its like are offsets.
    return zone if zone and not zone.startswith("Etc/") else None


@cache
def _zones_of_windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # slow, and hardly ever asked

    return {windows.casefold(): zone for windows, zone in WINDOWS_TO_OLSON.items()}


@cache  # there are few letters
def _zones_abbreviated(abbreviation: str) -> tuple[str, ...]:
    """Return up to four zones whose clocks bear the abbreviation in our time."""
    found = []
    for zone in pytz.common_timezones:
        names = {tzinfo(zone).tzname(datetime(2022, month, 1)) for month in (1, 7)}
        if abbreviation in names and "/" in zone:
            found.append(zone)
    return tuple(found[:4])
