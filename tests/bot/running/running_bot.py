"""The real bot, running against the loopback server, without the rest of the service."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.publishing.publication import Publication
from bot.telegram.bot import TelegramBot
from bot.telegram.limits import TelegramLimits
from events.revisions import first_revisions
from tests.bot.making.week import BEFORE_THE_WEEK, bundled
from tests.bot.running.clock import SetClock
from tests.bot.running.running_service import UNLIMITED
from tests.telegram_server.server import TelegramServer


def made_bot(
    server: TelegramServer,
    *,
    public_url: str | None = None,
    now: datetime = BEFORE_THE_WEEK,
    limits: TelegramLimits = UNLIMITED,
    shown: Callable[[], Publication] | None = None,
) -> TelegramBot:
    """The bot with the bundled agenda, or with what is ``shown``; it does not run yet."""
    agendas = bundled()
    publication = Publication(agendas, first_revisions(agendas), public_url)
    return TelegramBot(
        server.token,
        server.url,
        shown or (lambda: publication),
        SetClock(now),
        Incidents(),
        RetryPolicy(),
        limits,
    )


@asynccontextmanager
async def running_bot(
    server: TelegramServer,
    *,
    public_url: str | None = None,
    now: datetime = BEFORE_THE_WEEK,
    limits: TelegramLimits = UNLIMITED,
    shown: Callable[[], Publication] | None = None,
) -> AsyncIterator[TelegramBot]:
    """Run the bot, and wait until it listens."""
    telegram = made_bot(server, public_url=public_url, now=now, limits=limits, shown=shown)
    task = asyncio.create_task(telegram.run())
    try:
        await server.until(lambda: server.is_polled or task.done())
        yield telegram
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
