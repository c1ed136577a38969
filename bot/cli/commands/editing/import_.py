"""Write the definitions of a foreign calendar, for editing.

The definitions go to standard output. What is to be answered stands behind "# ?", and what no key
can say is a comment. Each fault of the calendar is one line: file:line:column: what is wrong.
"""

import argparse
import asyncio
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK, CommandError, UsageError
from bot.terminal.output import complain, printing
from events.errors import Problem, Refusal
from events.text import shown_path

if TYPE_CHECKING:
    from events.foreign.definitions import Source
    from events.foreign.reading.occurrences import Window

AHEAD = timedelta(days=365)
MAX_FILE = 10 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to import, and what it does not say."""
    parser.add_argument("source", metavar="FILE|URL", help="an .ics file, its address, or - ")
    parser.add_argument("--agenda", metavar="ID", help="the agenda's id (the calendar's name)")
    parser.add_argument(
        "--timezone", metavar="ZONE", help="the zone of times that name none, and of the agenda"
    )
    parser.add_argument(
        "--from", metavar="DAY", dest="first", help="import nothing before this day"
    )
    parser.add_argument("--until", metavar="DAY", help="import nothing after this day")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch from addresses of private networks, too"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the definitions; what was wrong with the calendar goes to standard error."""
    from events.foreign.definitions import Asked, import_calendar
    from events.wording.counts import count_phrase

    asked = Asked(
        _window(arguments), _taken(arguments.agenda, "agenda"), _taken(arguments.timezone, "zone")
    )
    content, source = _read(arguments)
    imported = import_calendar(content, source, asked)
    with printing() as output:
        # As it is: joiners in words and emoji are a part of the definitions.
        output.buffer.write(imported.text.encode())
    for problem in imported.mended:
        complain(_warning(problem))
    for problem in imported.losses:
        complain(str(problem))
    complain(f"read {source.name}: {count_phrase(imported.events, 'event')}")
    return FINDING if imported.losses else OK


def _warning(problem: Problem) -> str:
    where = f"{shown_path(problem.path)}:{problem.line}:{problem.column}"
    return f"{where}: warning: {problem.what} ({problem.mend})"


def _taken(text: str | None, what: str) -> str | None:
    from events.definitions.values import parse_id
    from events.zones import parse_zone

    if text is None:
        return None
    try:
        return parse_id(text) if what == "agenda" else parse_zone(text)
    except Refusal as refusal:
        raise UsageError("import", str(refusal)) from None


def _window(arguments: argparse.Namespace) -> "Window":
    from bot.clock import SystemClock
    from events.foreign.reading.occurrences import Window

    first, until = (_day(it) for it in (arguments.first, arguments.until))
    if first is None and until is None:
        today = SystemClock().now().date()
        return Window(today, today + AHEAD)
    if first and until and until < first:
        raise UsageError("import", f"--until, {until}, is before --from, {first}")
    if first is None:
        first = date(1970, 1, 1)
    return Window(first, until or first + AHEAD, is_given=True)


def _day(text: str | None) -> date | None:
    from events.time_grammar import parse_day

    try:
        return parse_day(text) if text else None
    except Refusal as refusal:
        raise UsageError("import", str(refusal)) from None


def _read(arguments: argparse.Namespace) -> tuple[bytes, "Source"]:
    from bot.fetching.addresses import CannotReach
    from bot.fetching.fetch import FetchBounds, fetch, host_of
    from events.foreign.addresses import shown_address
    from events.foreign.definitions import Source

    given: str = arguments.source
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", given):
        bounds = FetchBounds(allow_private=arguments.allow_private)
        try:
            fetched = asyncio.run(fetch(given, bounds))
        except CannotReach as error:
            raise CommandError("import", str(error)) from None
        content = fetched.content if fetched else b""
        return content, Source(Path(host_of(given)), host_of(given), shown_address(given))
    path = Path(given)
    if given == "-":
        content = sys.stdin.buffer.read(MAX_FILE + 1)
        _check_size(path, len(content))
        return content, Source(path, "imported")
    try:
        _check_size(path, path.stat().st_size)
        return path.read_bytes(), Source(path, path.stem)
    except OSError as error:
        raise CommandError(
            "import", f"{shown_path(path)} cannot be read: {error.strerror}"
        ) from None


def _check_size(path: Path, size: int) -> None:
    if size > MAX_FILE:
        what = f"{shown_path(path)} has more than {MAX_FILE // 1024:,} KiB"
        raise CommandError("import", f"{what} (import a part of it)")
