"""What commands know of calendars, beside a running service: nothing is fetched for them."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from bot.database.engine import cause
from bot.database.read_only import NoLedger, reading_database
from bot.errors import PodiumError
from bot.ledger.calendars.calendar_log import CalendarLog
from bot.ledger.calendars.kept import KeptCalendar
from bot.ops.logging import redact
from bot.publishing.calendars.known_calendars import KnownCalendars
from events.definitions.calendars.entries import CalendarEntry
from events.definitions.files import read_definitions
from events.foreign.live.state import CalendarState
from events.wording.phrases import count_phrase, instant_phrase

MOST_BYTES = 5 * 1024 * 1024


class CalendarsBeside:
    """Finds what the service has got in its ledger. A file is read as it is now."""

    def __init__(self, database: Callable[[], str], today: date) -> None:
        self._database = database
        self._today = today
        self.known = KnownCalendars(self._find)
        self._found: dict[str, KeptCalendar] = {}

    def _find(self, entry: CalendarEntry) -> KeptCalendar:
        kept = self._kept(entry)
        if entry.file is not None:
            content = read_definitions(entry.file, MOST_BYTES)
            before = kept.state or CalendarState(content, self._today)
            state = CalendarState(content, self._today, before.same, before.begun)
            kept = KeptCalendar(state)
        self._found[entry.key] = kept
        return kept

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
            if entry.file is not None:
                as_of = f"{number}, as the file is"
            elif kept.got is None:
                as_of = "nothing has been got yet, and nothing is fetched"
            else:
                as_of = f"{number}, as it was got {instant_phrase(kept.got)}"
            yield f"calendar of {entry.label}: {as_of}{f': {kept.fault}' if kept.fault else ''}"
