"""A queue of what is to be rendered: one thing at a time, and no more waiting than can be served.

Many at once would be no sooner ready, and starve everything else.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.types import Receive

# Of ten thousand events a part takes half a second: the last of so many is ready before those who
# wait for it give up.
MOST_PLACES = 32


class NoPlace(Exception):
    """Every place of the queue is taken, or the client that waited has gone."""


@dataclass(eq=False, slots=True)
class _Place:
    """What is waited for, by how many, and whose place it is."""

    wanted: Hashable
    client: str
    waiting: int = 0
    is_lost: bool = False
    turn: asyncio.Event = field(default_factory=asyncio.Event)


class RenderQueue:
    """Has a limited number of places, and serves clients by turns, each in the order of its places.

    - A place is taken by a thing: any number of clients wait for one thing in one place. The first
      of them renders the thing, and the others find it rendered.
    - Where clients of two addresses wait for one thing, the place is that of the client with fewer.
    - When every place is taken, a client that has fewer takes the last place of the client that has
      most. So nobody fills the queue for the others.
    """

    def __init__(self) -> None:
        self._rendering = asyncio.Lock()
        self._places: dict[Hashable, _Place] = {}  # in the order in which they were taken
        self._current: _Place | None = None
        self._turns: dict[str, int] = {}  # the number of each waiting client's last turn
        self._number = 0

    @asynccontextmanager
    async def place(
        self, wanted: Hashable, receive: Receive, client: str = ""
    ) -> AsyncIterator[None]:
        """Wait until a thing may be rendered; it is rendered within the context.

        ``receive`` is that of the client that wants it, and ``client`` its address. Raises
        `NoPlace`.
        """
        place = self._take(wanted, client)
        place.waiting += 1
        gone = asyncio.create_task(_gone(receive))
        try:
            await place.turn.wait()
            if place.is_lost:
                raise NoPlace
            async with self._rendering:
                if gone.done():
                    raise NoPlace
                yield
        finally:
            gone.cancel()
            place.waiting -= 1
            if not place.waiting:
                self._leave(place)

    def _take(self, wanted: Hashable, client: str) -> _Place:
        taken = Counter(place.client for place in self._places.values())
        place = self._places.get(wanted)
        if place is not None:
            if taken[client] < taken[place.client]:
                place.client = client
            return place
        if len(self._places) >= MOST_PLACES:
            self._take_from_others(client, taken)
        place = self._places[wanted] = _Place(wanted, client)
        if self._current is None:
            self._begin(place)
        return place

    def _take_from_others(self, client: str, taken: Counter[str]) -> None:
        (greediest, most), *_ = taken.most_common(1)
        if most <= taken[client] + 1:
            raise NoPlace
        of_theirs = [place for place in self._places.values() if place.client == greediest]
        lost = of_theirs[-1] if of_theirs[-1] is not self._current else of_theirs[-2]
        del self._places[lost.wanted]
        lost.is_lost = True
        lost.turn.set()

    def _begin(self, place: _Place) -> None:
        self._current = place
        self._number += 1
        self._turns[place.client] = self._number
        place.turn.set()

    def _leave(self, place: _Place) -> None:
        if self._places.get(place.wanted) is place:
            del self._places[place.wanted]
        if place is not self._current:
            return
        self._current = None
        waiting = {each.client for each in self._places.values()}
        self._turns = {client: turn for client, turn in self._turns.items() if client in waiting}
        if self._places:
            # Of places that are alike, min() takes the first.
            self._begin(min(self._places.values(), key=lambda p: self._turns.get(p.client, 0)))


async def _gone(receive: Receive) -> None:
    """Wait until a client has gone. Whatever the client sends until then is dropped."""
    while (await receive())["type"] != "http.disconnect":
        pass
