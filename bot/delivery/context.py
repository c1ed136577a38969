"""What the parts of one worker share: its destination, the ledger, the time, and the stop."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from bot.clock import Clock
from bot.delivery.destination import Destination
from bot.delivery.outcome import Outcome, Unknown
from bot.delivery.retry import RetryPolicy
from bot.ledger.async_ledger import AsyncLedger
from bot.ops.incidents import Incidents
from bot.planning.notification import Notification
from events.wording.english import ENGLISH
from events.wording.language import Language

log = logging.getLogger(__name__)

NAMED_IN = "destinations.yaml or .env"  # a destination


@dataclass(slots=True)
class DeliveryContext:
    """One destination, and what it takes to deliver there.

    ``arrived`` is set when something has become due, and ``failures`` counts the attempts that have
    failed in a row. ``language`` is that of what is written there from now on.
    """

    destination: Destination
    ledger: AsyncLedger
    clock: Clock
    incidents: Incidents
    retry: RetryPolicy
    stopping: asyncio.Event
    arrived: asyncio.Event
    language: Language = ENGLISH
    failures: int = 0

    @property
    def subject(self) -> str:
        """The subject of this destination's incidents."""
        return f"posts to {self.destination.name}"

    def note_success(self) -> None:
        """Close the incident of earlier failures: a post has got through."""
        self.failures = 0
        self.incidents.close(self.subject)

    async def wait_for_rate_limit(self) -> None:
        """Wait until the destination takes another message, or for the stop."""
        await self._wait_for(self.destination.wait_for_rate_limit(), self.stopping)

    async def wait_for_rate_limit_of_reminders(self) -> bool:
        """Wait until the destination takes a message that leaves room for news.

        Return False if something that may be news has arrived before that, or the stop.
        """
        waiting = self.destination.wait_for_rate_limit_of_reminders()
        return await self._wait_for(waiting, self.stopping, self.arrived)

    async def _wait_for(
        self, rate_limit: Coroutine[None, None, None], *events: asyncio.Event
    ) -> bool:
        """Wait for a rate limit or one of some events, and tell whether the limit allows it."""
        allowed = asyncio.ensure_future(rate_limit)
        others = [asyncio.ensure_future(event.wait()) for event in events]
        try:
            await asyncio.wait((allowed, *others), return_when=asyncio.FIRST_COMPLETED)
            return allowed.done()
        finally:
            for each in (allowed, *others):
                each.cancel()

    async def attempt(self, work: Awaitable[Outcome], limit: timedelta | None = None) -> Outcome:
        """Try something at the destination, for `RetryPolicy.attempt` if no limit is given."""
        limit = limit or self.retry.attempt
        try:
            async with asyncio.timeout(limit.total_seconds()):
                return await work
        except TimeoutError:
            return Unknown(f"no answer within {limit.total_seconds():.0f} s", passing=True)
        except Exception as error:
            # A destination's own fault must not end the delivery of everything else.
            log.exception("%s failed in an unforeseen way", self.destination.name)
            return Unknown(f"{type(error).__name__} while sending")

    def is_too_late_for_a_claim_of(self, began: float) -> bool:
        """Tell whether another replica may take over a claim that began at a monotonic time."""
        return monotonic() - began > self.retry.attempt.total_seconds()

    async def pause(self, wait: timedelta) -> None:
        """Wait, or until the stop."""
        with suppress(TimeoutError):
            async with asyncio.timeout(wait.total_seconds()):
                await self.stopping.wait()

    async def follow_migration(self, chat_id: int) -> None:
        """Record that the destination's chat has become another one, and tell of it once."""
        name = self.destination.name
        if await self.ledger.record_migration(name, chat_id):
            self.incidents.report(self.subject, moved_words(name, chat_id))


def moved_words(name: str, chat_id: int, where: str = NAMED_IN) -> str:
    """Say that a destination's group has become a supergroup, and what to write instead."""
    former = name.removeprefix("telegram:")
    return f"the chat has become {chat_id}: write that in place of {former} in {where}"


def notification_fields(notification: Notification) -> str:
    """Write a notification as the log and the operator know it."""
    name, lead = notification.name, notification.key.lead
    return f"event={name} lead={lead} to={notification.destination}"
