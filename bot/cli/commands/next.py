"""Tell what is on, and what comes next.

podium next 3 tells the next three events. Set PODIUM_TIMEZONE for your own time.
"""

import argparse

from bot.cli.exits import OK, UsageError
from bot.clock import SystemClock
from bot.terminal.output import printing
from bot.terminal.source import given_settings, tell_source
from events.errors import Refusal
from events.time_grammar import parse_start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how many events, and as of when."""
    parser.add_argument("count", nargs="?", type=int, default=1, metavar="N", help="how many (1)")
    parser.add_argument("--at", metavar="WHEN", help='as if it were "2022-01-11 12:00 GMT"')


def run(arguments: argparse.Namespace) -> int:
    """Print what is on and what comes next, as the bot would answer /next."""
    from bot.messages.answers.next import next_post
    from bot.terminal.definitions import load
    from bot.terminal.destination import render, terminal
    from events.queries import in_telling_order, outlook

    if arguments.count < 1:
        raise UsageError("next", "N is 1 or more")
    settings, now = given_settings(), SystemClock().now()
    if arguments.at is not None:
        try:
            now = parse_start(arguments.at, settings.timezone or "UTC").begins
        except Refusal as refusal:
            raise UsageError("next", f"--at: {refusal}") from None
    agendas = load(settings.agendas, settings.database)
    found = outlook(agendas, now, arguments.count)
    with printing():
        told = in_telling_order(agendas.events)
        post = next_post(found, arguments.count, now, told)
        terminal().print(render(post, settings.timezone))
    tell_source(settings.agendas, agendas)
    return OK
