"""A weekday in place of a day: a file is read on any day, and so needs the date."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_WEEKDAY = re.compile(
    r"(?:(?:on|this|next|coming|the)\s+)*"
    r"(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?,?\s*",
    re.IGNORECASE,
)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = tuple(name[:3].lower() for name in _NAMES)


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


def question(weekday: int) -> str:
    """Return how to ask for the date of a weekday."""
    return f"write the date of the {_NAMES[weekday]} that is meant, YYYY-MM-DD"
