"""Reading definitions with patience, and not for ever: a disk may be gone without a word.

A mount that hangs, as of a network, holds whoever reads from it, and no signal gets through. So
files are read in a thread that can be given up: it ends with the process, however that ends.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeVar

from bot.ops.given_up import in_thread
from bot.publishing.watcher import Signature, signature, watched_folders
from events.definitions.calendars.entries import CalendarEntry, LiveCalendars
from events.definitions.files import read_definitions
from events.definitions.loader import Loader
from events.errors import NOWHERE, DefinitionError, Problem
from events.model import Agendas, Event

T = TypeVar("T")

READ_LIMIT = timedelta(seconds=10)
LOOK_SECONDS = 0.1  # how often it is looked whether a read takes too long


class PatientLoader:
    """A `Loader` for coroutines. What takes longer than ``limit`` to be read is a fault.

    Only reading is timed: to make agendas of very many events takes longer.
    """

    def __init__(
        self, path: Path, limit: timedelta = READ_LIMIT, live: LiveCalendars | None = None
    ) -> None:
        self.path = path
        self._limit_seconds = limit.total_seconds()
        self._loader = Loader(path, self._read, live)
        self._reading: tuple[Path, float] | None = None
        self._given_up: asyncio.Future[object] | None = None

    @property
    def warnings(self) -> Sequence[Problem]:
        """What in the definitions may be meant otherwise, since they were loaded last."""
        return self._loader.warnings

    @property
    def calendars(self) -> Sequence[CalendarEntry]:
        """Which calendars are sources of events, since the definitions were loaded last."""
        return self._loader.calendars

    def is_of_a_calendar(self, event: Event) -> bool:
        """Tell whether an event is one of a calendar of others, whose ids no editor gives."""
        return any(
            event.agenda == each.agenda and event.id.startswith(f"{each.prefix}-")
            for each in self.calendars
        )

    async def load(self) -> Agendas:
        """Load the definitions as `Loader.load` does."""
        return await self._within_limit(self._loader.load)

    async def signature(self) -> Signature:
        """Return what tells the definitions' state from another. Raises `DefinitionError`."""
        return await self._within_limit(partial(signature, self.path))

    async def watched_folders(self) -> tuple[Path, ...]:
        """Return the folders in which a change may happen. Raises `DefinitionError`."""
        return await self._within_limit(partial(watched_folders, self.path))

    async def _within_limit(self, work: Callable[[], T]) -> T:
        if self._given_up is not None:
            # One thread at most hangs: it goes on by itself when the disk is back.
            await asyncio.wait([self._given_up], timeout=self._limit_seconds)
            if not self._given_up.done():
                raise self._too_slow()
            self._given_up = None
        self._reading = (self.path, monotonic())
        doing = in_thread(work, "definitions")
        while not doing.done():
            await asyncio.wait([doing], timeout=LOOK_SECONDS)
            if not doing.done() and self._takes_too_long():
                self._given_up = doing  # type: ignore[assignment]  # of whatever it returns
                raise self._too_slow()
        return doing.result()

    def _read(self, path: Path) -> bytes:
        self._reading = (path, monotonic())
        try:
            return read_definitions(path)
        finally:
            self._reading = None

    def _takes_too_long(self) -> bool:
        reading = self._reading
        return reading is not None and monotonic() - reading[1] > self._limit_seconds

    def _too_slow(self) -> DefinitionError:
        path, _ = self._reading or (self.path, 0.0)
        what = f"reading it takes longer than {self._limit_seconds:g} seconds"
        mend = "check the disk or network folder that it is on; it is tried again"
        return DefinitionError([Problem(path, *NOWHERE, what, mend)])
