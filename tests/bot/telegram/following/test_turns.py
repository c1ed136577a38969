"""In which order readers are posted to, while Telegram takes no more at once."""

import asyncio

from bot.telegram.readers.turns import Turns
from tests.bot.running.clock import utc


async def test_the_most_urgent_goes_first_and_who_has_gone_takes_no_turn() -> None:
    may, taken = asyncio.Semaphore(0), list[str]()
    turns = Turns(lambda: may.acquire())  # type: ignore[arg-type,return-value]

    async def reader(name: str, hour: str) -> None:
        await turns.come(utc(f"2022-01-12 {hour}:00"))
        taken.append(name)

    async with asyncio.TaskGroup() as group:
        group.create_task(reader("late", "12"))
        gone = group.create_task(reader("gone", "08"))
        await asyncio.sleep(0)
        group.create_task(reader("soon", "09"))
        group.create_task(reader("next", "10"))
        await asyncio.sleep(0)
        gone.cancel()
        for _ in range(4):
            may.release()
    assert taken == ["soon", "next", "late"]
