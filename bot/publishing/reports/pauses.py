"""What comes of pausing a destination, and of posting there again."""

from collections.abc import Iterator, Mapping, Sequence

from bot.ledger.post_record import PostRecord
from events.text import fold
from events.wording.counts import count_phrase
from events.wording.phrases import instant_phrase

MOST_NAMED = 10


def is_called(label: str, name: str, named: str) -> bool:
    """Tell whether a destination goes by what somebody calls it."""
    return fold(named) in map(fold, (label, name, name.removeprefix("telegram:")))


def which_lines(command: str, labels: Mapping[str, str], named: str) -> Iterator[str]:
    """Yield what to write, where no destination goes by the name that was given."""
    if not labels:
        yield "There is no destination."
        return
    yield f"No destination is called “{named[:60]}”. Write:" if named else "Write one of:"
    yield from (f"/{command} {label}" for label in labels)


def paused_lines(label: str, *, is_new: bool) -> Iterator[str]:
    """Yield what holds of a destination that is paused, now or already."""
    if not is_new:
        yield f"{label} is paused already, until /resume {label}"
        return
    yield f"Paused: {label}"
    yield "Nothing is posted or corrected there, also after a restart, until you write:"
    yield f"/resume {label}"
    yield "What is being sent at this moment may yet arrive."


def resumed_lines(label: str, missed: Sequence[PostRecord] | None) -> Iterator[str]:
    """Yield what a destination has missed that is posted to again; None if it was not paused."""
    if missed is None:
        yield f"{label} is not paused."
        return
    yield f"Posted to again: {label}"
    yield "What was due meanwhile and is of use still is posted now."
    if not missed:
        yield "It has missed nothing."
        return
    yield f"It has missed {count_phrase(len(missed), 'post')}:"
    for record in missed[:MOST_NAMED]:
        name, key = record.key.uid.partition("@")[0], record.key
        what = "a change" if key.is_notice else f"reminder {key.lead}"
        yield f"{name}, {what}, due {instant_phrase(record.due)}"
    if len(missed) > MOST_NAMED:
        yield f"and {len(missed) - MOST_NAMED} more"
