"""All files' events, each read when those that it takes something from have been read."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from events.definitions.agenda_reader import AgendaFacts
from events.definitions.checks.warnings import Listed, warnings_of_event
from events.definitions.event_reader import read_event
from events.definitions.identity import Identities, Place
from events.definitions.mapping_reader import MappingReader
from events.definitions.outline import Outline
from events.definitions.series.given import Given, start_after
from events.definitions.yaml.nodes import plain
from events.errors import Problem
from events.model import Event, Followed


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event as it was read: by the digest of what of, and what others gave to it."""

    read_from: bytes
    given: Given
    event: Event | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file whose events were read.

    - ``content``: the digest of its bytes
    - ``given``: the digest of what its events take from the agenda, and of those that they follow
    - ``warnings``: those of single events, and ``listed`` where each event stands
    """

    content: bytes
    given: bytes
    outline: Outline
    facts: AgendaFacts | None
    read: tuple[ReadEvent, ...]
    events: tuple[Event, ...]
    warnings: tuple[Problem, ...]
    listed: tuple[Listed, ...]


@dataclass(slots=True)
class FileReading:
    """A file whose events are being read, one by one.

    - ``facts`` are those of its agenda, and ``own_facts`` those that stand in this file
    - ``known`` is the same file as it was read last
    - ``mappings`` parses the file, if that has not been done yet
    """

    outline: Outline
    content: bytes
    facts: AgendaFacts
    own_facts: AgendaFacts | None
    follows: Sequence[Followed | None]
    known: ReadFile | None
    mappings: Callable[[], Sequence[MappingReader]]
    of_agenda: bytes = field(init=False)
    given: bytes = field(init=False)
    is_unchanged: bool = field(init=False)
    """Whether the file, its agenda and those that its events follow are as they were."""
    _read: dict[int, ReadEvent] = field(init=False, default_factory=dict)
    _known: Mapping[bytes, Event | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.of_agenda = digest(self.facts.of_events.encode())
        self.given = digest(self.of_agenda + repr(self.follows).encode())
        known = self.known
        self.is_unchanged = bool(
            known and (known.content, known.given) == (self.content, self.given)
        )
        if known and not self.is_unchanged:
            self._known = {each.read_from: each.event for each in known.read}

    def event(self, number: int) -> Event | None:
        """Return an event that has been read; None if it was refused, or has not been read."""
        if number not in self._read and self.known and self.is_unchanged:
            return self.known.read[number].event
        return self._read[number].event if number in self._read else None

    def read(self, number: int, given: Given) -> None:
        """Read an event, unless it is known from what it was read of."""
        if self.known and self.is_unchanged and self.known.read[number].given == given:
            self._read[number] = self.known.read[number]
            return
        mapping = self.mappings()[number]
        read_from = digest(self.of_agenda + f"{plain(mapping.node)!r}{given!r}".encode())
        event = self._known.get(read_from)
        event = event or read_event(mapping, self.outline.events[number], given, self.facts)
        self._read[number] = ReadEvent(read_from, given, event)

    def finished(self) -> ReadFile:
        """Return the file with all its events, once they have been read: the known one if it is."""
        known = self.known
        if known and self.is_unchanged:
            read = tuple(self._read.get(at, each) for at, each in enumerate(known.read))
            if all(each is before for each, before in zip(read, known.read, strict=True)):
                return known
        else:
            read = tuple(self._read[at] for at in range(len(self.outline.events)))
        pairs = [
            (mapping, each.event)
            for mapping, each in zip(self.mappings(), read, strict=True)
            if each.event
        ]
        return ReadFile(
            self.content,
            self.given,
            self.outline,
            self.own_facts,
            read,
            tuple(event for _, event in pairs),
            tuple(it for mapping, event in pairs for it in warnings_of_event(mapping, event)),
            tuple(Listed.of(mapping, event) for mapping, event in pairs),
        )


def read_all(files: Sequence[FileReading], identities: Identities) -> None:
    """Read all events of files: those that take their start from another one after that one."""
    late: dict[Place, Place | None] = {}
    for number, file in enumerate(files):
        for at, event in enumerate(file.outline.events):
            if event.starts_after:
                late[number, at] = identities.place_of_followed(event, file.outline.agenda)
            elif not file.is_unchanged:
                file.read(at, Given(file.follows[at]))
    for (number, at), followed in _in_order(late):
        file = files[number]
        other = files[followed[0]].event(followed[1]) if followed else None
        file.read(at, Given(file.follows[at], start_after(other) if other else None))


def _in_order(late: Mapping[Place, Place | None]) -> Iterator[tuple[Place, Place | None]]:
    """Return what waits for others behind those; what waits for itself has been told of."""
    waiting: defaultdict[Place, list[Place]] = defaultdict(list)
    ready: list[Place] = []
    for place, other in late.items():
        if other in late and other is not None:
            waiting[other].append(place)
        else:
            ready.append(place)
    left = dict(late)
    while ready:
        place = ready.pop()
        ready += waiting[place]
        yield place, left.pop(place)
    yield from ((place, None) for place in left)


def digest(content: bytes) -> bytes:
    """Return 16 bytes that no other content has: enough to tell whether anything has changed."""
    return blake2b(content, digest_size=16).digest()
