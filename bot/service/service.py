"""The service: builds the parts, runs them in one asyncio loop, and stops them in order."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.config.settings import Settings
from bot.database.leader_election import LeaderElection
from bot.delivery.retry import LEASE
from bot.delivery.scheduler import Scheduler
from bot.delivery.worker import DeliveryWorker
from bot.ledger.ledger import Ledger
from bot.messages.compose import compose
from bot.ops.incidents import Incidents
from bot.ops.supervision import kept_running
from bot.planning.reminders import Plan
from bot.publishing.publication import Publication
from bot.publishing.reloader import Reloader
from bot.service.assembly.audience import Audience, gather
from bot.service.assembly.foundation import Foundation, founded
from bot.service.assembly.operator import Operator, answer_operator, reach_operator
from bot.service.assembly.servers import serving
from bot.service.calendars.watch import CalendarsWatch
from bot.service.chats import message_recorder, moves_follower
from bot.service.destinations import WritePost
from bot.service.pacing import Pacing
from bot.service.routes import MakeDestinations
from bot.telegram.bot import TelegramBot
from bot.web.server.server import RunningServer

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
        """Deliver all that is due by now, by the last edit if some are published meanwhile."""
        while True:
            await self.reloader.settled()
            plan = self.plan
            await self.scheduler.refill()
            for worker in list(self.workers.values()):
                await worker.idle()
            if plan is self.plan and self.scheduler.is_looked_through:
                return


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
    async with AsyncExitStack() as stack:
        base = stack.enter_context(founded(settings, clock, pacing or Pacing()))
        _recover(base)
        reloader, telegram = base.reloader, base.telegram

        async def keep(name: str, work: Callable[[], Awaitable[None]]) -> None:
            kept = kept_running(name, work, base.incidents, base.pacing.restart)
            await stack.enter_async_context(kept)

        audience = gather(base, destinations, write)
        posting = audience.posting
        operator = reach_operator(base, posting)
        await reloader.begin(posting.subscriptions)
        servers = await stack.enter_async_context(serving(base))
        scheduler = _scheduler(base, posting.workers)
        if operator:
            answer_operator(base, operator, posting, scheduler)
        if telegram:
            _listen(telegram, base, audience, operator)
            election = LeaderElection(base.engine) if base.shared else None
            await keep("telegram", partial(telegram.run, election))
        stack.push_async_callback(posting.stop)
        await posting.begin(list(posting.workers))
        if operator:
            await keep("looking at the operator's chat", operator.look)
            await keep("the operator's chat", operator.tell)
        scheduler.start()
        stack.push_async_callback(scheduler.stop)
        await reloader.on_plan(scheduler.follow)
        await keep("watching", reloader.watch)
        await keep("getting calendars", _calendars(base).run)
        if audience.followers:
            await keep("taking what readers follow", audience.followers.run)
        if audience.watch:
            await keep("watching the destinations", audience.watch.run)
        yield Service(
            settings,
            clock,
            base.ledger,
            reloader,
            scheduler,
            posting.workers,
            servers.site,
            servers.admin,
            telegram,
            base.incidents,
        )


def _recover(base: Foundation) -> None:
    now = base.clock.now()
    interrupted = base.ledger.recover(now, LEASE) if base.shared else base.ledger.recover(now)
    if interrupted:
        log.warning("uncertain posts since the last stop: %d", interrupted)


def _scheduler(base: Foundation, workers: Mapping[str, DeliveryWorker]) -> Scheduler:
    return Scheduler(
        base.clock,
        base.ledger,
        workers,
        base.incidents,
        base.reloader.notices,
        base.pacing.heartbeat,
        shared=base.shared,
        plan_before=base.reloader.plan_before,
    )


def _listen(
    telegram: TelegramBot, base: Foundation, audience: Audience, operator: Operator | None
) -> None:
    """Have the bot tell of what happens in the chats that are posted to."""
    posting = audience.posting
    operators = [operator.chat] if operator else []
    telegram.on_message(message_recorder(base.ledger_thread, posting.chats))
    # Only the first to record a move tells of it: of the operator's chats, before readers'.
    telegram.on_move(moves_follower(lambda: [*posting.chats(), *operators]))
    if audience.followers:
        telegram.on_move(audience.followers.move)


def _calendars(base: Foundation) -> CalendarsWatch:
    return CalendarsWatch(
        base.loader,
        base.calendar_log,
        base.reloader,
        base.clock,
        base.incidents,
        base.pacing.calendars,
        base.confirm,
        allow_private=base.settings.private_calendars,
    )
