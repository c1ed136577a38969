"""A place in the queue: in order, one for all who want the same, and within bounds."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

import pytest
from starlette.types import Message

from bot.web.http.refusals import BUSY
from bot.web.http.render_queue import MOST_PLACES, NoPlace, RenderQueue


class Client:
    """Asks for something, and stays until it goes."""

    def __init__(self) -> None:
        self._messages: asyncio.Queue[Message] = asyncio.Queue()
        self._messages.put_nowait({"type": "http.request", "body": b"", "more_body": False})

    async def receive(self) -> Message:
        return await self._messages.get()

    def go(self) -> None:
        self._messages.put_nowait({"type": "http.disconnect"})


class Work:
    """Makes each thing when its place comes, until it may end, and knows what was made."""

    def __init__(self) -> None:
        self.queue = RenderQueue()
        self.made: list[Hashable] = []
        self.may_end = asyncio.Event()

    async def ask(self, wanted: Hashable, client: Client, address: str = "") -> None:
        async with self.queue.place(wanted, client.receive, address):
            self.made.append(wanted)
            await self.may_end.wait()


async def all_has_gone_on() -> None:
    """Let everything here go on until it waits: nothing of it waits for the time, or a thread."""
    for _ in range(100):
        await asyncio.sleep(0)


@asynccontextmanager
async def waiting(work: Work, *wanted: Hashable) -> AsyncIterator[list[Client]]:
    """Ask for things, the first of which is being made when the context begins."""
    clients = [Client() for _ in wanted]
    async with asyncio.TaskGroup() as group:
        for each, client in zip(wanted, clients, strict=True):
            group.create_task(work.ask(each, client))
        await all_has_gone_on()
        yield clients
        work.may_end.set()


async def test_one_thing_at_a_time_in_the_order_in_which_they_were_asked_for() -> None:
    work = Work()
    async with waiting(work, "a", "b", "c"):
        assert work.made == ["a"]
    assert work.made == ["a", "b", "c"]


async def test_beyond_a_number_of_things_nothing_more_is_waited_for() -> None:
    work = Work()
    async with waiting(work, *range(MOST_PLACES)):
        with pytest.raises(NoPlace):
            await work.ask("more", Client())
    await work.ask("more", Client())
    assert work.made[-1] == "more"


async def test_any_number_may_wait_for_the_same_thing() -> None:
    work = Work()
    async with waiting(work, *["same"] * 5 * MOST_PLACES):
        pass
    assert len(work.made) == 5 * MOST_PLACES


async def test_who_has_gone_loses_the_place_and_leaves_no_trace() -> None:
    work, gone = Work(), Client()
    async with waiting(work, "a"):
        asked = asyncio.create_task(work.ask("b", gone))
        gone.go()
        await all_has_gone_on()
    with pytest.raises(NoPlace):
        await asked
    assert work.made == ["a"]
    async with waiting(work, *range(MOST_PLACES)):
        pass
    assert len(work.made) == 1 + MOST_PLACES


async def test_one_client_takes_neither_every_place_nor_every_turn() -> None:
    work = Work()
    async with asyncio.TaskGroup() as group:
        greedy = [
            group.create_task(_refused(work, number, "greedy")) for number in range(MOST_PLACES)
        ]
        await all_has_gone_on()
        modest = [group.create_task(_refused(work, word, "modest")) for word in ("a", "b")]
        await all_has_gone_on()
        assert await _refused(work, "more", "greedy")
        work.may_end.set()
    assert not any(task.result() for task in modest)
    assert [task.result() for task in greedy] == [*[False] * (MOST_PLACES - 2), True, True]
    assert work.made[:5] == [0, "a", 1, "b", 2]


async def test_a_place_that_another_joined_is_not_lost_with_those_of_the_first() -> None:
    work = Work()
    async with asyncio.TaskGroup() as group:
        for number in range(MOST_PLACES):
            group.create_task(_refused(work, number, "greedy"))
        await all_has_gone_on()
        joined = group.create_task(_refused(work, MOST_PLACES - 1, "modest"))
        await all_has_gone_on()
        other = group.create_task(_refused(work, "other", "other"))
        await all_has_gone_on()
        work.may_end.set()
    assert (joined.result(), other.result()) == (False, False)


async def _refused(work: Work, wanted: Hashable, address: str) -> bool:
    try:
        await work.ask(wanted, Client(), address)
    except NoPlace:
        return True
    return False


def test_the_response_when_busy_asks_to_come_again() -> None:
    headers = dict(BUSY.headers)
    assert (BUSY.status, int(headers[b"retry-after"])) == (503, 30)
    assert int(headers[b"content-length"]) == len(BUSY.body)
    assert BUSY.body.count(b"\n") == 1
