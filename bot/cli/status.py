"""Tell what is planned, sent, late, missed and uncertain.

Reads the definitions and the ledger (PODIUM_DATABASE), beside a running service too.
Exits 1 if the definitions are wrong, or if there is no ledger yet, and changes nothing.
A running service tells more at /health.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.cli.exits import FINDING, OK
from bot.cli.run import ledger_in_use
from bot.clock import SystemClock
from bot.config.settings import read_settings
from bot.terminal.output import complain, tell
from events.errors import DefinitionError
from events.model import Event
from events.wording.phrases import count_phrase, instant_phrase

if TYPE_CHECKING:
    from bot.ledger.ledger import Ledger
    from bot.ledger.post_record import PostRecord
    from bot.planning.reminders import Plan, Reminder

LATE = timedelta(minutes=1)
MOST_SHOWN = 5


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings say all."""


def run(_arguments: argparse.Namespace) -> int:
    """Tell how things stand: first by the definitions, then by the ledger."""
    from bot.database.read_only import reading_database
    from bot.ledger.ledger import Ledger
    from bot.planning.reminders import make_plan
    from events.definitions.loader import load

    settings, code = read_settings(), OK
    destinations = [f"telegram:{settings.channel}"] if settings.channel else ["terminal"]
    try:
        events = load(settings.agendas).events
        plan = make_plan(events, destinations)
        tell("\n".join(planned_lines(events, plan, SystemClock().now())))
    except DefinitionError as error:
        # A running service keeps its last good agenda, and so does what the ledger tells.
        code = FINDING
        tell("\n".join(unplanned_lines()))
        complain(str(error))
    with ledger_in_use(), reading_database(settings.database) as engine:
        tell("\n".join(ledger_lines(Ledger(engine))))
    return code


def planned_lines(events: Collection[Event], plan: Plan, now: datetime) -> Iterator[str]:
    """Yield what is to be said of definitions that are right."""
    coming = plan.after(now)
    yield _row("definitions", f"{count_phrase(len(events), 'event')}: all is well")
    yield _row("planned", str(len(coming)))
    yield from (_row("", _reminder_line(each)) for each in coming[:MOST_SHOWN])


def unplanned_lines() -> Iterator[str]:
    """Yield what is to be said of definitions that are wrong."""
    yield _row("definitions", "wrong, and not taken over")
    yield _row("planned", "not known while the definitions are wrong")


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """Yield what is to be said of the posts in the ledger."""
    from bot.ledger.post_record import POSTED, PostState

    counts = ledger.counts()
    yield _row("sent", str(sum(counts[state] for state in POSTED)))
    if changed := counts[PostState.OUTDATED] + counts[PostState.CORRECTED]:
        yield _row("", f"{changed} about events that have changed since")
    if late := ledger.count_late(LATE):
        # When a post came that was edited since, the ledger does not tell.
        least = "at least " if counts[PostState.CORRECTED] else ""
        yield _row("", f"{least}{late} late by more than a minute")
    yield _row("under way", str(counts[PostState.CLAIMED] + counts[PostState.WAITING]))
    yield from _post_lines(ledger.records(PostState.CLAIMED, PostState.WAITING))
    if counts[PostState.UNRECORDED]:
        yield _row("unrecorded", f"{counts[PostState.UNRECORDED]} perhaps posted before a restore")
        yield from _post_lines(ledger.records(PostState.UNRECORDED))
    for state in (PostState.MISSED, PostState.UNCERTAIN, PostState.FAILED):
        yield _row(state.value, str(counts[state]))
        yield from _post_lines(ledger.records(state))


def _row(name: str, text: str) -> str:
    return f"{name:<13}{text}"


def _reminder_line(reminder: Reminder) -> str:
    key = reminder.key
    return f"{instant_phrase(reminder.due)}  {reminder.event.name}  {key.lead}  {key.destination}"


def _post_lines(records: Sequence[PostRecord]) -> Iterator[str]:
    for record in records[-MOST_SHOWN:]:
        name, key = record.key.uid.partition("@")[0], record.key
        line = f"{instant_phrase(record.due)}  {name}  {key.lead}  {key.destination}"
        yield _row("", f"{line}  {record.reason or ''}".rstrip())
