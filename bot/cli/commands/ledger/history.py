"""Tell what was announced of an event, when, and by whom.

EVENT is an event's id, agenda/id, or a name that it had before. With --as-of, the event, or the
whole agenda, is told as it was announced at an instant. Reads the ledger (PODIUM_DATABASE) alone,
beside a running service too, and changes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK, CommandError, UsageError
from bot.cli.instants import INSTANT, parse_instant
from bot.cli.run import ledger_in_use
from bot.terminal.output import complain, tell
from bot.terminal.source import given_settings
from events.errors import Refusal

if TYPE_CHECKING:
    from events.history import Entry, Statement
    from events.model import Event
    from events.revisions import Revision


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which event, and as of when."""
    parser.add_argument("event", nargs="?", metavar="EVENT", help="its id, or agenda/id")
    parser.add_argument("--as-of", metavar="WHEN", help=f"as it was announced at {INSTANT}")


def run(arguments: argparse.Namespace) -> int:
    """Print the history of an event, or what was announced at an instant."""
    from bot.database.read_only import reading_database
    from bot.ledger.publications.log import PublicationLog

    if arguments.event is None and arguments.as_of is None:
        raise UsageError("history", f"name an event, or an instant: --as-of {INSTANT}")
    settings = given_settings()
    as_of = None
    if arguments.as_of is not None:
        as_of = parse_instant("history", "--as-of", arguments.as_of, settings.timezone)
    with ledger_in_use(), reading_database(settings.database) as engine:
        log = PublicationLog(engine)
        revisions = log.latest().revisions
        uid = None if arguments.event is None else _uid(arguments.event, revisions)
        if as_of is not None:
            return _tell_as_of(as_of, log.as_of(as_of), revisions, uid)
        if uid is not None:
            tell("\n".join(history_lines(revisions[uid], log.statements(uid))))
    return OK


def history_lines(revision: Revision, statements: Iterable[Statement]) -> Iterator[str]:
    """Yield what is on record of an event, a paragraph for each change."""
    from events.history import history_of
    from events.wording.history_phrases import announced_phrase, gap_phrase
    from events.wording.phrases import instant_phrase

    known = list(statements)
    history = history_of(revision.created, known)
    shown = revision.shown
    yield f"{shown.title} ({shown.agenda}/{shown.id})"
    yield f"{instant_phrase(history.announced)}  {announced_phrase(history)}"
    if gap := gap_phrase(history):
        yield f"{instant_phrase(known[0].at)}  {gap}"
    yield from _statement_lines(known[0].event)
    for entry in history.entries:
        yield from _entry_lines(entry)


def _entry_lines(entry: Entry) -> Iterator[str]:
    from events.wording.english import ENGLISH
    from events.wording.history_phrases import was_and_is
    from events.wording.phrases import instant_phrase

    was, now = was_and_is(entry)
    yield f"{instant_phrase(entry.at)}  {ENGLISH.steps[entry.step]}"
    if was is not None:
        yield _row("Before", was)
    yield _row("After", now)
    yield from _source_lines(entry.event)


def _statement_lines(event: Event) -> Iterator[str]:
    from events.wording.history_phrases import standing_phrase
    from events.wording.places import places_phrase

    yield _row("When", standing_phrase(event))
    if event.places:
        yield _row("Place", places_phrase(event))
    yield from _source_lines(event)


def _source_lines(event: Event) -> Iterator[str]:
    from events.wording.english import ENGLISH
    from events.wording.press import said_words

    for source in event.sources:
        yield _row(
            "Source", "; ".join(filter(None, (str(source), said_words(event, source, ENGLISH))))
        )


def _row(label: str, text: str) -> str:
    return f"    {label + ':':<8}{text}"


def _tell_as_of(
    at: datetime,
    announced: Mapping[str, Statement],
    revisions: Mapping[str, Revision],
    uid: str | None,
) -> int:
    from events.model import Status, in_order
    from events.queries import day_is_over
    from events.wording.counts import count_phrase
    from events.wording.phrases import instant_phrase

    events = [
        statement.event
        for each, statement in announced.items()
        if uid in (None, each)
        # What had vanished was told until its day was past.
        and not (
            statement.event.status is Status.NO_LONGER_LISTED and day_is_over(statement.event, at)
        )
    ]
    tell(f"As it was announced at {instant_phrase(at)}:")
    for event in in_order(events):
        tell(f"{event.title} ({event.agenda}/{event.id})")
        tell("\n".join(_statement_lines(event)))
    unknown = [
        each
        for each, revision in revisions.items()
        if uid in (None, each)
        and each not in announced
        and not revision.successor
        and revision.created <= at
    ]
    if unknown:
        complain(
            f"{count_phrase(len(unknown), 'event')} had been announced by then, and what was said "
            "is not on record"
        )
    elif not events:
        complain("nothing had been announced by then")
    return OK if events else FINDING


def _uid(text: str, revisions: Mapping[str, Revision]) -> str:
    from bot.publishing.named import named_event

    try:
        return named_event(text, revisions)
    except Refusal as refusal:
        raise CommandError("history", str(refusal)) from None
