"""How many messages Telegram takes in a while, counted over every span of that length."""

import asyncio
from collections import deque
from time import monotonic


class Rate:
    """At most so many messages in any span of so many seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._taken: deque[float] = deque(maxlen=most)

    @property
    def wait_seconds(self) -> float:
        """How long it is until another message is allowed; 0 if it is now."""
        if len(self._taken) != self._taken.maxlen:
            return 0
        return max(self._taken[0] + self._seconds - monotonic(), 0)

    def count(self) -> None:
        """Count a message that is sent now."""
        self._taken.append(monotonic())


async def allowed(*rates: Rate) -> None:
    """Wait until a message is allowed by all of some rates, and count it."""
    while True:
        wait = max(rate.wait_seconds for rate in rates)
        if not wait:
            break
        await asyncio.sleep(wait)
    for rate in rates:
        rate.count()
