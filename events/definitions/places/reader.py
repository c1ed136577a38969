"""The places of an event: `place:`, or several as `places:`."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from events.definitions.agenda_reader import read_zone
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.places import (
    NAMES,
    ONLINE,
    TO_BE_CONFIRMED,
    place_meant,
    position_meant,
    yes_meant,
)
from events.definitions.schema import GEO_PATTERN, NEEDED_OF_PLACE, PLACE
from events.definitions.values import parse_geo, parse_line, parse_url
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Problems, Refusal
from events.model import Place
from events.text import quoted

_SHORT = {TO_BE_CONFIRMED: Place(to_be_confirmed=True), ONLINE: Place(is_online=True)}


def read_places(mapping: MappingReader) -> tuple[Place, ...]:
    """Read all places of an event, in order.

    Whatever is refused is added to the mapping's problems, and left out.
    """
    if "place" in mapping.entries and "places" in mapping.entries:
        what, mend = "place and places are both given", "put all of them in places:"
        mapping.add_problem(mapping.where("places"), what, mend)
        return ()
    if "places" in mapping.entries:
        return tuple(_distinct(mapping))
    if "place" not in mapping.entries:
        return ()
    node = mapping.entries["place"][1]
    place = _short(node) or _known(_texts(node)) or _place(mapping.mapping("place", PLACE), "place")
    return (place,) if place else ()


_Texts = str | tuple[tuple[str, str], ...]


def _texts(node: Node) -> _Texts:
    """Return what is written of a place: its text, or its keys with their texts, else nothing."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode):
        return ""
    values = [(name, it) for name, (_, it) in node.entries.items()]
    texts = tuple([(name, it.text) for name, it in values if isinstance(it, ScalarNode)])
    return texts if len(texts) == len(values) else ""


@lru_cache(maxsize=1000)
def _known(texts: _Texts) -> Place | None:
    """Return a place that is written so; None if there is anything to tell of it.

    Agendas have few places, and many events at each: most are read here, once.
    """
    problems = Problems()
    entries = {"place": (_scalar("place"), _node(texts))}
    outer = MappingReader(Path(), MappingNode(entries, 1, 1), _OUTER, problems)
    place = _place(outer.mapping("place", PLACE), "place")
    return None if problems else place


_OUTER = {"properties": {"place": PLACE}, "required": ()}


def _node(texts: _Texts) -> Node:
    if isinstance(texts, str):
        return _scalar(texts)
    return MappingNode({name: (_scalar(name), _scalar(text)) for name, text in texts}, 1, 1)


def _scalar(text: str) -> ScalarNode:
    return ScalarNode(text, 1, 1, verbatim=True)


def _short(node: Node) -> Place | None:
    """Return the place that a text stands for, if it is that of no city."""
    return _SHORT.get(node.text.strip()) if isinstance(node, ScalarNode) else None


def _distinct(mapping: MappingReader) -> Iterator[Place]:
    known: set[Place] = set()
    for node in mapping.items("places"):
        place = _short(node) or _place(mapping.mapping_of("places", node, PLACE), "places")
        if place is None:
            continue
        if place in known:
            what = f"{quoted(place.name)} stands twice in 'places'" if place.name else ""
            mapping.add_problem(node, what or "the same stands twice", "take one of them away")
        known.add(place)
        yield place


def _place(mapping: MappingReader | None, name: str) -> Place | None:
    if mapping is None:
        return None
    needed = [key for key in NEEDED_OF_PLACE if key in mapping.entries]
    if not needed:
        mapping.require("city")
    is_alone = mapping.entries.keys() == {"city"}
    # In the short form, place: Online, the key is not that of a city.
    is_named = "city" in mapping.entries and mapping.entries["city"][0].text == "city"
    if is_named and mapping.text("city") in NAMES:
        city = mapping.get("city", parse_line)
    else:
        city = mapping.get("city", lambda text: _parse_city(text, name if is_alone else None))
    country, venue = mapping.get("country", parse_line), mapping.get("venue", parse_line)
    online = mapping.get("online", _parse_online)
    open_ = mapping.get(TO_BE_CONFIRMED, _parse_yes)
    zone = read_zone(mapping) if "timezone" in mapping.entries else None
    geo = mapping.get("geo", _geo)
    for key in ("venue", "geo"):
        if key in mapping.entries and needed and not {"city", "country"} & set(needed):
            what = f"{quoted(key)} is of a place that one can go to, and none is given"
            mapping.add_problem(mapping.where(key), what, "write the city beside it, or delete it")
            return None
    if not (city or country or online or open_):
        if False in (online, open_):
            mapping.require("city")
        return None
    address = online if isinstance(online, str) else None
    return Place(city, zone, country, venue, geo, bool(online), address, bool(open_))


def _parse_city(text: str, name: str | None) -> str:
    """Take a city; ``name`` is the key of the place that says nothing else."""
    city = parse_line(text)
    if re.fullmatch(GEO_PATTERN, city, re.ASCII):
        inside = f'city: …, geo: "{city}"'
        mend = f"write {{{inside}}}" if name else f"write {inside} in its stead"
        raise Refusal(f"{quoted(city)} is a position, and no city", mend)
    if meant := place_meant(city):
        if name is None:
            mend = f"write {meant.inside} in its stead"
        elif meant.key == name == "places":
            mend = "make each of them an item of places:"
        else:
            mend = f"write {meant.value if name == 'places' else meant}"
        if city in NAMES:
            mend = f"{mend}; a city of that name is {{city: {city}}}"
        raise Refusal(f"{quoted(city)} is not the name of one city", mend)
    return city


def _parse_yes(text: str) -> bool:
    if text in ("yes", "no"):
        return text == "yes"
    word = yes_meant(text)
    mend = f"write {word}" if word else "write yes, or delete it"
    raise Refusal(f"{quoted(text)} is neither yes nor no", mend)


def _parse_online(text: str) -> str | bool:
    """Take the address at which something is online, or yes where nobody has said it."""
    if text in ("yes", "no"):
        return text == "yes"
    try:
        return parse_url(text)
    except Refusal as refusal:
        if text.lower() in ("true", "false", "online"):
            raise Refusal(f"{quoted(text)} is no address", "write yes, or its address") from None
        raise refusal from None


def _geo(text: str) -> tuple[float, float]:
    try:
        return parse_geo(text)
    except Refusal as refusal:
        meant = position_meant(text)
        raise Refusal(refusal.what, f'write "{meant}"' if meant else refusal.mend) from None
