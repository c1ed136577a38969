"""LOCATION → a place of the definitions, or what is to be asked about it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from events.cities import clocks_of
from events.definitions.schema import GEO_PATTERN, MAX_LINE
from events.definitions.values import parse_geo, parse_url
from events.errors import Refusal
from events.foreign.lines.elsewhere import said_elsewhere
from events.foreign.texts.plain_text import plain
from events.foreign.written import mapping, scalar

_ONLINE = re.compile(
    r"(?:online|virtual(?:ly)?|(?:microsoft )?teams(?:[ -]meeting)?|zoom(?: meeting)?|webex|"
    r"google meet|webinar|video ?conference|videoconference|en ligne|онлайн)",
    re.IGNORECASE,
)

# 2517 JR Den Haag, D-10117 Berlin, 110 00 Praha 1, 1211 Genève 10
_CODE_BEFORE = re.compile(
    r"(?:\d{4} ?[A-Z]{2}|(?:[A-Z]{1,2}-)?(?:\d{4,6}|\d{2,3}[ -]\d{2,3})) +(.+?)(?: +\d{1,2})?",
    re.ASCII,
)
# London SW1A 2AA, Sydney NSW 2000, NY 10007-1234
_CODE_BEHIND = re.compile(
    r" +(?:(?:[A-Z]{2,3} +)?\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$", re.ASCII
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """What is said of a place: its value in a definition, and a remark beside or instead of it."""

    value: str | None = None
    remark: str | None = None


def read_place(
    location: str, geo: str, keeps_the_clocks: Callable[[str], bool] | None
) -> FoundPlace:
    """Take a location that is an address on the web, or names one city that is known.

    ``keeps_the_clocks`` tells of a zone whether the event is by its clocks; None if nobody knows.
    """
    text = ", ".join(it for it in plain(location).split("\n") if it)
    if not text:
        return FoundPlace(remark=f"GEO: {geo}" if geo else None)
    if _ONLINE.fullmatch(text):
        return FoundPlace("{online: yes}", f"LOCATION: {text}")
    if re.match(r"https?://", text):
        try:
            return FoundPlace(mapping({"online": parse_url(text)}))
        except Refusal as refusal:
            return FoundPlace(remark=f"? LOCATION: {text} ({refusal.what})")
    parts = [it.strip() for it in re.split(r"[,;|\n]| [–—-] ", text) if it.strip()]
    parts = [_without_code(it) if clocks_of(_without_code(it)) else it for it in parts]
    known = [(at, zone) for at, it in enumerate(parts) if (zone := clocks_of(it))]
    if len(known) != 1 or len(text) > MAX_LINE:
        return FoundPlace(remark=f"? place: {scalar(text)} (write its city)")
    at, zone = known[0]
    if keeps_the_clocks and not keeps_the_clocks(zone):
        what = f"the clocks of {parts[at]} are {zone}, and those of the event are others"
        return FoundPlace(remark=f"? LOCATION: {text} ({what})")
    if other := said_elsewhere(parts[at + 1 :], zone):
        what = f"the {parts[at]} of {zone} is not in {other}"
        return FoundPlace(remark=f"? LOCATION: {text} ({what})")
    city = parts[at].title() if parts[at].isupper() and len(parts[at]) > 3 else parts[at]
    values = {"city": city}
    if at:
        values["venue"] = ", ".join(parts[:at])
    position = ", ".join(geo.split(";"))
    if re.fullmatch(GEO_PATTERN, position, re.ASCII) and _is_position(position):
        values["geo"] = position
    return FoundPlace(mapping(values), f"LOCATION: {text}" if text != city else None)


def _without_code(part: str) -> str:
    """Return a part of an address without a postal code: 1049 Bruxelles is Bruxelles."""
    before = _CODE_BEFORE.fullmatch(part)
    return before[1] if before else _CODE_BEHIND.sub("", part)


def _is_position(text: str) -> bool:
    try:
        parse_geo(text)
    except Refusal:
        return False
    return True
