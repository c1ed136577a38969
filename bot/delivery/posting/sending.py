"""Sending: one notification is claimed, sent and recorded, in that order.

What the ledger cannot record is not sent. What was certainly not delivered is tried again while it
is of use. What may have been delivered is looked for in the chat first; where nobody can tell, it
is sent again at most once for each fault, since a doubled reminder is a blemish and a lost one a
failure.
"""

import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from time import monotonic

from bot.delivery.context import DeliveryContext, notification_fields
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Outcome, Retry, Unknown
from bot.delivery.posting.another import stands_for_another
from bot.delivery.posting.reconciliation import Reconciler
from bot.delivery.posting.results import NOW, Blocked, Claim, Closed, Result, RetryIn, Sent
from bot.delivery.posting.said_before import said_before
from bot.delivery.posting.writing import Compose, write_post
from bot.ledger.post_record import Failure, PostRecord, PostState
from bot.messages.digest import MOST_PARTS, DigestPart, digest_post, how_many_fit
from bot.messages.post import Post
from bot.messages.post_json import from_json, to_json
from bot.planning.diary_issues import Period
from bot.planning.keys import Key
from bot.planning.notices import Notice
from bot.planning.notification import Notification, event_of
from bot.planning.reminders import Reminder

log = logging.getLogger(__name__)


class Sender:
    """Posts the notifications of one destination.

    ``alone`` are the keys of what was refused as part of a digest: it goes out by itself.
    """

    def __init__(self, context: DeliveryContext, reconciler: Reconciler, compose: Compose) -> None:
        self._context = context
        self._reconciler = reconciler
        self._compose = compose
        self.alone: set[Key] = set()

    async def post(self, notification: Notification, pending: Iterable[Notification]) -> Result:
        """Post a notification, or find out what became of it; it may cover others ``pending``."""
        if isinstance(notification, Notice) and await self._may_have_been_told([notification]):
            return Blocked()  # the notice is enqueued again if it is still news
        if said := await said_before(self._context, self._reconciler, [notification]):
            return said[notification.key]
        claim = await self._claim(notification)
        if isinstance(claim, PostRecord):
            return await self._resolve(claim, [notification], pending)
        if claim is None:
            return await self._not_ours(notification)
        return await self._send(claim, pending)

    async def post_together(
        self, notifications: Sequence[Notification], pending: Iterable[Notification]
    ) -> dict[Key, Result]:
        """Post notifications as one digest, as many of the first as it takes.

        Return what became of those; the others are to be looked at anew. Where some cannot be
        posted now, only those are dealt with.
        """
        pending = tuple(pending)
        notices = [each for each in notifications if isinstance(each, Notice)]
        told = await self._may_have_been_told(notices)
        if told:
            return {each.key: Blocked() for each in notices if each.event.uid in told}
        first = notifications[:MOST_PARTS]
        if said := await said_before(self._context, self._reconciler, first):
            return said
        return await self._post_parts(notifications, pending, {})

    async def _post_parts(
        self,
        notifications: Sequence[Notification],
        pending: Sequence[Notification],
        inconclusive: Mapping[Key, int],
        message: str | None = None,
    ) -> dict[Key, Result]:
        """Post some of the first parts; ``message`` names one that may be there already."""
        now, began = self._context.clock.now(), monotonic()
        language = self._context.language
        parts: list[DigestPart] = []
        silent = True
        for each in notifications[:MOST_PARTS]:
            post = await self._try_to_write(each, now)
            if post is None:
                return {each.key: Closed()}
            parts.append(DigestPart(post.brief, isinstance(each, Notice)))
            silent = silent and post.silent
        chosen = tuple(notifications[: how_many_fit(parts, len(notifications), language)])
        if len(chosen) == 1:
            return {chosen[0].key: await self.post(chosen[0], pending)}
        parts = parts[: len(chosen)]
        name = secrets.token_hex(8)
        message = message or name
        events = tuple(filter(None, map(event_of, chosen)))
        digest = digest_post(parts, language)
        digest = replace(digest, silent=silent, name=message, events=events, language=language)
        contents = [to_json(Post(part.lines, name=message)) for part in parts]
        answers = await self._context.ledger.claim_together(
            list(zip(chosen, contents, strict=True)), now, digest.text, inconclusive, name
        )
        attempts = tuple(each for each in answers if isinstance(each, int))
        if len(attempts) < len(chosen):
            return await self._deal_with(dict(zip(chosen, answers, strict=True)), pending)
        claim = Claim(chosen, digest, attempts, began, bool(inconclusive), name)
        result = await self._send(claim, pending)
        return {each.key: result for each in chosen}

    async def _deal_with(
        self,
        answers: Mapping[Notification, int | PostRecord | None],
        pending: Sequence[Notification],
    ) -> dict[Key, Result]:
        """Deal with the parts of a digest that cannot be claimed now."""
        closed = [each for each, answer in answers.items() if answer is None]
        if closed:
            return {each.key: await self._not_ours(each) for each in closed}
        uncertain = {each: a for each, a in answers.items() if isinstance(a, PostRecord)}
        first = next(iter(uncertain.values()))
        # What was one digest is one message: if that is found, all of it is in the chat. So it is
        # sent again with nothing that was not in it.
        same = {
            each: record
            for each, record in uncertain.items()
            if record is first or (record.digest and record.digest == first.digest)
        }
        if not self._reconciler.is_inconclusive(first):
            result = await self._resolve(first, list(same), pending)
            return {each.key: result for each in same}
        if len(same) == 1:
            (only,) = same
            return {only.key: await self.post(only, pending)}
        looked_for = {each.key: record.attempts for each, record in same.items()}
        message = from_json(first.content).name if first.content else None
        return await self._post_parts(list(same), pending, looked_for, message)

    async def _resolve(
        self,
        uncertain: PostRecord,
        notifications: Sequence[Notification],
        pending: Iterable[Notification],
    ) -> Result:
        covered = _covered_by(notifications, pending, self._context.clock.now())
        outcome = await self._reconciler.resolve(uncertain, covered)
        # What is pending may have changed while the post was looked for.
        return Sent(covered) if isinstance(outcome, Delivered) else RetryIn()

    async def _not_ours(self, notification: Notification) -> Result:
        """Tell what to do about a notification that cannot be claimed."""
        return Blocked() if await self._is_in_other_hands(notification) else Closed()

    async def _send(self, claim: Claim, pending: Iterable[Notification]) -> Result:
        outcome: Outcome
        if self._context.is_too_late_for_a_claim_of(claim.began):
            outcome = NotDelivered("held up before sending")
        else:
            outcome = await self._context.attempt(self._context.destination.send(claim.post))
        if isinstance(outcome, Delivered):
            return await self._record_sent(claim, outcome.message_id, pending)
        return await self._record_failure(claim, outcome)

    async def give_up(self, notification: Notification, reason: str, state: PostState) -> None:
        """Record that a notification will not be posted, and tell the operator of a loss."""
        context = self._context
        if await context.ledger.miss(notification, context.clock.now(), reason, state):
            fields = notification_fields(notification)
            if state is PostState.SUPERSEDED:
                log.info("superseded %s", fields)
            else:
                context.incidents.report(context.subject, f"{state} {fields}: {reason}")

    async def _may_have_been_told(self, notices: Sequence[Notice]) -> set[str]:
        """Return the UIDs of events of which an uncertain post may say what a notice says.

        One of those posts is looked for.
        """
        if not notices:
            return set()
        uncertain = await self._reconciler.uncertain_beside(each.key for each in notices)
        if uncertain and not uncertain[0].may_be_on_its_way:
            await self._reconciler.resolve(uncertain[0])
        return {each.key.uid for each in uncertain}

    async def _is_in_other_hands(self, notification: Notification) -> bool:
        """Tell whether another replica has a notice to post, and is about to or waits."""
        if not isinstance(notification, Notice):
            return False
        return await self._context.ledger.is_open(notification.key)

    async def _claim(self, notification: Notification) -> Claim | PostRecord | None:
        """Write a post and claim it: as `Claims.claim` answers, with what is to be sent."""
        context, now, began = self._context, self._context.clock.now(), monotonic()
        post = await self._try_to_write(notification, now)
        if post is None:
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
            is_uncertain = inconclusive is not None
            return Claim((notification,), post, (claimed,), began, is_uncertain)
        return claimed

    async def _try_to_write(self, notification: Notification, now: datetime) -> Post | None:
        """Write a post, or give it up."""
        try:
            return await write_post(self._context, self._compose, notification, now)
        except Exception:
            # A fault of ours in one text must not end the delivery of everything else.
            log.exception("the text of %s cannot be written", notification_fields(notification))
            await self.give_up(notification, "its text cannot be written", PostState.FAILED)
            return None

    async def _record_failure(
        self, claim: Claim, outcome: NotDelivered | Unknown | Migrated
    ) -> RetryIn | Closed:
        context, fields = self._context, claim.fields
        context.failures += 1
        wait = context.retry.wait_before(outcome, context.failures)
        reason, state = "", PostState.UNCERTAIN
        if wait is None and claim.digest:
            # It may be one part that is refused: each is tried by itself.
            self.alone.update(each.key for each in claim.notifications)
            wait = NOW
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
        failure = Failure(state, reason, wait or NOW, answer_lost=isinstance(outcome, Unknown))
        first, attempt, now = claim.notifications[0], claim.attempts[0], context.clock.now()
        await context.ledger.record_failure(first.key, attempt, failure, now, claim.digest)
        log.warning("not known as delivered %s state=%s: %s", fields, state, reason)
        return Closed() if wait is None else RetryIn(wait)

    async def _record_sent(
        self, claim: Claim, message_id: int | None, pending: Iterable[Notification]
    ) -> Sent | Closed:
        context, now = self._context, self._context.clock.now()
        covered = _covered_by(claim.notifications, pending, now)
        first, attempt = claim.notifications[0], claim.attempts[0]
        held = await context.ledger.record_sent(
            first.key, attempt, now, message_id, covered, claim.digest
        )
        context.note_success()
        if not held and not await stands_for_another(context, claim, message_id, covered):
            return Closed()
        late = (now - first.due).total_seconds()
        log.info("sent %s late=%.0fs", claim.fields, late)
        if first.key.lead == Period.PINNED and message_id is not None:
            await context.destination.pin(message_id)
        return Sent(covered)


def _covered_by(
    notifications: Iterable[Notification], pending: Iterable[Notification], now: datetime
) -> tuple[Reminder, ...]:
    """Return the reminders that are no news beside notices, which tell the time left too."""
    told = {each.event.uid for each in notifications if isinstance(each, Notice)}
    return tuple(
        each
        for each in pending
        if isinstance(each, Reminder) and each.event.uid in told and each.due <= now
    )
