"""Names of cities, in the languages of reports, and the zones that they keep."""

from functools import cache

from events.cities import clocks_of
from events.drafting.mentions.countries import foreign_cities, is_country, stem

# Where ministers meet once, beside the cities that every agenda may name.
_MORE = {
    "Africa/Cairo": "Luxor",
    "Africa/Kampala": "Entebbe",
    "Africa/Nairobi": "Mombasa",
    "America/Bogota": "Cartagena, Medellín",
    "America/Mexico_City": "Guadalajara",
    "America/Toronto": "Charlevoix",
    "Asia/Almaty": "Turkistan",
    "Asia/Baku": "Ganja, Shusha",
    "Asia/Bangkok": "Chiang Mai, Phuket",
    "Asia/Bishkek": "Cholpon-Ata",
    "Asia/Kolkata": "Amritsar, Srinagar",
    "Asia/Manila": "Cebu",
    "Asia/Riyadh": "AlUla, Dammam",
    "Asia/Seoul": "Gyeongju, Incheon, Jeju",
    "Asia/Shanghai": "Boao, Chengdu, Wuhan, Xi'an",
    "Asia/Tashkent": "Bukhara, Khiva",
    "Asia/Tbilisi": "Batumi",
    "Asia/Tehran": "Isfahan",
    "Asia/Tokyo": "Kobe, Nara",
    "Asia/Yerevan": "Gyumri",
    "Europe/Amsterdam": "Eindhoven, Leiden, Noordwijk, Utrecht",
    "Europe/Athens": "Corfu, Delphi",
    "Europe/Belgrade": "Mitrovica, Novi Sad",
    "Europe/Berlin": "Bremen, Düsseldorf, Hannover, Heidelberg, Meseberg, Nuremberg, Ramstein, Weimar",
    "Europe/Brussels": "Leuven, Liège, Namur, Ypres",
    "Europe/Bucharest": "Cluj-Napoca, Constanța, Sibiu",
    "Europe/Budapest": "Debrecen",
    "Europe/Copenhagen": "Aarhus, Odense",
    "Europe/Helsinki": "Espoo, Kuopio, Rovaniemi, Tampere, Turku",
    "Europe/Istanbul": "Gaziantep",
    "Europe/Kyiv": "Chernihiv, Dnipro",
    "Europe/Lisbon": "Coimbra",
    "Europe/London": "Leeds, Liverpool",
    "Europe/Madrid": "Bilbao, Málaga, Toledo",
    "Europe/Moscow": "Belgorod, Grozny",
    "Europe/Oslo": "Bergen, Lillehammer, Stavanger, Tromsø",
    "Europe/Paris": "Bordeaux, Cannes, Chantilly, Évian, Lille, Nantes, Rambouillet, Toulouse",
    "Europe/Podgorica": "Budva",
    "Europe/Riga": "Jūrmala",
    "Europe/Rome": "Assisi, Bologna, Capri, Fasano, Palermo, Stresa, Taormina",
    "Europe/Skopje": "Ohrid",
    "Europe/Sofia": "Plovdiv, Varna",
    "Europe/Stockholm": "Uppsala",
    "Europe/Tallinn": "Narva, Tartu",
    "Europe/Vienna": "Alpbach, Graz, Innsbruck, Linz",
    "Europe/Vilnius": "Kaunas, Klaipėda",
    "Europe/Warsaw": "Katowice, Poznań, Rzeszów, Sopot, Wrocław",
    "Europe/Zagreb": "Dubrovnik",
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
_STATES = frozenset({"luxembourg", "singapore", "monaco", "djibouti", "san marino", "gibraltar"})


def city_zone(name: str, languages: tuple[str, ...] = ("en",)) -> str | None:
    """Return the zone of a city by its name in any of the languages; None for a country's name."""
    if name.title() in _NO_CITIES or (is_country(name) and name.casefold() not in _STATES):
        return None
    zone = clocks_of(name) or _more_cities().get(name.casefold())
    if zone or languages == ("en",):
        return zone
    return next(
        (it for each in languages[1:] if (it := foreign_cities(each).get(stem(name, each)))), None
    )


@cache
def _more_cities() -> dict[str, str]:
    return {name.casefold(): zone for zone, names in _MORE.items() for name in names.split(", ")}


def titled(name: str) -> str:
    """Return a name that is written in capitals as it is written otherwise: Dar es Salaam."""
    words = name.title().split(" ") if name.isupper() else [name]
    return " ".join(
        it.lower() if n and it in _SMALL else _CAPITALS.get(it, it) for n, it in enumerate(words)
    )


_SMALL = frozenset({"Es", "De", "El", "Al", "Of", "Da", "Do", "Del"})
_CAPITALS = {"Dc": "DC"}
