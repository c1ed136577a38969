"""Work on very many things in turns, so that answers and posts do not wait until all is done."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

from bot.planning.keys import Key
from bot.planning.notification import Notification

MOST_AT_ONCE = 1000  # a few milliseconds; a hundred thousand notifications take half a second

Item = TypeVar("Item")


async def in_turns(items: Sequence[Item]) -> AsyncIterator[Item]:
    """Yield items, and let everybody else have a turn after each `MOST_AT_ONCE`."""
    for number, item in enumerate(items, 1):
        yield item
        if number % MOST_AT_ONCE == 0:
            await asyncio.sleep(0)


async def by_destination_in_turns(
    notifications: Sequence[Notification],
) -> dict[str, dict[Key, Notification]]:
    """Sort notifications out by destination and key: to write the keys is what takes long."""
    found: dict[str, dict[Key, Notification]] = {}
    async for each in in_turns(notifications):
        found.setdefault(each.destination, {})[each.key] = each
    return found
