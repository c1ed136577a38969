"""Which time zones a reader's words mean: a zone's own name, a city, a country, an abbreviation."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

import pytz

from events.errors import Refusal
from events.text import plain_letters
from events.zones import ALL_ZONES, parse_zone, tzinfo, zones_meant

NO_ZONE = "off"
"""Means the clocks of each event's place."""


def zones_named(name: str, language: str, now: datetime) -> tuple[str, ...]:
    """Return the zones that a name may mean, the likeliest first; those of a country are all told.

    Of zones with the same clocks all year, only the first. Names may be in a ``language``, by its
    code, or in English.
    """
    if name.casefold() == NO_ZONE:
        return (NO_ZONE,)
    written = _as_written(name)
    try:
        return (parse_zone(written),)
    except Refusal:
        pass
    if language and (zone := _cities(language).get(plain_letters(name))):
        return (zone,)
    for code in (language, "en"):
        if code and (country := _countries(code).get(plain_letters(name))):
            return _of_other_clocks(pytz.country_timezones[country], now)
    return _of_other_clocks(zones_meant(name), now)


def _as_written(name: str) -> str:
    """Return a name as the database of zones writes it, whatever its capital letters."""
    return _by_letters().get(name.replace(" ", "_").casefold(), name)


@cache
def _by_letters() -> dict[str, str]:
    return {zone.casefold(): zone for zone in ALL_ZONES}


@cache
def _countries(language: str) -> dict[str, str]:
    from babel import Locale  # late: hardly anybody asks

    names = Locale(language).territories.items()
    return {plain_letters(name): code for code, name in names if code in pytz.country_timezones}


@cache
def _cities(language: str) -> dict[str, str]:
    """Return the cities that zones are named for, as a language calls them."""
    from babel import Locale

    zones = Locale(language).time_zones.items()
    named = {zone: names["city"] for zone, names in zones if "city" in names and zone in ALL_ZONES}
    return {plain_letters(city): parse_zone(zone) for zone, city in named.items() if "/" in zone}


def _of_other_clocks(zones: Sequence[str], now: datetime) -> tuple[str, ...]:
    """Return zones without those that have the clocks of an earlier one all year."""
    found: dict[tuple[object, ...], str] = {}
    for zone in zones:
        months = (datetime(now.year, month, 1, tzinfo=UTC) for month in range(1, 13))
        clocks = tuple(each.astimezone(tzinfo(zone)).utcoffset() for each in months)
        found.setdefault(clocks, zone)
    return tuple(found.values())
