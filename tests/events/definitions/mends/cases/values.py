"""Values that are no id, word, address or position, too long, or left out."""

from tests.events.definitions.builders import WEEK, Faults, starting, with_key

SMALL = "small letters, digits and single hyphens, 64 at most"
RULE = f"an id has {SMALL}"
NOT_A_PAGE = "is not a web address (write it as https://…)"
NOT_A_POSITION = 'is not a position (write latitude and longitude in quotes: "50.8796, 4.4223")'
IN_QUOTES = "in quotes if it has a colon or a bracket"

VALUES: Faults = {
    "newline in a title": (
        starting("2022-01-12", "chair: |", "  A", "  chair"),
        ["9:12: the control character '\\n' is refused (delete it)"],
    ),
    "value left out": (
        starting("2022-01-12", "chair:"),
        ["9:11: the value is empty (write one, or delete the line)"],
    ),
    "value of spaces": (
        starting("2022-01-12", "chair: '  '"),
        ["9:12: the value is empty (write one, or delete the line)"],
    ),
    "title too long": (
        WEEK.replace("Talks", "T" * 501),
        ["5:39: 501 characters are too many (keep it within 500)"],
    ),
    "note too long": (
        starting("2022-01-12", f"note: {'n' * 10_001}"),
        ["9:11: 10001 characters are too many (keep it within 10000)"],
    ),
    "id in other letters": (
        WEEK.replace("id: talks", "id: Talks 1"),
        [f"5:10: 'Talks 1' is not an id (write talks-1: {RULE})"],
    ),
    "id too long": (
        WEEK.replace("id: talks", f"id: {'t' * 65}"),
        [f"5:10: '{'t' * 59}…' is not an id (use {SMALL}: us-russia-talks)"],
    ),
    "agenda's id in other letters": (
        WEEK.replace("a-week", "A_week"),
        [f"1:9: 'A_week' is not an id (write a-week: {RULE})"],
    ),
    "tag in other letters": (
        with_key("tags: [arms-control, Arms control]"),
        [f"5:86: 'Arms control' is not an id (write arms-control: {RULE})"],
    ),
    "unknown kind": (
        WEEK.replace("meeting", "meating"),
        ["5:23: unknown kind 'meating' (did you mean meeting?)"],
    ),
    "unknown kind, like no other": (
        WEEK.replace("meeting", "war"),
        [
            (
                "5:23: unknown kind 'war' (one of meeting, summit, visit, call, speech, "
                "hearing, vote, ceremony, press-conference, briefing, statement, deadline, "
                "observance, milestone)"
            )
        ],
    ),
    "unknown status": (
        with_key("status: canceled"),
        ["5:73: unknown status 'canceled' (write cancelled)"],
    ),
    "unknown color": (
        with_key("color: stealblue"),
        ["5:72: unknown color 'stealblue' (did you mean steelblue?)"],
    ),
    "color in capital letters": (
        with_key("color: Navy"),
        ["5:72: unknown color 'Navy' (did you mean navy?)"],
    ),
    "color in digits": (
        with_key("color: '#4682b4'"),
        ["5:72: unknown color '#4682b4' (write a CSS3 color name: steelblue)"],
    ),
    "unknown color of the agenda": (
        f"color: blu\n{WEEK}",
        ["1:8: unknown color 'blu' (did you mean blue?)"],
    ),
    "image that is no address": (
        starting("2022-01-12", "image: hall.jpg"),
        [f"9:12: 'hall.jpg' {NOT_A_PAGE}"],
    ),
    "address without https": (
        starting("2022-01-12", "url: nato.int"),
        ["9:10: 'nato.int' is not a web address (write https://nato.int)"],
    ),
    "address of a script": (
        starting("2022-01-12", "stream: javascript:alert(1)"),
        [f"9:13: 'javascript:alert(1)' {NOT_A_PAGE}"],
    ),
    "address without a host": (
        starting("2022-01-12", "url: https:///news"),
        [f"9:10: 'https:///news' {NOT_A_PAGE}"],
    ),
    "address with half a host": (
        starting("2022-01-12", "url: 'https://[::1/'"),
        [f"9:10: 'https://[::1/' {NOT_A_PAGE}"],
    ),
    "address with a port that cannot be": (
        starting("2022-01-12", "url: https://nato.int:99999/"),
        [f"9:10: 'https://nato.int:99999/' {NOT_A_PAGE}"],
    ),
    "address with a space": (
        starting("2022-01-12", "url: https://nato.int/a b"),
        [("9:10: 'https://nato.int/a b' is not a web address (write https://nato.int/a%20b)")],
    ),
    "e-mail address for a page": (
        starting("2022-01-12", "url: mailto:press@nato.int", "stream: press@nato.int"),
        [
            (
                "9:10: 'mailto:press@nato.int' is an e-mail address, and none of the web "
                "(write contact: {email: press@nato.int} at an event)"
            ),
            (
                "10:13: 'press@nato.int' is an e-mail address, and none of the web "
                "(write contact: {email: press@nato.int} at an event)"
            ),
        ],
    ),
    "password in an address that is wrong as well": (
        starting("2022-01-12", "url: https://user:secret@nató.int/a b"),
        [
            (
                "9:10: the address has a user or a password in it (write 'https://xn--nat-ina.int/a%20b')"
            )
        ],
    ),
    "address of a host that cannot be told in ASCII": (
        starting("2022-01-12", "url: https://straße.example/"),
        [
            (
                "9:10: 'https://straße.example/' is not a web address in ASCII (copy it from a "
                "browser's address bar, which percent-encodes other letters: %C3%A9)"
            )
        ],
    ),
    "address with a quote": (
        starting("2022-01-12", 'url: https://nato.int/"onclick=x'),
        [
            (
                "9:10: 'https://nato.int/\"onclick=x' is not a web address "
                "(write https://nato.int/%22onclick=x)"
            )
        ],
    ),
    "address not in ASCII": (
        with_key("source: {publisher: NATO, url: https://nató.int/}"),
        [
            (
                "5:96: 'https://nató.int/' is not a web address in ASCII "
                "(write https://xn--nat-ina.int/)"
            )
        ],
    ),
    "address too long": (
        starting("2022-01-12", f"url: https://nato.int/{'x' * 500}"),
        ["9:10: 517 characters are too many (keep it within 500)"],
    ),
    "latitude too far north": (
        with_key("place: {city: Geneva, geo: '91.0, 6.1'}"),
        [f"5:92: '91.0, 6.1' {NOT_A_POSITION}"],
    ),
    "longitude too far east": (
        with_key("place: {city: Geneva, geo: '46.2, 180.1'}"),
        [f"5:92: '46.2, 180.1' {NOT_A_POSITION}"],
    ),
    "position in other words": (
        with_key("place: {city: Geneva, geo: 46.2 N 6.1 E}"),
        ["5:92: '46.2 N 6.1 E' is not a position (write \"46.2, 6.1\")"],
    ),
    "position as a list": (
        with_key("place: {city: Geneva, geo: [46.2, 6.1]}"),
        ["5:92: 'geo' must be a text (write geo: \"46.2, 6.1\")"],
    ),
    "position without quotes between braces": (
        with_key("place: {city: Geneva, geo: 46.2, 6.1}"),
        ["5:98: unknown key '6.1' (write geo: \"46.2, 6.1\", in quotes as it has a comma)"],
    ),
    "comma in a value between braces": (
        with_key("delegations: [{party: Russia, head: Sergey Ryabkov, Deputy Minister}]"),
        [
            (
                "5:117: unknown key 'Deputy Minister' (write head: \"Sergey Ryabkov, Deputy "
                'Minister", in quotes as it has a comma)'
            )
        ],
    ),
    "colon in an item of a list": (
        with_key("topics: [security, arms: control]"),
        ["5:84: an item of 'topics' must be a text (write \"arms: control\")"],
    ),
    "much at once": (
        (
            "agenda: A\ntitle: A week\ntimezone: CET\nevents:\n"
            "  - id: talks\n    kind: war\n    start: 2022-02-30\n    follows: council\n"
            "  - id: talks\n    kind: meeting\n    title: ''\n    start: 2022-01-12 09:00\n"
            "    end: 08:00\n    place: {}\n    reminders: [soon]\n"
        ),
        [
            f"1:9: 'A' is not an id (write a: {RULE})",
            (
                "3:11: 'CET' is an abbreviation, not a time zone: CET may be Europe/Brussels, "
                "Europe/Berlin, Europe/Zurich (write the zone's IANA name, such as Europe/Brussels)"
            ),
            "5:5: the key 'title' is missing (title: What readers see first.)",
            (
                "6:11: unknown kind 'war' (one of meeting, summit, visit, call, speech, "
                "hearing, vote, ceremony, press-conference, briefing, statement, deadline, "
                "observance, milestone)"
            ),
            "7:12: there is no day 2022-02-30 (check year, month and day)",
            (
                "8:14: follows an unknown event, 'council' (write the id of an event in this "
                "agenda, or agenda/id of one in another)"
            ),
            "9:9: the id 'talks' is used twice, first in line 5 (give each event an id of its own)",
            "11:12: the value is empty (title: What readers see first.)",
            (
                "13:10: the end, 08:00, is not after the start, 09:00 (if it ends on the next day, "
                "write 2022-01-13 08:00; else check both)"
            ),
            "14:12: the key 'city' is missing (city: The city.)",
            (
                "15:17: 'soon' is not a length of time (write 15 minutes, 1 hour, 2 days or 1 hour "
                "30 minutes)"
            ),
        ],
    ),
}
