"""Questions to the agendas: what is next, what is on, what is on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from events.model import Agendas, Event
from events.text import fold
from events.times import Day
from events.zones import tzinfo

# How long an event whose end nobody announced counts as under way.
UNANNOUNCED_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to keep: those that have one of the words of each field that has words.

    Words compare as `fold` returns them.
    """

    kinds: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def matches(self, event: Event) -> bool:
        """Tell whether an event is to be kept."""
        city = event.place.city if event.place else ""
        return all(
            not wanted or not _folded(wanted).isdisjoint(_folded(had))
            for wanted, had in (
                (self.kinds, (event.kind,)),
                (self.parties, event.everyone),
                (self.cities, (city,)),
                (self.tags, event.tags),
            )
        )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def past_from(event: Event) -> datetime:
    """Return the UTC instant from which an event is past.

    It is the end of the event, or of its day; if no end is known, two hours after the start.
    """
    if event.end is None and not isinstance(event.start, Day):
        return event.start.begins + UNANNOUNCED_LENGTH
    return event.over


def day_is_over(event: Event, now: datetime) -> bool:
    """Tell whether the last day of an event is past by the clocks of the event's zone."""
    last = (event.end or event.start).ends.astimezone(tzinfo(event.timezone))
    if isinstance(event.start, Day):
        return last <= now
    return Day(last.date(), event.timezone).ends <= now


def is_over(event: Event, now: datetime) -> bool:
    """Tell whether an event is past. One without a known end is under way for two hours."""
    return past_from(event) <= now


def upcoming(agendas: Agendas, now: datetime, count: int) -> tuple[Event, ...]:
    """Return the next events, at most ``count``, that are on and not over at ``now``."""
    coming = [e for e in agendas.events if e.status.is_on and not is_over(e, now)]
    return tuple(coming[:count])


def by_day(events: Iterable[Event]) -> Iterator[tuple[date, tuple[Event, ...]]]:
    """Group events, in order, by the day on which they begin where they happen."""
    for day, group in groupby(sorted(events, key=local_day), key=local_day):
        yield day, tuple(group)


def local_day(event: Event) -> date:
    """Return the day on which an event begins by the clocks of its place."""
    if isinstance(event.start, Day):
        return event.start.date
    return event.start.begins.astimezone(tzinfo(event.timezone)).date()
