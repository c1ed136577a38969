"""A queue of what is to be rendered: one thing at a time, and no more waiting than can be served.

Many at once would be no sooner ready, and starve everything else.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from starlette.types import Receive

# Of ten thousand events a part takes half a second: the last of so many is ready before those who
# wait for it give up.
MOST_PLACES = 32


class NoPlace(Exception):
    """Every place of the queue is taken, or the client that waited has gone."""


class RenderQueue:
    """Has a limited number of places, and serves them in the order in which they were taken.

    A place is taken by a thing, not by a client: any number of clients wait for one thing in one
    place. The first of them renders the thing, and the others find it rendered.
    """

    def __init__(self) -> None:
        self._rendering = asyncio.Lock()
        self._waiting: Counter[Hashable] = Counter()

    @asynccontextmanager
    async def place(self, wanted: Hashable, receive: Receive) -> AsyncIterator[None]:
        """Wait until a thing may be rendered; it is rendered within the context.

        ``receive`` is that of the client that wants it. Raises `NoPlace`.
        """
        if wanted not in self._waiting and len(self._waiting) >= MOST_PLACES:
            raise NoPlace
        self._waiting[wanted] += 1
        gone = asyncio.create_task(_gone(receive))
        try:
            async with self._rendering:
                if gone.done():
                    raise NoPlace
                yield
        finally:
            gone.cancel()
            self._waiting[wanted] -= 1
            if not self._waiting[wanted]:
                del self._waiting[wanted]


async def _gone(receive: Receive) -> None:
    """Wait until a client has gone. Whatever the client sends until then is dropped."""
    while (await receive())["type"] != "http.disconnect":
        pass
