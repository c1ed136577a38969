"""What is known of an event beside its time: where, who, which press may come, who said so."""

import datetime as dt
from dataclasses import dataclass, field

from events.model.kinds import Status
from events.model.translation import Titles
from events.times import End, Start


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happens: a city, a country alone, or what is online alone.

    Raises ValueError if nothing is said of it, or an address is given of what is not online.

    - ``geo``: latitude, longitude in degrees
    - ``is_online``: it happens online, or online as well; ``address`` is where, if that is known
    - ``to_be_confirmed``: the place is not sure; one of which nothing else is said is unknown
    - ``timezone``: None unless the definitions give the place one. The agenda's zone is not put in
      its stead: New York's clocks do not show the time of an agenda of Brussels.
    """

    city: str | None = None
    timezone: str | None = None
    country: str | None = None
    venue: str | None = None
    geo: tuple[float, float] | None = None
    is_online: bool = False
    address: str | None = None
    to_be_confirmed: bool = False

    def __post_init__(self) -> None:
        is_somewhere = self.city or self.country or self.venue
        if not (is_somewhere or self.is_online or self.to_be_confirmed):
            raise ValueError("a place of which nothing is said")
        if self.address and not self.is_online:
            raise ValueError("an address of what is not online")

    @property
    def is_online_only(self) -> bool:
        """Whether nobody can go there."""
        return self.is_online and not self.name

    @property
    def is_hybrid(self) -> bool:
        """Whether it is online as well as at a place."""
        return self.is_online and bool(self.name)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of it yet."""
        return not (self.name or self.is_online)

    @property
    def told(self) -> tuple[str, bool, bool]:
        """What readers are told of it; addresses and positions are links, which are mended."""
        return self.name, self.is_online, self.to_be_confirmed

    @property
    def name(self) -> str:
        """The venue, the city and the country, as far as they are known."""
        return ", ".join(part for part in (self.venue, self.city, self.country) if part)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A part of an event, as far as whoever reads the event is told of it.

    - ``after``: the title of the event after which it starts, if that is how its start is given
    - ``titles``, ``after_titles``: these titles in other languages than their main ones
    - ``end``: of it nobody reads in the programme, and no record has it; until then the whole lasts
    """

    uid: str
    title: str
    start: Start
    status: Status = Status.CONFIRMED
    after: str | None = None
    titles: Titles = ()
    after_titles: Titles = ()
    end: End | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A party at the table, and who leads for it."""

    party: str
    head: str | None = None

    def __str__(self) -> str:
        return f"{self.party}, led by {self.head}" if self.head else self.party


@dataclass(frozen=True, slots=True)
class Source:
    """The report that announced an event: who published it, on what day, where, in what words.

    ``start`` is what the report says of the start, where that is not what the event says.
    """

    publisher: str
    date: dt.date | None = None
    url: str | None = None
    quote: str | None = None
    start: Start | None = None

    def __str__(self) -> str:
        if not self.date:
            return self.publisher
        return f"{self.publisher}, {self.date.day} {self.date:%B %Y}"


@dataclass(frozen=True, slots=True)
class Link:
    """An address, what it leads to, and the code of the language that it is in."""

    url: str
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event, in words, and where to read it."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Accreditation:
    """How the press gets in: until when it may ask to, and where."""

    until: Start | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the press may ask."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.email, self.phone) if part)
