"""Sending: one notification is claimed, sent and recorded, in that order.

What the ledger cannot record is not sent. What was certainly not delivered is tried again while it
is of use. What may have been delivered is looked for in the chat first; where nobody can tell, it
is sent again at most once for each fault, since a doubled reminder is a blemish and a lost one a
failure.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from bot.delivery.context import DeliveryContext, notification_fields
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Retry, Unknown
from bot.delivery.reconciliation import Reconciler
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.messages.post import Post
from bot.messages.post_json import to_json
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)

NOW = timedelta()
MOST_DELETIONS = 3  # attempts to take a post back


class Compose(Protocol):
    """Writes the post of a notification as it is true at an instant."""

    def __call__(self, notification: Notification, now: datetime) -> Post:
        """Write a post; raises nothing that is foreseen."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A notification was posted, and with it the reminders that it ``covered``."""

    covered: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing is to be done about a notification, as far as is known now."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A notice is in other hands, or may be news no more: its event's reminders wait for it."""


@dataclass(frozen=True, slots=True)
class RetryIn:
    """A notification is to be looked at anew after a wait, if it is still pending then."""

    wait: timedelta = NOW


Result = Sent | Closed | Blocked | RetryIn


@dataclass(frozen=True, slots=True)
class Claim:
    """A post that is ours to send; ``began`` is the monotonic time before it was claimed.

    ``is_uncertain`` tells that an earlier attempt may have delivered it all the same.
    """

    post: Post
    attempt: int
    began: float
    is_uncertain: bool


class Sender:
    """Posts the notifications of one destination."""

    def __init__(self, context: DeliveryContext, reconciler: Reconciler, compose: Compose) -> None:
        self._context = context
        self._reconciler = reconciler
        self._compose = compose

    async def post(self, notification: Notification, pending: Iterable[Notification]) -> Result:
        """Post a notification, or find out what became of it; it may cover others ``pending``."""
        if isinstance(notification, Notice) and await self._may_have_been_told(notification):
            return Blocked()  # the notice is enqueued again if it is still news
        claim = await self._claim(notification)
        if isinstance(claim, PostRecord):
            covered = _covered_by(notification, pending, self._context.clock.now())
            outcome = await self._reconciler.resolve(claim, covered)
            # What is pending may have changed while the post was looked for.
            return Sent(covered) if isinstance(outcome, Delivered) else RetryIn()
        if claim is None:
            return Blocked() if await self._is_in_other_hands(notification) else Closed()
        if self._context.is_too_late_for_a_claim_of(claim.began):
            outcome = NotDelivered("held up before sending")
        else:
            outcome = await self._context.attempt(self._context.destination.send(claim.post))
        if isinstance(outcome, Delivered):
            return await self._record_sent(notification, claim.attempt, outcome.message_id, pending)
        return await self._record_failure(notification, claim, outcome)

    async def give_up(self, notification: Notification, reason: str, state: PostState) -> None:
        """Record that a notification will not be posted, and tell the operator of a loss."""
        context = self._context
        if await context.ledger.miss(notification, context.clock.now(), reason, state):
            fields = notification_fields(notification)
            if state is PostState.SUPERSEDED:
                log.info("superseded %s", fields)
            else:
                context.incidents.report(context.subject, f"{state} {fields}: {reason}")

    async def _may_have_been_told(self, notice: Notice) -> bool:
        """Tell whether an uncertain post may say what a notice says, and look for that post."""
        uncertain = await self._reconciler.uncertain_about(notice.event.uid, but=notice.key)
        if uncertain is None:
            return False
        if not uncertain.may_be_on_its_way:
            await self._reconciler.resolve(uncertain)
        return True

    async def _is_in_other_hands(self, notification: Notification) -> bool:
        """Tell whether another replica has a notice to post, and is about to or waits."""
        if not isinstance(notification, Notice):
            return False
        return await self._context.ledger.is_open(notification.key)

    async def _claim(self, notification: Notification) -> Claim | PostRecord | None:
        """Write a post and claim it: as `Claims.claim` answers, with what is to be sent."""
        context, now, began = self._context, self._context.clock.now(), monotonic()
        try:
            post = await self._write(notification, now)
        except Exception:
            # A fault of ours in one text must not end the delivery of everything else.
            log.exception("the text of %s cannot be written", notification_fields(notification))
            await self.give_up(notification, "its text cannot be written", PostState.FAILED)
            return None
        content = to_json(post)
        claimed = await context.ledger.claim(notification, now, post.text, content=content)
        inconclusive = None
        if isinstance(claimed, PostRecord) and self._reconciler.is_inconclusive(claimed):
            inconclusive = claimed.attempts
            claimed = await context.ledger.claim(
                notification, now, post.text, inconclusive, content
            )
        if isinstance(claimed, int):
            return Claim(post, claimed, began, is_uncertain=inconclusive is not None)
        return claimed

    async def _write(self, notification: Notification, now: datetime) -> Post:
        post = self._compose(notification, now)
        if isinstance(notification, Notice):
            ledger, name = self._context.ledger, self._context.destination.name
            earlier = await ledger.last_message_id(notification.event.uid, name)
            post = replace(post, reply_to=earlier)
        return post

    async def _record_failure(
        self,
        notification: Notification,
        claim: Claim,
        outcome: NotDelivered | Unknown | Migrated,
    ) -> RetryIn | Closed:
        context, fields = self._context, notification_fields(notification)
        context.failures += 1
        wait = context.retry.wait_before(outcome, context.failures)
        reason, state = "", PostState.UNCERTAIN
        match outcome:
            case Unknown():
                reason = outcome.reason
            case NotDelivered(reason, retry):
                state = PostState.WAITING if wait is not None else PostState.FAILED
                if state is PostState.FAILED:
                    context.incidents.report(context.subject, f"refused {fields}: {reason}")
                elif retry is Retry.SLOWLY:
                    context.incidents.open(context.subject, f"posts are refused: {reason}")
            case Migrated(chat_id):
                reason, state = f"the chat has become {chat_id}", PostState.WAITING
                await context.follow_migration(chat_id)
        if claim.is_uncertain and state is PostState.WAITING:
            # This attempt has certainly failed; the one before may not have.
            state = PostState.UNCERTAIN
        await context.ledger.record_failure(
            notification.key,
            claim.attempt,
            state,
            context.clock.now(),
            reason,
            wait or NOW,
            answer_lost=isinstance(outcome, Unknown),
        )
        log.warning("not known as delivered %s state=%s: %s", fields, state, reason)
        return Closed() if wait is None else RetryIn(wait)

    async def _record_sent(
        self,
        notification: Notification,
        attempt: int,
        message_id: int | None,
        pending: Iterable[Notification],
    ) -> Sent | Closed:
        context, now = self._context, self._context.clock.now()
        covered = _covered_by(notification, pending, now)
        held = await context.ledger.record_sent(notification.key, attempt, now, message_id, covered)
        context.note_success()
        if not held and not await self._stands_for_another(notification, message_id, covered):
            return Closed()
        late = (now - notification.due).total_seconds()
        log.info("sent %s late=%.0fs", notification_fields(notification), late)
        return Sent(covered)

    async def _stands_for_another(
        self,
        notification: Notification,
        message_id: int | None,
        covered: tuple[Reminder, ...],
    ) -> bool:
        """Record our post as the one of another replica, which took our claim over; tell if so.

        - If the other's attempt failed or is uncertain, our post stands for it.
        - If the other has posted too, our post is deleted.
        - If the other has found our post and recorded it, nothing is left to be done.
        """
        context, ledger, key = self._context, self._context.ledger, notification.key
        known = await ledger.record_of(key)
        if message_id is None or known is None or known.message_id == message_id:
            return False
        if known.state in (PostState.WAITING, PostState.UNCERTAIN):
            now = context.clock.now()
            if await ledger.record_sent(key, known.attempts, now, message_id, covered):
                return True
            known = await ledger.record_of(key)
        if known and known.state in (PostState.CLAIMED, PostState.SUPERSEDED, *POSTED):
            fields = notification_fields(notification)
            log.warning("posted by another replica as well %s", fields)
            await self._take_back(message_id)
        return False

    async def _take_back(self, message_id: int) -> None:
        context = self._context
        for failures in range(1, MOST_DELETIONS + 1):
            outcome = await context.attempt(context.destination.delete(message_id))
            if isinstance(outcome, Delivered):
                return
            wait = context.retry.wait_before(outcome, failures)
            if wait is None or context.stopping.is_set():
                return
            await context.pause(wait)


def _covered_by(
    notification: Notification, pending: Iterable[Notification], now: datetime
) -> tuple[Reminder, ...]:
    """Return the reminders that are no news beside a notice, which tells the time left too."""
    if not isinstance(notification, Notice):
        return ()
    return tuple(
        each
        for each in pending
        if isinstance(each, Reminder)
        and each.event.uid == notification.event.uid
        and each.due <= now
    )
