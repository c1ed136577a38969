"""The time grammar: texts of the definitions → days, moments, lengths of time.

- ``[about ]DAY``, ``DAY morning|midday|afternoon|evening|all day``
- ``[about |not before ]DAY HH:MM[ ZONE]``
- ``YYYY-MM`` and ``week of DAY``, whose day is to be announced
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import pytz

from events.errors import Refusal
from events.text import quoted
from events.times import Day, DayPart, End, Moment, Precision, Start, Undated
from events.wall_times import resolve
from events.zones import parse_zone

FIRST_YEAR, LAST_YEAR = 1970, 2037  # the years that pytz's transition tables cover

# A day needs no zone rules: from the first whole year of the Gregorian calendar to the last year
# that has a day after it.
FIRST_YEAR_OF_DAYS, LAST_YEAR_OF_DAYS = 1583, 9998

_DATED = (
    r"(?:(?P<precision>about|not +before) +)?(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:(?: +|T)(?P<time>\d{1,2}:\d{2})(?: +(?P<zone>\S+))?"
    r"| +(?P<part>morning|midday|afternoon|evening|all +day))?"
)
_UNDATED = r"(?P<month>\d{4}-\d{2})|week +of +(?P<monday>\d{4}-\d{2}-\d{2})"
START_PATTERN = re.compile(f"{_DATED}|{_UNDATED}", re.ASCII)
DAY_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME_PATTERN = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})", re.ASCII)
CLOCK_PATTERN = re.compile(r"(?P<about>about +)?(?P<clock>\d{1,2}:\d{2})", re.ASCII)
HOUR_PATTERN = re.compile(
    r"(?:(?P<precision>about|not +before) +)?(?P<clock>\d{1,2}:\d{2})", re.ASCII
)
_PRECISIONS = {precision.value: precision for precision in Precision}
_UNITS = {
    "week": timedelta(weeks=1),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}
_LENGTH = r"(\d{1,4}) +(week|day|hour|minute)s?"
LENGTH_PATTERN = re.compile(_LENGTH, re.ASCII)
DURATION_PATTERN = re.compile(rf"{_LENGTH}(?: +{_LENGTH})*", re.ASCII)


def parse_day(text: str) -> date:
    """Take a day, as YYYY-MM-DD. Raises `Refusal`."""
    if not DAY_PATTERN.fullmatch(text):
        raise Refusal(f"{quoted(text)} is not a day", "write it as 2022-01-12")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"there is no day {text}", "check year, month and day") from None
    if not FIRST_YEAR_OF_DAYS <= day.year <= LAST_YEAR_OF_DAYS:
        what = f"the year {day.year} is outside {FIRST_YEAR_OF_DAYS} to {LAST_YEAR_OF_DAYS}"
        raise Refusal(what, "check the year")
    return day


def _check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal(
            f"the year {day.year} is outside {FIRST_YEAR} to {LAST_YEAR}",
            "time zone rules are known only for these years",
        )


def parse_time(text: str) -> time:
    """Take a time of day, as HH:MM. Raises `Refusal`."""
    match = TIME_PATTERN.fullmatch(text)
    if not match:
        raise Refusal(f"{quoted(text)} is not a time", "write it as 09:00")
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        raise Refusal(f"there is no time {text}", "hours go from 00 to 23, minutes from 00 to 59")
    return time(hour, minute)


def parse_start(text: str, zone: str) -> Start:
    """Take a start as the head of this module has it; ``zone`` is for a text that names none.

    Raises `Refusal` whose ``offset`` is that of the part that is wrong.
    """
    match = START_PATTERN.fullmatch(text)
    if not match:
        raise Refusal(
            f"{quoted(text)} is not a start",
            "write a day, a time if known and its zone: 2022-01-12, 2022-01-12 09:00 GMT, "
            "about 2022-01-12 13:30 Europe/Brussels or 2022-01-12 afternoon",
        )
    if match["month"] or match["monday"]:
        return _parse_undated(match, zone)
    precision = _words(match["precision"])
    part = "day"
    try:
        day = parse_day(match["day"])
        part = "time"
        clock = parse_time(match["time"]) if match["time"] else None
        part = "zone"
        own_zone = parse_zone(match["zone"]) if match["zone"] else zone
        part = "time"
        if clock is None:
            part = "precision"
            return _day_of(day, own_zone, precision, _words(match["part"]))
        part = "day"
        _check_year(day)
        part = "time"
        return Moment(datetime.combine(day, clock), own_zone, _PRECISIONS[precision])
    except Refusal as refusal:
        raise Refusal(refusal.what, refusal.mend, match.start(part)) from None


def _words(matched: str | None) -> str:
    return " ".join(matched.split()) if matched else ""


def _day_of(day: date, zone: str, precision: str, part: str) -> Day:
    if precision == Precision.NOT_BEFORE:
        raise Refusal(
            "not before needs a time of day",
            f"write not before {day} 14:00, or the day alone: {day}",
        )
    if precision and part:
        raise Refusal(
            f"about a day and its {part} at once",
            f"write {day} {part}, or about {day}",
        )
    return Day(day, zone, bool(precision), DayPart(part) if part else None)


def _parse_undated(match: re.Match[str], zone: str) -> Undated:
    if match["month"]:
        first = parse_day(f"{match['month']}-01")
        return Undated.month(first.year, first.month, zone)
    try:
        monday = parse_day(match["monday"])
        if monday.weekday():
            meant = monday - timedelta(days=monday.weekday())
            raise Refusal(f"{monday} is a {monday:%A}", f"write week of {meant}, its Monday")
        return Undated.week(monday, zone)
    except Refusal as refusal:
        raise Refusal(refusal.what, refusal.mend, match.start("monday")) from None


def nearest_start(text: str) -> Moment:
    """Take a start with a time that `parse_start` took once and refuses now.

    A new tzdata may have removed the time from the zone's clocks, or the zone may be of a kind
    that is refused since. Returns the instant that `resolve` gives such a time, in UTC. Raises
    ValueError for a text that is no start with a time and its zone.
    """
    match = START_PATTERN.fullmatch(text)
    if not match or match["zone"] not in pytz.all_timezones_set:
        raise ValueError(f"{quoted(text)} is not a start with a time and its zone")
    wall = datetime.combine(parse_day(match["day"]), parse_time(match["time"]))
    moment = Moment.of(resolve(wall, match["zone"]), "UTC")
    return replace(moment, precision=Precision(_words(match["precision"])))


def parse_end(text: str, start: Start) -> End:
    """Take an end: ``[about ]HH:MM`` on the day of the start, a day, or a day with a time.

    Raises `Refusal`.
    """
    if isinstance(start, Undated):
        raise Refusal("the day is to be announced, and yet there is an end", "delete the line")
    if clock := CLOCK_PATTERN.fullmatch(text):
        return _end_on_day(clock, start)
    if not START_PATTERN.fullmatch(text):
        raise Refusal(
            f"{quoted(text)} is not an end", "write it as 12:00, or with its day: 2022-01-12 12:00"
        )
    end = parse_start(text, start.zone)
    if isinstance(end, Undated):
        raise Refusal(f"{quoted(text)} is no day", "write the last day, or delete the line")
    if isinstance(end, Day) and end.part:
        mend = f"write the last day alone: {end.date}"
        if isinstance(start, Moment) and end.date <= start.date:
            mend = "leave it out, or write about when, as in about 18:00"
        raise Refusal(f"an end has no {end.part}", mend)
    if isinstance(end, Moment) and end.precision is Precision.NOT_BEFORE:
        about = replace(end, precision=Precision.ABOUT)
        raise Refusal("an end is not “not before”", f"write {about}, or delete the line")
    return end


def _end_on_day(clock: re.Match[str], start: Day | Moment) -> Moment:
    text = clock["clock"]
    if isinstance(start, Day):
        raise Refusal(
            f"the end has a time, {text}, and the start has none",
            "give the start a time, or make the end a day",
        )
    precision = Precision.ABOUT if clock["about"] else Precision.EXACT
    end = Moment(datetime.combine(start.date, parse_time(text)), start.zone, precision)
    if end.begins <= start.begins:
        next_day = f"{clock['about'] or ''}{end.wall + timedelta(days=1):%Y-%m-%d %H:%M}"
        raise Refusal(
            f"the end, {text}, is not after the start, {start.wall:%H:%M}",
            f"if it ends on the next day, write {next_day}; else check both",
        )
    return end


def parse_length(text: str, start: Start) -> Moment:
    """Take a length of time, and return the end: approximate if the start is. Raises `Refusal`."""
    length = parse_duration(text)
    if not isinstance(start, Moment):
        raise Refusal(
            "a duration needs a start with a time",
            "give the start a time, or write end: and the last day",
        )
    end = Moment.of(start.begins + length, start.zone)
    _check_year(end.date)
    # What starts then or later ends at nobody knows when: not before that, and not about it.
    if start.precision is Precision.NOT_BEFORE:
        raise Refusal(
            "a duration needs a start that is known, and this is a time before which it is not",
            "delete the line, or write start: about …",
        )
    return end if end.precision is start.precision else replace(end, precision=start.precision)


@lru_cache(maxsize=1000)  # most events take as long as others
def parse_duration(text: str) -> timedelta:
    """Take a length of time such as ``15 minutes`` or ``1 hour 30 minutes``. Raises `Refusal`."""
    if not DURATION_PATTERN.fullmatch(text):
        raise Refusal(
            f"{quoted(text)} is not a length of time",
            "write 15 minutes, 1 hour, 2 days or 1 hour 30 minutes",
        )
    parts = (int(number) * _UNITS[unit] for number, unit in LENGTH_PATTERN.findall(text))
    total = sum(parts, timedelta())
    if not timedelta() < total <= timedelta(days=366):
        raise Refusal(f"{text} is out of range", "write between 1 minute and 366 days")
    return total
