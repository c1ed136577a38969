"""Whether a rule is on no day of any year: whoever runs it through looks until the year 9999."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

# How many days there are of which BYSETPOS takes one.
_MOST_DAYS = {"HOURLY": 1, "DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
_MOST_WEEKS = 5  # of a month that have one weekday
_BY_DATE = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_A_YEAR = ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY")


def is_never(rule: Mapping[str, str]) -> bool:
    """Tell whether a rule names days that no year has, or a place that no day has."""
    numbers = {it: _numbers(rule.get(it, "")) for it in _A_YEAR if it != "BYDAY"}
    days = _MOST_DAYS[rule["FREQ"]]
    if rule["FREQ"] == "WEEKLY":
        days = len(rule["BYDAY"].split(",")) if rule.get("BYDAY") else 1
    if numbers["BYSETPOS"] and min(map(abs, numbers["BYSETPOS"])) > days * times_a_day(rule):
        return True
    nths = _numbers_before_days(rule.get("BYDAY", ""))
    if rule["FREQ"] == "MONTHLY" and nths and min(map(abs, nths)) > _MOST_WEEKS:
        return True
    asked = tuple((it, numbers[it]) for it in _BY_DATE if numbers[it])
    return bool(asked) and not _has_day(asked)


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(it) for it in re.findall(r"-?\d+", text))


def _numbers_before_days(text: str) -> list[int]:
    """Return the numbers of BYDAY, if each day has one."""
    found = [re.match(r"[+-]?\d+", it.strip()) for it in text.split(",")]
    return [int(it[0]) for it in found if it] if all(found) else []


def times_a_day(rule: Mapping[str, str]) -> int:
    """Return how many times a day a rule has, at the most."""
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= len(rule.get(name, "0").split(","))
    return times


@cache
def _days() -> tuple[dict[str, frozenset[int]], ...]:
    """Return the days of all kinds of years, each by the numbers that it has in a rule."""
    kinds = {_kind(year): year for year in range(2000, 2028)}
    return tuple(it for year in kinds.values() for it in _days_of(year))


def _kind(year: int) -> tuple[int, int]:
    first = date(year, 1, 1)
    return first.weekday(), (date(year + 1, 1, 1) - first).days


def _days_of(year: int) -> Iterator[dict[str, frozenset[int]]]:
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    for number in range((after - first).days):
        day = first + timedelta(days=number)
        next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        yield {
            "BYMONTH": frozenset({day.month}),
            "BYMONTHDAY": frozenset({day.day, -(next_month - day).days}),
            "BYYEARDAY": frozenset({number + 1, -(after - day).days}),
            "BYWEEKNO": frozenset(_weeks(day)),
        }


def _weeks(day: date) -> Iterator[int]:
    """Yield the numbers of its week, whatever day weeks begin with."""
    for shift in range(-6, 7):
        near = (day + timedelta(days=shift)).isocalendar()
        last = date(near.year, 12, 28).isocalendar().week
        yield from (near.week, near.week - last - 1)


@lru_cache(maxsize=1_000)
def _has_day(asked: tuple[tuple[str, frozenset[int]], ...]) -> bool:
    return any(all(not day[name].isdisjoint(numbers) for name, numbers in asked) for day in _days())
