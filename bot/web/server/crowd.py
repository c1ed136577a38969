"""All connections of a server: who gives way when there are too many, and whose turn it is.

A connection that waits for its client costs nothing but its place. When places run out, those that
have waited longest give theirs to the newcomers: no number of idle clients shuts anybody out.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from typing import Protocol

# A sixteenth at a time: to look for one would be to look through all of them at each newcomer.
PART_THAT_GIVES_WAY = 16
# Of what all connections have to do, before the loop looks who else has come: what can be responded
# to at once is.
MOST_AT_A_TIME = 4


class Waiting(Protocol):
    """A connection, as the crowd knows it."""

    def waits_since(self) -> float | None:
        """Since when it waits for its client; None while it has something to do itself."""

    def holds(self) -> int:
        """How many bytes of requests it holds that are yet to be responded to."""

    def give_way(self) -> None:
        """End, and hold nothing more."""


class Crowd:
    """The connections of one server, and what they hold together.

    - ``most``: how many connections there may be
    - ``most_held``: how many bytes of requests they may hold together that are yet to be responded
      to. A request that comes whole, and is responded to at once, is not held.
    """

    def __init__(self, most: int, most_held: int) -> None:
        self.most = most
        self._most_held = most_held
        self._held = 0
        self._turns: deque[Callable[[], None]] = deque()
        self._is_due = False

    def queue(self, turn: Callable[[], None]) -> None:
        """Have a connection do something in its turn."""
        self._turns.append(turn)
        if not self._is_due:
            self._is_due = True
            asyncio.get_running_loop().call_soon(self._take_turns)

    def _take_turns(self) -> None:
        try:
            for _ in range(min(MOST_AT_A_TIME, len(self._turns))):
                self._turns.popleft()()
        finally:
            self._is_due = bool(self._turns)
            if self._is_due:
                asyncio.get_running_loop().call_soon(self._take_turns)

    def hold(self, more: int, connections: Collection[Waiting], holder: Waiting) -> bool:
        """Count bytes that a connection holds now, or less than nothing if it let go of some.

        Return whether there is room for them, after all others that could have given way.
        """
        self._held += more
        if more > 0 and self._held > self._most_held:
            self._make_room(connections, lambda each: each is not holder and each.holds() > 0)
            return self._held <= self._most_held
        return True

    def welcome(self, connections: Collection[Waiting], newcomer: Waiting) -> None:
        """Make room for a connection that is among the connections by now."""
        if len(connections) > self.most:
            self._make_room(connections, lambda each: each is not newcomer)

    def _make_room(
        self, connections: Collection[Waiting], concerned: Callable[[Waiting], bool]
    ) -> None:
        waiting = [
            (since, number, each)
            for number, each in enumerate(connections)
            if concerned(each) and (since := each.waits_since()) is not None
        ]
        waiting.sort()
        for _, _, each in waiting[: max(1, self.most // PART_THAT_GIVES_WAY)]:
            each.give_way()
