"""A rule of a calendar (RFC 5545 §3.3.10) → that of a series, where it is a plain one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from events.definitions.schema import ORDINALS, WEEKDAYS
from events.definitions.series.rules import WORKDAYS, On, Rule
from events.foreign.reading.recurring.rules import CODES, parts_of

_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
# How often and until when; and what programs say besides, which is that of the start.
_SAID = frozenset(
    (
        *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYSETPOS"),
        *("BYHOUR", "BYMINUTE", "BYSECOND"),
    )
)
_MOST_INTERVAL = 59


@dataclass(frozen=True, slots=True)
class PlainRule:
    """How often something is, and as ``repeats`` has it: every, and on."""

    rule: Rule
    every: str
    on: tuple[str, ...]

    def written(self, until: date, excepted: Sequence[date]) -> str:
        """Return it as the value of ``repeats``."""
        parts = [f"every: {self.every}"]
        if self.on:
            parts.append(f"on: {_listed(self.on)}")
        parts.append(f"until: {until}")
        if excepted:
            parts.append(f"except: [{', '.join(map(str, excepted))}]")
        return f"{{{', '.join(parts)}}}"


def plain_rule(value: str, first: date) -> PlainRule | None:
    """Return what a rule says that has a first day; None if no series can say it.

    It is a guess at the rule, whose days are still to be compared.
    """
    parts = parts_of(value)
    interval = parts.get("INTERVAL", "1").lstrip("0")
    unit = _UNITS.get(parts.get("FREQ", ""))
    others = {it for it in parts if it not in _SAID and not it.startswith("X-")}
    if unit is None or others or not interval.isdecimal() or int(interval) > _MOST_INTERVAL:
        return None
    if any("," in parts.get(it, "") for it in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        return None
    days = _by_day(parts["BYDAY"]) if "BYDAY" in parts else ()
    if days is None:
        return None
    if unit == "month":
        on = _of_month(days, parts.get("BYMONTHDAY"), parts.get("BYSETPOS"), first)
        return None if on is None else _plain(Rule(unit, int(interval), on))
    if "BYMONTHDAY" in parts or "BYSETPOS" in parts or any(it.nth for it in days):
        return None
    return _of_weeks(unit, int(interval), days, first)


def _of_weeks(unit: str, interval: int, days: tuple[On, ...], first: date) -> PlainRule | None:
    named = {it.weekday for it in days}
    if unit == "day" and days and interval > 1:
        return None
    if interval == 1 and len(named) == len(WEEKDAYS):
        return _plain(Rule("day"))
    if interval == 1 and named == {*WORKDAYS}:
        return _plain(Rule("weekday"))
    if unit == "day" and not days:
        return _plain(Rule("day", interval))
    on = () if named == {first.weekday()} else days
    return _plain(Rule("week", interval, on))


def _of_month(
    days: tuple[On, ...], day: str | None, position: str | None, first: date
) -> tuple[On, ...] | None:
    if day is not None:
        if days or position:
            return None
        numbers = {str(first.day): (), "-1": (On(None, -1),)}
        return numbers.get(day.removeprefix("+"))
    if not days:
        return () if position is None else None
    if position is None:
        known = all(it.nth == -1 or 1 <= it.nth <= 4 for it in days)
        return days if known else None
    nth = {"-1": -1, "1": 1, "2": 2, "3": 3, "4": 4}.get(position.removeprefix("+"))
    if nth is None or any(it.nth for it in days):
        return None
    if len(days) == 1:
        return (On(days[0].weekday, nth),)
    is_any_day = {it.weekday for it in days} == {*range(7)}
    return (On(None, -1),) if is_any_day and nth == -1 else None


def _by_day(text: str) -> tuple[On, ...] | None:
    """Return weekdays in the order of the week; None if they are no such."""
    found = set[On]()
    for part in text.split(","):
        match = _BY_DAY.fullmatch(part.strip())
        if match is None:
            return None
        found.add(On(CODES.index(match[2]), int(match[1] or 0)))
    return tuple(sorted(found, key=lambda it: (it.nth % 6, it.weekday)))


def _plain(rule: Rule) -> PlainRule:
    every = rule.unit if rule.interval == 1 else f"{rule.interval} {rule.unit}s"
    return PlainRule(rule, every, tuple(map(_name, rule.on)))


def _name(on: On) -> str:
    if on.weekday is None:
        return "last day"
    ordinal = "last " if on.nth < 0 else f"{ORDINALS[on.nth - 1]} " if on.nth else ""
    return f"{ordinal}{WEEKDAYS[on.weekday]}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
