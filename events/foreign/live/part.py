"""The events of a calendar → definitions, validated like those of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from events.definitions.loader import Loader
from events.errors import DefinitionError, Problem
from events.foreign.live.happening import Happening
from events.model import Event
from events.queries import Filter

_TRIES = 5


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


def write_part(events: Sequence[Happening], whole: Whole) -> Part:
    """Write the events that are wanted. What no definition can say is refused, each by itself."""
    refused = list[Problem]()
    kept = list(events)
    for _ in range(_TRIES):
        head = ["title: A calendar", f"timezone: {whole.timezone}"]
        content, firsts = _written(kept, whole, head)
        try:
            loaded = _loaded(content, whole.path)
        except DefinitionError as error:
            wrong = {_number_of(it, firsts) for it in error.problems}
            refused += error.problems
            if not wrong - {None}:
                raise
            kept = [it for number, it in enumerate(kept) if number not in wrong]
        else:
            wanted = {event.id for event in loaded if whole.only.matches(event)}
            kept = [it for it in kept if f"{whole.prefix}-{it.stem}" in wanted]
            return Part(_written(kept, whole, [])[0], tuple(refused), len(kept))
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
        lines += [f"  - id: {whole.prefix}-{event.stem}", *event.lines]
        number += 1 + len(event.lines)
    return ("\n".join(lines) + "\n").encode(), firsts


def _loaded(content: bytes, path: Path) -> tuple[Event, ...]:
    return Loader(path, lambda _: content).load().events


def _number_of(problem: Problem, firsts: Sequence[int]) -> int | None:
    found = [number for number, first in enumerate(firsts) if first <= problem.line]
    return found[-1] if found else None
