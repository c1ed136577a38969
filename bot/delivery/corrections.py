"""Earlier posts that became wrong are edited to say so."""

import logging
from time import monotonic

from bot.delivery.context import Office
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Pace, Unknown, wait_before
from bot.messages.messages import correction_post

log = logging.getLogger(__name__)


class Corrections:
    """Corrects the outdated posts of one destination, one after the other."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._not_before = monotonic()

    async def correct_one(self) -> bool:
        """Correct a post, if there is one and it may be tried now; tell whether it is done with."""
        office, ledger = self._office, self._office.ledger
        if monotonic() < self._not_before:
            return False
        entry = await office.read(lambda: ledger.outdated(office.destination.name))
        if entry is None or entry.message_id is None:
            return False
        await office.turn()
        correction = correction_post(entry.html or "")
        outcome = await office.attempt(office.destination.edit(entry.message_id, correction))
        now = office.clock.now()
        match outcome:
            case Delivered():
                await office.stored(lambda: ledger.corrected(entry.key, now))
            case NotDelivered(reason, Pace.NEVER):
                log.warning("a post cannot be corrected: %s", reason)
                await office.stored(lambda: ledger.corrected(entry.key, now, reason))
            case NotDelivered() | Unknown():
                office.failures += 1
                wait = wait_before(outcome, office.failures)
                self._not_before = monotonic() + (wait.total_seconds() if wait else 0)
                return False
            case Migrated(chat_id):
                await office.follow_move(chat_id)
        return True
