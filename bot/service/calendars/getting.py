"""Getting one calendar, and taking it for the state that follows the one before."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.fetching.addresses import CannotReach
from bot.fetching.fetch import FetchBounds, Fetched, Refused, Validators, fetch
from bot.ledger.calendars.kept import KeptCalendar
from bot.ops.given_up import in_thread
from bot.publishing.calendars.known_calendars import at_entry, part_of, reading_of
from events.definitions.calendars.entries import CalendarEntry
from events.definitions.files import read_definitions
from events.errors import DefinitionError, Problem
from events.foreign.live.state import CalendarState, Doubtful, following

log = logging.getLogger(__name__)

MOST_TOLD = 3  # faults of a calendar that is refused
CONFIRM = "podium confirm takes it as it is"


@dataclass(frozen=True, slots=True)
class Failed:
    """A try that failed: the state before stays.

    - ``is_certain``: another try is to fail likewise
    - ``can_confirm``: much is missing, which may be meant
    - ``wait``: how long the server wants to be left alone
    """

    fault: str
    is_certain: bool = False
    can_confirm: bool = False
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A state that is good, what to ask with next time, and what of it cannot be told."""

    state: CalendarState
    validators: Validators
    untold: tuple[Problem, ...] = ()


async def get(
    entry: CalendarEntry,
    kept: KeptCalendar,
    bounds: FetchBounds,
    now: datetime,
    reading: asyncio.Semaphore,
) -> Taken | Failed:
    """Get a calendar as it is now; ``reading`` is how many are read at once."""
    try:
        found = await _found(entry, kept, bounds)
        if found is None or (kept.state and found.content == kept.state.content):
            if kept.state is None:
                return Failed(f"{entry.host} answers that it has not changed, and it is not known")
            later = kept.state.on(now)
            if later.as_of != kept.state.as_of:
                # Of other days it may have what cannot be read: then the state before stays.
                async with reading:
                    await asyncio.to_thread(part_of, later, entry)
            return Taken(later, found.validators if found else kept.validators)
        async with reading:
            state, untold = await asyncio.to_thread(_following, entry, kept, found.content, now)
        return Taken(state, found.validators, untold)
    except Refused as refused:
        return Failed(str(refused), wait=refused.wait)
    except CannotReach as error:
        return Failed(str(error))
    except Doubtful as doubtful:
        how = f" ({CONFIRM})" if doubtful.can_be_meant else ""
        what = f"{entry.label}: {doubtful}{how}" if how else str(doubtful)
        return Failed(what, is_certain=True, can_confirm=doubtful.can_be_meant)
    except DefinitionError as error:
        shown = "\n".join(map(str, error.problems[:MOST_TOLD]))
        return Failed(shown, is_certain=True)
    except Exception:
        # Whatever others may write: it is told, and tried ever more seldom.
        log.exception("calendar of %s cannot be read", entry.label)
        return Failed(f"{entry.host} cannot be read")


async def _found(entry: CalendarEntry, kept: KeptCalendar, bounds: FetchBounds) -> Fetched | None:
    if entry.url is not None:
        is_known = kept.state is not None and kept.answers == entry.answers
        return await fetch(entry.url, bounds, kept.validators if is_known else None)
    file = entry.file
    if file is None:
        raise CannotReach("there is no address (write url: or file:)")
    try:
        async with asyncio.timeout(bounds.patience.total_seconds()):
            content = await in_thread(lambda: read_definitions(file, bounds.max_bytes), "calendars")
    except TimeoutError:
        seconds = bounds.patience.total_seconds()
        raise CannotReach(f"to read {entry.host} takes longer than {seconds:g} seconds") from None
    if len(content) > bounds.max_bytes:
        raise CannotReach(f"{entry.host} has more than {bounds.max_bytes // 1024:,} KiB")
    return Fetched(content, Validators())


def _following(
    entry: CalendarEntry, kept: KeptCalendar, content: bytes, now: datetime
) -> tuple[CalendarState, tuple[Problem, ...]]:
    reading = reading_of(entry, now.date())
    confirmed = kept.is_confirmed
    try:
        state = following(kept.state, content, reading, now, is_confirmed=confirmed)
    except DefinitionError as error:
        raise at_entry(error, entry) from None
    return state, part_of(state, entry)[1]
