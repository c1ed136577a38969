"""Confirm that events are taken off the agenda, where an edit was held.

An edit that takes three or more of the coming events away, and more than a third of them, is held
until it is confirmed here, or undone in the files. So is a calendar that has lost more than half of
its events to come. A running service then takes it over by itself.
"""

import argparse

from bot.cli.exits import FINDING, OK
from bot.cli.run import ledger_in_use
from bot.clock import SystemClock
from bot.terminal.output import tell
from bot.terminal.source import given_settings, source_phrase


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whether to confirm, or to show alone."""
    parser.add_argument(
        "-n", "--dry-run", action="store_true", help="show what is held, and confirm nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show what the definitions take away, and confirm it."""
    from bot.database.engine import open_database
    from bot.database.read_only import reading_database
    from bot.ledger.calendars.calendar_log import CalendarLog
    from bot.ledger.publications.log import PublicationLog
    from bot.publishing.edit_words import HowToSettle, held_words
    from bot.terminal.definitions import load

    settings = given_settings()
    agendas = load(settings.agendas, settings.database)
    tell(f"read {source_phrase(settings.agendas, agendas)}")
    with ledger_in_use(), reading_database(settings.database) as engine:
        held = PublicationLog(engine).held(agendas, SystemClock().now())
        doubtful = CalendarLog(engine).doubtful()
    if held is None and not doubtful:
        tell("nothing is held")
        return OK
    if held:
        tell(held_words(held, HowToSettle()))
    for kept in doubtful.values():
        tell(f"a calendar: {kept.fault}")
    if arguments.dry_run:
        return FINDING
    with ledger_in_use():
        ledger = open_database(settings.database)
        if held:
            PublicationLog(ledger).confirm(held.removed)
        for key in doubtful:
            CalendarLog(ledger).confirm(key)
        ledger.dispose()
    tell("confirmed")
    return OK
