"""The one place that a title names: G7 HIROSHIMA SUMMIT."""

import re

from events.drafting.mentions.where.cities import city_zone, known_zone, titled
from events.drafting.mentions.where.countries import zone_of_country
from events.drafting.mentions.where.longer_names import is_named_for
from events.drafting.mentions.where.names import NAME, RUN, WORD
from events.drafting.mentions.where.places import PlaceMention


def city_in_title(text: str) -> PlaceMention | None:
    """Return the one known city that a title names, wherever it stands in it: G7 HIROSHIMA SUMMIT."""
    found: dict[str, PlaceMention] = {}
    for run in RUN.finditer(text):
        words = [*WORD.finditer(run[0])]
        for at in range(len(words)):
            for last in range(len(words), at, -1):
                name = run[0][words[at].start() : words[last - 1].end()]
                name = titled(re.sub(r"['’]s$", "", name))
                start = run.start() + words[at].start()
                is_held = at == 0 and _HELD_THERE.match(text, start + len(name))
                zone = city_zone(name) if is_held else known_zone(name)
                after = text[start + len(name) :]
                is_other = is_named_for(after) or _OF_TALKS.match(after)
                if zone and len(name) > 3 and not is_other:
                    span = start, start + len(name)
                    found.setdefault(zone, PlaceMention(span, name, None, zone))
                    break
    if not found:
        return _country_in_title(text)
    return next(iter(found.values())) if len(found) == 1 else None


def _country_in_title(text: str) -> PlaceMention | None:
    """Return the country that a title ends with, or whose ministry's schedule it is."""
    at_end, ministry = _COUNTRY_AT_END.search(text), _OF_MINISTRY.search(text)
    for country in filter(None, (at_end, ministry)):
        name = titled(country["name"])
        if zone := zone_of_country(name):
            why = f"the heading names who is of {name}" if country is ministry else None
            return PlaceMention(country.span("name"), None, name, zone, why, bool(why))
    return None


_OF_MINISTRY = re.compile(
    r"(?i:schedule|appointments|engagements|agenda|diary|calendar|program(?:me)?|guidance|ministry)\b[^\0]*"
    rf"\b(?i:of)\s+(?:(?i:the)\s+)?(?:(?i:republic|kingdom)\s+(?i:of)\s+(?:(?i:the)\s+)?)?(?P<name>{NAME}(?: {NAME})?)"
    r"\s*(?:[,:;)(–—\0-]|$)"
)
_COUNTRY_AT_END = re.compile(rf"(?:,|\bin|[–—-])\s(?P<name>{NAME}(?: {NAME})?)\s*(?:[,:;)(–—\0]|$)")
_HELD_THERE = re.compile(r"\s+(?:\w+\s+){0,2}(?i:summit|forum|conference|meeting|talks|dialogue)\b")
_OF_TALKS = re.compile(r"\s+(?i:talks on|time)\b|[-–]\w")
