"""What the operator asks for from a chat, done by the running service."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.config.settings import Settings
from bot.database.engine import cause
from bot.delivery.scheduler import Scheduler
from bot.ledger.async_ledger import LedgerThread
from bot.messages.answers.answer import Answer, Document
from bot.messages.answers.operator.diary import diary_answer
from bot.messages.answers.operator.report import report_answer
from bot.ops.given_up import in_thread
from bot.ops.logging import redact
from bot.planning.removals import RemovalsHeld
from bot.publishing.calendars.known_calendars import FindKept, KnownCalendars
from bot.publishing.edit_words import IN_CHAT, held_words
from bot.publishing.parts.diary import diary_of
from bot.publishing.parts.heading import present_day
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.reloader import Reloader
from bot.publishing.reports.check import found_phrase, warning_line
from bot.publishing.reports.held import (
    ASKED_BEFORE,
    HEARD_NOW,
    NOTHING_HELD,
    confirmed_phrase,
    undo_lines,
)
from bot.publishing.reports.pauses import is_called, paused_lines, resumed_lines, which_lines
from bot.publishing.reports.status import (
    Standing,
    definitions_line,
    ledger_lines,
    planned_lines,
    row,
)
from bot.publishing.selection import Selection
from bot.service.operator.asked import days_asked
from bot.service.operator.drafts import draft_answer
from bot.service.operator.previews import preview_answer
from bot.telegram.commands.operator.operations import Report
from bot.terminal.source import place_phrase, source_phrase
from events.errors import DefinitionError, Refusal

A_DAY, A_SECOND = timedelta(days=1), timedelta(seconds=1)


class ServiceOperations:
    """The operations of one running service; ``labels`` are its destinations' names by label."""

    def __init__(
        self,
        settings: Settings,
        reloader: Reloader,
        confirm: Callable[[RemovalsHeld], None],
        ledger: LedgerThread,
        scheduler: Scheduler,
        clock: Clock,
        report: Callable[[], Mapping[str, object]],
        labels: Callable[[], Mapping[str, str]],
        kept: FindKept,
    ) -> None:
        self._settings = settings
        self._reloader = reloader
        self._confirm = confirm
        self._thread = ledger
        self._ledger = ledger.ledger
        self._scheduler = scheduler
        self._clock = clock
        self._report = report
        self._labels = labels
        self._kept = kept
        self._previewing = asyncio.Lock()

    async def status(self) -> Sequence[str]:
        """Tell how things stand, as `podium status` does."""
        place, shown = self._settings.agendas, self._reloader.publication.agendas
        plan, now = self._reloader.plan, self._clock.now()
        report = self._report()
        troubles = dict(report["troubles"])  # type: ignore[call-overload]
        standing, source = Standing.RIGHT, source_phrase(place, shown)
        if "definitions" in troubles:
            standing = Standing.HELD if self._reloader.held else Standing.WRONG
            source = place_phrase(place)
        lines = [definitions_line(source, standing), *planned_lines(plan, now, standing)]
        told = [f"{subject}: {text}" for subject, text in troubles.items()]
        for number, line in enumerate("\n".join([str(report["status"]), *told]).split("\n")):
            lines.append(row("" if number else "service", line))
        try:
            lines += await self._thread.call(lambda: list(ledger_lines(self._ledger)))
        except SQLAlchemyError as error:
            lines.append(_unusable(error))
        return lines

    async def check(self) -> Sequence[str]:
        """Look at the definitions, as `podium check` does."""
        place = self._settings.agendas
        loader = PatientLoader(place, live=KnownCalendars(self._kept))
        try:
            agendas = await loader.load()
        except DefinitionError as error:
            return str(error).split("\n")
        whole = f"{source_phrase(place, agendas)}: {found_phrase(loader.warnings)}"
        return [whole, *map(warning_line, loader.warnings)]

    async def diary(self, words: str) -> Answer | Document:
        """Tell the diary of some days, with what is new or has changed within a day marked."""
        publication, now = self._reloader.publication, self._clock.now()
        try:
            window = days_asked(words.split(), present_day(publication, None, now))
        except Refusal as refusal:
            return report_answer([str(refusal)])

        def written() -> Answer | Document:
            return diary_answer(diary_of(publication, Selection(window=window), now - A_DAY))

        return await in_thread(written, "diary")

    async def preview(self, words: str) -> Answer | Document:
        """Tell what would be posted if the definitions were saved now, as `podium preview` does."""
        async with self._previewing:
            return await preview_answer(self._settings, words, self._clock.now())

    async def draft(self, report: Report) -> Answer | Document:
        """Draft an agenda of a report, as `podium draft` does. Nothing keeps it."""
        agendas = self._reloader.publication.agendas
        zone = self._settings.timezone or agendas.agendas[0].timezone
        return await in_thread(partial(draft_answer, report, agendas.events, zone), "draft")

    async def confirm(self, asked: datetime) -> Sequence[str]:
        """Take over the edit that is held, if the operator was told of it when this was asked."""
        held, told = self._reloader.held, self._reloader.held_since
        # Telegram may deliver again what confirmed an edit before, and tells the second alone.
        if held is not None and told is not None and asked + A_SECOND <= told:
            return [held_words(held, IN_CHAT), ASKED_BEFORE]
        if held is None:
            await self._reloader.reload()
            now_held = self._reloader.held
            return [held_words(now_held, IN_CHAT), HEARD_NOW] if now_held else [NOTHING_HELD]
        try:
            # It is a transaction of its own, which would wait for that of the ledger's thread.
            await asyncio.to_thread(self._confirm, held)
        except SQLAlchemyError as error:
            return [_unusable(error)]
        lines = [confirmed_phrase(held.removed)]
        if not await self._reloader.reload():
            other = self._reloader.held
            if other is not None and other.removed != held.removed:
                return [held_words(other, IN_CHAT), HEARD_NOW]
            return ["Confirmed, and not taken over yet: /status tells why."]
        return lines

    async def undo(self) -> Sequence[str]:
        """Tell what to write back to undo the edit that is held."""
        await self._reloader.reload()
        held = self._reloader.held
        return list(undo_lines(held)) if held else [NOTHING_HELD]

    async def pause(self, named: str) -> Sequence[str]:
        """Post nothing to a destination any more."""
        label, name = self._meant(named)
        if name is None:
            return list(which_lines("pause", self._labels(), named))
        try:
            call = partial(self._ledger.pause, name, self._clock.now())
            is_new = await self._thread.call(call)
            await self._scheduler.refill()
        except SQLAlchemyError as error:
            return [_unusable(error)]
        return list(paused_lines(label, is_new=is_new))

    async def resume(self, named: str) -> Sequence[str]:
        """Post to a destination again."""
        label, name = self._meant(named)
        if name is None:
            return list(which_lines("resume", self._labels(), named))
        try:
            missed = await self._thread.call(partial(self._ledger.resume, name))
            await self._scheduler.refill()
        except SQLAlchemyError as error:
            return [_unusable(error)]
        return list(resumed_lines(label, missed))

    def _meant(self, named: str) -> tuple[str, str | None]:
        """Return the label and the name of the destination that is meant; no name for none."""
        labels = self._labels()
        if not named and len(labels) == 1:
            return next(iter(islice(labels.items(), 1)))
        for label, name in labels.items():
            if is_called(label, name, named):
                return label, name
        return named, None


def _unusable(error: SQLAlchemyError) -> str:
    return f"The ledger cannot be used: {redact(cause(error))}"
