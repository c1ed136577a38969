"""Gets calendars when they are due, keeps what is good, and has the definitions read anew.

Nobody waits for it: what readers are shown, and the loader, go by what was got last.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.database.engine import cause
from bot.fetching.fetch import FetchBounds, Validators
from bot.ledger.calendars.calendar_log import CalendarLog, CalendarStanding
from bot.ledger.calendars.kept import KeptCalendar
from bot.ops.given_up import in_thread
from bot.ops.incidents import Incidents
from bot.planning.removals import RemovalsHeld
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.reloader import Reloader
from bot.service.calendars.getting import Failed, Taken, get
from bot.service.calendars.pace import CalendarPace
from events.definitions.calendars.entries import CalendarEntry
from events.errors import Problem
from events.model import Event
from events.wording.phrases import instant_phrase

log = logging.getLogger(__name__)

SUBJECT = "calendar of "
READ_AT_ONCE = 2  # each takes a thread and may take long: others have to be left some
TO_ALLOW = "set PODIUM_PRIVATE_CALENDARS=yes"


class CalendarsWatch:
    """Gets the calendars of the definitions for as long as it runs."""

    def __init__(
        self,
        loader: PatientLoader,
        calendar_log: CalendarLog,
        reloader: Reloader,
        clock: Clock,
        incidents: Incidents,
        pace: CalendarPace,
        confirm: Callable[[RemovalsHeld], None],
        *,
        allow_private: bool,
    ) -> None:
        """Get what a loader finds; ``confirm`` is how removals that are held are confirmed."""
        self._loader = loader
        self._log = calendar_log
        self._reloader = reloader
        self._clock = clock
        self._incidents = incidents
        self._pace = pace
        self._confirm = confirm
        self._as_it_is = set[tuple[str, str]]()
        self._bounds = FetchBounds(allow_private, pace.max_bytes, pace.patience, TO_ALLOW)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
        self._getting: dict[str, asyncio.Task[None]] = {}
        self._versions: Mapping[str, int] = {}
        self._tried: dict[str, str] = {}
        self._looking: dict[str, asyncio.Future[os.stat_result]] = {}
        self._files: dict[str, tuple[int, int]] = {}
        self._untold: dict[str, Sequence[Problem]] = {}

    async def run(self) -> None:
        """Get what is due until cancelled."""
        try:
            while True:
                try:
                    await self._look()
                except SQLAlchemyError as error:
                    # That the ledger cannot be used is told by those who post.
                    log.info("calendars wait for the ledger: %s", cause(error))
                await asyncio.sleep(self._pace.look.total_seconds())
        finally:
            for task in self._getting.values():
                task.cancel()
            await asyncio.gather(*self._getting.values(), return_exceptions=True)

    async def _look(self) -> None:
        entries = {entry.key: entry for entry in self._loader.calendars}
        done = [key for key, task in self._getting.items() if task.done()]
        for key in done:
            del self._getting[key]
        if not entries and not self._versions:
            return
        standings = await asyncio.to_thread(self._log.standings, list(entries))
        self._go_on_with_incidents(entries, standings)
        versions = {key: standing.version for key, standing in standings.items()}
        if versions != self._versions:
            self._versions = versions
            await self._reload()
            await asyncio.to_thread(self._log.forget, list(entries), self._clock.now())
        for key, entry in entries.items():
            standing = standings.get(key)
            if key not in self._getting and await self._is_due(entry, standing):
                getting = self._get(entry, standing.due if standing else None)
                self._getting[key] = asyncio.create_task(getting, name=_subject(entry))

    async def _reload(self) -> None:
        """Have the definitions read anew. What was confirmed once is not to be confirmed again."""
        await self._reloader.reload()
        held = self._reloader.held
        if held and all(map(self._is_confirmed, held.removed)):
            await asyncio.to_thread(self._confirm, held)
            await self._reloader.reload()
        self._as_it_is.clear()

    def _is_confirmed(self, event: Event) -> bool:
        """Tell whether an event is one of a calendar that somebody has confirmed as it is."""
        return any(
            event.agenda == agenda and event.id.startswith(f"{prefix}-")
            for agenda, prefix in self._as_it_is
        )

    async def _is_due(self, entry: CalendarEntry, standing: CalendarStanding | None) -> bool:
        is_other = entry.file is not None and await self._is_other_file(entry)
        if is_other or standing is None:
            return True
        now, failed = self._clock.now(), bool(standing.kept.fault)
        if not now < standing.due <= now + self._pace.longest_wait(entry.every, failed=failed):
            return True
        # It may be at another address now, or what was asked for may be there. Each process tries
        # what its own definitions say once: those of another replica may not be these.
        return self._tried.get(entry.key, standing.kept.answers) != entry.answers

    async def _is_other_file(self, entry: CalendarEntry) -> bool:
        """Tell whether a file is another one than when it was looked at last."""
        file = entry.file
        if file is None:
            return False
        # Where a file is may hang: then its thread is looked at again, and nobody waits for it.
        begun = self._looking.pop(entry.key, None)
        looking = begun or in_thread(file.stat, "calendars")
        seconds = 0 if begun else self._pace.look.total_seconds()
        await asyncio.wait([looking], timeout=seconds)
        if not looking.done():
            self._looking[entry.key] = looking
            return False
        try:
            status = looking.result()
        except OSError:
            status = None
        now = (status.st_ctime_ns, status.st_size) if status else (0, 0)
        before, self._files[entry.key] = self._files.get(entry.key), now
        return before is not None and before != now

    async def _get(self, entry: CalendarEntry, due: datetime | None) -> None:
        """Get a calendar if no other replica does, and keep what comes of it."""
        try:
            now = self._clock.now()
            if not await asyncio.to_thread(self._log.claim, entry.key, due, now):
                return
            self._tried[entry.key] = entry.answers
            kept = await asyncio.to_thread(self._log.find, entry.key)
            found = await get(entry, kept, self._bounds, now, self._reading)
            if isinstance(found, Failed):
                await self._keep_failure(entry, kept, found, now)
            else:
                await self._keep_state(entry, kept, found, now)
        except SQLAlchemyError as error:
            log.warning("%s%s cannot be kept: %s", SUBJECT, entry.label, cause(error))

    async def _keep_state(
        self, entry: CalendarEntry, before: KeptCalendar, found: Taken, now: datetime
    ) -> None:
        due = now + self._pace.wait_after_success(entry.every)
        kept = KeptCalendar(found.state, now, found.validators, entry.answers)
        changed = found.state != before.state
        if before.is_confirmed:
            self._as_it_is.add((entry.agenda, entry.prefix))
        keep = partial(self._log.keep, entry.key, kept, due, has_changed=changed)
        await asyncio.to_thread(keep)
        self._incidents.close(_subject(entry))
        if changed and found.untold and found.untold != self._untold.get(entry.key):
            self._untold[entry.key] = found.untold
            what = f"{len(found.untold)} things cannot be told"
            log.warning("%s%s: %s (podium check): %s", SUBJECT, entry.label, what, found.untold[0])

    async def _keep_failure(
        self, entry: CalendarEntry, before: KeptCalendar, failed: Failed, now: datetime
    ) -> None:
        failures = before.failures + 1
        wait = self._pace.wait_after_failure(entry.every, failures, failed.wait)
        is_told = before.is_told or failed.is_certain or failures > self._pace.patient_failures
        kept = replace(
            before,
            validators=before.validators if before.answers == entry.answers else Validators(),
            answers=entry.answers,
            failures=failures,
            fault=failed.fault,
            is_told=is_told,
            can_confirm=failed.can_confirm,
        )
        keep = partial(self._log.keep, entry.key, kept, now + wait, has_changed=False)
        await asyncio.to_thread(keep)
        if is_told:
            self._incidents.open(_subject(entry), *_words(kept))
        else:
            log.info("%s%s: %s", SUBJECT, entry.label, failed.fault)

    def _go_on_with_incidents(
        self, entries: Mapping[str, CalendarEntry], standings: Mapping[str, CalendarStanding]
    ) -> None:
        """Open the incidents of which other processes have told, or this one before a restart.

        A calendar that is being got now is passed over: its outcome opens or closes its incident.
        """
        named = {_subject(entry): key for key, entry in entries.items()}
        for subject, key in named.items():
            standing = standings.get(key)
            is_told = standing is not None and standing.kept.is_told
            if key in self._getting or is_told == (subject in self._incidents.ongoing):
                continue
            if standing and is_told:
                self._incidents.resume(subject, *_words(standing.kept))
            else:
                self._incidents.drop(subject)
        for subject in [it for it in self._incidents.ongoing if it.startswith(SUBJECT)]:
            if subject not in named:
                self._incidents.drop(subject)


def _subject(entry: CalendarEntry) -> str:
    return f"{SUBJECT}{entry.label}"


def _words(kept: KeptCalendar) -> tuple[str, str]:
    """Say what is shown, and why no newer state is."""
    if kept.got is None:
        return "none of its events is shown", kept.fault or ""
    return f"its events are shown as of {instant_phrase(kept.got)}", kept.fault or ""
