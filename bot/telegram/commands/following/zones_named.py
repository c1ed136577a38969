"""Which time zones a reader's words mean: a zone's own name, a city, a country, an abbreviation."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import chain

import pytz

from bot.messages.answers.finding.place_names import countries_named
from events.errors import Refusal
from events.text import plain_letters
from events.wording.english import ENGLISH
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
    if countries := _countries(language or ENGLISH.code).get(plain_letters(name)):
        # Those of two countries of one name are told apart, whatever their clocks.
        by_country = (_of_other_clocks(pytz.country_timezones[it], now) for it in countries)
        return tuple(chain.from_iterable(by_country))
    return _of_other_clocks(zones_meant(name), now)


def _as_written(name: str) -> str:
    """Return a name as the database of zones writes it, whatever its capital letters."""
    return _by_letters().get(name.replace(" ", "_").casefold(), name)


@cache
def _by_letters() -> dict[str, str]:
    return {zone.casefold(): zone for zone in ALL_ZONES}


@cache
def _countries(language: str) -> dict[str, list[str]]:
    """Return the codes of countries by their names in English, and in a language."""
    codes: dict[str, list[str]] = {}
    for code, *names in countries_named(language):
        if code in pytz.country_timezones:
            for name in dict.fromkeys(map(plain_letters, chain(*names))):
                codes.setdefault(name, []).append(code)
    return codes


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
