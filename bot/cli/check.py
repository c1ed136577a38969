"""Check the definitions, and say what is wrong with them.

Each fault is one line: file:line:column: what is wrong (how to mend it). A warning, of what may be
meant otherwise, is a line of the same kind, and no fault.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bot.cli.exits import FINDING, OK
from bot.clock import SystemClock
from bot.config.settings import read_settings
from bot.terminal.output import complain, tell
from events.errors import MOST_TOLD, DefinitionError, Problem
from events.model import Event


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to check."""
    parser.add_argument(
        "path", nargs="*", type="path", help="files or folders, each by itself (PODIUM_AGENDAS)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Load the definitions at each path, and tell how much there is, and from when until when."""
    codes = [_check(path) for path in arguments.path or [read_settings().agendas]]
    return max(codes)


def _check(path: Path) -> int:
    from events.definitions.loader import Loader
    from events.wording.phrases import count_phrase

    loader = Loader(path)
    try:
        agendas = loader.load()
    except DefinitionError as error:
        complain(str(error))
        return FINDING
    for warning in loader.warnings[:MOST_TOLD]:
        complain(_warning(warning))
    if (others := len(loader.warnings) - MOST_TOLD) > 0:
        complain(f"and {others:,} more warnings")
    events = count_phrase(len(agendas.events), "event")
    found = count_phrase(len(loader.warnings), "warning") if loader.warnings else "all is well"
    agendas_phrase = count_phrase(len(agendas.agendas), "agenda")
    tell(f"{path}: {events} in {agendas_phrase}{_span(agendas.events)}: {found}")
    return OK


def _warning(problem: Problem) -> str:
    where = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
    return f"{where}: warning: {problem.what} ({problem.mend})"


def _span(events: Sequence[Event]) -> str:
    """Write from which day until which the events are, and whether all are past."""
    if not events:
        return ""
    first = min(event.start.date for event in events)
    last = max((event.end or event.start).date for event in events)
    days = f", {first}" if first == last else f", {first} to {last}"
    now = SystemClock().now()
    past = all((event.end or event.start).ends < now for event in events)
    return f"{days} ({'it is' if len(events) == 1 else 'all are'} past)" if past else days
