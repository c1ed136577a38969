"""What to do first with what is pending at one destination: a pure decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.ledger.post_record import PostState
from bot.planning.notices import Notice
from bot.planning.notification import Notification


@dataclass(frozen=True, slots=True)
class Send:
    """A notification is to be posted now."""

    notification: Notification


@dataclass(frozen=True, slots=True)
class Miss:
    """A notification is not to be posted any more."""

    notification: Notification
    reason: str
    state: PostState = PostState.MISSED


def next_step(
    pending: Iterable[Notification], now: datetime, awaiting_news: frozenset[str] = frozenset()
) -> Send | Miss | None:
    """Decide what to do first with what is pending at one destination; None is to wait.

    - What is too late to be of use is missed.
    - Of several notifications of one occasion only the last is sent.
    - A reminder waits for its event's notice: one that is pending, or one that is to come, as for
      the events whose UIDs are ``awaiting_news``.
    - Of what can be sent the most urgent goes first: what is soonest, and news before reminders.
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
    # Of what is as urgent, what was due first.
    return Send(min(sendable, key=_urgency)) if sendable else None


def _urgency(notification: Notification) -> tuple[datetime, bool]:
    """Order by what a reader loses: who goes to a meeting in three minutes cannot wait.

    A notice is as urgent as the sooner of what was to be and what is to be.
    """
    soonest = notification.event.start.begins
    is_notice = isinstance(notification, Notice)
    if isinstance(notification, Notice) and notification.news.before is not None:
        soonest = min(soonest, notification.news.before.start.begins)
    return soonest, not is_notice
