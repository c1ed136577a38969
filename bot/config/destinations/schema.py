"""The keys of ``destinations.yaml``, declared once, for its reader and for editors."""

from typing import Any

from events.definitions.schema import MAX_ITEMS, MAX_LEADS, Schema
from events.definitions.schema.calendars import FILTER_WORDS
from events.definitions.schema.shapes import DURATION, line, list_of, mapping_of, one_or_list
from events.model import Kind
from events.wording.languages import LANGUAGES

MAX_DESTINATIONS = 250
KINDS = [kind.value for kind in Kind]


def _some(about: str, **item: Any) -> Schema:
    return one_or_list(about, MAX_ITEMS, **item)


def _yes(about: str) -> Schema:
    return {"enum": ["yes", "no"], "description": about}


ONLY = mapping_of(
    "Which events: those that have one of the words of each key that is given.",
    (),
    **{
        "agenda": _some("Agendas, by their ids."),
        **FILTER_WORDS,
    },
)
_LEADS = _some("How long before: 15 minutes, 1 hour, 1 day.", pattern=DURATION)
REMINDERS = mapping_of(
    "How long before its start an event is announced here, for each kind; else as its file says.",
    (),
    **{kind: {**_LEADS, "maxItems": MAX_LEADS} for kind in KINDS},
)
QUIET = mapping_of(
    "The hours in which no post makes a sound.",
    ("from", "until"),
    **{
        "from": line("When they begin: 22:00."),
        "until": line("When they end: 07:00."),
        "timezone": line("By whose clocks: an IANA zone name."),
        "hold": _yes("yes where posts wait until they end, unless the event begins before."),
    },
)
DIARY = mapping_of(
    "The diary: each day's, each week's, and one that is kept up to date.",
    (),
    **{
        "daily": line("The hour at which each day's is posted: 07:30."),
        "weekly": line("The weekday and hour at which the week's is posted: Monday 07:00."),
        "empty days": _yes("yes to post it on days on which nothing is, too."),
        "pinned": _yes("yes for one post with what is to come, pinned and kept up to date."),
        "timezone": line("By whose clocks: an IANA zone name."),
    },
)
DESTINATION = mapping_of(
    "A channel, group, topic or private chat; mailboxes; or a place on another network.",
    ("name",),
    **{
        "name": line("What you call it: the log and the operator hear of it."),
        "telegram": line("The chat: @its_name, or its number -100…"),
        "topic": line("The number of the topic of a group."),
        "email": _some("The address of a mailbox, or several, each a destination."),
        "url": line("A place on another network, as apprise writes it."),
        "only": ONLY,
        "reminders": REMINDERS,
        "at start": _yes("yes to post as an event starts, too."),
        "silent": _some("Kinds whose posts make no sound; yes for all.", enum=["yes", *KINDS]),
        "quiet hours": QUIET,
        "diary": DIARY,
        "language": {"enum": sorted(LANGUAGES), "description": "In which its posts are."},
        "detail": {
            "enum": ["short", "full"],
            "description": "How much posts tell: what, when and where; or all that is known.",
        },
        "pictures": _yes("yes for posts in a chat that have the picture of their event."),
        "timezone": line("By whose clocks posts tell each time as well: an IANA zone name."),
    },
)
DESTINATIONS = mapping_of(
    "Where Podium posts.",
    ("destinations",),
    destinations=list_of("The destinations, each with a name.", DESTINATION, MAX_DESTINATIONS),
)
