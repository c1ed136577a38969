"""The ledger's work, asked for by coroutines: what comes at the same time is done together.

A transaction costs a write to the disk that must be waited for. When hundreds of posts are due at
one instant, their claims share one.
"""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.ledger.ledger import Ledger

T = TypeVar("T")
Asked = tuple[Callable[[], object], asyncio.Future[Any]]
MOST_TOGETHER = 200


class AsyncLedger:
    """Takes work for one ledger, and does it in a thread.

    Replicas of a ``shared`` ledger would come to wait for each other's rows: there each piece of
    work stays a transaction of its own.
    """

    def __init__(self, ledger: Ledger, *, shared: bool = False) -> None:
        self._ledger = ledger
        self._shared = shared
        self._waiting: list[Asked] = []
        self._working: asyncio.Task[None] | None = None

    async def do(self, work: Callable[[], T]) -> T:
        """Do a piece of the ledger's work; raises what it raises."""
        if self._shared:
            return await asyncio.to_thread(work)
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await done

    async def _work(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            together = await _ended(self._ledger.together, [work for work, _ in taken])
            if together.exception() is None:
                for (_, done), result in zip(taken, together.result(), strict=True):
                    if not done.cancelled():
                        done.set_result(result)
            else:
                await self._do_one_by_one(taken)

    async def _do_one_by_one(self, taken: list[Asked]) -> None:
        # One that fails must not fail the others; whoever asked decides what to do about it.
        for work, done in taken:
            alone = await _ended(work)
            if done.cancelled():
                continue
            if error := alone.exception():
                done.set_exception(error)
            else:
                done.set_result(alone.result())


async def _ended(work: Callable[..., T], *arguments: object) -> asyncio.Future[T]:
    """Do work in a thread, and return how it ended, whatever it raised."""
    working = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    await asyncio.wait([working])
    return working
