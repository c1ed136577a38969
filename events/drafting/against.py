"""A draft beside the agendas that there are: what is the same, new, or differs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from events.drafting.draft_yaml import start_of
from events.drafting.drafted import Draft, Drafted
from events.model import Event, Kind
from events.text import fold, plain_letters
from events.time_grammar import parse_start
from events.times import Day, Moment, Start, Undated

_ALIKE = (Kind.MEETING, Kind.SUMMIT, Kind.VISIT, Kind.HEARING)
_COMMON = frozenset(
    [
        "the",
        "and",
        "with",
        "for",
        "from",
        "meeting",
        "talks",
        "press",
        "conference",
        "will",
        "meet",
        "hold",
        "between",
        "session",
    ]
)


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


def compare(draft: Draft, events: Iterable[Event]) -> dict[str, Comparison]:
    """Compare each event of a draft with those of agendas, by its id in the draft."""
    known = list(events)
    return {it.id: _compare(it, known, draft.zone) for it in draft.events}


def _compare(drafted: Drafted, known: list[Event], zone: str) -> Comparison:
    said = _start(drafted, zone)
    best = max(known, key=lambda it: _likeness(drafted, said, it), default=None)
    if best is None or _likeness(drafted, said, best) < 4:
        return Comparison(Finding.NEW, "new: no agenda has it")
    differences = [*_differences(drafted, said, best)]
    where = f"{best.agenda}/{best.id}"
    if differences:
        return Comparison(Finding.DIFFERS, f"differs from {where}: {'; '.join(differences)}")
    ours, theirs = str(best.start), start_of(drafted)
    if isinstance(best.start, Moment) and isinstance(said, Moment) and best.start.zone != said.zone:
        one, other = (
            f"{best.start.wall:%H:%M} {best.start.zone}",
            f"{said.wall:%H:%M} {_written(drafted, said)}",
        )
        return Comparison(
            Finding.SAME, f"same as {where}: you have {one}; the report says {other}: the same"
        )
    told = "" if ours == theirs else f": you have {ours}"
    return Comparison(Finding.SAME, f"same as {where}{told}")


def _written(drafted: Drafted, said: Moment) -> str:
    return drafted.zone or said.zone


def _start(drafted: Drafted, zone: str) -> Start:
    place = drafted.place_zone or zone
    if drafted.after:
        return Day(drafted.first, place)
    return parse_start(start_of(drafted), place)


def _likeness(drafted: Drafted, said: Start, event: Event) -> int:
    kinds = drafted.kind is event.kind or (drafted.kind in _ALIKE and event.kind in _ALIKE)
    if not kinds:
        return 0
    days = abs((_first(said) - _first(event.start)).days)
    words = _words(drafted.title) & _words(f"{event.title} {' '.join(event.parties)}")
    cities = {fold(it.city) for it in event.places if it.city}
    same_city = bool(drafted.city) and fold(drafted.city or "") in cities
    other_city = bool(drafted.city) and bool(cities) and not same_city
    if other_city and len(words) < 2:
        return 0
    points = 3 if days == 0 else (1 if days <= 7 else -2)
    return points + min(len(words), 3) + same_city


def _first(start: Start):  # type: ignore[no-untyped-def]
    return start.date


def _differences(drafted: Drafted, said: Start, event: Event) -> Iterable[str]:
    ours = event.start
    if not _agree(said, ours) or (drafted.after and _first(said) != _first(ours)):
        yield f"you have {ours}; the report says {start_of(drafted)}"
    elif isinstance(said, Moment) and not isinstance(ours, Moment):
        yield f"you have {ours}; the report has the time, {start_of(drafted)}"
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


def _words(text: str) -> set[str]:
    return {it for it in re.findall(r"[^\W_]{2,}", plain_letters(text)) if it not in _COMMON}


def summary(draft: Draft, compared: dict[str, Comparison]) -> str:
    """Write how many events are the same, new and different."""
    counts = {it: sum(1 for each in compared.values() if each.finding is it) for it in Finding}
    return f"{len(draft.events)} drafted: " + ", ".join(f"{n} {it}" for it, n in counts.items())
