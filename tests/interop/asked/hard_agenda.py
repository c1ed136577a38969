"""500 events that calendar clients find hard, as an editor would define them: the same every time.

Each list below goes round at its own length, so that hard starts meet hard texts in ever new ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from typing import Any

import pytz

EVENTS = 500

ZONES = (
    # Rules: north and south, at 00:00, 01:00 UTC, 02:00 and 24:00, from before and after 2007.
    "Europe/Brussels",
    "Europe/London",
    "Europe/Dublin",  # saves minus one hour, in winter
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
    "Australia/Sydney",
    "Asia/Beirut",
    "Asia/Jerusalem",
    # Offsets that are not whole hours, and a saving of half an hour.
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Adelaide",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Marquesas",
    # The edges of the day: Samoa went over the date line.
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "America/Anchorage",
    # No rule, or another one every few years.
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Khartoum",
    "America/Caracas",
    "America/Sao_Paulo",
    "Asia/Amman",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Europe/Volgograd",
)
YEARS = (2007, 2011, 2014, 2016, 2018, 2019, 2022, 2024)
LATER_YEARS = (2026, 2027, 2030, 2036, 2037)
AROUND = tuple(timedelta(minutes=minutes) for minutes in (-61, -60, -1, 0, 1, 59, 60, 119, 180))

TITLES = (
    "Talks",
    "NATO–Russia Council, second session; agenda: arms control",
    'Q&A: 100 % open, "off the record", they said; he didn\'t',
    r"A path C:\new\talks, ends in \n and in \\",
    r"\n",
    r"\N and \\N",
    "\\",
    '"',
    ",",
    ";;,,::",
    "^n and ^' and ^^ are not newlines",
    "<b>Bold</b> &amp; <script>alert(1)</script>",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "UID:not-mine@example.com",
    "X-FAKE;VALUE=DATE:20220101",
    "DTSTART=20220101T000000Z",
    "%0A%0D %5Cn %s %d {} {0} $HOME `id`",
    "🕊️ Peace talks 👩🏽‍⚖️🇧🇪🇺🇦 día",
    "محادثات السلام في جنيف، الجولة الثانية؛",
    "שיחות שלום, סבב שני",
    "מחר and עברית mixed, نمی\u200cخواهم, 👩\u200d👩\u200d👧",
    "日米韓外相会談、ソウルにて",
    "การประชุมสุดยอดอาเซียน",
    "Ελληνικά, кириллица, e\u0301 and é, ﬁ, ß, İ, ı",
    "\U0001f1fa\U0001f1f3" * 60,
    "A" * 75,
    "é" * 300,
    "🕊" * 250,
    "word " * 99 + "end.",
    "semi;colon,comma\\" * 20,
    "No-break\u00a0space\u202fthin\u2009and\u3000wide",
    "Tentative: (time approximate)",
    "-",
    "0",
    "null",
    "=1+1",
    "'single' ‘curly’ “double” „low“ «guillemets»",
    "a  b   c    d",
    "Ends with a colon:",
    "mailto:someone@example.com, http://example.com/?a=b;c,d",
    "(((",
)

PROSES = (
    "One line.",
    "Two lines:\nthis is the second.",
    "A paragraph.\n\nAnother, after an empty line.\n\n\nAnd one after two.",
    "   leading spaces here are cut,\n  but not these,\nnor the trailing ones   \nof this line.  ",
    "\\n is two characters,\nand this \\\nis a backslash at a line's end",
    '- a list, of things;\n- and "quotes";\n- 50 % done: yes',
    "BEGIN:VEVENT\nSUMMARY:not an event\nEND:VEVENT",
    "END:VEVENT\nEND:VCALENDAR",
    "مرحبا\nשלום\n你好\n👩‍👩‍👧‍👦",
    "x" * 74 + "\n" + "y" * 75 + "\n" + "z" * 76,
    "ü" * 37 + "\n" + "ü" * 38 + "\n " + "é " * 60,
    ("A long text, with commas; semicolons and back\\slashes. " * 40).strip(),
    ("長い文章、" * 200).strip(),
)

GEOS = (
    "50.8796, 4.4223",
    "-33.856784, 151.215297",
    "0, 0",
    "-90, -180",
    "0.000001, -0.5",
    "90, 180",
)
URLS = (
    "https://www.nato.int/cps/en/natohq/events.htm",
    "https://example.com/?q=a,b;c&d=%C3%A9#top",
    "http://example.com:8080/path(with)~tilde",
    "https://example.com/" + "long/" * 90,
)
LENGTHS = ("1 minute", "90 minutes", "1 day", "36 hours", "3 days 2 hours", "26 weeks")
KINDS = ("meeting", "press-conference", "briefing", "deadline", "milestone")
STATUSES = ("confirmed", "tentative", "cancelled", "postponed")


def hard_agenda(years: tuple[int, ...] = YEARS) -> str:
    """Return the definitions, of events in some years."""
    return definitions(
        "hard",
        [_event(number, start) for number, start in enumerate(islice(_starts(years), EVENTS))],
        title=r"Hard; events, \n 🕊️ “every one” of them: שלום",
        description=PROSES[4],
    )


# A zone, and the day on which its clocks change: forward, and back.
CHANGED_DAYS = (
    ("Europe/Brussels", "2022-03-27"),
    ("Europe/Brussels", "2022-10-30"),
    ("America/New_York", "2022-03-13"),
    ("America/New_York", "2022-11-06"),
    ("America/Havana", "2022-11-06"),
    ("Africa/Casablanca", "2022-05-08"),
    ("Australia/Lord_Howe", "2022-04-03"),
)
PARTS = ("morning", "midday", "afternoon", "evening")


def agenda_around_changes() -> str:
    """Return the definitions of what repeats, has parts, or follows, around changes of clocks."""
    made = [each for zone, day in CHANGED_DAYS for each in _around(zone, day)]
    title = {"en": r"Hard; \n 🕊️", "fr": "Difficile ; « \\ »", "ar": TITLES[19]}
    return definitions("around", made, title=title, language="en")


def _around(zone: str, day: str) -> Iterator[dict[str, Any]]:
    """Yield events on, before and after a day on which the clocks of a zone change."""
    name = f"{zone.rpartition('/')[2].lower().replace('_', '-')}-{day}"
    before, after = _days_later(day, -3), _days_later(day, 3)
    place = {"city": "Somewhere", "timezone": zone}
    titles = {"en": TITLES[1], "fr": TITLES[38], "de": TITLES[12], "ru": TITLES[23]}
    texts = {"title": titles, "description": {"en": PROSES[2], "ar": PROSES[8]}, "place": place}
    for number, (hour, length) in enumerate(
        (("03:05", "30 minutes"), ("10:00", "26 hours"), ("23:30", "4 hours"))
    ):
        yield {
            **texts,
            "id": f"{name}-series-{number}",
            "kind": "briefing",
            "start": f"{before} {hour}",
            "duration": length,
            "repeats": {"every": "day", "until": after, "except": [_days_later(day, -1)]},
            "changes": {
                _days_later(day, 1): {"start": "13:00", "note": PROSES[3]},
                _days_later(day, 2): {"status": "cancelled", "place": "Elsewhere"},
            },
        }
    weekly = {"every": "week", "on": ["Sunday", "Monday"], "until": _days_later(day, 15)}
    yield {**texts, "id": f"{name}-weekly", "kind": "call", "start": day, "repeats": weekly}
    for number, part in enumerate(PARTS):
        yield {
            "id": f"{name}-{part}",
            "kind": "meeting",
            "title": TITLES[number],
            "start": f"{day} {part}",
            "place": place,
        }
    yield {
        **texts,
        "id": name,
        "kind": "summit",
        "start": before,
        "end": after,
        "programme": [
            {"id": f"{name}-first", "title": TITLES[2], "start": f"{day} 05:30", "end": "09:00"},
            {"id": f"{name}-second", "title": TITLES[3], "start": f"after {name}-first"},
            {"id": f"{name}-last", "title": TITLES[4], "start": f"not before {day} 14:00"},
        ],
    }
    yield {
        "id": f"{name}-afterwards",
        "kind": "press-conference",
        "title": TITLES[18],
        "start": f"after {name}-second",
        "place": place,
    }
    yield {"id": f"{name}-week", "kind": "visit", "title": "-", "start": f"week of {_monday(day)}"}


def _monday(day: str) -> str:
    return _days_later(day, -datetime.fromisoformat(day).weekday())


def definitions(agenda: str, events: list[dict[str, Any]], **values: Any) -> str:
    """Write an agenda. JSON is YAML, but for the escape \\/ and surrogates, which it needs not."""
    whole = {"agenda": agenda, "title": "An agenda", "timezone": "Europe/Brussels"} | values
    return json.dumps(whole | {"events": events}, ensure_ascii=False, indent=1)


def _event(number: int, start: str) -> dict[str, Any]:
    def every(steps: int, **values: Any) -> dict[str, Any]:
        return values if number % steps == 0 else {}

    def one_of(values: tuple[str, ...], *, plus: int = 0) -> str:
        return values[(number + plus) % len(values)]

    zone = one_of(ZONES)
    place = {"city": one_of(TITLES, plus=3), "timezone": zone}
    place |= every(2, country=one_of(TITLES, plus=5)) | every(3, venue=one_of(TITLES, plus=7))
    place |= every(4, geo=one_of(GEOS))
    has_time = ":" in start
    # A start of 2037 leaves no room for an end in a year that is known.
    kind = one_of(KINDS)
    lasts = kind != "deadline"
    has_length = lasts and has_time and "2037" not in start
    return {
        "id": f"event-{number}",
        "kind": kind,
        "title": one_of(TITLES),
        "start": f"about {start}" if number % 7 == 0 else start,
        **(every(2, duration=LENGTHS[number // 2 % len(LENGTHS)]) if has_length else {}),
        **(every(2, end=_days_later(start, number % 40)) if lasts and not has_time else {}),
        "status": STATUSES[number % 9] if number % 9 < len(STATUSES) else "confirmed",
        **every(2, place=place),
        **every(5, chair=one_of(TITLES, plus=11)),
        **every(3, parties=[one_of(TITLES, plus=13), one_of(TITLES, plus=17)]),
        **every(6, delegations=[{"party": one_of(TITLES, plus=19), "head": one_of(TITLES)}]),
        **every(4, topics=[one_of(TITLES, plus=23), one_of(TITLES, plus=29)]),
        **every(2, description=one_of(PROSES)),
        **every(3, note=one_of(PROSES, plus=5)),
        **every(5, source={"publisher": one_of(TITLES, plus=31), "quote": one_of(PROSES, plus=8)}),
        **every(3, url=one_of(URLS)),
        **every(4, stream=one_of(URLS, plus=1)),
        **every(3, tags=["arms-control", f"tag-{number}"]),
        # Chains of up to six, one back to the start of the file.
        **({"follows": f"event-{number - 1}"} if number % 6 else {}),
    }


def _days_later(day: str, days: int) -> str:
    return f"{datetime.fromisoformat(day) + timedelta(days=days):%Y-%m-%d}"


def _starts(years: tuple[int, ...]) -> Iterator[str]:
    """Go from zone to zone, with another change of its clocks each time; each ninth is a day."""
    changes = {zone: _changes(zone, years) for zone in ZONES}
    number = 0
    while True:
        for at, zone in enumerate(ZONES):
            instants = changes[zone]
            around = AROUND[(number * 5 + at) % len(AROUND)]
            instant = instants[number % len(instants)] + around
            yield f"{instant:%Y-%m-%d}" if (number + at) % 9 == 0 else wall_time(instant, zone)
        number += 1


def _changes(zone: str, years: tuple[int, ...]) -> list[datetime]:
    """The instants, to the minute, at which a zone's clocks were changed, or two of each year."""
    found = []
    for year in years:
        days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(0, 364, 7)]
        spans = [span for span in pairwise(days) if _differs(zone, *span)]
        found += [_change_within(zone, *span) for span in spans] or [days[1], days[26]]
    return found


def _differs(zone: str, one: datetime, other: datetime) -> bool:
    offsets = {instant.astimezone(pytz.timezone(zone)).utcoffset() for instant in (one, other)}
    return len(offsets) > 1


def _change_within(zone: str, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // timedelta(minutes=2) * timedelta(minutes=1)
        before, after = (before, middle) if _differs(zone, before, middle) else (middle, after)
    return after


def wall_time(instant: datetime, zone: str) -> str:
    """Write an instant by the clocks of a zone, or in UTC where they show that time twice."""
    wall = instant.astimezone(pytz.timezone(zone)).replace(tzinfo=None)
    try:
        pytz.timezone(zone).localize(wall, is_dst=None)
    except pytz.AmbiguousTimeError:
        return f"{instant:%Y-%m-%d %H:%M} UTC"
    return f"{wall:%Y-%m-%d %H:%M} {zone}"
