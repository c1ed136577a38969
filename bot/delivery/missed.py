"""What is too late: reminders that nobody posted in time, and posts that wait in vain."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.ledger.posts.claims import LONGEST_HOLD
from bot.ops.incidents import Incidents
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Plan

# How far a reminder of the same key may come to be due from where it was: a day in another zone.
SHIFT = timedelta(days=2)


async def record_missed(
    ledger: Ledger,
    incidents: Incidents,
    plan: Plan,
    before: Plan | None,
    followed_at: datetime,
    since: datetime,
    now: datetime,
) -> None:
    """Record as missed what was due since an instant and is of no use any more; tell the operator.

    Nobody missed a reminder that an edit has brought into the plan when it was too late already, as
    where a start is corrected into the past: it is superseded. ``before`` is the plan before the
    edit, where there was one, and ``followed_at`` when the plan took its place. While the service
    is down nobody can tell when an edit was made: it counts as made just before the start.

    Raises sqlalchemy.exc.SQLAlchemyError.
    """
    gone = [each for each in plan.due(since, now) if each.useful_until <= now]
    closed = await asyncio.to_thread(ledger.closed, [each.key for each in gone])
    planned = {each.key for each in before.due(since, now)} if before else None
    for reminder in gone:
        too_late = reminder.useful_until <= followed_at
        if planned is not None and too_late and reminder.key not in planned:
            reason = "planned when it was too late already"
            await asyncio.to_thread(ledger.miss, reminder, now, reason, PostState.SUPERSEDED)
            continue
        reason = "too late when it was found"
        if reminder.key not in closed and await asyncio.to_thread(
            ledger.miss, reminder, now, reason
        ):
            incidents.report(
                f"posts to {reminder.destination}",
                f"missed event={reminder.name} lead={reminder.key.lead}: {reason}",
            )


async def give_up_waiting(
    ledger: Ledger,
    incidents: Incidents,
    plan: Plan,
    notices: Sequence[Notice],
    now: datetime,
    *,
    shared: bool,
) -> None:
    """Close the waiting posts that no worker has in hand any more; tell the operator.

    - A post that is planned no more, as after an edit of its event, leaves no trace, so that it can
      be posted if its event comes back. If the ledger is ``shared``, another replica may have other
      definitions for a while: its posts are left for `LONGEST_HOLD`.
    - A post that is too late to be of use is missed.

    Raises sqlalchemy.exc.SQLAlchemyError.
    """
    waiting = await asyncio.to_thread(ledger.records, PostState.WAITING)
    if not waiting:
        return
    hold = LONGEST_HOLD if shared else timedelta()
    first, last = waiting[0].due - SHIFT, waiting[-1].due + SHIFT
    notifications: list[Notification] = [*plan.due(first, last), *notices]
    planned = {notification.key: notification for notification in notifications}
    for key in (record.key for record in waiting):
        notification = planned.get(key)
        if notification is None:
            reason = "planned no more"
            done = await asyncio.to_thread(ledger.forget, key, now, hold)
        elif notification.useful_until <= now:
            reason = "too late to be of use"
            done = await asyncio.to_thread(ledger.miss, notification, now, reason)
        else:
            continue
        if done:
            incidents.report(f"posts to {key.destination}", f"not posted {'|'.join(key)}: {reason}")
