"""What a reader follows, and hears in a chat of their own: a pure decision, as the plan is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.planning.event_words import has_words
from bot.planning.subscription import EVERYTHING, Subscription
from events.model import Event
from events.queries import Filter
from events.wording.language import Language

GENERAL = 1
"""The number of a group's topic General, where whatever is sent to no topic goes."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What may be followed: an event by its ``uid``, a part of the agendas, or ``words``.

    An agenda that goes by another name, and what has moved from it to another one, is followed on.

    Thousands of readers follow the same: they have one object in common, which remembers of the
    last event that it was asked about whether it holds that.
    """

    uid: str | None = None
    agenda: str | None = None
    wanted: Filter = EVERYTHING
    words: tuple[str, ...] = ()
    _last: list[tuple[Event, bool]] = field(
        default_factory=list, init=False, compare=False, repr=False
    )

    def holds(self, event: Event) -> bool:
        """Tell whether an event is one that is followed."""
        for known, held in self._last[:1]:
            if known is event:
                return held
        held = self._holds(event)
        self._last[:] = [(event, held)]
        return held

    def _holds(self, event: Event) -> bool:
        if self.uid is not None:
            return event.uid == self.uid
        return (
            (self.agenda is None or self.agenda in _agendas_of(event))
            and (self.wanted == EVERYTHING or self.wanted.matches(event))
            and (not self.words or has_words(event, self.words))
        )


def _agendas_of(event: Event) -> set[str]:
    """Return the ids of the agendas that an event is in, or was in by an earlier name."""
    return {event.agenda, *(name.rpartition(".")[2] for name in event.formerly)}


@dataclass(frozen=True, slots=True)
class Follow:
    """One topic that a reader follows, ``since`` a UTC instant.

    - ``key``: its name behind a button
    - ``leads``: how long before; as the definitions say if there are none
    """

    key: str
    topic: Topic
    since: datetime
    leads: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a chat has chosen of how it is told: None where it has chosen nothing.

    - ``zone``: by whose clocks times are written
    - ``forum_topic``: in which topic of a group; `GENERAL` if it was in another one before
    """

    language: Language | None = None
    zone: str | None = None
    forum_topic: int | None = None


NOTHING_CHOSEN = Chosen()


@dataclass(frozen=True, slots=True)
class Following(Subscription):
    """What one reader, or a group, has chosen to hear: events that any of the topics holds."""

    follows: tuple[Follow, ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether readers chose it themselves, and hear of nothing else any more."""
        return True

    def holds(self, event: Event) -> bool:
        """Tell whether the reader wants to hear of an event."""
        return any(each.topic.holds(event) for each in self.follows)

    def leads_of(self, event: Event) -> tuple[timedelta, ...]:
        """Return how long before an event it is announced; an event with no leads has none here."""
        if not event.leads:
            return ()
        if len(self.follows) == 1:  # as with most readers, of whom there may be thousands
            return self.follows[0].leads or event.leads
        leads = {lead for each in self._of(event) for lead in each.leads or event.leads}
        return tuple(sorted(leads, reverse=True))

    def since_of(self, event: Event, lead: object) -> datetime | None:
        """Return the UTC instant from which the reader hears reminders of an event by a lead."""
        if len(self.follows) == 1:
            return self.follows[0].since
        giving = [
            each.since
            for each in self._of(event)
            if not isinstance(lead, timedelta) or lead in (each.leads or event.leads)
        ]
        return min(giving, default=None)

    def _of(self, event: Event) -> Iterator[Follow]:
        return (each for each in self.follows if each.topic.holds(event))
