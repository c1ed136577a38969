"""YAML → `Agendas`, with file:line:column in every error, and all errors in one go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from events.definitions.fields import (
    parse_color,
    parse_follows,
    parse_geo,
    parse_id,
    parse_line,
    parse_one_of,
    parse_prose,
    parse_url,
)
from events.definitions.files import definition_files, read_definitions
from events.definitions.mapping_reader import MappingReader
from events.definitions.schema import AGENDA, DELEGATION, EVENT, PLACE, REMINDERS, SOURCE
from events.definitions.yaml.nodes import parse, plain
from events.errors import NOWHERE, DefinitionError, Problem
from events.model import (
    DEFAULT_LEADS,
    UID_DOMAIN,
    Agenda,
    Agendas,
    Delegation,
    Event,
    Followed,
    Kind,
    Place,
    Source,
    Status,
)
from events.text import quoted
from events.times import (
    Day,
    Moment,
    Start,
    parse_day,
    parse_duration,
    parse_end,
    parse_length,
    parse_start,
)
from events.zones import parse_zone

# Stand in for a start and a zone that were refused, so that all the rest is still checked.
# Whatever is written is read as no such zone, but as UTC.
FALLBACK_DAY, FALLBACK_ZONE = date(1970, 1, 1), "Etc/UTC"


def load(path: Path) -> Agendas:
    """Load one definitions file, or every ``*.yaml`` and ``*.yml`` in a folder and below it.

    Names that begin with a dot are passed over, as Kubernetes keeps a ConfigMap's versions in
    such folders. Raises `DefinitionError` with every problem of every file.
    """
    return Loader(path).load()


class Loader:
    """Loads the definitions at a path again and again.

    What has not changed since they were good last is not read anew, and is the same object.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[Path, _Loaded] = {}

    def load(self) -> Agendas:
        """Load them as `load` does."""
        problems: list[Problem] = []
        files: dict[Path, _Loaded] = {}
        first: dict[str, Path] = {}
        for file in definition_files(self.path, problems):
            try:
                loaded = files[file] = _load_file(file, self._known.get(file))
            except DefinitionError as error:
                problems += error.problems
                continue
            id_ = loaded.agenda.id
            if first.setdefault(id_, file) is not file:
                problems.append(
                    Problem(
                        file,
                        *loaded.where,
                        f"the agenda {quoted(id_)} is defined twice, first in {first[id_]}",
                        "give each file an id of its own",
                    )
                )
        if not files and not problems:
            mend = "put at least one agenda.yaml in the folder"
            problems.append(Problem(self.path, *NOWHERE, "no definitions here", mend))
        if problems:
            raise DefinitionError(problems)
        self._known = files
        return Agendas(tuple(loaded.agenda for loaded in files.values()))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file that was good: the digest of its bytes, and its events by that of their nodes.

    ``where`` are the line and the column of its id.
    """

    digest: bytes
    agenda: Agenda
    where: tuple[int, int]
    events: dict[bytes, Event]


def _load_file(path: Path, known: _Loaded | None) -> _Loaded:
    content = read_definitions(path)
    digest = _digest(content)
    if known and known.digest == digest:
        return known
    problems: list[Problem] = []
    root = parse(path, content, problems)
    events: dict[bytes, Event] = {}
    agenda = _agenda(
        MappingReader(path, root, AGENDA, problems), known.events if known else {}, events
    )
    if problems or agenda is None:
        raise DefinitionError(problems)
    where = root.entries["agenda"][1]
    return _Loaded(digest, agenda, (where.line, where.column), events)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


def _source(mapping: MappingReader | None) -> Source | None:
    if mapping is None:
        return None
    publisher = mapping.get("publisher", parse_line)
    day = mapping.get("date", parse_day)
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
    return tuple(sorted(set(mapping.list(name, parse_duration)), reverse=True))


def _agenda(
    mapping: MappingReader, known: Mapping[bytes, Event], read: dict[bytes, Event]
) -> Agenda | None:
    """Read an agenda, of whose events the ``known`` are taken over; all end up in ``read``."""
    id_ = mapping.get("agenda", parse_id)
    title = mapping.get("title", parse_line)
    timezone = _zone(mapping)
    source = _source(mapping.mapping("source", SOURCE))
    leads = dict(DEFAULT_LEADS)
    if reminders := mapping.mapping("reminders", REMINDERS):
        leads |= {kind: _leads(reminders, kind.value) for kind in Kind if kind in reminders.entries}
    events = mapping.mappings("events", EVENT)
    agenda = Agenda(
        id=id_ or "",
        title=title or "",
        timezone=timezone,
        events=tuple(_events(events, _Defaults(id_ or "", timezone, leads, source), known, read)),
        description=mapping.get("description", parse_prose),
        source=source,
        image=mapping.get("image", parse_url),
        color=mapping.get("color", parse_color),
    )
    return agenda if id_ and title else None


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
    read: dict[bytes, Event],
) -> Iterator[Event]:
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
    for mapping, id_, title, before in zip(mappings, ids, titles, follows, strict=True):
        uid = f"{before}.{defaults.agenda}@{UID_DOMAIN}"
        followed = Followed(uid, title_of[before]) if before else None
        digest = _digest(f"{given}{plain(mapping.node)!r}{followed!r}".encode())
        event = known.get(digest) or _event(mapping, id_, title, followed, defaults)
        if event is not None:
            read[digest] = event
            yield event


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
    start = mapping.get("start", lambda text: parse_start(text, zone))
    kind = mapping.get("kind", parse_one_of(Kind))
    own_leads = _leads(mapping, "reminders")
    leads = own_leads if "reminders" in mapping.entries else defaults.leads[kind or Kind.MEETING]
    event = Event(
        id=id_ or "",
        agenda=defaults.agenda,
        kind=kind or Kind.MEETING,
        title=title or "",
        start=start or Day(FALLBACK_DAY, zone),
        timezone=zone,
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
        return mapping.get("duration", lambda text: parse_length(text, start))
    end = mapping.get("end", lambda text: parse_end(text, start))
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
