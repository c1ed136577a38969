"""The values that everything else works with: frozen, and validated when they are made."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from operator import attrgetter

from events.times import Day, Moment, Start

# RFC 9476 keeps .alt out of the DNS, so that no host can ever bear or change this name.
UID_DOMAIN = "podium.alt"


class Kind(StrEnum):
    """What an event is."""

    MEETING = "meeting"
    PRESS_CONFERENCE = "press-conference"
    BRIEFING = "briefing"
    DEADLINE = "deadline"
    MILESTONE = "milestone"

    @property
    def label(self) -> str:
        """The kind as a reader sees it."""
        return self.value.replace("-", " ").capitalize()


class Status(StrEnum):
    """How an event stands."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NO_LONGER_LISTED = "no-longer-listed"
    """It was published, and has vanished from the definitions, which cannot say so themselves."""

    @property
    def is_on(self) -> bool:
        """Whether the event is to take place at its start."""
        return self in (Status.CONFIRMED, Status.TENTATIVE)


# What the definitions can say.
WRITTEN_STATUSES = tuple(it for it in Status if it is not Status.NO_LONGER_LISTED)

# What has no hour unless it is given one: a day of these is the whole day.
_WITHOUT_HOUR = frozenset({Kind.MILESTONE, Kind.DEADLINE})

DEFAULT_LEADS = {
    Kind.MEETING: (timedelta(days=1), timedelta(hours=1), timedelta(minutes=15)),
    Kind.PRESS_CONFERENCE: (timedelta(hours=1), timedelta(minutes=15)),
    Kind.BRIEFING: (timedelta(hours=1), timedelta(minutes=15)),
    Kind.DEADLINE: (timedelta(days=1), timedelta(hours=1)),
    Kind.MILESTONE: (timedelta(days=1),),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happens. ``geo`` is latitude, longitude.

    ``timezone`` is None unless the definitions give the place one. The agenda's zone is not put
    in its stead: New York's clocks do not show the time of an agenda of Brussels.
    """

    city: str
    timezone: str | None = None
    country: str | None = None
    venue: str | None = None
    geo: tuple[float, float] | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.venue, self.city, self.country) if part)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A party at the table, and who leads for it."""

    party: str
    head: str | None = None

    def __str__(self) -> str:
        return f"{self.party}, led by {self.head}" if self.head else self.party


@dataclass(frozen=True, slots=True)
class Source:
    """The report that announced an event: who published it, on what day, where, in what words."""

    publisher: str
    date: dt.date | None = None
    url: str | None = None
    quote: str | None = None

    def __str__(self) -> str:
        if not self.date:
            return self.publisher
        return f"{self.publisher}, {self.date.day} {self.date:%B %Y}"


@dataclass(frozen=True, slots=True)
class Followed:
    """The event that another one comes after, as far as readers of the other are told of it.

    ``title`` is None only for an event that an old record names by its UID alone.
    """

    uid: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting, press conference or other dated thing.

    - ``leads``: how long before a start with a time reminders go out, the longest first; an event
      without leads is not reminded
    - ``color``: a CSS3 color name
    - ``formerly``: the names that the event had before, the first one first: that is the name by
      which calendars know it
    """

    id: str
    agenda: str
    kind: Kind
    title: str
    start: Start
    timezone: str
    end: Start | None = None
    status: Status = Status.CONFIRMED
    place: Place | None = None
    chair: str | None = None
    parties: tuple[str, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    topics: tuple[str, ...] = ()
    description: str | None = None
    note: str | None = None
    source: Source | None = None
    url: str | None = None
    stream: str | None = None
    image: str | None = None
    color: str | None = None
    tags: tuple[str, ...] = ()
    leads: tuple[timedelta, ...] = ()
    follows: Followed | None = None
    formerly: tuple[str, ...] = ()

    name: str = field(init=False, compare=False, repr=False)
    """The event's name among all agendas, as its page's address has it."""
    uid: str = field(init=False, compare=False, repr=False)
    """UID (RFC 5545 §3.8.4.7): the same on every host and by whatever name, for ever."""
    order: tuple[datetime, bool, str] = field(init=False, compare=False, repr=False)
    """What events are sorted by: the start, at the same instant a whole day first, then the UID."""

    def __post_init__(self) -> None:
        name = event_name(self.id, self.agenda)
        uid = f"{self.formerly[0] if self.formerly else name}@{UID_DOMAIN}"
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "uid", uid)
        order = (self.start.begins, isinstance(self.start, Moment), uid)
        object.__setattr__(self, "order", order)

    @property
    def everyone(self) -> tuple[str, ...]:
        """All parties, named as such or by their delegations, each once."""
        return tuple(dict.fromkeys((*self.parties, *(each.party for each in self.delegations))))

    @property
    def lasts_days(self) -> bool:
        """Whether the event is given by days, of which the last is a later one than the first."""
        first, last = self.start, self.end
        return isinstance(first, Day) and isinstance(last, Day) and last.date > first.date

    @property
    def fills_days(self) -> bool:
        """Whether the event is given by days, and no time of day is to come.

        - A milestone or a deadline has none, and
        - nor does what lasts for days.
        """
        return isinstance(self.start, Day) and (self.kind in _WITHOUT_HOUR or self.lasts_days)

    @property
    def is_instant(self) -> bool:
        """Whether the event has a time and no length: a deadline or milestone without an end."""
        return isinstance(self.start, Moment) and self.end is None and self.kind in _WITHOUT_HOUR

    @property
    def is_busy(self) -> bool:
        """Whether the event takes up the time of those who go to it.

        It does if it is on, has a time, and is neither a deadline nor an instant.
        """
        timed = self.status.is_on and isinstance(self.start, Moment)
        return timed and self.kind is not Kind.DEADLINE and not self.is_instant

    @property
    def over(self) -> datetime:
        """The UTC instant after which the event is past: its end, its day's end, or its start."""
        return (self.end or self.start).ends


def event_name(id_: str, agenda: str) -> str:
    """Return an event's name among all agendas: ``nato-russia-council.january-2022``."""
    return f"{id_}.{agenda}"


@dataclass(frozen=True, slots=True)
class Agenda:
    """One body of events, of one definitions file or of several.

    ``formerly`` are the ids that it had before, the first one first.
    """

    id: str
    title: str
    timezone: str
    events: tuple[Event, ...]
    description: str | None = None
    source: Source | None = None
    image: str | None = None
    color: str | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agendas:
    """All definitions together; ``events`` are in the order in which they begin."""

    agendas: tuple[Agenda, ...]
    events: tuple[Event, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        events = in_order(event for agenda in self.agendas for event in agenda.events)
        object.__setattr__(self, "events", events)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by start; at the same instant a whole day comes first, then by UID."""
    return tuple(sorted(events, key=attrgetter("order")))
