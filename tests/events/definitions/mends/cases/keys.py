"""Keys that are unknown, missing, misplaced or given twice, and events that follow wrongly."""

from events.model import Kind
from tests.events.definitions.builders import (
    HEAD,
    LINE,
    WEEK,
    Faults,
    following,
    starting,
    with_key,
)

EVENT_KEYS = (
    "id, kind, title, start, end, duration, status, place, places, chair, parties, delegations, "
    "topics, description, note, source, url, stream, streams, links, outcome, image, color, "
    "tags, reminders, follows, formerly, language, access, accreditation, arrive, contact, "
    "sources, programme, repeats, changes"
)
ONE_OF_THEM = "keep one of them, or begin a new item with - and a space"

KEYS: Faults = {
    "unknown key": (
        with_key("plase: {city: Geneva}"),
        ["5:65: unknown key 'plase' (did you mean place?)"],
    ),
    "unknown key, like no other": (
        with_key("xyzzy: 1"),
        [f"5:65: unknown key 'xyzzy' (known keys: {EVENT_KEYS})"],
    ),
    "unknown key of the agenda": (
        f"tytle: A week\n{WEEK}",
        [("1:1: unknown key 'tytle' (did you mean title? It is there already: keep one of them)")],
    ),
    "key of a place beside it": (
        with_key("place: {city: Geneva}, geo: '46.2, 6.1'"),
        ["5:88: unknown key 'geo' (it belongs in place: {city: Geneva, geo: \"46.2, 6.1\"})"],
    ),
    "key of the event in its series": (
        with_key("repeats: {every: day, until: 2022-01-14, changes: {2022-01-13: {note: N}}}"),
        [
            (
                "5:106: unknown key 'changes' (it is a key of the event: write it beside this one, "
                "and not in it)"
            )
        ],
    ),
    "key of events at the agenda": (
        f"place: Geneva\n{WEEK}",
        ["1:1: unknown key 'place' (it is a key of events: write it at each of them)"],
    ),
    "programme of a part": (
        with_key("programme: [{id: p, title: P, programme: []}]"),
        [
            (
                "5:95: unknown key 'programme' (a part of a programme has none: make it an event "
                "of its own, or delete the line)"
            )
        ],
    ),
    "part of a day in a programme": (
        with_key("programme: [{id: p, title: P, start: afternoon}]"),
        ["5:102: 'afternoon' is not a start (write it with its day: 2022-01-12 afternoon)"],
    ),
    "other words for until": (
        with_key("accreditation: {deadline: 2022-01-09}"),
        ["5:81: unknown key 'deadline' (write until: 2022-01-09)"],
    ),
    "city without a place": (
        with_key("city: Geneva"),
        ["5:65: unknown key 'city' (it belongs in place: {city: Geneva})"],
    ),
    "key of the source beside it": (
        with_key("quote: So it is."),
        ["5:65: unknown key 'quote' (it belongs in source: {publisher: …, quote: So it is.})"],
    ),
    "reminders of a kind beside the reminders": (
        f"meeting: [1 day]\n{WEEK}",
        ["1:1: unknown key 'meeting' (it belongs in reminders: {meeting: [1 day]})"],
    ),
    "unknown key of a place": (
        with_key("place: {city: Geneva, countri: Switzerland}"),
        ["5:87: unknown key 'countri' (did you mean country?)"],
    ),
    "unknown kind among the reminders": (
        f"reminders: {{meetings: [1 day]}}\n{WEEK}",
        ["1:13: unknown key 'meetings' (write meeting: [1 day])"],
    ),
    "word of other tools for a kind among the reminders": (
        "reminders: {talks: [1 day], presser: 1 hour, call: [], phone: 1 day, xy: []}\n" + WEEK,
        [
            "1:13: unknown key 'talks' (write meeting: [1 day])",
            "1:29: unknown key 'presser' (write press-conference: [1 hour])",
            (
                "1:56: unknown key 'phone' (it is call: here, and that is there already; keep one "
                "of them)"
            ),
            f"1:70: unknown key 'xy' (known keys: {', '.join(Kind)})",
        ],
    ),
    "party that stands twice": (
        starting("2022-01-12", "parties: [Russia, NATO, Russia]"),
        ["9:29: 'Russia' stands twice in 'parties' (take one of them away)"],
    ),
    "tag that stands twice": (
        starting("2022-01-12", "tags: [a, a]"),
        ["9:15: 'a' stands twice in 'tags' (take one of them away)"],
    ),
    "topic that stands twice, in other letters": (
        starting("2022-01-12", "topics:", "  - Arms control", "  - ARMS CONTROL"),
        [
            (
                "11:9: 'ARMS CONTROL' stands twice in 'topics', first as 'Arms control' (take one "
                "of them away)"
            )
        ],
    ),
    "merge key": (
        with_key("<<: {city: Geneva}"),
        [f"5:65: unknown key '<<' (known keys: {EVENT_KEYS})"],
    ),
    "missing keys": (
        "agenda: a-week\nevents:\n  - {id: talks}\n",
        [
            (
                "1:1: the key 'timezone' is missing (write timezone: UTC, or the zone of the "
                "clocks by which its times are)"
            ),
            "1:1: the key 'title' is missing (title: The calendar's name.)",
            "3:5: the key 'kind' is missing (kind: What the event is.)",
            (
                "3:5: the key 'start' is missing (start: A day, a time if known and its zone: "
                "2022-01-12, 2022-01-12 09:00 GMT, about 2022-01-12 13:30 Europe/Brussels, "
                "not before 2022-01-12 14:00, 2022-01-12 afternoon, 2022-01, "
                "after nato-russia-council.)"
            ),
            "3:5: the key 'title' is missing (title: What readers see first.)",
        ],
    ),
    "missing keys within": (
        with_key("place: {}, source: {}, delegations: [{}]"),
        [
            "5:72: the key 'city' is missing (city: The city.)",
            "5:84: the key 'publisher' is missing (publisher: The paper, agency or office.)",
            "5:102: the key 'party' is missing (party: The country or organization.)",
        ],
    ),
    "duplicate id": (
        HEAD + LINE + LINE,
        ["6:10: the id 'talks' is used twice, first in line 5 (give each event an id of its own)"],
    ),
    "duplicate key": (
        starting("2022-01-12", "title: Talks again", "title: And again"),
        [
            f"9:5: the key 'title' is given twice, first in line 7 ({ONE_OF_THEM})",
            f"10:5: the key 'title' is given twice, first in line 7 ({ONE_OF_THEM})",
        ],
    ),
    "reminders of a kind that are no list": (
        f"reminders: {{meeting: 5 minutes}}\n{WEEK}",
        ["1:22: 'meeting' must be a list (write meeting: [5 minutes], or - lines)"],
    ),
    "follows an unknown event": (
        with_key("follows: talk"),
        ["5:74: follows an unknown event, 'talk' (did you mean talks?)"],
    ),
    "follows nothing like an event": (
        with_key("follows: Something Else"),
        [
            (
                "5:74: 'Something Else' names no event (write something-else, if that is its id; "
                "in another agenda, agenda/id: january-2022/us-russia-talks)"
            )
        ],
    ),
    "follows itself": (
        with_key("follows: talks"),
        ["5:74: the events follow each other in a circle: talks → talks (take one follows away)"],
    ),
    "follows in a circle": (
        following(a="b", b="c", c="d", d="b", e="a"),
        ["8:66: the events follow each other in a circle: b → c → d → b (take one follows away)"],
    ),
    "follows in two circles": (
        following(a="b", b="a", c="c"),
        [
            "6:66: the events follow each other in a circle: a → b → a (take one follows away)",
            "7:66: the events follow each other in a circle: c → c (take one follows away)",
        ],
    ),
}
