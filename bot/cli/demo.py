"""The replay: the real service on a clock that runs through a past week in minutes."""

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.clock import ReplayClock
from bot.config.settings import Settings
from bot.ops.signals import stop_signal
from bot.planning.reminders import make_plan
from bot.service import Service, running
from bot.terminal.destination import terminal
from bot.terminal.output import printing
from bot.web.server.server import CannotListen
from events.definitions.loader import load
from events.model import Agendas
from events.wording.english import ENGLISH
from events.wording.phrases import count_phrase

LEAD_IN = timedelta(hours=1)
HOUR_A_SECOND = 3600.0
DELIVER_SECONDS = 5.0  # what the last posts are given when the replay is over


@dataclass(frozen=True, slots=True)
class Replay:
    """What to replay: from one UTC instant to another, so many times as fast as it was."""

    start: datetime
    end: datetime
    speed: float = HOUR_A_SECOND


def replay_of(agendas: Agendas) -> Replay | None:
    """Return the replay of everything: from before the first reminder until all is past."""
    reminders = make_plan(agendas.events, ["replay"]).reminders
    if not reminders:
        return None
    return Replay(reminders[0].due - LEAD_IN, max(event.over for event in agendas.events))


async def run_demo(settings: Settings, replay: Replay) -> None:
    """Run the service through a replay, with a ledger of its own that is thrown away."""
    console = terminal()
    with tempfile.TemporaryDirectory(prefix="podium-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'podium.db'}"
        settings = replace(settings, database=database)
        try:
            await _replay(settings, replay, console)
        except CannotListen:
            # A demo must not fail for a busy port: the system gives it a free one.
            await _replay(replace(settings, port=0), replay, console)


async def _replay(settings: Settings, replay: Replay, console: Console) -> None:
    clock = ReplayClock(replay.start, replay.speed)
    async with stop_signal() as stopped, running(settings, clock) as service:
        with printing():
            console.print(_introduction(service, replay))
        left = (replay.end - clock.now()).total_seconds() / replay.speed
        try:
            await asyncio.wait_for(stopped.wait(), max(left, 0))
        except TimeoutError:
            # A destination that cannot be reached would be waited for much longer.
            with suppress(TimeoutError):
                await asyncio.wait_for(service.deliver_due(), DELIVER_SECONDS)
        counts = service.ledger.counts()
    told = ", ".join(f"{state} {count}" for state, count in counts.items() if count)
    with printing():
        console.print(Text(f"The replay is over. Posts: {told or 'none'}.", style="dim"))


def _introduction(service: Service, replay: Replay) -> Text:
    url = service.site.url
    posts_go = "to " + ", ".join(service.workers)
    return Text(
        f"Podium replays {replay_phrase(replay)}.\n"
        f"  Page      {url}/\n"
        f"  Feed      {url}/calendar.ics\n"
        f"  Posts go  {posts_go}\n"
        "  Stop with Ctrl-C.\n"
    )


def replay_phrase(replay: Replay) -> str:
    """Write which days are replayed, and how long that takes."""
    first, last = (ENGLISH.day(instant.date()) for instant in (replay.start, replay.end))
    days = first if first == last else f"{first} to {last}"
    # Rounded up, so that there is something to wait for.
    seconds = ceil((replay.end - replay.start).total_seconds() / replay.speed)
    return f"{days} in {count_phrase(seconds, 'second')}"


def load_replay(settings: Settings) -> Replay | None:
    """Return the replay of the agendas in the settings. Raises `DefinitionError`."""
    return replay_of(load(settings.agendas))
