"""The days of an announcement: one, a first and a last one, or those of a week or a month."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from events.definitions.mends.when.writings.announced_words import Text
from events.definitions.mends.when.writings.spellings import (
    MONTH_NAME,
    MONTH_NUMBERS,
    read_spelling,
)

_TO = r"\s*(?:-{1,2}|to|until|till|through|/)\s*"
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


class Days(NamedTuple):
    """The days that an announcement names.

    - ``dated``: a day, or the first and the last of several; more if it names so many
    - ``week``: the Monday of its week
    - ``months``: its month, or those of which it is one, each as YYYY-MM
    - ``without_year``: month, or month and day, as MM-DD
    """

    dated: tuple[date, ...]
    week: date | None
    months: tuple[str, ...]
    without_year: str | None


def take_days(left: Text) -> Days | None:
    """Take what names days; None if one does not exist, or if a week begins on no Monday."""
    try:
        week, dated, months = _week(left), _dated(left), _months(left)
    except ValueError:
        return None  # of a day that does not exist
    if (of := left.take(_WEEK_OF)) and len(dated) == 1:
        if dated[0].weekday() and not of[0].endswith("of"):
            return None  # a week that begins on another day is none of the grammar's
        week, dated = dated[0] - timedelta(days=dated[0].weekday()), ()
    without_year = None if dated or week or months else _without_year(left)
    return Days(dated, week, months, without_year)


def _week(left: Text) -> date | None:
    match = left.take(_ISO_WEEK)
    if match and match["d"]:
        left.left += f" {date.fromisocalendar(int(match['y']), int(match['w']), int(match['d']))} "
        return None
    match = match or left.take(_WEEK_NUMBER)
    return date.fromisocalendar(int(match["y"]), int(match["w"]), 1) if match else None


def _dated(left: Text) -> tuple[date, ...]:
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


def _months(left: Text) -> tuple[str, ...]:
    if match := left.take(_QUARTER):
        year, first = match["y"] or match["y2"], 3 * int(match["q"] or match["q2"]) - 2
        return tuple(f"{year}-{month:02}" for month in range(first, first + 3))
    if match := left.take(_MONTH):
        year = match["y"] or match["y2"] or match["y3"]
        return (f"{year}-{_month_number(match['name'] or match['m'] or match['m3']):02}",)
    if match := left.take(_YEAR):
        return (f"{match['y']}-MM",)
    return ()


def _without_year(left: Text) -> str | None:
    if match := left.take(_DAY_WITHOUT_YEAR):
        spelled = read_spelling(f"{match[0]} 2024")  # a year that has every day
        return f"{spelled.days[0]:%m-%d}" if spelled and spelled.days else None
    match = left.take(_MONTH_WITHOUT_YEAR)
    return f"{_month_number(match['name']):02}" if match else None


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else MONTH_NUMBERS[name[:3]]
