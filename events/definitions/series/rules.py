"""The rule of a series: on which days it is. The wall time is that of each day's own clocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice

from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

from events.definitions.mends.meant.repeats import rule_meant
from events.definitions.schema import EVERY_PATTERN, ON_PATTERN, ORDINALS, WEEKDAYS
from events.errors import Refusal
from events.text import quoted

LONGEST = relativedelta(years=2, days=-1)
WORKDAYS = tuple(range(5))
_EVERY = re.compile(EVERY_PATTERN, re.ASCII)
_ON = re.compile(ON_PATTERN, re.ASCII)


@dataclass(frozen=True, slots=True)
class On:
    """A weekday, the ``nth`` of its month or of every week; or a month's last day.

    - ``weekday``: its number, 0 for Monday; None for the last day
    - ``nth``: which one of a month, -1 for the last; 0 for each
    """

    weekday: int | None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """On which days something is: each ``interval`` of days, weekdays, weeks or months.

    Without ``on`` it is on the weekday, or the day of the month, of its first day.
    """

    unit: str
    interval: int = 1
    on: tuple[On, ...] = ()

    def days(self, first: date, last: date) -> list[date]:
        """Return the days from a first one, which need not be one of them, to a last one."""
        found = {day.date() for each in self._rules(first, last) for day in each}
        return sorted(found)

    def first_days(self, first: date, number: int) -> list[date]:
        """Return so many days from a first one, within two years, and look for no more."""
        rules = self._rules(first, first + LONGEST)
        days = (key for key, _ in groupby(merge(*rules)))
        return [day.date() for day in islice(days, number)]

    def _rules(self, first: date, last: date) -> Iterator[rrule]:
        begins, ends = datetime.combine(first, time()), datetime.combine(last, time())
        if self.unit == "weekday":
            yield rrule(WEEKLY, begins, until=ends, byweekday=WORKDAYS)
        elif self.unit == "day":
            yield rrule(DAILY, begins, self.interval, until=ends)
        elif not self.on:
            by_week = self.unit == "week"
            yield rrule(WEEKLY if by_week else MONTHLY, begins, self.interval, until=ends)
        elif self.unit == "week":
            days = [it.weekday for it in self.on if it.weekday is not None]
            yield rrule(WEEKLY, begins, self.interval, until=ends, byweekday=days)
        for each in self.on if self.unit == "month" else ():
            if each.weekday is None:
                yield rrule(MONTHLY, begins, self.interval, until=ends, bymonthday=-1)
            else:
                nth = weekday(each.weekday, each.nth)
                yield rrule(MONTHLY, begins, self.interval, until=ends, byweekday=nth)

    def month_without(self, first: date, last: date) -> date | None:
        """Return the last day of the first month that has no such day as a first one; else None."""
        if self.unit != "month" or self.on:
            return None
        at, months = first, 0
        while at <= last:
            if at.day != first.day:
                return at
            months += self.interval
            at = first + relativedelta(months=months)
        return None


def parse_every(text: str) -> tuple[str, int]:
    """Take how often something is: the unit, and how many of them. Raises `Refusal`."""
    match = _EVERY.fullmatch(text)
    is_plural = text.endswith("s")
    if match and bool(match["number"]) is is_plural and not (is_plural and "weekday" in text):
        return match["unit"], int(match["number"] or 1)
    raise Refusal(f"{quoted(text)} is not how often something is", "")


def parse_on(text: str) -> On:
    """Take a weekday, ``first Wednesday`` or ``last day``. Raises `Refusal`."""
    match = _ON.fullmatch(text)
    if match is None:
        meant = rule_meant(text) or rule_meant(f"{text} of each month")
        mend = "write Monday, [Monday, Wednesday] or first Wednesday"
        if meant and "on" in meant:
            mend = f"write {meant['on']}"
        elif meant and meant["every"] in ("day", "weekday"):
            mend = f"delete it, and write every: {meant['every']}"
        raise Refusal(f"{quoted(text)} is no weekday", mend)
    if match["last"]:
        return On(None, -1)
    number = WEEKDAYS.index(match["weekday"])
    ordinal = match["ordinal"]
    nth = -1 if ordinal == "last" else ORDINALS.index(ordinal) + 1 if ordinal else 0
    return On(number, nth)


def nearest(day: date, days: Sequence[date]) -> date:
    """Return the one of some days that is the nearest to a day; of two the earlier one."""
    return min(days, key=lambda it: (abs(it - day), it))


def proposed_until(rule: Rule | None, first: date) -> date:
    """Return a last day to propose: that of the tenth time."""
    days = (rule or Rule("week")).first_days(first, 10)
    return days[-1] if days else first + timedelta(weeks=12)


def until_of_count(rule: Rule, first: date, text: str) -> date | None:
    """Return the last day of so many from the first on; None for a text that is no such number."""
    count = int(text) if text.isdecimal() and len(text) < 4 else 0
    days = rule.first_days(first, count)
    return days[-1] if 0 < count == len(days) else None
