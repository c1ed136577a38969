"""Starts in the words of announcements: "from 10 to 12 December 2026", "in the late afternoon".

As with the spellings of other tools, none is taken for a start: what is found becomes the line to
write. A text is taken apart into days, hours, a month, a week and words, in any order. One in which
there is anything else gives nothing.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from events.definitions.mends.lookalikes import plainly
from events.definitions.mends.when.writings.spellings import (
    MONTH_NAME,
    MONTH_NUMBERS,
    SHORT_WEEKDAYS,
    Spelled,
    clock_of,
    read_spelling,
)
from events.model import Status

_TO = r"\s*(?:-{1,2}|to|until|till|through|/)\s*"
_BETWEEN_DAYS = re.compile(r"(?<=\s)(?:to|until|till|through|-{1,2}|/)(?=\s)")
_D, _Y = r"(?<!\d)\d{1,2}(?!\d)", r"(?<!\d)(?:19|20)\d{2}(?!\d)"
_M = rf"(?:{MONTH_NAME})\.?"
_TH = r"(?:st|nd|rd|th)?"
# Two days of one month or year, of which the first one says less than the whole of it.
_SPANS = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<d1>{_D}){_TH}{_TO}(?P<d2>{_D}){_TH} (?P<m>{_M}),? (?P<y>{_Y})",
        rf"(?P<d1>{_D}){_TH} (?P<m1>{_M}){_TO}(?P<d2>{_D}){_TH} (?P<m>{_M}),? (?P<y>{_Y})",
        rf"(?P<m>{_M}) (?P<d1>{_D}){_TH}{_TO}(?P<d2>{_D}){_TH},? (?P<y>{_Y})",
        rf"(?P<m1>{_M}) (?P<d1>{_D}){_TH}{_TO}(?P<m>{_M}) (?P<d2>{_D}){_TH},? (?P<y>{_Y})",
        rf"(?P<y>{_Y})-(?P<m>{_D})-(?P<d1>{_D})\s*(?:/|\bto\b)\s*(?P<d2>{_D})(?![-:.]|\s?(?:[ap]\.?m|h)\b)",
    )
]
_DAY = re.compile(
    r"(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)"
    r"|(?<!\d)\d{1,2}\.\d{1,2}\.\d{4}(?!\d)"
    rf"|{_D}{_TH}[ -](?:of )?{_M},?[ -]{_Y}"
    rf"|\b{_M} {_D}{_TH},? {_Y}"
)
_DAY_WITHOUT_YEAR = re.compile(rf"{_D}{_TH} (?:of )?{_M}|\b{_M} {_D}{_TH}(?![:.\d])")
_ISO_WEEK = re.compile(rf"(?P<y>{_Y})-?w(?P<w>\d{{1,2}})(?:-(?P<d>[1-7]))?(?!\d)")
_WEEK_NUMBER = re.compile(
    rf"\b(?:calendar week|week|cw|kw|w)\s?(?P<w>{_D})\s*(?:,|of|/|-)?\s*(?P<y>{_Y})"
)
_WEEK_OF = re.compile(r"\bweek (?:of|beginning|commencing|starting)\b|\bw/[cb]\b|\bweek from\b")
_MONTH = re.compile(
    rf"\b(?P<name>{_M}),?[ /-](?P<y>{_Y})|(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<y2>{_Y})"
    rf"|(?P<y3>{_Y})[-/](?P<m3>0?[1-9]|1[0-2])(?![-/\d])"
)
_MONTH_WITHOUT_YEAR = re.compile(rf"\b(?P<name>{_M})(?=\s)")
_YEAR = re.compile(rf"(?:\b(?:spring|summer|autumn|fall|winter)(?: of)? )?(?P<y>{_Y})(?![-/.:])")
_QUARTER = re.compile(rf"\bq(?P<q>[1-4])[ /-]?(?P<y>{_Y})|(?P<y2>{_Y})[ /-]?q(?P<q2>[1-4])\b")
_HOUR = (
    r"\bnoon\b|(?<![\d:])\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?|(?<![\d:])\d{1,2}[:.]\d{2}(?![\d:.])"
    r"|(?<![\d:])\d{1,2}\s?h(?:\d{2})?\b"
)
_ONE_HOUR = re.compile(_HOUR)
_HOURS = re.compile(rf"(?P<one>{_HOUR})(?:\s*(?:-{{1,2}}|\bto\b|\buntil\b)\s*(?P<other>{_HOUR}))?")

# Words, each by what it says; those in brackets of a message are taken as they are.
_WORDS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "not before": r"\b(?:not|no) (?:before|earlier than)\b|\bat the earliest\b|\bor later\b"
        r"|\bonwards?\b|(?<=\s)\+(?=\s)|\bafter\b",
        "by": r"\b(?:no|not) later than\b|\bat the latest\b|\bby\b|\bbefore\b|\buntil\b|\btill\b",
        "about": r"\b(?:on or )?about\b|\baround\b|\bapprox(?:imately)?\b\.?|\bcirca\b|\bca?\b\.?"
        r"|~|\broughly\b|(?<=\s)ish\b|\bor so\b",
        "relative": r"\b(?:today|tonight|tomorrow|yesterday|(?:next|this|coming|last)"
        r" (?:week|month|year|morning|afternoon|evening|weekend)|in (?:a|an|one|two|three|\d+)"
        r" (?:days?|weeks?|months?))\b",
        "all day": r"\b(?:all|whole|full|entire)[ -]?day\b",
        "doubt": r"\?+",
        "unsure": r"\b(?:provisional(?:ly)?|tentative(?:ly)?|probabl[ey]|perhaps|possibly|maybe"
        r"|(?:un)?likely)\b",
        "cancelled": r"(?<!\bnot )(?<!\bnever )\b(?:cancell?ed|called off)\b",
        "postponed": r"(?<!\bnot )(?<!\bnever )\b(?:postponed|adjourned|put off)\b",
        "open": r"\b(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined|decided|advised))\b"
        r"|\b(?:not (?:yet )?known|unknown|unconfirmed|open|soon|none|some ?time|n/a)\b",
        "midnight": r"\bmidnight\b",
        "midday": r"\b(?:midday|mid-day|lunch ?time|lunch)\b",
        "morning": r"\b(?:early |late |mid[ -]?)?(?:morning|forenoon)\b|(?<=\s)a\.?m\b\.?",
        "afternoon": r"\b(?:early |late |mid[ -]?)?afternoon\b|(?<=\s)p\.?m\b\.?",
        "evening": r"\b(?:early |late )?(?:evening|night)\b",
        "part of a month": r"\b(?:early|mid|late|(?:the )?(?:beginning|start|middle|end|first half"
        r"|second half) of)\b",
    }.items()
}
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


class _Text:
    """A text of which one thing after the other is taken."""

    def __init__(self, text: str) -> None:
        self.left = f" {' '.join(plainly(text).split()).lower()} "

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what a pattern finds first, if it finds anything."""
        match = pattern.search(self.left)
        if match:
            self.left = f"{self.left[: match.start()]} {self.left[match.end() :]}"
        return match

    def has(self, word: str) -> bool:
        """Take a word in all of its places, and tell whether it was there."""
        found = False
        while self.take(_WORDS[word]):
            found = True
        return found


def read_announced(text: str) -> Announced | None:
    """Take an announcement apart; None if there is anything in it that is not understood."""
    if len(text) > LONGEST:
        return None
    left = _Text(text)
    try:
        week, days, months = _week(left), _days(left), _months(left)
    except ValueError:
        return None  # of a day that does not exist
    if (of := left.take(_WEEK_OF)) and len(days) == 1:
        if days[0].weekday() and not of[0].endswith("of"):
            return None  # a week that begins on another day is none of the grammar's
        week, days = days[0] - timedelta(days=days[0].weekday()), ()
    without_year = None if days or week or months else _without_year(left)
    hours = left.take(_HOURS if len(days) < 2 else _ONE_HOUR)
    until = left.take(_ONE_HOUR) if len(days) > 1 else None
    if len(days) > 1:
        left.take(_BETWEEN_DAYS)
    said = {word: left.has(word) for word in _WORDS}
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
    if weekdays and not (days or week or months or without_year):
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
        week,
        months,
        without_year,
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
    match = _AFTER.fullmatch(" ".join(plainly(text).split()).lower())
    return match["id"] if match else None


def _is_in(part: str, spelled: Spelled) -> bool:
    """Tell whether an hour is in a part of the day, if there is an hour."""
    first, last = (hour * 60 for hour in _PARTS[part])
    times = [it for it in (spelled.time, spelled.until) if it is not None]
    return all(first <= it <= last for it in times)


def _week(left: _Text) -> date | None:
    match = left.take(_ISO_WEEK)
    if match and match["d"]:
        left.left += f" {date.fromisocalendar(int(match['y']), int(match['w']), int(match['d']))} "
        return None
    match = match or left.take(_WEEK_NUMBER)
    return date.fromisocalendar(int(match["y"]), int(match["w"]), 1) if match else None


def _days(left: _Text) -> tuple[date, ...]:
    for pattern in _SPANS:
        if match := left.take(pattern):
            groups = match.groupdict()
            year, month = int(groups["y"]), _month_number(groups["m"])
            first = _month_number(groups.get("m1") or groups["m"])
            begins = date(year - (first > month), first, int(groups["d1"]))
            return begins, date(year, month, int(groups["d2"]))
    days: list[date] = []
    while match := left.take(_DAY):
        spelled = read_spelling(match[0])
        if spelled is None or len(spelled.days) != 1:
            raise ValueError(match[0])
        days.append(spelled.days[0])
    return tuple(dict.fromkeys(days))


def _months(left: _Text) -> tuple[str, ...]:
    if match := left.take(_QUARTER):
        year, first = match["y"] or match["y2"], 3 * int(match["q"] or match["q2"]) - 2
        return tuple(f"{year}-{month:02}" for month in range(first, first + 3))
    if match := left.take(_MONTH):
        year = match["y"] or match["y2"] or match["y3"]
        return (f"{year}-{_month_number(match['name'] or match['m'] or match['m3']):02}",)
    if match := left.take(_YEAR):
        return (f"{match['y']}-MM",)
    return ()


def _without_year(left: _Text) -> str | None:
    if match := left.take(_DAY_WITHOUT_YEAR):
        spelled = read_spelling(f"{match[0]} 2024")  # a year that has every day
        return f"{spelled.days[0]:%m-%d}" if spelled and spelled.days else None
    match = left.take(_MONTH_WITHOUT_YEAR)
    return f"{_month_number(match['name']):02}" if match else None


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


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else MONTH_NUMBERS[name[:3]]
