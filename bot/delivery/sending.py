"""Sender: one notification is claimed, sent and recorded, in that order.

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

from bot.delivery.context import DeliveryContext, notification_fields
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Pace, Unknown, wait_before
from bot.delivery.reconciliation import Reconciler
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.messages.post import Post
from bot.planning.notices import Notice
from bot.planning.notification import Notification
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)

NOW = timedelta()
MOST_DELETIONS = 3  # tries to take a post back
Compose = Callable[[Notification, datetime], Post]


@dataclass(frozen=True, slots=True)
class Sent:
    """A notification was posted, and with it what it ``covered``."""

    covered: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing is to be done about a notification, as far as is known now."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A notice is in other hands, or may be news no more: its event's reminders wait for it."""


@dataclass(frozen=True, slots=True)
class RetryIn:
    """A notification is to be looked at anew after a while, if it is still pending then."""

    wait: timedelta = NOW


Result = Sent | Closed | Blocked | RetryIn


@dataclass(frozen=True, slots=True)
class Claim:
    """A post that is ours to send; ``began`` is the monotonic time before it was claimed.

    ``in_doubt`` tells that an earlier attempt may have delivered it all the same.
    """

    post: Post
    attempt: int
    began: float
    in_doubt: bool


class Sender:
    """Posts the notifications of one destination."""

    def __init__(self, context: DeliveryContext, reconciler: Reconciler, compose: Compose) -> None:
        self._context = context
        self._reconciler = reconciler
        self._compose = compose

    async def post(self, notification: Notification, pending: Iterable[Notification]) -> Result:
        """Post a notification, or find out what became of it; others ``pending`` may be covered."""
        if isinstance(notification, Notice):
            # It may say what readers were told just before.
            doubtful = await self._reconciler.about(notification.event.uid, but=notification.key)
            if doubtful is not None:
                if not doubtful.rests:
                    await self._reconciler.resolve(doubtful)
                return Blocked()  # it is offered again if it is still news
        claim = await self._claim(notification)
        if isinstance(claim, PostRecord):
            covered = _covered_by(notification, pending, self._context.clock.now())
            outcome = await self._reconciler.resolve(claim, covered)
            # What is pending may have changed while it was looked for.
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

    async def _is_in_other_hands(self, notification: Notification) -> bool:
        """Tell whether another replica has a notice to post, and is about to or waits."""
        if not isinstance(notification, Notice):
            return False
        ledger = self._context.ledger
        return await self._context.read(lambda: ledger.is_open(notification.key))

    async def give_up(self, notification: Notification, reason: str, state: PostState) -> None:
        """Record that a notification will not be posted, and tell the operator of a loss."""
        context, now = self._context, self._context.clock.now()
        if await context.stored(lambda: context.ledger.miss(notification, now, reason, state)):
            if state is PostState.SUPERSEDED:
                log.info("superseded %s", notification_fields(notification))
            else:
                context.incidents.report(
                    context.subject, f"{state} {notification_fields(notification)}: {reason}"
                )

    async def _claim(self, notification: Notification) -> Claim | PostRecord | None:
        """Write a post and claim it: None if there is nothing to be done, an entry if in doubt."""
        context, now, began = self._context, self._context.clock.now(), monotonic()
        try:
            post = await self._written(notification, now)
        except Exception:
            # A fault of ours in one text must not end the delivery of everything else.
            log.exception("the text of %s cannot be written", notification_fields(notification))
            await self.give_up(notification, "its text cannot be written", PostState.FAILED)
            return None
        claimed = await context.stored(lambda: context.ledger.claim(notification, now, post.text))
        inconclusive = None
        if isinstance(claimed, PostRecord) and self._reconciler.is_inconclusive(claimed):
            inconclusive = claimed.attempts
            claimed = await context.stored(
                lambda: context.ledger.claim(notification, now, post.text, inconclusive)
            )
        if isinstance(claimed, int):
            return Claim(post, claimed, began, in_doubt=inconclusive is not None)
        return claimed

    async def _written(self, notification: Notification, now: datetime) -> Post:
        post = self._compose(notification, now)
        if isinstance(notification, Notice):
            context, uid = self._context, notification.event.uid
            name = context.destination.name
            earlier = await context.read(lambda: context.ledger.last_message_id(uid, name))
            post = replace(post, reply_to=earlier)
        return post

    async def _record_failure(
        self, notification: Notification, claim: Claim, outcome: NotDelivered | Unknown | Migrated
    ) -> RetryIn | Closed:
        context = self._context
        context.failures += 1
        wait = wait_before(outcome, context.failures)
        reason, state = "", PostState.UNCERTAIN
        match outcome:
            case Unknown():
                reason = outcome.reason
            case NotDelivered(reason, pace):
                state = PostState.WAITING if wait is not None else PostState.FAILED
                if state is PostState.FAILED:
                    text = f"refused {notification_fields(notification)}: {reason}"
                    context.incidents.report(context.subject, text)
                elif pace is Pace.SLOWLY:
                    context.incidents.open(context.subject, f"posts are refused: {reason}")
            case Migrated(chat_id):
                reason, state = f"the chat has become {chat_id}", PostState.WAITING
                await context.follow_move(chat_id)
        if claim.in_doubt and state is PostState.WAITING:
            # This attempt has certainly failed; the one before may not have.
            state = PostState.UNCERTAIN
        now, key, lost = context.clock.now(), notification.key, isinstance(outcome, Unknown)
        await context.stored(
            lambda: context.ledger.record_failure(
                key, claim.attempt, state, now, reason, wait or NOW, answer_lost=lost
            )
        )
        log.warning(
            "not known as delivered %s state=%s: %s",
            notification_fields(notification),
            state,
            reason,
        )
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
        standing = await context.stored(
            lambda: context.ledger.record_sent(notification.key, attempt, now, message_id, covered)
        )
        context.got_through()
        if not standing and not await self._stands_for_another(notification, message_id, covered):
            return Closed()
        log.info(
            "sent %s late=%.0fs",
            notification_fields(notification),
            (now - notification.due).total_seconds(),
        )
        return Sent(covered)

    async def _stands_for_another(
        self, notification: Notification, message_id: int | None, covered: tuple[Reminder, ...]
    ) -> bool:
        """Tell whether our post is recorded though another replica, taking us for dead, has tried.

        Delete it if the other has posted it too; it may also have found ours, and recorded it.
        """
        context, ledger, key = self._context, self._context.ledger, notification.key
        known = await context.read(lambda: ledger.record_of(key))
        if message_id is None or known is None or known.message_id == message_id:
            return False
        if known.state in (PostState.WAITING, PostState.UNCERTAIN):
            theirs, now = known.attempts, context.clock.now()
            if await context.stored(
                lambda: ledger.record_sent(key, theirs, now, message_id, covered)
            ):
                return True
            known = await context.read(lambda: ledger.record_of(key))
        if known and known.state in (PostState.CLAIMED, PostState.SUPERSEDED, *POSTED):
            log.warning("posted by another replica as well %s", notification_fields(notification))
            await self._take_back(message_id)
        return False

    async def _take_back(self, message_id: int) -> None:
        context = self._context
        for failures in range(1, MOST_DELETIONS + 1):
            outcome = await context.attempt(context.destination.delete(message_id))
            if isinstance(outcome, Delivered):
                return
            wait = wait_before(outcome, failures)
            if wait is None or context.stopping.is_set():
                return
            await context.pause(wait.total_seconds())


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
