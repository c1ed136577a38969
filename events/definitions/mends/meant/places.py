"""What stands in place of a city and is none, what is to be written instead, and its zone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytz

from events.cities import clocks_of
from events.definitions.mends.flow import flow
from events.definitions.mends.words import letters_of
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Refusal
from events.time_grammar import LAST_YEAR
from events.zones import parse_offset, parse_zone, tzinfo, zones_meant

TO_BE_CONFIRMED = "to be confirmed"
ONLINE = "online"

# As letters_of returns them: abbreviations, "to be …" and "not … yet", alone or behind what it is
# that is to be confirmed.
_OPEN = re.compile(
    r"(?:the)?(?:place|venue|location|city|exact|where)*(?:is|still|yet)*"
    r"(?:tbc|tba|tbd|tbn|unknown|unconfirmed|undisclosed|open"
    r"|(?:to)?be(?:confirmed|announced|determined|decided|advised|defined|agreed|specified)"
    r"|not(?:yet)?(?:known|announced|confirmed|decided)(?:yet)?"
    r"|(?:a)?confirmer|(?:a)?preciser|nochoffen|offen|уточняется)"
)
_BEHIND = r"(?i:tbc|tba|tbd|unconfirmed|to be (?:confirmed|announced|determined|decided))"
# A city, with the mark behind it that it is not sure: Geneva (TBC), Geneva, to be confirmed.
_UNSURE = re.compile(rf"(?P<city>.+?)(?:[\s,;:–-]+{_BEHIND}|\s*[(\[]\s*{_BEHIND}\s*[)\]]|\s*\?)")
_PERHAPS = re.compile(
    r"(?i:probably|possibly|perhaps|likely|tentatively|expected in)\s+(?P<city>.+)"
)
_ONLINE = re.compile(
    r"(?:held|via|by|on|in|as|per|only|a|an|the)*"
    r"(?:online|virtual|virtually|remote|remotely|zoom|webex|microsoftteams|msteams|teams|webinar"
    r"|teleconference|videoconference|videoconferencing|videocall|vtc|vc|webcast|internet)"
    r"(?:only|meeting|event|format|call)*"
)
_EITHER = re.compile(r"\s+(?:or|ou|oder|o|или|або|أو)\s+")
_DEGREES = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*°?\s*([NSEW]?)\b", re.ASCII)
_BETWEEN = re.compile(r"\s+(?:and|&|und|et|\+)\s+|\s*/\s*")


NAMES = frozenset({"Online", "Open", "Remote"})
"""Words that may be the name of a city as well, where that is said to be one."""

_YES = {"true": "yes", "y": "yes", "on": "yes", "1": "yes", "false": "no", "n": "no", "0": "no"}


@dataclass(frozen=True, slots=True)
class Meant:
    """The key and the value that say what was meant; ``inside`` says it among other keys."""

    key: str
    value: str
    inside: str

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


def place_meant(text: str) -> Meant | None:
    """Return what a text says of a place, if it is no city's name."""
    letters = letters_of(text)
    if text == TO_BE_CONFIRMED or _OPEN.fullmatch(letters):
        return Meant("place", TO_BE_CONFIRMED, f"{TO_BE_CONFIRMED}: yes")
    if text == ONLINE or _ONLINE.fullmatch(letters):
        return Meant("place", ONLINE, f"{ONLINE}: yes")
    for pattern in (_UNSURE, _PERHAPS):
        if unsure := pattern.fullmatch(text):
            inside = f"city: {flow(unsure['city'].strip())}, {TO_BE_CONFIRMED}: yes"
            return Meant("place", f"{{{inside}}}", inside)
    either = _EITHER.split(text)
    if len(either) > 1 and all(map(clocks_of, either)):
        return Meant("place", TO_BE_CONFIRMED, f"{TO_BE_CONFIRMED}: yes")
    parts = [part.strip() for part in _BETWEEN.split(text)]
    if len(parts) == 1:
        return None
    cities = [part for part in parts if not _ONLINE.fullmatch(letters_of(part))]
    if cities and len(cities) < len(parts):
        inside = f"city: {flow(' and '.join(cities))}, {ONLINE}: yes"
        return Meant("place", f"{{{inside}}}", inside)
    if all(map(clocks_of, parts)):
        return Meant("places", f"[{', '.join(map(flow, parts))}]", f"city: {flow(parts[0])}")
    return None


def city_among(text: str) -> dict[str, str] | None:
    """Return city, country and venue of a text that has them with commas: Hofburg, Vienna, Austria.

    None where there is no comma, or not one part is a city whose clocks are known.
    """
    parts = [part.strip() for part in text.split(",")]
    cities = [at for at, part in enumerate(parts) if clocks_of(part)]
    if len(parts) == 1 or len(cities) != 1:
        return None
    at = cities[0]
    found = {
        "city": parts[at],
        "country": ", ".join(parts[at + 1 :]),
        "venue": ", ".join(parts[:at]),
    }
    return {key: part for key, part in found.items() if part}


def zone_meant(agenda: Node) -> str | None:
    """Return the zone of the first event of an agenda of whose place, or start, it is known."""
    entries = agenda.entries if isinstance(agenda, MappingNode) else {}
    events = entries["events"][1] if "events" in entries else None
    for event in events.items if isinstance(events, ListNode) else ():
        start = next(iter(_texts_of(event, "start")), "").rpartition(" ")[2]
        named = start if start in pytz.common_timezones_set else None
        if zone := zone_of_place(event) or named:
            return zone
    return None


def zone_of_place(event: Node) -> str | None:
    """Return the zone of an event's place, if it names one, or its city is known."""
    return next((zone for it in _texts_of(event, "place") if (zone := _zone_of(it))), None)


def _texts_of(event: Node, name: str) -> Iterator[str]:
    """Yield the texts of a key, or of the keys that it holds."""
    if not isinstance(event, MappingNode) or name not in event.entries:
        return
    value = event.entries[name][1]
    if isinstance(value, ScalarNode):
        yield value.text
    for key in ("timezone", "city"):
        yield from _texts_of(value, key)


def _zone_of(text: str) -> str | None:
    return text if text in pytz.common_timezones_set else clocks_of(text)


def zone_written(text: str, own: str | None = None) -> tuple[str, str]:
    """Return the zone to write for a text, and what to say behind the line.

    Of several that it may mean it is the zone ``own`` that the city keeps, if the text says no more
    of its clocks than is true of them; else the editor is asked.
    """
    try:
        parse_zone(text)
        return text, ""
    except Refusal:
        meant = zones_meant(text)
    if own and (own in meant or _is_said_of(own, text)):
        return own, ""
    if len(meant) == 1:
        return meant[0], ""
    return "ZONE", f", with {' or '.join(meant) or 'its IANA name'} in place of ZONE"


def parse_zone_at(text: str, find_own: Callable[[], str | None]) -> str:
    """Take a zone as `parse_zone` does. Raises `Refusal`, with the place's own zone if it is meant.

    ``find_own`` is called for what is refused.
    """
    try:
        return parse_zone(text)
    except Refusal as refusal:
        own = find_own()
        if own is None or zone_written(text, own) != (own, ""):
            raise
        # What else it may be, behind the colon, is of no matter here.
        raise Refusal(refusal.what.partition(": ")[0], f"write {own}") from None


def _is_said_of(zone: str, text: str) -> bool:
    """Tell whether a zone's clocks have a name, or an offset, in winter or in summer: CET, +1."""
    seasons = [tzinfo(zone).localize(datetime(LAST_YEAR, month, 1)) for month in (1, 7)]
    named = text.upper() in {it.tzname() for it in seasons}
    return named or parse_offset(text) in {it.utcoffset() for it in seasons}


def position_meant(text: str) -> str | None:
    """Return latitude and longitude of a text with other signs: 50.85° N, 4.35° E, or 50,85; 4,35.

    None for what is not on the globe, or names no degrees: minutes and seconds are not reckoned.
    """
    parts = _DEGREES.findall(text)
    if len(parts) != 2 or re.search(r"['′\"″]", text):
        return None
    signed = [f"{'-' if side in ('S', 'W') else ''}{it.replace(',', '.')}" for it, side in parts]
    latitude, longitude = map(float, signed)
    on_the_globe = abs(latitude) <= 90 and abs(longitude) <= 180
    in_order = [side for _, side in parts] in (
        ["", ""],
        ["N", "E"],
        ["N", "W"],
        ["S", "E"],
        ["S", "W"],
    )
    return ", ".join(signed) if on_the_globe and in_order else None


def yes_meant(text: str) -> str | None:
    """Return yes or no, if that is what a text means."""
    word = _YES.get(text.lower(), text.lower())
    return word if word in ("yes", "no") else None
