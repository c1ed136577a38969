"""The keys of ``destinations.yaml``, declared once, for its reader and for editors."""

from typing import Any

from events.definitions.schema import MAX_ITEMS, MAX_LEADS, MAX_LINE, Schema
from events.model import Access, Kind
from events.time_grammar import DURATION_PATTERN
from events.wording.languages import LANGUAGES

MAX_DESTINATIONS = 250
WORDS = {"type": "string", "minLength": 1, "maxLength": MAX_LINE}
KINDS = [kind.value for kind in Kind]


def _object(about: str, required: list[str], properties: Schema) -> Schema:
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _some(about: str, item: Any) -> Schema:
    """Let a list be given as a text, which is its one item."""
    return {
        **item,
        "type": ["array", "string"],
        "items": item,
        "maxItems": MAX_ITEMS,
        "description": about,
    }


ONLY = _object(
    "Which events: those that have one of the words of each key that is given.",
    [],
    {
        "agenda": _some("Agendas, by their ids.", WORDS),
        "kind": _some("Kinds of events.", {"enum": KINDS}),
        "except kind": _some("Kinds that are left out.", {"enum": KINDS}),
        "party": _some("Parties that take part.", WORDS),
        "city": _some("Cities.", WORDS),
        "tag": _some("Tags.", WORDS),
        "access": _some("Who may come.", {"enum": [each.value for each in Access]}),
    },
)
_LEADS = _some(
    "How long before: 15 minutes, 1 hour, 1 day.", {"pattern": f"^(?:{DURATION_PATTERN.pattern})$"}
)
REMINDERS = _object(
    "How long before its start an event is announced here, for each kind; else as its file says.",
    [],
    {kind: {**_LEADS, "maxItems": MAX_LEADS} for kind in KINDS},
)
QUIET = _object(
    "The hours in which no post makes a sound.",
    ["from", "until"],
    {
        "from": {**WORDS, "description": "When they begin: 22:00."},
        "until": {**WORDS, "description": "When they end: 07:00."},
        "timezone": {**WORDS, "description": "By whose clocks: an IANA zone name."},
        "hold": {
            "enum": ["yes", "no"],
            "description": "yes where posts wait until they end, unless the event begins before.",
        },
    },
)
DIARY = _object(
    "The diary: each day's, each week's, and one that is kept up to date.",
    [],
    {
        "daily": {**WORDS, "description": "The hour at which each day's is posted: 07:30."},
        "weekly": {
            **WORDS,
            "description": "The weekday and hour at which the week's is posted: Monday 07:00.",
        },
        "empty days": {
            "enum": ["yes", "no"],
            "description": "yes to post it on days on which nothing is, too.",
        },
        "pinned": {
            "enum": ["yes", "no"],
            "description": "yes for one post with what is to come, pinned and kept up to date.",
        },
        "timezone": {**WORDS, "description": "By whose clocks: an IANA zone name."},
    },
)
DESTINATION = _object(
    "A channel, group, topic or private chat; mailboxes; or a place on another network.",
    ["name"],
    {
        "name": {**WORDS, "description": "What you call it: the log and the operator hear of it."},
        "telegram": {**WORDS, "description": "The chat: @its_name, or its number -100…"},
        "topic": {**WORDS, "description": "The number of the topic of a group."},
        "email": _some("The address of a mailbox, or several, each a destination.", WORDS),
        "url": {**WORDS, "description": "A place on another network, as apprise writes it."},
        "only": ONLY,
        "reminders": REMINDERS,
        "at start": {"enum": ["yes", "no"], "description": "yes to post as an event starts, too."},
        "silent": _some("Kinds whose posts make no sound; yes for all.", {"enum": ["yes", *KINDS]}),
        "quiet hours": QUIET,
        "diary": DIARY,
        "language": {"enum": sorted(LANGUAGES), "description": "In which its posts are."},
    },
)
DESTINATIONS = _object(
    "Where Podium posts.",
    ["destinations"],
    {
        "destinations": {
            "type": "array",
            "items": DESTINATION,
            "maxItems": MAX_DESTINATIONS,
            "description": "The destinations, each with a name.",
        }
    },
)
