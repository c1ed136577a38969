"""How many events of a calendar are read, and how many of them are taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from events.errors import Problem
from events.foreign.live.happening import Happening


@dataclass(frozen=True, slots=True)
class Bounds:
    """At most so many events, with so much text of definitions in all, in bytes."""

    events: int
    text: int

    def first(self, events: Iterable[Happening]) -> tuple[list[Happening], bool]:
        """Return the first events, and whether there are more: one more is looked at, at most."""
        kept, room = list[Happening](), self.text
        for event in events:
            room -= event.size
            if len(kept) == self.events or room < 0:
                return kept, True
            kept.append(event)
        return kept, False


TAKEN = Bounds(2_000, 900_000)  # a file of definitions has at most 1 MiB
CHOSEN_FROM = Bounds(20_000, 9_000_000)  # what is left out by a filter has to be read for that


def too_many(path: Path, number: int, kept: int) -> Problem:
    """Tell that of so many events these are the first."""
    what = f"{number:,} events are too many: these are the first {kept:,}"
    return Problem(path, 1, 1, what, "take an address that has fewer, or name them by only:")
