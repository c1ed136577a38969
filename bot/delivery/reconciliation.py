"""Posts in doubt, perhaps delivered, perhaps not: they are looked for before any is sent again.

What was found counts as sent, as if there had been no doubt; what is certainly not there may be
sent again. Where nobody can tell, that is remembered, so that one attempt is looked for but once.
"""

import logging
from collections.abc import Container, Iterable
from datetime import datetime

from bot.delivery.context import DeliveryContext
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Unknown
from bot.ledger.post_record import PostRecord
from bot.planning.reminders import Key, Reminder

log = logging.getLogger(__name__)

# How often, for how long, and how many seconds apart a post in doubt is looked for before it is
# sent again. Nothing is claimed meanwhile; the operator's chat takes twenty forwards a minute.
LOOKS, LOOK_SECONDS, LOOK_WAIT = 3, 150.0, 5.0


class Reconciler:
    """Finds out about the posts in doubt of one destination."""

    def __init__(self, context: DeliveryContext) -> None:
        self._context = context
        # Attempts that nobody could tell about, and why; and posts of which the operator knows it.
        self._inconclusive: dict[tuple[Key, int], Outcome] = {}
        self._told: set[Key] = set()
        self._looked_at: set[tuple[Key, int]] = set()

    def is_inconclusive(self, doubtful: PostRecord) -> bool:
        """Tell whether a post was looked for, and nobody can tell."""
        return (doubtful.key, doubtful.attempts) in self._inconclusive

    async def about(self, uid: str, but: Key) -> PostRecord | None:
        """Return a post in doubt about an event that is yet to be looked for, ``but`` one.

        If it ``rests`` it is too early for that.
        """
        strays = await self._strays()
        theirs = (each for each in strays if each.key.uid == uid and each.key != but)
        return next((each for each in theirs if not self.is_inconclusive(each)), None)

    def begin_round(self) -> None:
        """Let strays be looked for again that nobody could tell about for the time being."""
        self._looked_at.clear()

    async def resolve(self, doubtful: PostRecord, covered: Iterable[Reminder] = ()) -> Outcome:
        """Find out whether a post is in the chat, and record it; it is hopeless if nobody can tell.

        What it ``covered`` is needless if it is there.
        """
        outcome: Outcome = Unknown("nobody has looked")
        for look in range(1, LOOKS + 1):
            outcome = await self._look_for(doubtful)
            if not isinstance(outcome, Unknown) or not outcome.passing or look == LOOKS:
                break
            await self._context.pause(LOOK_WAIT)
        await self._record(doubtful, outcome, covered)
        return outcome

    async def resolve_orphaned(self, planned: Container[Key], until: datetime) -> bool:
        """Look for one post that was due until an instant and is not planned any more.

        One, since what is due now does not wait for old doubts. Returns whether there was any.
        """
        for doubtful in await self._strays():
            attempt = doubtful.key, doubtful.attempts
            known = self._inconclusive.get(attempt)
            for_good = isinstance(known, Unknown) and not known.passing
            if doubtful.key in planned or doubtful.due > until or doubtful.rests or for_good:
                continue
            if attempt in self._looked_at:
                continue
            self._looked_at.add(attempt)
            await self._context.wait_for_rate_limit()
            outcome = await self._look_for(doubtful)
            await self._record(doubtful, outcome)
            if doubtful.key.is_notice and isinstance(outcome, Unknown) and not outcome.passing:
                await self._presume(doubtful)
            return True
        return False

    async def _presume(self, notice: PostRecord) -> None:
        """Take a notice for delivered whose news has changed since: readers are told what is so."""
        context, now = self._context, self._context.clock.now()
        await context.stored(
            lambda: context.ledger.presume_delivered(notice.key, notice.attempts, now)
        )

    async def _strays(self) -> list[PostRecord]:
        context = self._context
        now, name = context.clock.now(), context.destination.name
        return await context.read(lambda: context.ledger.uncertain_posts(name, now))

    async def _look_for(self, doubtful: PostRecord) -> Outcome:
        looking = self._context.destination.find(doubtful.texts, doubtful.after_id)
        return await self._context.attempt(looking, LOOK_SECONDS)

    async def _record(
        self, doubtful: PostRecord, outcome: Outcome, covered: Iterable[Reminder] = ()
    ) -> None:
        """Record what was found out, and tell the operator if that is nothing."""
        context, key, attempt = self._context, doubtful.key, doubtful.attempts
        now = context.clock.now()
        self._inconclusive.pop((key, attempt), None)
        match outcome:
            case Delivered(message_id):
                log.info("found %s", "|".join(key))
                await context.stored(
                    lambda: context.ledger.record_sent(key, attempt, now, message_id, covered)
                )
                context.got_through()
                return
            case NotDelivered():
                log.info("looked for, and not found %s", "|".join(key))
                await context.stored(lambda: context.ledger.record_not_found(key, attempt, now))
                return
        self._inconclusive[key, attempt] = outcome
        if key not in self._told:
            self._told.add(key)
            text = f"nobody can tell whether it was posted: {'|'.join(key)}"
            context.incidents.report(context.subject, text)
