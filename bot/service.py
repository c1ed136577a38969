"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.console import TerminalDestination
from bot.database import open_database
from bot.delivery import Courier, Destination
from bot.ledger import Ledger
from bot.messages import Button, Post, reminder_post
from bot.process_lock import sole_process
from bot.publication import Publication
from bot.reminders import Plan, make_plan
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.telegram import TelegramBot, TelegramChat
from bot.web.app import build_app
from bot.web.server import Site, start
from events.history import revise
from events.load import load
from events.model import Agendas, Event

log = logging.getLogger(__name__)

SEND_SECONDS = 10.0  # what a send under way is given when the service stops
RESTART_WAIT = 1.0  # seconds


@dataclass(slots=True)
class Service:
    """A running service. ``publication`` and ``plan`` are replaced whole when something changes."""

    settings: Settings
    clock: Clock
    ledger: Ledger
    publication: Publication
    plan: Plan
    scheduler: Scheduler
    couriers: Mapping[str, Courier]
    site: Site
    telegram: TelegramBot | None

    async def settle(self) -> None:
        """Deliver everything that is due by now."""
        await self.scheduler.refill()
        for courier in self.couriers.values():
            await courier.idle()


def publish(ledger: Ledger, agendas: Agendas, now: datetime, public_url: str | None) -> Publication:
    """Record what is published now, and return it."""
    before = ledger.revisions()
    after = revise(before, agendas, now)
    ledger.publish(before, after)
    return Publication(agendas, after, public_url)


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    destinations: Callable[[TelegramBot | None], list[Destination]] | None = None,
) -> AsyncIterator[Service]:
    """Run the service for as long as the context lasts.

    Raises `DefinitionError` for definitions, `CannotListen` for an address and `CannotLock`
    for a ledger that cannot be used, before anything was sent.
    """
    agendas = load(settings.agendas)
    async with AsyncExitStack() as stack:
        stack.enter_context(sole_process(settings.database))
        ledger = Ledger(open_database(settings.database))
        stack.callback(ledger.close)
        interrupted = ledger.recover(clock.now())
        if interrupted:
            log.warning("posts in doubt since the last stop: %d", interrupted)
        publication = publish(ledger, agendas, clock.now(), settings.public_url)

        def current() -> Publication:
            return publication

        site = await start(build_app(current, clock), settings.host, settings.port)
        stack.push_async_callback(site.stop)
        telegram = None
        if settings.token:
            telegram = TelegramBot(settings.token, settings.api_url, current, clock)
            await stack.enter_async_context(_kept_running("telegram", telegram.run))
        chosen = destinations or (lambda bot: _destinations(settings, clock, bot))
        couriers = {
            destination.name: Courier(destination, ledger, clock, _composer(current))
            for destination in chosen(telegram)
        }
        for courier in couriers.values():
            await stack.enter_async_context(_delivering(courier))
        plan = make_plan(agendas.events, list(couriers))
        scheduler = Scheduler(clock, ledger, couriers)
        await scheduler.start(plan)
        stack.callback(scheduler.stop)
        yield Service(
            settings, clock, ledger, publication, plan, scheduler, couriers, site, telegram
        )


def _destinations(
    settings: Settings, clock: Clock, telegram: TelegramBot | None
) -> list[Destination]:
    if telegram and settings.channel is not None:
        return [TelegramChat(telegram, settings.channel)]
    return [TerminalDestination(clock, settings.timezone)]


def _composer(current: Callable[[], Publication]) -> Callable[[Event, datetime], Post]:
    def compose(event: Event, now: datetime) -> Post:
        url = current().page_url(event)
        return reminder_post(event, now, Button("Details and calendar", url) if url else None)

    return compose


@asynccontextmanager
async def _kept_running(name: str, work: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run work beside everything else, again after a fault of ours, until the context ends."""

    async def keep() -> None:
        while True:
            try:
                await work()
                return
            except Exception:
                # One part's fault must not end the others; the log has it, and it is tried again.
                log.exception("%s failed", name)
                if task.cancelling():
                    return  # its fault came in the way of its being stopped
                await asyncio.sleep(RESTART_WAIT)

    task = asyncio.create_task(keep(), name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _delivering(courier: Courier) -> AsyncIterator[None]:
    async with _kept_running(courier.destination.name, courier.run):
        try:
            yield
        finally:
            courier.stop()
            # What is being sent is recorded first, so that it is not in doubt after a restart.
            with suppress(TimeoutError):
                await asyncio.wait_for(courier.stopped(), SEND_SECONDS)
