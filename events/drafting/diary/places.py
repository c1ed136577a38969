"""The place that a line of the diary begins with, in capitals, as that of an event."""

from functools import cache

import pytz

from events.cities import CITIES
from events.drafting.drafted import Drafted
from events.drafting.mentions.where.cities import zone_in_agendas
from events.drafting.mentions.where.countries import is_country
from events.wording.english import ENGLISH

_UNKNOWN = ENGLISH.place_to_be_confirmed.upper()
_ONLINE = ENGLISH.online.upper()
_MAY_BE_ANOTHER = ENGLISH.to_be_confirmed.format("")


def put_places(event: Drafted, text: str) -> None:
    """Put an event where its line says that it is: GENEVA/VIENNA (to be confirmed)."""
    for token in text.split("/") if text else ():
        written = token.removesuffix(_MAY_BE_ANOTHER)
        if written != token:
            event.mark("place", f"the diary says: {token}", is_doubtful=True)
        if written == _ONLINE:
            event.is_online = True
        elif written != _UNKNOWN:
            _put(event, written)


def _put(event: Drafted, written: str) -> None:
    city = _cities().get(written)
    zone = zone_in_agendas(city) if city else None
    name = city if city and zone else " ".join(it.capitalize() for it in written.split())
    if zone is None and is_country(name) and not (event.city or event.country):
        event.country = name
        return
    if zone is None:
        event.mark("place", f"as {written} in the diary: a city, a country or a venue", True)
    if event.city or event.country:
        event.other_places.append((name, zone))
    else:
        event.city, event.place_zone = name, zone


@cache
def _cities() -> dict[str, str]:
    """Return the names of the cities that are known, by these in capitals."""
    named = (it.rpartition("/")[2].replace("_", " ") for it in pytz.common_timezones)
    others = (city for some in CITIES.values() for city in some.split(", "))
    return {it.upper(): it for it in (*named, *others)}
