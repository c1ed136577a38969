"""What is otherwise on single days of a series: ``changes``, by the day."""

from collections.abc import Iterator, Sequence
from datetime import date

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.flow import flow
from events.definitions.mends.when.hours import hours_meant
from events.definitions.mends.when.times import read_day
from events.definitions.mends.words import STATUSES, letters_of
from events.definitions.schema import CHANGE
from events.definitions.series.rules import nearest
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Refusal
from events.text import quoted
from events.time_grammar import DAY_PATTERN

NOT_TO_CHANGE = ("id", "repeats", "changes")


def no_such_day(day: date, days: Sequence[date]) -> tuple[str, str]:
    """Say that a series is not on a day, and on which one it is."""
    near = nearest(day, days)
    return f"the series has no {day}, a {day:%A}", f"write {near}, a {near:%A}, or delete it"


def read_changes(
    mapping: MappingReader, days: Sequence[date], excepted: frozenset[date]
) -> dict[date, MappingReader]:
    """Read what is otherwise on some of all ``days`` of a series.

    Whatever is refused is added to the mapping's problems, and left out.
    """
    node = mapping.entries["changes"][1]
    if not isinstance(node, MappingNode) or not node.entries:
        tell_of_no_days(mapping, str(days[-1]))
        return {}
    found = {}
    for key, value in node.entries.values():
        day = _day_of_change(mapping, key, days, excepted)
        change = _change(mapping, key, value, day)
        if day and change:
            found[day] = change
    return found


def tell_of_no_days(mapping: MappingReader, day: str) -> None:
    """Add a problem for ``changes`` that has no days, with one to show."""
    what, node = "here days and what is otherwise on them belong", mapping.where("changes")
    mend = _without_dashes(node) if isinstance(node, ListNode) else None
    mapping.add_problem(node, what, mend or f"such as {day}: {{status: cancelled}}")


def _without_dashes(node: ListNode) -> str | None:
    """Return how to write days that are the items of a list, or of which each has a key date."""
    first = node.items[0] if node.items else None
    if not isinstance(first, MappingNode):
        return None
    texts = {name: it.text for name, (_, it) in first.entries.items() if isinstance(it, ScalarNode)}
    dated = next((name for name in texts if letters_of(name) in ("date", "day", "on")), None)
    if dated and len(texts) == len(first.entries):
        rest = ", ".join(f"{name}: {flow(it)}" for name, it in texts.items() if name != dated)
        return f"write {texts[dated]}: {{{rest}}}, without a dash, and so for each of them"
    if all(DAY_PATTERN.fullmatch(name) for name in first.entries):
        return "take the dashes away: each day is a key"
    return None


def _day_of_change(
    mapping: MappingReader, key: ScalarNode, days: Sequence[date], excepted: frozenset[date]
) -> date | None:
    try:
        day = read_day(key.text)
    except Refusal as refusal:
        mapping.add_problem(key, refusal.what, refusal.mend)
        return None
    if day not in days:
        mapping.add_problem(key, *no_such_day(day, days))
        return None
    if day in excepted:
        what = f"{day} is in except as well, and nothing can be otherwise on it"
        mapping.add_problem(key, what, "take one of them away")
        return None
    return day


def _change(
    mapping: MappingReader, key: ScalarNode, value: Node, day: date | None
) -> MappingReader | None:
    if isinstance(value, ScalarNode):
        what = f"{quoted(value.text)} does not say what is otherwise"
        mapping.add_problem(value, what, f"write {key.text}: {{{_meant(value.text, day)}}}")
        return None
    if isinstance(value, MappingNode):
        for name in _told(mapping, value):
            value = MappingNode(
                {k: it for k, it in value.entries.items() if k != name}, value.line, value.column
            )
    return MappingReader(mapping.path, value, CHANGE, mapping.problems)


def _told(mapping: MappingReader, value: MappingNode) -> Iterator[str]:
    """Tell of keys that no single day of a series can have."""
    for name in NOT_TO_CHANGE:
        if name in value.entries:
            what = f"{quoted(name)} is that of the whole series"
            mend = "delete it here, or make the day an event of its own, and add it to except"
            mapping.add_problem(value.entries[name][0], what, mend)
            yield name


def _meant(text: str, day: date | None) -> str:
    status = STATUSES.get(letters_of(text))
    if status:
        return f"status: {status}"
    # With UTC for the zone no wall time is skipped.
    hours = hours_meant(text, day, "UTC") if day else []
    if len(hours) == 1:
        return f"start: {hours[0]}"
    return f"note: {text}" if text.strip() else "status: cancelled"
