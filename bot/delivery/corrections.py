"""Earlier posts that became wrong are edited to say so."""

import logging
from time import monotonic

from bot.delivery.context import DeliveryContext
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Retry, Unknown
from bot.messages.notice import correction_post

log = logging.getLogger(__name__)


class Corrections:
    """Corrects the outdated posts of one destination, one after the other."""

    def __init__(self, context: DeliveryContext) -> None:
        self._context = context
        self._not_before = monotonic()

    async def correct_one(self) -> bool:
        """Correct a post. Return False if none is outdated, or if it must be tried again later."""
        context, ledger = self._context, self._context.ledger
        if monotonic() < self._not_before:
            return False
        record = await ledger.next_correctable(context.destination.name)
        if record is None or record.message_id is None:
            return False
        await context.wait_for_rate_limit()
        correction = correction_post(record.text or "")
        outcome = await context.attempt(context.destination.edit(record.message_id, correction))
        now = context.clock.now()
        match outcome:
            case Delivered():
                await ledger.record_corrected(record.key, now)
            case NotDelivered(reason, Retry.NEVER):
                log.warning("a post cannot be corrected: %s", reason)
                await ledger.record_corrected(record.key, now, reason)
            case NotDelivered() | Unknown():
                context.failures += 1
                wait = context.retry.wait_before(outcome, context.failures)
                self._not_before = monotonic() + (wait.total_seconds() if wait else 0)
                return False
            case Migrated(chat_id):
                await context.follow_migration(chat_id)
        return True
