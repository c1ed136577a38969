"""What a name may stand for that is none of a zone: an abbreviation, a country, a slip."""

import re
from datetime import datetime
from functools import cache

import pytz

from events.cities import clocks_of, zone_of_city
from events.zones.iana import aliases, named_for_a_city, tzinfo

MOST_ZONES = 3  # of a country, that a refusal names

_WORDS = re.compile(r"[^\W_]+")

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


def zones_meant(name: str) -> tuple[str, ...]:
    """Return what a name that `parse_zone` refuses may stand for, the likeliest zone first."""
    if meanings := abbreviated(name):
        return meanings
    if zone := zone_of_windows(name) or renamed(name) or respelled(name):
        return (zone,)
    if (zones := zones_of_country(name)) is not None:
        return zones if len(zones) <= MOST_ZONES else ()
    return (zone,) if (zone := zone_of_city(name)) else ()


def abbreviated(name: str) -> tuple[str, ...]:
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


@cache
def _aliases_in_any_case() -> dict[str, str]:
    return {old.casefold(): new for old, new in aliases().items()}


def renamed(name: str) -> str | None:
    """Return the zone of a retired name, in letters of any case, that `parse_zone` refuses."""
    zone = _aliases_in_any_case().get(name.casefold())
    return "UTC" if zone and zone.startswith("Etc/") else zone


def respelled(name: str) -> str | None:
    """Return the zone that is written with other signs or letters: europe / paris."""
    words = _WORDS.findall(name.casefold())
    return _zones_by_words().get(tuple(words)) if len(words) > 1 else None


@cache
def _zones_by_words() -> dict[tuple[str, ...], str]:
    zones = (zone for zone in pytz.common_timezones if "/" in zone)
    return {tuple(_WORDS.findall(zone.casefold())): named_for_a_city(zone) for zone in zones}


def zones_of_country(name: str) -> tuple[str, ...] | None:
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
