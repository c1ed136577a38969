"""The words that other tools have for the keys of the definitions, in one table."""

from collections.abc import Collection

from events.definitions.mends.when.writings.spellings import read_spelling
from events.definitions.schema import Schema
from events.definitions.yaml.nodes import ListNode, Node, ScalarNode
from events.model import WRITTEN_STATUSES, Kind, Status
from events.text import nearest_word, plain_letters

# All day: yes, as calendars have it, is a start that says so.
_ALL_DAY = "allday isallday alldayevent wholeday fullday"
ALL_DAY = frozenset(_ALL_DAY.split())
# By the key that is meant: the words of calendars (RFC 5545, Google, Outlook), of pages
# (schema.org) and of spreadsheets. A word is compared by its letters alone, so start_date,
# startDate and "Start date" are one. A key counts only where the schema has it: a name is an
# event's title, and the venue of a place.
WORDS = {
    key: frozenset(words.split())
    for key, words in {
        "agenda": "id uid slug calendarid",
        "id": "uid uuid slug eventid identifier",
        "kind": "type eventtype class classification",
        "title": "name summary subject headline heading event eventname caption",
        "start": "date day time when begin begins beginning beginsat from starts startsat startson"
        " startdate starttime startdatetime dtstart datetime eventdate on at hour"
        f" {_ALL_DAY}",
        "end": "until to till finish finishes ends endsat endson enddate endtime enddatetime dtend"
        " through stop stops",
        "duration": "length lasts runtime",
        "language": "lang locale inlanguage",
        "status": "state eventstatus",
        "place": "location where address locality town",
        "places": "locations venues cities",
        "chair": "chairman chairwoman chairperson chairedby moderator presidency",
        "parties": "party attendees attendee participants participant participating countries"
        " members guests invitees with who",
        "delegations": "delegation",
        "topics": "topic themes theme subjects agendaitems issues",
        "description": "details detail body text about info information content abstract",
        "note": "notes comment comments remark remarks",
        "url": "link website web webpage homepage page site href uri",
        "stream": "live livestream livestreamurl webcast broadcast watch video webtv",
        "image": "picture photo logo thumbnail img",
        "color": "colour",
        "tags": "tag labels label keywords keyword categories category hashtags hashtag",
        "reminders": "reminder alarm alarms alert alerts remind notify notification notifications"
        " valarm leads lead",
        "follows": "parent after previous predecessor relatedto related followup followsup",
        "programme": "program programmes sessions timetable subevent subevents parts",
        "source": "reference ref accordingto",
        "access": "mediaaccess pressaccess presscoverage coverage",
        "accreditation": "accreditations accreditationdeadline mediaaccreditation registration"
        " registerby",
        "arrive": "arrival arriveby pressarrival bethere",
        "contact": "contacts presscontact presscontacts mediacontact mediacontacts",
        "timezone": "tz tzid zone timezoneid",
        "events": "entries items meetings calendar schedule",
        "repeats": "repeat repeated repeating recurrence recurring recurs rrule frequency freq",
        "changes": "exceptions overrides override recurrenceid change",
        # of a series
        "every": "freq frequency repeat rrule rule",
        "on": "byday days day weekdays weekday",
        "until": "by deadline closes closing end ends enddate through till to last",
        "except": "exdate exdates exception exceptions exclude excluding skip without not",
        # of a place
        "city": "town location locality",
        "venue": "name building hall room address street site",
        "country": "nation countryname",
        "geo": "coordinates coords latlon latlng position gps",
        "online": "virtual zoom webex teams joinurl meetingurl videoconference",
        "to be confirmed": "tobeconfirmed tbc tba tbd unconfirmed tentative provisional"
        " tobeannounced tobedetermined",
        # of a source
        "publisher": "name title author agency newspaper paper office outlet by",
        "date": "day when published publishedon time",
        "quote": "text words citation excerpt",
        # of a contact
        "email": "mail emailaddress mailto",
        "phone": "telephone tel mobile phonenumber",
        # of a delegation
        "party": "country name organization organisation state delegation",
        "head": "leader chief lead headedby ledby minister represented representative",
    }.items()
}
OF_A_ZONE = WORDS["timezone"] | {"timezone"}
# What readers may be told, and no key has.
_WITHOUT_KEY = """
    doors doorsopen organizer organiser organizedby host hosts hostedby phone email telephone
    price cost fee tickets ticket rsvp capacity dresscode
"""
WITHOUT_KEY = frozenset(_WITHOUT_KEY.split())
_EVENTS = frozenset({"event", "entries", "items", "meetings"})
# These are as often something else: taken for a time only where their value is one.
AMBIGUOUS = frozenset({"at", "by", "from", "hour", "on", "stop", "through", "to"})
# Cancelled: true, as some tools have it, is a status.
STATUSES = {"canceled": Status.CANCELLED} | {status.value: status for status in WRITTEN_STATUSES}


# A day of its own is an event's, and hardly that of its source; and so on.
_OF_THE_EVENT = {
    ("source", "date"),
    ("source", "url"),
    ("contact", "name"),
    ("accreditation", "until"),
    ("repeats", "until"),
    ("repeats", "on"),
    ("outcome", "text"),
}


def letters_of(name: str) -> str:
    """Return a key as it compares with the words of the table."""
    return "".join(filter(str.isalnum, plain_letters(name)))


def meant_key(name: str, value: Node, schema: Schema) -> str | None:
    """Return the key of a schema that another tool's word stands for."""
    word = letters_of(name)
    if isinstance(value, ListNode) and "events" in schema["properties"] and word in _EVENTS:
        return "events"
    if "status" in schema["properties"] and word in STATUSES:
        return "status"
    for key, words in WORDS.items():
        if key in schema["properties"] and word in words:
            text = value.text if isinstance(value, ScalarNode) else ""
            if word in AMBIGUOUS and key in ("start", "end") and read_spelling(text) is None:
                return None
            if key == "status" and nearest_word(text, list(STATUSES)) is None:
                return None
            if word == "category" and text in set(Kind):
                return "kind"
            return key
    return None


def is_of_other_tools(name: str, schema: Schema) -> bool:
    """Tell whether a word has a meaning of its own, and is no slip for a key that is like it."""
    tables = [words for key, words in WORDS.items() if key in schema["properties"]]
    return any(letters_of(name) in words for words in (*tables, WITHOUT_KEY))


def key_of_series(name: str, schema: Schema) -> str | None:
    """Return the key of a series that one of another mapping, in which a series may be, stands for.

    Words for the last day of one are not among them: they are as often those of an end.
    """
    inner = schema["properties"].get("repeats", {}).get("properties", ())
    if name in inner and name not in schema["properties"]:
        return name
    word = letters_of(name)
    words = {"except": WORDS["except"], "on": {"byday", "weekday", "weekdays"}} if inner else {}
    return next((key for key, some in words.items() if word in some), None)


def outer_key(name: str, schema: Schema, beside: Collection[str] = ()) -> str | None:
    """Return the key of the mapping that a key stands beside and belongs in, as geo: does.

    ``beside`` are the keys of its own mapping: until: is an end, and the last day of a series where
    there is one.
    """
    if key_of_series(name, schema) and any(
        it in ("repeats", "every") or letters_of(it) in WORDS["repeats"] for it in beside
    ):
        return "repeats"
    if meant := [it for it in ("place",) if it in schema["properties"]]:
        words = WORDS["timezone"] | {"room", "building", "hall", "nation", "coordinates", "gps"}
        if letters_of(name) in words and name not in schema["properties"]:
            return meant[0]
    inner: Schema
    key: str
    for key, inner in schema["properties"].items():
        if name in inner.get("properties", ()) and (key, name) not in _OF_THE_EVENT:
            return key
    return None
