"""IANA time zones: what their clocks show, and by which names they are known now."""

import re
from datetime import datetime
from functools import cache

import pytz

UNIVERSAL = ("UTC", "GMT")
ALL_ZONES = pytz.all_timezones_set

# Zones that are named for a part of a country, and are other names of a city's zone.
PARTS_OF_COUNTRIES = re.compile(
    r"(?:Brazil|Canada|Chile|Mexico|US)/.+|"
    r"Australia/(?:ACT|LHI|NSW|North|Queensland|South|Tasmania|Victoria|West|Yancowinna)"
)


@cache
def tzinfo(zone: str) -> pytz.BaseTzInfo:
    """Return pytz's zone of an IANA name that `parse_zone` took."""
    return pytz.timezone(zone)


def keeps_same_clocks(zone: str, other: str, instant: datetime) -> bool:
    """Tell whether the clocks of two zones show the same at an instant."""
    one, two = (instant.astimezone(tzinfo(each)) for each in (zone, other))
    return one.utcoffset() == two.utcoffset()


def named_for_a_city(zone: str) -> str:
    """Return a zone by the name that has its city: US/Eastern is America/New_York.

    Readers are told a time by the city of its zone, and nobody meets in Eastern.
    """
    return aliases()[zone] if PARTS_OF_COUNTRIES.fullmatch(zone) else zone


def current_name(zone: str) -> str:
    """Return the name that a zone has by now: Asia/Calcutta is Asia/Kolkata, with the same clocks.

    Oslo stays Oslo, though the IANA database has it as another name of Berlin's zone.
    """
    in_use = zone in pytz.common_timezones_set and not PARTS_OF_COUNTRIES.fullmatch(zone)
    return zone if in_use else aliases().get(zone, zone)


def city_of(zone: str) -> str:
    """Return the city that a zone is named for, or GMT."""
    if zone in UNIVERSAL:
        return "GMT"
    return current_name(zone).rpartition("/")[2].replace("_", " ")


@cache
def aliases() -> dict[str, str]:
    """Return retired names of zones with the names in use as CLDR has them."""
    from babel.core import get_global  # late: hardly any zone has a retired name

    return {old: new for old, new in get_global("zone_aliases").items() if new in ALL_ZONES}
