"""What a text, a list or a mapping of the definitions may be, as JSON Schema says it."""

import re
from typing import Any

from events.definitions.colors import COLORS
from events.time_grammar import DURATION_PATTERN

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
MAX_LANGUAGES = 30  # of a text: all official ones of the European Union, and some
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


def line(about: str, **more: Any) -> Schema:
    """Return the schema of a text in one line."""
    return {"type": "string", "minLength": 1, "maxLength": MAX_LINE, "description": about, **more}


def prose(about: str) -> Schema:
    """Return the schema of a text that may have several lines."""
    return line(about, maxLength=MAX_PROSE)


def whole(pattern: str) -> str:
    """Write a pattern for JSON Schema: of the whole text, its groups without Python's names."""
    return f"^(?:{re.sub(r'[?]P<[a-z]+>', '', pattern)})$"


def address(about: str) -> Schema:
    """Return the schema of an address of the web."""
    return line(about, format="uri", pattern=whole(URL_PATTERN))


def list_of(about: str, item: Schema, most: int = MAX_ITEMS) -> Schema:
    """Return the schema of a list of no more items than ``most``."""
    return {"type": "array", "items": item, "maxItems": most, "description": about}


def one_or_list(about: str, most: int = MAX_FORMER, **item: Any) -> Schema:
    """Let a list be given as a text, which is its one item."""
    of_several = list_of(about, line(about, **item), most)
    return {**of_several, **item, "type": ["array", "string"]}


def words_of(about: str, item: Schema) -> Schema:
    """Return the schema of a list in which no word stands twice."""
    return {**list_of(about, item), "uniqueItems": True}


def mapping_of(about: str, required: tuple[str, ...], **properties: Schema) -> Schema:
    """Return the schema of keys with their values, and no other keys."""
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def or_line(about: Schema) -> Schema:
    """Let an object be given as a text, which is its first key; an address is none."""
    pattern = f"^(?!{ADDRESS_PATTERN}|({'|'.join(about['properties'])}):)"
    limits = {"minLength": 1, "maxLength": MAX_LINE, "pattern": pattern}
    return {**about, "type": ["object", "string"], **limits}


def in_languages(about: Schema) -> Schema:
    """Let a text be given in several languages, by their codes."""
    item = {key: it for key, it in about.items() if key != "description"}
    return {
        **about,
        "type": ["string", "object"],
        "minProperties": 1,
        "maxProperties": MAX_LANGUAGES,
        "propertyNames": {"pattern": whole(LANGUAGE_PATTERN)},
        "additionalProperties": item,
    }


def is_short(text: str, schema: Schema) -> bool:
    """Tell whether a text is the short form of an object."""
    return "string" in schema["type"] and bool(re.search(schema["pattern"], text))


def not_empty(about: Schema) -> Schema:
    """Let a mapping have one key at least."""
    return {**about, "minProperties": 1}


ID: dict[str, Any] = {"maxLength": MAX_ID, "pattern": whole(ID_PATTERN)}
NAME: dict[str, Any] = {
    "maxLength": 2 * MAX_ID + 1,
    "pattern": whole(f"(?:{ID_PATTERN}/)?{ID_PATTERN}"),
}
DURATION = whole(DURATION_PATTERN.pattern)
LEAD = line("A length of time: 15 minutes, 1 hour, 1 day.", pattern=DURATION)
ZONE = line("An IANA zone name such as Europe/Brussels, UTC or GMT; never an abbreviation.")
LANGUAGE = line(
    "The code (BCP 47) of the language of the texts: en, fr, pt-BR.",
    pattern=whole(LANGUAGE_PATTERN),
)
COLOR = {"enum": list(COLORS), "description": "How calendars show it: a CSS3 color name."}
