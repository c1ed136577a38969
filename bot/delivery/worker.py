"""Delivery: each reminder and each notice is posted once, in order, and true when it is read.

A `Courier` serves one destination, so that one that hangs delays no other.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime

from bot.clock import Clock
from bot.delivery.context import Office
from bot.delivery.corrections import Corrections
from bot.delivery.destination import Destination
from bot.delivery.next_step import Miss, Send, next_step
from bot.delivery.reconciliation import Doubts
from bot.delivery.sending import Again, Compose, Held, Posted, Posting
from bot.ledger.async_ledger import LedgerDesk
from bot.ledger.ledger import Ledger
from bot.ops.incidents import Troubles
from bot.planning.notification import Errand
from bot.planning.reminders import Key

log = logging.getLogger(__name__)


class Courier:
    """Does the errands of one destination, and looks after its earlier posts."""

    def __init__(
        self,
        destination: Destination,
        ledger: Ledger,
        clock: Clock,
        compose: Compose,
        troubles: Troubles | None = None,
        desk: LedgerDesk | None = None,
    ) -> None:
        self.destination = destination
        self._clock = clock
        self._office = Office(
            destination, ledger, desk or LedgerDesk(ledger), clock, troubles or Troubles()
        )
        self._doubts = Doubts(self._office)
        self._posting = Posting(self._office, self._doubts, compose)
        self._corrections = Corrections(self._office)
        self._pending: dict[Key, Errand] = {}
        self._unsettled: frozenset[str] = frozenset()
        # What was open when the plan was last looked through, and when that was.
        self._planned: frozenset[Key] = frozenset()
        self._planned_at: datetime | None = None
        self._untidy = True
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopped = asyncio.Event()

    def offer(self, errand: Errand) -> None:
        """Take an errand that is due. One that has been dealt with is passed over later."""
        self._pending[errand.key] = errand
        self._wake()

    def replace(
        self,
        opened: Iterable[Errand],
        now: datetime,
        unsettled: frozenset[str] = frozenset(),
        *,
        untidy: bool = True,
    ) -> None:
        """Take all errands that are due by now and open, and forget others that were offered.

        ``untidy`` tells that the ledger has earlier posts that something may have to be done about.
        """
        early = {key: each for key, each in self._pending.items() if each.due > now}
        planned = {errand.key: errand for errand in opened}
        self._pending = planned | early
        self._planned, self._planned_at = frozenset(planned), now
        self._unsettled = unsettled
        self._untidy |= untidy
        self._doubts.begin_round()
        if self._pending or self._untidy:
            self._wake()

    def clear(self) -> None:
        """Forget what was offered: the definitions have changed."""
        self._pending.clear()
        self._planned_at = None

    async def idle(self) -> None:
        """Wait until everything offered so far has been dealt with, or waits for news."""
        await self._idle.wait()

    def stop(self) -> None:
        """Let `run` return as soon as what is under way has been recorded."""
        self._office.stopping.set()
        self._arrived.set()

    async def stopped(self) -> None:
        """Wait until `run` has ended."""
        await self._stopped.wait()

    async def run(self) -> None:
        """Deliver until `stop` is called."""
        self._stopped.clear()
        stopping = self._office.stopping
        try:
            await self._doubt_own()
            while not stopping.is_set():
                self._arrived.clear()
                step = self._next_step()
                if isinstance(step, Send):
                    await self._office.turn()
                    # Meanwhile it may have become another, or none.
                    step = None if stopping.is_set() else self._next_step()
                if step is not None:
                    await self._take(step)
                elif stopping.is_set():
                    break
                elif not await self._tidy_up() and not self._arrived.is_set():
                    self._idle.set()
                    await self._arrived.wait()
        finally:
            self._stopped.set()

    async def _doubt_own(self) -> None:
        """Put in doubt what was claimed before a fault of ours ended `run`."""
        ledger, name, now = self._office.ledger, self.destination.name, self._clock.now()
        if doubtful := await self._office.stored(lambda: ledger.doubt_own(name, now)):
            log.warning("posts in doubt since a fault of ours: %d", doubtful)

    def _next_step(self) -> Send | Miss | None:
        return next_step(self._pending.values(), self._clock.now(), self._unsettled)

    async def _take(self, step: Send | Miss) -> None:
        match step:
            case Miss(errand, reason, state):
                await self._posting.give_up(errand, reason, state)
                self._pending.pop(errand.key, None)
            case Send(errand):
                result = await self._posting.post(errand, self._pending.values())
                if isinstance(result, Again):
                    await self._office.pause(result.wait.total_seconds())
                    return
                self._pending.pop(errand.key, None)
                if isinstance(result, Held):
                    self._unsettled |= {errand.event.uid}
                if isinstance(result, Posted):
                    self._untidy = True
                    for reminder in result.covered:
                        self._pending.pop(reminder.key, None)

    async def _tidy_up(self) -> bool:
        """Do one thing about earlier posts, if there is one to be done."""
        if not self._untidy or self._planned_at is None:
            return False
        expected = self._planned | self._pending.keys()
        self._untidy = (
            await self._doubts.resolve_a_stray(expected, self._planned_at)
            or await self._corrections.correct_one()
        )
        return self._untidy

    def _wake(self) -> None:
        self._idle.clear()
        self._arrived.set()
