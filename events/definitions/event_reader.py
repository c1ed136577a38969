"""An event's mapping → an `Event`, with every problem on the way."""

from collections.abc import Iterator

from events.cities import clocks_of
from events.definitions.agenda_reader import (
    FALLBACK_DAY,
    FALLBACK_ZONE,
    AgendaFacts,
    read_leads,
    read_source,
)
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.times import read_end, read_length, read_start
from events.definitions.outline import EventOutline, former_names
from events.definitions.places.reader import read_places
from events.definitions.schema import DELEGATION
from events.definitions.values import (
    parse_color,
    parse_id,
    parse_line,
    parse_one_of,
    parse_prose,
    parse_url,
)
from events.model import (
    WRITTEN_STATUSES,
    Delegation,
    Event,
    Followed,
    Kind,
    Place,
    Status,
)
from events.time_grammar import parse_start
from events.times import Day, End, Moment, Start
from events.zones import keeps_same_clocks


def read_event(
    mapping: MappingReader, outline: EventOutline, follows: Followed | None, facts: AgendaFacts
) -> Event | None:
    """Read an event of an agenda; None if what an event needs is refused.

    Whatever is refused is added to the mapping's problems: with any of them the event is not to be
    used.
    """
    places = read_places(mapping)
    zone = next((it.timezone for it in places if it.timezone), facts.timezone)
    # What was meant is not looked for where nobody is told of it.
    as_start = read_start if mapping.problems.has_room else parse_start
    start = mapping.get("start", lambda text: as_start(text, zone))
    kind = mapping.get("kind", parse_one_of(tuple(Kind)))
    own_leads = read_leads(mapping, "reminders")
    leads = own_leads if "reminders" in mapping.entries else facts.leads[kind or Kind.MEETING]
    event = Event(
        id=outline.id or "",
        agenda=facts.id,
        kind=kind or Kind.MEETING,
        title=outline.title or "",
        start=start or Day(FALLBACK_DAY, zone),
        timezone=_told_by(start, places, zone),
        end=_end(mapping, start),
        status=mapping.get("status", parse_one_of(WRITTEN_STATUSES)) or Status.CONFIRMED,
        place=places[0] if places else None,
        other_places=places[1:],
        chair=mapping.get("chair", parse_line),
        parties=mapping.distinct("parties", parse_line),
        delegations=tuple(_delegations(mapping)),
        topics=mapping.distinct("topics", parse_line),
        description=mapping.get("description", parse_prose),
        note=mapping.get("note", parse_prose),
        source=read_source(mapping) or facts.source,
        url=mapping.get("url", parse_url),
        stream=mapping.get("stream", parse_url),
        image=mapping.get("image", parse_url),
        color=mapping.get("color", parse_color),
        tags=mapping.distinct("tags", parse_id),
        leads=leads,
        follows=follows,
        formerly=former_names(outline, facts.id, facts.formerly),
    )
    return event if outline.id and kind and start and event.title else None


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
    end = mapping.get("end", lambda text: read_end(text, start))
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


def _not_after(end: End, start: Start) -> tuple[str, str]:
    """Say what is wrong, and how to mend it; a zone that both are in may be written nowhere."""
    if end.zone != start.zone:
        what = f"the end, {end}, is not after the start, {start}"
        return what, "check day, time and zone of both"
    last, first = (str(it).removesuffix(f" {it.zone}") for it in (end, start))
    return f"the end, {last}, is not after the start, {first}", "check both"
