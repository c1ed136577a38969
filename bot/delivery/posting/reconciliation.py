"""Uncertain posts, perhaps delivered and perhaps not, are looked for before any is sent again.

A post that is found counts as sent, as if there had been no doubt; one that is certainly not there
may be sent again. Where nobody can tell, the attempt is inconclusive, and not looked for again.
"""

import logging
from collections.abc import Container, Iterable
from datetime import datetime

from bot.delivery.context import DeliveryContext
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Unknown
from bot.ledger.post_record import PostRecord
from bot.planning.keys import Key
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)

# A post's key and attempt, or the name of the digest that it is part of.
Message = tuple[Key, int] | str


class Reconciler:
    """Finds out what became of the uncertain posts of one destination."""

    def __init__(self, context: DeliveryContext) -> None:
        self._context = context
        # The attempts that nobody could tell about, and why.
        self._inconclusive: dict[Message, Outcome] = {}
        # The posts that the operator was told of: nobody can tell.
        self._told: set[Key] = set()
        # The orphaned posts that were looked for since the plan was last looked through.
        self._looked_for: set[Message] = set()

    def is_inconclusive(self, uncertain: PostRecord) -> bool:
        """Tell whether a post's last attempt was looked for, and nobody can tell."""
        return _message(uncertain) in self._inconclusive

    async def uncertain_beside(self, notices: Iterable[Key]) -> list[PostRecord]:
        """Return uncertain posts, other than some notices, about those notices' events.

        They are yet to be resolved. It is too early to look for one that ``may_be_on_its_way``.
        """
        asked = frozenset(notices)
        uids = {key.uid for key in asked}
        return [
            each
            for each in await self._uncertain_posts()
            if each.key.uid in uids and each.key not in asked and not self.is_inconclusive(each)
        ]

    def begin_round(self) -> None:
        """Have orphaned posts looked for again of which nobody could tell for the time being."""
        self._looked_for.clear()

    async def resolve(self, uncertain: PostRecord, covered: Iterable[Reminder] = ()) -> Outcome:
        """Find out whether a post is in the chat, and record that.

        If it is there, the reminders that it ``covered`` are superseded. If nobody can tell, its
        last attempt is inconclusive.
        """
        retry = self._context.retry
        outcome: Outcome = Unknown("nobody has looked")
        for look in range(1, retry.looks + 1):
            outcome = await self._look_for(uncertain)
            if not isinstance(outcome, Unknown) or not outcome.passing or look == retry.looks:
                break
            await self._context.pause(retry.look_wait)
        await self._record(uncertain, outcome, covered)
        return outcome

    async def resolve_orphaned(self, planned: Container[Key], until: datetime) -> bool:
        """Look for one orphaned post: due until an instant, uncertain, and planned no more.

        Only one, since what is due now does not wait for it. Return whether there was one.
        """
        known = await self._uncertain_posts()
        for uncertain in known:
            message = _message(uncertain)
            if (
                uncertain.key in planned
                or uncertain.due > until
                or uncertain.may_be_on_its_way
                or self._is_inconclusive_for_good(message)
                or message in self._looked_for
            ):
                continue
            if not await self._context.wait_for_rate_limit_of_reminders():
                return True  # what is due goes first
            self._looked_for.add(message)
            outcome = await self._look_for(uncertain)
            await self._record(uncertain, outcome)
            if isinstance(outcome, Unknown) and not outcome.passing:
                same = [each for each in known if _message(each) == message]
                await self._presume_delivered(each for each in same if each.key not in planned)
            return True
        return False

    async def _presume_delivered(self, orphaned: Iterable[PostRecord]) -> None:
        """Take notices as told whose news has changed since: readers are told what holds now."""
        for each in orphaned:
            if each.key.is_notice:
                now = self._context.clock.now()
                await self._context.ledger.presume_delivered(each.key, each.attempts, now)

    def _is_inconclusive_for_good(self, message: Message) -> bool:
        known = self._inconclusive.get(message)
        return isinstance(known, Unknown) and not known.passing

    async def _uncertain_posts(self) -> list[PostRecord]:
        context = self._context
        return await context.ledger.uncertain_posts(context.destination.name, context.clock.now())

    async def _look_for(self, uncertain: PostRecord) -> Outcome:
        looking = self._context.destination.find(uncertain.texts, uncertain.after_id)
        return await self._context.attempt(looking, self._context.retry.look)

    async def _record(
        self, uncertain: PostRecord, outcome: Outcome, covered: Iterable[Reminder] = ()
    ) -> None:
        """Record what was found out, and tell the operator if that is nothing."""
        context, key, attempt = self._context, uncertain.key, uncertain.attempts
        now = context.clock.now()
        digest, message = uncertain.digest, _message(uncertain)
        self._inconclusive.pop(message, None)
        match outcome:
            case Delivered(message_id):
                log.info("found %s", "|".join(key))
                await context.ledger.record_sent(key, attempt, now, message_id, covered, digest)
                context.note_success()
                return
            case NotDelivered():
                log.info("looked for, and not found %s", "|".join(key))
                await context.ledger.record_not_found(key, attempt, now, digest)
                return
        self._inconclusive[message] = outcome
        if key not in self._told:
            self._told.add(key)
            text = f"nobody can tell whether it was posted: {'|'.join(key)}"
            context.incidents.report(context.subject, text)


def _message(record: PostRecord) -> Message:
    """Return what identifies the message that an attempt has sent."""
    return record.digest or (record.key, record.attempts)
