"""Events that a report names again by their weekday: Friday's plenary, after Tuesday's talks."""

import re
from typing import NamedTuple

from events.drafting.drafted import Drafted, Extent
from events.drafting.meaning.weekdays import WEEKDAYS
from events.drafting.reading.known.notes import Notes
from events.model import Kind

_NAMED = re.compile(
    r"(?P<after>\b(?:[Aa]fter|[Ff]ollow(?:s|ed by|ing)?|[Aa]t the (?:end|close|conclusion) of)\s)?"
    rf"\b(?P<day>{'|'.join(WEEKDAYS)})['’]s\s(?:[\w-]+\s){{0,2}}?(?P<what>[a-zà-ž-]+)(?=\W|$)"
)


class OfWeekday(NamedTuple):
    """What is named by its weekday; ``event`` is None if none of that day was told before."""

    weekday: int
    event: Drafted | None


def of_weekday(notes: Notes, text: str, is_after: bool = False) -> OfWeekday | None:
    """Return what a text names by its weekday; ``is_after`` for what it tells something else to be after."""
    named = next((it for it in _NAMED.finditer(text) if it["after"] or not is_after), None)
    if named is None:
        return None
    weekday, what = WEEKDAYS.index(named["day"]), named["what"].lower()
    told = [
        it
        for it in notes.gathered.events
        if it.extent is Extent.DAY
        and it.first.weekday() == weekday
        and it.kind is not Kind.DEADLINE
        and not it.after
    ]
    alike = [it for it in told if what in it.quote.lower()]
    return OfWeekday(weekday, next(reversed(alike or told), None))
