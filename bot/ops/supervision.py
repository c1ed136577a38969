"""Keeping a part of the service running: work that fails is begun again, and the operator told."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from bot.ops.incidents import Incidents

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """How soon failed work is begun again, and how long it must go on to be taken for well.

    The wait doubles with each failure up to the ``longest``, until the work went well.
    """

    wait: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=1)
    well_after: timedelta = timedelta(seconds=60)

    def wait_after(self, failures: int) -> timedelta:
        """Return the wait after so many failures in a row, from 1."""
        doubled = self.wait * (1 << min(failures - 1, 20))
        return min(doubled, self.longest)


@asynccontextmanager
async def kept_running(
    name: str,
    work: Callable[[], Awaitable[None]],
    incidents: Incidents,
    policy: RestartPolicy,
) -> AsyncIterator[None]:
    """Run work beside the body of the context, again after each failure, until the context ends.

    Work that returns by itself is done, and is not begun again.
    """
    subject = f"running {name}"

    async def keep() -> None:
        well: asyncio.TimerHandle | None = None
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            begun = loop.time()
            try:
                await work()
                return
            except Exception as error:
                # One part's fault must not end the others; the log has it, and it is tried again.
                log.exception("%s failed", name)
                if well:
                    well.cancel()
                text = f"failed, and is begun again: {type(error).__name__}"
                incidents.open(subject, text)
                if task.cancelling():
                    return  # its fault came in the way of its being stopped
                went_well = loop.time() - begun >= policy.well_after.total_seconds()
                failures = 1 if went_well else failures + 1
                await asyncio.sleep(policy.wait_after(failures).total_seconds())
                well = loop.call_later(policy.well_after.total_seconds(), incidents.close, subject)

    task = asyncio.create_task(keep(), name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
