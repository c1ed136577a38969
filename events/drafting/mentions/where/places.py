"""Cities and countries that a text mentions as places: where, not who."""

import re
from dataclasses import dataclass

from events.drafting.mentions.where.cities import (
    City,
    city_named,
    city_within,
    known_zone,
    titled,
    uninflected,
)
from events.drafting.mentions.where.countries import (
    country_code,
    is_country,
    zone_of_country,
    zones_of_region,
)
from events.drafting.mentions.where.names import NAME, RUN, WITHIN, WORD
from events.drafting.mentions.where.positions import (
    Span,
    is_said,
    is_topic,
    is_where,
    is_where_town,
)
from events.drafting.mentions.where.town_positions import (
    is_part_of_name,
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place: a city as it is written, or a country alone.

    - ``zone``: whose clocks it is known to keep
    - ``why``: where the text does not name the city, what it is told by; ``is_doubtful`` if it may
      be another one
    - ``zone_why``: what else tells its zone than the city's name, or why none is known
    - ``inflected``: the city as the text has it, where that is in another case than its name
    """

    span: Span
    city: str | None
    country: str | None = None
    zone: str | None = None
    why: str | None = None
    is_doubtful: bool = False
    zone_why: str | None = None
    inflected: str | None = None


_CITY = rf"{NAME}(?:[ ]{WITHIN}{NAME}){{0,2}}"
_UNKNOWN = re.compile(
    rf"\b(?:in|near|(?:in|at|near|to|of) the (?:[\w-]+ ){{0,2}}(?:village|town|city|resort|hamlet|commune|municipality|island|port|spa|suburb) of|at the University of|(?:an der|die|der) Universität|à l['’]université de)\s+(?P<city>{_CITY})"
)
# What every town has, and then which town: Town Hall, Tobermory
_OF_TOWN_HALL = re.compile(
    r"\b(?:(?:Town|City|Village|Community|Parish|Guild|Memorial|Municipal|Civic|Service|County)\s(?:Hall|Centre|Center|Offices?|Chambers?)|Public Library|Guildhall|"
    r"Rathaus|Bürgerhaus|Mairie|Hôtel de Ville|Salle des fêtes),\s(?:\d*\s?[\w' ]{2,30}\s(?:Street|Road|Avenue|Square|Lane),\s)?"
    rf"(?P<city>{_CITY})(?=\s*(?:$|[.;)(\0]))"
)
_WITH_COUNTRY = re.compile(
    rf"(?P<city>{_CITY})(?=(?P<then>,\s+|\s\()(?:the\s+)?(?P<country>{NAME}(?:[ ]{NAME}){{0,2}}))"
)
_NO_PLACES = re.compile(
    r"(?:Europe|Asia|Africa|America|Latin|Middle|Parliament|Congress|Council|Session|Summit|NATO|EU|UN|OSCE|"
    r"UN|English|French|German|Russian|Chiefs|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|This|Support|"
    r"Alaska|California|Texas|Hawaii|Florida|Crimea|Siberia|Donbas|Gaza|Kashmir|Bavaria|Scotland|Wales|Catalonia|Kurdistan|Alberta|"
    r"Union|Independence|Reading|Page|Mobile|Public|Open|Closed|Private|Joint|Article|Annex|Phase|Track|Operation|Order|Part|Level|Section|Chapter|"
    r"Arabic|Chinese|Mandarin|Spanish|Italian|Portuguese|Ukrainian|Polish|Turkish|Farsi|Hebrew|Japanese|Korean|Hindi|Ramadan|Lent|Advent|Easter|"
    r"Christmas|Police|Ministry|Department|Commission|Chamber|Schengen|Eurozone|Zoom|Teams|Bundestag|Knesset|Sejm|Kremlin|"
    r"Advance|Advisory|Preview|Update|Outlook|Briefing|Note|Press|Media|"
    r"Working|Plenary|Central|South|North|East|West|Western|Eastern|Balkans|Black|Baltic|Mr|Ms|President|"
    r"Committee|House|Hall|Room|Building|Court|European|International|United)\b"
)


_ROOMS = re.compile(
    r"\b(?:\w*[Rr]oom|Hall|Building|Cent(?:re|er)|Chamber|Palace|Auditorium|Theatre|Hotel|Saal|Salle|Schloss|Palais|Haus|Rathaus|Ministerium|Residenz|Villa|Château|Office|Square|Tower|"
    r"Lobby|Gate|Terminal|Campus|Conference|Annex|Street|Road|Avenue|Boulevard|Lane|Session|Plenary|Ministry|Department|Headquarters|Embassy|"
    r"Consulate|Library|Museum|Church|Cathedral|Mosque|Stadium|Arena|Airport|Station|College|School|Institute|Academy|Club|Group|Bank|Barracks)\b"
)


def find_places(
    text: str, languages: tuple[str, ...] = ("en",), listed: bool = False
) -> list[PlaceMention]:
    """Find the places in a sentence; in a line of a list, a city alone is one, too.

    - A city that is known is one where a preposition leads to it, or where it hosts.
    - One that is not known is one behind "in", before a comma and its country, or behind a town hall.
    - What was said in a city is not held there.
    """
    found: list[PlaceMention] = []
    for match in _WITH_COUNTRY.finditer(text):
        _add(found, _with_country(match, text))
    for run in RUN.finditer(text):
        for mention in _known_cities(run, text, languages, listed):
            _add(found, mention)
    for match in _UNKNOWN.finditer(text):
        _add(found, _unknown(match, text))
    if listed:
        for match in _OF_TOWN_HALL.finditer(text):
            _add(found, place_of(match.span("city"), match["city"]))
    return sorted(found, key=lambda it: it.span)


def _add(found: list[PlaceMention], mention: PlaceMention | None) -> None:
    if mention and not any(
        it.span[0] < mention.span[1] and mention.span[0] < it.span[1] for it in found
    ):
        found.append(mention)


def _known_cities(
    run: re.Match[str], text: str, languages: tuple[str, ...], listed: bool
) -> list[PlaceMention]:
    words = list(WORD.finditer(run[0]))
    found, at = [], 0
    while at < len(words):
        for last in range(len(words), at, -1):
            name = run[0][words[at].start() : words[last - 1].end()]
            is_last = last == len(words) and not re.match(r"\s\w", text[run.end() :])
            if not is_last or city_named(name, languages) is None:  # Riga's, but St. John's
                name = re.sub(r"['’]s$", "", name)
            start = run.start() + words[at].start()
            span = start, start + len(name)
            city = _city(name, span, text, languages)
            if city is None:
                continue
            if name.isupper() and len(name) > 2:
                name = titled(name)
            if (
                is_where_town(span, text, listed, city)
                if city.is_town
                else is_where(span, text, listed)
            ):
                own = uninflected(name, languages)
                case = None if own.casefold() == name.casefold() else text[slice(*span)]
                found.append(PlaceMention(span, own, None, city.zone, None, False, city.why, case))
            at = last - 1
            break
        at += 1
    return found


def _city(name: str, span: Span, text: str, languages: tuple[str, ...]) -> City | None:
    """Return what is known of a name; one of the many towns is none with other names about it."""
    before, after = text[: span[0]], text[span[1] :]
    if is_part_of_name(before, after) and not text.isupper():
        zone = known_zone(name, languages)
        return City(zone) if zone else None
    return city_named(name, languages)


_LEADS = re.compile(r"\b(?:in|at|near|to|outside|visits?|visiting)\s+$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^\s*|[,(–-]\s*|\b(?:summit|conference|Summit|Conference),?\s+)$")


def _with_country(match: re.Match[str], text: str) -> PlaceMention | None:
    name, country = match["city"], match["country"]
    code = country_code(country)
    region = zones_of_region(country)
    if (
        (code is None and not region)
        or is_country(name)
        or _NO_PLACES.match(name)
        or _ROOMS.search(name)
    ):
        return None
    before = text[: match.start()]
    is_led = _LEADS.search(before)
    if not (is_led or _OPENS.search(before)):
        return None
    city = city_within(name, country)
    if city is None or ("(" in match["then"] and not is_led and not city.is_known):
        return None  # who is in brackets from a country is a person
    return PlaceMention(
        (match.start(), match.end("country")),
        titled(name),
        country if code and not region else None,
        city.zone,
        zone_why=city.why,
    )


def _unknown(match: re.Match[str], text: str) -> PlaceMention | None:
    name = match["city"]
    before = text[: match.start("city")]
    if (
        is_said(before)
        or len(name) < 3
        or name.isupper()
        or name.endswith(("'s", "’s"))
        or is_topic(before)
    ):
        return None
    if is_country(name):
        return PlaceMention(match.span("city"), None, name, zone_of_country(name))
    if re.match(r"\s+(?:time|[A-Z])", text[match.end() :]):
        return None
    return place_of(match.span("city"), name)


def place_of(span: Span, name: str) -> PlaceMention | None:
    """Return a place that a text plainly says is a city, whether a table has it or not.

    None for what is no city's name: a month, a room, a body.
    """
    if _NO_PLACES.match(name) or _ROOMS.search(name):
        return None
    city = city_named(name) or City(None)
    return PlaceMention(span, name, None, city.zone, zone_why=city.why)


def is_lone_name(text: str) -> bool:
    """Tell whether a text is one name and no more, of a town or a house that no table has."""
    name = text.strip(" .")
    is_name = re.fullmatch(_CITY, name) and not (name.isupper() or _NO_PLACES.match(name))
    return bool(is_name) and not (_ROOMS.search(name) or is_country(name) or _TO_COME.match(name))


_TO_COME = re.compile(
    r"(?:Virtual|Online|Hybrid|Webinar|Same|Various|Remote|Tbc|Tba|Confirmed|Unknown)\b"
)
