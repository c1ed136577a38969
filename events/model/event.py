"""An event: one meeting, press conference or other dated thing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from events.model.kinds import Access, Kind, Status
from events.model.particulars import (
    Accreditation,
    Contact,
    Delegation,
    Link,
    Outcome,
    Place,
    ProgrammeLine,
    Source,
)
from events.model.translation import Titles, Translation
from events.times import Day, DayPart, End, Moment, Start, Undated

# RFC 9476 keeps .alt out of the DNS, so that no host can ever bear or change this name.
UID_DOMAIN = "podium.alt"


@dataclass(frozen=True, slots=True)
class Followed:
    """An event that another one names, as far as readers of the other are told of it.

    - ``title``: None only for an event that an old record names by its UID alone
    - ``titles``: the same in other languages than its main one
    """

    uid: str
    title: str | None
    titles: Titles = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting, press conference or other dated thing.

    - ``leads``: how long before a start with a time reminders go out, the longest first; an event
      without leads is not reminded
    - ``color``: a CSS3 color name
    - ``starts_after``: it starts when the event that it follows ends, and ``start`` says no more
      than what is known of that
    - ``parent``: the event of whose programme it is a part; ``has_programme`` if it has parts,
      which ``programme`` tells in the order in which they are
    - ``accredits``: the event whose accreditation closes at this deadline
    - ``clocks_of``: the city by whose clocks it is told, if that is that of an event which it is
      about; None where its own place or zone says it
    - ``arrive``: how long before its start the press has to be there
    - ``language``: the code (BCP 47) of the language of its texts, None if that is not known; in
      other languages they are in ``translations``
    - ``links``: where more is to be read; ``streams``: where it can be watched, the ``stream`` the
      first of them, if they have titles or languages or are several
    - ``outcome``: what came of it
    - ``other_places``, ``other_sources``: those beside ``place`` and ``source``
    - ``formerly``: the names that the event had before, the first one first: that is the name by
      which calendars know it
    """

    id: str
    agenda: str
    kind: Kind
    title: str
    start: Start
    timezone: str
    end: End | None = None
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
    starts_after: bool = False
    parent: Followed | None = None
    has_programme: bool = False
    programme: tuple[ProgrammeLine, ...] = ()
    accredits: Followed | None = None
    access: Access | None = None
    accreditation: Accreditation | None = None
    arrive: timedelta | None = None
    contact: Contact | None = None
    other_places: tuple[Place, ...] = ()
    other_sources: tuple[Source, ...] = ()
    translations: tuple[Translation, ...] = ()
    links: tuple[Link, ...] = ()
    streams: tuple[Link, ...] = ()
    outcome: Outcome | None = None
    language: str | None = None
    clocks_of: str | None = None

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
        # Of the days on which an undated event may be, none is over before it is.
        first = self.start.ends if isinstance(self.start, Undated) else self.start.begins
        order = (first, isinstance(self.start, Moment), uid)
        object.__setattr__(self, "order", order)

    @property
    def titles(self) -> Titles:
        """Its title in other languages than its own."""
        return tuple((it.language, it.title) for it in self.translations if it.title)

    @property
    def watched_at(self) -> tuple[Link, ...]:
        """Where it can be watched, the first one first."""
        return self.streams or ((Link(self.stream),) if self.stream else ())

    @property
    def everyone(self) -> tuple[str, ...]:
        """All parties, named as such or by their delegations, each once."""
        return tuple(dict.fromkeys((*self.parties, *(each.party for each in self.delegations))))

    @property
    def places(self) -> tuple[Place, ...]:
        """All places."""
        return ((self.place,) if self.place else ()) + self.other_places

    @property
    def sure_place(self) -> Place | None:
        """The one place at which the event is; None if there are several, or it is not sure."""
        places = self.places
        return places[0] if len(places) == 1 and not places[0].to_be_confirmed else None

    @property
    def online_addresses(self) -> tuple[str, ...]:
        """The addresses at which the event is online, each once."""
        return tuple(dict.fromkeys(it.address for it in self.places if it.address))

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources."""
        return ((self.source,) if self.source else ()) + self.other_sources

    @property
    def is_dated(self) -> bool:
        """Whether its day is known, surely or about."""
        return not isinstance(self.start, Undated)

    @property
    def lasts_days(self) -> bool:
        """Whether the event is given by days, of which the last is a later one than the first."""
        first, last = self.start, self.end
        return isinstance(first, Day) and isinstance(last, Day) and last.date > first.date

    @property
    def fills_days(self) -> bool:
        """Whether the event is given by days, and no time of day is to come.

        - Its day is said to be all of it, or
        - it is of a kind that has no time, and no part of the day is named, or
        - it lasts for days.
        """
        if not isinstance(self.start, Day):
            return False
        if self.start.part is DayPart.ALL_DAY or self.lasts_days:
            return True
        return self.start.part is None and self.kind.fills_days

    @property
    def awaits_time(self) -> bool:
        """Whether its day is known, and its time of day is to be announced.

        What starts after another event, or has a programme, has its time told by that.
        """
        whole = isinstance(self.start, Day) and self.start.part is None and not self.fills_days
        return whole and not (self.starts_after or self.has_programme)

    @property
    def is_instant(self) -> bool:
        """Whether the event has a time and no length: what else fills days, without an end."""
        return isinstance(self.start, Moment) and self.end is None and self.kind.fills_days

    @property
    def is_busy(self) -> bool:
        """Whether the event takes up the time of those who go to it.

        It does if it is on, has a time, and is neither a deadline nor an instant.
        """
        timed = self.status.is_on and isinstance(self.start, Moment)
        return timed and self.kind is not Kind.DEADLINE and not self.is_instant

    @property
    def over(self) -> datetime:
        """The UTC instant after which the event is past: its end, its day's end, or its start.

        What closes in a part of a day has closed when that is over.
        """
        if self.kind is Kind.DEADLINE and isinstance(self.start, Day) and self.end is None:
            return self.start.part_ends
        return (self.end or self.start).ends


def event_name(id_: str, agenda: str) -> str:
    """Return an event's name among all agendas: ``nato-russia-council.january-2022``."""
    return f"{id_}.{agenda}"
