"""How other tools spell days, times and lengths, in the spelling of the definitions.

Nothing here is taken for a start: what is found becomes the line to write in a refusal. So a
spelling that may mean two days, such as 03/04/2026, gives both, and what is not understood gives
nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from events.definitions.mends.lookalikes import in_one_line
from events.definitions.schema import WEEKDAYS

MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS.split(), 1)}
SHORT_WEEKDAYS = tuple(name[:3].lower() for name in WEEKDAYS)
MONTH_NAME = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS.split()) + "|sept"
_YEAR, _TH = r"(?P<year>\d{4})(?!\d)", "st|nd|rd|th"

_ABOUT = re.compile(r"(?:about|around|approx(?:imately|\.)?|circa|ca?\.|~)\s*", re.IGNORECASE)
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_DAYS = [
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:{_TH})?[ -](?:of )?(?P<name>{MONTH_NAME})\.?,?[ -]{_YEAR}",
        rf"(?P<name>{MONTH_NAME})\.? (?P<day>\d{{1,2}})(?:{_TH})?,? {_YEAR}",
    )
]
_DAY_BEFORE_MONTH = re.compile(r"(?P<year>\d{4})-(?P<day>\d{2})-(?P<month>\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)", re.ASCII)
_GAP = re.compile(r"(?:T(?=\d)|(?:\s|,|;|\bat\b|\bfrom\b|@)+)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<noon>noon\b)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?)?"
    r"\s*(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour_h>\d{1,2})\s?h(?:(?P<minute_h>\d{2}))?(?![a-z0-9])"
    r"|(?P<hour_24>\d{1,2})[:.](?P<minute_24>\d{2})(?P<seconds>:\d{2}(?:[.,]\d+)?)?(?![\d:.])"
    r"|(?P<hour_4>\d{2})(?P<minute_4>\d{2})(?:\d{2})?(?:\s?hrs?\b)?(?![\d:.]|-\d{1,2}(?!\d))"
    r"|(?P<hour_range>\d{1,2})(?=\s*(?:-|to\b|until\b)\s*\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\b)",
    re.ASCII | re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-{1,2}|to\b|until\b|till\b)\s*", re.IGNORECASE)
_UNTIL_MIDNIGHT = re.compile(
    r"(?<=\d)(?P<to>(?:[ap]m)?\s?(?:-{1,2}|\b(?:to|until|till)\b)\s?)midnight\b", re.IGNORECASE
)
_OFFSET = re.compile(r"-\d{2}:?\d{2}$", re.ASCII)
_ONLY_A_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Spelled:
    """What a text of another tool says. Times are minutes from midnight: 1440 is 24:00.

    ``until`` is beyond that for a night. ``days`` has two days where the order of day and month is
    open. ``zone`` is what is left: a zone's name as written, or an empty text.
    """

    about: bool
    days: tuple[date, ...]
    time: int | None
    until: int | None
    zone: str


def read_spelling(text: str) -> Spelled | None:
    """Read a day, a time, a range of times and a zone as other tools write them, or give None."""
    rest = in_one_line(text)
    rest = _UNTIL_MIDNIGHT.sub(r"\g<to>24:00", rest)
    about = bool(match := _ABOUT.match(rest))
    rest = rest[match.end() :] if match else rest
    days, rest = _read_days(rest)
    if days is None or (not days and _ONLY_A_YEAR.fullmatch(rest)):
        return None
    time = until = None
    gap = _GAP.match(rest) if days else None
    exact = bool(gap and gap[0] in "Tt")
    clock = _read_clock(rest[gap.end() if gap else 0 :], exact) if gap or not days else None
    if clock:
        time, until, rest = clock
    elif not days:
        return None
    rest = rest.strip().strip("()").strip()
    return Spelled(about, days, time, until, re.sub(r"^(\S+) time$", r"\1", rest, flags=re.I))


def clock_of(minutes: int) -> str:
    """Write minutes from midnight as HH:MM."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def with_month_first(text: str) -> str:
    """Write 2026-31-12 as 2026-12-31, wherever it stands in a text."""
    return _DAY_BEFORE_MONTH.sub(r"\g<year>-\g<month>-\g<day>", text)


def _read_days(text: str) -> tuple[tuple[date, ...] | None, str]:
    """Return the days that a text begins with, and its rest; None for days that cannot be."""
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text
    for pattern in _DAYS:
        if match := pattern.match(rest):
            groups = match.groupdict()
            month = (
                MONTH_NUMBERS[groups["name"][:3].lower()] if groups.get("name") else groups["month"]
            )
            days = _existing((groups["year"], month, groups["day"]))
            return _on_weekday(days, weekday), rest[match.end() :]
    if match := _SLASHED.match(rest):
        first, _, second, year = match.groups()
        days = _existing((year, second, first), (year, first, second))
        return _on_weekday(days, weekday), rest[match.end() :]
    return ((), rest) if weekday is None else (None, text)


def _existing(*readings: tuple[str | int, ...]) -> tuple[date, ...]:
    days = []
    for year, month, day in readings:
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def _on_weekday(days: tuple[date, ...], weekday: re.Match[str] | None) -> tuple[date, ...] | None:
    """Return the days that fall on the weekday that is named, or None if no day does."""
    if weekday:
        number = SHORT_WEEKDAYS.index(weekday[1].lower())
        days = tuple(day for day in days if day.weekday() == number)
    return days or None


def _read_clock(text: str, exact: bool) -> tuple[int, int | None, str] | None:
    """Return a time of day, the one that it lasts until, and the rest of the text.

    ``exact``: the text is ISO 8601, where 10:00-05:00 is a time with its offset.
    """
    first = _CLOCK.match(text)
    if first is None:
        return None
    rest = text[first.end() :]
    to = _TO.match(rest)
    second = _CLOCK.match(rest[to.end() :]) if to else None
    if to and to[0] == "-" and _OFFSET.match(rest) and (exact or first["seconds"]):
        second = None
    begins = _minutes(first)
    if first["hour_range"] and second:
        begins = _inherited(int(first["hour_range"]), second)
    if begins is None:
        return None
    if second and to:
        ends = _minutes(second)
        # 18:00-05:00 may be a night, and it may be six in the evening in New York.
        if ends is None or (ends <= begins and to[0] == "-" and _OFFSET.match(rest)):
            return None
        ends += _MIDNIGHT if ends <= begins else 0
        return begins, ends, rest[to.end() + second.end() :]
    return begins, None, rest


def _minutes(clock: re.Match[str]) -> int | None:
    groups = clock.groupdict()
    if groups["noon"]:
        return 12 * 60
    forms = ("", "_h", "_24", "_4")
    hour = next((int(groups[f"hour{it}"]) for it in forms if groups[f"hour{it}"]), -1)
    minute = next((int(groups[f"minute{it}"]) for it in forms if groups[f"minute{it}"]), 0)
    if half := groups["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    total = hour * 60 + minute
    return total if hour >= 0 and minute < 60 and total <= _MIDNIGHT else None


def _inherited(hour: int, second: re.Match[str]) -> int | None:
    """Return what the 3 of 3-4pm means: the half of the day in which it is before the other."""
    ends = _minutes(second)
    if ends is None or not 1 <= hour <= 12:
        return None
    begins = hour % 12 * 60 + (12 * 60 if (second["half"] or "").lower() == "p" else 0)
    return begins if begins < ends else None


_WORDS = "one two three four five six seven eight nine ten"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 1)}
_LENGTH = re.compile(
    r"(?P<hours>\d{1,2})\s?h(?:ours?|rs?)?\s?(?P<minutes>\d{2})(?![\d.,])(?:\s?m(?:in(?:ute)?s?)?)?\b|"
    rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,2}})?|half an?|an?|{'|'.join(_NUMBERS)})\s*"
    r"(?P<unit>weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|')(?![a-z])\.?",
    re.ASCII | re.IGNORECASE,
)
_ISO_LENGTH = re.compile(
    r"-?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:0+S)?)?",
    re.ASCII | re.IGNORECASE,
)
_BEHIND_A_LENGTH = re.compile(
    r"(?: (?:before|beforehand|long|ahead|earlier|prior|in advance))+$", re.IGNORECASE
)
_UNITS = {"w": ("week", 7 * 24 * 60), "d": ("day", 24 * 60), "h": ("hour", 60), "m": ("minute", 1)}


def length_meant(text: str) -> str | None:
    """Read a length such as 90 min, 1h30 or PT15M, and return it as definitions write it."""
    rest = in_one_line(text)
    if iso := _ISO_LENGTH.fullmatch(rest):
        numbers = zip(iso.groups(), _UNITS, strict=True)
        return _length_words((Fraction(number), unit) for number, unit in numbers if number)
    rest = _BEHIND_A_LENGTH.sub("", rest)
    parts: list[tuple[Fraction, str]] = []
    while rest:
        match = _LENGTH.match(rest)
        if match is None:
            return None
        if match["hours"]:
            parts += [(Fraction(match["hours"]), "h"), (Fraction(match["minutes"]), "m")]
        else:
            unit = match["unit"][0].lower()
            parts.append((_number(match["number"].lower()), "m" if unit == "'" else unit))
        rest = re.sub(r"^(?:,|and\b|\s)+", "", rest[match.end() :], flags=re.IGNORECASE)
    return _length_words(parts)


def _number(word: str) -> Fraction:
    if word.startswith("half"):
        return Fraction(1, 2)
    if word in ("a", "an"):
        return Fraction(1)
    return Fraction(_NUMBERS.get(word) or word.replace(",", "."))


def _length_words(parts: Iterable[tuple[Fraction, str]]) -> str | None:
    """Write a length in the units it came in; where one of them is broken, in smaller ones."""
    given = [(number, unit) for number, unit in parts if number]
    if any(number.denominator > 1 for number, _ in given):
        minutes = sum((number * _UNITS[unit][1] for number, unit in given), Fraction())
        if minutes.denominator > 1:
            return None
        hours, left = divmod(int(minutes), 60)
        given = [(Fraction(n), unit) for n, unit in ((hours, "h"), (left, "m")) if n]
    named = ((int(number), _UNITS[unit][0]) for number, unit in given)
    return (
        " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in named) or None
    )
