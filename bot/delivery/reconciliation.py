"""Posts in doubt, perhaps delivered, perhaps not: they are looked for before any is sent again.

What was found counts as sent, as if there had been no doubt; what is certainly not there may be
sent again. Where nobody can tell, that is remembered, so that one attempt is looked for but once.
"""

import logging
from collections.abc import Container, Iterable
from datetime import datetime

from bot.delivery.context import Office
from bot.delivery.outcome import Delivered, NotDelivered, Outcome, Unknown
from bot.ledger.post_record import Entry
from bot.planning.reminders import Key, Reminder

log = logging.getLogger(__name__)

# How often, for how long, and how many seconds apart a post in doubt is looked for before it is
# sent again. Nothing is claimed meanwhile; the operator's chat takes twenty forwards a minute.
LOOKS, LOOK_SECONDS, LOOK_WAIT = 3, 150.0, 5.0


class Doubts:
    """Finds out about the posts in doubt of one destination."""

    def __init__(self, office: Office) -> None:
        self._office = office
        # Attempts that nobody could tell about, and why; and posts of which the operator knows it.
        self._in_vain: dict[tuple[Key, int], Outcome] = {}
        self._told: set[Key] = set()
        self._looked_at: set[tuple[Key, int]] = set()

    def is_hopeless(self, doubtful: Entry) -> bool:
        """Tell whether a post was looked for, and nobody can tell."""
        return (doubtful.key, doubtful.attempts) in self._in_vain

    async def about(self, uid: str, but: Key) -> Entry | None:
        """Return a post in doubt about an event that is yet to be looked for, ``but`` one.

        If it ``rests`` it is too early for that.
        """
        strays = await self._strays()
        theirs = (each for each in strays if each.key.uid == uid and each.key != but)
        return next((each for each in theirs if not self.is_hopeless(each)), None)

    def begin_round(self) -> None:
        """Let strays be looked for again that nobody could tell about for the time being."""
        self._looked_at.clear()

    async def resolve(self, doubtful: Entry, covered: Iterable[Reminder] = ()) -> Outcome:
        """Find out whether a post is in the chat, and record it; it is hopeless if nobody can tell.

        What it ``covered`` is needless if it is there.
        """
        outcome: Outcome = Unknown("nobody has looked")
        for look in range(1, LOOKS + 1):
            outcome = await self._look_for(doubtful)
            if not isinstance(outcome, Unknown) or not outcome.passing or look == LOOKS:
                break
            await self._office.pause(LOOK_WAIT)
        await self._record(doubtful, outcome, covered)
        return outcome

    async def resolve_a_stray(self, planned: Container[Key], until: datetime) -> bool:
        """Look for one post that was due until an instant and is not planned any more.

        One, since what is due now does not wait for old doubts. Returns whether there was any.
        """
        for doubtful in await self._strays():
            attempt = doubtful.key, doubtful.attempts
            known = self._in_vain.get(attempt)
            for_good = isinstance(known, Unknown) and not known.passing
            if doubtful.key in planned or doubtful.due > until or doubtful.rests or for_good:
                continue
            if attempt in self._looked_at:
                continue
            self._looked_at.add(attempt)
            await self._office.turn()
            outcome = await self._look_for(doubtful)
            await self._record(doubtful, outcome)
            if doubtful.key.is_notice and isinstance(outcome, Unknown) and not outcome.passing:
                await self._presume(doubtful)
            return True
        return False

    async def _presume(self, notice: Entry) -> None:
        """Take a notice for delivered whose news has changed since: readers are told what is so."""
        office, now = self._office, self._office.clock.now()
        await office.stored(lambda: office.ledger.presume(notice.key, notice.attempts, now))

    async def _strays(self) -> list[Entry]:
        office = self._office
        now, name = office.clock.now(), office.destination.name
        return await office.read(lambda: office.ledger.strays(name, now))

    async def _look_for(self, doubtful: Entry) -> Outcome:
        looking = self._office.destination.find(doubtful.texts, doubtful.after_id)
        return await self._office.attempt(looking, LOOK_SECONDS)

    async def _record(
        self, doubtful: Entry, outcome: Outcome, covered: Iterable[Reminder] = ()
    ) -> None:
        """Record what was found out, and tell the operator if that is nothing."""
        office, key, attempt = self._office, doubtful.key, doubtful.attempts
        now = office.clock.now()
        self._in_vain.pop((key, attempt), None)
        match outcome:
            case Delivered(message_id):
                log.info("found %s", "|".join(key))
                await office.stored(
                    lambda: office.ledger.sent(key, attempt, now, message_id, covered)
                )
                office.got_through()
                return
            case NotDelivered():
                log.info("looked for, and not found %s", "|".join(key))
                await office.stored(lambda: office.ledger.not_there(key, attempt, now))
                return
        self._in_vain[key, attempt] = outcome
        if key not in self._told:
            self._told.add(key)
            text = f"nobody can tell whether it was posted: {'|'.join(key)}"
            office.troubles.happened(office.subject, text)
