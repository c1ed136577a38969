"""Ids of what is imported: made of titles, and of days where titles are the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from events.definitions.schema import MAX_ID
from events.text import identifier

_DAY = len("-2022-01-12")
_NUMBER = len("-9999")


@dataclass(frozen=True, slots=True)
class Named:
    """What is to have an id: its title, its day, and whether it recurs, or the days of a series.

    ``hour`` tells what recurs from others on its day.
    """

    title: str
    day: date
    recurs: bool = False
    days: tuple[date, ...] = ()
    hour: time | None = None

    @property
    def at(self) -> str:
        """The hour as ids have it."""
        return f"-{self.hour:%H%M}" if self.hour else ""


def ids_of(named: Sequence[Named]) -> list[str]:
    """Return an id for each.

    - the title's words, if no other event has them, or for a series
    - with the day, where it recurs or others have them, and the hour if it recurs that day
    - with a number besides, where they are on one day, or those of two series
    """
    room = MAX_ID - _DAY - _NUMBER
    stems = [identifier(it.title, room - len(it.at)) or "event" for it in named]
    many = Counter(stems)
    taken: set[str] = set()
    last = Counter[str]()
    given = []
    for stem, it in zip(stems, named, strict=True):
        has_day = it.recurs or many[stem] > 1 or stem == "event"
        wanted = f"{stem}-{it.day}{it.at}" if has_day and not it.days else stem
        free = wanted
        while not taken.isdisjoint(_all_of(free, it.days)):
            last[wanted] += 1
            free = f"{wanted}-{last[wanted] + 1}"
        taken.update(_all_of(free, it.days))
        given.append(free)
    return given


def _all_of(id_: str, days: Sequence[date]) -> list[str]:
    return [id_, *(f"{id_}-{day}" for day in days)]
