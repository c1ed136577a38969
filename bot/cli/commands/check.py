"""Check the definitions, and say what is wrong with them.

Each fault is one line: file:line:column: what is wrong (how to mend it). A warning, of what may be
meant otherwise, is a line of the same kind, and no fault.
"""

import argparse
from pathlib import Path

from bot.cli.exits import FINDING, OK
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings, source_phrase
from events.errors import MOST_TOLD, DefinitionError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to check."""
    parser.add_argument(
        "path", nargs="*", type="path", help="files or folders, each by itself (PODIUM_AGENDAS)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Load the definitions at each path, and tell how much there is, and from when until when."""
    codes = [_check(path) for path in arguments.path or [given_settings().agendas]]
    return max(codes)


def _check(path: Path) -> int:
    from bot.publishing.reports.check import found_phrase, warning_line
    from events.definitions.loader import Loader

    loader = Loader(path)
    try:
        agendas = loader.load()
    except DefinitionError as error:
        complain(str(error))
        return FINDING
    for warning in loader.warnings[:MOST_TOLD]:
        complain(warning_line(warning))
    if (others := len(loader.warnings) - MOST_TOLD) > 0:
        complain(f"and {others:,} more warnings")
    tell(f"{source_phrase(path, agendas)}: {found_phrase(loader.warnings)}")
    return OK
