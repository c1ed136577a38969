"""A weekday, or tomorrow, in place of a day: a file is read on any day, and so needs the date."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_WEEKDAY = re.compile(
    r"(?:(?:on|this|next|coming|the)\s+)*"
    r"(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?,?\s*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(today|tonight|tomorrow|yesterday)\b,?\s*", re.IGNORECASE)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = tuple(name[:3].lower() for name in _NAMES)
_ANY_MONDAY = date(2022, 1, 10)


def weekday_of(text: str) -> tuple[int, str] | None:
    """Return the weekday that a text begins with (Monday is 0), and what is behind it."""
    match = _WEEKDAY.match(text)
    return (_SHORT.index(match[1][:3].lower()), text[match.end() :]) if match else None


def on_weekday(weekday: int, days: Iterable[date]) -> date | None:
    """Return the weekday of the one week that some days are of; None where they are of several."""
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    return mondays.pop() + timedelta(days=weekday) if len(mondays) == 1 else None


def next_weekday(weekday: int, day: date) -> date:
    """Return the first day with a weekday, from a day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def question(text: str) -> tuple[str, str, str] | None:
    """Return how to ask for the date, a day for an example, and what is behind the day's name."""
    if found := weekday_of(text):
        weekday, rest = found
        example = _ANY_MONDAY + timedelta(days=weekday)
        return f"write the date of the {_NAMES[weekday]} that is meant", str(example), rest
    if match := _RELATIVE.match(text):
        ask = "a file is read on any day: write the date that is meant"
        return ask, str(_ANY_MONDAY + timedelta(days=2)), text[match.end() :]
    return None
