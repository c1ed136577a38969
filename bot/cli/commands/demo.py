"""Replay the agenda's week through the real service.

The feed and the page are served, and reminders posted, on a clock that runs an hour a
second. Nothing is kept afterwards. The posts come to this terminal; with --post they go to the
channel, without a sound, and each says first that it is a replay.
"""

import argparse
import logging
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from bot.cli.exits import FINDING, UsageError
from bot.cli.run import run_coroutine
from bot.config.settings import Settings
from bot.terminal.output import complain, printing
from bot.terminal.source import given_settings, source_phrase
from events.errors import Refusal
from events.model import Agendas
from events.time_grammar import parse_start
from events.wording.counts import count_phrase
from events.wording.english import ENGLISH
from events.wording.phrases import instant_phrase

LEAD_IN = timedelta(hours=1)
HOUR_A_SECOND = 3600.0
DAY_A_SECOND = 86_400.0
DELIVER_SECONDS = 5.0  # what the last posts are given when the replay is over


@dataclass(frozen=True, slots=True)
class Replay:
    """What to replay: from one UTC instant to another, so many times as fast as it was."""

    start: datetime
    end: datetime
    speed: float = HOUR_A_SECOND


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to replay, and how fast."""
    parser.add_argument("--start", metavar="WHEN", help='first instant: "2022-01-12 08:00 GMT"')
    parser.add_argument("--end", metavar="WHEN", help="last instant")
    parser.add_argument(
        "--post", action="store_true", help="post to the channel, silently and marked as a replay"
    )
    parser.add_argument("--speed", type=float, metavar="N", help="N times as fast (3600)")


def run(arguments: argparse.Namespace) -> int:
    """Replay everything in the agenda, or the part that is asked for."""
    from events.definitions.loader import load

    # Of the destinations' file nobody is posted to: who reads there could not tell, either.
    settings = replace(given_settings(), destinations=None)
    if not arguments.post:
        # What is long over is no news, and the channel's readers could not tell.
        settings = replace(settings, token=None, channel=None, operator=None)
    elif settings.channel is None:
        mend = "set TELEGRAM_BOT_TOKEN and TELEGRAM_CHANNEL, or leave out --post"
        raise UsageError("demo", f"--post: there is no channel to post to ({mend})")
    whole = replay_of(load(settings.agendas))
    if whole is None:
        complain("no event of the agenda is reminded of, so there is nothing to replay")
        return FINDING
    replay = _part_of(whole, arguments)
    return run_coroutine(run_demo(settings, replay), logging.WARNING)


def replay_of(agendas: Agendas) -> Replay | None:
    """Return the replay of everything: from before the first reminder until all is past."""
    from bot.planning.reminders import make_plan
    from bot.planning.subscription import everything_to

    reminders = make_plan(agendas.events, everything_to(["replay"])).reminders
    if not reminders:
        return None
    return Replay(reminders[0].due - LEAD_IN, max(event.over for event in agendas.events))


def _part_of(replay: Replay, arguments: argparse.Namespace) -> Replay:
    try:
        if arguments.start is not None:
            replay = replace(replay, start=parse_start(arguments.start, "UTC").begins)
        if arguments.end is not None:
            replay = replace(replay, end=parse_start(arguments.end, "UTC").begins)
    except Refusal as refusal:
        raise UsageError("demo", str(refusal)) from None
    if arguments.speed is not None:
        replay = replace(replay, speed=arguments.speed)
    if not 0 < replay.speed <= DAY_A_SECOND:
        raise UsageError("demo", "--speed goes from above 0 to 86400, a day a second")
    if replay.end <= replay.start:
        start, end = instant_phrase(replay.start), instant_phrase(replay.end)
        message = f"the end, {end}, is not after the start, {start} (give another)"
        raise UsageError("demo", message)
    return replay


async def run_demo(settings: Settings, replay: Replay) -> None:
    """Run the service through a replay, with a ledger of its own that is thrown away."""
    from bot.web.server.server import CannotListen

    with tempfile.TemporaryDirectory(prefix="podium-demo-") as folder:
        database = f"sqlite:///{Path(folder) / 'podium.db'}"
        settings = replace(settings, database=database)
        try:
            await _replay(settings, replay)
        except CannotListen:
            # A demo must not fail for a busy port: the system gives it a free one.
            await _replay(replace(settings, port=0), replay)


async def _replay(settings: Settings, replay: Replay) -> None:
    import asyncio

    from rich.text import Text

    from bot.clock import ReplayClock
    from bot.messages.compose import compose
    from bot.messages.replay import compose_replay
    from bot.ops.signals import stop_signal
    from bot.service.service import running
    from bot.terminal.destination import terminal

    console, clock = terminal(), ReplayClock(replay.start, replay.speed)
    # In a terminal, where its stamp gives each post its time, nobody takes a replay for news.
    write = compose if settings.channel is None else compose_replay
    async with stop_signal() as stopped, running(settings, clock, write=write) as service:
        with printing():
            source = source_phrase(settings.agendas, service.publication.agendas)
            console.print(Text(_introduction(replay, source, service.site.url, service.workers)))
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


def _introduction(replay: Replay, source: str, url: str, destinations: Iterable[str]) -> str:
    return (
        f"Podium replays {replay_phrase(replay)}.\n"
        f"  Read      {source}\n"
        f"  Page      {url}/\n"
        f"  Feed      {url}/calendar.ics\n"
        f"  Posts go  to {', '.join(destinations)}\n"
        "  Stop with Ctrl-C.\n"
    )


def replay_phrase(replay: Replay) -> str:
    """Write which days are replayed, and how long that takes."""
    first, last = (ENGLISH.day(instant.date()) for instant in (replay.start, replay.end))
    days = first if first == last else f"{first} to {last}"
    # Rounded up, so that there is something to wait for.
    seconds = ceil((replay.end - replay.start).total_seconds() / replay.speed)
    return f"{days} in {count_phrase(seconds, 'second')}"
