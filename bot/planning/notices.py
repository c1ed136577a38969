"""Notices: which destinations must hear that an event has changed. Pure, as the plan is.

When a changed event is published, the ledger keeps for each destination its *baseline*: the event
as readers there were told of it until then, if they were, or would have been within the week. A
notice is due where the baseline differs from what is published, once the edit has settled. So two
edits within the settling time are one notice, an edit taken back is none, and a restart forgets
nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.planning.keys import CHANGE, Key
from bot.planning.reminders import start_key
from bot.planning.subscription import Subscription
from events.changes import Change, News, news_of
from events.model import Event
from events.queries import is_over, past_from
from events.revisions import Revision, Revisions

SOON = timedelta(days=7)
# A file that is saved again and again never settles: so long before the start all is told.
LAST_CALL = timedelta(minutes=3)

Baselines = Mapping[tuple[str, str], Event | None]
"""Events as readers were last told of them, by UID and destination; None if they were not."""


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
    def name(self) -> str:
        """What the log calls it: the event's name."""
        return self.event.name

    @property
    def begins(self) -> datetime:
        """The UTC instant before which it is of most use.

        It is the event's start, the sooner of what was to be and what is to be.
        """
        before = self.news.before
        start = self.event.start.begins
        return min(start, before.start.begins) if before else start

    @property
    def key(self) -> Key:
        """The notice's unique key in the ledger: one for each revision of the event."""
        lead = f"{CHANGE}{self.sequence}"
        return Key(self.event.uid, start_key(self.event), lead, self.destination)

    @property
    def occasion(self) -> tuple[str, str, str]:
        """What this notice has in common with an older one that it replaces."""
        return self.event.uid, "change", self.destination

    @property
    def useful_until(self) -> datetime:
        """The UTC instant from which nobody needs the notice.

        By then the event is past, as it was and as it is to be.
        """
        before = self.news.before
        return max(past_from(self.event), past_from(before)) if before else past_from(self.event)


def would_be_told(event: Event, now: datetime) -> bool:
    """Tell whether an event is near enough for everybody to hear of its changes."""
    return event.status.is_on and not is_over(event, now) and event.start.begins <= now + SOON


def changed(before: Revisions, after: Revisions) -> list[str]:
    """Return the UIDs of the events that another publication shows otherwise, or no more."""
    return [
        uid
        for uid, revision in after.items()
        if (known := before.get(uid)) is None or known.sequence != revision.sequence
    ]


def baselines_of_change(
    before: Revisions,
    after: Revisions,
    subscriptions: Iterable[Subscription],
    posted: Collection[tuple[str, str]],
    now: datetime,
) -> dict[tuple[str, str], Event | None]:
    """Return the baselines of the events that have changed; None for a new event.

    A destination has one if the event (by UID) was ``posted`` about there, or if it wants to hear
    of it and the event is near enough for everybody to hear of its changes. An event that it wants
    to hear of only now is new there. One that goes on by another name has changed for nobody.
    """
    found: dict[tuple[str, str], Event | None] = {}
    uids = changed(before, after)
    renamed = {it for uid in uids if (by := after[uid].successor) for it in (uid, by)}
    for uid in uids:
        if uid in renamed:
            continue
        known, event = before.get(uid), after[uid].event
        was = known.event if known and not known.gone else None
        near = would_be_told(event, now) or (was is not None and would_be_told(was, now))
        for each in subscriptions:
            if each.is_chosen and not (each.holds(event) or (was is not None and each.holds(was))):
                continue  # it was told of it, and is followed no more
            knew_of_it = (uid, each.destination) in posted or (was is not None and each.holds(was))
            if (near and (knew_of_it or each.holds(event))) or (uid, each.destination) in posted:
                found[uid, each.destination] = was if knew_of_it else None
    return found


def plan_notices(
    baselines: Baselines,
    shown: Mapping[str, Event],
    revisions: Mapping[str, Revision],
    subscriptions: Iterable[Subscription],
    now: datetime,
    settling: timedelta,
) -> tuple[Notice, ...]:
    """Plan the notices of the events that are shown, also of those that have vanished.

    A notice is due when the edit has settled for the ``settling`` time, or a few minutes before the
    event's start if that is sooner, and no quiet hours hold it.
    """
    wanted = {each.destination: each for each in subscriptions}
    notices = []
    for (uid, destination), before in baselines.items():
        event, hears = shown.get(uid), wanted.get(destination)
        if event is None or hears is None:
            continue
        if hears.is_chosen and not (hears.holds(event) or (before and hears.holds(before))):
            continue
        news = _news(before, event, now)
        if news is not None:
            revision = revisions[uid]
            due = min((revision.last_modified + settling, *_last_calls(news, now)))
            if due > now + 2 * settling:
                # Published by a clock that was ahead: the edit may have settled long ago.
                due = now
            states = (news.event, news.before or news.event)
            due = hears.held_until(due, *states)
            notices.append(Notice(news, revision.sequence, due, destination))
    notices.sort(key=lambda notice: (notice.due, notice.event.start.begins, notice.key))
    return tuple(notices)


def _last_calls(news: News, now: datetime) -> list[datetime]:
    """Return the UTC instants from which news waits no longer for the edit to settle."""
    states = (news.event, news.before or news.event)
    starts = (event.start.begins for event in states)
    return [start - LAST_CALL for start in starts if start > now]


def _news(before: Event | None, event: Event, now: datetime) -> News | None:
    if before is not None:
        return news_of(before, event, now)
    coming = event.status.is_on and event.start.begins > now
    return News(Change.ADDED, event, None) if coming else None
