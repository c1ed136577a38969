"""The instants at which something is due soon, held by APScheduler: a job for each.

Jobs live in memory only: the ledger is the truth, and jobs that were stored would go stale when
definitions change.
"""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.clock import Clock


class DueListener(Protocol):
    """Is told of an instant that has come."""

    async def __call__(self, due: datetime, /) -> None:
        """Do what is due at a UTC instant."""


class Jobs:
    """The jobs, each of which calls ``on_due`` at its instant."""

    def __init__(self, clock: Clock, on_due: DueListener) -> None:
        self._clock = clock
        self._on_due = on_due
        self._armed: set[datetime] = set()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True}
        )

    @property
    def are_run(self) -> bool:
        """Whether jobs are run: they are not before the start, nor in a rehearsal."""
        return bool(self._scheduler.running)

    def start(self) -> None:
        """Begin to run jobs."""
        self._scheduler.start()

    def stop(self) -> None:
        """Run no job any more, and wait for none."""
        self._scheduler.shutdown(wait=False)

    def wake(self) -> None:
        """Run the jobs whose instants have passed, though no timer has told of them."""
        self._scheduler.wakeup()

    async def arm(
        self, wanted: Collection[datetime], now: datetime, is_wanted: Callable[[], bool]
    ) -> None:
        """Hold a job for each of the ``wanted`` UTC instants, and for no other after ``now``.

        No more are added once ``is_wanted`` tells that others are wanted.
        """
        for due in [each for each in self._armed if each > now and each not in wanted]:
            self._disarm(due)
        for due in [each for each in wanted if each not in self._armed]:
            self._armed.add(due)
            self._scheduler.add_job(
                self._run,
                DateTrigger(self._clock.system_time(due), timezone=UTC),
                args=[due],
                id=due.isoformat(),
                replace_existing=True,
            )
            await asyncio.sleep(0)  # a thousand of them would hold up answers and posts
            if not is_wanted():
                return

    def disarm_all(self) -> None:
        """Hold no job."""
        for due in [*self._armed]:
            self._disarm(due)

    def _disarm(self, due: datetime) -> None:
        self._armed.discard(due)
        with suppress(JobLookupError):  # the job has run in the meantime
            self._scheduler.remove_job(due.isoformat())

    async def _run(self, due: datetime) -> None:
        self._armed.discard(due)
        with suppress(asyncio.CancelledError):  # a stop, which APScheduler takes for a fault
            await self._on_due(due)
