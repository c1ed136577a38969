"""A running service whose definitions a test edits, and the channel that hears of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.config.settings import Settings
from bot.ledger.post_record import PostState
from bot.service.pacing import Pacing
from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import PACING, running
from tests.telegram_server.chats import Post
from tests.telegram_server.server import TelegramServer

MINUTE = timedelta(minutes=1)
HURRIED = pacing()


class Edited:
    """A running service whose definitions a test edits, and its channel."""

    def __init__(
        self, service: Service, server: TelegramServer, clock: SetClock, file: AgendaFile
    ) -> None:
        self.service = service
        self.server = server
        self.clock = clock
        self.file = file

    async def save(self, *definitions: str) -> bool:
        self.file.save(*definitions)
        return await self.service.reloader.reload()

    async def at(self, instant: datetime) -> None:
        self.clock.set(instant)
        await self.service.deliver_due()

    async def later(self, minutes: float) -> None:
        await self.at(self.clock.now() + minutes * MINUTE)

    @property
    def heads(self) -> list[str]:
        return [post.text.partition("\n")[0] for post in self.posts]

    @property
    def posts(self) -> list[Post]:
        return [post for post in self.server.posts("@talks") if not post.deleted]

    def states(self) -> dict[str, PostState]:
        return {record.key.lead: record.state for record in self.service.ledger.records(*PostState)}


def settings_for(server: TelegramServer, file: AgendaFile, **more: object) -> Settings:
    return Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        agendas=file.folder,
        database=f"sqlite:///{file.folder.parent / 'podium.db'}",
        port=0,
        admin_port=0,
        **more,  # type: ignore[arg-type]
    )


@asynccontextmanager
async def served(
    server: TelegramServer,
    clock: SetClock,
    file: AgendaFile,
    pacing: Pacing = PACING,
    **more: object,
) -> AsyncIterator[Edited]:
    async with running(settings_for(server, file, **more), clock, pacing=pacing) as service:
        telegram = service.telegram
        assert telegram is not None
        await server.until(lambda: telegram.is_ready)
        yield Edited(service, server, clock, file)


@asynccontextmanager
async def started(
    server: TelegramServer,
    clock: SetClock,
    file: AgendaFile,
    pacing: Pacing = PACING,
    **more: object,
) -> AsyncIterator[Edited]:
    """The same, when everything that was due at the start has been delivered."""
    async with served(server, clock, file, pacing, **more) as edited:
        await edited.later(0)
        yield edited


@asynccontextmanager
async def saved(
    folder: Path,
    now: str,
    text: str | None = None,
    pacing: Pacing = HURRIED,
    **chats: str,
) -> AsyncIterator[Edited]:
    """A service with a file of one definition, its channel, and its operator's if it has one."""
    clock = SetClock(utc(now))
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", *chats.values()):
            server.add_channel(name)
        file = AgendaFile(folder)
        file.save(text or definition())
        async with started(server, clock, file, pacing, **chats) as edited:
            yield edited
