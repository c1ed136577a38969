"""What is drafted of a report: events, each value with what it was taken from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from events.model import Access, Kind, Status
from events.times import DayPart, Precision


class Extent(StrEnum):
    """Of what the day is known: a day, or only its week or its month."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a value stands in the draft that the report does not say as it stands there."""

    why: str
    is_doubtful: bool = False


@dataclass(slots=True)
class Drafted:
    """An event as far as a report tells of it, while the report is read.

    - ``first``, ``last``: its days; of a week or a month, its first day
    - ``zone``: of ``at``; None is that of the place
    - ``after``: it starts when that one ends; ``follows``: it only comes after it
    - ``is_line``: it is a line of a programme
    - ``is_overview``: a heading tells of it, or what ends with a colon, which others may tell more of
    - ``is_half_open``: it is at an hour whose half of the day is not told
    - ``has_programme``: the programme of its one day stands below it
    - ``other_places``: those beside the first, each with the zone that it is known to keep
    - ``marks``: by the key of the line on which each is to stand; "zone" and "city" are of the place's line
    """

    kind: Kind
    title: str
    quote: str
    first: date
    last: date | None = None
    extent: Extent = Extent.DAY
    at: time | None = None
    until: time | None = None
    zone: str | None = None
    precision: Precision = Precision.EXACT
    part: DayPart | None = None
    is_about_day: bool = False
    city: str | None = None
    country: str | None = None
    place_zone: str | None = None
    parties: list[str] = field(default_factory=list)
    access: Access | None = None
    after: "Drafted | None" = None
    follows: "Drafted | None" = None
    is_named: bool = False
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    id: str = ""
    is_line: bool = False
    is_overview: bool = False
    has_programme: bool = False
    is_half_open: bool = False
    status: Status = Status.TENTATIVE
    is_online: bool = False
    other_places: list[tuple[str, str | None]] = field(default_factory=list)

    def mark(self, key: str, why: str, is_doubtful: bool = False) -> None:
        """Say on the line of a key why its value stands there."""
        marks = self.marks.setdefault(key, [])
        if Mark(why, is_doubtful) not in marks:
            marks.append(Mark(why, is_doubtful))

    def mark_all(self, key: str, marks: Iterable[Mark]) -> None:
        """Say on the line of a key all that is said of a value which is taken over."""
        for mark in marks:
            self.mark(key, mark.why, mark.is_doubtful)

    def take_day_and_place(self, other: "Drafted") -> None:
        """Say of the first day why it is that of another event, and take its place."""
        self.mark_all("start", other.marks.get("start", []))
        self.take_place(other)

    def take_place(self, other: "Drafted") -> None:
        """Take the place of another event, with why it is there."""
        self.city, self.country, self.place_zone = other.city, other.country, other.place_zone
        for key in ("place", "city"):
            self.mark_all(key, other.marks.get(key, []))

    def prolong(self, last: date | None, marks: tuple[Mark, ...]) -> None:
        """Let it last until a day that is told as its end, if that is after its first one."""
        if last and self.extent is Extent.DAY and last > self.first:
            self.last = last
            self.mark_all("end", marks)

    def settle_kind(self) -> None:
        """Make what is told with an end no deadline: that closes, and does not last."""
        if self.kind is Kind.DEADLINE and (self.last or self.until):
            self.kind = Kind.MILESTONE
            self.mark("kind", "it is told with an end, which a deadline has not", is_doubtful=True)


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted agenda.

    - ``day``: the date of the report
    - ``zone``: for times whose place is not known
    - ``doubts``: what is said at the end
    """

    events: tuple[Drafted, ...]
    day: date | None
    zone: str
    zone_why: str
    publisher: str | None
    doubts: tuple[str, ...]

    def __post_init__(self) -> None:
        for event in self.events:
            event.settle_kind()
