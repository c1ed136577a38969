"""What to do first with what is pending at one destination: a pure decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.ledger.post_record import State
from bot.planning.notices import Notice
from bot.planning.notification import Errand


@dataclass(frozen=True, slots=True)
class Send:
    """An errand is to be done now."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Miss:
    """An errand is not to be done any more."""

    errand: Errand
    reason: str
    state: State = State.MISSED


def next_step(
    pending: Iterable[Errand], now: datetime, unsettled: frozenset[str] = frozenset()
) -> Send | Miss | None:
    """Decide what to do first with what is pending at one destination; None is to wait.

    Of several reminders of one event only the last is sent, and none that is too late. A reminder
    waits for the news of its event: ``unsettled`` are the events (by UID) whose news is to come.
    """
    in_order = sorted(pending, key=lambda errand: (errand.due, errand.key))
    news = unsettled | {each.event.uid for each in in_order if isinstance(each, Notice)}
    for number, errand in enumerate(in_order):
        if errand.useful_until <= now:
            return Miss(errand, "too late to be of use")
        if any(later.occasion == errand.occasion for later in in_order[number + 1 :]):
            reason = "a later one of the same event was due as well"
            return Miss(errand, reason, State.SUPERSEDED)
        if isinstance(errand, Notice) or errand.event.uid not in news:
            return Send(errand)
    return None
