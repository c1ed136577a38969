"""The keys of an agenda, and the JSON Schema of a whole file."""

from events.definitions.schema.calendars import CALENDARS
from events.definitions.schema.event import EVENT
from events.definitions.schema.particulars import SOURCE
from events.definitions.schema.shapes import (
    COLOR,
    ID,
    LANGUAGE,
    LEAD,
    MAX_EVENTS,
    MAX_LEADS,
    ZONE,
    Schema,
    address,
    in_languages,
    line,
    list_of,
    mapping_of,
    one_or_list,
    prose,
)
from events.model import Kind

REMINDERS = mapping_of(
    "How long before its start an event is announced, for each kind.",
    (),
    **{kind.value: list_of(f"Leads of each {kind.value}.", LEAD, MAX_LEADS) for kind in Kind},
)

IDENTITY = ("agenda", "events")
"""What every file of an agenda says; all else stands in one of them."""

AGENDA = mapping_of(
    "A Podium agenda: the definitions of one week, summit or subject.",
    ("agenda", "title", "timezone", "events"),
    agenda=line(
        "The agenda's id: part of every UID and address. Several files may be of one agenda.", **ID
    ),
    title=in_languages(line("The calendar's name.")),
    description=in_languages(prose("What the calendar holds.")),
    language={**LANGUAGE, "description": "The code of the language of its texts and its events'."},
    timezone=ZONE,
    source=SOURCE,
    image=address("The calendar's picture."),
    color=COLOR,
    reminders=REMINDERS,
    formerly=one_or_list(
        "The id that the whole agenda had before; several are a list, the first one first.", **ID
    ),
    calendars=CALENDARS,
    events=list_of("What happens, in any order.", EVENT, MAX_EVENTS),
)

AGENDA_PART = {**AGENDA, "required": list(IDENTITY)}
"""A file of an agenda whose facts stand in another file."""

AGENDA_OF_CALENDARS = {**AGENDA, "required": ["agenda", "title", "timezone", "calendars"]}
"""The file of an agenda whose events may be those of calendars alone."""


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a definitions file, for editors.

    A file that says no more than the id of its agenda and events leaves the rest to another one.
    """
    wholes = [{"required": each["required"]} for each in (AGENDA, AGENDA_OF_CALENDARS)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Podium",
        **AGENDA,
        "required": [IDENTITY[0]],
        "anyOf": [{"maxProperties": len(IDENTITY), "required": list(IDENTITY)}, *wholes],
    }
