"""Which zone a city keeps that gives none its name: capitals, and where diplomats meet."""

from functools import cache
from string import ascii_lowercase

import pytz

from events.text import plain_letters

# Cities by their zones, and other names of cities that zones are named for. San Juan and Petersburg
# are also zones, of places in Argentina and in Indiana, which are hardly meant.
CITIES = {
    "Africa/Abidjan": "Yamoussoukro",
    "Africa/Blantyre": "Lilongwe",
    "Africa/Bujumbura": "Gitega",
    "Africa/Cairo": "Alexandria, Sharm el-Sheikh",
    "Africa/Casablanca": "Rabat, Marrakech, Marrakesh, Tangier",
    "Africa/Dar_es_Salaam": "Arusha, Dodoma",
    "Africa/Douala": "Yaoundé",
    "Africa/Johannesburg": "Bloemfontein, Cape Town, Durban, Pretoria",
    "Africa/Lagos": "Abuja",
    "Africa/Mbabane": "Lobamba",
    "Africa/Tripoli": "Benghazi",
    "America/Barbados": "Bridgetown",
    "America/Belize": "Belmopan",
    "America/Chicago": "Dallas, Houston",
    "America/Costa_Rica": "San José",
    "America/Dominica": "Roseau",
    "America/Edmonton": "Calgary, Kananaskis",
    "America/El_Salvador": "San Salvador",
    "America/Grenada": "St George's, Saint George's",
    "America/Guatemala": "Guatemala City",
    "America/Guayaquil": "Quito",
    "America/Guyana": "Georgetown",
    "America/Jamaica": "Kingston",
    "America/La_Paz": "Sucre",
    "America/Los_Angeles": "San Francisco, Seattle",
    "America/New_York": "Washington, Washington DC, Atlanta, Boston, Camp David, Miami, "
    "Philadelphia, Pittsburgh",
    "America/Panama": "Panama City",
    "America/Puerto_Rico": "San Juan",
    "America/Sao_Paulo": "Brasília, Rio, Rio de Janeiro",
    "America/St_Kitts": "Basseterre",
    "America/St_Lucia": "Castries",
    "America/St_Vincent": "Kingstown",
    "America/Toronto": "Ottawa, Montreal, Quebec",
    "Asia/Aden": "Sanaa",
    "Asia/Almaty": "Astana, Nur-Sultan",
    "Asia/Baghdad": "Basra, Erbil, Samarra",
    "Asia/Bahrain": "Manama",
    "Asia/Brunei": "Bandar Seri Begawan",
    "Asia/Colombo": "Kotte, Sri Jayawardenepura Kotte",
    "Asia/Dubai": "Abu Dhabi, Sharjah",
    "Asia/Hebron": "Ramallah",
    "Asia/Ho_Chi_Minh": "Hanoi, Da Nang, Ho Chi Minh City, Saigon",
    "Asia/Jerusalem": "Tel Aviv, Haifa",
    "Asia/Karachi": "Islamabad, Lahore, Rawalpindi",
    "Asia/Kolkata": "Delhi, New Delhi, Bangalore, Bengaluru, Bombay, Calcutta, Chennai, Goa, "
    "Hyderabad, Mumbai",
    "Asia/Kuala_Lumpur": "Putrajaya",
    "Asia/Kuwait": "Kuwait City",
    "Asia/Makassar": "Bali, Denpasar, Nusa Dua",
    "Asia/Qatar": "Doha",
    "Asia/Riyadh": "Jeddah, Mecca, Medina",
    "Asia/Seoul": "Busan, Panmunjom",
    "Asia/Shanghai": "Beijing, Peking, Guangzhou, Hangzhou, Shenzhen, Tianjin",
    "Asia/Tokyo": "Hiroshima, Kyoto, Nagasaki, Osaka",
    "Asia/Yangon": "Naypyidaw, Nay Pyi Taw, Rangoon",
    "Atlantic/Cape_Verde": "Praia",
    "Atlantic/Faroe": "Tórshavn",
    "Australia/Sydney": "Canberra",
    "Europe/Amsterdam": "The Hague, Hague, Den Haag, Maastricht, Rotterdam",
    "Europe/Athens": "Thessaloniki",
    "Europe/Belgrade": "Pristina, Prishtina",
    "Europe/Berlin": "Bonn, Cologne, Köln, Dresden, Frankfurt, Hamburg, Leipzig, Munich, München, "
    "Potsdam, Stuttgart",
    "Europe/Brussels": "Brussel, Bruselas, Bruxelles, Antwerp, Bruges, Ghent, Mons",
    "Europe/Chisinau": "Tiraspol",
    "Europe/Dublin": "Shannon",
    "Europe/Istanbul": "Ankara, Antalya, Izmir",
    "Europe/Kyiv": "Kiev, Kharkiv, Lviv, Odesa, Odessa",
    "Europe/Lisbon": "Lisboa, Porto",
    "Europe/London": "Belfast, Cardiff, Edinburgh, Glasgow, Manchester",
    "Europe/Madrid": "Barcelona, Granada, Seville, Valencia",
    "Europe/Malta": "Valletta",
    "Europe/Moscow": "Moskva, Kazan, Nizhny Novgorod, Petersburg, Saint Petersburg, St Petersburg, "
    "Sochi",
    "Europe/Paris": "Biarritz, Lyon, Marseille, Nice, Strasbourg, Versailles",
    "Europe/Prague": "Praha, Brno",
    "Europe/Rome": "Roma, Florence, Milan, Milano, Naples, Trieste, Turin, Venice",
    "Europe/Stockholm": "Gothenburg, Malmö",
    "Europe/Tirane": "Tirana",
    "Europe/Vienna": "Wien, Salzburg",
    "Europe/Vatican": "Vatican City",
    "Europe/Warsaw": "Warszawa, Gdańsk, Kraków",
    "Europe/Zurich": "Geneva, Genève, Genf, Basel, Bern, Berne, Davos, Lausanne, Lucerne, Lugano, "
    "Montreux",
    "Indian/Comoro": "Moroni",
    "Indian/Maldives": "Malé",
    "Indian/Mauritius": "Port Louis",
    "Pacific/Auckland": "Wellington, Christchurch",
    "Pacific/Efate": "Port Vila",
    "Pacific/Fiji": "Suva",
    "Pacific/Guadalcanal": "Honiara",
    "Pacific/Palau": "Koror, Ngerulmud",
    "Pacific/Pohnpei": "Palikir",
    "Pacific/Tahiti": "Papeete",
    "Pacific/Tongatapu": "Nuku'alofa",
}
# Areas whose zones are named for a part of a country, as US/Eastern is: no city is meant.
PARTED = ("US/", "Canada/")
# One letter makes another city of a shorter name: Bari is no Bali. Two letters that change places
# hardly ever do, if it has four of them: Olso.
SHORTEST_TO_GUESS, SHORTEST_TO_SWAP = 5, 4


def zone_of_city(name: str) -> str | None:
    """Return the zone of the city in an unknown zone name, which may be misspelt by one slip.

    None if no city is like it, or cities of several zones are. Only what follows the last slash
    is compared: whole names would make Europe/Guernsey of Europe/Geneva.
    """
    zones = _zones_by_city()
    city = _letters(name.rpartition("/")[2])
    meant = {city} if city in zones else _slips(city)
    found = {zones[other] for other in meant & zones.keys()}
    zone = found.pop() if len(found) == 1 else None
    return None if zone is None or zone.startswith(PARTED) else zone


def nearest_city(name: str) -> str | None:
    """Return the city that is one slip away from a name of none that is known."""
    zones, city = _zones_by_city(), _letters(name)
    if city in zones or zone_of_city(name) is None:
        return None
    of_zones = {_letters(it.rpartition("/")[2]) for it in pytz.common_timezones}
    found = sorted(_slips(city) & zones.keys(), key=lambda it: (it not in of_zones, it))
    return _names()[found[0]] if found else None


def clocks_of(city: str) -> str | None:
    """Return the zone that a city is known to keep, or None for one that is not known."""
    zone = _zones_by_city().get(_letters(city))
    return None if zone is None or zone.startswith(PARTED) else zone


@cache
def _zones_by_city() -> dict[str, str]:
    named = {_letters(zone.rpartition("/")[2]): zone for zone in pytz.common_timezones}
    others = {_letters(city): zone for zone, some in CITIES.items() for city in some.split(", ")}
    return {city: zone for city, zone in named.items() if "/" in zone} | others


@cache
def _names() -> dict[str, str]:
    named = [it.rpartition("/")[2].replace("_", " ") for it in pytz.common_timezones]
    others = [city for some in CITIES.values() for city in some.split(", ")]
    return {_letters(it): it for it in (*named, *others)}


def _letters(city: str) -> str:
    """Return a city's letters as they compare: New York is New_York, and Brasília is Brasilia."""
    return "".join(filter(str.isalnum, plain_letters(city)))


def _slips(city: str) -> set[str]:
    """Return all names that are one slip away: a letter more, less or other, or two swapped.

    Two slips would make another city of it: Dubai of Mumbai, and Bern of Bergen. Of a short name
    only two letters are swapped, or none.
    """
    if len(city) < SHORTEST_TO_SWAP:
        return set()
    parts = [(city[:at], city[at:]) for at in range(len(city) + 1)]
    swapped = {left + right[1::-1] + right[2:] for left, right in parts}
    if len(city) < SHORTEST_TO_GUESS:
        return swapped
    fewer = {left + right[1:] for left, right in parts}
    other = {left + it + right[1:] for left, right in parts for it in ascii_lowercase}
    more = {left + it + right for left, right in parts for it in ascii_lowercase}
    return fewer | swapped | other | more
