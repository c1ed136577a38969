"""All files' events, each read when those that it takes something from have been read."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from events.definitions.agenda_reader import AgendaFacts
from events.definitions.checks.warnings import (
    Listed,
    warnings_of,
    warnings_of_followed,
)
from events.definitions.event_reader import read_event, read_occurrence
from events.definitions.identity import Identities, Slot
from events.definitions.mapping_reader import MappingReader
from events.definitions.outline import Outline
from events.definitions.press.accreditation import accreditation_deadline
from events.definitions.relations.entries import Entry
from events.definitions.relations.given import Given, start_after
from events.definitions.relations.programme import with_programmes
from events.definitions.yaml.nodes import said
from events.errors import Problem, Problems
from events.model import Event, Followed


class ReadEvent(NamedTuple):
    """An event as it was read: by the hash of what of, and what others gave to it.

    The 64 bits of Python's hashes are enough to tell whether anything has changed.
    """

    read_from: int
    given: Given
    event: Event | None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file whose events were read.

    - ``content``: the hash of its bytes
    - ``given``: the hash of what its events take from the agenda, and of those that they follow
    - ``brought``: how many characters its events have from one another
    - ``warnings``: those of single events, and ``listed`` where each event stands
    """

    content: int
    given: int
    outline: Outline
    facts: AgendaFacts | None
    read: tuple[ReadEvent, ...]
    events: tuple[Event, ...]
    brought: int
    warnings: tuple[Problem, ...]
    listed: tuple[Listed, ...]


@dataclass(slots=True)
class FileReading:
    """A file whose events are being read, one by one.

    - ``facts`` are those of its agenda, and ``own_facts`` those that stand in this file
    - ``known`` is the same file as it was read last
    - ``entries`` parses the file, if that has not been done yet
    """

    outline: Outline
    content: int
    facts: AgendaFacts
    own_facts: AgendaFacts | None
    follows: Sequence[Followed | None]
    known: ReadFile | None
    entries: Callable[[], Sequence[Entry]]
    of_agenda: int = field(init=False)
    of_others: int = field(init=False)
    is_unchanged: bool = field(init=False)
    """Whether the file, its agenda and those that its events follow are as they were."""
    _read: dict[int, ReadEvent] = field(init=False, default_factory=dict)
    _known: Mapping[int, Event | None] = field(init=False, default_factory=dict)
    _same: dict[str, Event | None] = field(init=False, default_factory=dict)
    """By a series, a day of it that is as the series has it; None if that was refused."""

    def __post_init__(self) -> None:
        self.of_agenda = hash(self.facts.of_events)
        self.of_others = hash((self.of_agenda, tuple(self.follows)))
        known = self.known
        self.is_unchanged = bool(
            known and (known.content, known.given) == (self.content, self.of_others)
        )
        if known and not self.is_unchanged:
            self._known = {each.read_from: each.event for each in known.read}

    def has_read(self, number: int) -> bool:
        """Tell whether an event has been read."""
        return number in self._read

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
        mapping = self.entries()[number].mapping
        read_from = hash((self.of_agenda, said(mapping.node), given))
        event = self._known.get(read_from) or self._new(number, mapping, given)
        self._read[number] = ReadEvent(read_from, given, event)

    def _new(self, number: int, mapping: MappingReader, given: Given) -> Event | None:
        """Read an event: one that is as a series has it by the first one that is, for speed.

        What is wrong with that one is wrong with all, and told once.
        """
        outline = self.outline.events[number]
        occurrence = outline.occurrence
        if occurrence is None or occurrence.is_changed:
            return read_event(mapping, outline, given, self.facts)
        if occurrence.series not in self._same:
            before = mapping.problems.number
            event = read_event(mapping, outline, given, self.facts)
            found = mapping.problems.number > before
            self._same[occurrence.series] = None if found else event
            return event
        same = self._same[occurrence.series]
        if same is None:
            return None
        if outline.parent is not None or outline.starts_after:
            return read_event(mapping, outline, given, self.facts)
        return read_occurrence(same, mapping, outline, given, self.facts)

    def given(self, number: int, after: Event | None = None) -> Given:
        """Return what an event takes from others, of which those in this file have been read.

        ``after`` is the one at whose end it starts.
        """
        parent, follows = self.outline.events[number].parent, self.follows[number]
        before = None if parent is None else self.event(parent)
        if after is None:
            return Given(follows, None, before)
        return Given(follows, start_after(after), before, after.status)

    def finished(self) -> ReadFile:
        """Return the file with all its events, once they have been read: the known one if it is."""
        known = self.known
        if known and self.is_unchanged:
            read = tuple(self._read.get(at, each) for at, each in enumerate(known.read))
            if all(each is before for each, before in zip(read, known.read, strict=True)):
                return known
        else:
            read = tuple(self._read[at] for at in range(len(self.outline.events)))
        before = {each.id: each for each in known.events} if known else {}
        entries, whole = self.entries(), with_programmes(self.outline, [it.event for it in read])
        pairs = [
            (entry.mapping, _same_or_new(event, before))
            for entry, event in zip(entries, whole, strict=True)
            if event
        ]
        warnings = [it for mapping, event in pairs for it in warnings_of(mapping, event)]
        for entry, it in zip(entries, read, strict=True):
            if it.event and it.given.status:
                warnings += warnings_of_followed(entry.mapping, it.event, it.given.status)
        return ReadFile(
            self.content,
            self.of_others,
            self.outline,
            self.own_facts,
            read,
            tuple(it for _, event in pairs for it in self._with_deadline(event, before)),
            sum(entry.brought for entry in entries),
            tuple(dict.fromkeys(warnings)),  # what a series says stands there once
            tuple(Listed.of(mapping, event) for mapping, event in pairs),
        )

    def _with_deadline(self, event: Event, before: Mapping[str, Event]) -> tuple[Event, ...]:
        """Return an event with the deadline that its accreditation makes, if it makes one."""
        deadline = accreditation_deadline(event, self.facts.accreditation_leads)
        return (event, _same_or_new(deadline, before)) if deadline else (event,)


def _same_or_new(event: Event, before: Mapping[str, Event]) -> Event:
    """Return the event that was read last by its id, if it is as it was."""
    known = before.get(event.id)
    return known if known == event else event


def read_all(files: Sequence[FileReading], identities: Identities, problems: Problems) -> None:
    """Read all events of files, each after those that it takes something from."""
    late: dict[Slot, tuple[Slot, ...]] = {}
    for number, file in enumerate(files):
        for at, event in enumerate(file.outline.events):
            others = () if event.parent is None else ((number, event.parent),)
            if event.starts_after:
                followed = identities.slot_of_followed(event, file.outline.agenda)
                late[number, at] = (*others, followed) if followed else others
            elif late and not late.keys().isdisjoint(others):
                late[number, at] = others
            elif not file.is_unchanged:
                file.read(at, file.given(at))
    for number, at in _in_order(late):
        file = files[number]
        event = file.outline.events[at]
        slot = identities.slot_of_followed(event, file.outline.agenda)
        other = files[slot[0]].event(slot[1]) if slot and event.starts_after else None
        file.read(at, file.given(at, other))
    if circle := [slot for slot in late if not files[slot[0]].has_read(slot[1])]:
        _tell_of_circle(files, circle, problems)


def _in_order(late: Mapping[Slot, Sequence[Slot]]) -> Iterator[Slot]:
    """Return what waits for others behind those; what waits for itself is left out."""
    waiting: defaultdict[Slot, list[Slot]] = defaultdict(list)
    left: dict[Slot, int] = {}
    for slot, others in late.items():
        left[slot] = 0
        for other in set(others) & late.keys():
            waiting[other].append(slot)
            left[slot] += 1
    ready = [slot for slot, number in left.items() if not number]
    while ready:
        slot = ready.pop()
        yield slot
        for each in waiting[slot]:
            left[each] -= 1
            if not left[each]:
                ready.append(each)


def _tell_of_circle(
    files: Sequence[FileReading], circle: Sequence[Slot], problems: Problems
) -> None:
    """Read what waits for itself all the same, for the sake of its other faults."""
    if not problems:  # events that follow one another in a circle are told by their names
        number, at = next(it for it in circle if files[it[0]].outline.events[it[1]].starts_after)
        outline = files[number].outline
        what = "the event starts after one whose start depends on its own, as a part's does"
        mend = "give one of them a start of its own"
        problems.add(lambda: Problem(outline.path, *outline.events[at].follows_at, what, mend))
    for number, at in circle:
        files[number].read(at, files[number].given(at))
