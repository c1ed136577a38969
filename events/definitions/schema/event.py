"""The keys of an event, of a part of its programme, and of a series."""

from events.definitions.schema.particulars import (
    ACCREDITATION,
    ARRIVE_PATTERN,
    CONTACT,
    DELEGATION,
    LINK,
    MAX_PLACES,
    OUTCOME,
    PLACE,
    SOURCE,
    SOURCE_OF_SEVERAL,
)
from events.definitions.schema.shapes import (
    AFTER_PATTERN,
    COLOR,
    DURATION,
    EVERY_PATTERN,
    ID,
    LANGUAGE,
    LEAD,
    MAX_DAYS,
    MAX_LEADS,
    MAX_LINKS,
    MAX_SOURCES,
    NAME,
    ON_PATTERN,
    ORDINALS,
    WEEKDAYS,
    address,
    in_languages,
    line,
    list_of,
    mapping_of,
    not_empty,
    one_or_list,
    prose,
    whole,
    words_of,
)
from events.model import WRITTEN_STATUSES, Access, Kind
from events.time_grammar import CLOCK_PATTERN, DAY_PATTERN, HOUR_PATTERN, START_PATTERN

SINGLE = mapping_of(
    "One meeting, press conference or other dated thing.",
    ("id", "kind", "title", "start"),
    id=line("Unique in the agenda and never reused: part of the event's UID.", **ID),
    kind={"enum": [kind.value for kind in Kind], "description": "What the event is."},
    title=in_languages(line("What readers see first.")),
    start=line(
        "A day, a time if known and its zone: 2022-01-12, 2022-01-12 09:00 GMT, "
        "about 2022-01-12 13:30 Europe/Brussels, not before 2022-01-12 14:00, "
        "2022-01-12 afternoon, 2022-01, after nato-russia-council.",
        pattern=whole(f"{START_PATTERN.pattern}|{AFTER_PATTERN}"),
    ),
    end=line(
        "HH:MM on the same day, a day with a time, or a day if no more is known. A time without a "
        "zone is in the start's. Left out: not announced.",
        pattern=whole(f"{START_PATTERN.pattern}|{CLOCK_PATTERN.pattern}"),
    ),
    duration=line("Instead of end: 90 minutes, 2 hours.", pattern=DURATION),
    status={"enum": [status.value for status in WRITTEN_STATUSES], "description": "How it stands."},
    place=PLACE,
    places=list_of("Where it happens, if at several places.", PLACE, MAX_PLACES),
    chair=in_languages(line("Who is in the chair.")),
    parties=words_of("The countries and organizations that take part.", line("A party.")),
    delegations=list_of("The parties with the heads of their delegations.", DELEGATION),
    topics=words_of("What is on the table.", line("A topic.")),
    description=in_languages(prose("Background, in sentences.")),
    note=in_languages(prose("The editor's note, where the report slips or is open.")),
    source=SOURCE,
    url=address("The event's own page."),
    stream=address("Where to watch it live."),
    streams=list_of("Where to watch it live, in several languages.", LINK, MAX_LINKS),
    links=list_of("Where more is to be read.", LINK, MAX_LINKS),
    outcome=OUTCOME,
    image=address("A picture of it."),
    color=COLOR,
    tags=words_of("Words to filter by.", line("A tag.", **ID)),
    reminders=list_of("Leads for this event alone; an empty list: no reminders.", LEAD, MAX_LEADS),
    follows=line(
        "The id of the event that this one comes after; in another agenda: agenda/id.", **NAME
    ),
    formerly=one_or_list(
        "The id that the event had before, or agenda/id: calendars and channels then know it for "
        "the same. Several are a list, the first one first.",
        **NAME,
    ),
    language=LANGUAGE,
    access={"enum": [it.value for it in Access], "description": "Which press may come."},
    accreditation=ACCREDITATION,
    arrive=line(
        "How long before the start the press has to be there: 45 minutes before.",
        pattern=whole(ARRIVE_PATTERN),
    ),
    contact=CONTACT,
    sources=list_of(
        "Instead of source: several, the first one first, which may disagree about the start.",
        SOURCE_OF_SEVERAL,
        MAX_SOURCES,
    ),
)

_HOUR = whole(f"{HOUR_PATTERN.pattern}|{START_PATTERN.pattern}|{AFTER_PATTERN}")

PART = {
    **SINGLE,
    "description": "A part of an event. What it does not say of kind, place, status, source, "
    "parties, access, contact, color, tags and language is as its event has it.",
    "required": ["id", "title"],
    "properties": {
        **SINGLE["properties"],
        "start": line(
            "An hour of the day of its event: 09:30, about 12:00, not before 14:00; or any start. "
            "Left out: the day of its event, at a time to be announced.",
            pattern=_HOUR,
        ),
    },
}

_PROGRAMME = list_of("The parts of it, each with an id of its own.", PART)

# Of what happens more than once.
_DAY = whole(DAY_PATTERN.pattern)
REPEATS = mapping_of(
    "On which days it happens: each becomes an event, with its day behind the id.",
    ("every", "until"),
    every=line("day, weekday, week, 2 weeks, month.", pattern=whole(EVERY_PATTERN)),
    on=one_or_list(
        "The weekdays of every week; of every month: first Wednesday, last Friday, last day.",
        len(WEEKDAYS) * len(ORDINALS),
        pattern=whole(ON_PATTERN),
    ),
    until=line("The last day on which it may be, within two years.", pattern=_DAY),
    **{"except": one_or_list("The days on which it is not.", MAX_DAYS, pattern=_DAY)},
)

CHANGE = not_empty(
    {
        **SINGLE,
        "description": "What is otherwise on one day of a series.",
        "required": [],
        "properties": {
            **{key: it for key, it in SINGLE["properties"].items() if key != "id"},
            "start": PART["properties"]["start"] | {"description": "An hour, or any start."},
            "programme": _PROGRAMME,
        },
    }
)

EVENT = {
    **SINGLE,
    "properties": {
        **SINGLE["properties"],
        "programme": _PROGRAMME,
        "repeats": REPEATS,
        "changes": not_empty(
            {
                "type": "object",
                "description": "What is otherwise on single days of a series, by the day.",
                "propertyNames": {"pattern": _DAY},
                "additionalProperties": CHANGE,
            }
        ),
    },
}
