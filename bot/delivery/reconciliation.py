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
from bot.planning.reminders import Key, Reminder

log = logging.getLogger(__name__)

Attempt = tuple[Key, int]


class Reconciler:
    """Finds out what became of the uncertain posts of one destination."""

    def __init__(self, context: DeliveryContext) -> None:
        self._context = context
        # The attempts that nobody could tell about, and why.
        self._inconclusive: dict[Attempt, Outcome] = {}
        # The posts that the operator was told of: nobody can tell.
        self._told: set[Key] = set()
        # The orphaned posts that were looked for since the plan was last looked through.
        self._looked_for: set[Attempt] = set()

    def is_inconclusive(self, uncertain: PostRecord) -> bool:
        """Tell whether a post's last attempt was looked for, and nobody can tell."""
        return (uncertain.key, uncertain.attempts) in self._inconclusive

    async def uncertain_about(self, uid: str, but: Key) -> PostRecord | None:
        """Return an uncertain post about an event, other than ``but``, that is yet to be resolved.

        If it ``may_be_on_its_way`` it is too early to look for it.
        """
        known = await self._uncertain_posts()
        theirs = (each for each in known if each.key.uid == uid and each.key != but)
        return next((each for each in theirs if not self.is_inconclusive(each)), None)

    def begin_round(self) -> None:
        """Let orphaned posts be looked for again of which nobody could tell for the time being."""
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
        for uncertain in await self._uncertain_posts():
            attempt = uncertain.key, uncertain.attempts
            if (
                uncertain.key in planned
                or uncertain.due > until
                or uncertain.may_be_on_its_way
                or self._is_inconclusive_for_good(attempt)
                or attempt in self._looked_for
            ):
                continue
            self._looked_for.add(attempt)
            await self._context.wait_for_rate_limit()
            outcome = await self._look_for(uncertain)
            await self._record(uncertain, outcome)
            if uncertain.key.is_notice and isinstance(outcome, Unknown) and not outcome.passing:
                # Its news has changed since: readers are told what holds now.
                now = self._context.clock.now()
                await self._context.ledger.presume_delivered(*attempt, now)
            return True
        return False

    def _is_inconclusive_for_good(self, attempt: Attempt) -> bool:
        known = self._inconclusive.get(attempt)
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
        self._inconclusive.pop((key, attempt), None)
        match outcome:
            case Delivered(message_id):
                log.info("found %s", "|".join(key))
                await context.ledger.record_sent(key, attempt, now, message_id, covered)
                context.note_success()
                return
            case NotDelivered():
                log.info("looked for, and not found %s", "|".join(key))
                await context.ledger.record_not_found(key, attempt, now)
                return
        self._inconclusive[key, attempt] = outcome
        if key not in self._told:
            self._told.add(key)
            text = f"nobody can tell whether it was posted: {'|'.join(key)}"
            context.incidents.report(context.subject, text)
