"""Keys, times and lengths as other tools write them: each is answered with the line to write."""

from tests.events.definitions.builders import HEAD, WEEK, Faults, starting

EVENT_KEYS = (
    "id, kind, title, start, end, duration, status, place, places, chair, parties, delegations, "
    "topics, description, note, source, url, stream, streams, links, outcome, image, color, "
    "tags, reminders, follows, formerly, language, access, accreditation, arrive, contact, "
    "sources, programme, repeats, changes"
)
# An event without anything that another tool may say in words of its own.
BARE = f"{HEAD}  - id: talks\n    kind: meeting\n"


def bare(*lines: str) -> str:
    """An agenda whose event has an id and a kind, and more lines from line 7 on."""
    return BARE + "".join(f"    {line}\n" for line in lines)


KEYS: Faults = {
    "location": (
        starting("2026-12-01", "location: Brussels"),
        ["9:5: unknown key 'location' (write place: {city: Brussels})"],
    ),
    "where, with hall and country": (
        starting("2026-12-01", "where: Hofburg, Vienna, Austria", "room: Great Hall"),
        [
            (
                "9:5: unknown key 'where' "
                "(write place: {city: Vienna, country: Austria, venue: Great Hall})"
            ),
            (
                "10:5: unknown key 'room' "
                "(it belongs in place: {city: Vienna, country: Austria, venue: Great Hall})"
            ),
        ],
    ),
    "location in parts": (
        starting("2026-12-01", "location: {name: Hofburg, locality: Vienna}"),
        ["9:5: unknown key 'location' (write place: {city: Vienna, venue: Hofburg})"],
    ),
    "date and time": (
        bare("title: Talks", "date: 2026-12-01", "time: 10:00"),
        [
            "8:5: unknown key 'date' (write start: 2026-12-01 10:00)",
            (
                "9:5: unknown key 'time' "
                "(take the line away: it is in the start: that stands for date)"
            ),
        ],
    ),
    "start, date and time": (
        starting("2026-12-01", "Date: 2026-12-01", "time: 3pm"),
        [
            "9:5: unknown key 'Date' (write start: 2026-12-01 15:00 in place of what is there)",
            "10:5: unknown key 'time' (write start: 2026-12-01 15:00 in place of what is there)",
        ],
    ),
    "time without its day": (
        bare("title: Talks", "starts-at: 10:00"),
        [("8:5: unknown key 'starts-at' (write start: DAY 10:00, with its day in place of DAY)")],
    ),
    "when, as a range": (
        bare("title: Talks", "when: 4 December 2026, 12:30-13:30"),
        [
            (
                "8:5: unknown key 'when' "
                "(write start: 2026-12-04 12:30 and, in a line of its own, end: 13:30)"
            )
        ],
    ),
    "ends of calendars": (
        bare("name: Talks", "startDate: 2026-12-01T10:00:00Z", "end_time: 24:00"),
        [
            "7:5: unknown key 'name' (write title: Talks)",
            "8:5: unknown key 'startDate' (write start: 2026-12-01 10:00 UTC)",
            "9:5: unknown key 'end_time' (write end: 2026-12-02 00:00)",
        ],
    ),
    "all day, of a day": (
        starting("2026-12-01", "allDay: true"),
        ["9:5: unknown key 'allDay' (write start: 2026-12-01 all day in place of what is there)"],
    ),
    "all day, of a date": (
        bare("title: Talks", "date: 1 December 2026", "all_day: yes"),
        [
            "8:5: unknown key 'date' (write start: 2026-12-01 all day)",
            (
                "9:5: unknown key 'all_day' "
                "(take the line away: it is in the start: that stands for date)"
            ),
        ],
    ),
    "all day, and at an hour": (
        starting("2026-12-01 10:00", "all-day: yes"),
        [
            (
                "9:5: unknown key 'all-day' (write start: 2026-12-01 10:00 or 2026-12-01 all day "
                "in place of what is there)"
            )
        ],
    ),
    "not all day": (
        starting("2026-12-01 10:00", "all-day: false"),
        [
            (
                "9:5: unknown key 'all-day' "
                "(take the line away: all day is only what says so at its start)"
            )
        ],
    ),
    "zone by an abbreviation that the city's clocks have": (
        starting("2026-12-01 10:00", "place: Paris", "tz: CET"),
        ["10:5: unknown key 'tz' (it belongs in place: {city: Paris, timezone: Europe/Paris})"],
    ),
    "zone by an abbreviation, of no city": (
        starting("2026-12-01 10:00", "tz: GST"),
        [("9:5: unknown key 'tz' (write it behind the time: start: 2026-12-01 10:00 Asia/Dubai)")],
    ),
    "zone by an abbreviation of several": (
        starting("2026-12-01 10:00", "place: Oz", "tz: AST"),
        [
            (
                "10:5: unknown key 'tz' (it belongs in place: {city: Oz, timezone: ZONE}, "
                "with Asia/Riyadh or America/Halifax in place of ZONE)"
            )
        ],
    ),
    "zone by an offset": (
        starting("2026-12-01 10:00", 'place: {city: Oz, tz: "+02:00"}'),
        [("9:23: unknown key 'tz' (write timezone: ZONE, with its IANA name in place of ZONE)")],
    ),
    "until": (
        starting("2026-12-01 10:00", "until: 12:00"),
        ["9:5: unknown key 'until' (write end: 12:00)"],
    ),
    "until about an hour": (
        starting("2026-12-01 10:00", "until: about 12:00"),
        ["9:5: unknown key 'until' (write end: about 12:00)"],
    ),
    "until an hour of the night": (
        starting("2026-12-01 22:00", "to: 1am"),
        [("9:5: unknown key 'to' (write end: 2026-12-02 01:00, if it ends on the next day)")],
    ),
    "from, of a place": (
        starting("2026-12-01 10:00", "from: Vienna"),
        [f"9:5: unknown key 'from' (known keys: {EVENT_KEYS})"],
    ),
    "state, of a status": (
        starting("2026-12-01", "state: cancelled"),
        ["9:5: unknown key 'state' (write status: cancelled)"],
    ),
    "state, of a country": (
        starting("2026-12-01", "state: Texas"),
        [f"9:5: unknown key 'state' (known keys: {EVENT_KEYS})"],
    ),
    "cancelled: true": (
        starting("2026-12-01", "canceled: true"),
        ["9:5: unknown key 'canceled' (write status: cancelled)"],
    ),
    "parent": (
        starting("2026-12-01", "parent: council"),
        ["9:5: unknown key 'parent' (write follows: council)"],
    ),
    "doors": (
        starting("2026-12-01", "doors: 09:30"),
        [
            (
                "9:5: unknown key 'doors' "
                '(there is no key for it; it can be said as note: "Doors: 09:30")'
            )
        ],
    ),
    "organizer and attendees": (
        starting("2026-12-01", "organizer: MFA", "attendees: Russia, NATO"),
        [
            (
                "9:5: unknown key 'organizer' "
                '(there is no key for it; it can be said as note: "Organizer: MFA")'
            ),
            "10:5: unknown key 'attendees' (write parties: [Russia, NATO])",
        ],
    ),
    "category and link": (
        starting("2026-12-01", "category: Arms control", "link: https://nato.int/a"),
        [
            "9:5: unknown key 'category' (write tags: [arms-control])",
            "10:5: unknown key 'link' (write url: https://nato.int/a)",
        ],
    ),
    "category that is a kind": (
        f"{HEAD}  - id: talks\n    title: T\n    start: 2026-12-01\n    type: Meeting\n",
        ["8:5: unknown key 'type' (write kind: meeting)"],
    ),
    "alarms and length": (
        starting("2026-12-01 10:00", "alarm: 15 min", "length: 1h30"),
        [
            "9:5: unknown key 'alarm' (write reminders: [15 minutes])",
            "10:5: unknown key 'length' (write duration: 1 hour 30 minutes)",
        ],
    ),
    "title and summary": (
        starting("2026-12-01", "summary: Talks"),
        [
            (
                "9:5: unknown key 'summary' "
                "(it is title: here, and that is there already; keep one of them)"
            )
        ],
    ),
    "zone of its own": (
        starting("2026-12-01 10:00", "tz: Europe/Vienna", "place: Vienna"),
        [("9:5: unknown key 'tz' (it belongs in place: {city: Vienna, timezone: Europe/Vienna})")],
    ),
    "missing id": (
        f"{HEAD}  - {{kind: meeting, title: NATO–Russia Council, start: 2026-12-01}}\n",
        ["5:5: the key 'id' is missing (write id: nato-russia-council)"],
    ),
    "missing id, in several events": (
        (
            f"{HEAD}  - {{kind: briefing, title: Press, start: 2026-12-01}}\n"
            "  - {kind: briefing, name: Press, start: 2026-12-02}\n"
            "  - {kind: briefing, title: Брифинг, start: 2026-12-03 10:00}\n"
        ),
        [
            "5:5: the key 'id' is missing (write id: press)",
            "6:5: the key 'id' is missing (write id: press-2)",
            "6:22: unknown key 'name' (write title: Press)",
            "7:5: the key 'id' is missing (write id: briefing-2026-12-03)",
        ],
    ),
    "missing id of the agenda": (
        WEEK.replace("agenda: a-week\n", ""),
        ["1:1: the key 'agenda' is missing (write agenda: a-week)"],
    ),
    "key that only looks right": (
        starting("2026-12-01", "no\u200bte: A", "\u0441hair: A"),
        [
            (
                "9:5: unknown key 'no\\u200bte': a character that is not seen "
                "(U+200B, zero width space) stands here (write note: A)"
            ),
            (
                "10:5: unknown key 'сhair': a c that only looks like one "
                "(U+0441, cyrillic small letter es) stands here (write chair: A)"
            ),
        ],
    ),
    "address for a city": (
        starting("2026-12-01", "place: https://zoom.us/j/1"),
        [
            (
                "9:12: here keys and values belong (write {online: https://zoom.us/j/1} if it "
                "happens there, beside a city if in both; what can only be watched there is "
                "stream: https://zoom.us/j/1)"
            )
        ],
    ),
    "address for a publisher": (
        starting("2026-12-01", "source: https://nato.int/1"),
        ["9:13: here keys and values belong (write {publisher: …, url: https://nato.int/1})"],
    ),
}

# What stands in start:, and what is to be written.
STARTS = {
    "2026-12-04T10:00:00+01:00": "2026-12-04 10:00",  # which Brussels keeps on that day
    "2026-12-04T10:00:00+02:00": "2026-12-04 08:00 UTC",
    "2026-12-04T09:00:00Z": "2026-12-04 09:00 UTC",
    "2026-12-04T09:00:00.000Z": "2026-12-04 09:00 UTC",
    "20261204T090000Z": "2026-12-04 09:00 UTC",
    "2026-12-04 10:00:00": "2026-12-04 10:00",
    "2026-12-04T01:00-05:00": "2026-12-04 06:00 UTC",
    "2026-12-04 3pm": "2026-12-04 15:00",
    "2026-12-04 3:30 p.m. GMT": "2026-12-04 15:30 GMT",
    "2026-12-04 15h": "2026-12-04 15:00",
    "2026-12-04 15h30": "2026-12-04 15:30",
    "2026-12-04 15.30": "2026-12-04 15:30",
    "2026-12-04 0930 GMT": "2026-12-04 09:30 GMT",
    "2026-12-04 noon": "2026-12-04 12:00",
    "2026-12-04 10:00 Romance Standard Time": "2026-12-04 10:00 Europe/Paris",
    "2026-12-04 10:00 eastern standard time": "2026-12-04 10:00 America/New_York",
    "2026-12-04 10:00 (Vienna time)": "2026-12-04 10:00 Europe/Vienna",
    "2026-12-04 3pm ET": "2026-12-04 15:00 America/New_York",
    "4 December 2026": "2026-12-04",
    "Friday, 4 December 2026 at 10:00": "2026-12-04 10:00",
    "Dec 4, 2026 10:00": "2026-12-04 10:00",
    "4.12.2026 10:00": "2026-12-04 10:00",
    "2026/12/04": "2026-12-04",
    "13/12/2026": "2026-12-13",
    "03/04/2026": "2026-04-03 or 2026-03-04, whichever is meant",
    "around 2026-12-04 10:00": "about 2026-12-04 10:00",
    "2026-12-04 12:30-13:30": "start: 2026-12-04 12:30 and, in a line of its own, end: 13:30",
    "2026-12-04 12:30–13:30 GMT": (
        "start: 2026-12-04 12:30 GMT and, in a line of its own, end: 13:30"
    ),
    "2026-12-04 3-4pm": "start: 2026-12-04 15:00 and, in a line of its own, end: 16:00",
    "2026-12-04 22:00 to 01:00": (
        "start: 2026-12-04 22:00 and, in a line of its own, end: 2026-12-05 01:00"
    ),
    "2026-12-04 10pm-1am": (
        "start: 2026-12-04 22:00 and, in a line of its own, end: 2026-12-05 01:00"
    ),
    "2026-12-04 22h-1h": (
        "start: 2026-12-04 22:00 and, in a line of its own, end: 2026-12-05 01:00"
    ),
    # May be a night, and six in the evening in New York
    "2026-12-04 18:00-05:00": (
        "start: 2026-12-04 18:00 and, in a line of its own, end: 2026-12-05 05:00; "
        "if -05:00 is an offset, write 2026-12-04 23:00 UTC"
    ),
    "2026-12-04 some time": "2026-12-04",
}
ENDS = {
    "3pm": "15:00",
    "15h": "15:00",
    "12.30": "12:30",
    "12:00 GMT": "2026-12-04 12:00 GMT",
    "2026-12-04T12:00:00Z": "2026-12-04 12:00 UTC",
    "13:30-14": "it as 12:00, or with its day: 2026-12-04 12:00",
}
# Ends that are hours of the night, each with what is meant if it is the next one's.
NIGHTLY_ENDS = {
    "1 am": "2026-12-05 01:00",
    "~01:00": "about 2026-12-05 01:00",
    "around 1 am": "about 2026-12-05 01:00",
    "00:30 CET": "2026-12-05 00:30",
    "by 2 am": "2026-12-05 02:00",
}
LENGTHS = {
    "90 min": "90 minutes",
    "2 hrs": "2 hours",
    "1h": "1 hour",
    "1h30": "1 hour 30 minutes",
    "1 hr 30 mins": "1 hour 30 minutes",
    "1.5 hours": "1 hour 30 minutes",
    "PT1H30M": "1 hour 30 minutes",
    "1:30": "1 hour 30 minutes",
    "0:15": "15 minutes",
    "half an hour": "30 minutes",
    "an hour": "1 hour",
    "1 hour and 5 minutes": "1 hour 5 minutes",
}
# A text that looks right, and what is said of it.
LOOKALIKES = {
    "2026\u201112-04 10:00": (4, "a -", "U+2011, non-breaking hyphen"),
    "2026-12\u201304 10:00": (7, "a -", "U+2013, en dash"),
    "2026-12-04 10\uff1a00": (13, "a :", "U+FF1A, fullwidth colon"),
    "2026-12-04 1\uff10:00": (12, "a 0", "U+FF10, fullwidth digit zero"),
    "2026-12-04\u00a010:00": (10, "a space", "U+00A0, no-break space"),
    "2026-12-04 10:00 GM\u0422": (19, "a T", "U+0422, cyrillic capital letter te"),
}

OTHER_TOOLS: Faults = {
    **KEYS,
    **{
        f"start: {it}": (starting(f'"{it}"'), [f"8:12: '{it}' is not a start (write {mend})"])
        for it, mend in STARTS.items()
    },
    **{
        f"end: {it}": (
            starting("2026-12-04 10:00", f'end: "{it}"'),
            [f"9:10: '{it}' is not an end (write {mend})"],
        )
        for it, mend in ENDS.items()
    },
    **{
        f"end in the night: {it}": (
            starting("2026-12-04 22:00", f'end: "{it}"'),
            [
                (
                    f"9:10: '{it}' is not an end (if it ends on the next day, write {mend}; "
                    "else check both)"
                )
            ],
        )
        for it, mend in NIGHTLY_ENDS.items()
    },
    "end about an hour of the night": (
        starting("2026-12-04 22:00", "end: about 01:00"),
        [
            (
                "9:10: the end, 01:00, is not after the start, 22:00 (if it ends on the next day, "
                "write about 2026-12-05 01:00; else check both)"
            )
        ],
    ),
    "end about an hour, of a day": (
        starting("2026-12-04", "end: around 1pm"),
        ["9:10: 'around 1pm' is not an end (give the start a time, or make the end a day)"],
    ),
    **{
        f"duration: {it}": (
            starting("2026-12-04 10:00", f'duration: "{it}"'),
            [f"9:15: '{it}' is not a length of time (write {mend})"],
        )
        for it, mend in LENGTHS.items()
    },
    **{
        f"lookalike: {it!a}": (
            starting(it),
            [
                (
                    f"8:{12 + offset}: {what} that only looks like one ({name}) stands here "
                    f"(write {meant})"
                )
            ],
        )
        for (it, (offset, what, name)), meant in zip(
            LOOKALIKES.items(), ["2026-12-04 10:00"] * 5 + ["2026-12-04 10:00 GMT"], strict=True
        )
    },
    "zero width space": (
        starting('"2026-12-04\u200b 10:00"'),
        [
            (
                "8:12: a character that is not seen (U+200B, zero width space) stands here "
                "(write 2026-12-04 10:00)"
            )
        ],
    ),
    "lookalike in an id": (
        WEEK.replace("id: talks", "id: us\u2011talks"),
        [
            (
                "5:12: a - that only looks like one (U+2011, non-breaking hyphen) stands here "
                "(write us-talks)"
            )
        ],
    ),
    "a.m.": (
        starting("2026-12-04 12:15 a.m."),
        ["8:29: unknown time zone 'a.m.' (write 2026-12-04 00:15)"],
    ),
    "24:00": (
        starting("2026-12-31 24:00"),
        ["8:23: there is no time 24:00 (write 2027-01-01 00:00)"],
    ),
    "24:00 as an end": (
        starting("2026-12-04 10:00", "end: 24:00"),
        ["9:10: there is no time 24:00 (write 2026-12-05 00:00)"],
    ),
    "eastern time": (
        starting("2026-12-04 10:00 ET"),
        [
            (
                "8:29: 'ET' is an abbreviation, not a time zone: ET may be America/New_York "
                "(write 2026-12-04 10:00 America/New_York)"
            )
        ],
    ),
    "offset that the zone keeps": (
        starting("2026-12-04 10:00 GMT+1"),
        ["8:29: 'GMT+1' is an offset, not a time zone (write 2026-12-04 10:00)"],
    ),
    "offset": (
        starting("2026-12-04 10:00 GMT+3"),
        ["8:29: 'GMT+3' is an offset, not a time zone (write 2026-12-04 07:00 UTC)"],
    ),
    "time with seconds that the clocks skip": (
        starting("2026-03-29T02:30:00"),
        [
            (
                "8:12: 02:30 on 2026-03-29 does not exist in Europe/Brussels: the clocks skip it; "
                "it may mean 01:30 CET or 03:30 CEST (write the one that is meant in UTC: "
                "2026-03-29 00:30 UTC or 2026-03-29 01:30 UTC)"
            )
        ],
    ),
    "zone of Windows": (
        WEEK.replace("Europe/Brussels", "W. Europe Standard Time"),
        [("3:11: 'W. Europe Standard Time' is a zone's name in Windows (write Europe/Berlin)")],
    ),
    "day of a report": (
        starting("2026-12-04", "source: {publisher: Sputnik, date: 2 December 2026}"),
        ["9:40: '2 December 2026' is not a day (write 2026-12-02)"],
    ),
}
