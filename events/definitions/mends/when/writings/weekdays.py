"""A weekday in place of a day: a file is read on any day, and so needs the date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from events.definitions.mends.when.writings.spellings import SHORT_WEEKDAYS
from events.definitions.schema import WEEKDAYS

_WEEKDAY = re.compile(
    r"(?:(?:on|this|the|(?P<next>next|coming))\s+)*"
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?,?\s*",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(rf"\b{_WEEKDAY.pattern}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The weekday that a text names (Monday is 0), and the ``rest`` of the text.

    ``is_next`` tells that it is called the next one, which may be that of the week after.
    """

    weekday: int
    rest: str
    is_next: bool


def weekday_of(text: str) -> Named | None:
    """Return the weekday that a text begins with, if it does."""
    match = _WEEKDAY.match(text)
    if match is None:
        return None
    return _named(match, text[match.end() :])


def weekday_in(text: str) -> Named | None:
    """Return the weekday that stands anywhere in a text, if there is one and no other."""
    found = list(_ANYWHERE.finditer(text))
    if len(found) != 1:
        return None
    (match,) = found
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    return _named(match, rest)


def _named(match: re.Match[str], rest: str) -> Named:
    return Named(SHORT_WEEKDAYS.index(match["day"][:3].lower()), rest, bool(match["next"]))


def on_weekday(weekday: int, days: Iterable[date]) -> date | None:
    """Return the weekday of the one week that some days are of; None where they are of several."""
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    return mondays.pop() + timedelta(days=weekday) if len(mondays) == 1 else None


def next_weekday(weekday: int, day: date) -> date:
    """Return the first day with a weekday, from a day on."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def question(weekday: int) -> str:
    """Return how to ask for the date of a weekday."""
    return f"write the date of the {WEEKDAYS[weekday]} that is meant, YYYY-MM-DD"


def other_day(weekday: int, day: date) -> str:
    """Return how to ask for the date of a weekday that stands beside a day of another one."""
    other = WEEKDAYS[day.weekday()]
    return f"the date of the {WEEKDAYS[weekday]} that is meant: {day} is a {other}"
