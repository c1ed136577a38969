"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat

from bot.clock import Clock
from bot.config.settings import Settings
from bot.database.engine import is_shared, open_database
from bot.database.leader_election import Leader
from bot.database.process_lock import sole_process
from bot.delivery.destination import Destination
from bot.delivery.scheduler import Scheduler
from bot.delivery.worker import Courier
from bot.ledger.async_ledger import LedgerDesk
from bot.ledger.ledger import LEASE, Ledger
from bot.ledger.publications import Editions
from bot.messages.compose import compose
from bot.messages.messages import Button, Post
from bot.ops.health import health
from bot.ops.incidents import Troubles
from bot.planning.notification import Errand
from bot.planning.reminders import Plan
from bot.publishing.publication import Publication
from bot.publishing.reloader import Current
from bot.publishing.watcher import signature
from bot.telegram.bot import TelegramBot, Witness
from bot.telegram.chat import TelegramChat
from bot.telegram.operator_chat import OperatorChat
from bot.terminal.destination import TerminalDestination
from bot.web.server.server import Site, start
from bot.web.site import build_app
from events.definitions.loader import Loader

log = logging.getLogger(__name__)

SEND_SECONDS = 10.0  # what a send under way is given when the service stops
RESTART_WAIT = 1.0  # seconds
WELL_AFTER = 60.0  # seconds without a fault

Destinations = Callable[[TelegramBot | None], list[Destination]]


@dataclass(slots=True)
class Service:
    """A running service."""

    settings: Settings
    clock: Clock
    ledger: Ledger
    current: Current
    scheduler: Scheduler
    couriers: Mapping[str, Courier]
    site: Site
    telegram: TelegramBot | None
    troubles: Troubles

    @property
    def publication(self) -> Publication:
        """What readers are shown now."""
        return self.current.publication

    @property
    def plan(self) -> Plan:
        """Which reminders are to come, as the definitions are now."""
        return self.current.plan

    async def settle(self) -> None:
        """Deliver everything that is due by now."""
        await self.scheduler.refill()
        for courier in self.couriers.values():
            await courier.idle()


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock, destinations: Destinations | None = None
) -> AsyncIterator[Service]:
    """Run the service for as long as the context lasts.

    Raises `DefinitionError` for definitions, `CannotListen` for an address and `CannotLock`
    for a ledger that cannot be used, before anything was sent.
    """
    seen = signature(settings.agendas)
    loader = Loader(settings.agendas)
    agendas = loader.load()
    troubles = Troubles()
    async with AsyncExitStack() as stack:
        stack.enter_context(sole_process(settings.database))
        engine = open_database(settings.database)
        shared = is_shared(engine)
        ledger = Ledger(engine)
        stack.callback(ledger.close)
        interrupted = ledger.recover(clock.now(), LEASE) if shared else ledger.recover(clock.now())
        if interrupted:
            log.warning("posts in doubt since the last stop: %d", interrupted)
        current = Current(
            loader,
            Editions(engine),
            clock,
            troubles,
            settings.public_url,
            settings.settling,
        )
        telegram = None
        if settings.token:
            telegram = TelegramBot(
                settings.token, settings.api_url, lambda: current.publication, clock, troubles
            )
        chosen = destinations or partial(_destinations, settings, clock, ledger)
        desk = LedgerDesk(ledger, shared=shared)
        places = chosen(telegram)
        couriers = {
            place.name: Courier(place, ledger, clock, _composer(current), troubles, desk)
            for place in places
        }
        current.begin(agendas, seen, list(couriers))
        app = build_app(
            lambda: current.publication,
            clock,
            lambda: _health(current, troubles, telegram, clock.now()),
        )
        current.show_with(app.renew)
        site = await start(app, settings.host, settings.port)
        stack.push_async_callback(site.stop)
        if telegram:
            telegram.tell(_witness(ledger, desk, places))
            alone = Leader(engine) if shared else None
            await stack.enter_async_context(
                _kept_running("telegram", partial(telegram.run, alone), troubles)
            )
            if settings.operator is not None:
                operator = OperatorChat(TelegramChat(telegram, settings.operator))
                troubles.listen(operator.tell)
                await stack.enter_async_context(
                    _kept_running("the operator's chat", operator.run, troubles)
                )
        for courier in couriers.values():
            await stack.enter_async_context(_delivering(courier, troubles))
        scheduler = Scheduler(
            clock, ledger, couriers, troubles, news=current.notices, shared=shared
        )
        scheduler.start()
        stack.callback(scheduler.stop)
        await current.follow_with(scheduler.follow)
        await stack.enter_async_context(_kept_running("watching", current.watch, troubles))
        yield Service(
            settings, clock, ledger, current, scheduler, couriers, site, telegram, troubles
        )


def _destinations(
    settings: Settings, clock: Clock, ledger: Ledger, telegram: TelegramBot | None
) -> list[Destination]:
    if telegram is None or settings.channel is None:
        return [TerminalDestination(clock, settings.timezone)]
    chat = TelegramChat(telegram, settings.channel, operator=settings.operator)
    chat.go_to(ledger.chat(chat.name))
    return [chat]


def _health(
    current: Current, troubles: Troubles, telegram: TelegramBot | None, now: datetime
) -> Mapping[str, object]:
    coming = current.plan.after(now)
    following = (
        {"event": coming[0].event.name, "due": coming[0].due.isoformat()} if coming else None
    )
    return health(troubles, telegram.state if telegram else "not used", len(coming), following)


def _witness(ledger: Ledger, desk: LedgerDesk, places: Sequence[Destination]) -> Witness:
    """Keep what others post in the destinations' chats, for when a post of ours is in doubt."""

    async def saw(chat: Chat, message_id: int) -> None:
        for place in places:
            if isinstance(place, TelegramChat) and place.is_in(chat):
                # Without it there is more to look through, and no reason to answer nobody.
                with suppress(SQLAlchemyError):
                    await desk.do(partial(ledger.saw, place.name, message_id))

    return saw


def _composer(current: Current) -> Callable[[Errand, datetime], Post]:
    def composed(errand: Errand, now: datetime) -> Post:
        url = current.publication.page_url(errand.event)
        return compose(errand, now, Button("Details and calendar", url) if url else None)

    return composed


@asynccontextmanager
async def _kept_running(
    name: str, work: Callable[[], Awaitable[None]], troubles: Troubles
) -> AsyncIterator[None]:
    """Run work beside everything else, again after a fault of ours, until the context ends."""

    subject = f"running {name}"

    async def keep() -> None:
        well: asyncio.TimerHandle | None = None
        while True:
            try:
                await work()
                return
            except Exception as error:
                # One part's fault must not end the others; the log has it, and it is tried again.
                log.exception("%s failed", name)
                if well:
                    well.cancel()
                text = f"failed, and is begun again: {type(error).__name__}"
                troubles.begin(subject, text)
                if task.cancelling():
                    return  # its fault came in the way of its being stopped
                await asyncio.sleep(RESTART_WAIT)
                loop = asyncio.get_running_loop()
                well = loop.call_later(WELL_AFTER, troubles.end, subject)

    task = asyncio.create_task(keep(), name=name)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _delivering(courier: Courier, troubles: Troubles) -> AsyncIterator[None]:
    async with _kept_running(courier.destination.name, courier.run, troubles):
        try:
            yield
        finally:
            courier.stop()
            # What is being sent is recorded first, so that it is not in doubt after a restart.
            with suppress(TimeoutError):
                await asyncio.wait_for(courier.stopped(), SEND_SECONDS)
