"""One day of a series as an event that is written by itself: the series, with its dates moved."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.when.hours import hour_mend
from events.definitions.relations.days import on_day
from events.definitions.series.reading import Series
from events.definitions.values import is_after
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.text import quoted
from events.time_grammar import HOUR_PATTERN, START_PATTERN, TIME_PATTERN

Entries = Mapping[str, tuple[ScalarNode, Node]]

_OF_SERIES = frozenset({"repeats", "changes"})
_INSTEAD = {
    "place": {"places"},
    "places": {"place"},
    "source": {"sources"},
    "sources": {"source"},
    "end": {"duration"},
    "duration": {"end"},
    # Nobody has announced that what begins at another time ends when it did; a length stays.
    "start": {"end"},
}
"""What of a series a change takes away, by the key that it has."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Of which series, by the id that is written there, and on which day of it an event is.

    - ``at``: the line and the column where the series begins, for a part of its programme as well
    - ``is_changed``: it is not as the series has it
    - ``keeps_start``: its start is that of the series
    """

    series: str
    at: tuple[int, int]
    day: date
    is_changed: bool
    keeps_start: bool


def occurrence_name(id_: str, day: date) -> str:
    """Return the id, or agenda/id, of one day of a series: ``briefing-2026-12-04``."""
    return f"{id_}-{day}"


def check_carried(mapping: MappingReader, series: Series) -> None:
    """Add a problem for what an event of a series says, and can be true of one of its days alone.

    It is of the first day alone, and that of the others is nowhere.
    """
    until = _until(mapping.entries)
    if until and START_PATTERN.fullmatch(until.text):
        what = f"accreditation for each day of the series would close at {until.text}"
        mend = (
            "write an hour of its own day, until: 09:00, or in changes: "
            f"{series.days[0]}: {{accreditation: {{until: {until.text}}}}}"
        )
        mapping.add_problem(until, what, mend)
    sources = mapping.entries["sources"][1] if "sources" in mapping.entries else None
    for source in sources.items if isinstance(sources, ListNode) else ():
        if isinstance(source, MappingNode) and "start" in source.entries:
            what = "a source says the start of one day, and this is of each day of the series"
            mend = f"write the sources in changes: {series.days[0]}: {{sources: …}}"
            mapping.add_problem(source.entries["start"][1], what, mend)


def occurrence(
    mapping: MappingReader, series: Series, day: date, siblings: Collection[str] = ()
) -> MappingReader:
    """Return what an event of a series, or a part of its programme, says of one of its days.

    ``siblings`` are the ids of the parts of its programme, which it may name.
    """
    moved = dict(_moved(mapping.entries, day, day - series.first, siblings))
    return mapping.with_entries(moved, without=_OF_SERIES)


def changed(made: MappingReader, change: MappingReader, day: date) -> MappingReader:
    """Return one day of a series with what is otherwise on it."""
    entries = dict(change.entries)
    if isinstance(start := change.where("start"), ScalarNode) and "start" in entries:
        entries["start"] = entries["start"][0], _changed_start(change, start, day)
    entries |= _accreditation(entries, day)
    without = {name for key in entries for name in _INSTEAD.get(key, ())}
    return made.with_entries(entries, without=without)


def _changed_start(change: MappingReader, start: ScalarNode, day: date) -> ScalarNode:
    text = start.text
    if HOUR_PATTERN.fullmatch(text):
        return _said(start, on_day(text, day))
    if START_PATTERN.fullmatch(text) or is_after(text):
        return start
    # With UTC for the zone no wall time is skipped.
    if mend := hour_mend(text, day, "UTC"):
        change.add_problem(start, f"{quoted(text)} is not a start", mend)
        return _said(start, str(day))
    return start


def _moved(
    entries: Entries, day: date, by: timedelta, siblings: Collection[str]
) -> Iterator[tuple[str, tuple[ScalarNode, Node]]]:
    for name in ("id", "formerly"):
        if name in entries:
            key, node = entries[name]
            yield name, (key, _named(node, day))
    for name in ("start", "end", "follows"):
        if name in entries and isinstance(node := entries[name][1], ScalarNode):
            after = node.text.removeprefix("after").strip() if is_after(node.text) else node.text
            if after in siblings:
                text = node.text.removesuffix(after) + occurrence_name(after, day)
                yield name, (entries[name][0], _said(node, text))
            elif by and name != "follows":
                text = _DATE.sub(lambda match: _later(match[0], by), node.text)
                yield name, (entries[name][0], _said(node, text))
    yield from _accreditation(entries, day).items()


def _accreditation(entries: Entries, day: date) -> dict[str, tuple[ScalarNode, Node]]:
    """Return an accreditation that closes at an hour, with the day of it."""
    until = _until(entries)
    if until is None or not TIME_PATTERN.fullmatch(until.text):
        return {}
    key, node = entries["accreditation"]
    if not isinstance(node, MappingNode):
        return {}
    closes = node.entries["until"][0], _said(until, on_day(until.text, day))
    inner = MappingNode({**node.entries, "until": closes}, node.line, node.column)
    return {"accreditation": (key, inner)}


def _until(entries: Entries) -> ScalarNode | None:
    node = entries["accreditation"][1] if "accreditation" in entries else None
    until = node.entries.get("until") if isinstance(node, MappingNode) else None
    return until[1] if until and isinstance(until[1], ScalarNode) else None


def _named(node: Node, day: date) -> Node:
    if isinstance(node, ScalarNode):
        return _said(node, occurrence_name(node.text, day))
    if isinstance(node, ListNode):
        items = tuple(_named(item, day) for item in node.items)
        return ListNode(items, node.line, node.column)
    return node


def _said(node: ScalarNode, text: str) -> ScalarNode:
    return ScalarNode(text, node.line, node.column, verbatim=False)


def _later(text: str, by: timedelta) -> str:
    try:
        return str(date.fromisoformat(text) + by)
    except ValueError:
        return text
