"""The definitions that a command reads, with the events of calendars that a service has got."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.output import complain
from events.definitions.calendars.entries import CalendarEntry, LiveEvents
from events.definitions.loader import Loader
from events.model import Agendas

if TYPE_CHECKING:
    from bot.publishing.calendars.beside import CalendarsBeside


def load(path: Path, database: str | None = None) -> Agendas:
    """Load definitions as `Definitions` does, and tell what was taken of calendars."""
    definitions = Definitions(path, database)
    agendas = definitions.loader.load()
    definitions.tell_calendars()
    return agendas


class Definitions:
    """The definitions at a path. The ledger of the settings is read only if they name calendars."""

    def __init__(self, path: Path, database: str | None = None) -> None:
        self._database = database
        self._beside: CalendarsBeside | None = None
        self.loader = Loader(path, live=self)

    def events_of(self, calendar: CalendarEntry, /) -> LiveEvents:
        """Return the events of a calendar, as the loader asks for them."""
        if self._beside is None:
            # What reads calendars takes as long to import as most commands take in all.
            from bot.clock import SystemClock
            from bot.publishing.calendars.beside import CalendarsBeside

            self._beside = CalendarsBeside(self._ledger, SystemClock().now())
        return self._beside.known.events_of(calendar)

    def tell_calendars(self) -> None:
        """Tell on standard error what was taken of each calendar, and as of when that is."""
        if self._beside:
            for line in self._beside.used(self.loader.calendars):
                complain(line)

    def _ledger(self) -> str:
        from bot.config.settings import read_settings

        return self._database or read_settings().database
