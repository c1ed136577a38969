"""When something is: a moment, a day or a part of one, or days of which one is to be announced.

The wall time and its zone are kept, never only the instant: when a government changes its
clocks, a new tzdata moves the instant. A time that does not exist or happens twice in its zone
is refused with both readings.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from events.errors import Refusal
from events.wall_times import localize, resolve, wall_time


class DayPart(StrEnum):
    """The part of a day that something takes or falls in, where no hour of it is known."""

    ALL_DAY = "all day"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


# Hours between which a part of a day begins and ends at the latest, to sort by: nobody is told
# them. 24 is the end of the day.
_HOURS = {
    DayPart.ALL_DAY: (0, 24),
    DayPart.MORNING: (5, 12),
    DayPart.MIDDAY: (11, 14),
    DayPart.AFTERNOON: (12, 18),
    DayPart.EVENING: (17, 24),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day in a zone, of whose hours no more is known than the ``part`` of the day.

    A day that is approximate has no part: raises ValueError.
    """

    date: date
    zone: str
    approximate: bool = False
    part: DayPart | None = None

    def __post_init__(self) -> None:
        if self.approximate and self.part:
            raise ValueError(f"about {self.date}, and yet its {self.part}")

    @property
    def begins(self) -> datetime:
        """The UTC instant at which the day, or the part of it, begins in its zone."""
        return self.at(time(_HOURS[self.part][0]) if self.part else time())

    @property
    def ends(self) -> datetime:
        """The UTC instant at which the day ends in its zone."""
        return Day(self.date + timedelta(days=1), self.zone).begins

    @property
    def part_ends(self) -> datetime:
        """The UTC instant at which the day, or the part of it, ends at the latest."""
        last = _HOURS[self.part][1] if self.part else 24
        return self.at(time(last)) if last < 24 else self.ends

    def at(self, wall: time) -> datetime:
        """Return the UTC instant of a wall time on this day."""
        return resolve(datetime.combine(self.date, wall), self.zone)

    def holds(self, wall: time) -> bool:
        """Tell whether a wall time is in the part of the day that is known."""
        first, last = _HOURS[self.part] if self.part else (0, 24)
        return first <= wall.hour < last

    def __str__(self) -> str:
        about, part = "about " if self.approximate else "", f" {self.part}" if self.part else ""
        return f"{about}{self.date}{part}"


class Precision(StrEnum):
    """How sure a time of day is: it is then, about then, or then or later."""

    EXACT = ""
    ABOUT = "about"
    NOT_BEFORE = "not before"


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time in a zone, to the minute. Raises `Refusal` if the zone has no such time."""

    wall: datetime
    zone: str
    precision: Precision = Precision.EXACT
    begins: datetime = field(init=False, compare=False, repr=False)
    """The UTC instant."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "begins", localize(self.wall, self.zone))

    @classmethod
    def of(cls, instant: datetime, zone: str) -> "Moment":
        """Return an instant by a zone's clocks, or in UTC if they show that wall time twice."""
        try:
            return cls(wall_time(instant, zone), zone)
        except Refusal:
            return cls(instant.astimezone(UTC).replace(tzinfo=None), "UTC")

    @property
    def approximate(self) -> bool:
        """Whether it may be at another time than this one: about it, or later."""
        return self.precision is not Precision.EXACT

    @property
    def date(self) -> date:
        """The day in the moment's own zone."""
        return self.wall.date()

    @property
    def ends(self) -> datetime:
        """The UTC instant, which is that at which the moment begins."""
        return self.begins

    @property
    def exactly(self) -> "Moment":
        """The same time, as if it were sure."""
        return replace(self, precision=Precision.EXACT)

    def __str__(self) -> str:
        qualified = f"{self.precision} " if self.approximate else ""
        return f"{qualified}{self.wall:%Y-%m-%d %H:%M} {self.zone}"


@dataclass(frozen=True, slots=True)
class Undated:
    """Days in a zone of which nobody knows yet which one it is: a month, or a week.

    Raises ValueError if they are neither from a month's first day to its last, nor from a Monday to
    a Sunday.
    """

    first: date
    last: date
    zone: str

    def __post_init__(self) -> None:
        after = self.last + timedelta(days=1)
        month = self.first.day == 1 == after.day and (after - self.first).days <= 31
        if not month and not (self.first.weekday() == 0 and after == self.first + WEEK):
            raise ValueError(f"{self.first} to {self.last} is neither a month nor a week")

    @classmethod
    def month(cls, year: int, month: int, zone: str) -> "Undated":
        """Return a month of a year."""
        first = date(year, month, 1)
        following = (first + timedelta(days=31)).replace(day=1)
        return cls(first, following - timedelta(days=1), zone)

    @classmethod
    def week(cls, monday: date, zone: str) -> "Undated":
        """Return the week that begins on a Monday."""
        return cls(monday, monday + WEEK - timedelta(days=1), zone)

    @property
    def is_month(self) -> bool:
        """Whether it is a month, and no week."""
        return self.last - self.first >= WEEK

    def holds(self, fewer: "Undated") -> bool:
        """Tell whether all of some days are among these: those of a week of the month."""
        return self.first <= fewer.first and fewer.last <= self.last

    @property
    def approximate(self) -> bool:
        """Whether the days may be other ones than these: they are not."""
        return False

    @property
    def date(self) -> date:
        """The first of the days."""
        return self.first

    @property
    def begins(self) -> datetime:
        """The UTC instant at which the first day begins."""
        return Day(self.first, self.zone).begins

    @property
    def ends(self) -> datetime:
        """The UTC instant at which the last day ends."""
        return Day(self.last, self.zone).ends

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}" if self.is_month else f"week of {self.first}"


WEEK = timedelta(days=7)

End = Day | Moment
Start = Day | Moment | Undated
