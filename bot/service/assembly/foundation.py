"""What all other parts of the service stand on: the ledger, what readers are shown, and the bot."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine

from bot.clock import Clock
from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.database.process_lock import sole_process
from bot.database.sqlite import is_sqlite
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.calendars.calendar_log import CalendarLog
from bot.ledger.ledger import Ledger
from bot.ledger.publications.log import PublicationLog
from bot.ops.health import health
from bot.ops.incidents import Incidents
from bot.planning.removals import RemovalsHeld
from bot.publishing.calendars.known_calendars import KeptCalendars, KnownCalendars
from bot.publishing.edit_words import ANYWHERE, HowToSettle
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.publication import Publication
from bot.publishing.reloader import Reloader
from bot.service.pacing import Pacing
from bot.telegram.bot import TelegramBot


@dataclass(frozen=True, slots=True)
class Foundation:
    """The ledger, the publication and the bot, and what every part is given.

    - ``shared``: other replicas may use the same ledger
    - ``telegram``: None without a token
    """

    settings: Settings
    clock: Clock
    pacing: Pacing
    incidents: Incidents
    engine: Engine
    shared: bool
    ledger: Ledger
    ledger_thread: LedgerThread
    calendar_log: CalendarLog
    publication_log: PublicationLog
    loader: PatientLoader
    reloader: Reloader
    telegram: TelegramBot | None

    def publication(self) -> Publication:
        """Return what readers are shown now."""
        return self.reloader.publication

    def confirm(self, held: RemovalsHeld) -> None:
        """Have removals published that are held until somebody confirms them."""
        self.publication_log.confirm(held.removed)

    def health(self) -> Mapping[str, object]:
        """Return what the operator's programs are told of the service."""
        coming = self.reloader.plan.after(self.clock.now())
        following = {"event": coming[0].name, "due": coming[0].due.isoformat()} if coming else None
        state = self.telegram.state if self.telegram else "not used"
        return health(self.incidents, state, len(coming), following)


@contextmanager
def founded(settings: Settings, clock: Clock, pacing: Pacing) -> Iterator[Foundation]:
    """Hold the ledger for as long as the context lasts. Raises `CannotLock`."""
    incidents = Incidents()
    with sole_process(settings.database):
        engine = open_database(settings.database, pacing.database)
        shared = not is_sqlite(engine.url)
        calendar_log, publication_log = CalendarLog(engine), PublicationLog(engine)
        known = KnownCalendars(KeptCalendars(calendar_log))
        loader = PatientLoader(settings.agendas, pacing.reload.read, known)
        ledger = Ledger(engine)
        try:
            reloader = Reloader(
                loader,
                publication_log,
                clock,
                incidents,
                settings.public_url,
                settings.masthead,
                settings.settling,
                pacing.reload,
                ANYWHERE if settings.token and settings.operator else HowToSettle(),
            )
            yield Foundation(
                settings,
                clock,
                pacing,
                incidents,
                engine,
                shared,
                ledger,
                LedgerThread(ledger, shared=shared),
                calendar_log,
                publication_log,
                loader,
                reloader,
                _telegram(settings, reloader, clock, incidents, pacing),
            )
        finally:
            ledger.close()


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
