"""Whether what stands behind a city in an address says that it is another one of that name."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

import pytz

from events.text import plain_letters
from events.zones import keeps_same_clocks

_STATES = frozenset(
    (
        *("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA"),
        *("KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ"),
        *("NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT"),
        *("VA", "WA", "WV", "WI", "WY", "ON"),
    )
)
_ITALY = "Europe/Rome"  # whose provinces have such letters as well: Milano, MI
_OTHER_NAMES = {
    **dict.fromkeys(("USA", "U.S.A.", "U.S.", "United States of America"), "US"),
    **dict.fromkeys(("UK", "United Kingdom", "England", "Scotland", "Wales"), "GB"),
}
_A_YEAR = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7)]


def said_elsewhere(behind: Iterable[str], zone: str) -> str | None:
    """Return the part behind a city that names a country or a state without its clocks."""
    return next((it for it in behind if _is_elsewhere(it, zone)), None)


def _is_elsewhere(part: str, zone: str) -> bool:
    word = re.sub(r"[\s\d-]+$", "", part)  # TX 75460
    if word in _STATES:
        is_there = zone.startswith(("America/", "Pacific/")) or zone == _ITALY
        return not is_there and zone not in pytz.country_timezones.get(word, ())
    zones = _zones_by_country().get(plain_letters(word), ())
    return bool(zones) and not any(_same(zone, it) for it in zones)


def _same(zone: str, other: str) -> bool:
    return all(keeps_same_clocks(zone, other, it) for it in _A_YEAR)


@cache
def _zones_by_country() -> dict[str, list[str]]:
    codes = {name: code for code, name in pytz.country_names.items()} | _OTHER_NAMES
    zones = {plain_letters(name): pytz.country_timezones.get(code) for name, code in codes.items()}
    return {name: it for name, it in zones.items() if it}
