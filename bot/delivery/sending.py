"""Posting: one errand is claimed, sent and recorded, in that order.

What the ledger cannot record is not sent. What was certainly not delivered is tried again while it
is of use. What may have been delivered is looked for in the chat first; where nobody can tell, it
is sent again at most once for each fault, since a doubled reminder is a blemish and a lost one a
failure.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic

from bot.delivery.context import Office, name_of
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Pace, Unknown, wait_before
from bot.delivery.reconciliation import Doubts
from bot.ledger.post_record import POSTED, Entry, State
from bot.messages.messages import Post
from bot.planning.notices import Notice
from bot.planning.notification import Errand
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)

NOW = timedelta()
MOST_DELETIONS = 3  # tries to take a post back
Compose = Callable[[Errand, datetime], Post]


@dataclass(frozen=True, slots=True)
class Posted:
    """An errand was posted, and with it what it ``covered``."""

    covered: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class DealtWith:
    """Nothing is to be done about an errand, as far as is known now."""


@dataclass(frozen=True, slots=True)
class Held:
    """A notice is in other hands, or may be news no more: its event's reminders wait for it."""


@dataclass(frozen=True, slots=True)
class Again:
    """An errand is to be looked at anew after a while, if it is still pending then."""

    wait: timedelta = NOW


Result = Posted | DealtWith | Held | Again


@dataclass(frozen=True, slots=True)
class Claim:
    """A post that is ours to send; ``began`` is the monotonic time before it was claimed.

    ``in_doubt`` tells that an earlier attempt may have delivered it all the same.
    """

    post: Post
    attempt: int
    began: float
    in_doubt: bool


class Posting:
    """Posts the errands of one destination."""

    def __init__(self, office: Office, doubts: Doubts, compose: Compose) -> None:
        self._office = office
        self._doubts = doubts
        self._compose = compose

    async def post(self, errand: Errand, pending: Iterable[Errand]) -> Result:
        """Post an errand, or find out what became of it; others ``pending`` may be covered."""
        if isinstance(errand, Notice):
            # It may say what readers were told just before.
            doubtful = await self._doubts.about(errand.event.uid, but=errand.key)
            if doubtful is not None:
                if not doubtful.rests:
                    await self._doubts.resolve(doubtful)
                return Held()  # it is offered again if it is still news
        claim = await self._claim(errand)
        if isinstance(claim, Entry):
            covered = _covered_by(errand, pending, self._office.clock.now())
            outcome = await self._doubts.resolve(claim, covered)
            # What is pending may have changed while it was looked for.
            return Posted(covered) if isinstance(outcome, Delivered) else Again()
        if claim is None:
            return Held() if await self._is_in_other_hands(errand) else DealtWith()
        if self._office.is_too_late_for_a_claim_of(claim.began):
            outcome = NotDelivered("held up before sending")
        else:
            outcome = await self._office.attempt(self._office.destination.send(claim.post))
        if isinstance(outcome, Delivered):
            return await self._record_sent(errand, claim.attempt, outcome.message_id, pending)
        return await self._record_failure(errand, claim, outcome)

    async def _is_in_other_hands(self, errand: Errand) -> bool:
        """Tell whether another replica has a notice to post, and is about to or waits."""
        if not isinstance(errand, Notice):
            return False
        ledger = self._office.ledger
        return await self._office.read(lambda: ledger.is_open(errand.key))

    async def give_up(self, errand: Errand, reason: str, state: State) -> None:
        """Record that an errand will not be done, and tell the operator if it should have been."""
        office, now = self._office, self._office.clock.now()
        if await office.stored(lambda: office.ledger.miss(errand, now, reason, state)):
            if state is State.SUPERSEDED:
                log.info("superseded %s", name_of(errand))
            else:
                office.troubles.happened(office.subject, f"{state} {name_of(errand)}: {reason}")

    async def _claim(self, errand: Errand) -> Claim | Entry | None:
        """Write a post and claim it: None if there is nothing to be done, an entry if in doubt."""
        office, now, began = self._office, self._office.clock.now(), monotonic()
        try:
            post = await self._written(errand, now)
        except Exception:
            # A fault of ours in one text must not end the delivery of everything else.
            log.exception("the text of %s cannot be written", name_of(errand))
            await self.give_up(errand, "its text cannot be written", State.FAILED)
            return None
        claimed = await office.stored(lambda: office.ledger.claim(errand, now, post.html))
        in_vain = None
        if isinstance(claimed, Entry) and self._doubts.is_hopeless(claimed):
            in_vain = claimed.attempts
            claimed = await office.stored(
                lambda: office.ledger.claim(errand, now, post.html, in_vain)
            )
        if isinstance(claimed, int):
            return Claim(post, claimed, began, in_doubt=in_vain is not None)
        return claimed

    async def _written(self, errand: Errand, now: datetime) -> Post:
        post = self._compose(errand, now)
        if isinstance(errand, Notice):
            office, uid = self._office, errand.event.uid
            name = office.destination.name
            earlier = await office.read(lambda: office.ledger.last_post(uid, name))
            post = replace(post, reply_to=earlier)
        return post

    async def _record_failure(
        self, errand: Errand, claim: Claim, outcome: NotDelivered | Unknown | Migrated
    ) -> Again | DealtWith:
        office = self._office
        office.failures += 1
        wait = wait_before(outcome, office.failures)
        reason, state = "", State.UNCERTAIN
        match outcome:
            case Unknown():
                reason = outcome.reason
            case NotDelivered(reason, pace):
                state = State.WAITING if wait is not None else State.FAILED
                if state is State.FAILED:
                    text = f"refused {name_of(errand)}: {reason}"
                    office.troubles.happened(office.subject, text)
                elif pace is Pace.SLOWLY:
                    office.troubles.begin(office.subject, f"posts are refused: {reason}")
            case Migrated(chat_id):
                reason, state = f"the chat has become {chat_id}", State.WAITING
                await office.follow_move(chat_id)
        if claim.in_doubt and state is State.WAITING:
            # This attempt has certainly failed; the one before may not have.
            state = State.UNCERTAIN
        now, key, lost = office.clock.now(), errand.key, isinstance(outcome, Unknown)
        await office.stored(
            lambda: office.ledger.record(
                key, claim.attempt, state, now, reason, wait or NOW, answer_lost=lost
            )
        )
        log.warning("not known as delivered %s state=%s: %s", name_of(errand), state, reason)
        return DealtWith() if wait is None else Again(wait)

    async def _record_sent(
        self, errand: Errand, attempt: int, message_id: int | None, pending: Iterable[Errand]
    ) -> Posted | DealtWith:
        office, now = self._office, self._office.clock.now()
        covered = _covered_by(errand, pending, now)
        standing = await office.stored(
            lambda: office.ledger.sent(errand.key, attempt, now, message_id, covered)
        )
        office.got_through()
        if not standing and not await self._stands_for_another(errand, message_id, covered):
            return DealtWith()
        log.info("sent %s late=%.0fs", name_of(errand), (now - errand.due).total_seconds())
        return Posted(covered)

    async def _stands_for_another(
        self, errand: Errand, message_id: int | None, covered: tuple[Reminder, ...]
    ) -> bool:
        """Tell whether our post is recorded though another replica, taking us for dead, has tried.

        Delete it if the other has posted it too; it may also have found ours, and recorded it.
        """
        office, ledger, key = self._office, self._office.ledger, errand.key
        known = await office.read(lambda: ledger.entry(key))
        if message_id is None or known is None or known.message_id == message_id:
            return False
        if known.state in (State.WAITING, State.UNCERTAIN):
            theirs, now = known.attempts, office.clock.now()
            if await office.stored(lambda: ledger.sent(key, theirs, now, message_id, covered)):
                return True
            known = await office.read(lambda: ledger.entry(key))
        if known and known.state in (State.CLAIMED, State.SUPERSEDED, *POSTED):
            log.warning("posted by another replica as well %s", name_of(errand))
            await self._take_back(message_id)
        return False

    async def _take_back(self, message_id: int) -> None:
        office = self._office
        for failures in range(1, MOST_DELETIONS + 1):
            outcome = await office.attempt(office.destination.delete(message_id))
            if isinstance(outcome, Delivered):
                return
            wait = wait_before(outcome, failures)
            if wait is None or office.stopping.is_set():
                return
            await office.pause(wait.total_seconds())


def _covered_by(errand: Errand, pending: Iterable[Errand], now: datetime) -> tuple[Reminder, ...]:
    """Return the reminders that are no news beside a notice, which tells the time left too."""
    if not isinstance(errand, Notice):
        return ()
    return tuple(
        each
        for each in pending
        if isinstance(each, Reminder) and each.event.uid == errand.event.uid and each.due <= now
    )
