"""The keys of a calendar of others that is an agenda's source, and the words of a filter."""

from typing import Any

from events.definitions.schema.shapes import (
    DURATION,
    MAX_ITEMS,
    ZONE,
    Schema,
    address,
    line,
    list_of,
    mapping_of,
    one_or_list,
    whole,
)
from events.model import Access, Kind

MAX_CALENDARS = 50
MAX_PREFIX = 40
PREFIX_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*-?"
_KINDS = [kind.value for kind in Kind]


def _some(about: str, **item: Any) -> Schema:
    return one_or_list(about, MAX_ITEMS, **item)


FILTER_WORDS: dict[str, Schema] = {
    "kind": _some("Kinds of events.", enum=_KINDS),
    "except kind": _some("Kinds that are left out.", enum=_KINDS),
    "party": _some("Parties that take part."),
    "city": _some("Cities."),
    "tag": _some("Tags."),
    "access": _some("Who may come.", enum=[each.value for each in Access]),
}
"""The keys of a filter, each a word or a list of them."""

WANTED = mapping_of(
    "Which of its events: those that have one of the words of each key that is given.",
    (),
    **FILTER_WORDS,
)
CALENDAR = mapping_of(
    "A calendar of others, whose events are events of the agenda for as long as they are in it.",
    (),
    url=address("Its address, of an .ics file; or file instead."),
    file=line("The .ics file, by its name from the folder of these definitions."),
    every=line("How often it is looked at: 15 minutes, 1 hour, 1 day.", pattern=DURATION),
    only=WANTED,
    prefix=line(
        "What the ids of its events begin with. Part of every UID and address: never change it.",
        maxLength=MAX_PREFIX,
        pattern=whole(PREFIX_PATTERN),
    ),
    kind={
        "enum": _KINDS,
        "description": "The kind of what names none in its title or its categories.",
    },
    timezone={**ZONE, "description": "The zone of its times that name none."},
)
CALENDARS = list_of("Calendars of others, as sources of events.", CALENDAR, MAX_CALENDARS)
