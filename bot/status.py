"""How things stand: for `/health`, and from the ledger for `podium status`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.current import Current
from bot.ledger import POSTED, Entry, Ledger, State
from bot.reminders import Plan, Reminder
from bot.telegram import TelegramBot
from bot.troubles import Troubles

LATE = timedelta(minutes=1)
MOST_SHOWN = 5


def health(
    current: Current, troubles: Troubles, telegram: TelegramBot | None, now: datetime
) -> Mapping[str, object]:
    """Return what `/health` adds: what is wrong now, and what is planned."""
    coming = _next(current.plan, now)
    return {
        "status": "degraded" if troubles.open else "ok",
        "troubles": dict(troubles.open),
        "telegram": telegram.state if telegram else "not used",
        "planned": len(current.plan.due(now, datetime.max.replace(tzinfo=now.tzinfo))),
        "next": coming and {"event": coming.event.name, "due": coming.due.isoformat()},
    }


def status_lines(plan: Plan, ledger: Ledger, now: datetime) -> Iterator[str]:
    """Yield what `podium status` says of the plan and the ledger."""
    counts = ledger.counts()
    sent = sum(counts[state] for state in POSTED)
    late = ledger.late(LATE)
    coming = plan.due(now, datetime.max.replace(tzinfo=now.tzinfo))
    yield f"planned    {len(coming)}"
    yield from (f"           {_reminder_line(each)}" for each in coming[:MOST_SHOWN])
    yield f"sent       {sent}" + (f", {late} of them late by more than a minute" if late else "")
    if changed := counts[State.OUTDATED] + counts[State.CORRECTED]:
        yield f"           {changed} about events that have changed since"
    underway = counts[State.CLAIMED] + counts[State.WAITING]
    yield f"under way  {underway}"
    yield from _entry_lines(ledger.entries(State.CLAIMED, State.WAITING))
    for state in (State.MISSED, State.UNCERTAIN, State.FAILED):
        yield f"{state.value:<10} {counts[state]}"
        yield from _entry_lines(ledger.entries(state))


def _next(plan: Plan, now: datetime) -> Reminder | None:
    coming = plan.due(now, datetime.max.replace(tzinfo=now.tzinfo))
    return coming[0] if coming else None


def _reminder_line(reminder: Reminder) -> str:
    key = reminder.key
    return f"{_minute(reminder.due)}  {reminder.event.name}  {key.lead}  {key.destination}"


def _entry_lines(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries[-MOST_SHOWN:]:
        name, key = entry.key.uid.partition("@")[0], entry.key
        line = f"{_minute(entry.due)}  {name}  {key.lead}  {key.destination}"
        yield f"           {line}  {entry.reason or ''}".rstrip()


def _minute(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} GMT"
