"""An event's mapping → an `Event`, with every problem on the way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from events.definitions.agenda_reader import (
    FALLBACK_DAY,
    AgendaFacts,
    read_leads,
)
from events.definitions.event_times import end_of, own_end, own_start, start_of, told_by
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.choices import parse_status
from events.definitions.mends.meant.kinds import parse_kind
from events.definitions.outline import EventOutline, former_names
from events.definitions.places.reader import read_places
from events.definitions.press.access import read_access
from events.definitions.press.links import read_links, read_outcome, read_streams
from events.definitions.press.sources import read_sources
from events.definitions.relations.given import Given
from events.definitions.schema import DELEGATION
from events.definitions.texts.translated import check_main, main_language, read_texts, translations
from events.definitions.values import (
    parse_color,
    parse_id,
    parse_line,
    parse_prose,
    parse_url,
)
from events.model import (
    Delegation,
    Event,
    Followed,
    Kind,
    Status,
)
from events.times import Day


def read_event(
    mapping: MappingReader, outline: EventOutline, given: Given, facts: AgendaFacts
) -> Event | None:
    """Read an event of an agenda; None if what an event needs is refused.

    Whatever is refused is added to the mapping's problems: with any of them the event is not to be
    used.
    """
    places = read_places(mapping)
    zone = next((it.timezone for it in places if it.timezone), facts.timezone)
    start = start_of(mapping, outline, given, places[0] if places else None, zone)
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
        timezone=told_by(start, places, zone),
        end=end_of(mapping, start, kind, outline),
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
    start = own_start(mapping, outline.occurrence, zone)
    if start is None or outline.id is None:
        return None
    closes = read_access(mapping, start, same.kind, zone) if same.accreditation else None
    return replace(
        same,
        id=outline.id,
        start=start,
        timezone=told_by(start, same.places, zone),
        end=own_end(mapping, start),
        follows=given.follows,
        formerly=former_names(outline, facts.id, facts.formerly),
        accreditation=closes.accreditation if closes else None,
    )


def _delegations(mapping: MappingReader) -> Iterator[Delegation]:
    for each in mapping.mappings("delegations", DELEGATION):
        party, head = each.get("party", parse_line), each.get("head", parse_line)
        if party:
            yield Delegation(party, head)
