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
    """
    in_order = sorted(pending, key=lambda each: (each.due, each.key))
    news = awaiting_news | {each.event.uid for each in in_order if isinstance(each, Notice)}
    for number, notification in enumerate(in_order):
        if notification.useful_until <= now:
            return Miss(notification, "too late to be of use")
        if any(later.occasion == notification.occasion for later in in_order[number + 1 :]):
            reason = "a later one of the same event was due as well"
            return Miss(notification, reason, PostState.SUPERSEDED)
        if isinstance(notification, Notice) or notification.event.uid not in news:
            return Send(notification)
    return None
