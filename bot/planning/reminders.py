"""The plan: which reminders are due when. A pure function of events, leads and destinations.

Nothing about the future is stored: after a restart, an edit or a new tzdata the plan is simply
made again, and the ledger tells which of its reminders are closed.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.planning.diary_issues import DiaryIssue, diary_issues
from bot.planning.keys import Key
from bot.planning.subscription import Subscription
from events.model import Event
from events.times import Day, Moment

GRACE = timedelta(minutes=15)


class DayLead(StrEnum):
    """When an event without a time is announced, by the clocks of its place."""

    EVE = "eve"
    MORNING = "morning"


DAY_LEAD_TIMES = {DayLead.EVE: (-1, time(18)), DayLead.MORNING: (0, time(8))}

Lead = timedelta | DayLead


@dataclass(frozen=True, slots=True)
class Reminder:
    """One event, to be announced at one destination, at the UTC instant ``due``."""

    event: Event
    lead: Lead
    due: datetime
    destination: str

    @property
    def key(self) -> Key:
        """The reminder's unique key in the ledger."""
        return Key(self.event.uid, start_key(self.event), lead_key(self.lead), self.destination)

    @property
    def occasion(self) -> tuple[str, str, str]:
        """What several reminders of one event at one destination have in common."""
        return self.event.uid, start_key(self.event), self.destination

    @property
    def name(self) -> str:
        """What the log calls it: the event's name."""
        return self.event.name

    @property
    def begins(self) -> datetime:
        """The UTC instant before which it is of most use: the event's start."""
        return self.event.start.begins

    @property
    def useful_until(self) -> datetime:
        """The UTC instant from which the reminder is too late to be posted.

        That is the event's end if it is known, and else `GRACE` after its start.
        """
        if self.event.end is not None or not isinstance(self.event.start, Moment):
            return self.event.over
        return self.event.start.begins + GRACE


def start_key(event: Event) -> str:
    """Write a start as the ledger has it: a day, an instant in UTC, or days that may be meant."""
    if isinstance(event.start, Moment):
        return _written(event.start.begins)
    return event.start.date.isoformat() if isinstance(event.start, Day) else str(event.start)


# Many reminders have a start in common, and each look at the plan writes all of them.
@lru_cache(maxsize=10_000)
def _written(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%MZ")


def lead_key(lead: Lead) -> str:
    """Write a lead as the ledger has it: ``eve``, ``morning``, or minutes such as ``15m``."""
    if isinstance(lead, DayLead):
        return lead.value
    return f"{lead // timedelta(minutes=1)}m"


def reminders_of(
    event: Event, leads: Sequence[timedelta] | None = None
) -> Iterator[tuple[Lead, datetime]]:
    """Yield the leads of an event with the UTC instants at which they are due.

    They are the event's own if no ``leads`` are given. One that is not on, or has no day yet, has
    none. A day has its own, if there are any.
    """
    leads = event.leads if leads is None else leads
    if not event.status.is_on or not leads:
        return
    if isinstance(event.start, Day):
        for lead, (days, clock) in DAY_LEAD_TIMES.items():
            day = Day(event.start.date + timedelta(days=days), event.start.zone)
            yield lead, day.at(clock)
    elif isinstance(event.start, Moment):
        for length in leads:
            yield length, event.start.begins - length


Planned = Reminder | DiaryIssue


@dataclass(frozen=True, slots=True)
class Plan:
    """All reminders and issues of the diary, in the order in which they are due."""

    reminders: tuple[Planned, ...]
    # The same reminders by how long each may wait, at most 1, 2, 4 … seconds: one event that lasts
    # a year must not have a year of other events looked through each time.
    _by_wait: tuple[tuple[timedelta, tuple[Planned, ...]], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_wait: defaultdict[int, list[Planned]] = defaultdict(list)
        for reminder in self.reminders:
            wait = int((reminder.useful_until - reminder.due).total_seconds())
            by_wait[wait.bit_length()].append(reminder)
        classes = ((timedelta(seconds=2**bits), tuple(by_wait[bits])) for bits in sorted(by_wait))
        object.__setattr__(self, "_by_wait", tuple(classes))

    def due(self, after: datetime, until: datetime) -> Sequence[Planned]:
        """Return the reminders due after one instant and up to another, itself included."""
        return _due_between(self.reminders, after, until)

    def after(self, now: datetime) -> Sequence[Planned]:
        """Return the reminders that are due after an instant."""
        return self.reminders[bisect_right(self.reminders, now, key=_due) :]

    def open_at(self, now: datetime) -> list[Planned]:
        """Return the reminders that are due by now and of use still, the first due first."""
        opened = [
            reminder
            for wait, reminders in self._by_wait
            for reminder in _due_between(reminders, now - wait, now)
            if reminder.useful_until > now
        ]
        return sorted(opened, key=_due)


def _due_between(
    reminders: Sequence[Planned], after: datetime, until: datetime
) -> Sequence[Planned]:
    first = bisect_right(reminders, after, key=_due)
    return reminders[first : bisect_right(reminders, until, lo=first, key=_due)]


def _due(reminder: Planned) -> datetime:
    return reminder.due


def make_plan(events: Sequence[Event], subscriptions: Sequence[Subscription]) -> Plan:
    """Plan the reminders of events for each destination, of those that it wants to hear."""
    reminders = [
        Reminder(event, lead, due, each.destination)
        for event in events
        for each in subscriptions
        if each.holds(event)
        for lead, due in _due_at(event, each)
    ]
    planned: list[Planned] = [*reminders, *diary_issues(events, subscriptions)]
    planned.sort(key=lambda each: (each.due, each.begins))
    return Plan(tuple(planned))


def _due_at(event: Event, subscription: Subscription) -> Iterator[tuple[Lead, datetime]]:
    """Yield the leads that a destination has of an event, and when they are due there."""
    for lead, instant in reminders_of(event, subscription.leads_of(event)):
        due = subscription.held_until(instant, event)
        since = subscription.since_of(event, lead)
        if since is None or due > since:
            yield lead, due
