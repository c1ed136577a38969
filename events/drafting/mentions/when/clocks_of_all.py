"""By whose clocks a report says that all of its times are: all times CET, (heures GMT)."""

import re
from typing import NamedTuple

from events.cities import clocks_of
from events.drafting.mentions.when.hour_mentions import HourMention
from events.drafting.mentions.when.hours import LONG_ZONES, find_hours
from events.drafting.mentions.where.cities import known_zone
from events.zones import UNIVERSAL, zones_meant

# What is told of all times: the words for them, and those that may stand before whose they are.
_OF_TIMES = re.compile(
    r"(?<![\w-])(?:(?:[Aa]ll|ALL)\s|(?<![a-z] ))(?:[Tt]imes|TIMES|[Hh]ours|HOURS|(?<=[Aa]ll )[Tt]ime|[Tt]ime(?=\s(?:in|zone|is|\())|TIME(?=\s(?:IN|ZONE|\()))\b"
    r"|(?<![\w-])(?:[Tt]ous les horaires|[Hh]oraires|(?:[Tt]outes les\s|[Ll]es\s)?[Hh]eures)(?:\s(?:indiquées|indiqués|données|mentionnées))?\b"
    r"|(?<![\w-])(?:[Aa]lle\s)?(?:Zeiten|Zeitangaben|Uhrzeiten|Zeitzone)\b"
    r"|(?<![\w-])(?:[Вв]с[её] )?[Вв]ремя\b"
)
_BETWEEN = re.compile(
    r"(?:[\s:,(=–—-]|\b(?:are|is|will be|given|shown|listed|quoted|stated|indicated|expressed|noted|below|here|those of|in|at|the|as|for|per|to|according|"
    r"local|zone|clocks?|sont|est|en|à|de|la|du|celles?|ceux|locales?|locaux|l['’]heure|heure|d['’]|sind|(?-i:ist)|nach|der|Ortszeit|in|указано|по|местное)\b)*",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)")
_WORDS = re.compile(r"[A-ZÀ-ŽА-Я][\w'’.-]*(?:\s[A-ZÀ-ŽА-Я][\w'’-]*){0,2}|московск\w+")
_BRACKETED = re.compile(r"[\w ]{3,25}\((?=[A-Z])")
# Whose time it is, where no word for all times stands before: (Vienna time), 10:00 Vienna time unless
_OF_CITY = re.compile(
    r"(?m:^)[^\S\n]*(?P<whose>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s(?:local\s)?times?[^\S\n]*(?:\(|(?m:$))|(?:(?P<open>\()|(?P<hour>\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?\s)?))(?P<city>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s(?:local\s)?[Tt]ime(?:\)|,?\s(?P<unless>unless\b))"
    r"|\((?:heure de|Ortszeit|Zeit in)\s(?P<ville>[A-ZÀ-Ž][\w'’-]+)\)|\((?:по )?(?P<moscow>московск\w+) врем\w+\)"
)
# GMT unless stated; Everything in CET
_BUT_WHERE = re.compile(
    r"(?:(?m:^)|(?<=[.;:*(|–—]))[^\S\n]*(?:(?:[Aa]ll|ALL|[Ee]verything|[Hh]ours)\s(?:is\s|are\s)?(?:in\s|at\s|by\s)?)?"
    r"(?=(?P<whose>[A-Z][\w'’.+-]*(?:[ ][A-Z][\w'’-]+){0,2})(?:\s(?:local\s)?time)?,?[ ]"
    r"(?:(?:unless|if not|except(?:\s(?:where|when|as))?|where not)\s(?:it is\s)?(?:otherwise|stated|indicated|noted|specified|marked|shown|given|said)\b"
    r"|throughout\b(?=[\s.;)]*(?:$|\n)))"
    r")"
)
_HOUR_BEFORE = re.compile(r"(?:\d|[ap]\.?m\.?|\b(?:h|hrs|hours|Uhr|noon|midnight|heures))[\s,]*$")
_OF_EVERY_MEETING = re.compile(
    r"\b(?:[Aa]ll|ALL)\s(?:[\w-]+\s){0,3}(?:meetings|sessions|hearings|briefings|sittings|events)\s[^.;\n]{0,60}?\b(?:at|from)\s(?=\d)"
)
_WRAPPED = re.compile(r"(?<=[\w,])\n(?=[a-z(])|(?<=\btimes)\n|(?<=\bare)\n|(?<=\bin)\n")
_UNLESS = re.compile(
    r"[^.;\d]{0,40}\b(?:unless|except (?:where|when|as)|if not)\s(?:it is )?(?:otherwise|stated|indicated|noted|specified|marked|shown)"
)
_LONGEST = 60  # characters behind the words for all times
_MOSCOW = "московск"


class ClocksOfAll(NamedTuple):
    """Whose clocks: an abbreviation, an offset, GMT or a city's; of a city also its name as written."""

    said: str = ""
    city: str | None = None


def clocks_of_all(text: str, languages: tuple[str, ...] = ("en",)) -> ClocksOfAll:
    """Return by whose clocks a report says that all of its times are; empty where it does not say so.

    What stands in brackets behind an hour is of that hour alone.
    """
    text = _WRAPPED.sub(" ", text)
    for words in _OF_TIMES.finditer(text):
        rest = text[words.end() : words.end() + _LONGEST]
        behind = rest[_end(_BETWEEN.match(rest)) :]
        if found := _meant(behind, languages):
            return found
        if (bracket := _BRACKETED.match(behind)) and (
            found := _meant(behind[bracket.end() :], languages)
        ):
            return found
    for but in _BUT_WHERE.finditer(text):
        if found := _meant(but["whose"], languages):
            return found
    for own in _OF_CITY.finditer(text):
        if own["open"] and _HOUR_BEFORE.search(text[: own.start()]):
            continue
        if own["hour"] and not own["unless"]:
            continue
        if found := _meant(own["whose"] or own["city"] or own["ville"] or own["moscow"], languages):
            return found
    return ClocksOfAll()


def hour_of_all(text: str) -> HourMention | None:
    """Return the hour at which a report says that all meetings are of which it tells no other."""
    for every in _OF_EVERY_MEETING.finditer(text):
        behind = text[every.end() : every.end() + _LONGEST]
        hour = next(iter(find_hours(behind)), None)
        if hour and hour.span[0] == 0 and _UNLESS.match(behind, hour.span[1]):
            return hour
    return None


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _meant(text: str, languages: tuple[str, ...]) -> ClocksOfAll | None:
    """Return whose clocks a text begins with."""
    if offset := _OFFSET.match(text):
        return ClocksOfAll(offset[0].replace(" ", ""))
    words = _WORDS.match(text)
    if words is None:
        return None
    if words[0].startswith(_MOSCOW):
        return ClocksOfAll("MSK")
    names = words[0].split()
    for last in range(len(names), 0, -1):
        name = " ".join(names[:last]).rstrip(".")
        if name.isupper() and (name in UNIVERSAL or zones_meant(name)):
            return ClocksOfAll(name)
        if long := LONG_ZONES.get(name):
            return ClocksOfAll(_summery(long, names[last:]))
        if clocks_of(name):
            return ClocksOfAll(name, name)
        if (zone := known_zone(name, languages)) and clocks_of(_city_of(zone)):
            return ClocksOfAll(_city_of(zone), name)
    return None


def _city_of(zone: str) -> str:
    """Return the city that a zone is named for."""
    return zone.rpartition("/")[2].replace("_", " ")


def _summery(abbreviation: str, then: list[str]) -> str:
    """Return an abbreviation with the half of the year that is told: Central European Summer."""
    is_summer = then[:1] == ["Summer"] or then[:1] == ["Daylight"]
    summer = {"CET": "CEST", "EET": "EEST", "WET": "WEST"}
    return summer.get(abbreviation, abbreviation) if is_summer else abbreviation
