"""Starts in the words of announcements: "from 10 to 12 December 2026", "in the late afternoon".

As with the spellings of other tools, none is taken for a start: what is found becomes the line to
write. A text is taken apart into days, hours, a month, a week and words, in any order. One in which
there is anything else gives nothing.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from events.definitions.mends.lookalikes import in_one_line
from events.definitions.mends.when.writings.announced_days import take_days
from events.definitions.mends.when.writings.announced_words import WORDS, Text
from events.definitions.mends.when.writings.spellings import (
    SHORT_WEEKDAYS,
    Spelled,
    clock_of,
    read_spelling,
)
from events.model import Status

_BETWEEN_DAYS = re.compile(r"(?<=\s)(?:to|until|till|through|-{1,2}|/)(?=\s)")
_HOUR = (
    r"\bnoon\b|(?<![\d:])\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?|(?<![\d:])\d{1,2}[:.]\d{2}(?![\d:.])"
    r"|(?<![\d:])\d{1,2}\s?h(?:\d{2})?\b"
)
_ONE_HOUR = re.compile(_HOUR)
_HOURS = re.compile(rf"(?P<one>{_HOUR})(?:\s*(?:-{{1,2}}|\bto\b|\buntil\b)\s*(?P<other>{_HOUR}))?")

# The hours of each part, from and to which an announcement may put it.
_PARTS = {
    "morning": (0, 12), "midday": (11, 15), "afternoon": (12, 19), "evening": (17, 24),
    "all day": (0, 0),
}  # fmt: skip
LONGEST = 200  # characters: nobody announces a start in more
_FILLERS = re.compile(
    r"\b(?:from|starting|starts?|begins?|beginning|on|at|in|of|the|this|time|local|hrs?|hours"
    r"|o'clock|day|date|expected|planned|scheduled|t)\b|[,;()\[\]@./-]"
)
# What is not known yet, and is left out: until late.
_OPEN_END = re.compile(r"(?:\b(?:until|till|to)|-)\s*(?:late|close|the end|open end)\b")
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_AFTER = re.compile(
    r"(?:(?:right|immediately|directly|shortly|straight) )?(?:after|following|once)\s?:? "
    rf"(?:the )?(?:end of )?(?:the )?(?P<id>(?:{_ID}/)?{_ID})"
    r"(?: (?:ends?|is over|has ended|finishe[sd]|concludes|meeting))?"
)
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(SHORT_WEEKDAYS)})(?:[a-z]*day)?s?\b\.?")


@dataclass(frozen=True, slots=True)
class Announced:
    """What an announcement says of a start.

    - ``spelled``: its day, hour and zone; if it has several days, those of the first and the last
    - ``part``: a part of the day, as the grammar has it
    - ``is_about``, ``is_not_before``, ``is_by``: the hour, or day, is about so, the earliest one,
      or the last one
    - ``is_at_midnight``: of the night before its day, or after it
    - ``week``: the Monday of its week; ``months``: its month, or those of which it is one, each as
      YYYY-MM
    - ``without_year``: month, or month and day, as MM-DD; ``clock``: an hour of that, or of no day
    - ``is_open``: it says that it is to be announced
    - ``status``: it says how sure that is, or that it is off
    - ``is_relative``: it says its day as seen from the day on which it was written
    """

    spelled: tuple[Spelled, ...]
    part: str | None
    is_about: bool
    is_not_before: bool
    is_by: bool
    is_at_midnight: bool
    week: date | None
    months: tuple[str, ...]
    without_year: str | None
    clock: str | None
    is_open: bool
    status: Status | None
    is_relative: bool


def read_announced(text: str) -> Announced | None:
    """Take an announcement apart; None if there is anything in it that is not understood."""
    if len(text) > LONGEST:
        return None
    left = Text(text)
    left.take(_OPEN_END)
    named = take_days(left)
    if named is None:
        return None
    days = named.dated
    hours = left.take(_HOURS if len(days) < 2 else _ONE_HOUR)
    until = left.take(_ONE_HOUR) if len(days) > 1 else None
    if len(days) > 1:
        left.take(_BETWEEN_DAYS)
    said = {word: left.has(word) for word in WORDS}
    parts = [word for word in _PARTS if said[word]]
    weekdays = [it["day"] for it in iter(lambda: left.take(_WEEKDAY), None)]
    zone = " ".join(_FILLERS.sub(" ", left.left).split())
    on_other_days = (
        days and weekdays and [SHORT_WEEKDAYS[day.weekday()] for day in days] != weekdays
    )
    if (
        len(days) > 2
        or len(parts) > 1
        or on_other_days
        or (days[1:] and (bool(hours) != bool(until) or parts or days[1] < days[0]))
    ):
        return None
    if weekdays and not any(named):
        return None  # which day of that name is meant, others may know
    if zone and (not (hours and days) or " " in zone):
        return None
    spelled = [
        _spelled(day, hour, _as_written(zone, text), about=said["about"])
        for day, hour in zip(days, (hours, until), strict=False)
    ]
    if None in spelled or (parts and any(not _is_in(parts[0], it) for it in spelled if it)):
        return None
    return Announced(
        tuple(it for it in spelled if it),
        parts[0] if parts else None,
        said["about"],
        said["not before"],
        said["by"],
        said["midnight"],
        named.week,
        named.months,
        named.without_year,
        _clock(hours) if hours and not days and not hours["other"] else None,
        said["open"] or said["doubt"],
        _status(said, is_dated=bool(days), has_hour=bool(hours)),
        said["relative"],
    )


def _status(said: dict[str, bool], *, is_dated: bool, has_hour: bool) -> Status | None:
    """Return how it stands: a day to be confirmed has no hour yet, and one in doubt may be none."""
    for status in (Status.CANCELLED, Status.POSTPONED):
        if said[status]:
            return status
    unsure = said["unsure"] or (said["open"] and has_hour) or (said["doubt"] and is_dated)
    return Status.TENTATIVE if unsure else None


def followed(text: str) -> str | None:
    """Return the id of the event after which something starts, where it may be one."""
    if len(text) > LONGEST:
        return None
    match = _AFTER.fullmatch(in_one_line(text).lower())
    return match["id"] if match else None


def _is_in(part: str, spelled: Spelled) -> bool:
    """Tell whether an hour is in a part of the day, if there is an hour."""
    first, last = (hour * 60 for hour in _PARTS[part])
    times = [it for it in (spelled.time, spelled.until) if it is not None]
    return all(first <= it <= last for it in times)


def _spelled(day: date, hours: re.Match[str] | None, zone: str, *, about: bool) -> Spelled | None:
    if hours is None:
        return Spelled(about, (day,), None, None, zone)
    read = read_spelling(f"{day} {hours[0]}")
    return replace(read, about=about, zone=zone) if read and read.time is not None else None


def _clock(hours: re.Match[str]) -> str | None:
    spelled = read_spelling(hours["one"])
    return clock_of(spelled.time) if spelled and spelled.time is not None else None


def _as_written(zone: str, text: str) -> str:
    found = re.search(re.escape(zone), text, re.IGNORECASE) if zone else None
    return found[0] if found else zone
