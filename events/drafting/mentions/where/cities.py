"""Names of cities, in the languages of reports, and the zones that they keep."""

from functools import cache, lru_cache
from typing import NamedTuple

from events.cities import clocks_of
from events.drafting.mentions.where.countries import (
    country_code,
    country_name,
    foreign_cities,
    is_country,
    stem,
    zone_of_country,
    zones_of,
    zones_of_region,
)
from events.drafting.mentions.where.towns import Namesakes, folded, namesakes

# Where ministers meet once, of what the table of towns has not or has by a name of several.
_MORE = {
    "America/Bogota": "Cartagena, Medellín",
    "America/Toronto": "Charlevoix",
    "Asia/Bishkek": "Cholpon-Ata",
    "Asia/Shanghai": "Boao",
    "Asia/Tashkent": "Bukhara, Khiva",
    "Asia/Tokyo": "Nara",
    "Europe/Amsterdam": "Noordwijk",
    "Europe/Athens": "Corfu, Delphi",
    "Europe/Belgrade": "Mitrovica",
    "Europe/Berlin": "Heidelberg, Meseberg, Ramstein",
    "Europe/Brussels": "Liège, Ypres",
    "Europe/London": "Leeds",
    "Europe/Madrid": "Toledo",
    "Europe/Oslo": "Bergen",
    "Europe/Paris": "Bordeaux, Cannes, Chantilly, Évian, Évian-les-Bains",
    "Europe/Rome": "Assisi, Capri, Fasano, Palermo, Stresa, Taormina",
    "Europe/Vienna": "Alpbach",
    "Europe/Zurich": "Bürgenstock, Crans-Montana",
}  # fmt: skip
# Names of zones that are hardly meant as cities, or are countries'.
_NO_CITIES = frozenset({
    "Acre", "Belem", "Casey", "Center", "Central", "Chatham", "Christmas", "Creston", "Currie", "Davis", "Easter",
    "Eastern", "Gambier", "Georgia", "Greenwich", "Johnston", "Jordan", "Knox", "Macquarie", "Male", "Marengo",
    "Mendoza", "Midway", "Monterrey", "Navajo", "Nelson", "Norfolk", "North", "Oral", "Pacific", "Palmer", "Regina",
    "Resolute", "Reunion", "Samoa", "South", "Stanley", "Syowa", "Troll", "Universal", "Victoria", "Vostok", "Wake",
    "West", "Western", "Zulu",
})  # fmt: skip
_STATES = frozenset(
    {"vatican city", "luxembourg", "singapore", "monaco", "djibouti", "san marino", "gibraltar"}
)


# Names that these tables or those of zones have, and great towns of other zones as well.
_OF_SEVERAL = frozenset({"cordoba", "georgetown", "merida", "sanjose", "sanluis", "santarem", "valencia", "vincennes"})  # fmt: skip
_SHORT = 2  # letters: VA is Virginia behind its cities, and DE may be Germany
_CANDIDATES = 4  # that are told of


class City(NamedTuple):
    """What a name says as that of a city.

    - ``zone``: None if towns of several zones have the name, as ``why`` says then
    - ``is_known``: some table has it; ``is_town``: only that of towns
    - ``is_doubtful``: it is a word or a person's name as well
    """

    zone: str | None
    why: str | None = None
    is_town: bool = False
    is_doubtful: bool = False
    is_known: bool = True


def city_named(name: str, languages: tuple[str, ...] = ("en",)) -> City | None:
    """Return what is known of a name in any of the languages; None if it is no city's."""
    zone = known_zone(name, languages)
    return City(zone) if zone else town_of(name)


def city_zone(name: str, languages: tuple[str, ...] = ("en",)) -> str | None:
    """Return the zone of a name that is a city's, and hardly anything else."""
    city = city_named(name, languages)
    return city.zone if city and not city.is_doubtful else None


def known_zone(name: str, languages: tuple[str, ...] = ("en",)) -> str | None:
    """Return the zone of one of the cities where diplomats meet, unless others have its name."""
    zone = zone_in_agendas(name, languages)
    return None if zone is None or folded(name) in _OF_SEVERAL else zone


@lru_cache(maxsize=2048)
def zone_in_agendas(name: str, languages: tuple[str, ...] = ("en",)) -> str | None:
    """Return the zone that an agenda means by a city where diplomats meet."""
    if not _may_be_city(name) or name.title() in _NO_CITIES:
        return None
    zone = clocks_of(name) or _more_cities().get(folded(name))
    if zone or languages == ("en",):
        return zone
    foreign = _foreign(name, languages)
    return foreign[1] if foreign else None


def uninflected(name: str, languages: tuple[str, ...]) -> str:
    """Return a city's name without the ending of its case in Russian: в Москве is Москва."""
    foreign = _foreign(name, languages) if "ru" in languages else None
    return foreign[0] if foreign else name


def _foreign(name: str, languages: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the name and the zone of a city that has that name in one of the languages."""
    found = (foreign_cities(each).get(stem(name, each)) for each in languages[1:])
    return next(filter(None, found), None)


def town_of(name: str) -> City | None:
    """Return what the table of towns says of a name."""
    found = namesakes(name) if _may_be_city(name) else Namesakes()
    if not found.towns:
        return None
    why = None if found.zone else f"{titled(name)} may be that of {_candidates(found)}"
    return City(found.zone, why, True, found.is_doubtful)


def _may_be_city(name: str) -> bool:
    return not is_country(name) or name.casefold() in _STATES


def _candidates(found: Namesakes) -> str:
    places = dict.fromkeys(f"{country_name(code)} ({zone})" for code, zone, _ in found.towns)
    shown = [*places][:_CANDIDATES]
    return " or ".join((*shown, "another") if len(places) > len(shown) else shown)


def city_within(name: str, country: str) -> City | None:
    """Return what a name says as that of a city in a country, or in a part of one.

    None if it is a city elsewhere: Brussels, Luxembourg and Strasbourg.
    """
    code, region = country_code(country), zones_of_region(country)
    zones = (*(zones_of(code) if code else ()), *region)
    known = known_zone(name) or clocks_of(name)
    if known in zones:
        return City(known)
    there = namesakes(name).within(code, region)
    if there.towns:
        return City(there.zone, None if there.zone else f"which {name} in {country} is not told")
    if known or len(country) == _SHORT:
        return None
    only = zones[0] if len(zones) == 1 else None if region else zone_of_country(country)
    return City(
        only, f"{country} has no other clocks than {only}" if only else None, is_known=False
    )


@cache
def _more_cities() -> dict[str, str]:
    return {folded(name): zone for zone, names in _MORE.items() for name in names.split(", ")}


def titled(name: str) -> str:
    """Return a name that is written in capitals as it is written otherwise: Dar es Salaam."""
    words = name.title().split(" ") if name.isupper() else [name]
    return " ".join(
        it.lower() if n and it in _SMALL else _CAPITALS.get(it, it) for n, it in enumerate(words)
    )


_SMALL = frozenset({"Es", "De", "El", "Al", "Of", "Da", "Do", "Del"})
_CAPITALS = {"Dc": "DC"}
