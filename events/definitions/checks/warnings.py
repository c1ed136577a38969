"""What a definition may mean otherwise than it is read: told as warnings, and taken."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from events.cities import clocks_of, nearest_city
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.flow import flow
from events.definitions.mends.lookalikes import Lookalike, first_lookalike, plainly
from events.definitions.mends.meant.places import city_among
from events.definitions.mends.meant.titles import read_title
from events.definitions.places.countries import is_country
from events.errors import Problem
from events.model import Event, Place, Status
from events.text import fold, quoted, shown_path
from events.time_grammar import START_PATTERN
from events.times import Moment
from events.zones import city_of, keeps_same_clocks

_WORD = re.compile(r"[^\W\d_]+")
ROOM = timedelta(hours=2)  # before an event people arrive, and after it the press is told

_ENDS, _STRIPPED = (",", ";"), ",; "


def warnings_of(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of what a single event may mean otherwise."""
    yield from _of_title(mapping, event)
    yield from _of_endings(mapping, event)
    if event.place:
        yield from _of_clocks(mapping, event)
        yield from _of_places(mapping, event)
    if event.programme:
        yield from _of_programme(mapping, event)


def _of_clocks(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of a time that is read by other clocks than its city is known to keep.

    - The ``start`` has a time, and names no zone.
    - The clocks of no city of which `clocks_of` knows the zone agree with those of the zone that is
      used at that instant: Vienna in an agenda of Brussels is no matter.
    - Where a place has a ``timezone``, that is used: those of all others have to agree with it.
    """
    start = event.start
    written = START_PATTERN.fullmatch(mapping.text("start"))
    if not isinstance(start, Moment) or written is None or written["zone"]:
        return
    cities = [
        (it.city, zone)
        for it in event.places
        if it.city and (zone := it.timezone or clocks_of(it.city))
    ]
    others = [it for it in cities if not keeps_same_clocks(it[1], start.zone, start.begins)]
    has_zone = any(place.timezone for place in event.places)
    if not others or (len(others) < len(cities) and not has_zone):
        return
    city, zone = others[0]
    what = f"{city}'s clocks are {zone}; this is {start.wall:%H:%M} in {city_of(start.zone)}"
    mend = "write the zone behind the time"
    if not has_zone:
        mend = f"give the place timezone: {zone}, or {mend}"
    node = mapping.where("start")
    yield Problem(mapping.path, node.line, node.column, what, mend)


def _of_endings(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of a comma or a semicolon at the end of a title or a city, as other tools end lines."""
    if event.title.endswith(_ENDS):
        line = f"title: {flow(event.title.rstrip(_STRIPPED))}"
        yield _ending(mapping, "title", event.title, line)
    for place in event.places:
        if place.city and place.city.endswith(_ENDS):
            line = _city_line(place.city.rstrip(_STRIPPED), place, event)
            key = "places" if "places" in mapping.entries else "place"
            yield _ending(mapping, key, place.city, line)


def _ending(mapping: MappingReader, key: str, text: str, line: str) -> Problem:
    node, sign = mapping.where(key), "comma" if text.endswith(",") else "semicolon"
    what = f"{quoted(text)} ends with a {sign}, and is told so"
    return Problem(mapping.path, node.line, node.column, what, f"write {line}")


def _of_title(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of a title that says cancelled, postponed or tentative where the status does not."""
    title = read_title(event.title)
    said = title.status
    if said is None or event.status in (said, Status.CANCELLED, Status.POSTPONED):
        return
    node = mapping.where("title")
    what = f"the title says {said}, and the status is {event.status}"
    mend = f"write title: {flow(title.text)} and, in a line of its own, status: {said}"
    yield Problem(mapping.path, node.line, node.column, what, mend)


def _of_places(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of a city that is misspelt, or is a country that stands as one.

    - One that is not known is a slip away from one that is, and its place names no timezone.
    - A letter in its name only looks like a Latin one, as those beside it are.
    - A country stands as a city, and says of no country that it is in.
    - More than a city stands there, with commas, so that its clocks are not known.
    """
    for place in event.places:
        city = place.city
        if city and (lookalike := _letter_like_latin(city)):
            node = mapping.where("places" if "places" in mapping.entries else "place")
            mend = f"write {_city_line(_in_latin(city), place, event)}"
            yield Problem(mapping.path, node.line, node.column, str(lookalike), mend)
            continue
        if city and not place.timezone and (meant := nearest_city(city)):
            node = mapping.where("places" if "places" in mapping.entries else "place")
            what = f"{quoted(city)} is no city whose clocks are known"
            line = _city_line(meant, place, event)
            mend = f"write {line} if that is meant; else give the place its timezone"
            yield Problem(mapping.path, node.line, node.column, what, mend)
            continue
        if city and not place.timezone and not clocks_of(city) and (parts := city_among(city)):
            node = mapping.where("places" if "places" in mapping.entries else "place")
            what = f"{quoted(city)} is more than a city's name, and no clocks are known by it"
            inside = ", ".join(f"{key}: {flow(part)}" for key, part in parts.items())
            mend = f"write {'' if event.other_places else 'place: '}{{{inside}}}"
            yield Problem(mapping.path, node.line, node.column, what, mend)
            continue
        if not city or place.country or not is_country(city):
            continue
        node = mapping.where("places" if "places" in mapping.entries else "place")
        what = f"{quoted(city)} is a country, and stands here as a city"
        written = f"{{country: {city}}}"
        line = written if event.other_places else f"place: {written}"
        mend = f"write {line}; a city of that name says its country as well"
        yield Problem(mapping.path, node.line, node.column, what, mend)


def _city_line(city: str, place: Place, event: Event) -> str:
    """Return the line of a city, beside which a place may say more."""
    if place != Place(place.city):
        return f"city: {flow(city)}"
    return flow(city) if event.other_places else f"place: {flow(city)}"


def _letter_like_latin(name: str) -> Lookalike | None:
    """Return the first letter of a word in Latin ones that only looks like one of them."""
    for word in [] if name.isascii() else _WORD.findall(name):
        found = first_lookalike(word)
        is_latin = all("LATIN" in unicodedata.name(it, "") for it in plainly(word))
        if found and is_latin and any(map(str.isascii, word)):
            return found
    return None


def _in_latin(name: str) -> str:
    """Return a name with Latin letters in place of those that look like them among such."""
    return _WORD.sub(lambda it: plainly(it[0]) if _letter_like_latin(it[0]) else it[0], name)


def _of_programme(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of an event that is at other hours than its programme, as if it alone had been moved.

    - All its parts that have an hour begin before it does, or none before it is over, or
    - one of them begins more than two hours before it does, or after it is over.
    """
    start, end = event.start, event.end
    hours = [it.start.begins for it in event.programme if isinstance(it.start, Moment)]
    if not hours or not isinstance(start, Moment):
        return
    over = end.begins if isinstance(end, Moment) else None
    begins = start.begins
    is_early = max(hours) < begins or min(hours) < begins - ROOM
    is_late = over is not None and (min(hours) >= over or max(hours) > over + ROOM)
    if not is_early and not is_late:
        return
    what = f"the programme has parts {'long before' if is_early else 'long after'} its event"
    mend = "if the event was moved, its parts were not: write their hours anew"
    node = mapping.where("start")
    yield Problem(mapping.path, node.line, node.column, what, mend)


def warnings_of_followed(mapping: MappingReader, event: Event, status: Status) -> Iterator[Problem]:
    """Warn of an event that is on, and starts after one that is off, whose status that is."""
    if status.is_on or not event.status.is_on:
        return
    node = mapping.where("status")
    what = f"it starts after an event that is {status}, and is {event.status}"
    mend = "give it a start of its own, or delete the line status:"
    yield Problem(mapping.path, node.line, node.column, what, mend)


class Listed(NamedTuple):
    """Where an event's title stands, and what two events should not both have."""

    path: Path
    line: int
    column: int
    title: str
    start: date | datetime

    @classmethod
    def of(cls, mapping: MappingReader, event: Event) -> "Listed":
        """Return where an event stands; its start is its day, or its instant."""
        node, start = mapping.where("title"), event.start
        begins = start.begins if isinstance(start, Moment) else start.date
        return cls(mapping.path, node.line, node.column, event.title, begins)


def warnings_of_pairs(events: Iterable[Listed]) -> Iterator[Problem]:
    """Warn of an event that has the title and the start of one before it, in any file."""
    known: dict[tuple[str, date | datetime], Listed] = {}
    for each in events:
        first = known.setdefault((fold(each.title), each.start), each)
        if first is not each:
            where = f"{shown_path(first.path)}:{first.line}:{first.column}"
            where = f"line {first.line}" if first.path == each.path else where
            what = f"{quoted(each.title)} has the same start in {where}"
            mend = "take one of them away, or give it a title of its own"
            yield Problem(each.path, each.line, each.column, what, mend)
