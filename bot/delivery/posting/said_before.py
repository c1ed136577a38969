"""Reminders that would only repeat the last post about their event: none of them is sent.

A post tells the time that is left when it is sent, never its lead. So one that came late may have
told already what the next one would tell, and so may news of the event.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta

from bot.delivery.context import DeliveryContext, notification_fields
from bot.delivery.posting.reconciliation import Reconciler
from bot.delivery.posting.results import Blocked, Closed, Result, RetryIn
from bot.ledger.post_record import PostRecord, PostState
from bot.messages.post_json import from_json
from bot.messages.reminder import tells_as_much
from bot.planning.keys import Key
from bot.planning.notification import Notification
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)

# "Tomorrow" holds for a day, and is worth repeating within it; what is told in hours or minutes
# does not hold for longer.
LATELY = timedelta(hours=1)
SAID_BEFORE = "an earlier post says as much"


async def said_before(
    context: DeliveryContext, reconciler: Reconciler, notifications: Sequence[Notification]
) -> dict[Key, Result]:
    """Find the reminders that are not to be posted now, and return what became of each.

    - A reminder is superseded if the last post about its event and start told the same time to be
      left, in the same words, within the last hour.
    - If it is not known whether that post was delivered, it is looked for first; if another replica
      is sending it, that is waited for.
    """
    reminders = [each for each in notifications if isinstance(each, Reminder)]
    if not reminders:
        return {}
    last = await context.ledger.last_told([each.key for each in reminders])
    found: dict[Key, Result] = {}
    for each in reminders:
        post = last.get(each.key)
        if post is None or not _tells_as_much(context, post, each):
            continue
        if post.state is PostState.CLAIMED:
            found[each.key] = Blocked()  # another replica is sending it
        elif post.state is PostState.UNCERTAIN:
            if result := await _looked_for(reconciler, post, each.key):
                found[each.key] = result
        else:
            await context.ledger.miss(each, context.clock.now(), SAID_BEFORE, PostState.SUPERSEDED)
            log.info("superseded %s: %s", notification_fields(each), SAID_BEFORE)
            found[each.key] = Closed()
    return found


def _tells_as_much(context: DeliveryContext, post: PostRecord, reminder: Reminder) -> bool:
    now = context.clock.now()
    if post.content is None or post.changed < now - LATELY:
        return False
    return tells_as_much(from_json(post.content).text, reminder.event, now, context.language)


async def _looked_for(reconciler: Reconciler, post: PostRecord, asked: Key) -> Result | None:
    """Look for an uncertain post beside another; None if nobody can tell whether it is there."""
    for each in await reconciler.uncertain_beside([asked]):
        if each.key == post.key:
            if each.may_be_on_its_way:
                return Blocked()
            await reconciler.resolve(each)
            return RetryIn()
    return None
