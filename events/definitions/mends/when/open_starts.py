"""Starts that are one of two days or hours, or say how long, or until about when, they last."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from events.definitions.mends.lookalikes import in_one_line
from events.definitions.mends.when.starts import (
    range_meant,
    refusal_of,
    start_and_end,
    starts_meant,
)
from events.definitions.mends.when.writings.announced import read_announced
from events.definitions.mends.when.writings.spellings import length_meant, read_spelling

_OR = re.compile(r"(?<=\w) or (?=\w)|(?<=\w)/or (?=\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?P<one>.+?) and (?P<other>.+)", re.IGNORECASE)
_ABOUT_ITS_END = re.compile(
    r"(?P<start>.+?)\s?(?:-|\bto|\buntil|\btill) ?"
    r"(?:about|around|approx(?:\.|imately)?|circa|ca?\.?|~) ?(?P<end>\d\S*)",
    re.IGNORECASE,
)
_LASTS = re.compile(r"(?P<start>.+?),? (?:for|lasting) (?:about )?(?P<length>.+)", re.IGNORECASE)


def open_mend(text: str, zone: str) -> str | None:
    """Return what to write where the start is one of two days, or in a span of hours.

    The definitions have no word for a choice: what is true of each of the two is written.
    """
    words = in_one_line(text)
    span = _BETWEEN.sub(r"\g<one> to \g<other>", words)
    is_between = span != words
    said = read_announced(span if is_between else _OR.sub(" to ", words))
    if said is None or not (is_between or _OR.search(words)):
        return None
    if len(said.spelled) > 1:
        return _mend_of_days([it.days[0] for it in said.spelled])
    hours = range_meant(said.spelled[0], zone) if said.spelled and not said.is_by else None
    if hours is None:
        return None
    not_before = f"not before {hours[0].removeprefix('about ')}"
    if not is_between:
        return f"write {not_before}"
    return f"write {not_before}; if it lasts from the one to the other, {start_and_end(*hours)}"


def lasting_mend(text: str, zone: str) -> str | None:
    """Return what to write for a start with its length behind it: 14:00 for 2 hours."""
    match = _LASTS.fullmatch(in_one_line(text))
    length = length_meant(match["length"]) if match else None
    if match is None or length is None or " about " in match[0].lower():
        return None
    written = match["start"]
    is_start = refusal_of(written, zone) is None
    starts = [written] if is_start else starts_meant(read_spelling(written), zone)
    if len(starts) != 1:
        return None
    return f"write start: {starts[0]} and, in a line of its own, duration: {length}"


def about_end_mend(text: str, zone: str) -> str | None:
    """Return what to write for a start with an end that is about: 10:00 to about 12:00."""
    match = _ABOUT_ITS_END.fullmatch(in_one_line(text))
    both = range_meant(read_spelling(f"{match['start']}-{match['end']}"), zone) if match else None
    return start_and_end(both[0], f"about {both[1]}") if both else None


def _mend_of_days(days: Sequence[date]) -> str | None:
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    months = {f"{day:%Y-%m}" for day in days}
    for prefix, them in (("week of ", {str(it) for it in mondays}), ("", months)):
        if len(them) == 1:
            return f"write {prefix}{them.pop()}, until one of the days is known"
    return None
