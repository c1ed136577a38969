"""What the operator is told of edits: wrong ones, and those that may not mean what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.planning.removals import RemovalsHeld
from events.errors import DefinitionError
from events.model import Agendas, Event
from events.times import Moment
from events.wording.counts import count_phrase
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
    number = len(error.problems) + error.others
    shown = [*map(str, error.problems[:MOST_FAULTS]), *_more(number - MOST_FAULTS)]
    of = f", with its newest change of {instant_phrase(newest_change)}" if newest_change else ""
    return "\n".join((*shown, f"{UNTIL_THEN}{of}."))


def held_words(held: RemovalsHeld, how: HowToSettle) -> str:
    """Say which events an edit takes away, and how to confirm that, or undo it."""
    number = len(held.removed)
    named = [f"{each.title} ({each.name}, {_day(each)})" for each in held.removed[:MOST_NAMED]]
    return "\n".join(
        (
            f"held: this edit takes {number} of the {held.coming} coming events off the agenda",
            *named,
            *_more(number - MOST_NAMED),
            f"Until then all goes on as it was published before. If it is meant: {how.confirm}",
            how.undo,
        )
    )


def new_name_words(renamed: Sequence[tuple[Event, Event]], agendas: Agendas) -> str:
    """Say that events go on by other names, and what to write so that calendars know them.

    ``agendas`` are those that there are now: where one goes on whole by another id, that is what is
    to be written, once.
    """
    moves: dict[tuple[str, str], list[Event]] = {}
    for old, new in renamed:
        if old.id == new.id:
            moves.setdefault((old.agenda, new.agenda), []).append(new)
    whole = {move: of for move, of in moves.items() if _is_whole(move, of, agendas)}
    single = [it for it in renamed if (it[0].agenda, it[1].agenda) not in whole]
    more = len(single) - MOST_NAMED
    lines = [_new_agenda_line(*move, len(of)) for move, of in whole.items()]
    lines += [_new_name_line(old, new) for old, new in single[:MOST_NAMED]]
    lines += [f"and so {more} more"] if more > 0 else []
    return "\n".join(lines)


def _is_whole(move: tuple[str, str], moved: Sequence[Event], agendas: Agendas) -> bool:
    """Tell whether an agenda is gone, and another one has its events and no others."""
    was, now = move
    there = {event.uid for event in agendas.events if event.agenda == now}
    return was not in {each.id for each in agendas.agendas} and there == {it.uid for it in moved}


def _new_agenda_line(was: str, now: str, number: int) -> str:
    of_its_events = f"{count_phrase(number, 'event')} of the same ids, kinds and starts"
    return (
        f"agenda {was} is gone, and {now} has come with {of_its_events}: nothing is told to "
        "readers. Calendars take them for other events: "
        f"write formerly: {was} beside agenda: {now}, unless they are"
    )


def _new_name_line(old: Event, new: Event) -> str:
    # The first of its names is that by which calendars know it.
    first, *later = names = (*old.formerly, old.name)
    formerly = [_as_written(name, new.agenda) for name in names]
    mend = f"write formerly: [{', '.join(formerly)}]" if later else f"write formerly: {formerly[0]}"
    if first == new.name:
        mend = "take the line formerly: away"
    return (
        f"{old.name} is gone, and {new.name} has come with the same kind and start: nothing is "
        f"told to readers. Calendars take it for another event: {mend} in {new.name}, unless it is "
        "one"
    )


def _as_written(name: str, agenda: str) -> str:
    id_, _, its_agenda = name.partition(".")
    return id_ if its_agenda == agenda else f"{its_agenda}/{id_}"


def overwritten_words(others: Sequence[tuple[Event, Event]]) -> str:
    """Say of events that seem to be others by now what readers are told, and how to avoid it."""
    named = [
        f"{was.name} was {was.title} ({_day(was)}), and is {event.title} ({_day(event)}) now"
        for was, event in others[:MOST_NAMED]
    ]
    return "\n".join(
        (
            *named,
            *_more(len(others) - MOST_NAMED),
            "This counts as a move, and is told as one.",
            "If it is another event, put back the entry as it was, and give the other a new id.",
        )
    )


def _more(number: int) -> list[str]:
    """Say how many more there are than are named, if there are."""
    return [f"and {number} more"] if number > 0 else []


def _day(event: Event) -> str:
    start = event.start
    return f"{start.wall:%Y-%m-%d %H:%M}" if isinstance(start, Moment) else str(start.date)
