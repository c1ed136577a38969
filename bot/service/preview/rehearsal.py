"""A rehearsal: the service's own parts tell what they would post, by a clock that leaps ahead.

They have a copy of the ledger, as a backup has it, so that all that is known of the past counts:
what was published and posted, what is uncertain, which news is to come. The ledger itself is only
read, and nobody is told of anything.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from bot.config.destinations.wanted import WantedDestination
from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.database.read_only import NoLedger
from bot.delivery.scheduler import Scheduler
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.backups.backup_file import write_backup
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.ledger.publications.log import PublicationLog
from bot.messages.compose import compose
from bot.messages.parts.buttons import Addresses
from bot.messages.post import Post
from bot.ops.incidents import Incidents
from bot.planning.notices import Notice
from bot.planning.post_form import PostForm
from bot.planning.reminders import Reminder
from bot.planning.subscription import Subscription
from bot.publishing.calendars.beside import CalendarsBeside
from bot.publishing.edit_words import HowToSettle
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.reloader import Reloader
from bot.service.destinations import RunningDestinations
from bot.service.pacing import Pacing
from bot.service.preview.stage import LeapingClock, Rehearsed, Stage
from bot.service.routes import Route
from events.model import Agendas


@dataclass(frozen=True, slots=True)
class Listener:
    """Whoever would hear of it: a destination by its ``label``, and what it wants to hear."""

    label: str
    subscription: Subscription

    @property
    def name(self) -> str:
        """Its lasting name in the ledger."""
        return self.subscription.destination


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would be posted.

    - ``until``: what is due up to then is in it
    - ``posts``: in order, and ``edited`` how many earlier posts would be marked or added to
    - ``told``: what the operator would be told
    - ``is_held``: the edit would wait for confirmation; the posts are those of what was published
    - ``is_first``: there is no ledger yet, so this is a first start
    - ``uncertain``: so many posts are in doubt, and are taken for posted
    - ``paused``: what the operator calls those who are posted nothing until they are resumed
    - ``following``: when the next reminder after these is due, if there is one
    - ``calendars``: as of when each of them is, in words
    """

    agendas: Agendas
    until: datetime
    posts: tuple[Rehearsed, ...]
    edited: int
    told: tuple[str, ...]
    is_held: bool
    is_first: bool
    uncertain: int
    paused: tuple[str, ...]
    following: datetime | None
    calendars: tuple[str, ...]


def listeners(settings: Settings, wanted: Sequence[WantedDestination]) -> list[Listener]:
    """Return all who hear: the destinations that are wanted, or the terminal if none is named."""
    if not wanted and settings.destinations is None:
        return [Listener("terminal", Subscription("terminal"))]
    return [Listener(each.label, each.subscription) for each in wanted]


async def rehearse(
    settings: Settings,
    everybody: Sequence[Listener],
    chosen: Sequence[Listener],
    now: datetime,
    length: timedelta,
) -> Rehearsal:
    """Tell what would be posted to those who are ``chosen`` if the definitions were saved now.

    Raises `DefinitionError`, `CannotRead`, `OtherLedger`, `DamagedRow`, OSError, sqlite3.Error and
    sqlalchemy.exc.SQLAlchemyError.
    """
    clock, incidents, told = LeapingClock(now), Incidents(), list[str]()
    calendars = CalendarsBeside(lambda: settings.database, now)
    loader = PatientLoader(settings.agendas, live=calendars.known)
    agendas = await loader.load()
    incidents.listen(told.append)
    with _copied(settings.database) as (ledger, publication_log, is_first):
        ledger.recover(now)
        uncertain = len(ledger.records(PostState.UNCERTAIN))
        paused = ledger.paused()
        since = ledger.subscribe([each.name for each in everybody], now)
        reloader = _reloader(settings, loader, publication_log, clock, incidents)
        stages = {each.name: Stage(each.name, clock) for each in chosen}
        posting = _posting(ledger, clock, incidents, reloader, stages)
        for each in chosen:
            hears = replace(each.subscription, since=since[each.name])
            posting.add(Route(each.label, stages[each.name], hears))
        await reloader.begin(posting.subscriptions)
        is_held = "definitions" in incidents.ongoing
        await posting.begin(stages)
        try:
            await _play(clock, ledger, reloader, posting, incidents, now + length)
        finally:
            await posting.stop()
        posts = [post for stage in stages.values() for post in stage.posts]
        coming = reloader.plan.after(now + length)
    return Rehearsal(
        agendas,
        now + length,
        tuple(sorted(posts, key=lambda each: (not each.is_notice, each.at))),
        sum(stage.edited for stage in stages.values()),
        tuple(told),
        is_held,
        is_first,
        uncertain,
        tuple(each.label for each in chosen if each.name in paused),
        coming[0].due if coming else None,
        tuple(calendars.used(loader.calendars)),
    )


def _reloader(
    settings: Settings,
    loader: PatientLoader,
    publication_log: PublicationLog,
    clock: LeapingClock,
    incidents: Incidents,
) -> Reloader:
    return Reloader(
        loader,
        publication_log,
        clock,
        incidents,
        settings.public_url,
        settings.masthead,
        settings.settling,
        Pacing().reload,
        HowToSettle(),
    )


def _posting(
    ledger: Ledger,
    clock: LeapingClock,
    incidents: Incidents,
    reloader: Reloader,
    stages: Mapping[str, Stage],
) -> RunningDestinations:
    """Return what posts before stages, each of which notes what a post there is about."""

    def write(
        notification: Reminder | Notice,
        now: datetime,
        addresses: Addresses | None,
        form: PostForm,
    ) -> Post:
        post = compose(notification, now, addresses, form)
        stages[notification.destination].note(notification, post)
        return post

    return RunningDestinations(
        LedgerThread(ledger, shared=False),
        clock,
        incidents,
        None,
        Pacing(),
        lambda: reloader.publication,
        write,
    )


@contextmanager
def _copied(database: str) -> Iterator[tuple[Ledger, PublicationLog, bool]]:
    """Lend a copy of a ledger, or an empty one where there is none, and tell if that is so."""
    with TemporaryDirectory(prefix="podium-preview-") as folder:
        file, is_first = Path(folder) / "podium.db", False
        try:
            write_backup(database, file)
        except NoLedger:
            is_first = True
        engine = open_database(f"sqlite:///{file}")
        event.listen(engine, "connect", _wait_for_no_disk)
        try:
            yield Ledger(engine), PublicationLog(engine), is_first
        finally:
            engine.dispose()


def _wait_for_no_disk(connection: sqlite3.Connection, _record: object) -> None:
    # The copy is thrown away: it need not outlast a power cut, for which each post waits otherwise.
    connection.execute("PRAGMA synchronous = OFF")


async def _play(
    clock: LeapingClock,
    ledger: Ledger,
    reloader: Reloader,
    posting: RunningDestinations,
    incidents: Incidents,
    until: datetime,
) -> None:
    """Have all that is due by an instant posted, each when it is due."""
    scheduler = Scheduler(
        clock,
        ledger,
        posting.workers,
        incidents,
        reloader.notices,
        Pacing().heartbeat,
        shared=False,
        plan_before=reloader.plan_before,
    )
    await scheduler.follow(reloader.plan)
    while True:
        for worker in posting.workers.values():
            await worker.idle()
        instant = _next_due(reloader, clock.now(), until)
        if instant is None:
            return
        clock.leap_to(instant)
        await scheduler.refill()


def _next_due(reloader: Reloader, now: datetime, until: datetime) -> datetime | None:
    """Return when something is due next, up to an instant."""
    reminders = (each.due for each in reloader.plan.due(now, until)[:1])
    notices = (each.due for each in reloader.notices() if now < each.due <= until)
    return min((*reminders, *notices), default=None)
