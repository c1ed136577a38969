"""Calendars as sources of events, through the running service: what readers and operator hear."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.service.calendars.pace import CalendarPace
from bot.service.calendars.watch import SUBJECT
from events.model import Event, Status
from tests.bot.agenda_file import HEAD, AgendaFile
from tests.bot.calendars.calendar_server import CalendarServer, answer, calendar, vevent
from tests.bot.clock import SetClock, utc
from tests.bot.edited import HURRIED, Edited, started
from tests.telegram_server.server import TelegramServer

PACE = CalendarPace(
    look=timedelta(seconds=0.02), patience=timedelta(seconds=0.4), jitter=0, max_bytes=50_000
)
PACING = replace(HURRIED, calendars=PACE)
NOW = "2022-01-10 07:00"
HOUR = 60.5  # minutes, and a little more
COUNCIL = vevent("1@osce", "20220112T090000Z", "Permanent Council")
TALKS = vevent("2@osce", "20220113T090000Z", "Security talks")
VISIT = vevent("3@osce", "20220114T090000Z", "Visit to Oslo")
VOTE = vevent("4@osce", "20220115T090000Z", "Vote on the budget")
WEEK = (COUNCIL, TALKS, VISIT, VOTE)


@dataclass
class Live:
    """A running service with a calendar as its source."""

    edited: Edited
    source: CalendarServer

    @property
    def events(self) -> dict[str, Event]:
        found = self.edited.service.publication.everything
        return {event.title: event for event in found}

    @property
    def titles(self) -> list[str]:
        return sorted(self.events)

    @property
    def troubles(self) -> dict[str, str]:
        ongoing = self.edited.service.incidents.ongoing
        return {subject: text for subject, text in ongoing.items() if "calendar" in subject}

    def told(self, words: str) -> list[str]:
        """What the operator was told that has these words."""
        return [it.text for it in self.edited.server.posts("@desk") if words in it.text]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():
                await asyncio.sleep(0.01)

    async def next(self, *events: str, minutes: float = HOUR) -> None:
        """Serve these events, and wait until that has been taken or refused."""
        if events:
            self.source.content = calendar(*events)
        await self.asked_again(minutes)

    async def asked_again(self, minutes: float = HOUR) -> None:
        clock = self.edited.clock
        number = len(self.source.asked)
        clock.set(clock.now() + timedelta(minutes=minutes))
        await self.until(lambda: len(self.source.asked) > number)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is got any more, and what was got is published."""
        tasks = asyncio.all_tasks
        await self.until(lambda: not any(it.get_name().startswith(SUBJECT) for it in tasks()))
        await self.edited.service.reloader.reload()

    async def heads(self, minutes: float = 2) -> list[str]:
        """The first lines of what the channel has been posted, when edits have settled."""
        await self.edited.later(minutes)
        return self.edited.heads


def entry(url: str, *lines: str) -> str:
    return "\n".join([f"{HEAD}calendars:", f"  - url: {url}", *(f"    {it}" for it in lines), ""])


@asynccontextmanager
async def live(
    folder: Path, *lines: str, content: bytes | None = None, **more: object
) -> AsyncIterator[Live]:
    clock = SetClock(utc(NOW))
    async with CalendarServer() as source, TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@desk"):
            server.add_channel(name)
        source.content = calendar(*WEEK) if content is None else content
        file = AgendaFile(folder)
        file.path.write_text(entry(source.url, *(lines or ("prefix: osce-",))))
        settings = {"operator": "@desk", "private_calendars": True, **more}
        async with started(server, clock, file, PACING, **settings) as edited:
            found = Live(edited, source)
            await found.until(lambda: bool(source.asked) or not settings["private_calendars"])
            await found.settled()
            yield found


@asynccontextmanager
async def again(before: Live) -> AsyncIterator[Live]:
    """The same, started once more on its ledger."""
    old = before.edited
    settings = {"operator": "@desk", "private_calendars": True}
    async with started(old.server, old.clock, old.file, PACING, **settings) as edited:
        found = Live(edited, before.source)
        await found.settled()
        yield found


async def test_its_events_are_events_of_the_agenda(tmp_path: Path) -> None:
    async with live(tmp_path) as found:
        assert found.titles == [
            "Permanent Council", "Security talks", "Visit to Oslo", "Vote on the budget"
        ]  # fmt: skip
        council = found.events["Permanent Council"]
        assert council.agenda == "tests"
        assert council.id.startswith("osce-")
        assert str(council.start) == "2022-01-12 09:00 UTC"
        assert council.source is not None
        assert council.source.publisher == "OSCE"
        assert found.troubles == {}
