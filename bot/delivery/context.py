"""What the parts of one worker share: its destination, the ledger, the time, and the stop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.database.engine import cause
from bot.delivery.destination import Destination
from bot.delivery.outcome import Outcome, Unknown
from bot.ledger.async_ledger import AsyncLedger
from bot.ledger.ledger import LEASE, Ledger
from bot.ops.incidents import Incidents
from bot.planning.notification import Notification

log = logging.getLogger(__name__)

T = TypeVar("T")
STORAGE_WAIT = 1.0  # seconds between tries to reach a database that fails
# One attempt ends well before its claim's lease does.
ATTEMPT_SECONDS = LEASE.total_seconds() / 3


@dataclass(slots=True)
class DeliveryContext:
    """One destination, and what it takes to deal with it."""

    destination: Destination
    ledger: Ledger
    desk: AsyncLedger
    clock: Clock
    incidents: Incidents
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    failures: int = 0
    """How many attempts in a row have failed."""

    @property
    def subject(self) -> str:
        """By what name the operator hears of it."""
        return f"posts to {self.destination.name}"

    async def stored(self, work: Callable[[], T]) -> T:
        """Do the ledger's work, for as long as it takes the database to recover."""
        done = await self.read(work)
        self.incidents.close("ledger")
        return done

    async def read(self, work: Callable[[], T]) -> T:
        """Do work that writes nothing. That it can be done does not tell that all is well again."""
        while True:
            try:
                done = await self.desk.do(work)
            except SQLAlchemyError as error:
                trouble = f"cannot be used, and posts wait for it: {cause(error)}"
                self.incidents.open("ledger", trouble)
                self.ledger.reconnect()
                await self.pause(STORAGE_WAIT)
                if self.stopping.is_set():
                    raise
            else:
                return done

    def got_through(self) -> None:
        """Keep that a post is in the chat: what was in the way of earlier ones is over."""
        self.failures = 0
        self.incidents.close(self.subject)

    async def wait_for_rate_limit(self) -> None:
        """Wait for the destination's turn, or for the stop."""
        allowed = asyncio.ensure_future(self.destination.wait_for_rate_limit())
        stop = asyncio.ensure_future(self.stopping.wait())
        try:
            await asyncio.wait((allowed, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            allowed.cancel()
            stop.cancel()

    async def attempt(self, work: Awaitable[Outcome], seconds: float | None = None) -> Outcome:
        """Try something at the destination, for `ATTEMPT_SECONDS` if not told how long."""
        seconds = seconds or ATTEMPT_SECONDS
        try:
            async with asyncio.timeout(seconds):
                return await work
        except TimeoutError:
            return Unknown(f"no answer within {seconds:.0f} s", passing=True)
        except Exception as error:
            # A destination's own fault must not end the delivery of everything else.
            log.exception("%s failed in an unforeseen way", self.destination.name)
            return Unknown(f"{type(error).__name__} while sending")

    def is_too_late_for_a_claim_of(self, began: float) -> bool:
        """Tell whether a claim was held up so long that another replica may take it over."""
        return monotonic() - began > ATTEMPT_SECONDS

    async def pause(self, seconds: float) -> None:
        """Wait, or until the stop."""
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return

    async def follow_move(self, chat_id: int) -> None:
        """Keep that the destination's chat has become another one."""
        name = self.destination.name
        await self.stored(lambda: self.ledger.record_migration(name, chat_id))
        self.incidents.report(self.subject, f"the chat has become {chat_id}")


def notification_fields(notification: Notification) -> str:
    """Write a notification as the log and the operator know it."""
    name, lead = notification.event.name, notification.key.lead
    return f"event={name} lead={lead} to={notification.destination}"
