"""Which day is meant by its place among several that were told: day 2, on the last day."""

from datetime import date, timedelta

from events.drafting.mentions.when.days import DayMention
from events.drafting.mentions.when.relative_days import DAYS_OF_SEVERAL, FIRST_TWO


def is_of_several(mention: DayMention, among: tuple[date, date] | None) -> bool:
    """Tell whether a relative day is told by its place among several days."""
    is_told_so = mention.word in DAYS_OF_SEVERAL and among is not None
    return bool(mention.first.day) or mention.word == FIRST_TWO or is_told_so


def day_of_several(
    mention: DayMention, among: tuple[date, date] | None
) -> tuple[date, date | None, str] | None:
    """Return the first and the last day that are meant, and why; None if there are not as many."""
    if among is None:
        return None
    opening, closing = among
    nth = mention.first.day - 1 if mention.first.day else DAYS_OF_SEVERAL.get(mention.word, 0)
    day = closing if nth < 0 else opening + timedelta(days=nth)
    if day > closing:
        return None
    told = f"day {mention.first.day}" if mention.first.day else mention.word
    last = min(closing, day + timedelta(days=1)) if mention.word == FIRST_TWO else None
    return day, last, f"{told}, of the days told before, {opening} to {closing}"
