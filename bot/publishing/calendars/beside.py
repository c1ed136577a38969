"""What commands know of calendars, beside a running service: nothing is fetched for them."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.database.engine import cause
from bot.database.read_only import NoLedger, reading_database
from bot.errors import PodiumError
from bot.ledger.calendars.calendar_log import CalendarLog
from bot.ledger.calendars.kept import KeptCalendar
from bot.ops.logging import redact
from bot.publishing.calendars.known_calendars import KnownCalendars, at_entry, reading_of
from events.definitions.calendars.entries import CalendarEntry
from events.definitions.files import read_definitions
from events.errors import DefinitionError
from events.foreign.live.state import Doubtful, following
from events.wording.counts import count_phrase
from events.wording.phrases import instant_phrase

MOST_BYTES = 5 * 1024 * 1024


class CalendarsBeside:
    """Finds what the service has got in its ledger.

    A file is read as it is now, and taken as the service would take it: what it has lost may be
    doubtful, and its events are known by the ids that they have had.
    """

    def __init__(self, database: Callable[[], str], now: datetime) -> None:
        self._database = database
        self._now = now
        self.known = KnownCalendars(self._find)
        self._found: dict[str, KeptCalendar] = {}

    def _find(self, entry: CalendarEntry) -> KeptCalendar:
        kept = self._kept(entry)
        if entry.file is not None:
            kept = self._with_file(entry, kept, read_definitions(entry.file, MOST_BYTES))
        self._found[entry.key] = kept
        return kept

    def _with_file(self, entry: CalendarEntry, kept: KeptCalendar, content: bytes) -> KeptCalendar:
        if kept.state and kept.state.content == content:
            return KeptCalendar(kept.state.on(self._now))
        reading = reading_of(entry, self._now.date())
        confirmed = kept.is_confirmed
        try:
            state = following(kept.state, content, reading, self._now, is_confirmed=confirmed)
        except DefinitionError as error:
            raise at_entry(error, entry) from None
        except Doubtful as doubtful:
            return replace(kept, fault=str(doubtful))
        return KeptCalendar(state)

    def _kept(self, entry: CalendarEntry) -> KeptCalendar:
        try:
            with reading_database(self._database()) as engine:
                return CalendarLog(engine).find(entry.key)
        except NoLedger:
            return KeptCalendar()
        except (SQLAlchemyError, sqlite3.Error) as error:
            what = f"the ledger cannot be used: {redact(cause(error))}"
            raise PodiumError(f"{what} (check PODIUM_DATABASE)") from None

    def used(self, entries: Sequence[CalendarEntry]) -> Iterator[str]:
        """Yield for each calendar how many events were taken of it, and as of when it is."""
        for entry in entries:
            kept = self._found.get(entry.key, KeptCalendar())
            number = count_phrase(self.known.numbers.get(entry.key, 0), "event")
            if entry.file is not None and kept.fault is None:
                as_of = f"{number}, as the file is"
            elif kept.got is None:
                more = "" if entry.file else ", and nothing is fetched"
                as_of = f"nothing has been got yet{more}"
            else:
                as_of = f"{number}, as it was got {instant_phrase(kept.got)}"
            yield f"calendar of {entry.label}: {as_of}{f': {kept.fault}' if kept.fault else ''}"
