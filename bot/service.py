"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat

from bot.clock import Clock
from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.database.leader_election import LeaderElection
from bot.database.process_lock import sole_process
from bot.database.sqlite import is_sqlite
from bot.database.timeouts import PostgresTimeouts
from bot.delivery.destination import Destination
from bot.delivery.retry import LEASE, RetryPolicy
from bot.delivery.scheduler import HEARTBEAT, Scheduler
from bot.delivery.sending import Compose
from bot.delivery.worker import DeliveryWorker
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.messages.compose import compose
from bot.messages.post import Button, Post
from bot.ops.health import health
from bot.ops.incidents import Incidents
from bot.ops.supervision import RestartPolicy, kept_running
from bot.planning.notification import Notification
from bot.planning.reminders import Plan
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.publication import Publication
from bot.publishing.reloader import Reloader, ReloadPace
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import NumberListener, TelegramChat
from bot.telegram.chat_check import ChatCheck
from bot.telegram.limits import TelegramLimits
from bot.telegram.operator_chat import OperatorChat
from bot.telegram.polling import MessageListener
from bot.terminal.destination import TerminalDestination
from bot.web.admin import admin_app
from bot.web.server.limits import ConnectionLimits
from bot.web.server.server import RunningServer, start
from bot.web.site import build_app

log = logging.getLogger(__name__)

NUMBER_SECONDS = 2.0  # what a ledger that is slow is given to keep a chat's number


class MakeDestinations(Protocol):
    """Makes the destinations of a service, of which some may need its bot."""

    def __call__(self, telegram: TelegramBot | None, /) -> Sequence[Destination]:
        """Return the destinations; there is no bot without a token."""


class WritePost(Protocol):
    """Writes the post of a notification, with a button that leads to the site."""

    def __call__(self, notification: Notification, now: datetime, button: Button | None) -> Post:
        """Write the post as it is true at ``now``."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long the service waits for what. The demo, and tests, are in a hurry."""

    retry: RetryPolicy = field(default_factory=RetryPolicy)
    reload: ReloadPace = field(default_factory=ReloadPace)
    telegram: TelegramLimits = field(default_factory=TelegramLimits)
    restart: RestartPolicy = field(default_factory=RestartPolicy)
    database: PostgresTimeouts = field(default_factory=PostgresTimeouts)
    heartbeat: timedelta = HEARTBEAT
    # What a send under way is given when the service stops.
    stop: timedelta = timedelta(seconds=10)


@dataclass(slots=True)
class Service:
    """A running service."""

    settings: Settings
    clock: Clock
    ledger: Ledger
    reloader: Reloader
    scheduler: Scheduler
    workers: Mapping[str, DeliveryWorker]
    site: RunningServer
    admin: RunningServer | None
    telegram: TelegramBot | None
    incidents: Incidents

    @property
    def publication(self) -> Publication:
        """What readers are shown now."""
        return self.reloader.publication

    @property
    def plan(self) -> Plan:
        """Which reminders are to come, as the definitions are now."""
        return self.reloader.plan

    async def deliver_due(self) -> None:
        """Deliver everything that is due by now."""
        await self.scheduler.refill()
        for worker in self.workers.values():
            await worker.idle()


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    destinations: MakeDestinations | None = None,
    pacing: Pacing | None = None,
    write: WritePost = compose,
) -> AsyncIterator[Service]:
    """Run the service for as long as the context lasts; ``write`` says what its posts say.

    Raises, before anything was sent,

    - `DefinitionError` for definitions that are wrong at a first start,
    - `CannotListen` for an address, and
    - `CannotLock` for a ledger that cannot be used.
    """
    pacing = pacing or Pacing()
    loader = PatientLoader(settings.agendas, pacing.reload.read)
    incidents = Incidents()
    async with AsyncExitStack() as stack:
        stack.enter_context(sole_process(settings.database))
        engine = open_database(settings.database, pacing.database)
        shared = not is_sqlite(engine.url)
        ledger = Ledger(engine)
        stack.callback(ledger.close)
        interrupted = ledger.recover(clock.now(), LEASE) if shared else ledger.recover(clock.now())
        if interrupted:
            log.warning("uncertain posts since the last stop: %d", interrupted)
        reloader = Reloader(
            loader,
            PublicationLog(engine),
            clock,
            incidents,
            settings.public_url,
            settings.masthead,
            settings.settling,
            pacing.reload,
        )
        telegram = None
        if settings.token:
            telegram = TelegramBot(
                settings.token,
                settings.api_url,
                lambda: reloader.publication,
                clock,
                incidents,
                pacing.retry,
                pacing.telegram,
            )
        chosen = destinations or partial(_destinations, settings, clock, ledger, pacing.telegram)
        ledger_thread = LedgerThread(ledger, shared=shared)
        places = chosen(telegram)
        workers = {
            place.name: DeliveryWorker(
                place, ledger_thread, clock, _composer(reloader, write), incidents, pacing.retry
            )
            for place in places
        }
        operator_chat = _operator_chat(settings, telegram, ledger_thread, pacing)
        operator = OperatorChat(operator_chat, pacing.retry) if operator_chat else None
        if operator:
            incidents.listen(operator.tell)
        await reloader.begin(list(workers))
        report = partial(_health, reloader, incidents, telegram, clock)
        app = build_app(lambda: reloader.publication, clock, report)
        reloader.on_publication(app.renew)
        site = await start(app, settings.host, settings.port, ConnectionLimits())
        stack.push_async_callback(site.stop)
        admin = None
        if settings.admin_port is not None:
            whole = admin_app(lambda: reloader.publication, clock, report)
            where = (settings.admin_host, settings.admin_port)
            admin = await start(whole, *where, ConnectionLimits())
            stack.push_async_callback(admin.stop)
        if telegram:
            telegram.on_message(_message_recorder(ledger_thread, places))
            for place in places:
                if isinstance(place, TelegramChat):
                    place.on_number(_number_recorder(ledger_thread, place.name))
            election = LeaderElection(engine) if shared else None
            await stack.enter_async_context(
                kept_running("telegram", partial(telegram.run, election), incidents, pacing.restart)
            )
            looking = (telegram, incidents, pacing.retry, pacing.telegram)
            kept = (incidents, pacing.restart)
            channels = [
                ChatCheck("TELEGRAM_CHANNEL", place, *looking)
                for place in places
                if isinstance(place, TelegramChat)
            ]
            for channel in channels:
                await stack.enter_async_context(
                    kept_running("looking at the channel", channel.run, *kept)
                )
            if operator and operator_chat:
                check = ChatCheck("TELEGRAM_OPERATOR", operator_chat, *looking)
                await stack.enter_async_context(
                    kept_running("looking at the operator's chat", check.run, *kept)
                )
                telling = partial(_tell_operator, operator, check, channels, incidents)
                await stack.enter_async_context(kept_running("the operator's chat", telling, *kept))
        for worker in workers.values():
            await stack.enter_async_context(
                _delivering(worker, incidents, pacing.restart, pacing.stop)
            )
        scheduler = Scheduler(
            clock,
            ledger,
            workers,
            incidents,
            reloader.notices,
            pacing.heartbeat,
            shared=shared,
            plan_before=reloader.plan_before,
        )
        scheduler.start()
        stack.push_async_callback(scheduler.stop)
        await reloader.on_plan(scheduler.follow)
        await stack.enter_async_context(
            kept_running("watching", reloader.watch, incidents, pacing.restart)
        )
        yield Service(
            settings,
            clock,
            ledger,
            reloader,
            scheduler,
            workers,
            site,
            admin,
            telegram,
            incidents,
        )


def _destinations(
    settings: Settings,
    clock: Clock,
    ledger: Ledger,
    limits: TelegramLimits,
    telegram: TelegramBot | None,
) -> list[Destination]:
    if telegram is None or settings.channel is None:
        return [TerminalDestination(clock, settings.timezone)]
    operator = ledger.chat_of(f"telegram:{settings.operator}") or settings.operator
    chat = TelegramChat(telegram, settings.channel, limits, operator=operator)
    chat.go_to(ledger.chat_of(chat.name))
    return [chat]


def _operator_chat(
    settings: Settings,
    telegram: TelegramBot | None,
    ledger_thread: LedgerThread,
    pacing: Pacing,
) -> TelegramChat | None:
    if telegram is None or settings.operator is None:
        return None
    chat = TelegramChat(telegram, settings.operator, pacing.telegram)
    chat.go_to(ledger_thread.ledger.chat_of(chat.name))
    chat.on_number(_number_recorder(ledger_thread, chat.name))
    return chat


def _health(
    reloader: Reloader, incidents: Incidents, telegram: TelegramBot | None, clock: Clock
) -> Mapping[str, object]:
    coming = reloader.plan.after(clock.now())
    following = (
        {"event": coming[0].event.name, "due": coming[0].due.isoformat()} if coming else None
    )
    return health(incidents, telegram.state if telegram else "not used", len(coming), following)


def _message_recorder(
    ledger_thread: LedgerThread, places: Sequence[Destination]
) -> MessageListener:
    """Record what others post in the destinations' chats: an uncertain post can only come after."""

    async def saw(chat: Chat, message_id: int) -> None:
        for place in places:
            if isinstance(place, TelegramChat) and place.is_in(chat):
                # Without it there is more to look through, and no reason to answer nobody.
                with suppress(SQLAlchemyError):
                    await ledger_thread.call(
                        partial(ledger_thread.ledger.record_seen, place.name, message_id)
                    )

    return saw


def _number_recorder(ledger_thread: LedgerThread, name: str) -> NumberListener:
    """Record a chat's number, so that its posts find it by whatever name it has after a restart."""

    async def record(number: int) -> bool:
        # A post that is sent does not wait for it: the next one tells the number, too.
        with suppress(SQLAlchemyError, TimeoutError):
            async with asyncio.timeout(NUMBER_SECONDS):
                await ledger_thread.call(partial(ledger_thread.ledger.record_chat, name, number))
                return True
        return False

    return record


async def _tell_operator(
    operator: OperatorChat, chat: ChatCheck, channels: Sequence[ChatCheck], incidents: Incidents
) -> None:
    """Tell the operator of incidents, but never where the channel's readers are."""
    for check in (chat, *channels):
        await check.answered()
    if chat.number is not None and chat.number in [channel.number for channel in channels]:
        incidents.open(
            "TELEGRAM_OPERATOR",
            "this is the channel itself, whose readers would be told of trouble: nothing is told "
            "there (name another chat, or leave it empty, and start again)",
        )
        return
    await operator.run()


def _composer(reloader: Reloader, write: WritePost) -> Compose:
    def composed(notification: Notification, now: datetime) -> Post:
        url = reloader.publication.page_url(notification.event)
        return write(notification, now, Button("Details and calendar", url) if url else None)

    return composed


@asynccontextmanager
async def _delivering(
    worker: DeliveryWorker, incidents: Incidents, policy: RestartPolicy, stop: timedelta
) -> AsyncIterator[None]:
    async with kept_running(worker.destination.name, worker.run, incidents, policy):
        try:
            yield
        finally:
            worker.stop()
            # What is being sent is recorded first, so that it is not uncertain after a restart.
            with suppress(TimeoutError):
                async with asyncio.timeout(stop.total_seconds()):
                    await worker.stopped()
