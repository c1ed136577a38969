"""When an event starts and ends, and by whose clocks it is told, with every problem on the way."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial

from events.cities import clocks_of
from events.definitions.agenda_reader import FALLBACK_ZONE
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.when.clocks_there import by_clocks_there
from events.definitions.mends.when.times import read_end, read_length, read_start
from events.definitions.outline import EventOutline
from events.definitions.relations.days import check_within, read_part_start
from events.definitions.relations.given import Given
from events.definitions.series.occurrences import Occurrence
from events.definitions.yaml.nodes import MappingNode, ScalarNode
from events.errors import Refusal
from events.model import Kind, Place
from events.text import quoted
from events.time_grammar import CLOCK_PATTERN, START_PATTERN, parse_start
from events.times import Day, End, Moment, Start
from events.zones import keeps_same_clocks


def start_of(
    mapping: MappingReader, outline: EventOutline, given: Given, place: Place | None, zone: str
) -> Start | None:
    """Read the start: its own, that of what it is after, or one within the event it is part of."""
    parent = given.parent
    if outline.parent is not None and parent is None:
        return None  # its event has been refused
    if outline.starts_after:
        start = given.start
    elif parent is not None:
        moved = place is not None and place.timezone and place != parent.place
        start = read_part_start(mapping, parent, zone if moved else parent.start.zone)
    else:
        return own_start(mapping, outline.occurrence, zone)
    if start and parent:
        check_within(mapping, start, parent)
    return start


def own_start(mapping: MappingReader, occurrence: Occurrence | None, zone: str) -> Start | None:
    """Read the start that an event says itself, or that it has as a day of a series."""
    if occurrence and occurrence.keeps_start:
        return mapping.get("start", lambda text: _start_on_day(text, occurrence.day, zone))
    if not mapping.problems.has_room:  # what was meant is not looked for where nobody is told of it
        return mapping.get("start", lambda text: parse_start(text, zone))
    take = by_clocks_there(partial(_start_beside, mapping=mapping, zone=zone), mapping.node, zone)
    return mapping.get("start", take)


def _start_beside(text: str, mapping: MappingReader, zone: str) -> Start:
    """Take a start: no mend names a line to add that is there already."""
    try:
        return read_start(text, zone, lambda: _days_beside(mapping))
    except Refusal as refusal:
        mend = refusal.mend
        for key in ("end", "duration", "status"):
            if key in mapping.entries:
                line = f"in place of the one there is, {key}: "
                mend = mend.replace(f"in a line of its own, {key}: ", line)
        raise Refusal(refusal.what, mend, refusal.offset) from None


def _days_beside(mapping: MappingReader) -> Iterator[date]:
    """Yield the days on which the events of the same list are, as they are written."""
    for node in mapping.beside:
        start = node.entries.get("start") if isinstance(node, MappingNode) else None
        if start and isinstance(start[1], ScalarNode):
            for text in re.findall(r"\d{4}-\d\d-\d\d", start[1].text):
                with suppress(ValueError):
                    yield date.fromisoformat(text)


def _start_on_day(text: str, day: date, zone: str) -> Start:
    """Take the start of one day of a series: the clocks of that day may not show it, or twice."""
    try:
        return parse_start(text, zone)
    except Refusal as refusal:
        try:
            read_start(text, zone)
        except Refusal as meant:
            readings = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", meant.mend)
            if not readings:
                raise meant from None
            lines = " or ".join(f"{day}: {{start: {reading}}}" for reading in readings)
            mend = f"write the one that is meant in changes, {lines}, or add {day} to except"
            raise Refusal(refusal.what, mend, refusal.offset) from None
        raise


def told_by(start: Start | None, places: tuple[Place, ...], zone: str) -> str:
    """Return the zone by whose clocks an event is told.

    It is the ``zone`` that holds where the start names none. But a start that names another, which
    the clocks of a city are known to agree with then, is told by that city: 12:00 Europe/London in
    London, whatever the agenda's zone.
    """
    if not isinstance(start, Moment) or start.zone == zone or any(it.timezone for it in places):
        return zone
    for own in (clocks_of(it.city) for it in places if it.city):
        if own and keeps_same_clocks(own, start.zone, start.begins):
            return own
    return zone


def end_of(
    mapping: MappingReader, start: Start | None, kind: Kind | None, outline: EventOutline
) -> End | None:
    """Read the end of an event, if it may have one."""
    key = "end" if "end" in mapping.entries else "duration"
    if kind is Kind.DEADLINE and key in mapping.entries:
        mapping.add_problem(
            mapping.where(key),
            "a deadline closes at its start, and has no end",
            f"delete the line {key}:, or write what lasts as another kind",
        )
        return None
    return _end_after(mapping, start) if outline.starts_after else own_end(mapping, start)


def own_end(mapping: MappingReader, start: Start | None) -> End | None:
    """Read ``end`` or ``duration``; an all-day end is the last day, itself included."""
    if "end" in mapping.entries and "duration" in mapping.entries:
        mapping.add_problem(
            mapping.where("duration"), "end and duration are both given", "keep one of them"
        )
        return None
    if start is None:
        return None
    if "duration" in mapping.entries:
        return mapping.get("duration", lambda text: read_length(text, start))
    take = by_clocks_there(partial(read_end, start=start), mapping.node, start.zone, start.date)
    end = mapping.get("end", take)
    if end is None:
        return None
    if isinstance(start, Day) and isinstance(end, Moment):
        mapping.add_problem(
            mapping.where("end"),
            "the end has a time, and the start has none",
            "give the start a time, or make the end a day",
        )
    elif isinstance(start, Moment) and isinstance(end, Day):
        if end.date > start.date:
            return end
        what = f"the end, {end.date}, is not after the day of the start, {start.date}"
        mapping.add_problem(mapping.where("end"), what, "write its time, or delete the line")
    elif end.zone != start.zone and FALLBACK_ZONE in (end.zone, start.zone):
        return None  # which of them is first is not known
    elif end.begins < start.begins or (end.begins == start.begins and isinstance(end, Moment)):
        mapping.add_problem(mapping.where("end"), *_not_after(end, start))
    else:
        return end
    return None


def _end_after(mapping: MappingReader, start: Start | None) -> End | None:
    """Read the end of what starts after another event: a time needs one that is known to end so."""
    key = "duration" if "duration" in mapping.entries else "end"
    text = mapping.text(key)
    has_time = key == "duration" or CLOCK_PATTERN.fullmatch(text) or _has_time(text)
    if start is None or not text or isinstance(start, Moment) or not has_time:
        return own_end(mapping, start)
    after = mapping.text("start").removeprefix("after").strip()
    mapping.add_problem(
        mapping.where(key),
        f"the start is that of the end of {quoted(after)}, of which no time is known",
        f"delete the line {key}:, or give {after} an end with a time",
    )
    return None


def _has_time(text: str) -> bool:
    written = START_PATTERN.fullmatch(text)
    return bool(written and written["time"])


def _not_after(end: End, start: Start) -> tuple[str, str]:
    """Say what is wrong, and how to mend it; a zone that both are in may be written nowhere."""
    if end.zone != start.zone:
        what = f"the end, {end}, is not after the start, {start}"
        return what, "check day, time and zone of both"
    last, first = (str(it).removesuffix(f" {it.zone}") for it in (end, start))
    return f"the end, {last}, is not after the start, {first}", "check both"
