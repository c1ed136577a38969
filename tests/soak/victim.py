"""The real service in a process that is made to be killed, at a given step or anywhere."""

import asyncio
import os
import random
import signal
from collections.abc import Awaitable, Callable
from ctypes import c_bool, c_double
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import uvloop

from bot.config.settings import Settings
from bot.database.timeouts import PostgresTimeouts
from bot.delivery.outcome import Outcome
from bot.delivery.posting.sending import Sender
from bot.delivery.retry import RetryPolicy
from bot.email.mailbox import Mailbox
from bot.ledger.ledger import Ledger
from bot.messages.post import Post
from bot.ops.logging import set_up_logging
from bot.service.pacing import Pacing
from bot.service.service import running
from bot.telegram.chat import TelegramChat
from bot.telegram.limits import TelegramLimits

# Nobody deletes messages here, and to look for long is to miss minutes of this world.
LIMITS = TelegramLimits(posts_at_once=1000, posts_a_minute=1000, most_gaps=5)


class Step(StrEnum):
    """Where a life ends by its own hand."""

    BEFORE_CLAIM = "before claim"
    AFTER_CLAIM = "after claim"
    WHILE_SENDING = "while sending"
    AFTER_ANSWER = "after the answer"
    BEFORE_RECORD = "before record"
    AFTER_RECORD = "after record"


@dataclass(frozen=True, slots=True)
class SharedClock:
    """A clock that goes on through all lives, many times as fast as the machine's.

    - ``passed``: its seconds since the start, which the harness counts: on a machine that is too
      busy to keep up, everybody's time goes more slowly
    - ``ahead``: by how many seconds it is wrong now
    """

    start: datetime
    speed: float
    passed: c_double
    ahead: c_double

    def now(self) -> datetime:
        return self.right() + timedelta(seconds=self.ahead.value)

    def right(self) -> datetime:
        """The time, as it would be if nobody set the clock."""
        return self.start + timedelta(seconds=self.passed.value)

    def system_time(self, instant: datetime) -> datetime:
        return datetime.now(UTC) + (instant - self.now()) / self.speed


@dataclass(frozen=True, slots=True)
class Life:
    """One life of the service: with which settings, and after how many posts it ends at a step.

    Alone on its ledger, it has no lease that its attempts must end within.
    """

    settings: Settings
    clock: SharedClock
    alone: bool
    step: Step | None = None
    posts: int = 1
    seed: int = 0


def live(life: Life, ready: c_bool) -> None:
    """Run the service until somebody kills or stops it, and tell when it is there."""
    set_up_logging(50)
    if life.step is not None:
        _end_at(life.step, life.posts, random.Random(life.seed))
    uvloop.run(_serve(life, ready))


def _pacing(life: Life) -> Pacing:
    """The waits are real time, and this world is faster."""
    timeouts = PostgresTimeouts()
    retry = RetryPolicy(
        first_wait=timedelta(milliseconds=50),
        uncertain_wait=timedelta(milliseconds=50),
        look_wait=timedelta(milliseconds=100),
    )
    if not life.alone:
        retry = replace(retry, attempt=retry.attempt / life.clock.speed)
        # How long the locks of a suspended replica are waited for.
        idle = timeouts.idle_in_transaction / life.clock.speed
        timeouts = replace(timeouts, idle_in_transaction=idle)
    return Pacing(retry=retry, telegram=LIMITS, database=timeouts, heartbeat=timedelta(seconds=1))


async def _serve(life: Life, ready: c_bool) -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    async with running(life.settings, life.clock, pacing=_pacing(life)):
        ready.value = True
        await stopped.wait()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _end_at(step: Step, posts: int, chance: random.Random) -> None:
    """Have this process end at a step of its n-th post."""
    left = iter(range(posts - 1, -1, -1))

    def due() -> bool:
        return next(left, 1) == 0

    claim, sent = Ledger.claim_together, Ledger.record_sent
    recorded = Sender._record_sent

    def dying_claim(self: Ledger, *arguments: Any, **named: Any) -> Any:
        if step is Step.BEFORE_CLAIM and due():
            _die()
        return claim(self, *arguments, **named)

    def dying_sent(self: Ledger, *arguments: Any, **named: Any) -> bool:
        if step is Step.BEFORE_RECORD and due():
            _die()
        return sent(self, *arguments, **named)

    async def dying_recorded(self: Sender, *arguments: Any) -> Any:
        result = await recorded(self, *arguments)
        if step is Step.AFTER_RECORD and due():
            _die()
        return result

    Ledger.claim_together = dying_claim  # type: ignore[method-assign,assignment]
    Ledger.record_sent = dying_sent  # type: ignore[method-assign,assignment]
    TelegramChat.send = _dying(TelegramChat.send, step, due, chance)  # type: ignore[method-assign]
    Mailbox.send = _dying(Mailbox.send, step, due, chance)  # type: ignore[method-assign]
    Sender._record_sent = dying_recorded  # type: ignore[method-assign,assignment]


Send = Callable[[Any, Post], Awaitable[Outcome]]


def _dying(send: Send, step: Step, due: Callable[[], bool], chance: random.Random) -> Any:
    """Return a destination's `send` in which this process ends, at a step that is in it."""

    async def dying_send(self: Any, post: Post) -> Outcome:
        if step is Step.AFTER_CLAIM and due():
            _die()
        if step is Step.WHILE_SENDING and due():
            asyncio.get_running_loop().call_later(chance.uniform(0, 0.006), _die)
        outcome = await send(self, post)
        if step is Step.AFTER_ANSWER and due():
            _die()
        return outcome

    return dying_send
