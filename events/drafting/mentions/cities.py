"""Names of cities, in the languages of reports, and the zones that they keep."""

from events.cities import clocks_of
from events.drafting.mentions.countries import foreign_cities, is_country, stem

# Names of zones that are hardly meant as cities, or are countries'.
_NO_CITIES = frozenset({
    "Acre", "Belem", "Casey", "Center", "Central", "Chatham", "Christmas", "Creston", "Currie", "Davis", "Easter",
    "Eastern", "Gambier", "Georgia", "Greenwich", "Johnston", "Jordan", "Knox", "Macquarie", "Male", "Marengo",
    "Mendoza", "Midway", "Monterrey", "Navajo", "Nelson", "Norfolk", "North", "Oral", "Pacific", "Palmer", "Regina",
    "Resolute", "Reunion", "Samoa", "South", "Stanley", "Syowa", "Troll", "Universal", "Victoria", "Vostok", "Wake",
    "West", "Western", "Zulu",
})  # fmt: skip
_STATES = frozenset({"luxembourg", "singapore", "monaco", "djibouti", "san marino", "gibraltar"})


def city_zone(name: str, languages: tuple[str, ...] = ("en",)) -> str | None:
    """Return the zone of a city by its name in any of the languages; None for a country's name."""
    if name.title() in _NO_CITIES or (is_country(name) and name.casefold() not in _STATES):
        return None
    zone = clocks_of(name)
    if zone or languages == ("en",):
        return zone
    return next(
        (it for each in languages[1:] if (it := foreign_cities(each).get(stem(name, each)))), None
    )


def titled(name: str) -> str:
    """Return a name that is written in capitals as it is written otherwise: Dar es Salaam."""
    words = name.title().split(" ") if name.isupper() else [name]
    return " ".join(it.lower() if n and it in _SMALL else it for n, it in enumerate(words))


_SMALL = frozenset({"Es", "De", "El", "Al", "Of", "Da", "Do", "Del"})
