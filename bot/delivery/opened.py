"""What is open at an instant: due, of use still, and posted by nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import POSTED, PostState
from bot.planning.keys import Key
from bot.planning.notices import Notice
from bot.planning.reminders import Plan, Planned, Reminder
from events.times import Moment


@dataclass(frozen=True, slots=True)
class Open:
    """What nobody had posted at an instant, of what was due and of use still.

    - ``closed``: which of that, and of the notices, is closed, and how
    - ``opened``: what is to be posted, and ``overtaken`` what a later one has overtaken
    """

    at: datetime
    closed: Mapping[Key, PostState]
    opened: Sequence[Planned]
    overtaken: Sequence[Planned]

    def by(self, now: datetime, plan: Plan) -> tuple[Sequence[Planned], Sequence[Planned]]:
        """Return what is to be posted by now, and what is overtaken, of the same plan."""
        if now < self.at:  # the clock was set back meanwhile
            return without_overtaken(plan.open_at(now), self.closed)
        opened = [*self.opened, *plan.due(self.at, now)]
        return (
            [each for each in opened if each.useful_until > now],
            [each for each in self.overtaken if each.useful_until > now],
        )


def open_at(ledger: Ledger, plan: Plan, notices: Sequence[Notice], now: datetime) -> Open:
    """Find what is open, and ask of the notices, too, whether they are closed. It blocks.

    To write the keys of 100,000 reminders takes half a second. Raises
    sqlalchemy.exc.SQLAlchemyError.
    """
    reminders = plan.open_at(now)
    closed = ledger.closed([*(each.key for each in reminders), *(each.key for each in notices)])
    return Open(now, closed, *without_overtaken(reminders, closed))


def without_begun(
    reminders: Sequence[Planned], now: datetime
) -> tuple[list[Planned], list[Planned]]:
    """Split reminders: those of events that are to begin, and those of events that have begun.

    A diary that was due before is as good as begun. A day whose time is to be announced has begun
    when it is over: until then it may be yet to come.
    """
    coming: list[Planned] = []
    begun: list[Planned] = []
    for each in reminders:
        begins = each.begins
        if isinstance(each, Reminder) and not isinstance(each.event.start, Moment):
            begins = each.event.start.ends
        (coming if begins > now else begun).append(each)
    return coming, begun


def without_overtaken(
    reminders: Sequence[Planned], closed: Mapping[Key, PostState]
) -> tuple[list[Planned], list[Planned]]:
    """Split the open reminders: those to be posted, and those that a later one has overtaken.

    A reminder is overtaken if a later one of the same event and start was posted already.
    """
    told = {*POSTED, PostState.SUPERSEDED}
    last: dict[tuple[str, str, str], datetime] = {}
    unposted: list[tuple[Planned, tuple[str, str, str]]] = []
    for each in reminders:  # in the order in which they were due
        key = each.key  # once: it takes longer to write than all else together
        occasion, state = (key.uid, key.start, key.destination), closed.get(key)
        if state is None:
            unposted.append((each, occasion))
        elif state in told:
            last[occasion] = each.due
    opened: list[Planned] = []
    overtaken: list[Planned] = []
    for each, occasion in unposted:
        behind = each.due < last.get(occasion, each.due)
        (overtaken if behind else opened).append(each)
    return opened, overtaken
