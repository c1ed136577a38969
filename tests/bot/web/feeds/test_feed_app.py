"""Who waits for what when things are made: readers never, an edit for nobody, parts in a queue."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import httpx
import pytest

from bot.clock import Clock
from bot.publishing.publication import CurrentPublication, Publication
from bot.web.admin import Health
from bot.web.feed_app import FeedApp
from bot.web.feeds import CALENDAR, Feed, FeedTable
from bot.web.http.render_queue import MOST_PLACES
from bot.web.http.responses import PreparedResource
from bot.web.http.static_response import StaticResponse
from events.model import Place
from tests.bot.web.publications import bundled, event, publication_of
from tests.bot.web.serving import Served, served
from tests.events.builders import unfolded
from tests.patience import PATIENCE

PART = f"{CALENDAR}?city=Geneva"
NO_PAGES = StaticResponse(404, ())
GENEVA = Place("Geneva", "Europe/Zurich")
EDITED = publication_of(event("2022-01-12 10:00", title="Edited", place=GENEVA))


class Workshop:
    """Where feeds are made, which can be brought to a standstill."""

    def __init__(self) -> None:
        self.forget()
        self.ready: list[FeedTable] = []
        self._open = threading.Event()
        self._open.set()

    def build(self, current: CurrentPublication, clock: Clock, health: Health) -> FeedApp:
        """Compose a site of feeds alone, whose tables are made here."""
        return FeedApp(current, self.table, NO_PAGES)

    def table(self, publication: Publication) -> FeedTable:
        """Return the table of a publication that is ready, or make it."""
        of_it = (table for table in self.ready if table.publication is publication)
        return next(of_it, None) or HeldTable(publication, self)

    def await_opening(self, feed: Feed) -> None:
        self.made.append(feed)
        self._begun.release()
        assert self._open.wait(PATIENCE)

    @contextmanager
    def closed(self) -> Iterator[None]:
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()

    def forget(self) -> None:
        self.made: list[Feed] = []
        self._begun = threading.Semaphore(0)

    async def begins(self) -> None:
        assert await asyncio.to_thread(self._begun.acquire, timeout=PATIENCE)


class HeldTable(FeedTable):
    """Makes each feed when the workshop is open."""

    def __init__(self, publication: Publication, workshop: Workshop) -> None:
        self._workshop = workshop
        super().__init__(publication, {})

    def make(self, feed: Feed) -> PreparedResource:
        self._workshop.await_opening(feed)
        return super().make(feed)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture
async def site(workshop: Workshop) -> AsyncIterator[Served]:
    async with served(bundled(), build=workshop.build) as site:
        workshop.forget()
        yield site


async def test_while_an_edit_is_made_readers_have_what_was_before(
    site: Served, workshop: Workshop
) -> None:
    before = await site.client.get(CALENDAR)
    with workshop.closed():
        edit = asyncio.create_task(site.show(EDITED))
        await workshop.begins()
        meanwhile = await site.client.get(CALENDAR)
    await edit
    after = await site.client.get(CALENDAR)
    assert meanwhile.content == before.content
    assert b"Edited" in after.content


async def test_what_nobody_showed_is_shown_soon(site: Served) -> None:
    site.publication = EDITED
    while b"Edited" not in (await site.client.get(CALENDAR)).content:
        pass


async def test_an_edit_waits_for_no_part_and_those_who_wait_have_the_edit(
    site: Served, workshop: Workshop
) -> None:
    workshop.ready = [workshop.table(EDITED)]
    workshop.forget()
    with workshop.closed():
        asked = [asyncio.create_task(site.client.get(f"{PART}&alarm=1h"))]
        await workshop.begins()
        asked += [
            asyncio.create_task(site.client.get(part)) for part in (PART, f"{CALENDAR}?city=Vienna")
        ]
        await asyncio.sleep(0.1)
        await asyncio.wait_for(site.show(EDITED), PATIENCE / 2)
        assert b"Edited" in (await site.client.get(CALENDAR)).content
    being_made, waited, gone = [await each for each in asked]
    assert being_made.status_code == 200
    assert b"Edited" in waited.content
    assert gone.status_code == 200
    told = "X-WR-CALDESC:Nothing matches. Unknown: city=Vienna. There is: city=Geneva."
    assert told in unfolded(gone.content)


async def test_too_many_parts_at_once_are_to_be_asked_for_again(
    site: Served, workshop: Workshop
) -> None:
    parts = [f"{CALENDAR}?alarm={minutes}m" for minutes in range(1, 2 + MOST_PLACES)]
    near = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
    async with httpx.AsyncClient(base_url=site.url, transport=near, timeout=PATIENCE) as other:
        with workshop.closed():
            waiting = [asyncio.create_task(site.client.get(part)) for part in parts]
            refused, in_places = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            asked = asyncio.create_task(other.get(PART))
            gave_way, _ = await asyncio.wait(in_places, return_when=asyncio.FIRST_COMPLETED)
        assert (await asked).status_code == 200
    assert [each.result().status_code for each in (*refused, *gave_way)] == [503, 503]
    statuses = [(await each).status_code for each in waiting]
    assert sorted(statuses) == [200] * (MOST_PLACES - 1) + [503, 503]


async def until_connected(site: Served, number: int) -> None:
    async with asyncio.timeout(PATIENCE / 2):
        while len(site.connections) != number:  # noqa: ASYNC110 - it is the server that changes
            await asyncio.sleep(0.01)


async def test_nothing_is_made_for_those_who_have_gone(site: Served, workshop: Workshop) -> None:
    port = int(site.url.rpartition(":")[2])
    with workshop.closed():
        first = asyncio.create_task(site.client.get(PART))
        await workshop.begins()
        for minutes in range(1, MOST_PLACES):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {CALENDAR}?alarm={minutes}m HTTP/1.1\r\nhost: t\r\n\r\n".encode())
            await writer.drain()
            await until_connected(site, 2)
            writer.close()
            await until_connected(site, 1)
    assert (await first).status_code == 200
    assert (await site.client.get(f"{CALENDAR}?city=Vienna")).status_code == 200
    assert len(workshop.made) == 2


@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("OPTIONS", 204)])
async def test_what_does_not_read_has_nothing_made(
    site: Served, workshop: Workshop, method: str, status: int
) -> None:
    assert (await site.client.request(method, PART)).status_code == status
    assert workshop.made == []
