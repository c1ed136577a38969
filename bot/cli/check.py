"""Check the definitions, and say what is wrong with them.

Each fault is one line: file:line:column: what is wrong (how to mend it).
"""

import argparse

from bot.cli.exits import OK
from bot.config.settings import read_settings
from bot.terminal.output import tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to check."""
    parser.add_argument("path", nargs="?", type="path", help="a file or folder (PODIUM_AGENDAS)")


def run(arguments: argparse.Namespace) -> int:
    """Load the definitions, and tell how much there is."""
    from events.definitions.loader import load
    from events.wording.phrases import count_phrase

    agendas = load(arguments.path or read_settings().agendas)
    events = count_phrase(len(agendas.events), "event")
    tell(f"{events} in {count_phrase(len(agendas.agendas), 'agenda')}: all is well")
    return OK
