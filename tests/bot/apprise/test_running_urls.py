"""Places on other networks through the running service, by apprise's JSON over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.apprise.url_place import UrlPlace
from bot.config.destinations.wanted import UrlAddress
from bot.config.settings import Settings
from bot.delivery.outcome import Delivered, NotDelivered, Unknown
from bot.ledger.post_record import PostState
from bot.messages.post import Post, Span
from bot.service.service import Service
from tests.bot.apprise.web_hook import SECRET, WebHook, web_hook
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.patience import PATIENCE

COUNCIL = definition("2022-01-12 09:00 GMT", title="Council", reminders="[15 minutes]")


@dataclass
class Desk:
    """A service that posts to URLs alone."""

    hook: WebHook
    clock: SetClock
    agenda: AgendaFile
    settings: Settings

    def hears(self, *urls: str) -> None:
        assert self.settings.destinations is not None
        text = "".join(f'  - {{name: hook {n}, url: "{url}"}}\n' for n, url in enumerate(urls))
        self.settings.destinations.write_text(f"destinations:\n{text}", encoding="utf-8")

    @asynccontextmanager
    async def running(self, **retry: timedelta) -> AsyncIterator[Service]:
        async with running(self.settings, self.clock, pacing=pacing(**retry)) as service:
            yield service

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    agenda, clock = AgendaFile(tmp_path), SetClock(utc("2022-01-12 07:00"))
    agenda.save(COUNCIL)
    async with web_hook() as hook:
        settings = Settings(
            agendas=agenda.folder,
            database=f"sqlite:///{tmp_path / 'podium.db'}",
            destinations=tmp_path / "destinations.yaml",
            port=0,
        )
        desk = Desk(hook, clock, agenda, settings)
        desk.hears(hook.url)
        yield desk


async def test_a_place_hears_reminders_and_news(desk: Desk) -> None:
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:45")
        desk.agenda.save(COUNCIL + "    status: cancelled\n")
        await service.reloader.reload()
        await desk.at(service, "2022-01-12 08:47")
        states = [each.state for each in service.ledger.records(*PostState)]
    assert desk.hook.heads == ["In 15 minutes: Council", "Cancelled: Council"]
    assert desk.hook.posts[0]["message"] == "Wednesday 12 January 2022, 09:00 GMT"
    assert states == [PostState.SENT] * 2  # and nothing there is edited


async def test_its_url_is_in_no_name_log_or_incident(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    told: list[str] = []
    async with desk.running() as service:
        service.incidents.listen(told.append)
        desk.hook.statuses = [0]
        await desk.at(service, "2022-01-12 08:45")
        (name,) = service.workers
    assert name.startswith("url:json:")
    assert len(name) == len("url:json:") + 12
    assert told
    for text in (name, caplog.text, *told, repr(UrlAddress(desk.hook.url))):
        assert SECRET not in text


async def test_a_refusal_is_told_to_the_operator_and_tried_until_it_is_mended(desk: Desk) -> None:
    desk.hook.statuses = [403]
    async with desk.running(slow_wait=timedelta(milliseconds=10)) as service:
        told: list[str] = []
        service.incidents.listen(told.append)
        await desk.at(service, "2022-01-12 08:45")
        assert any("the network answers 403" in each for each in told)
        assert not service.incidents.ongoing
    assert desk.hook.heads == ["In 15 minutes: Council"]


async def test_what_nobody_can_tell_is_sent_once_more(desk: Desk) -> None:
    desk.hook.statuses = [0]
    async with desk.running() as service:
        await desk.at(service, "2022-01-12 08:45")
        (record,) = service.ledger.records(*PostState)
        assert (record.state, record.attempts) == (PostState.SENT, 2)
    assert desk.hook.heads == ["In 15 minutes: Council"] * 2


async def test_one_that_hangs_delays_no_other(desk: Desk) -> None:
    async with web_hook() as other:
        desk.hears(desk.hook.url, other.url)
        desk.hook.answering.clear()
        async with desk.running() as service:
            desk.clock.set(utc("2022-01-12 08:45"))
            await service.scheduler.refill()
            await other.until(lambda: len(other.posts) == len(desk.hook.posts) == 1)
            desk.hook.answering.set()
            await service.deliver_due()
            states = {each.state for each in service.ledger.records(*PostState)}
        assert states == {PostState.SENT}
    assert (len(desk.hook.posts), len(other.posts)) == (1, 1)


async def test_an_attempt_that_was_given_up_is_asked_for_when_it_has_ended(desk: Desk) -> None:
    post = Post((Span("In 15 minutes: Council"),))
    place = UrlPlace(UrlAddress(desk.hook.url), timedelta(seconds=20))
    desk.hook.answering.clear()
    sending = asyncio.create_task(place.send(post))
    await desk.hook.until(lambda: bool(desk.hook.posts))
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert isinstance(await place.send(post), NotDelivered)
    under_way = await place.find((post.text,), None)
    assert isinstance(under_way, Unknown)
    assert under_way.passing
    desk.hook.answering.set()
    async with asyncio.timeout(PATIENCE):
        while await place.find((post.text,), None) != Delivered():  # noqa: ASYNC110 - it is asked
            await asyncio.sleep(0.005)
    assert isinstance(await place.find(("another text",), None), Unknown)
    assert len(desk.hook.posts) == 1


async def test_a_place_that_is_away_hears_when_it_is_back(desk: Desk) -> None:
    async with desk.running() as service:
        desk.hook.statuses = [503, 429]
        await desk.at(service, "2022-01-12 08:45")
    assert desk.hook.heads == ["In 15 minutes: Council"]
