"""The history of an event: from all that was published of it to the changes that were news.

A correction of a text is no news, and no part of the history: `events.changes` tells which change
is one. The history says of each by what name the record knows it, what was, and what is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from events.changes import Change, change_between
from events.model import Event
from events.queries import local_day
from events.times import Day, DayPart, Moment, Undated


class Step(StrEnum):
    """By what name the record knows a change. Where `Change` has the word, it is the same one."""

    ANNOUNCED = "announced"
    DATE_ANNOUNCED = "date announced"
    TIME_ANNOUNCED = "time announced"
    MOVED_LATER = "moved later"
    MOVED_EARLIER = "moved earlier"
    FIRMED = "firmed"
    LOOSENED = "loosened"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESTORED = "restored"
    NO_LONGER_LISTED = "no longer listed"
    END_MOVED = "end moved"
    PLACE_ANNOUNCED = "place announced"
    PLACE_CHANGED = "place changed"
    ACCESS_CHANGED = "access changed"


@dataclass(frozen=True, slots=True)
class Statement:
    """An event as it was published at an instant, in UTC; ``sequence`` is that of the revision."""

    at: datetime
    event: Event
    sequence: int


class Told(NamedTuple):
    """A statement that was news, with the one before it, if there was one."""

    was: Statement | None
    now: Statement


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of an event that was news: when it was published, and what was until then.

    ``was`` is no more than the `essence` of the event.
    """

    at: datetime
    was: Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One step in the history of an event, published at a UTC instant.

    - ``was``: the event until then; None for one that was announced
    - ``event``: the event from then on
    - ``change``: the change that the step is
    """

    step: Step
    change: Change
    at: datetime
    event: Event
    was: Event | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What is on record of an event.

    - ``announced``: when it was first published, in UTC
    - ``reported``: the day of the report that announced it, if that is known and no later
    - ``known_from``: the UTC instant from which all its changes are on record; None if all are
    - ``entries``: its changes, the first one first, without its announcement
    """

    announced: datetime
    reported: date | None
    known_from: datetime | None
    entries: tuple[Entry, ...]


def history_of(announced: datetime, statements: Sequence[Statement]) -> History:
    """Return the history of an event from what was published of it, the first one first.

    Where the first statement that is known is later than ``announced``, what was before it is not
    on record. ``statements`` must not be empty.
    """
    first = statements[0]
    steps = (entry for was, now in pairwise(statements) for entry in entries_between(was, now))
    if first.at > announced:
        return History(announced, None, first.at, tuple(steps))
    return History(announced, reported_day(first.event, announced), None, tuple(steps))


def reported_day(event: Event, announced: datetime) -> date | None:
    """Return the day of the first report that announced an event.

    None if all came after ``announced``, or on days that are not known.
    """
    days = (source.date for source in event.sources if source.date)
    return min((day for day in days if day <= announced.date()), default=None)


def entries_between(was: Statement | None, now: Statement) -> tuple[Entry, ...]:
    """Return the steps from one statement to the next, the most important one first.

    Without a statement before it, an event is announced.
    """
    if was is None:
        return (Entry(Step.ANNOUNCED, Change.ADDED, now.at, now.event),)
    return changes_between(was.event, now.event, now.at)


def changes_between(was: Event, event: Event, at: datetime) -> tuple[Entry, ...]:
    """Return the steps from one state of an event to another one, published at ``at``."""
    changes = _changes(was, event)
    return tuple(Entry(_step(change, was, event), change, at, event, was) for change in changes)


def essence(event: Event) -> Event:
    """Return an event with no more than what can be news, so that it takes little to keep."""
    return Event(
        id=event.id,
        agenda=event.agenda,
        kind=event.kind,
        title=event.title,
        start=event.start,
        timezone=event.timezone,
        end=event.end,
        status=event.status,
        place=event.place,
        formerly=event.formerly,
        follows=event.follows if event.starts_after else None,
        starts_after=event.starts_after,
        has_programme=event.has_programme,
        access=event.access,
        arrive=event.arrive,
        other_places=event.other_places,
    )


def _changes(was: Event, event: Event) -> Iterator[Change]:
    """Yield all changes: each one, and what has changed besides."""
    while change := change_between(was, event):
        yield change
        besides = _as_if_no_more(change, was, event)
        if besides == was:
            return
        was = besides


def _as_if_no_more(change: Change, was: Event, event: Event) -> Event:
    """Return an event as it would have been if one change of it had been made already."""
    match change:
        case Change.RESTORED | Change.CONFIRMED | Change.MADE_TENTATIVE:
            return replace(was, status=event.status)
        case Change.PLACE_CHANGED | Change.PLACE_ANNOUNCED:
            return replace(was, place=event.place, other_places=event.other_places)
        case Change.ACCESS_CHANGED:
            return replace(was, access=event.access, arrive=event.arrive)
        case Change.END_MOVED:
            return replace(was, end=event.end, timezone=event.timezone)
        case (
            Change.MOVED
            | Change.DATE_ANNOUNCED
            | Change.TIME_ANNOUNCED
            | Change.MADE_EXACT
            | Change.MADE_APPROXIMATE
        ):
            # An event takes its end along.
            return replace(was, start=event.start, end=event.end, timezone=event.timezone)
    return event


_STEPS = {
    Change.CONFIRMED: Step.FIRMED,
    Change.MADE_EXACT: Step.FIRMED,
    Change.MADE_TENTATIVE: Step.LOOSENED,
    Change.MADE_APPROXIMATE: Step.LOOSENED,
    Change.ADDED: Step.ANNOUNCED,
}


def _step(change: Change, was: Event, event: Event) -> Step:
    if change is Change.MOVED:
        return _move(was, event)
    return _STEPS.get(change) or Step(change.value)


def _move(was: Event, event: Event) -> Step:
    if was.is_dated and not event.is_dated:
        return Step.LOOSENED
    if isinstance(was.start, Undated) and isinstance(event.start, Undated):
        # A week of the month that was told is no other time, nor is the month of such a week.
        if was.start.holds(event.start):
            return Step.FIRMED
        if event.start.holds(was.start):
            return Step.LOOSENED
    if isinstance(was.start, Day) and isinstance(event.start, Day) and was.start.part:
        if was.start.date == event.start.date and event.start.part in (None, DayPart.ALL_DAY):
            return Step.LOOSENED
        later = event.start.begins > was.start.begins
        return Step.MOVED_LATER if later else Step.MOVED_EARLIER
    both_timed = isinstance(was.start, Moment) and isinstance(event.start, Moment)
    if not both_timed and local_day(was) == local_day(event):
        # The day holds, and the time of it is known no more, or better than before.
        return Step.LOOSENED if isinstance(was.start, Moment) else Step.FIRMED
    return Step.MOVED_LATER if event.start.begins > was.start.begins else Step.MOVED_EARLIER
