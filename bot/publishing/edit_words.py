"""What the operator is told of edits: wrong ones, and those that may not mean what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.planning.removals import RemovalsHeld
from events.errors import DefinitionError
from events.model import Event
from events.times import Moment
from events.wording.phrases import instant_phrase

MOST_FAULTS = 10
MOST_NAMED = 10
UNTIL_THEN = "Until this is mended all goes on as it was published before"


@dataclass(frozen=True, slots=True)
class HowToSettle:
    """How the operator confirms an edit that is held, and how it is undone."""

    confirm: str = "podium confirm"
    undo: str = "If it is not, put them back into the files."


IN_CHAT = HowToSettle("/confirm", "If it is not, put them back into the files: /undo tells what.")
ANYWHERE = HowToSettle(
    "podium confirm, or /confirm in the operator's chat",
    "If it is not, put them back into the files: /undo in the operator's chat tells what.",
)


def wrong_words(error: DefinitionError, newest_change: datetime | None) -> str:
    """Say what is wrong with the definitions, and what is shown as long as that lasts.

    ``newest_change`` is the UTC instant of the newest change in what is published, if it has one.
    """
    more = len(error.problems) + error.others - MOST_FAULTS
    shown = [*map(str, error.problems[:MOST_FAULTS])]
    shown += [f"and {more} more"] if more > 0 else []
    of = f", with its newest change of {instant_phrase(newest_change)}" if newest_change else ""
    return "\n".join((*shown, f"{UNTIL_THEN}{of}."))


def held_words(held: RemovalsHeld, how: HowToSettle) -> str:
    """Say which events an edit takes away, and how to confirm that, or undo it."""
    number = len(held.removed)
    more = number - MOST_NAMED
    named = [f"{each.title} ({each.name}, {_day(each)})" for each in held.removed[:MOST_NAMED]]
    named += [f"and {more} more"] if more > 0 else []
    return "\n".join(
        (
            f"held: this edit takes {number} of the {held.coming} coming events off the agenda",
            *named,
            f"Until then all goes on as it was published before. If it is meant: {how.confirm}",
            how.undo,
        )
    )


def new_name_words(old: Event, new: Event) -> str:
    """Say that an event goes on by another name, and what to write so that calendars know it."""
    was = old.id if old.agenda == new.agenda else f"{old.agenda}/{old.id}"
    return (
        f"{old.name} is gone, and {new.name} has come with the same kind and start: nothing is "
        "told to readers. Calendars take it for another event: write "
        f"formerly: {was} in {new.name}, unless it is one"
    )


def overwritten_words(others: Sequence[tuple[Event, Event]]) -> str:
    """Say of events that seem to be others by now what readers are told, and how to avoid it."""
    more = len(others) - MOST_NAMED
    named = [
        f"{was.name} was {was.title} ({_day(was)}), and is {event.title} ({_day(event)}) now"
        for was, event in others[:MOST_NAMED]
    ]
    named += [f"and {more} more"] if more > 0 else []
    what_to_do = (
        "If it is another event, put back the entry as it was, and give the other a new id."
    )
    return "\n".join((*named, "This counts as a move, and is told as one.", what_to_do))


def _day(event: Event) -> str:
    start = event.start
    return f"{start.wall:%Y-%m-%d %H:%M}" if isinstance(start, Moment) else str(start.date)
