"""What a reader who was told of an event must be told anew: a comparison of then and now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from events.model import Event, Place, Status
from events.queries import is_over
from events.times import Day, DayPart, Moment, Precision, Start, Undated
from events.zones import tzinfo

# An end that moves by no more than this, within its day, is no news.
MINOR = timedelta(minutes=30)


class Change(StrEnum):
    """What is news about an event. Of several changes at once, the first in this order counts."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NO_LONGER_LISTED = "no longer listed"
    RESTORED = "restored"
    DATE_ANNOUNCED = "date announced"
    TIME_ANNOUNCED = "time announced"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    MADE_TENTATIVE = "made tentative"
    MADE_EXACT = "made exact"
    MADE_APPROXIMATE = "made approximate"
    END_MOVED = "end moved"
    PLACE_ANNOUNCED = "place announced"
    PLACE_CHANGED = "place changed"
    ACCESS_CHANGED = "access changed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class News:
    """A change of an event. ``before`` is the event as it was told; None for one just added."""

    change: Change
    event: Event
    before: Event | None


def news_of(before: Event, event: Event, now: datetime) -> News | None:
    """Return what has changed since a reader was told of an event as it was ``before``.

    None if

    - nothing has changed that is a `Change`: texts and sources are corrected without a word, or
    - the event is past at ``now``, both as it was and as it is.
    """
    change = change_between(before, event)
    if change is None or (is_over(before, now) and is_over(event, now)):
        return None
    return News(change, event, before)


def is_news(before: Event, event: Event) -> bool:
    """Tell whether what a reader was told of an event is no longer true, past or not."""
    return change_between(before, event) is not None


def change_between(before: Event, event: Event) -> Change | None:
    """Return the first change that leads from one state of an event to another; None if none."""
    if event.status is Status.NO_LONGER_LISTED:
        # Of what was off already, nobody waits to hear that it has gone from the list as well.
        return Change.NO_LONGER_LISTED if before.status.is_on else None
    if event.status is not before.status:
        if event.status is Status.CANCELLED:
            return Change.CANCELLED
        if event.status is Status.POSTPONED:
            return Change.POSTPONED
        if not before.status.is_on:
            return Change.RESTORED
    if not event.status.is_on:
        return None
    if not same_start(before.start, event.start):
        return _start_change(before.start, event.start)
    if event.status is not before.status:
        return Change.CONFIRMED if event.status is Status.CONFIRMED else Change.MADE_TENTATIVE
    if (firmer := _firmer(before.start, event.start)) is not None:
        return Change.MADE_EXACT if firmer else Change.MADE_APPROXIMATE
    if _end_moved(before, event):
        return Change.END_MOVED
    if change := _place_change(before.places, event.places):
        return change
    return Change.ACCESS_CHANGED if _access_changed(before, event) else None


def _access_changed(before: Event, event: Event) -> bool:
    """Tell whether somebody of the press would be turned away, or late, by what was told before.

    What is announced for the first time makes nothing false.
    """
    access = before.access is not None and before.access is not event.access
    return access or (before.arrive is not None and before.arrive != event.arrive)


def _place_change(before: tuple[Place, ...], places: tuple[Place, ...]) -> Change | None:
    """Return what is news about places: those to be confirmed are announced when they are sure."""
    if [it.told for it in before] == [it.told for it in places]:
        return None
    were_open = any(it.to_be_confirmed for it in before)
    if were_open and places and not any(it.to_be_confirmed for it in places):
        kept = {it.name for it in before if it.name} <= {it.name for it in places}
        return Change.PLACE_ANNOUNCED if kept else Change.PLACE_CHANGED
    return Change.PLACE_CHANGED


def _start_change(before: Start, start: Start) -> Change:
    if isinstance(before, Undated):
        known = not isinstance(start, Undated) and before.first <= start.date <= before.last
        return Change.DATE_ANNOUNCED if known else Change.MOVED
    if isinstance(before, Moment) and _is_later_as_said(before, start):
        return Change.TIME_ANNOUNCED
    if not isinstance(before, Day) or before.date != start.date:
        return Change.MOVED
    if isinstance(start, Moment):
        return Change.TIME_ANNOUNCED if before.holds(start.wall.time()) else Change.MOVED
    if isinstance(start, Day) and before.part in (None, DayPart.ALL_DAY):
        return Change.TIME_ANNOUNCED
    return Change.MOVED


def _is_later_as_said(before: Moment, start: Start) -> bool:
    """Tell whether what was to be then or later has a time now, later on the same day."""
    if before.precision is not Precision.NOT_BEFORE or before.date != start.date:
        return False
    is_told = isinstance(start, Moment) and start.precision is not Precision.NOT_BEFORE
    return is_told and start.begins > before.begins


def _firmer(before: Start, start: Start) -> bool | None:
    """Tell whether a start that is the same one is surer than before; None if it is as sure."""
    if isinstance(before, Moment) and isinstance(start, Moment):
        if before.precision is start.precision:
            return None
        return not start.approximate
    if before.approximate is start.approximate:
        return None
    return before.approximate


def _end_moved(before: Event, event: Event) -> bool:
    """Tell whether the end that was told is another one now, by enough for readers to mind.

    An end that is announced for the first time makes nothing false that was told before.
    """
    was, end = before.end, event.end
    if was is None or (was == end and before.timezone == event.timezone):
        return False
    if isinstance(was, Day):
        return (end or event.start).date != was.date
    if not isinstance(end, Moment):
        return True
    zone = tzinfo(event.timezone)
    other_day = was.begins.astimezone(zone).date() != end.begins.astimezone(zone).date()
    return other_day or abs(end.begins - was.begins) > MINOR


def same_start(one: Start, other: Start) -> bool:
    """Tell whether two starts are the same day, or the same instant however it is written.

    A part of a day is the same as that part alone, and a month or a week as that one.
    """
    if isinstance(one, Moment) and isinstance(other, Moment):
        return one.begins == other.begins
    if isinstance(one, Day) and isinstance(other, Day):
        return (one.date, _part(one)) == (other.date, _part(other))
    if isinstance(one, Undated) and isinstance(other, Undated):
        return (one.first, one.last) == (other.first, other.last)
    return False


def _part(day: Day) -> DayPart | None:
    # Readers are shown a day, whether it is said to be all of it or nothing is.
    return None if day.part is DayPart.ALL_DAY else day.part
