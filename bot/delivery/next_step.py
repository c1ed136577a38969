"""What to do first with what is pending at one destination: a pure decision."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ledger.post_record import PostState
from bot.messages.digest import FEWEST_PARTS
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Key


@dataclass(frozen=True, slots=True)
class Send:
    """A notification is to be posted now."""

    notification: Notification

    @property
    def is_news(self) -> bool:
        """Whether it is a notice."""
        return isinstance(self.notification, Notice)


@dataclass(frozen=True, slots=True)
class SendTogether:
    """Notifications are to be posted now as one digest, the most urgent first."""

    notifications: tuple[Notification, ...]

    @property
    def is_news(self) -> bool:
        """Whether a notice is among them."""
        return any(isinstance(each, Notice) for each in self.notifications)


@dataclass(frozen=True, slots=True)
class Miss:
    """A notification is not to be posted any more."""

    notification: Notification
    reason: str
    state: PostState = PostState.MISSED


Step = Send | SendTogether | Miss

# Who goes to what starts so soon must see at a glance that the post is about it.
URGENT = timedelta(minutes=15)


def next_step(
    pending: Iterable[Notification],
    now: datetime,
    awaiting_news: frozenset[str] = frozenset(),
    alone: Container[Key] = (),
) -> Step | None:
    """Decide what to do first with what is pending at one destination; None is to wait.

    - What is too late to be of use is missed.
    - Of several notifications of one occasion only the last is sent.
    - A reminder waits for its event's notice: one that is pending, or one that is to come, as for
      the events whose UIDs are ``awaiting_news``.
    - Of what can be sent the most urgent goes first: what is soonest, and news before reminders.
    - More than three are one digest, but for those that must be sent ``alone``. Up to three of what
      starts within a quarter of an hour go before it, each in a post of its own.
    """
    in_order = sorted(pending, key=lambda each: (each.due, each.key))
    last = {each.occasion: each for each in in_order}
    for notification in in_order:
        if notification.useful_until <= now:
            return Miss(notification, "too late to be of use")
        if last[notification.occasion] is not notification:
            reason = "a later one of the same event was due as well"
            return Miss(notification, reason, PostState.SUPERSEDED)
    news = awaiting_news | {each.event.uid for each in in_order if isinstance(each, Notice)}
    sendable = [each for each in in_order if isinstance(each, Notice) or each.event.uid not in news]
    if not sendable:
        return None
    sendable.sort(key=_urgency)  # of what is as urgent, what was due first
    together = tuple(each for each in sendable if each.key not in alone)
    if len(together) < FEWEST_PARTS:
        return Send(sendable[0])
    urgent = [each for each in sendable if abs(soonest(each) - now) <= URGENT]
    return Send(urgent[0]) if 0 < len(urgent) < FEWEST_PARTS else SendTogether(together)


def _urgency(notification: Notification) -> tuple[datetime, bool]:
    """Order by what a reader loses: who goes to a meeting in three minutes cannot wait."""
    return soonest(notification), not isinstance(notification, Notice)


def soonest(notification: Notification) -> datetime:
    """Return a notification's start: of a notice the sooner of what was to be and what is to be."""
    first = notification.event.start.begins
    if isinstance(notification, Notice) and notification.news.before is not None:
        first = min(first, notification.news.before.start.begins)
    return first
