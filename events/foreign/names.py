"""Ids of what is imported: made of titles, and of days where titles are the same."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from events.definitions.schema import MAX_ID
from events.text import identifier

_DAY = len("-2022-01-12")
_NUMBER = len("-9999")


def ids_of(named: Sequence[tuple[str, date, bool]]) -> list[str]:
    """Return an id for each title, which is on a day, and recurs or does not.

    - the title's words, if no other event has them
    - with the day, where it recurs or others have them
    - with a number besides, where they are on one day
    """
    stems = [identifier(title, MAX_ID - _DAY - _NUMBER) or "event" for title, _, _ in named]
    many = Counter(stems)
    wanted = [
        f"{stem}-{day}" if recurs or many[stem] > 1 or stem == "event" else stem
        for stem, (_, day, recurs) in zip(stems, named, strict=True)
    ]
    taken: set[str] = set()
    last = Counter[str]()
    given = []
    for id_ in wanted:
        free = id_
        while free in taken:
            last[id_] += 1
            free = f"{id_}-{last[id_] + 1}"
        taken.add(free)
        given.append(free)
    return given
