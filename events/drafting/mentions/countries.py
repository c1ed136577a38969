"""Countries and their parts, by the names that reports have for them, and the clocks that they keep."""

from functools import cache

import pytz

# Parts of countries that stand behind a city: Annapolis, Maryland.
_REGIONS = {
    "America/New_York": "Connecticut, Delaware, Maine, Maryland, Massachusetts, New Hampshire, New Jersey, North Carolina, Ohio, "
    "Pennsylvania, Rhode Island, South Carolina, Vermont, Virginia, West Virginia, DC, D.C",
    "America/Chicago": "Alabama, Arkansas, Illinois, Iowa, Louisiana, Minnesota, Mississippi, Missouri, Oklahoma, Wisconsin",
    "America/Denver": "Colorado, Montana, New Mexico, Utah, Wyoming",
    "America/Los_Angeles": "California, Nevada",
    "America/Phoenix": "Arizona",
    "Pacific/Honolulu": "Hawaii",
    "America/Toronto": "Quebec",
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
}


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


def is_country(name: str) -> bool:
    """Tell whether a name is that of a country."""
    return country_code(name) is not None


def region_zone(name: str) -> str | None:
    """Return whose clocks a part of a country keeps, if it has one zone."""
    return _zones_of_regions().get(name.casefold())


@cache
def _zones_of_regions() -> dict[str, str]:
    return {name.casefold(): zone for zone, names in _REGIONS.items() for name in names.split(", ")}


@cache
def zones_of(code: str) -> tuple[str, ...]:
    """Return the zones of a country by its code."""
    from babel.core import get_global

    zones = get_global("territory_zones").get(code) or ()
    return tuple(it for it in zones if it in pytz.all_timezones_set)


@cache
def foreign_cities(language: str) -> dict[str, str]:
    """Return the zones of cities by the names that CLDR has for them in a language."""
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
    return {stem(name, language): zone for name, zone in (named | own.get(language, {})).items()}


def stem(name: str, language: str) -> str:
    """Return a name without the ending that its case has in Russian: Минске is Минск."""
    folded = name.casefold()
    return folded.rstrip("аеиуыюяой") if language == "ru" else folded
