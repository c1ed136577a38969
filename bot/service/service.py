"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.config.destinations.wanted import WantedDestination
from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.database.leader_election import LeaderElection
from bot.database.process_lock import sole_process
from bot.database.sqlite import is_sqlite
from bot.delivery.retry import LEASE
from bot.delivery.scheduler import Scheduler
from bot.delivery.worker import DeliveryWorker
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.calendars.calendar_log import CalendarLog
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.messages.compose import compose
from bot.ops.health import health
from bot.ops.incidents import Incidents
from bot.ops.supervision import kept_running
from bot.planning.reminders import Plan
from bot.publishing.calendars.known_calendars import KeptCalendars, KnownCalendars
from bot.publishing.identity_words import ANYWHERE, HowToSettle
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.publication import Publication
from bot.publishing.reloader import Reloader
from bot.service.calendars.watch import CalendarsWatch
from bot.service.chats import message_recorder, moves_follower
from bot.service.destinations import RunningDestinations, WritePost
from bot.service.destinations_watch import DestinationsWatch
from bot.service.followers import Followers
from bot.service.operator.chat import (
    follow_move,
    is_operators,
    look_and_offer,
    operator_chat,
    tell_operator,
)
from bot.service.operator.operations import ServiceOperations
from bot.service.pacing import Pacing
from bot.service.routes import MakeDestinations, Routes, routes_to
from bot.service.wanted_destinations import WantedDestinations
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import TelegramChat
from bot.telegram.chat_check import ChatCheck
from bot.telegram.operator_chat import OperatorChat
from bot.web.admin import admin_app
from bot.web.server.limits import ConnectionLimits
from bot.web.server.server import RunningServer, start, stop_all
from bot.web.site import build_app

log = logging.getLogger(__name__)


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
        for worker in list(self.workers.values()):
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

    - `DefinitionError` for definitions or destinations that are wrong at a first start,
    - `CannotListen` for an address, and
    - `CannotLock` for a ledger that cannot be used.
    """
    pacing = pacing or Pacing()
    incidents = Incidents()
    async with AsyncExitStack() as stack:
        stack.enter_context(sole_process(settings.database))
        engine = open_database(settings.database, pacing.database)
        shared = not is_sqlite(engine.url)
        calendar_log = CalendarLog(engine)
        known = KnownCalendars(KeptCalendars(calendar_log))
        loader = PatientLoader(settings.agendas, pacing.reload.read, known)
        ledger = Ledger(engine)
        stack.callback(ledger.close)
        _recover(ledger, clock, shared=shared)
        reloader = Reloader(
            loader,
            PublicationLog(engine),
            clock,
            incidents,
            settings.public_url,
            settings.masthead,
            settings.settling,
            pacing.reload,
            ANYWHERE if settings.token and settings.operator else HowToSettle(),
        )
        telegram = _telegram(settings, reloader, clock, incidents, pacing)
        ledger_thread = LedgerThread(ledger, shared=shared)
        posting = RunningDestinations(
            ledger_thread,
            clock,
            incidents,
            telegram,
            pacing,
            lambda: reloader.publication,
            write,
        )
        named = WantedDestinations(settings, ledger)
        routes = Routes(settings, ledger, telegram, clock, lambda: reloader.publication, pacing)
        wanted: Sequence[WantedDestination] = ()
        if destinations:
            first = routes_to(destinations(telegram))
        else:
            wanted, fault = named.read_at_start()
            if fault:
                incidents.open("destinations", str(fault))
            first = routes.to_all(wanted, clock.now())
        for route in first:
            posting.add(route)
        followers = None
        if telegram and not destinations:
            followers = Followers(
                ledger_thread,
                posting,
                reloader,
                clock,
                telegram,
                pacing,
                settings.operator,
                shared=shared,
            )
            followers.add_all()
            telegram.let_follow(followers)
        chat = operator_chat(settings, telegram, ledger_thread, incidents, pacing)
        operator = OperatorChat(chat, pacing.retry, partial(follow_move, chat)) if chat else None
        if operator:
            incidents.listen(operator.tell)
        await reloader.begin(posting.subscriptions)
        report = partial(_health, reloader, incidents, telegram, clock)
        app = build_app(lambda: reloader.publication, clock, report)
        reloader.on_publication(app.renew)
        site = await start(app, settings.host, settings.port, ConnectionLimits())
        servers = [site]
        stack.push_async_callback(stop_all, servers)
        admin = None
        if settings.admin_port is not None:
            whole = admin_app(lambda: reloader.publication, clock, report)
            where = (settings.admin_host, settings.admin_port)
            admin = await start(whole, *where, ConnectionLimits())
            servers.append(admin)
        scheduler = Scheduler(
            clock,
            ledger,
            posting.workers,
            incidents,
            reloader.notices,
            pacing.heartbeat,
            shared=shared,
            plan_before=reloader.plan_before,
        )
        kept = (incidents, pacing.restart)
        _answer_operator(
            chat,
            posting,
            telegram,
            ServiceOperations(
                settings,
                reloader,
                lambda held: PublicationLog(engine).confirm(held.removed),
                ledger_thread,
                scheduler,
                clock,
                report,
                lambda: posting.labels,
                lambda entry: calendar_log.find(entry.key),
            ),
        )
        if telegram:
            telegram.on_message(message_recorder(ledger_thread, posting.chats))
            # Only the first to record a move tells of it: of the operator's chats, before readers'.
            telegram.on_move(moves_follower(lambda: [*posting.chats(), *filter(None, [chat])]))
            if followers:
                telegram.on_move(followers.move)
            election = LeaderElection(engine) if shared else None
            await stack.enter_async_context(
                kept_running("telegram", partial(telegram.run, election), *kept)
            )
        stack.push_async_callback(posting.stop)
        await posting.begin(list(posting.workers))
        if telegram and operator and chat:
            check = ChatCheck(
                "TELEGRAM_OPERATOR", chat, telegram, incidents, pacing.retry, pacing.telegram
            )
            looking = partial(look_and_offer, telegram, check)
            await stack.enter_async_context(
                kept_running("looking at the operator's chat", looking, *kept)
            )
            telling = partial(tell_operator, operator, check, lambda: posting.checks, incidents)
            await stack.enter_async_context(kept_running("the operator's chat", telling, *kept))
        scheduler.start()
        stack.push_async_callback(scheduler.stop)
        await reloader.on_plan(scheduler.follow)
        await stack.enter_async_context(kept_running("watching", reloader.watch, *kept))
        calendars = CalendarsWatch(
            loader,
            calendar_log,
            reloader,
            clock,
            incidents,
            pacing.calendars,
            lambda held: PublicationLog(engine).confirm(held.removed),
            allow_private=settings.private_calendars,
        )
        await stack.enter_async_context(kept_running("getting calendars", calendars.run, *kept))
        if followers:
            await stack.enter_async_context(
                kept_running("taking what readers follow", followers.run, *kept)
            )
        if settings.destinations and not destinations:
            watch = DestinationsWatch(
                settings.destinations,
                named,
                routes,
                posting,
                reloader,
                ledger_thread,
                clock,
                incidents,
                pacing,
                wanted,
            )
            await stack.enter_async_context(
                kept_running("watching the destinations", watch.run, *kept)
            )
        yield Service(
            settings,
            clock,
            ledger,
            reloader,
            scheduler,
            posting.workers,
            site,
            admin,
            telegram,
            incidents,
        )


def _recover(ledger: Ledger, clock: Clock, *, shared: bool) -> None:
    now = clock.now()
    interrupted = ledger.recover(now, LEASE) if shared else ledger.recover(now)
    if interrupted:
        log.warning("uncertain posts since the last stop: %d", interrupted)


def _answer_operator(
    chat: TelegramChat | None,
    posting: RunningDestinations,
    telegram: TelegramBot | None,
    operations: ServiceOperations,
) -> None:
    if telegram and chat:
        telegram.answer_operator(
            lambda where: is_operators(chat, posting.chats(), where), operations
        )


def _telegram(
    settings: Settings, reloader: Reloader, clock: Clock, incidents: Incidents, pacing: Pacing
) -> TelegramBot | None:
    if not settings.token:
        return None
    return TelegramBot(
        settings.token,
        settings.api_url,
        lambda: reloader.publication,
        clock,
        incidents,
        pacing.retry,
        pacing.telegram,
    )


def _health(
    reloader: Reloader, incidents: Incidents, telegram: TelegramBot | None, clock: Clock
) -> Mapping[str, object]:
    coming = reloader.plan.after(clock.now())
    following = {"event": coming[0].name, "due": coming[0].due.isoformat()} if coming else None
    return health(incidents, telegram.state if telegram else "not used", len(coming), following)
