"""One file's outline: its agenda, and by what names its events are known, once and now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from events.definitions.mapping_reader import MappingReader
from events.definitions.relations.entries import Entry
from events.definitions.schema import IDENTITY
from events.definitions.series.occurrences import Occurrence
from events.definitions.texts.translated import Written, read_language, read_text
from events.definitions.values import is_after, parse_after, parse_id, parse_line, parse_name
from events.definitions.yaml.nodes import MappingNode, ScalarNode
from events.errors import Refusal
from events.model import event_name
from events.text import quoted
from events.time_grammar import START_PATTERN, parse_day

Where = tuple[int, int]
"""A line and a column, from 1."""


class EventOutline(NamedTuple):
    """What identifies an event, as it is written.

    ``id`` and ``title`` are None if they are refused. In ``formerly`` and ``follows`` an event is
    named by its agenda, which is empty for the event's own one, and its id. ``starts_after``: the
    event starts when the one that it follows ends. ``parent``: the number of the event of whose
    programme it is a part, in the same file. ``closes_at``: where it says until when accreditation
    is open, of which a deadline is made; None if it does not. ``day`` is that of its start, if
    it follows another and names one. ``language`` is what it says of its texts.
    """

    id: str | None
    title: Written | None
    formerly: tuple[tuple[str, str], ...]
    follows: tuple[str, str] | None
    starts_after: bool
    parent: int | None
    has_programme: bool
    id_at: Where
    formerly_at: Where
    follows_at: Where
    closes_at: Where | None = None
    occurrence: Occurrence | None = None
    is_unread_series: bool = False
    day: date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A file with its agenda's id, which is empty if it is refused, and its events in order.

    ``has_facts``: it says more of its agenda than the id.
    """

    path: Path
    agenda: str
    agenda_at: Where
    formerly_at: Where
    reminders_at: Where
    source_at: Where
    has_facts: bool
    events: tuple[EventOutline, ...]


def read_outline(mapping: MappingReader, events: Sequence[Entry]) -> Outline:
    """Read the outline of a file whose events are given, and add what is wrong to its problems."""
    agenda = mapping.get("agenda", parse_id)
    outlines = tuple(_event_outline(event, agenda or "") for event in events)
    has_facts = not mapping.entries.keys() <= set(IDENTITY)
    return Outline(
        mapping.path,
        agenda or "",
        _where(mapping, "agenda"),
        _where(mapping, "formerly"),
        _where(mapping, "reminders"),
        _where(mapping, "source"),
        has_facts,
        outlines,
    )


def _event_outline(entry: Entry, agenda: str) -> EventOutline:
    mapping = entry.mapping
    starts_after = is_after(mapping.text("start"))
    follows, follows_at = _follows(mapping, agenda)
    return EventOutline(
        mapping.get("id", parse_id),
        read_text(mapping, "title", parse_line),
        mapping.one_or_list("formerly", parse_name),
        follows,
        starts_after,
        entry.parent,
        entry.has_programme,
        _where(mapping, "id"),
        _where(mapping, "formerly"),
        follows_at,
        _closes_at(mapping),
        entry.occurrence,
        entry.is_unread_series,
        _day(mapping) if follows else None,
        read_language(mapping),
    )


def _day(mapping: MappingReader) -> date | None:
    written = START_PATTERN.fullmatch(mapping.text("start"))
    try:
        return parse_day(written["day"]) if written and written["day"] else None
    except Refusal:
        return None


def _closes_at(mapping: MappingReader) -> Where | None:
    node = mapping.entries["accreditation"][1] if "accreditation" in mapping.entries else None
    until = node.entries.get("until") if isinstance(node, MappingNode) else None
    return (until[0].line, until[0].column) if until else None


def _follows(mapping: MappingReader, agenda: str) -> tuple[tuple[str, str] | None, Where]:
    """Read which event one follows, by either of the keys that may say so, and where it stands."""
    follows = mapping.get("follows", parse_name)
    if not is_after(mapping.text("start")):
        return follows, _where(mapping, "follows")
    after = mapping.get("start", parse_after)
    if follows and after and _full(follows, agenda) != _full(after, agenda):
        what = f"it starts after {_written(after)}, and follows {_written(follows)}"
        mend = "delete the line follows:, for what starts after an event follows it"
        mapping.add_problem(mapping.where("follows"), what, mend)
    line, column = _where(mapping, "start")
    node = mapping.where("start")
    if after and isinstance(node, ScalarNode) and node.verbatim:
        column += len(node.text) - len(node.text.removeprefix("after").lstrip())
    return after, (line, column)


def _full(name: tuple[str, str], agenda: str) -> tuple[str, str]:
    return name[0] or agenda, name[1]


def _written(name: tuple[str, str]) -> str:
    return quoted("/".join(name).removeprefix("/"))


def _where(mapping: MappingReader, name: str) -> Where:
    node = mapping.where(name)
    return node.line, node.column


def former_names(outline: EventOutline, agenda: str, agendas: Sequence[str]) -> tuple[str, ...]:
    """Return the names that an event of an agenda had before, the first one first.

    ``agendas`` are the ids that the agenda itself had before, the first one first.
    """
    if not outline.formerly and not agendas:
        return ()  # nearly always
    ids = (*agendas, agenda)
    own = event_name(outline.id or "", agenda)
    written = outline.formerly or (("", outline.id or ""),)
    names = (
        event_name(id_, each) for named, id_ in written for each in ((named,) if named else ids)
    )
    return tuple(dict.fromkeys(name for name in names if name != own))
