"""The events of a calendar → definitions, validated like those of a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from events.definitions.loader import Loader
from events.errors import DefinitionError, Problem
from events.foreign.lines.said import INNER
from events.foreign.live.bounds import TAKEN, too_many
from events.foreign.live.happening import Happening, in_order
from events.model import Event
from events.queries import Filter

_TRIES = 5
_SAID = tuple(f"{INNER}{key}:" for key in ("kind", "place", "tags"))
_AT_ANY_TIME = (f"{INNER}title: An event", f"{INNER}start: 2000-01-01")


@dataclass(frozen=True, slots=True)
class Part:
    """Definitions of the events that are wanted, and what was refused of the others.

    ``number``: of the events in it.
    """

    content: bytes
    refused: tuple[Problem, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Whole:
    """What a calendar is a part of: the agenda by its id and zone; and its place in it."""

    path: Path
    agenda: str
    timezone: str
    prefix: str
    only: Filter

    def id_of(self, stem: str) -> str:
        """Return the id of an event by its stem."""
        return f"{self.prefix}-{stem}"


def write_part(events: Sequence[Happening], whole: Whole) -> Part:
    """Write the events that are wanted. What no definition can say is refused, each by itself."""
    chosen = sorted(_chosen(events, whole), key=in_order)
    taken, are_more = TAKEN.first(chosen)
    kept, loaded, refused = _read(taken, whole)
    if are_more:
        refused.insert(0, too_many(whole.path, len(chosen), len(taken)))
    wanted = {event.id for event in loaded if whole.only.matches(event)}
    kept = [it for it in kept if whole.id_of(it.stem) in wanted]
    return Part(_written(kept, whole, [])[0], tuple(refused), len(kept))


def _chosen(events: Sequence[Happening], whole: Whole) -> Sequence[Happening]:
    """Return the events whose kind, place and tags are wanted, or cannot be read by themselves.

    A filter goes by nothing else that a calendar says, and many events have the same ones: so what
    is left out is not read event by event.
    """
    if whole.only == Filter():
        return events
    said = {it.stem: tuple(each for each in it.lines if each.startswith(_SAID)) for it in events}
    examples = {lines: stem for stem, lines in said.items()}
    rest = [replace(it, lines=_AT_ANY_TIME + said[it.stem]) for it in events]
    rest = [it for it in rest if examples[said[it.stem]] == it.stem]
    unwanted = set[str]()
    while rest:
        some, _ = TAKEN.first(rest)
        rest = rest[len(some) :]
        loaded = _read(some, whole)[1]
        unwanted.update(event.id for event in loaded if not whole.only.matches(event))
    return [it for it in events if whole.id_of(examples[said[it.stem]]) not in unwanted]


def _read(
    events: Sequence[Happening], whole: Whole
) -> tuple[list[Happening], tuple[Event, ...], list[Problem]]:
    """Return the events that definitions can say, as written and as read, and what is refused."""
    refused = list[Problem]()
    kept = list(events)
    for _ in range(_TRIES):
        content, firsts = _written(
            kept, whole, ["title: A calendar", f"timezone: {whole.timezone}"]
        )
        try:
            return kept, _loaded(content, whole.path), refused
        except DefinitionError as error:
            wrong = {_number_of(it, firsts) for it in error.problems}
            refused += error.problems
            if not wrong - {None}:
                raise
            kept = [it for number, it in enumerate(kept) if number not in wrong]
    raise DefinitionError(refused)


def _written(
    events: Sequence[Happening], whole: Whole, head: Sequence[str]
) -> tuple[bytes, list[int]]:
    """Write definitions; return also the line, from 1, in which each event begins."""
    lines = [f"agenda: {whole.agenda}", *head, "events:" if events else "events: []"]
    firsts = list[int]()
    number = len(lines) + 1
    for event in events:
        firsts.append(number)
        lines += [f"  - id: {whole.id_of(event.stem)}", *event.lines]
        number += 1 + len(event.lines)
    return ("\n".join(lines) + "\n").encode(), firsts


def _loaded(content: bytes, path: Path) -> tuple[Event, ...]:
    return Loader(path, lambda _: content).load().events


def _number_of(problem: Problem, firsts: Sequence[int]) -> int | None:
    found = [number for number, first in enumerate(firsts) if first <= problem.line]
    return found[-1] if found else None
