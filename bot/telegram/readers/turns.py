"""Readers' posts in turn: after those of channels, and of themselves the most urgent first."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count


class Turns:
    """Gives one reader's post after the other its turn, as fast as ``wait`` lets it."""

    def __init__(self, wait: Callable[[], Awaitable[None]]) -> None:
        self._wait = wait
        self._waiting: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._giving: asyncio.Task[None] | None = None

    async def come(self, urgency: datetime) -> None:
        """Wait for a turn; of those who wait, what is about the soonest event goes first."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (urgency, next(self._numbers), turn))
        if self._giving is None or self._giving.done():
            self._giving = asyncio.create_task(self._give(), name="readers' turns")
        await turn

    async def _give(self) -> None:
        while self._forget_those_gone():
            await self._wait()
            # Somebody more urgent may have come meanwhile, or somebody have gone.
            if self._forget_those_gone():
                heappop(self._waiting)[2].set_result(None)

    def _forget_those_gone(self) -> bool:
        """Forget who waits no more at the head; tell whether anybody waits."""
        while self._waiting and self._waiting[0][2].done():
            heappop(self._waiting)
        return bool(self._waiting)
