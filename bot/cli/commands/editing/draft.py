"""Draft an agenda of a report, for an editor to go through.

Rules read the report, and nothing else: no network, no model. The draft is printed as YAML, and
goes into no folder by itself. Each event is tentative, and has the sentence that it came from as
its source's quote. What the report does not say so has its reason as a comment on its line, and
what is in doubt a "?"; what could not be placed is told at the end, and on standard error.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.cli.exits import FINDING, OK, CommandError, UsageError
from bot.terminal.output import complain, tell
from events.errors import Refusal
from events.text import shown_path

T = TypeVar("T")
STANDARD_INPUT = "-"
MAX_BYTES = 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to read, and what is known of it."""
    parser.add_argument("report", metavar="REPORT", type="path", help="a file of plain text, or -")
    parser.add_argument("--date", metavar="DAY", help="the day of the report: 2022-01-12")
    parser.add_argument("--source", metavar="NAME", help="who published it")
    parser.add_argument("--timezone", metavar="ZONE", help="for hours of which no place is known")
    parser.add_argument(
        "--against", metavar="PATH", type="path", help="definitions to compare the draft with"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the draft, and tell on standard error what could not be placed."""
    from events.drafting.draft_yaml import name_events, to_yaml
    from events.drafting.reading.report import read_report
    from events.time_grammar import parse_day
    from events.zones import parse_zone

    day = _parsed(arguments.date, "--date", parse_day)
    zone = _parsed(arguments.timezone, "--timezone", parse_zone)
    source = " ".join((arguments.source or "").split()) or None
    draft = read_report(_text(arguments.report), day, zone, source)
    name_events(draft)
    words: dict[str, str] = {}
    if arguments.against:
        from bot.terminal.definitions import load
        from events.drafting.against import compare, summary

        compared = compare(draft, load(arguments.against).events)
        words = {id_: it.words for id_, it in compared.items()}
        complain(summary(draft, compared))
    tell(to_yaml(draft, words).rstrip("\n"))
    for doubt in draft.doubts:
        complain(doubt)
    if not draft.events:
        complain(
            "no event was found" + ("" if draft.day else ": give the day of the report, --date")
        )
        return FINDING
    return OK


def _parsed(text: str | None, option: str, parse: Callable[[str], T]) -> T | None:
    """Take what an option says, if it was given."""
    if text is None:
        return None
    try:
        return parse(text)
    except Refusal as refusal:
        raise UsageError("draft", f"{option}: {refusal}") from None


def _text(path: Path) -> str:
    from events.drafting.reading.report_file import text_of_file

    given = str(path) == STANDARD_INPUT
    where = "standard input" if given else shown_path(path)
    try:
        if given:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError("draft", f"{where} cannot be read: {error.strerror}") from None
    if len(raw) > MAX_BYTES:
        raise CommandError("draft", f"{where} is over 1 MiB (give one report at a time)")
    try:
        return text_of_file(raw)
    except Refusal as refusal:
        raise CommandError("draft", f"{where} {refusal}") from None
