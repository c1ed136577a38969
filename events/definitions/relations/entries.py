"""The events of a file as they are written: by themselves, in a programme, as days of a series."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from events.definitions.mapping_reader import MappingReader
from events.definitions.schema import MAX_EVENTS, PART
from events.definitions.series.occurrences import (
    Occurrence,
    changed,
    check_carried,
    occurrence,
)
from events.definitions.series.reading import Series, read_series
from events.definitions.yaml.nodes import ListNode, Node, ScalarNode

MOST_PASSED_ON = 5_000_000  # characters that events of an agenda have from one another

INHERITED = (
    ("kind",),
    ("place", "places"),
    ("status",),
    ("source", "sources"),
    ("parties",),
    ("access",),
    ("contact",),
    ("color",),
    ("tags",),
    ("language",),
)
"""What a part has from its event if it says none of these keys itself."""


class Entry(NamedTuple):
    """An event as it is written.

    - ``parent``: the number of the event of whose programme it is a part, in the same file
    - ``has_programme``: it has parts, which come right behind it
    - ``brought``: how many characters it has from its event, or from its series
    - ``occurrence``: the day of a series that it is
    - ``is_unread_series``: it repeats, and on which days is refused
    """

    mapping: MappingReader
    parent: int | None = None
    has_programme: bool = False
    brought: int = 0
    occurrence: Occurrence | None = None
    is_unread_series: bool = False


def entries_of(mappings: Iterable[MappingReader]) -> tuple[Entry, ...]:
    """Return the events of a file, each with its parts behind it, a series by its days.

    What would be more events, or more text, than a file can have is left out, and told.
    """
    entries: list[Entry] = []
    brought = 0
    for mapping in mappings:
        repeats = "repeats" in mapping.entries or "changes" in mapping.entries
        series = read_series(mapping) if repeats else None
        parts = mapping.mappings("programme", PART)
        days = len(series.days) if series else 1
        number = days * (1 + len(parts))
        length = length_of(mapping.node) * days if series else 0
        if len(entries) + number > MAX_EVENTS:
            what = f"the file has {len(entries) + number:,} events up to here, which are too many,"
            what = f"{what} with the days of series and the parts of programmes"
            mend = f"keep it within {MAX_EVENTS:,}: split the file into several"
            mapping.add_problem(mapping.where("repeats"), what, mend)
            break
        if brought + length > MOST_PASSED_ON:
            what = f"the {days} days of the series have {brought + length:,} characters in all"
            mend = f"keep it within {MOST_PASSED_ON:,}: write shorter texts, or fewer days"
            mapping.add_problem(mapping.where("repeats"), what, mend)
            break
        brought += length
        if series:
            _add_series(entries, mapping, series, parts)
        else:
            entries.append(Entry(mapping, has_programme=bool(parts), is_unread_series=repeats))
            at = len(entries) - 1
            entries += [_part(part, mapping, at) for part in parts]
    return tuple(entries)


def _add_series(
    entries: list[Entry], mapping: MappingReader, series: Series, parts: Sequence[MappingReader]
) -> None:
    """Add each day of a series, with the parts of its programme."""
    for each in (mapping, *parts):
        check_carried(each, series)
    length = length_of(mapping.node)
    own_parts = {
        day: change.mappings("programme", PART)
        for day, change in series.changes.items()
        if "programme" in change.entries
    }
    for day in series.days:
        made = occurrence(mapping, series, day)
        change = series.changes.get(day)
        keeps_start = change is None or "start" not in change.entries
        starts_at = mapping.node.line, mapping.node.column
        what = Occurrence(mapping.text("id"), starts_at, day, change is not None, keeps_start)
        made = changed(made, change, day) if change else made
        lines = own_parts.get(day, parts)
        at = len(entries)
        entries.append(Entry(made, None, bool(lines), length, what))
        names = {line.text("id") for line in lines}
        for line in lines:
            part = _part(occurrence(line, series, day, names), made, at)
            of_day = replace(what, series=line.text("id"), keeps_start="start" in line.entries)
            brought = part.brought + length_of(line.node)
            entries.append(part._replace(occurrence=of_day, brought=brought))


def _part(mapping: MappingReader, parent: MappingReader, number: int) -> Entry:
    inherited = dict(_inherited(mapping, parent))
    brought = sum(length_of(node) for _, node in inherited.values())
    return Entry(mapping.completed(inherited), number, brought=brought)


def _inherited(
    mapping: MappingReader, parent: MappingReader
) -> Iterator[tuple[str, tuple[ScalarNode, Node]]]:
    for names in INHERITED:
        if not any(name in mapping.entries for name in names):
            for name in names:
                if name in parent.entries:
                    yield name, parent.entries[name]


def length_of(node: Node) -> int:
    """Return how many characters of text a node says."""
    if isinstance(node, ScalarNode):
        return len(node.text)
    if isinstance(node, ListNode):
        return sum(map(length_of, node.items))
    return sum(length_of(value) for _, value in node.entries.values())
