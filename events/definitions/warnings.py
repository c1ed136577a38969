"""What a definition may mean otherwise than it is read: told as warnings, and taken."""

from collections.abc import Iterator

from events.cities import clocks_of
from events.definitions.mapping_reader import MappingReader
from events.errors import Problem
from events.model import Event
from events.text import quoted
from events.times import START_PATTERN, Moment
from events.zones import UNIVERSAL, tzinfo


def warnings_of_event(mapping: MappingReader, event: Event) -> Iterator[Problem]:
    """Warn of a time that is read by other clocks than its city is known to keep.

    - The place has a ``city`` of which `clocks_of` knows the zone, and no ``timezone``.
    - The ``start`` has a time, and names no zone.
    - The clocks of both zones differ at that instant: Vienna in an agenda of Brussels is no matter.
    """
    start, place = event.start, event.place
    if place is None or place.timezone or not isinstance(start, Moment):
        return
    written = START_PATTERN.fullmatch(mapping.text("start"))
    zone = clocks_of(place.city)
    if zone is None or written is None or written["zone"]:
        return
    theirs = start.begins.astimezone(tzinfo(zone)).utcoffset()
    if theirs == start.begins.astimezone(tzinfo(start.zone)).utcoffset():
        return
    ours = "GMT" if start.zone in UNIVERSAL else start.zone.rpartition("/")[2].replace("_", " ")
    what = f"{place.city}'s clocks are {zone}; this is {start.wall:%H:%M} in {ours}"
    mend = f"give the place timezone: {zone}, or write the zone behind the time"
    node = mapping.where("start")
    yield Problem(mapping.path, node.line, node.column, what, mend)


def warnings_of_pairs(events: Iterator[tuple[MappingReader, Event]]) -> Iterator[Problem]:
    """Warn of an event that has the title and the start of one before it."""
    known: dict[tuple[str, str], MappingReader] = {}
    for mapping, event in events:
        first = known.setdefault((event.title, str(event.start)), mapping)
        if first is not mapping:
            line = first.where("title").line
            what = f"{quoted(event.title)} has the same start in line {line}"
            node = mapping.where("title")
            mend = "take one of them away, or give it a title of its own"
            yield Problem(mapping.path, node.line, node.column, what, mend)
