"""An event's mapping → an `Event`, with every problem on the way."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from events.cities import clocks_of
from events.definitions.agenda_reader import (
    FALLBACK_DAY,
    FALLBACK_ZONE,
    AgendaFacts,
    read_leads,
)
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.choices import parse_status
from events.definitions.mends.meant.kinds import parse_kind
from events.definitions.mends.when.clocks_there import by_clocks_there
from events.definitions.mends.when.times import read_end, read_length, read_start
from events.definitions.outline import EventOutline, former_names
from events.definitions.places.reader import read_places
from events.definitions.press.access import read_access
from events.definitions.press.links import read_links, read_outcome, read_streams
from events.definitions.press.sources import read_sources
from events.definitions.relations.days import check_within, read_part_start
from events.definitions.relations.given import Given
from events.definitions.schema import DELEGATION
from events.definitions.series.occurrences import Occurrence
from events.definitions.texts.translated import check_main, main_language, read_texts, translations
from events.definitions.values import (
    parse_color,
    parse_id,
    parse_line,
    parse_prose,
    parse_url,
)
from events.definitions.yaml.nodes import MappingNode, ScalarNode
from events.errors import Refusal
from events.model import (
    Delegation,
    Event,
    Followed,
    Kind,
    Place,
    Status,
)
from events.text import quoted
from events.time_grammar import CLOCK_PATTERN, START_PATTERN, parse_start
from events.times import Day, End, Moment, Start
from events.zones import keeps_same_clocks


def read_event(
    mapping: MappingReader, outline: EventOutline, given: Given, facts: AgendaFacts
) -> Event | None:
    """Read an event of an agenda; None if what an event needs is refused.

    Whatever is refused is added to the mapping's problems: with any of them the event is not to be
    used.
    """
    places = read_places(mapping)
    zone = next((it.timezone for it in places if it.timezone), facts.timezone)
    start = _start(mapping, outline, given, places[0] if places else None, zone)
    kind = mapping.get("kind", parse_kind)
    sources = read_sources(mapping, start, zone, facts.source)
    press = read_access(mapping, start, kind, zone)
    leads = facts.leads[kind or Kind.MEETING]
    if "reminders" in mapping.entries:
        leads = read_leads(mapping, "reminders")
    streams = read_streams(mapping)
    language = main_language(outline.language, facts.language_of_events, outline.title)
    if outline.title:
        check_main(mapping, "title", outline.title, language)
    texts = read_texts(mapping, _TEXTS, language)
    texts |= {"title": outline.title} if outline.title else {}
    told = {name: it.main(language) for name, it in texts.items()}
    event = Event(
        id=outline.id or "",
        agenda=facts.id,
        kind=kind or Kind.MEETING,
        title=told.get("title", ""),
        start=start or Day(FALLBACK_DAY, zone),
        timezone=_told_by(start, places, zone),
        end=_end_of(mapping, start, kind, outline),
        status=mapping.get("status", parse_status) or given.status or Status.CONFIRMED,
        place=places[0] if places else None,
        other_places=places[1:],
        chair=told.get("chair"),
        parties=mapping.distinct("parties", parse_line),
        description=told.get("description"),
        note=told.get("note"),
        source=sources[0] if sources else None,
        other_sources=sources[1:],
        stream=streams[0].url if streams else None,
        streams=streams if streams[1:] or any(it.title or it.language for it in streams) else (),
        leads=leads,
        follows=given.follows,
        starts_after=outline.starts_after,
        parent=_named(given.parent) if given.parent else None,
        has_programme=outline.has_programme,
        formerly=former_names(outline, facts.id, facts.formerly),
        access=press.access,
        accreditation=press.accreditation,
        arrive=press.arrive,
        contact=press.contact,
        language=language,
        translations=translations(texts, language),
        **{key: read(mapping) for key, read in _SELDOM.items() if key in mapping.entries},
    )
    return event if outline.id and kind and start and event.title else None


_TEXTS = {"chair": parse_line, "description": parse_prose, "note": parse_prose}


# What few events say, and what is not asked of the others.
_SELDOM: dict[str, Callable[[MappingReader], Any]] = {
    "delegations": lambda it: tuple(_delegations(it)),
    "topics": lambda it: it.distinct("topics", parse_line),
    "url": lambda it: it.get("url", parse_url),
    "links": read_links,
    "outcome": read_outcome,
    "image": lambda it: it.get("image", parse_url),
    "color": lambda it: it.get("color", parse_color),
    "tags": lambda it: it.distinct("tags", parse_id),
}


def _named(event: Event) -> Followed:
    return Followed(event.uid, event.title, event.titles)


def read_occurrence(
    same: Event, mapping: MappingReader, outline: EventOutline, given: Given, facts: AgendaFacts
) -> Event | None:
    """Read a day of a series that says the ``same`` as another one but for its names and dates."""
    zone = next((it.timezone for it in same.places if it.timezone), facts.timezone)
    start = _own_start(mapping, outline.occurrence, zone)
    if start is None or outline.id is None:
        return None
    closes = read_access(mapping, start, same.kind, zone) if same.accreditation else None
    return replace(
        same,
        id=outline.id,
        start=start,
        timezone=_told_by(start, same.places, zone),
        end=_end(mapping, start),
        follows=given.follows,
        formerly=former_names(outline, facts.id, facts.formerly),
        accreditation=closes.accreditation if closes else None,
    )


def _start(
    mapping: MappingReader, outline: EventOutline, given: Given, place: Place | None, zone: str
) -> Start | None:
    parent = given.parent
    if outline.parent is not None and parent is None:
        return None  # its event has been refused
    if outline.starts_after:
        start = given.start
    elif parent is not None:
        moved = place is not None and place.timezone and place != parent.place
        start = read_part_start(mapping, parent, zone if moved else parent.start.zone)
    else:
        return _own_start(mapping, outline.occurrence, zone)
    if start and parent:
        check_within(mapping, start, parent)
    return start


def _own_start(mapping: MappingReader, occurrence: Occurrence | None, zone: str) -> Start | None:
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


def _told_by(start: Start | None, places: tuple[Place, ...], zone: str) -> str:
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


def _delegations(mapping: MappingReader) -> Iterator[Delegation]:
    for each in mapping.mappings("delegations", DELEGATION):
        party, head = each.get("party", parse_line), each.get("head", parse_line)
        if party:
            yield Delegation(party, head)


def _end_of(
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
    return _end_after(mapping, start) if outline.starts_after else _end(mapping, start)


def _end(mapping: MappingReader, start: Start | None) -> End | None:
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
        return _end(mapping, start)
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
