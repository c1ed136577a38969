"""Starts in the words of announcements, each with the line that it becomes."""

from tests.events.definitions.builders import Faults, starting


def _standing(start: str, status: str) -> str:
    return f"start: {start} and, in a line of its own, status: {status}"


def _span(start: str, end: str) -> str:
    return f"start: {start} and, in a line of its own, end: {end}"


_MEANT = {
    "10-12 December 2026": _span("2026-12-10", "2026-12-12"),
    "from 30 November to 2 December 2026": _span("2026-11-30", "2026-12-02"),
    "December 10-12, 2026": _span("2026-12-10", "2026-12-12"),
    "2026-12-10/12": _span("2026-12-10", "2026-12-12"),
    "2026-12-10 to 2026-12-12": _span("2026-12-10", "2026-12-12"),
    "2026-12-10 10:00 - 2026-12-11 18:00": _span("2026-12-10 10:00", "2026-12-11 18:00"),
    "10 December 2026, 14:00 to 15:30": _span("2026-12-10 14:00", "15:30"),
    "early December 2026": "2026-12",
    "12/2026": "2026-12",
    "2026-Q4": "2026-10 or 2026-11 or 2026-12, whichever is meant",
    "autumn 2026": "2026-MM",
    "in December": "it with its year: YYYY-12",
    "Thursday 10 December": "it with its year: YYYY-12-10",
    "10 December, 2 pm": "it with its year: YYYY-12-10 14:00",
    "2 pm": "it with its day: YYYY-MM-DD 14:00",
    "2026-W50": "week of 2026-12-07",
    "KW 50/2026": "week of 2026-12-07",
    "2026-W50-4": "2026-12-10",
    "week beginning 7 December 2026": "week of 2026-12-07",
    "w/c 2026-12-07": "week of 2026-12-07",
    "2026-12-10 all-day": "2026-12-10 all day",
    "2026-12-10 late afternoon": "2026-12-10 afternoon",
    "2026-12-10 PM": "2026-12-10 afternoon",
    "on the evening of Thursday 10 December 2026": "2026-12-10 evening",
    "2026-12-10 afternoon 15:00": "2026-12-10 15:00",
    "2026-12-10 midnight": "2026-12-10 00:00 or 2026-12-11 00:00, whichever is meant",
    "2026-12-10 (time TBC)": "2026-12-10",
    "2026-12-10 14:00?": _standing("2026-12-10 14:00", "tentative"),
    "provisionally 10 December 2026": _standing("2026-12-10", "tentative"),
    "probably in December 2026": _standing("2026-12", "tentative"),
    "2026-12-10 14:00, cancelled": _standing("2026-12-10 14:00", "cancelled"),
    "10 December 2026, postponed": _standing("2026-12-10", "postponed"),
    "to be confirmed": (
        "its month, YYYY-MM, or its week, week of YYYY-MM-DD, or leave it out until one of them is "
        "known"
    ),
    "tomorrow": "the day itself, YYYY-MM-DD: files are read on other days as well",
    "2026-12-10 approx. 14:00": "about 2026-12-10 14:00",
    "2026-12-10 14:00ish": "about 2026-12-10 14:00",
    "on or about 10 December 2026": "about 2026-12-10",
    "2026-12-10 no earlier than 14:00": "not before 2026-12-10 14:00",
    "10 December 2026, 2 pm at the earliest": "not before 2026-12-10 14:00",
    "from 14:00 on 10 December 2026": "2026-12-10 14:00",
    "by noon on 10 December 2026": "2026-12-10 12:00, of kind: deadline",
    "2026-12-10 or 2026-12-11": "week of 2026-12-07, until one of the days is known",
    "10 or 14 December 2026": "2026-12, until one of the days is known",
    "between 10 and 12 December 2026": "week of 2026-12-07, until one of the days is known",
    "2026-12-10 14:00 or 15:00": "not before 2026-12-10 14:00",
    "2026-12-10, between 14:00 and 15:00": (
        "not before 2026-12-10 14:00; if it lasts from the one to the other, write "
        f"{_span('2026-12-10 14:00', '15:00')}"
    ),
    "2026-12-10 14:00 for 2 hours": (
        "start: 2026-12-10 14:00 and, in a line of its own, duration: 2 hours"
    ),
    "immediately after the council ends": "after council, the id of the event that ends then",
}


def _said(line: str, what: str) -> tuple[str, list[str]]:
    return starting("2026-12-10 10:00", line), [f"9:{line.index(':') + 7}: {what}"]


_STATUSES = {
    "to be confirmed": "write tentative",
    "provisional": "write tentative",
    "called off": "write cancelled",
    "EventCancelled": "write cancelled",
    "cancelled (the airport is closed)": "write cancelled, and the reason as its note:",
    "postponed until further notice": "write postponed",
    "postponed to 2027-01-14": "leave it out, and write the new time as the start, 2027-01-14",
    "moved": "leave it out, and write the new time as the start",
    "under way": "leave it out: that an event is on, or over, is told by its start and its end",
    "moved to 2027-01-14 10:00 GMT": "leave it out, and write the new time as the start",
    "confirmed (not yet)": "one of confirmed, tentative, cancelled, postponed",
    "cancelled, now back on": "one of confirmed, tentative, cancelled, postponed",
    "confirmd": "did you mean confirmed?",
    "confirmed?": "write tentative",
    "cancelled?": "did you mean cancelled?",
    "planned": "write confirmed, or tentative if that is not sure",
    "rainy": "one of confirmed, tentative, cancelled, postponed",
}
_ACCESS = {
    "closed to the media": "write closed",
    "accredited media only": "write accredited",
    "by invitation only": "write invitation",
    "press pool": "write pool",
    "open to all media": "write open",
    "stills only": "one of open, accredited, pool, invitation, closed",
}
_ARRIVALS = {
    "by 09:15": "write 45 minutes before, which is 09:15",
    "no later than 9.30 am": "write 30 minutes before, which is 09:30",
    "20 minutes in advance": "write 20 minutes before",
    "10:15": "that is not before the start, 10:00: correct one of them",
    "early": "write how long before the start, as in 45 minutes before",
}
_ENDS = {
    "open": "leave it out, and write it when it is known",
    "until 12:00": "write 12:00",
    "not before 12:00": "write about 12:00",
    "2 hours": "write duration: 2 hours",
    "two hours later": "write duration: 2 hours",
    "12:00 the next day": "write 2026-12-11 12:00",
    "midnight": "write 2026-12-11 00:00",
    "12 December": "write it with its year: 2026-12-12",
    "evening": "an end has no evening: leave it out, or write about when, as in about 18:00",
    "11:00 - 12:00": "write it as 12:00, or with its day: 2026-12-10 12:00",
}
# Half of these would be false: they are asked about with the whole grammar.
IN_DOUBT = (
    "12 December 2026, 8:30 in the evening",
    "2026-12-12 afternoon 3:00",
    "2026-12-10 to 3 pm",
    "30 November or 14 December 2026",
    "2026-12-12 or later",
    "12 December 2026, 14:00 for about 2 hours",
    "about 10 to 12 December 2026",
    "12 to 10 December 2026",
    "12 December 2026 to 14:00",
    "after 12 December 2026",
    "12 December 2026 onwards",
    "12 December 2026 around midnight",
    "by the morning of 12 December 2026",
    "week beginning Sunday 13 December 2026",
    "postponed until 12 December 2026",
    "cancelled before noon on 12 December 2026",
    "2026-12-12 14:00, not cancelled",
)
ANNOUNCED: Faults = {
    **{
        f"{key}: {text}": _said(f"{key}: {text}", what.format(f"'{text}'") + f" ({meant})")
        for key, what, meanings in (
            ("status", "unknown status {}", _STATUSES),
            ("access", "unknown access {}", _ACCESS),
            ("arrive", "{} does not say how long before", _ARRIVALS),
            ("end", "{} is not an end", _ENDS),
        )
        for text, meant in meanings.items()
    },
    "a deadline with an end": (
        starting("2026-12-10 10:00", "end: 11:00").replace("meeting", "deadline"),
        [
            (
                "9:10: a deadline closes at its start, and has no end (delete the line end:, or "
                "write what lasts as another kind)"
            )
        ],
    ),
    "a deadline that lasts": (
        starting("2026-12-10 10:00", "duration: 1 hour").replace("meeting", "deadline"),
        [
            (
                "9:15: a deadline closes at its start, and has no end (delete the line duration:, "
                "or write what lasts as another kind)"
            )
        ],
    ),
    **{
        text: (starting(text), [f"8:12: '{text}' is not a start (write {meant})"])
        for text, meant in _MEANT.items()
    },
    "a word where a zone belongs": (
        starting("2026-12-10 14:00 approx."),
        ["8:29: unknown time zone 'approx.' (write about 2026-12-10 14:00)"],
    ),
    "a weekday that its day is not": (
        starting("Friday 10 December 2026, late afternoon"),
        [
            (
                "8:12: 'Friday 10 December 2026, late afternoon' is not a start (write 2026-12-10 "
                "afternoon, or the date of the Friday that is meant: 2026-12-10 is a Thursday)"
            )
        ],
    ),
}
