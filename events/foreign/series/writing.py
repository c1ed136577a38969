"""The occurrences of what recurs → one series, with what is otherwise on single days of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.definitions.relations.entries import MOST_PASSED_ON
from events.definitions.schema.shapes import MAX_DAYS
from events.foreign.entry import Entry
from events.foreign.lines.said import INNER
from events.foreign.reading.occurrences import Series
from events.foreign.reading.recurring.recurrence import Occurrence
from events.foreign.series.proof import says_the_same
from events.foreign.series.rule import plain_rule
from events.foreign.written import comment
from events.model import Status

Lines = dict[str, tuple[str, ...]]
"""The lines of an event, by the key that they say."""

_KEY = re.compile(rf"{INNER}([a-z-]+):")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OF_THE_DAY = ("start", "end")
_FURTHER = "    "
_CANCELLED = f"{INNER}status: {Status.CANCELLED}"


@dataclass(frozen=True, slots=True)
class Told:
    """An occurrence and the event that it is when it is written by itself."""

    occurrence: Occurrence
    entry: Entry

    @property
    def day(self) -> date:
        """The day on which the rule has it."""
        return self.occurrence.day or self.occurrence.start.day

    def is_of(self, series: Series) -> bool:
        """Tell whether it says what the series says, and not what changes it."""
        return self.occurrence.written is series.written


def written_as_series(series: Series, told: Sequence[Told], zone: str) -> list[Entry] | None:
    """Return a series, and the occurrences that are none of its days; None if no rule says them.

    - the days, the hours and all else are those of the occurrences: this is tried
    - an occurrence that lacks what the series has is an event of its own
    """
    own = [it for it in told if it.is_of(series)]
    days = [it.day for it in told]
    if series.rule is None or not own or len({*days}) < max(2, len(days)):
        return None
    model = own[0]
    if any(it.entry.lines != _moved(model, it.day) for it in own):
        return None  # such as what is in UTC, over a change of clocks
    known = (*series.remarks, *model.entry.remarks)
    told = [it if it.is_of(series) else _completed(model, it) for it in told]
    changes = {it.day: _change(model, it, known) for it in told if not it.is_of(series)}
    inside = sorted(day for day in days if changes.get(day, ()) is not None)
    rule = plain_rule(series.rule, inside[0])
    if rule is None or len(inside) < 2:
        return None
    ruled = rule.rule.days(inside[0], inside[-1])
    has, rules = {*inside}, {*ruled}
    inside = [day for day in inside if day in rules]
    excepted = [day for day in ruled if day not in has]
    if len(ruled) > MAX_DAYS or len(excepted) > len(inside):
        return None
    if any(it.day not in inside for it in own):
        return None
    said = {day: lines for day in inside if (lines := changes.get(day))}
    entry = _entry(model, f"{INNER}repeats: {rule.written(inside[-1], excepted)}", inside, said)
    entry = replace(entry, remarks=tuple(dict.fromkeys(known)))
    if sum(map(len, entry.lines)) * len(inside) > MOST_PASSED_ON // 2:
        return None  # each day has all of it: so many changes are more than a file holds
    alike = {f"it-{it.day}": it.day for it in own}
    ends = {own[0].day, own[-1].day}
    read = [it for it in told if it.day in ends or not it.is_of(series)]
    expanded = [it.entry.with_id(f"it-{it.day}") for it in read if it.day in inside]
    if not says_the_same(entry.with_id("it"), expanded, zone, alike):
        return None
    return [entry, *(it.entry.with_questions() for it in told if it.day not in inside)]


def _completed(model: Told, changed: Told) -> Told:
    """Return what is cancelled with all that the series has: programs write no more than that."""
    series, own = _keyed(_moved(model, changed.day)), _keyed(changed.entry.lines)
    if not any(it.startswith(_CANCELLED) for it in own.get("status", ())):
        return changed
    if own["start"] != series["start"]:
        series.pop("end", None)
    blocks = {**series, **own}
    lines = tuple(line for block in blocks.values() for line in block)
    return replace(changed, entry=replace(changed.entry, lines=lines))


def _entry(
    model: Told, repeats: str, inside: Sequence[date], changes: dict[date, tuple[str, ...]]
) -> Entry:
    lines = _keyed(_moved(model, inside[0]))
    last = "end" if "end" in lines else "start"
    lines[last] = (*lines[last], repeats)
    flat = [line for block in lines.values() for line in block]
    if changes:
        flat.append(f"{INNER}changes:")
        for day, change in changes.items():
            flat += _written_change(day, change)
    return replace(
        model.entry,
        begins=model.entry.begins - (model.day - inside[0]),
        day=inside[0],
        lines=tuple(flat),
        days=tuple(inside),
    )


def _written_change(day: date, change: tuple[str, ...]) -> list[str]:
    (first, *more), key = change, f"{INNER}  {day}:"
    if not more and first.strip() == f"status: {Status.CANCELLED}":
        return [f"{key} {{{first.strip()}}}"]
    return [key, *(f"{_FURTHER}{line}" if line else "" for line in change)]


def _change(model: Told, changed: Told, known: Sequence[str]) -> tuple[str, ...] | None:
    """Return the lines of what is otherwise on a day; None if no change can say it.

    ``known`` are the remarks on the series.
    """
    series, own = _keyed(_moved(model, changed.day)), _keyed(changed.entry.lines)
    said = {key: block for key, block in own.items() if series.get(key) != block}
    if "start" in said and "end" in own:
        said["end"] = own["end"]  # a day with another start has no end but its own
    lacking = series.keys() - own.keys()
    if "status" in lacking:
        said["status"] = (f"{INNER}status: {Status.CONFIRMED}",)
    lacking -= {"status", "#"} | ({"end"} if "start" in said else set())
    remarks = [it for it in changed.entry.remarks if it not in known]
    if lacking or (remarks and not said):
        return None
    above = tuple(comment(it, INNER) for it in remarks) if said else ()
    return (*above, *(line for block in said.values() for line in block))


def _moved(model: Told, day: date) -> tuple[str, ...]:
    """Return the lines of an event as they are on another day."""
    by = day - model.day
    lines = _keyed(model.entry.lines)
    for key in _OF_THE_DAY:
        if key in lines:
            lines[key] = tuple(_DATE.sub(lambda it: _later(it[0], by), it) for it in lines[key])
    return tuple(line for block in lines.values() for line in block)


def _later(text: str, by: timedelta) -> str:
    return str(date.fromisoformat(text) + by)


def _keyed(lines: Sequence[str]) -> Lines:
    """Return lines by their keys; comments that stand by themselves by "#"."""
    found: Lines = {}
    key = ""
    for line in lines:
        if match := _KEY.match(line):
            key = match[1]
        elif line.startswith(f"{INNER}#"):
            key = "#"
        found[key] = (*found.get(key, ()), line)
    return found
