"""What the operator is told of edits that may not mean what they say: renamed, or taken away."""

from dataclasses import dataclass

from bot.planning.removals import RemovalsHeld
from events.model import Event
from events.times import Moment

MOST_NAMED = 10


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


def _day(event: Event) -> str:
    start = event.start
    return f"{start.wall:%Y-%m-%d %H:%M}" if isinstance(start, Moment) else str(start.date)
