"""The time grammar: ``[about ]DAY[ HH:MM[ ZONE]]``, durations, and strict local times.

The wall time and its zone are kept, never only the instant: when a government changes its
clocks, a new tzdata moves the instant. A time that does not exist or happens twice in its zone
is refused with both readings.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytz

from events.errors import Refusal
from events.text import quoted
from events.zones import localize, parse_zone, resolve, tzinfo

FIRST_YEAR, LAST_YEAR = 1970, 2037  # the years that pytz's transition tables cover

# A day needs no zone rules: from the first whole year of the Gregorian calendar to the last year
# that has a day after it.
FIRST_YEAR_OF_DAYS, LAST_YEAR_OF_DAYS = 1583, 9998

START_PATTERN = re.compile(
    r"(?P<about>about +)?(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:(?: +|T)(?P<time>\d{1,2}:\d{2})(?: +(?P<zone>\S+))?)?",
    re.ASCII,
)
DAY_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME_PATTERN = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})", re.ASCII)
_LENGTH = r"(\d{1,4}) +(week|day|hour|minute)s?"
LENGTH_PATTERN = re.compile(_LENGTH, re.ASCII)
DURATION_PATTERN = re.compile(rf"{_LENGTH}(?: +{_LENGTH})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day in a zone: the time is still to be announced."""

    date: date
    zone: str
    approximate: bool = False

    @property
    def begins(self) -> datetime:
        """The UTC instant at which the day begins in its zone."""
        return self.at(time())

    @property
    def ends(self) -> datetime:
        """The UTC instant at which the day ends in its zone."""
        return replace(self, date=self.date + timedelta(days=1)).begins

    def at(self, wall: time) -> datetime:
        """Return the UTC instant of a wall time on this day."""
        return resolve(datetime.combine(self.date, wall), self.zone)

    def __str__(self) -> str:
        return f"{'about ' if self.approximate else ''}{self.date}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in a zone, to the minute. Raises `Refusal` if the zone has no such time."""

    wall: datetime
    zone: str
    approximate: bool = False
    begins: datetime = field(init=False, compare=False, repr=False)
    """The UTC instant."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "begins", localize(self.wall, self.zone).astimezone(UTC))

    @classmethod
    def of(cls, instant: datetime, zone: str) -> "Moment":
        """Return an instant by a zone's clocks, or in UTC if they show that wall time twice."""
        try:
            return cls(instant.astimezone(tzinfo(zone)).replace(tzinfo=None), zone)
        except Refusal:
            return cls(instant.astimezone(UTC).replace(tzinfo=None), "UTC")

    @property
    def date(self) -> date:
        """The day in the moment's own zone."""
        return self.wall.date()

    @property
    def ends(self) -> datetime:
        """The UTC instant, which is that at which the moment begins."""
        return self.begins

    def __str__(self) -> str:
        return f"{'about ' if self.approximate else ''}{self.wall:%Y-%m-%d %H:%M} {self.zone}"


Start = Day | Moment


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
    """Take ``[about ]DAY[ HH:MM[ ZONE]]``; ``zone`` is for a text that names none.

    Raises `Refusal` whose ``offset`` is that of the part that is wrong.
    """
    match = START_PATTERN.fullmatch(text)
    if not match:
        raise Refusal(
            f"{quoted(text)} is not a start",
            "write a day, a time if known and its zone: 2022-01-12, 2022-01-12 09:00 GMT or "
            "about 2022-01-12 13:30 Europe/Brussels",
        )
    part = "day"
    try:
        day = parse_day(match["day"])
        part = "time"
        clock = parse_time(match["time"]) if match["time"] else None
        part = "zone"
        own_zone = parse_zone(match["zone"]) if match["zone"] else zone
        part = "time"
        if clock is None:
            return Day(day, own_zone, bool(match["about"]))
        part = "day"
        _check_year(day)
        part = "time"
        return Moment(datetime.combine(day, clock), own_zone, bool(match["about"]))
    except Refusal as refusal:
        raise Refusal(refusal.what, refusal.mend, match.start(part)) from None


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
    return replace(moment, approximate=bool(match["about"]))


def parse_end(text: str, start: Start) -> Start:
    """Take an end: HH:MM on the day of the start, or the grammar of a start. Raises `Refusal`."""
    if TIME_PATTERN.fullmatch(text):
        if isinstance(start, Day):
            raise Refusal(
                f"the end has a time, {text}, and the start has none",
                "give the start a time, or make the end a day",
            )
        end = Moment(datetime.combine(start.date, parse_time(text)), start.zone)
        if end.begins <= start.begins:
            next_day = end.wall + timedelta(days=1)
            raise Refusal(
                f"the end, {text}, is not after the start, {start.wall:%H:%M}",
                f"if it ends on the next day, write {next_day:%Y-%m-%d %H:%M}; else check both",
            )
        return end
    if not START_PATTERN.fullmatch(text):
        raise Refusal(
            f"{quoted(text)} is not an end", "write it as 12:00, or with its day: 2022-01-12 12:00"
        )
    return parse_start(text, start.zone)


def parse_length(text: str, start: Start) -> Moment:
    """Take a length of time, and return the end: approximate if the start is. Raises `Refusal`."""
    length = parse_duration(text)
    if isinstance(start, Day):
        raise Refusal(
            "a duration needs a start with a time",
            "give the start a time, or write end: and the last day",
        )
    end = Moment.of(start.begins + length, start.zone)
    _check_year(end.date)
    return replace(end, approximate=start.approximate)


def parse_duration(text: str) -> timedelta:
    """Take a length of time such as ``15 minutes`` or ``1 hour 30 minutes``. Raises `Refusal`."""
    if not DURATION_PATTERN.fullmatch(text):
        raise Refusal(
            f"{quoted(text)} is not a length of time",
            "write 15 minutes, 1 hour, 2 days or 1 hour 30 minutes",
        )
    parts = (timedelta(**{f"{unit}s": int(n)}) for n, unit in LENGTH_PATTERN.findall(text))
    total = sum(parts, timedelta())
    if not timedelta() < total <= timedelta(days=366):
        raise Refusal(f"{text} is out of range", "write between 1 minute and 366 days")
    return total
