"""The events of calendars, from what was got of them last."""

from datetime import date
from typing import Protocol

from bot.ledger.calendars.calendar_log import CalendarLog
from bot.ledger.calendars.kept import KeptCalendar
from events.definitions.calendars.entries import CalendarEntry, LiveEvents
from events.errors import DefinitionError, Problem
from events.foreign.live.bounds import CHOSEN_FROM, TAKEN
from events.foreign.live.expansion import Reading
from events.foreign.live.part import Part, Whole, write_part
from events.foreign.live.state import CalendarState
from events.queries import Filter

NOTHING_YET = "nothing has been got of the calendar yet: none of its events is here"
GET_AGAIN = "see that it can be got again"
GOT_BY = "a running service gets it: podium serve"


class FindKept(Protocol):
    """Finds what was got of a calendar."""

    def __call__(self, entry: CalendarEntry, /) -> KeptCalendar:
        """Return it. What is the same object is the same state."""


class KeptCalendars:
    """What the ledger has of calendars. It is not read again where it has not changed."""

    def __init__(self, calendar_log: CalendarLog) -> None:
        self._log = calendar_log
        self._kept: dict[str, tuple[int, KeptCalendar]] = {}

    def __call__(self, entry: CalendarEntry, /) -> KeptCalendar:
        """Return what was got of a calendar. Raises sqlalchemy.exc.SQLAlchemyError."""
        version = self._kept[entry.key][0] if entry.key in self._kept else -1
        if found := self._log.find_changed(entry.key, version):
            self._kept[entry.key] = found
        return self._kept.get(entry.key, (0, KeptCalendar()))[1]


class KnownCalendars:
    """The events of calendars. A state that is known is not read anew."""

    def __init__(self, find: FindKept) -> None:
        self._find = find
        self._read: dict[str, tuple[object, LiveEvents]] = {}
        self.numbers: dict[str, int] = {}
        """How many events of each calendar are taken, by its key."""

    def events_of(self, calendar: CalendarEntry, /) -> LiveEvents:
        """Return the events of a calendar. Raises `DefinitionError`."""
        kept = self._find(calendar)
        if kept.state is None:
            self.numbers[calendar.key] = 0
            what = f"{NOTHING_YET}: {kept.fault}" if kept.fault else NOTHING_YET
            mend = GET_AGAIN if kept.fault else GOT_BY
            return LiveEvents(_nothing(calendar), (calendar.problem(what, mend),))
        read_from = (kept.state, calendar)
        known = self._read.get(calendar.key)
        if known is None or known[0] != read_from:
            known = (read_from, self._events(kept.state, calendar))
            self._read[calendar.key] = known
        if kept.fault is None:
            return known[1]
        what = f"the calendar is shown as it was got last: {kept.fault}"
        fault = calendar.problem(what, GET_AGAIN)
        return LiveEvents(known[1].content, (fault, *known[1].warnings))

    def _events(self, state: CalendarState, calendar: CalendarEntry) -> LiveEvents:
        part, untold = part_of(state, calendar)
        self.numbers[calendar.key] = part.number
        return LiveEvents(part.content, untold)


def part_of(state: CalendarState, calendar: CalendarEntry) -> tuple[Part, tuple[Problem, ...]]:
    """Return a state as a part of its agenda, and what of it cannot be told.

    Raises `DefinitionError` for one that the definitions could not be loaded with.
    """
    try:
        found = state.expanded(reading_of(calendar, state.as_of))
        part = write_part(found.events, whole_of(calendar))
    except DefinitionError as error:
        raise at_entry(error, calendar) from None
    return part, (*found.untold, *part.refused)


def reading_of(calendar: CalendarEntry, as_of: date) -> Reading:
    """Return how a calendar is read on a day."""
    return Reading(
        calendar.part,
        calendar.host,
        as_of,
        calendar.kind,
        calendar.timezone,
        calendar.agenda_zone,
        TAKEN if calendar.only == Filter() else CHOSEN_FROM,
    )


def whole_of(calendar: CalendarEntry) -> Whole:
    """Return what a calendar is a part of."""
    return Whole(
        calendar.part, calendar.agenda, calendar.agenda_zone, calendar.prefix, calendar.only
    )


def at_entry(error: DefinitionError, calendar: CalendarEntry) -> DefinitionError:
    """Tell of a calendar that cannot be read where its entry stands: there it can be mended."""
    problems = [
        calendar.problem(f"line {it.line} of the calendar: {it.what}", it.mend)
        for it in error.problems
    ]
    return DefinitionError(problems, error.others)


def _nothing(calendar: CalendarEntry) -> bytes:
    return f"agenda: {calendar.agenda}\nevents: []\n".encode()
