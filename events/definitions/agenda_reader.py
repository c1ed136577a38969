"""One file's root mapping → an `Agenda` and its events, with every problem on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b

from events.cities import clocks_of
from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.times import (
    read_day,
    read_duration,
    read_end,
    read_length,
    read_start,
)
from events.definitions.schema import DELEGATION, EVENT, PLACE, REMINDERS, SOURCE
from events.definitions.values import (
    parse_color,
    parse_follows,
    parse_geo,
    parse_id,
    parse_line,
    parse_one_of,
    parse_prose,
    parse_url,
)
from events.definitions.yaml.nodes import plain
from events.model import (
    DEFAULT_LEADS,
    UID_DOMAIN,
    Agenda,
    Delegation,
    Event,
    Followed,
    Kind,
    Place,
    Source,
    Status,
)
from events.text import quoted
from events.times import Day, Moment, Start
from events.zones import keeps_same_clocks, parse_zone

# Put for a start and a zone that are refused, so that all the rest is still checked. No zone that
# is taken has this name: `parse_zone` makes UTC of it.
FALLBACK_DAY, FALLBACK_ZONE = date(1970, 1, 1), "Etc/UTC"


def read_agenda(
    mapping: MappingReader, known: Mapping[bytes, Event]
) -> tuple[Agenda | None, dict[bytes, Event]]:
    """Read an agenda, and return its events also by the digest of what each was read from.

    An event that is ``known`` by its digest is taken over, the same object. The agenda is None if
    its id or title is refused. Whatever is refused is added to the mapping's problems: with any of
    them, neither the agenda nor its events are to be used.
    """
    id_ = mapping.get("agenda", parse_id)
    title = mapping.get("title", parse_line)
    timezone = _zone(mapping)
    source = _source(mapping.mapping("source", SOURCE))
    leads = dict(DEFAULT_LEADS)
    if reminders := mapping.mapping("reminders", REMINDERS):
        leads |= {kind: _leads(reminders, kind.value) for kind in Kind if kind in reminders.entries}
    defaults = _Defaults(id_ or "", timezone, leads, source)
    events = _events(mapping.mappings("events", EVENT), defaults, known)
    agenda = Agenda(
        id=id_ or "",
        title=title or "",
        timezone=timezone,
        events=tuple(events.values()),
        description=mapping.get("description", parse_prose),
        source=source,
        image=mapping.get("image", parse_url),
        color=mapping.get("color", parse_color),
    )
    return (agenda if id_ and title else None), events


def _source(mapping: MappingReader | None) -> Source | None:
    if mapping is None:
        return None
    publisher = mapping.get("publisher", parse_line)
    day = mapping.get("date", read_day)
    source = Source(
        publisher or "", day, mapping.get("url", parse_url), mapping.get("quote", parse_prose)
    )
    return source if publisher else None


def _zone(mapping: MappingReader) -> str:
    return mapping.get("timezone", parse_zone) or FALLBACK_ZONE


def _place(mapping: MappingReader | None) -> Place | None:
    if mapping is None:
        return None
    city = mapping.get("city", parse_line)
    place = Place(
        city=city or "",
        timezone=_zone(mapping) if "timezone" in mapping.entries else None,
        country=mapping.get("country", parse_line),
        venue=mapping.get("venue", parse_line),
        geo=mapping.get("geo", parse_geo),
    )
    return place if city else None


def _leads(mapping: MappingReader, name: str) -> tuple[timedelta, ...]:
    return tuple(sorted(set(mapping.list(name, read_duration)), reverse=True))


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What an agenda says for those of its events that do not say it themselves."""

    agenda: str
    timezone: str
    leads: dict[Kind, tuple[timedelta, ...]]
    source: Source | None


def _events(
    mappings: Sequence[MappingReader],
    defaults: _Defaults,
    known: Mapping[bytes, Event],
) -> dict[bytes, Event]:
    ids = [mapping.get("id", parse_id) for mapping in mappings]
    named: dict[str, MappingReader] = {}
    for id_, mapping in zip(ids, mappings, strict=True):
        if id_ in named:
            first = named[id_].where("id")
            mapping.add_problem(
                mapping.where("id"),
                f"the id {quoted(id_)} is used twice, first in line {first.line}",
                "give each event an id of its own",
            )
        elif id_ is not None:
            named[id_] = mapping
    follows = [mapping.get("follows", parse_follows(named)) for mapping in mappings]
    _check_circles(named, {a: b for a, b in zip(ids, follows, strict=True) if a and b})
    titles = [mapping.get("title", parse_line) for mapping in mappings]
    title_of = dict(zip(ids, titles, strict=True))
    given = repr(defaults)
    events: dict[bytes, Event] = {}
    for mapping, id_, title, before in zip(mappings, ids, titles, follows, strict=True):
        uid = f"{before}.{defaults.agenda}@{UID_DOMAIN}"
        followed = Followed(uid, title_of[before]) if before else None
        read_from = digest(f"{given}{plain(mapping.node)!r}{followed!r}".encode())
        event = known.get(read_from) or _event(mapping, id_, title, followed, defaults)
        if event is not None:
            events[read_from] = event
    return events


def _check_circles(mappings: dict[str, MappingReader], follows: dict[str, str]) -> None:
    checked: set[str] = set()
    for id_ in follows:
        trail: dict[str, None] = {}
        while id_ in follows and id_ not in trail and id_ not in checked:
            trail[id_] = None
            id_ = follows[id_]
        if id_ in trail:
            steps = list(trail)
            circle = " → ".join([*steps[steps.index(id_) :], id_])
            last = mappings[steps[-1]]
            last.add_problem(
                last.where("follows"),
                f"the events follow each other in a circle: {circle}",
                "take one follows away",
            )
        checked.update(trail)


def _event(
    mapping: MappingReader,
    id_: str | None,
    title: str | None,
    follows: Followed | None,
    defaults: _Defaults,
) -> Event | None:
    place = _place(mapping.mapping("place", PLACE))
    zone = (place and place.timezone) or defaults.timezone
    start = mapping.get("start", lambda text: read_start(text, zone))
    kind = mapping.get("kind", parse_one_of(Kind))
    own_leads = _leads(mapping, "reminders")
    leads = own_leads if "reminders" in mapping.entries else defaults.leads[kind or Kind.MEETING]
    event = Event(
        id=id_ or "",
        agenda=defaults.agenda,
        kind=kind or Kind.MEETING,
        title=title or "",
        start=start or Day(FALLBACK_DAY, zone),
        timezone=_told_by(start, place, zone),
        end=_end(mapping, start),
        status=mapping.get("status", parse_one_of(Status)) or Status.CONFIRMED,
        place=place,
        chair=mapping.get("chair", parse_line),
        parties=mapping.distinct("parties", parse_line),
        delegations=tuple(_delegations(mapping)),
        topics=mapping.distinct("topics", parse_line),
        description=mapping.get("description", parse_prose),
        note=mapping.get("note", parse_prose),
        source=_source(mapping.mapping("source", SOURCE)) or defaults.source,
        url=mapping.get("url", parse_url),
        stream=mapping.get("stream", parse_url),
        image=mapping.get("image", parse_url),
        color=mapping.get("color", parse_color),
        tags=mapping.distinct("tags", parse_id),
        leads=leads,
        follows=follows,
    )
    return event if id_ and kind and start and event.title else None


def _told_by(start: Start | None, place: Place | None, zone: str) -> str:
    """Return the zone by whose clocks an event is told.

    It is the ``zone`` that holds where the start names none. But a start that names another, which
    the clocks of its city are known to agree with then, is told by that city: 12:00 Europe/London
    in London, whatever the agenda's zone.
    """
    if place is None or place.timezone or not isinstance(start, Moment) or start.zone == zone:
        return zone
    own = clocks_of(place.city)
    return own if own and keeps_same_clocks(own, start.zone, start.begins) else zone


def _delegations(mapping: MappingReader) -> Iterator[Delegation]:
    for each in mapping.mappings("delegations", DELEGATION):
        party, head = each.get("party", parse_line), each.get("head", parse_line)
        if party:
            yield Delegation(party, head)


def _end(mapping: MappingReader, start: Start | None) -> Start | None:
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
    if type(end) is not type(start):
        mapping.add_problem(
            mapping.where("end"),
            "start and end must both have a time, or both be days",
            "write the end as the start is written",
        )
    elif end.zone != start.zone and FALLBACK_ZONE in (end.zone, start.zone):
        return None  # which of them is first is not known
    elif end.begins < start.begins or (end.begins == start.begins and isinstance(end, Moment)):
        mapping.add_problem(mapping.where("end"), *_not_after(end, start))
    else:
        return end
    return None


def _not_after(end: Start, start: Start) -> tuple[str, str]:
    """Say what is wrong, and how to mend it; a zone that both are in may be written nowhere."""
    if end.zone != start.zone:
        what = f"the end, {end}, is not after the start, {start}"
        return what, "check day, time and zone of both"
    last, first = (str(it).removesuffix(f" {it.zone}") for it in (end, start))
    return f"the end, {last}, is not after the start, {first}", "check both"


def digest(content: bytes) -> bytes:
    """Return 16 bytes that no other content has: enough to tell whether anything has changed."""
    return blake2b(content, digest_size=16).digest()
