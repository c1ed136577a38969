"""Delivery: each reminder is posted once, in order, and true when it is read.

A `Courier` serves one destination, so that one that hangs delays no other. For each reminder it
claims, sends and records, in that order: what the ledger cannot record is not sent. What was
certainly not delivered is tried again while it is of use; what may have been delivered is tried
again at most once, since a doubled reminder is a blemish and a lost one a failure.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.ledger import Ledger, State
from bot.messages import Post
from bot.outcome import Delivered, NotDelivered, Outcome, Unknown, wait_before
from bot.reminders import Key, Reminder
from events.model import Event

log = logging.getLogger(__name__)

T = TypeVar("T")
STORAGE_WAIT = 1.0  # seconds between tries to reach a database that fails


class Destination(Protocol):
    """Where posts go. ``name`` is its lasting name in the ledger."""

    name: str

    async def send(self, post: Post) -> Outcome:
        """Send a post, and tell what became of it; never raises for a failure to send."""


@dataclass(frozen=True, slots=True)
class Send:
    """A reminder is to be sent now."""

    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Miss:
    """A reminder is not to be sent any more."""

    reminder: Reminder
    reason: str


def next_step(pending: Iterable[Reminder], now: datetime) -> Send | Miss:
    """Decide what to do with the earliest of some reminders of one destination.

    Of several reminders of one event only the last is sent, and none that is too late.
    """
    in_order = sorted(pending, key=lambda reminder: (reminder.due, reminder.key))
    first = in_order[0]
    if first.useful_until <= now:
        return Miss(first, "too late to be of use")
    if any(later.occasion == first.occasion for later in in_order[1:]):
        return Miss(first, "a later reminder of the same event was due as well")
    return Send(first)


class Courier:
    """Delivers the reminders of one destination."""

    def __init__(
        self,
        destination: Destination,
        ledger: Ledger,
        clock: Clock,
        compose: Callable[[Event, datetime], Post],
    ) -> None:
        self.destination = destination
        self._ledger = ledger
        self._clock = clock
        self._compose = compose
        self._pending: dict[Key, Reminder] = {}
        self._arrived = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopping = asyncio.Event()
        self._stopped = asyncio.Event()
        self._failures = 0

    def offer(self, reminder: Reminder) -> None:
        """Take a reminder that is due. One that has been dealt with is passed over later."""
        self._pending[reminder.key] = reminder
        self._idle.clear()
        self._arrived.set()

    def replace(self, opened: Iterable[Reminder], now: datetime) -> None:
        """Take all reminders that are due by now and open, and forget others that were offered."""
        early = {key: each for key, each in self._pending.items() if each.due > now}
        self._pending = {reminder.key: reminder for reminder in opened} | early
        if self._pending:
            self._idle.clear()
            self._arrived.set()

    def clear(self) -> None:
        """Forget what was offered: the definitions have changed."""
        self._pending.clear()

    async def idle(self) -> None:
        """Wait until everything offered so far has been dealt with."""
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
            while not self._stopping.is_set():
                if not self._pending:
                    self._idle.set()
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                await self._take_step(next_step(self._pending.values(), self._clock.now()))
        finally:
            self._stopped.set()

    async def _take_step(self, step: Send | Miss) -> None:
        key = step.reminder.key
        match step:
            case Miss(reminder, reason):
                now = self._clock.now()
                if await self._stored(lambda: self._ledger.miss(reminder, now, reason)):
                    log.warning("missed %s: %s", _name(reminder), reason)
                self._pending.pop(key, None)
            case Send(reminder):
                outcome = await self._send(reminder)
                wait = None
                if isinstance(outcome, NotDelivered | Unknown):
                    self._failures += 1
                    wait = wait_before(outcome, self._failures)
                else:
                    self._failures = 0
                if wait is None:
                    self._pending.pop(key, None)
                else:
                    await self._pause(wait.total_seconds())

    async def _send(self, reminder: Reminder) -> Outcome | None:
        """Claim, send and record; None if the reminder has been dealt with already."""
        claimed = self._clock.now()
        attempt = await self._stored(lambda: self._ledger.claim(reminder, claimed))
        if attempt is None:
            return None
        now = self._clock.now()
        post = self._compose(reminder.event, now)
        try:
            outcome = await self.destination.send(post)
        except Exception as error:
            # A destination's own fault must not end the delivery of everything else.
            log.exception("sending %s failed in an unforeseen way", _name(reminder))
            outcome = Unknown(f"{type(error).__name__} while sending")
        await self._record(reminder, outcome, post)
        return outcome

    async def _record(self, reminder: Reminder, outcome: Outcome, post: Post) -> None:
        now, key = self._clock.now(), reminder.key
        match outcome:
            case Delivered(message_id):
                await self._stored(
                    lambda: self._ledger.record(
                        key, State.SENT, now, html=post.html, message_id=message_id
                    )
                )
                late = now - reminder.due
                log.info("sent %s late=%.0fs", _name(reminder), late.total_seconds())
            case NotDelivered(reason) as failure:
                state = State.FAILED if wait_before(failure, 1) is None else State.WAITING
                await self._stored(lambda: self._ledger.record(key, state, now, reason=reason))
                log.warning("not delivered %s state=%s: %s", _name(reminder), state, reason)
            case Unknown(reason):
                await self._stored(
                    lambda: self._ledger.record(
                        key, State.UNCERTAIN, now, html=post.html, reason=reason
                    )
                )
                log.warning("unknown whether delivered %s: %s", _name(reminder), reason)

    async def _stored(self, work: Callable[[], T]) -> T:
        """Do the ledger's work in a thread, for as long as it takes the database to recover."""
        while True:
            try:
                return await asyncio.to_thread(work)
            except SQLAlchemyError as error:
                log.error("the ledger cannot be written, waiting: %s", type(error).__name__)
                await self._pause(STORAGE_WAIT)
                if self._stopping.is_set():
                    raise

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def _name(reminder: Reminder) -> str:
    return f"event={reminder.event.name} lead={reminder.key.lead} to={reminder.destination}"
