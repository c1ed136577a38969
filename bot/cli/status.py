"""How things stand, for `podium status`: from the definitions, and from the ledger."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.reminders import Plan, Reminder
from events.model import Event
from events.wording.phrases import count_phrase, instant_phrase

LATE = timedelta(minutes=1)
MOST_SHOWN = 5


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
    counts = ledger.counts()
    yield _row("sent", str(sum(counts[state] for state in POSTED)))
    if changed := counts[PostState.OUTDATED] + counts[PostState.CORRECTED]:
        yield _row("", f"{changed} about events that have changed since")
    if late := ledger.count_late(LATE):
        # When a post came that was edited since, the ledger does not tell.
        least = "at least " if counts[PostState.CORRECTED] else ""
        yield _row("", f"{least}{late} late by more than a minute")
    yield _row("under way", str(counts[PostState.CLAIMED] + counts[PostState.WAITING]))
    yield from _entry_lines(ledger.records(PostState.CLAIMED, PostState.WAITING))
    for state in (PostState.MISSED, PostState.UNCERTAIN, PostState.FAILED):
        yield _row(state.value, str(counts[state]))
        yield from _entry_lines(ledger.records(state))


def _row(name: str, text: str) -> str:
    return f"{name:<13}{text}"


def _reminder_line(reminder: Reminder) -> str:
    key = reminder.key
    return f"{instant_phrase(reminder.due)}  {reminder.event.name}  {key.lead}  {key.destination}"


def _entry_lines(entries: Sequence[PostRecord]) -> Iterator[str]:
    for entry in entries[-MOST_SHOWN:]:
        name, key = entry.key.uid.partition("@")[0], entry.key
        line = f"{instant_phrase(entry.due)}  {name}  {key.lead}  {key.destination}"
        yield _row("", f"{line}  {entry.reason or ''}".rstrip())
