"""How things stand: what is planned, and what the ledger says of posts."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.reminders import Plan, Planned
from events.wording.phrases import instant_phrase

LATE = timedelta(minutes=1)
MOST_SHOWN = 5
POSTS_A_SECOND = 25  # to all chats together, as `TelegramLimits` has it


class Standing(StrEnum):
    """How the files stand to what is served."""

    RIGHT = "all is well"
    WRONG = "wrong, and not taken over"
    HELD = "held until it is confirmed, and not taken over"


def definitions_line(source: str, standing: Standing) -> str:
    """Say where the definitions are, and how they stand."""
    return row("definitions", f"{source}: {standing}")


def planned_lines(plan: Plan, now: datetime, standing: Standing) -> Iterator[str]:
    """Yield what is to come by a plan, which is that of the definitions if they are right."""
    coming = plan.after(now)
    by = "" if standing is Standing.RIGHT else ", by what was published last"
    yield row("planned", f"{len(coming)}{by}")
    yield from (row("", _reminder_line(each)) for each in coming[:MOST_SHOWN])


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """Yield what is to be said of the posts in the ledger."""
    counts = ledger.counts()
    yield row("sent", str(sum(counts[state] for state in POSTED)))
    if changed := counts[PostState.OUTDATED] + counts[PostState.CORRECTED]:
        yield row("", f"{changed} about events that have changed since")
    if late := ledger.count_late(LATE):
        # When a post came that was edited since, the ledger does not tell.
        least = "at least " if counts[PostState.CORRECTED] else ""
        yield row("", f"{least}{late} late by more than a minute")
    yield row("under way", str(counts[PostState.CLAIMED] + counts[PostState.WAITING]))
    yield from _post_lines(ledger.records(PostState.CLAIMED, PostState.WAITING))
    if counts[PostState.UNRECORDED]:
        yield row("unrecorded", f"{counts[PostState.UNRECORDED]} perhaps posted before a restore")
        yield from _post_lines(ledger.records(PostState.UNRECORDED))
    chats, followed = ledger.count_readers()
    if chats:
        seconds = -(-chats // POSTS_A_SECOND)
        yield row("readers", f"{chats} follow {followed}; a post to each takes {seconds} s")
    for name, since in ledger.paused().items():
        yield row("paused", f"{name} since {instant_phrase(since)}")
    for state in (PostState.MISSED, PostState.UNCERTAIN, PostState.FAILED):
        yield row(state.value, str(counts[state]))
        yield from _post_lines(ledger.records(state))


def row(name: str, text: str) -> str:
    """Write a line of a report."""
    return f"{name:<13}{text}"


def _reminder_line(reminder: Planned) -> str:
    key = reminder.key
    return f"{instant_phrase(reminder.due)}  {reminder.name}  {key.lead}  {key.destination}"


def _post_lines(records: Sequence[PostRecord]) -> Iterator[str]:
    for record in records[-MOST_SHOWN:]:
        name, key = record.key.uid.partition("@")[0], record.key
        line = f"{instant_phrase(record.due)}  {name}  {key.told}  {key.destination}"
        yield row("", f"{line}  {record.reason or ''}".rstrip())
