"""Delivery: each reminder and each notice is posted once, in order, and true when it is read.

A `DeliveryWorker` serves one destination, so that one that hangs delays no other.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.delivery.context import DeliveryContext
from bot.delivery.destination import Destination
from bot.delivery.next_step import Miss, Send, SendTogether, Step, next_step
from bot.delivery.posting.reconciliation import Reconciler
from bot.delivery.posting.results import Blocked, Result, RetryIn, Sent
from bot.delivery.posting.sending import Sender
from bot.delivery.posting.writing import Compose
from bot.delivery.retry import RetryPolicy
from bot.delivery.upkeep.corrections import Corrections
from bot.delivery.upkeep.living_diaries import DiaryScheduleNow, LivingDiaries
from bot.ledger.async_ledger import AsyncLedger, LedgerThread
from bot.ops.incidents import Incidents
from bot.planning.keys import Key
from bot.planning.notification import Notification
from events.wording.english import ENGLISH
from events.wording.language import Language

log = logging.getLogger(__name__)

LAST = datetime.max.replace(tzinfo=UTC)


class DeliveryWorker:
    """Delivers the notifications of one destination, and looks after its earlier posts."""

    def __init__(
        self,
        destination: Destination,
        ledger: LedgerThread,
        clock: Clock,
        compose: Compose,
        incidents: Incidents,
        retry: RetryPolicy,
        diary_schedule: DiaryScheduleNow,
        language: Language = ENGLISH,
    ) -> None:
        self.destination = destination
        self._clock = clock
        self._stopping = asyncio.Event()
        self._arrived = asyncio.Event()
        self._ledger = AsyncLedger(ledger, incidents, retry.storage_wait, self._stopping)
        self._context = DeliveryContext(
            destination,
            self._ledger,
            clock,
            incidents,
            retry,
            self._stopping,
            self._arrived,
            language,
        )
        self._reconciler = Reconciler(self._context)
        self._sender = Sender(self._context, self._reconciler, compose)
        self._corrections = Corrections(self._context)
        self._diaries = LivingDiaries(self._context, self._corrections, compose, diary_schedule)
        self._pending: dict[Key, Notification] = {}
        self._awaiting_news: frozenset[str] = frozenset()
        # What was open when the plan was last looked through, and when that was.
        self._planned: frozenset[Key] = frozenset()
        self._planned_at: datetime | None = None
        self._has_follow_ups = True
        # The UIDs of events about which posts were sent since their posts were looked at.
        self._told: set[str] = set()
        self._is_paused = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopped = asyncio.Event()

    def speak(self, language: Language) -> None:
        """Write in a language from now on. Earlier posts stay as they are until they are wrong."""
        self._context.language = language

    @property
    def urgency(self) -> datetime:
        """The UTC instant of what is soonest of all that is pending; the last one if nothing is."""
        return min((each.begins for each in self._pending.values()), default=LAST)

    def enqueue(self, notification: Notification) -> None:
        """Take a notification that is due. One that is closed is passed over later."""
        self._pending[notification.key] = notification
        self._wake()

    def enqueue_all(self, notifications: Mapping[Key, Notification]) -> None:
        """Take notifications that are due together, as `enqueue` takes one."""
        self._pending |= notifications
        self._wake()

    def set_due(
        self,
        opened: Mapping[Key, Notification],
        now: datetime,
        awaiting_news: frozenset[str] = frozenset(),
        *,
        has_follow_ups: bool = True,
        is_paused: bool = False,
    ) -> None:
        """Take all notifications that are due by now and open, and drop others that were enqueued.

        ``awaiting_news`` are the UIDs of events whose notice is to come. ``has_follow_ups`` tells
        that the destination has uncertain posts, or posts to be corrected. While it ``is_paused``
        nothing is posted, looked for or edited there; what grows too late is missed.
        """
        self._is_paused = is_paused
        early = {key: each for key, each in self._pending.items() if each.due > now}
        self._pending = {**opened, **early}
        self._planned, self._planned_at = frozenset(opened), now
        self._awaiting_news = awaiting_news
        waiting = self._corrections.are_waiting or self._diaries.are_due
        self._has_follow_ups |= has_follow_ups or waiting
        self._reconciler.begin_round()
        if self._pending or self._has_follow_ups:
            self._wake()

    def forget_due(self) -> None:
        """Drop what was enqueued: the definitions have changed."""
        self._pending.clear()
        self._planned_at = None
        self._diaries.look_again()
        # What is under way about earlier posts is not forgotten with what was due.
        self._has_follow_ups |= self._diaries.are_due

    def look_after_posts(self) -> None:
        """Look, once the plan has been looked through, for posts to be edited.

        Earlier ones differ from what is published now.
        """
        self._has_follow_ups = True
        if self._planned_at is not None:
            self._wake()

    async def idle(self) -> None:
        """Wait until everything enqueued so far is closed, or waits for news, or `run` has ended.

        A destination may be taken away while somebody waits.
        """
        await self._idle.wait()

    def stop(self) -> None:
        """Let `run` return as soon as what is under way has been recorded."""
        self._stopping.set()
        self._arrived.set()

    async def stopped(self) -> None:
        """Wait until `run` has ended."""
        await self._stopped.wait()

    async def run(self) -> None:
        """Deliver until `stop` is called."""
        self._stopped.clear()
        try:
            await self._mark_own_uncertain()
            while not self._stopping.is_set():
                self._arrived.clear()
                step = self._next_step()
                if isinstance(step, Send | SendTogether):
                    step = await self._in_its_turn(step)
                    if step is None and not self._stopping.is_set():
                        continue
                if step is not None:
                    await self._take(step)
                elif self._stopping.is_set():
                    break
                elif not await self._follow_up() and not self._arrived.is_set():
                    self._idle.set()
                    await self._arrived.wait()
        finally:
            self._stopped.set()
            if self._stopping.is_set():
                self._idle.set()

    async def _in_its_turn(self, step: Send | SendTogether) -> Step | None:
        """Wait for the rate limit, and return the step that is first by then; None is to ask anew.

        Reminders leave room for news, which does not wait behind them.
        """
        if step.is_news:
            await self._context.wait_for_rate_limit()
        elif not await self._context.wait_for_rate_limit_of_reminders():
            return None
        if self._stopping.is_set():
            return None
        now = self._next_step()
        if step.is_news and isinstance(now, Send | SendTogether) and not now.is_news:
            return None  # a reminder does not take the room of news
        return now

    async def _mark_own_uncertain(self) -> None:
        """Make uncertain what was claimed before a fault of ours ended `run`."""
        name, now = self.destination.name, self._clock.now()
        if uncertain := await self._ledger.mark_own_uncertain(name, now):
            log.warning("uncertain posts since a fault of ours: %d", uncertain)

    def _next_step(self) -> Step | None:
        alone = self._sender.alone
        step = next_step(self._pending.values(), self._clock.now(), self._awaiting_news, alone)
        return None if self._is_paused and not isinstance(step, Miss) else step

    async def _take(self, step: Step) -> None:
        match step:
            case Miss(notification, reason, state):
                await self._sender.give_up(notification, reason, state)
                self._pending.pop(notification.key, None)
            case Send(notification):
                result = await self._sender.post(notification, self._pending.values())
                await self._settle({notification.key: result})
            case SendTogether(notifications):
                pending = self._pending.values()
                await self._settle(await self._sender.post_together(notifications, pending))

    async def _settle(self, results: Mapping[Key, Result]) -> None:
        """Drop what is done with, and wait as long as what is not."""
        wait: timedelta | None = None
        for key, result in results.items():
            if isinstance(result, RetryIn):
                wait = result.wait
                continue
            self._pending.pop(key, None)
            if isinstance(result, Blocked):
                self._awaiting_news |= {key.uid}
            if isinstance(result, Sent):
                self._told.add(key.uid)
                for reminder in result.covered:
                    self._pending.pop(reminder.key, None)
        if wait is not None:
            await self._context.pause(wait)

    async def _follow_up(self) -> bool:
        """Do one thing about earlier posts, if there is one to be done."""
        if self._planned_at is None or self._is_paused:
            return False
        expected, planned_at = self._planned | self._pending.keys(), self._planned_at
        if self._told:
            # Only of these, after each post: of all that stand in a busy channel it takes 50 ms.
            told, self._told = self._told, set()
            if await self._ledger.are_to_be_edited(told, self.destination.name):
                self._has_follow_ups = True
        if not self._has_follow_ups:
            return False
        self._has_follow_ups = (
            await self._reconciler.resolve_orphaned(expected, planned_at)
            or await self._corrections.correct_one()
            or await self._diaries.update_one()
            or self._planned_at is not planned_at  # there may be more to do since
        )
        return self._has_follow_ups

    def _wake(self) -> None:
        if self._stopping.is_set() and self._stopped.is_set():
            return  # nobody delivers it here any more
        self._idle.clear()
        self._arrived.set()
