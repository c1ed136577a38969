"""The keys of the definitions, declared once: the loader reads by them, editors check by them."""

import re
from typing import Any

from events.definitions.colors import COLORS
from events.model import WRITTEN_STATUSES, Access, Kind
from events.time_grammar import (
    CLOCK_PATTERN,
    DAY_PATTERN,
    DURATION_PATTERN,
    HOUR_PATTERN,
    START_PATTERN,
    TIME_PATTERN,
)

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
AFTER_PATTERN = rf"after +(?:{ID_PATTERN}/)?{ID_PATTERN}"
URL_PATTERN = r"https?://[!#-;=?-\[\]_a-z~]+"  # what ASCII prints, without the unsafe "<>\^`{|}
ADDRESS_PATTERN = r"[a-z]+://|www\."
GEO_PATTERN = r"(-?\d{1,2}(?:\.\d{1,6})?), *(-?\d{1,3}(?:\.\d{1,6})?)"
LANGUAGE_PATTERN = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
EMAIL_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._+'-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
PHONE_PATTERN = r"\+?[0-9(][0-9 ()./-]{3,28}[0-9](?:,? ext\.? ?[0-9]{1,6})?"
MAX_ID = 64
MAX_LINE = 500
MAX_PROSE = 10_000
MAX_ITEMS = 250  # of a list: as many as the members of the United Nations, and some
MAX_LEADS = 20
MAX_SOURCES = 20
MAX_LINKS = 20
MAX_FORMER = 8
MAX_EVENTS = 10_000  # of a file, with the parts of programmes and the days of series
MAX_DAYS = 731  # of a series: every day of two years

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth", "last")
EVERY_PATTERN = r"(?:(?P<number>[2-9]|[1-5]\d) +)?(?P<unit>day|weekday|week|month)s?"
ON_PATTERN = (
    rf"(?:(?P<ordinal>{'|'.join(ORDINALS)}) +)?(?P<weekday>{'|'.join(WEEKDAYS)})"
    r"|(?P<last>last +day)"
)

Schema = dict[str, Any]


def _line(about: str, **more: Any) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": MAX_LINE, "description": about, **more}


def _prose(about: str) -> Schema:
    return _line(about, maxLength=MAX_PROSE)


def _whole(pattern: str) -> str:
    """Write a pattern for JSON Schema: of the whole text, its groups without Python's names."""
    return f"^(?:{re.sub(r'[?]P<[a-z]+>', '', pattern)})$"


def _url(about: str) -> Schema:
    return _line(about, format="uri", pattern=_whole(URL_PATTERN))


def _list(about: str, item: Schema, most: int = MAX_ITEMS) -> Schema:
    return {"type": "array", "items": item, "maxItems": most, "description": about}


def _one_or_list(about: str, most: int = MAX_FORMER, **item: Any) -> Schema:
    """Let a list be given as a text, which is its one item."""
    of_several = _list(about, _line(about, **item), most)
    return {**of_several, **item, "type": ["array", "string"]}


def _words(about: str, item: Schema) -> Schema:
    return {**_list(about, item), "uniqueItems": True}


def _object(about: str, required: tuple[str, ...], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _or_line(about: Schema) -> Schema:
    """Let an object be given as a text, which is its first key; an address is none."""
    pattern = f"^(?!{ADDRESS_PATTERN}|({'|'.join(about['properties'])}):)"
    limits = {"minLength": 1, "maxLength": MAX_LINE, "pattern": pattern}
    return {**about, "type": ["object", "string"], **limits}


def is_short(text: str, schema: Schema) -> bool:
    """Tell whether a text is the short form of an object."""
    return "string" in schema["type"] and bool(re.search(schema["pattern"], text))


def _not_empty(about: Schema) -> Schema:
    return {**about, "minProperties": 1}


_ID: dict[str, Any] = {"maxLength": MAX_ID, "pattern": _whole(ID_PATTERN)}
_NAME: dict[str, Any] = {
    "maxLength": 2 * MAX_ID + 1,
    "pattern": _whole(f"(?:{ID_PATTERN}/)?{ID_PATTERN}"),
}
_DURATION = _whole(DURATION_PATTERN.pattern)
_LEAD = _line("A length of time: 15 minutes, 1 hour, 1 day.", pattern=_DURATION)
_ZONE = _line("An IANA zone name such as Europe/Brussels, UTC or GMT; never an abbreviation.")
_COLOR = {"enum": list(COLORS), "description": "How calendars show it: a CSS3 color name."}

SOURCE = _or_line(
    _object(
        "Who said so; a text is the publisher.",
        ("publisher",),
        publisher=_line("The paper, agency or office."),
        date=_line("The day of the report.", pattern=_whole(DAY_PATTERN.pattern)),
        url=_url("Where to read it."),
        quote=_prose("The words themselves."),
    )
)

LINK = _object(
    "An address where more is to be read or seen.",
    ("url",),
    url=_url("The address."),
    title=_line("What it leads to."),
    language=_line("The code of the language that it is in.", pattern=_whole(LANGUAGE_PATTERN)),
)
OUTCOME = _or_line(
    _object(
        "What came of it; a text is what there is to say.",
        ("text",),
        text=_prose("What came of it, in a few words."),
        url=_url("Where to read it."),
    )
)

SOURCE_OF_SEVERAL = {
    **SOURCE,
    "properties": {
        **SOURCE["properties"],
        "start": _line(
            "What it says of the start, where that differs.",
            pattern=_whole(START_PATTERN.pattern),
        ),
    },
}

_YES = {"enum": ["yes", "no"]}
_PLACE = _object(
    "Where it happens; a text is the city, or: to be confirmed, online.",
    (),
    city=_line("The city."),
    country=_line("The country; alone where no city is known."),
    venue=_line("The building or hall."),
    timezone=_ZONE,
    geo=_line("Latitude, longitude in degrees: 50.8796, 4.4223.", pattern=_whole(GEO_PATTERN)),
    online=_line(
        "The address at which it is online, beside a city or alone; yes where nobody has said it.",
        pattern=_whole(f"yes|no|{URL_PATTERN}"),
    ),
    **{"to be confirmed": {**_YES, "description": "yes where the place is not sure yet."}},
)
NEEDED_OF_PLACE = ("city", "country", "online", "to be confirmed")
"""What a place has one of."""
PLACE = _or_line({**_PLACE, "anyOf": [{"required": [key]} for key in NEEDED_OF_PLACE]})
PLACE["anyOf"].insert(0, {"type": "string"})
MAX_PLACES = 20

DELEGATION = _object(
    "A party at the table.",
    ("party",),
    party=_line("The country or organization."),
    head=_line("Who leads the delegation, with the post held."),
)

# Who of the press may come, and how.
ARRIVE_PATTERN = rf"(?:{DURATION_PATTERN.pattern}) +before"
ACCREDITATION = _not_empty(
    _object(
        "How the press gets in: its closing becomes a deadline of its own.",
        (),
        until=_line(
            "When it closes: a day, or a day and a time: 2022-01-10 17:00 Europe/Brussels. In a "
            "series an hour of its day: 09:00.",
            pattern=_whole(f"{START_PATTERN.pattern}|{TIME_PATTERN.pattern}"),
        ),
        url=_url("Where to ask for it."),
        note=_prose("What else is to be known of it."),
    )
)
CONTACT = _not_empty(
    _or_line(
        _object(
            "Whom the press may ask; a text is the name.",
            (),
            name=_line("The person or the office."),
            email=_line("The e-mail address.", pattern=_whole(EMAIL_PATTERN)),
            phone=_line("The telephone number: +32 2 707 41 11.", pattern=_whole(PHONE_PATTERN)),
        )
    )
)

SINGLE = _object(
    "One meeting, press conference or other dated thing.",
    ("id", "kind", "title", "start"),
    id=_line("Unique in the agenda and never reused: part of the event's UID.", **_ID),
    kind={"enum": [kind.value for kind in Kind], "description": "What the event is."},
    title=_line("What readers see first."),
    start=_line(
        "A day, a time if known and its zone: 2022-01-12, 2022-01-12 09:00 GMT, "
        "about 2022-01-12 13:30 Europe/Brussels, not before 2022-01-12 14:00, "
        "2022-01-12 afternoon, 2022-01, after nato-russia-council.",
        pattern=_whole(f"{START_PATTERN.pattern}|{AFTER_PATTERN}"),
    ),
    end=_line(
        "HH:MM on the same day, a day with a time, or a day if no more is known. A time without a "
        "zone is in the start's. Left out: not announced.",
        pattern=_whole(f"{START_PATTERN.pattern}|{CLOCK_PATTERN.pattern}"),
    ),
    duration=_line("Instead of end: 90 minutes, 2 hours.", pattern=_DURATION),
    status={"enum": [status.value for status in WRITTEN_STATUSES], "description": "How it stands."},
    place=PLACE,
    places=_list("Where it happens, if at several places.", PLACE, MAX_PLACES),
    chair=_line("Who is in the chair."),
    parties=_words("The countries and organizations that take part.", _line("A party.")),
    delegations=_list("The parties with the heads of their delegations.", DELEGATION),
    topics=_words("What is on the table.", _line("A topic.")),
    description=_prose("Background, in sentences."),
    note=_prose("The editor's note, where the report slips or is open."),
    source=SOURCE,
    url=_url("The event's own page."),
    stream=_url("Where to watch it live."),
    streams=_list("Where to watch it live, in several languages.", LINK, MAX_LINKS),
    links=_list("Where more is to be read.", LINK, MAX_LINKS),
    outcome=OUTCOME,
    image=_url("A picture of it."),
    color=_COLOR,
    tags=_words("Words to filter by.", _line("A tag.", **_ID)),
    reminders=_list("Leads for this event alone; an empty list: no reminders.", _LEAD, MAX_LEADS),
    follows=_line(
        "The id of the event that this one comes after; in another agenda: agenda/id.", **_NAME
    ),
    formerly=_one_or_list(
        "The id that the event had before, or agenda/id: calendars and channels then know it for "
        "the same. Several are a list, the first one first.",
        **_NAME,
    ),
    access={"enum": [it.value for it in Access], "description": "Which press may come."},
    accreditation=ACCREDITATION,
    arrive=_line(
        "How long before the start the press has to be there: 45 minutes before.",
        pattern=_whole(ARRIVE_PATTERN),
    ),
    contact=CONTACT,
    sources=_list(
        "Instead of source: several, the first one first, which may disagree about the start.",
        SOURCE_OF_SEVERAL,
        MAX_SOURCES,
    ),
)

_HOUR = _whole(f"{HOUR_PATTERN.pattern}|{START_PATTERN.pattern}|{AFTER_PATTERN}")

PART = {
    **SINGLE,
    "description": "A part of an event. What it does not say of kind, place, status, source, "
    "parties, access, contact, color, tags and language is as its event has it.",
    "required": ["id", "title"],
    "properties": {
        **SINGLE["properties"],
        "start": _line(
            "An hour of the day of its event: 09:30, about 12:00, not before 14:00; or any start. "
            "Left out: the day of its event, at a time to be announced.",
            pattern=_HOUR,
        ),
    },
}

_PROGRAMME = _list("The parts of it, each with an id of its own.", PART)

# Of what happens more than once.
_DAY = _whole(DAY_PATTERN.pattern)
REPEATS = _object(
    "On which days it happens: each becomes an event, with its day behind the id.",
    ("every", "until"),
    every=_line("day, weekday, week, 2 weeks, month.", pattern=_whole(EVERY_PATTERN)),
    on=_one_or_list(
        "The weekdays of every week; of every month: first Wednesday, last Friday, last day.",
        len(WEEKDAYS) * len(ORDINALS),
        pattern=_whole(ON_PATTERN),
    ),
    until=_line("The last day on which it may be, within two years.", pattern=_DAY),
    **{"except": _one_or_list("The days on which it is not.", MAX_DAYS, pattern=_DAY)},
)

CHANGE = _not_empty(
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
        "changes": _not_empty(
            {
                "type": "object",
                "description": "What is otherwise on single days of a series, by the day.",
                "propertyNames": {"pattern": _DAY},
                "additionalProperties": CHANGE,
            }
        ),
    },
}

REMINDERS = _object(
    "How long before its start an event is announced, for each kind.",
    (),
    **{kind.value: _list(f"Leads of each {kind.value}.", _LEAD, MAX_LEADS) for kind in Kind},
)

IDENTITY = ("agenda", "events")
"""What every file of an agenda says; all else stands in one of them."""

AGENDA = _object(
    "A Podium agenda: the definitions of one week, summit or subject.",
    ("agenda", "title", "timezone", "events"),
    agenda=_line(
        "The agenda's id: part of every UID and address. Several files may be of one agenda.", **_ID
    ),
    title=_line("The calendar's name."),
    description=_prose("What the calendar holds."),
    timezone=_ZONE,
    source=SOURCE,
    image=_url("The calendar's picture."),
    color=_COLOR,
    reminders=REMINDERS,
    formerly=_one_or_list(
        "The id that the whole agenda had before; several are a list, the first one first.", **_ID
    ),
    events=_list("What happens, in any order.", EVENT, MAX_EVENTS),
)


AGENDA_PART = {**AGENDA, "required": list(IDENTITY)}
"""A file of an agenda whose facts stand in another file."""


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a definitions file, for editors.

    A file that says no more than the id of its agenda and events leaves the rest to another one.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Podium",
        **AGENDA,
        "required": list(IDENTITY),
        "anyOf": [{"maxProperties": len(IDENTITY)}, {"required": AGENDA["required"]}],
    }
