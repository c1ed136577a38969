"""A series as it is written: its days, and what is otherwise on some of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.meant.repeats import rule_meant
from events.definitions.mends.when.times import read_day, read_day_of_list
from events.definitions.mends.words import letters_of
from events.definitions.schema import MAX_ID, REPEATS
from events.definitions.series.changes import no_such_day, read_changes, tell_of_no_days
from events.definitions.series.lines import PROPOSED, beside, in_flow, series_line
from events.definitions.series.rules import (
    LONGEST,
    On,
    Rule,
    parse_every,
    parse_on,
    proposed_until,
    until_of_count,
)
from events.definitions.values import is_after
from events.definitions.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from events.errors import Refusal
from events.text import nearest_word, quoted
from events.time_grammar import DAY_PATTERN, START_PATTERN, parse_day

COUNTS = ("count", "times", "occurrences")
_SO_OFTEN = re.compile(r"(?:after )?(\d{1,3}) (?:times|days|occurrences)", re.IGNORECASE | re.ASCII)
_SCHEMA = {**REPEATS, "required": ["every"]}  # that `until` is missing is told with a proposal


@dataclass(frozen=True, slots=True)
class Series:
    """The days on which an event is, in order, and what is otherwise on some of them.

    - ``first``: the day of the event's start
    """

    first: date
    days: tuple[date, ...]
    changes: Mapping[date, MappingReader] = field(default_factory=dict)


def read_series(mapping: MappingReader) -> Series | None:
    """Read the days of an event that repeats; None if what they need is refused.

    Whatever is refused is added to the mapping's problems.
    """
    if not mapping.problems.has_room:
        # Days are dear to find, and nobody would be told of those of a thousand wrong series.
        mapping.add_problem(mapping.node, "the days of the series are not read", "")
        return None
    if "repeats" not in mapping.entries:
        if not isinstance(mapping.entries["changes"][1], MappingNode):
            tell_of_no_days(mapping, "2022-01-12")
            return None
        what = "changes are of single days of a series, and there is no repeats:"
        mend = "write them at the event itself, or write repeats: {every: week, until: …}"
        mapping.add_problem(mapping.entries["changes"][0], what, mend)
        return None
    if not _has_short_id(mapping):
        return None
    first = _first_day(mapping)
    node = mapping.entries["repeats"][1]
    if isinstance(node, ListNode) and rule_meant(in_flow(node).strip("[]")):  # of its weekdays
        node = ScalarNode(in_flow(node).strip("[]"), node.line, node.column, verbatim=False)
    if isinstance(node, ScalarNode):
        what = f"{quoted(node.text)} is not how a series is written"
        every = beside(mapping).get("every")
        meant = rule_meant(node.text) or (rule_meant(in_flow(every[1])) if every else None)
        mapping.add_problem(node, what, series_line(mapping, meant, first))
        return None
    repeats = _Repeats(mapping, first)
    days = repeats.days()
    if not days:
        return None
    left = tuple(day for day in days if day not in repeats.excepted)
    if not left:
        mapping.add_problem(node, "every day of the series is excepted", "delete the event")
        return None
    changes = read_changes(mapping, days, repeats.excepted) if "changes" in mapping.entries else {}
    return Series(days[0], left, changes)


def _first_day(mapping: MappingReader) -> date | None:
    text, key = mapping.text("start"), mapping.entries["repeats"][0]
    match = START_PATTERN.fullmatch(text)
    if is_after(text):
        what = "what starts after another event has no day of its own to repeat"
        mapping.add_problem(key, what, "give it a start with a day, or delete repeats:")
    elif match and not match["day"]:
        what = f"the day of {text} is to be announced, and none can be repeated"
        mapping.add_problem(key, what, "write the first day at start:, or delete repeats:")
    elif match:
        try:
            return parse_day(match["day"])
        except Refusal:  # told of the start itself
            return None
    return None


def _has_short_id(mapping: MappingReader) -> bool:
    longest = MAX_ID - len("-2022-01-12")
    if longest < len(mapping.text("id")) <= MAX_ID:
        what = f"the id of a series has {longest} characters at most: each day is put behind it"
        mapping.add_problem(mapping.where("id"), what, "write a shorter one")
        return False
    return True


class _Repeats:
    """The mapping under ``repeats``, with the days that it excepts once they are known."""

    def __init__(self, mapping: MappingReader, first: date | None) -> None:
        self.event = mapping
        self.first = first
        self.excepted: frozenset[date] = frozenset()
        node = mapping.entries["repeats"][1]
        counts: list[tuple[ScalarNode, Node]] = []
        if isinstance(node, MappingNode):
            counts = [it for name, it in node.entries.items() if letters_of(name) in COUNTS]
            kept = {k: it for k, it in node.entries.items() if letters_of(k) not in COUNTS}
            node = MappingNode(kept, node.line, node.column)
        self.mapping = MappingReader(mapping.path, node, _SCHEMA, mapping.problems)
        self.counts = counts

    def days(self) -> list[date]:
        """Return all days, with those that are excepted; none if anything is refused."""
        mapping, first = self.mapping, self.first
        rule = self._rule()
        for key, value in self.counts:
            count = value.text if isinstance(value, ScalarNode) else ""
            what = f"{quoted(key.text)} would be another number with each day that is excepted"
            has_room = self.event.problems.has_room
            until = rule and first and has_room and until_of_count(rule, first, count)
            mapping.add_problem(key, what, f"write until: {until or 'the last day'}")
        until = mapping.get("until", partial(_parse_until, first=first, rule=rule))
        if (
            mapping.misses("until")
            and not self.counts
            and "until" not in beside(self.event)
            and isinstance(mapping.node, MappingNode)
        ):
            day = proposed_until(rule, first) if first else "the last day"
            behind = f", {PROPOSED}" if first else ""
            mend = f"write until: {day}{behind}"
            mapping.add_problem(mapping.node, "the series has no end", mend)
        if not rule or not first or not until:
            self._except(())
            return []
        if not self._starts_with(first, rule) or self._has_month_without(rule, until):
            self._except(())
            return []
        days = rule.days(first, until)
        self._except(days)
        return days

    def _rule(self) -> Rule | None:
        every, on = self._every(), self._on()
        if every is None or on is None:
            return None
        unit, number = every
        if on and unit in ("day", "weekday"):
            what = f"every {unit} is on each {unit}, and yet there is 'on'"
            key, meant = self.mapping.entries["on"][0], {"every": "week", "on": self._text("on")}
            self.mapping.add_problem(key, what, series_line(self.event, meant, self.first))
            return None
        for node, each in on:
            if unit == "week" and (each.nth or each.weekday is None):
                meant = {"every": "month", "on": self._text("on")}
                what = f"{quoted(node.text)} is a day of a month, and not of a week"
                self.mapping.add_problem(node, what, series_line(self.event, meant, self.first))
                return None
            if unit == "month" and each.weekday is not None and not each.nth:
                what = f"{quoted(node.text)} is several days of a month"
                mend = f"write first {node.text}, or every: week for each of them"
                self.mapping.add_problem(node, what, mend)
                return None
        if len({each for _, each in on}) < len(on):
            self.mapping.add_problem(self.mapping.where("on"), "a day stands twice in 'on'",
                                     "take one of them away")  # fmt: skip
            return None
        return Rule(unit, number, tuple(each for _, each in on))

    def _every(self) -> tuple[str, int] | None:
        return self.mapping.get("every", self._parse_every)

    def _parse_every(self, text: str) -> tuple[str, int]:
        try:
            return parse_every(text)
        except Refusal as refusal:
            guess = nearest_word(text, ("day", "weekday", "week", "month"))
            meant = rule_meant(text) or ({"every": guess} if guess else None)
            mend = series_line(self.event, meant, self.first)
            raise Refusal(refusal.what, mend) from None

    def _on(self) -> list[tuple[ScalarNode, On]] | None:
        """Return the weekdays with their nodes; None if any is refused."""
        values = self.mapping.one_or_list("on", parse_on)
        nodes = self._texts("on")
        if len(values) < len(nodes) or ("on" in self.mapping.entries and not nodes):
            return None
        return list(zip(nodes, values, strict=True))

    def _texts(self, name: str) -> list[ScalarNode]:
        node = self.mapping.entries[name][1] if name in self.mapping.entries else None
        nodes = node.items if isinstance(node, ListNode) else (node,)
        return [it for it in nodes if isinstance(it, ScalarNode)]

    def _text(self, name: str) -> str:
        return in_flow(self.mapping.entries[name][1])

    def _starts_with(self, first: date, rule: Rule) -> bool:
        later = rule.first_days(first, 1)
        if later == [first]:
            return True
        what = f"{first} is a {first:%A}, and is no day of the series"
        mend = "write another start"
        if later:
            text = self.event.text("start").replace(str(first), str(later[0]))
            mend = f"its first day is {later[0]}, a {later[0]:%A}: write start: {text}"
        self.event.add_problem(self.event.where("start"), what, mend)
        return False

    def _has_month_without(self, rule: Rule, until: date) -> bool:
        first = self.first
        without = first and rule.month_without(first, until)
        if not first or not without:
            return False
        what = f"{without:%B %Y} has no day {first.day}"
        meant = {"every": self.mapping.text("every"), "on": "last day"}
        mend = series_line(self.event, meant, first)
        self.mapping.add_problem(self.mapping.where("every"), what, mend)
        return True

    def _except(self, days: Sequence[date]) -> None:
        """Read the excepted days, each of which must be one of all ``days`` if these are known."""
        found: dict[date, None] = {}
        self.mapping.one_or_list("except", read_day_of_list)
        for node in self._texts("except"):
            if not DAY_PATTERN.fullmatch(node.text) or not (day := _day(node.text)):
                continue
            if day in found:
                self.mapping.add_problem(node, f"{day} stands twice", "take one of them away")
            elif days and day not in days:
                what, mend = no_such_day(day, days)
                self.mapping.add_problem(node, what, mend)
            found[day] = None
        self.excepted = frozenset(found)


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except Refusal:
        return None


def _until_mend(text: str, first: date | None, rule: Rule | None) -> str | None:
    """Return what to write for a last day that is told by how often the series is."""
    match = _SO_OFTEN.fullmatch(text.strip())
    until = until_of_count(rule, first, match[1]) if match and rule and first else None
    return f"write {until}" if until else None


def _parse_until(text: str, first: date | None, rule: Rule | None) -> date:
    try:
        until = read_day(text)
    except Refusal as refusal:
        raise Refusal(refusal.what, _until_mend(text, first, rule) or refusal.mend) from None
    if first and until < first:
        what = f"the series is until {until}, before its start, {first}"
        raise Refusal(what, f"write until: {proposed_until(rule, first)}, or its real last day")
    if first and until > first + LONGEST:
        last = first + LONGEST
        mend = f"write until: {last}, and give what comes then a series of its own"
        raise Refusal("a series is no longer than two years", mend)
    return until
