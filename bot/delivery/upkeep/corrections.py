"""Earlier posts that became wrong are edited: to say so, or to bear the addresses of now."""

import logging
from dataclasses import replace
from datetime import datetime
from time import monotonic

from bot.delivery.context import DeliveryContext
from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Outcome, Retry, Unknown
from bot.ledger.post_record import PostRecord, PostState, ToldOtherwise
from bot.messages.digest import DigestPart, digest_post
from bot.messages.notice import correction_post
from bot.messages.parts.links import link_lines, with_links
from bot.messages.parts.outcome import with_outcome
from bot.messages.post import LONGEST_POST, Post
from bot.messages.post_json import from_json, to_json
from events.changes import is_news
from events.model import Event
from events.queries import is_over

log = logging.getLogger(__name__)


class Corrections:
    """Edits the posts of one destination that are wrong by now, one after the other."""

    def __init__(self, context: DeliveryContext) -> None:
        self._context = context
        self._not_before = monotonic()
        self._has_failed = False
        # When the first event begins of which it is known too soon what came of it.
        self._begins: datetime | None = None

    @property
    def are_waiting(self) -> bool:
        """Whether an edit has failed, or waited for its event to begin, and is to be tried now."""
        has_begun = self._begins is not None and self._begins <= self._context.clock.now()
        return self._has_failed or has_begun

    async def correct_one(self) -> bool:
        """Edit a post. Return False if none is wrong, or if one must be tried again later."""
        if monotonic() < self._not_before:
            return False
        self._has_failed = False
        ledger, name = self._context.ledger, self._context.destination.name
        record = await ledger.next_correctable(name)
        if record is not None:
            return await self._mark(record)
        now = self._context.clock.now()
        self._begins = None
        for each in await ledger.told_otherwise(name):
            # What is news is told by a notice, and marks the post.
            if is_news(each.told, each.published):
                continue
            begins = each.published.start.begins
            if each.told.outcome != each.published.outcome and begins > now:
                self._begins = min(begins, self._begins or begins)
            elif each.told.outcome != each.published.outcome:
                last = await ledger.last_message_id(each.post.key.uid, name)
                if last == each.post.message_id:
                    return await self._add_outcome(each, now)
            # Other texts are corrected without a word, and without an edit.
            links_differ = link_lines(each.told) != link_lines(each.published)
            if links_differ and not is_over(each.published, now):
                return await self._bring_links_up_to_date(each)
        return False

    async def _mark(self, record: PostRecord) -> bool:
        language = self._context.language
        longest = from_json(record.content).longest if record.content else LONGEST_POST
        correction = correction_post(record.text or "", language, longest)
        marked = [record.key]
        if record.digest is not None and record.message_id is not None:
            name = self._context.destination.name
            parts = await self._context.ledger.digest_in(name, record.message_id)
            correction = digest_post([_part(each) for each in parts], language)
            marked = [each.key for each in parts if each.state is PostState.OUTDATED]
        outcome = await self._edit(record, correction)
        if not isinstance(outcome, Delivered | NotDelivered):
            return outcome is not None
        reason = outcome.reason if isinstance(outcome, NotDelivered) else None
        await self._context.ledger.record_corrected(marked, self._context.clock.now(), reason)
        return True

    async def _bring_links_up_to_date(self, each: ToldOtherwise) -> bool:
        post, language = from_json(each.post.content or ""), self._context.language
        edited = with_links(post, each.told, each.published, language)
        now = each.published
        told = replace(
            each.told, stream=now.stream, streams=now.streams, url=now.url, links=now.links
        )
        return await self.rewrite(each.post, edited, told)

    async def _add_outcome(self, each: ToldOtherwise, now: datetime) -> bool:
        """Say in the last post about an event what came of it."""
        post, language = from_json(each.post.content or ""), self._context.language
        edited = with_outcome(post, each.told, each.published, now, language)
        told = replace(each.told, outcome=each.published.outcome)
        return await self.rewrite(each.post, edited, told)

    async def rewrite(self, record: PostRecord, edited: Post, told: Event | None) -> bool:
        """Edit a post, and record that, or why it cannot be.

        ``told`` is its event as the post tells it then; None if it is about no one event.
        """
        outcome = await self._edit(record, edited)
        if not isinstance(outcome, Delivered | NotDelivered):
            return outcome is not None
        reason = outcome.reason if isinstance(outcome, NotDelivered) else None
        await self._context.ledger.record_rewritten(
            record.key, told, edited.text, to_json(edited), reason
        )
        return True

    async def _edit(self, record: PostRecord, post: Post) -> Outcome | None:
        """Edit a post. Return None if it must be tried again later, else what came of it.

        That is `NotDelivered` only where it can never be edited, and `Unknown` where something else
        goes first.
        """
        context = self._context
        if record.message_id is None:
            return None  # its chat has become another one, where it is not
        if not await context.wait_for_rate_limit_of_reminders():
            return Unknown("what is due goes first")
        outcome = await context.attempt(context.destination.edit(record.message_id, post))
        match outcome:
            case NotDelivered(reason, Retry.NEVER):
                log.warning("a post cannot be corrected: %s", reason)
            case NotDelivered() | Unknown():
                context.failures += 1
                wait = context.retry.wait_before(outcome, context.failures)
                self._not_before = monotonic() + (wait.total_seconds() if wait else 0)
                self._has_failed = True
                return None
            case Migrated(chat_id):
                await context.follow_migration(chat_id)
        return outcome


def _part(record: PostRecord) -> DigestPart:
    is_outdated = record.state is not PostState.SENT
    lines = from_json(record.content or "").spans
    return DigestPart(lines, record.key.is_notice, is_outdated)
