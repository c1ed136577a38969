"""A draft beside the agendas that there are: what is the same, new, or differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from events.drafting.against_nearness import (
    Near,
    Title,
    Way,
    goes_on,
    nearness,
    start_said,
    titles_alike,
)
from events.drafting.draft_yaml import start_of
from events.drafting.drafted import Draft, Drafted
from events.model import Event
from events.text import fold, quoted
from events.times import Moment, Start, Undated


class Finding(StrEnum):
    """How a drafted event stands to the agendas."""

    SAME = "same"
    NEW = "new"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What agendas have of a drafted event, in words."""

    finding: Finding
    words: str


@dataclass(frozen=True, slots=True)
class _Pair:
    near: Near
    drafted: Drafted
    event: Event


def compare(draft: Draft, events: Iterable[Event]) -> dict[str, Comparison]:
    """Compare each event of a draft with those of agendas, by its id in the draft.

    The nearest two are one event, and neither of them is another one. Where several are equally
    near, all of them are told.
    """
    known = list(events)
    found = {it.id: Comparison(Finding.NEW, "new: no agenda has it") for it in draft.events}
    said = {it.id: start_said(it, draft.zone) for it in draft.events}
    placed, taken = set[str](), set[str]()
    pairs = sorted(_pairs(draft, said, known), key=lambda it: it.near)
    for _, equal in groupby(pairs, key=lambda it: it.near):
        free = [it for it in equal if it.drafted.id not in placed and it.event.uid not in taken]
        for drafted in {it.drafted.id: it.drafted for it in free}.values():
            near = [it for it in free if it.drafted is drafted]
            rivals = [it for it in free if it.event is near[0].event and it.drafted is not drafted]
            if len(near) > 1 or (rivals and near[0].near.way is not Way.SAME_DAY):
                found[drafted.id] = _one_of(near, rivals)
            else:
                found[drafted.id] = _compared(drafted, said[drafted.id], near[0])
        placed |= {it.drafted.id for it in free}
        taken |= {it.event.uid for it in free}
    return found


def _pairs(draft: Draft, said: dict[str, Start], known: Sequence[Event]) -> Iterator[_Pair]:
    for drafted in draft.events:
        found = [(nearness(drafted, said[drafted.id], it, draft.day), it) for it in known]
        pairs = [_Pair(near, drafted, event) for near, event in found if near]
        moved = min((it.near for it in pairs if it.near.way is Way.MOVED), default=None)
        for pair in pairs:
            if pair.near.way is Way.MOVED and (
                # What is next to the nearest of its title was not moved if that was not.
                pair.near != moved or goes_on(pair.near.days, pair.event, known)
            ):
                continue
            yield pair


def _one_of(near: Sequence[_Pair], rivals: Sequence[_Pair]) -> Comparison:
    """Tell which events may be the one that is drafted, or of which other one it may be."""
    drafted = near[0].drafted
    ours = [f"{_name(it.event)} ({it.event.start}, {quoted(it.event.title)})" for it in near]
    words = f"differs from {' or '.join(ours)}: the report says {start_of(drafted)}, and "
    if len(near) > 1:
        words += "they are equally near to it"
    else:
        others = " and ".join(it.drafted.id for it in rivals)
        words += f"{others} {'is' if len(rivals) == 1 else 'are'} as near to that"
    return Comparison(Finding.DIFFERS, words)


def _name(event: Event) -> str:
    return f"{event.agenda}/{event.id}"


def _compared(drafted: Drafted, said: Start, pair: _Pair) -> Comparison:
    ours, where = pair.event, _name(pair.event)
    if differences := [*_differences(drafted, said, ours)]:
        return Comparison(Finding.DIFFERS, f"differs from {where}: {'; '.join(differences)}")
    if isinstance(ours.start, Moment) and isinstance(said, Moment) and ours.start.zone != said.zone:
        one = f"{ours.start.wall:%H:%M} {ours.start.zone}"
        other = f"{said.wall:%H:%M} {drafted.zone or said.zone}"
        words = f"same as {where}: you have {one}; the report says {other}: the same"
        return Comparison(Finding.SAME, words)
    told = "" if str(ours.start) == start_of(drafted) else f": you have {ours.start}"
    return Comparison(Finding.SAME, f"same as {where}{told}")


def _differences(drafted: Drafted, said: Start, event: Event) -> Iterator[str]:
    ours = event.start
    if not _agree(said, ours) or (drafted.after and said.date != ours.date):
        yield f"you have {ours}; the report says {start_of(drafted)}"
    elif isinstance(said, Moment) and not isinstance(ours, Moment):
        yield f"you have {ours}; the report has the time, {start_of(drafted)}"
    if titles_alike(drafted, event) <= Title.TOUCHING:
        yield f"you have the title {quoted(event.title)}; the report says {quoted(drafted.title)}"
    cities = [it.city for it in event.places if it.city]
    if drafted.city and cities and fold(drafted.city) not in [fold(it) for it in cities]:
        yield f"you have {' and '.join(cities)}; the report says {drafted.city}"


def _agree(said: Start, ours: Start) -> bool:
    if isinstance(said, Undated) or isinstance(ours, Undated):
        one, other = (said, ours) if isinstance(said, Undated) else (ours, said)
        return isinstance(one, Undated) and one.first <= other.date <= one.last
    if isinstance(said, Moment) and isinstance(ours, Moment):
        return said.begins == ours.begins and said.precision is ours.precision
    return said.date == ours.date


def summary(draft: Draft, compared: dict[str, Comparison]) -> str:
    """Write how many events are the same, new and different."""
    counts = {it: sum(1 for each in compared.values() if each.finding is it) for it in Finding}
    return f"{len(draft.events)} drafted: " + ", ".join(f"{n} {it}" for it, n in counts.items())
