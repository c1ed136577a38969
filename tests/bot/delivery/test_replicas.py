"""What replicas do at the same time leaves readers with what is so, told once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.postgresql import PostgreSQL
from tests.bot.running.replicas import ready, settings_for
from tests.bot.running.running_service import running
from tests.telegram_server.faults import Hold
from tests.telegram_server.server import TelegramServer


@dataclass(frozen=True, slots=True)
class Replicas:
    """Two services on one ledger, and what they share."""

    clock: SetClock
    server: TelegramServer
    file: AgendaFile
    services: list[Service]

    async def save(self, text: str) -> None:
        """Change the definitions, and have both take them over."""
        self.file.save(text)
        reloads = (service.reloader.reload() for service in self.services)
        assert all(await asyncio.gather(*reloads))

    async def refill(self) -> None:
        """Have both offer what is due."""
        await asyncio.gather(*(service.scheduler.refill() for service in self.services))

    async def deliver_due(self, seconds: float = 0, times: int = 1) -> None:
        """Have time pass, and both deliver what is due."""
        for _ in range(times):
            self.clock.set(self.clock.now() + timedelta(seconds=seconds))
            await asyncio.gather(*(service.deliver_due() for service in self.services))

    @property
    def heads(self) -> list[str]:
        """The first lines of what the channel holds."""
        return [post.text.partition("\n")[0] for post in self.server.posts("@talks")]


@asynccontextmanager
async def replicas(
    postgresql: PostgreSQL, folder: Path, now: str, text: str, operator: str | None = None
) -> AsyncIterator[Replicas]:
    clock, file = SetClock(utc(now)), AgendaFile(folder)
    file.save(text)
    async with TelegramServer(now=clock.now) as server, AsyncExitStack() as stack:
        server.add_channel("@talks")
        server.add_channel("@operators")
        settings = settings_for(server, postgresql.fresh(), agendas=file.folder, operator=operator)
        services = [await stack.enter_async_context(running(settings, clock)) for _ in range(2)]
        for service in services:
            await ready(service, server)
        both = Replicas(clock, server, file, services)
        await both.deliver_due()
        yield both


@pytest.mark.parametrize("answers_after", [0.0, 0.5])
async def test_a_reminder_that_a_notice_tells_too_waits_for_whoever_posts_the_notice(
    postgresql: PostgreSQL, tmp_path: Path, answers_after: float
) -> None:
    async with replicas(postgresql, tmp_path, "2022-01-11 10:00", definition()) as both:
        both.clock.set(utc("2022-01-11 11:00"))
        await both.save(definition("2022-01-12 10:30 GMT"))  # its 24 hours' reminder is due
        both.server.fail(Hold(answers_after), method="sendMessage")
        await both.deliver_due(60)
        await both.deliver_due(10, times=2)
        assert both.heads[1:] == ["New time: Council"]


async def test_what_one_replica_is_saying_late_the_other_does_not_say_in_time(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    text = definition(reminders="[5 minutes, 1 minute]")
    async with replicas(postgresql, tmp_path, "2022-01-12 08:50", text) as both:
        both.clock.set(utc("2022-01-12 08:58:40"))
        both.server.fail(Hold(), method="sendMessage")
        await both.refill()
        await both.server.until(lambda: both.server.held == 1)
        both.clock.set(utc("2022-01-12 08:59"))
        await both.refill()
        others = [service.workers["telegram:@talks"].idle() for service in both.services]
        await asyncio.wait(map(asyncio.ensure_future, others), return_when="FIRST_COMPLETED")
        both.server.release()
        await both.deliver_due(1, times=2)
        assert both.heads == ["In 1 minute: Council"]


@pytest.mark.parametrize("operator", [None, "@operators"])
async def test_a_reminder_that_arrives_after_its_event_was_cancelled_is_corrected(
    postgresql: PostgreSQL, tmp_path: Path, operator: str | None
) -> None:
    leads = "[2 minutes]"
    first = definition(reminders=leads)
    async with replicas(postgresql, tmp_path, "2022-01-12 08:05", first, operator) as both:
        both.clock.set(utc("2022-01-12 08:58"))
        both.server.fail(Hold(), method="sendMessage")
        await both.refill()
        await both.server.until(lambda: both.server.held == 1)
        await both.save(definition(status="cancelled", reminders=leads))
        await both.refill()
        await both.server.until(lambda: "Cancelled: Council" in both.heads)
        both.server.release()
        await both.server.until(lambda: len(both.heads) == 2)
        await both.deliver_due(20, times=3)
        assert both.heads[0] == "Cancelled: Council"
        assert both.heads[1].startswith("Out of date")


async def test_a_notice_that_arrives_after_a_newer_one_is_corrected_and_not_the_newer(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    leads = "[15 minutes]"
    first = definition(reminders=leads)
    async with replicas(postgresql, tmp_path, "2022-01-12 08:50", first) as both:
        both.clock.set(utc("2022-01-12 08:57") + timedelta(seconds=10))
        both.server.fail(Hold(), method="sendMessage")
        await both.save(definition("2022-01-12 11:00 GMT", reminders=leads))
        await both.refill()
        await both.server.until(lambda: both.server.held == 1)
        both.clock.set(both.clock.now() + timedelta(seconds=15))
        await both.save(definition("2022-01-12 12:00 GMT", reminders=leads))
        both.clock.set(both.clock.now() + timedelta(seconds=15))
        await both.refill()
        await both.server.until(lambda: len(both.heads) == 2)
        both.server.release()
        await both.server.until(lambda: len(both.heads) == 3)
        await both.deliver_due(30, times=3)
        newer, older = both.server.posts("@talks")[1:]
        assert newer.text.startswith("New time")
        assert "12:00 GMT" in newer.text
        assert older.text.startswith("Out of date")
        assert "11:00 GMT" in older.text
