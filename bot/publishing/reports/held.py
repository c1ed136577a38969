"""What becomes of an edit that was held: it is confirmed, or is to be undone in the files."""

from collections.abc import Iterator, Sequence

from bot.planning.removals import RemovalsHeld
from events.model import Event
from events.wording.counts import count_phrase
from events.wording.phrases import when_phrase

NOTHING_HELD = "Nothing is held."
HEARD_NOW = "Nobody was told of this before: send /confirm again if it is meant."

ASKED_BEFORE = "You asked before this was told: send /confirm again if it is meant."


def confirmed_phrase(events: Sequence[Event]) -> str:
    """Say that events are taken off the agenda."""
    return f"Confirmed: {count_phrase(len(events), 'event')} taken off the agenda."


def undo_lines(held: RemovalsHeld) -> Iterator[str]:
    """Yield what to write back: Podium never writes into the files."""
    yield "Podium changes no file. To undo the edit, put these events back into the files:"
    yield ""
    for event in held.removed:
        yield f"{event.title}: {when_phrase(event)}"
        yield f"  in agenda: {event.agenda}, with id: {event.id}"
    yield ""
    yield "Parts of a programme and deadlines of accreditation come back with their event."
    yield "As soon as they are there nothing is held; until then all goes on as it was."
    yield "podium history tells all that was published of an event."
