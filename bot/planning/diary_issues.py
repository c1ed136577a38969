"""Issues of the diary: which days, or weeks, are posted to whom, and when. Pure, as the plan is.

A day on which nothing is has no issue, unless the destination asks for it: then each day has one,
as far as there are events.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.planning.keys import Key
from bot.planning.subscription import DiarySchedule, Subscription
from events.diary.days import first_day, last_day
from events.model import Event
from events.queries import Window
from events.times import Day
from events.zones import tzinfo

DIARY_UID = "diary@podium.alt"
# Of the one post that is kept up to date: a day before all, and long enough.
FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
FOR_EVER = timedelta(days=60 * 365)
MOST_DAYS = 800  # of issues, from the first event on


class Period(StrEnum):
    """What an issue tells of."""

    DAY = "diary-day"
    WEEK = "diary-week"
    PINNED = "diary-pinned"

    @property
    def days(self) -> int:
        """How many days an issue tells of; the pinned one, of so many from each day on."""
        return {Period.DAY: 1, Period.WEEK: 7, Period.PINNED: 14}[self]


@dataclass(frozen=True, slots=True)
class DiaryIssue:
    """The diary of a day or of a week, for one destination, to be posted at the UTC instant due."""

    period: Period
    first: date
    zone: str
    due: datetime
    destination: str

    @property
    def key(self) -> Key:
        """The issue's unique key in the ledger."""
        return Key(DIARY_UID, self.first.isoformat(), self.period.value, self.destination)

    @property
    def occasion(self) -> tuple[str, str, str]:
        """What this issue has in common with none but itself."""
        return self.period.value, self.first.isoformat(), self.destination

    @property
    def name(self) -> str:
        """What the log calls it."""
        return f"{self.period.value}-{self.first}"

    @property
    def begins(self) -> datetime:
        """The UTC instant before which it is of most use: that at which it is due.

        The pinned one can wait for all others.
        """
        return self.useful_until if self.period is Period.PINNED else self.due

    @property
    def useful_until(self) -> datetime:
        """The UTC instant from which nobody needs it: the end of its first day.

        The pinned one is needed as long as there is anybody to read it.
        """
        if self.period is Period.PINNED:
            return self.due + FOR_EVER
        return Day(self.first, self.zone).ends

    def window(self, now: datetime) -> Window:
        """Return the days that it tells of; those of the pinned one begin with the present day."""
        first = self.first
        if self.period is Period.PINNED:
            first = now.astimezone(tzinfo(self.zone)).date()
        return Window(first, first + timedelta(days=self.period.days - 1), self.zone)


def diary_issues(
    events: Sequence[Event], subscriptions: Iterable[Subscription]
) -> Iterator[DiaryIssue]:
    """Yield the issues of all destinations that are posted the diary."""
    for each in subscriptions:
        if each.diary is not None:
            yield from _issues_of(each, each.diary, [it for it in events if each.holds(it)])


def _issues_of(
    subscription: Subscription, schedule: DiarySchedule, events: Sequence[Event]
) -> Iterator[DiaryIssue]:
    if schedule.pinned:
        since = subscription.since or FIRST_DAY
        yield DiaryIssue(
            Period.PINNED,
            FIRST_DAY.date(),
            schedule.zone,
            since + timedelta.resolution,
            subscription.destination,
        )
    dated = [event for event in events if event.is_dated]
    if not dated:
        return
    first = min(event.start.date for event in dated) - timedelta(days=7)
    last = max((event.end or event.start).date for event in dated)
    busy = _busy_days(dated, schedule.zone)
    day = first
    while day <= min(last, first + timedelta(days=MOST_DAYS)):
        for period, hour in _on(schedule, day):
            days = (day + timedelta(days=number) for number in range(period.days))
            due = Day(day, schedule.zone).at(hour)
            is_heard = subscription.since is None or due > subscription.since
            if is_heard and (schedule.empty or not busy.isdisjoint(days)):
                yield DiaryIssue(period, day, schedule.zone, due, subscription.destination)
        day += timedelta(days=1)


def _on(schedule: DiarySchedule, day: date) -> Iterator[tuple[Period, time]]:
    if schedule.weekly is not None and day.weekday() == schedule.weekly[0]:
        yield Period.WEEK, schedule.weekly[1]
    elif schedule.daily is not None:
        yield Period.DAY, schedule.daily


def _busy_days(events: Iterable[Event], zone: str) -> frozenset[date]:
    """Return the days, by the clocks of a zone, on which any part of an event is."""
    found: set[date] = set()
    for event in events:
        first, last = first_day(event, zone), last_day(event, zone)
        days = min((last - first).days, MOST_DAYS)
        found.update(first + timedelta(days=number) for number in range(days + 1))
    return frozenset(found)


def issue_of(key: Key, due: datetime, schedule: DiarySchedule) -> DiaryIssue:
    """Return the issue that a key is that of, as a destination has it now."""
    first = date.fromisoformat(key.start)
    return DiaryIssue(Period(key.lead), first, schedule.zone, due, key.destination)
