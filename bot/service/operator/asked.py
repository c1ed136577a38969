"""What the words behind the operator's commands mean."""

from collections.abc import Sequence
from datetime import date, timedelta

from events.definitions.mends.when.times import read_duration
from events.errors import Refusal
from events.queries import Window
from events.text import quoted
from events.time_grammar import LAST_YEAR_OF_DAYS, parse_day
from events.times import Day

MOST_DAYS = 366
LONGEST_PREVIEW = timedelta(days=31)
_RELATIVE = {"today": timedelta(0), "tomorrow": timedelta(days=1)}


def days_asked(words: Sequence[str], today: Day) -> Window:
    """Return the days that /diary is asked for: a day, a number of days from it, or both.

    Raises `Refusal`.
    """
    first, rest = today.date, list(words)
    if rest and not rest[0].isdecimal():
        first = _day(rest.pop(0), today.date)
    number = int(rest.pop(0)[:6]) if rest and rest[0].isdecimal() else 1
    if rest:
        raise Refusal(f"{quoted(rest[0])} is not understood", "write /diary 2026-12-10 3")
    if not 1 <= number <= MOST_DAYS:
        raise Refusal(f"{number} is not 1 to {MOST_DAYS} days", "write /diary 7")
    return Window(first, first + timedelta(days=number - 1), today.zone)


def _day(word: str, today: date) -> date:
    if word.lower() in _RELATIVE:
        return today + _RELATIVE[word.lower()]
    day = parse_day(word)
    if day.year >= LAST_YEAR_OF_DAYS:
        raise Refusal(f"{day} is too late", "check the year")
    return day


def preview_asked(words: Sequence[str], usual: timedelta) -> tuple[timedelta, str]:
    """Return how long /preview is to look ahead, and which destination it names, if any.

    The length is a number of days, or "12 hours". Raises `Refusal`.
    """
    length, rest = usual, list(words)
    if rest and rest[0].isdecimal():
        number = rest.pop(0)[:6]
        try:
            length = read_duration(f"{number} {rest[0]}" if rest else "")
            del rest[0]
        except Refusal:
            length = timedelta(days=int(number))
    if not timedelta(0) < length <= LONGEST_PREVIEW:
        raise Refusal(f"that is not up to {LONGEST_PREVIEW.days} days", "write /preview 7")
    return length, " ".join(rest)
