"""Turns requests into renderings: one at a time, and no more waiting than can be served.

Many at once would be no sooner ready, and starve everything else.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from starlette.types import Receive

from bot.web.http.responses import StaticResponse

# Of ten thousand events a part takes half a second: the last of so many is ready before those who
# wait for it give up.
MOST_WANTED = 32
# Not by a fault of the request: the same one is answered when fewer ask. Calendars keep what they
# have and ask again, and so do caches (stale-if-error).
BUSY = StaticResponse(
    503,
    (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"51"),
        (b"retry-after", b"30"),
        (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", b"*"),
        (b"x-content-type-options", b"nosniff"),
    ),
    b"503: too much is asked for at once; ask again soon\n",
)


class QueueFull(Exception):
    """Too much is waited for already, or whoever asked has gone; the answer is `BUSY`."""


class RenderQueue:
    """Gives turns in the order in which they were asked for.

    Each thing that is waited for takes one place, however many wait for it: whoever has the first
    turn makes it for all of them.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._wanted: Counter[Hashable] = Counter()

    @asynccontextmanager
    async def take(self, wanted: Hashable, receive: Receive) -> AsyncIterator[None]:
        """Wait for a turn at something that the client behind ``receive`` wants.

        Raises `QueueFull`.
        """
        if wanted not in self._wanted and len(self._wanted) >= MOST_WANTED:
            raise QueueFull
        self._wanted[wanted] += 1
        going = asyncio.create_task(_gone(receive))
        try:
            async with self._turn:
                if going.done():
                    raise QueueFull
                yield
        finally:
            going.cancel()
            self._wanted[wanted] -= 1
            if not self._wanted[wanted]:
                del self._wanted[wanted]


async def _gone(receive: Receive) -> None:
    """Wait until a client has gone. What it may send until then is of no use to anybody."""
    while (await receive())["type"] != "http.disconnect":
        pass
