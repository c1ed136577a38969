"""Countries and their parts, by the names that reports have for them, and the clocks that they keep."""

from datetime import UTC, datetime
from functools import cache

import pytz

from events.zones import keeps_same_clocks

# Parts of countries that stand behind a city, below each zone that they keep: Annapolis, Maryland.
_REGIONS = {
    "America/New_York": "Connecticut, Delaware, Maine, Maryland, Massachusetts, New Hampshire, New Jersey, North Carolina, Ohio, "
    "Pennsylvania, Rhode Island, South Carolina, Vermont, Virginia, West Virginia, DC, D.C, Florida, Georgia, Indiana, Kentucky, "
    "Michigan, Tennessee",
    "America/Chicago": "Alabama, Arkansas, Illinois, Iowa, Louisiana, Minnesota, Mississippi, Missouri, Oklahoma, Wisconsin, "
    "Florida, Indiana, Kansas, Kentucky, Michigan, Nebraska, North Dakota, South Dakota, Tennessee, Texas",
    "America/Indiana/Indianapolis": "Indiana",
    "America/Kentucky/Louisville": "Kentucky",
    "America/Detroit": "Michigan",
    "America/Boise": "Idaho, Oregon",
    "America/Denver": "Colorado, Montana, New Mexico, Utah, Wyoming, Kansas, Nebraska, North Dakota, South Dakota, Texas",
    "America/Los_Angeles": "California, Nevada, Washington State, Oregon, Idaho",
    "America/Anchorage": "Alaska",
    "America/Phoenix": "Arizona",
    "Pacific/Honolulu": "Hawaii",
    "America/Toronto": "Quebec, Ontario",
    "America/Winnipeg": "Manitoba, Ontario",
    "America/Regina": "Saskatchewan",
    "America/Moncton": "New Brunswick",
    "America/Edmonton": "Alberta",
    "America/Vancouver": "British Columbia",
    "America/Halifax": "Nova Scotia",
    "Europe/Athens": "Crete, Corfu, Rhodes",
    "Europe/Rome": "Sicily, Sardinia, Tuscany, Puglia, Apulia, Lombardy, Piedmont",
    "Europe/Berlin": "Bavaria, Saxony, Hesse, Brandenburg",
    "Europe/London": "England, Scotland, Wales, Northern Ireland, Cornwall, Oxfordshire, Buckinghamshire",
    "Europe/Paris": "Normandy, Brittany, Alsace",
    "Europe/Vienna": "Tyrol, Carinthia",
    "Europe/Madrid": "Catalonia, Andalusia, Galicia",
    "Europe/Helsinki": "Lapland",
    "Asia/Tokyo": "Hokkaido, Okinawa",
    "Australia/Sydney": "New South Wales",
    "Australia/Brisbane": "Queensland",
    "Australia/Hobart": "Tasmania",
    "Australia/Perth": "Western Australia",
    "Australia/Adelaide": "South Australia",
    "Australia/Darwin": "Northern Territory",
}


# As they stand behind a city in the United States: Alexandria, VA.
_STATES = {
    "AK": "Alaska", "AL": "Alabama", "AR": "Arkansas", "AZ": "Arizona", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "IA": "Iowa",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine", "MI": "Michigan", "MN": "Minnesota", "MO": "Missouri",
    "MS": "Mississippi", "MT": "Montana", "NC": "North Carolina", "ND": "North Dakota", "NE": "Nebraska", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VA": "Virginia", "VT": "Vermont", "WA": "Washington State", "WI": "Wisconsin", "WV": "West Virginia",
    "WY": "Wyoming",
}  # fmt: skip


@cache
def _countries() -> dict[str, str]:
    from babel.core import Locale

    names = {it.casefold(): code for code, it in Locale("en").territories.items() if len(code) == 2}
    more = {"turkey": "TR", "czech republic": "CZ", "us": "US", "u.s": "US", "u.s.": "US", "uk": "GB",
            "u.k.": "GB", "britain": "GB", "bosnia": "BA", "ivory coast": "CI", "uae": "AE", "burma": "MM",
            "south korea": "KR", "north korea": "KP", "myanmar": "MM", "congo": "CD", "macedonia": "MK",
            "palestine": "PS", "hong kong": "HK"}  # fmt: skip
    return {**names, **more}


def country_code(name: str) -> str | None:
    """Return the code of a country by its English name."""
    return _countries().get(name.casefold())


def country_name(code: str) -> str:
    """Return the English name of a country by its code."""
    from babel.core import Locale

    return str(Locale("en").territories.get(code, code))


def is_country(name: str) -> bool:
    """Tell whether a name is that of a country."""
    return country_code(name) is not None


def zones_of_region(name: str) -> tuple[str, ...]:
    """Return whose clocks a part of a country keeps."""
    inside = f", {_STATES.get(name, name)}, ".casefold()
    return tuple(zone for zone, names in _REGIONS.items() if inside in f", {names}, ".casefold())


@cache
def zones_of(code: str) -> tuple[str, ...]:
    """Return the zones of a country by its code."""
    from babel.core import get_global

    zones = get_global("territory_zones").get(code) or ()
    return tuple(it for it in zones if it in pytz.all_timezones_set)


def country_of_zone(zone: str) -> str | None:
    """Return the code of the country of a zone."""
    from babel.core import get_global

    return get_global("zone_territories").get(zone)


def zone_of_country(name: str) -> str | None:
    """Return a zone whose clocks all of a country keeps."""
    zones = zones_of(country_code(name) or "")
    same = all(keeps_same_clocks(zones[0], it, each) for it in zones[1:] for each in _SEASONS)
    return zones[0] if zones and same else None


_SEASONS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


@cache
def foreign_cities(language: str) -> dict[str, tuple[str, str]]:
    """Return the names and the zones of cities by the names that CLDR has for them in a language."""
    from babel.core import Locale

    zones = Locale(language).time_zones
    named = {
        it["city"]: zone
        for zone, it in zones.items()
        if "city" in it and zone in pytz.common_timezones_set
    }
    own = {"de": {"Genf": "Europe/Zurich", "Bern": "Europe/Zurich", "Den Haag": "Europe/Amsterdam", "Straßburg": "Europe/Paris",
                  "Peking": "Asia/Shanghai", "Neu-Delhi": "Asia/Kolkata", "Mailand": "Europe/Rome"},
           "fr": {"La Haye": "Europe/Amsterdam", "Strasbourg": "Europe/Paris", "Pékin": "Asia/Shanghai", "Milan": "Europe/Rome",
                  "Abou Dabi": "Asia/Dubai", "Djeddah": "Asia/Riyadh", "Bakou": "Asia/Baku", "Erevan": "Asia/Yerevan"},
           "ru": {"Женева": "Europe/Zurich", "Гаага": "Europe/Amsterdam", "Нью-Йорк": "America/New_York",
                  "Вашингтон": "America/New_York", "Пекин": "Asia/Shanghai", "Астана": "Asia/Almaty", "Анкара": "Europe/Istanbul",
                  "Анталья": "Europe/Istanbul", "Дели": "Asia/Kolkata", "Нью-Дели": "Asia/Kolkata", "Абу-Даби": "Asia/Dubai",
                  "Доха": "Asia/Qatar", "Сочи": "Europe/Moscow", "Казань": "Europe/Moscow", "Санкт-Петербург": "Europe/Moscow",
                  "Исламабад": "Asia/Karachi", "Страсбург": "Europe/Paris"}}  # fmt: skip
    both = named | own.get(language, {})
    return {stem(name, language): (name, zone) for name, zone in both.items()}


def stem(name: str, language: str) -> str:
    """Return a name without the ending that its case has in Russian: Минске is Минск."""
    folded = name.casefold()
    return folded.rstrip("аеиуыюяой") if language == "ru" else folded
