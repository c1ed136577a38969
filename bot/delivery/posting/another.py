"""A message of ours whose claim another replica has taken over: it stands, or is one too many."""

import logging

from bot.delivery.context import DeliveryContext
from bot.delivery.outcome import Delivered
from bot.delivery.posting.results import Claim
from bot.ledger.post_record import POSTED, PostState
from bot.planning.keys import Key
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)

MOST_DELETIONS = 3  # attempts to take a post back


async def stands_for_another(
    context: DeliveryContext,
    claim: Claim,
    message_id: int | None,
    covered: tuple[Reminder, ...],
) -> bool:
    """Record our message as that of another replica, which took our claim over; tell if so.

    Of each post in it:

    - If the other's attempt failed or is uncertain, our message stands for it.
    - If the other has posted too, our message is deleted, unless it is needed for another post.
    - If the other has found our message and recorded it, nothing is left to be done.
    """
    if message_id is None:
        return False
    keys = [each.key for each in claim.notifications]
    stands = [await _stands_for(context, key, message_id, covered) for key in keys]
    if all(known is False for known in stands):
        log.warning("posted by another replica as well %s", claim.fields)
        await _take_back(context, message_id)
    return any(stands)


async def _stands_for(
    context: DeliveryContext, key: Key, message_id: int, covered: tuple[Reminder, ...]
) -> bool | None:
    """Tell whether our message stands for a post; None if it is in no other message either."""
    ledger = context.ledger
    known = await ledger.record_of(key)
    if known is None or known.message_id == message_id:
        return None
    if known.state in (PostState.WAITING, PostState.UNCERTAIN):
        now = context.clock.now()
        if await ledger.record_sent(key, known.attempts, now, message_id, covered):
            return True
        known = await ledger.record_of(key)
    taken = (PostState.CLAIMED, PostState.SUPERSEDED, *POSTED)
    return False if known and known.state in taken else None


async def _take_back(context: DeliveryContext, message_id: int) -> None:
    for failures in range(1, MOST_DELETIONS + 1):
        outcome = await context.attempt(context.destination.delete(message_id))
        if isinstance(outcome, Delivered):
            return
        wait = context.retry.wait_before(outcome, failures)
        if wait is None or context.stopping.is_set():
            return
        await context.pause(wait)
