"""Notices: which destinations must hear that an event has changed. Pure, as the plan is.

What each destination was last told of an event is kept in the ledger; a notice is due where that
differs from what is published now, once the change has settled. So two edits within the settling
time are one notice, an edit taken back is none, and a restart forgets nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.reminders import Key, start_key
from events.changes import Change, News, news_of
from events.history import Revision, reads_the_same
from events.model import Event

SETTLING = timedelta(seconds=60)
SOON = timedelta(days=7)

Told = Mapping[tuple[str, str], Event]
"""The event as last told, by UID and destination."""


@dataclass(frozen=True, slots=True)
class Notice:
    """News of an event for one destination, to be posted at the UTC instant ``due``."""

    news: News
    sequence: int
    due: datetime
    destination: str

    @property
    def event(self) -> Event:
        """The event as it is now."""
        return self.news.event

    @property
    def key(self) -> Key:
        """The notice's unique key in the ledger: one for each revision of the event."""
        lead = f"change-{self.sequence}"
        return Key(self.event.uid, start_key(self.event), lead, self.destination)

    @property
    def occasion(self) -> tuple[str, str, str]:
        """What it has in common with an older notice that it replaces."""
        return self.event.uid, "change", self.destination

    @property
    def useful_until(self) -> datetime:
        """The UTC instant from which nobody needs it: the end of what was and what is to be."""
        before = self.news.before
        return max(self.event.over, before.over) if before else self.event.over


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told, and what destinations now count as knowing without a word."""

    notices: tuple[Notice, ...]
    known: tuple[tuple[str, Event], ...]
    """Destinations with the events that they know from now on."""


def plan_notices(
    revisions: Iterable[tuple[Event, Revision]],
    told: Told,
    destinations: Iterable[str],
    now: datetime,
    began: datetime,
    settling: timedelta = SETTLING,
) -> Telling:
    """Plan the notices of all events, those that have vanished included, as cancelled.

    ``began`` is when this ledger began: what was there by then is not news as an addition.
    """
    notices: list[Notice] = []
    known: list[tuple[str, Event]] = []
    everything = list(revisions)
    for destination in destinations:
        for event, revision in everything:
            if event.over <= now and (event.uid, destination) not in told:
                continue
            news = _news(event, revision, told.get((event.uid, destination)), now, began)
            if isinstance(news, News):
                due = revision.last_modified + settling
                notices.append(Notice(news, revision.sequence, due, destination))
            elif news is not None:
                known.append((destination, news))
    notices.sort(key=lambda notice: (notice.due, notice.event.start.begins, notice.key))
    return Telling(tuple(notices), tuple(known))


def _news(
    event: Event, revision: Revision, before: Event | None, now: datetime, began: datetime
) -> News | Event | None:
    """Return what is news, the event if it counts as known from now on, or None."""
    if before is not None:
        corrected = None if reads_the_same(before, event) else event
        return news_of(before, event, now) or corrected
    if not event.status.is_on or event.start.begins > now + SOON:
        return None
    if revision.created > began and event.start.begins > now:
        return News(Change.ADDED, event, None)
    return event


def outdates(change: Change) -> bool:
    """Tell whether posts from before a change are wrong after it."""
    return change is not Change.ADDED
