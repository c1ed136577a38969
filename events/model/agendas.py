"""Agendas: bodies of events, each with an id."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from events.model.event import Event
from events.model.particulars import Source
from events.model.translation import Translation


@dataclass(frozen=True, slots=True)
class Agenda:
    """One body of events, of one definitions file or of several.

    - ``formerly``: the ids that it had before, the first one first
    - ``language``, ``translations``: of its own texts, as those of an event
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
    language: str | None = None
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Agendas:
    """All definitions together; ``events`` are in the order in which they begin.

    They include the undated ones, whose place is behind the days on which they may be.
    """

    agendas: tuple[Agenda, ...]
    events: tuple[Event, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        events = in_order(event for agenda in self.agendas for event in agenda.events)
        object.__setattr__(self, "events", events)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by start; at the same instant a whole day comes first, then by UID."""
    return tuple(sorted(events, key=attrgetter("order")))
