"""Definitions as people write them: what is read, and what each fault is answered with."""

import os
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.definitions.loader import load
from events.definitions.schema import EVENT
from events.errors import DefinitionError
from events.model import Agenda, Agendas, Delegation, Event, Followed, Kind, Place, Source, Status
from events.times import Day, parse_start
from events.zones import tzinfo
from tests.events.builders import BUNDLED

HEAD = """\
agenda: a-week
title: A week
timezone: Europe/Brussels
events:
"""
LINE = "  - {id: talks, kind: meeting, title: Talks, start: 2022-01-12}\n"
WEEK = HEAD + LINE


def with_key(text: str) -> str:
    """An agenda whose one event, in line 5, has something more to say, from column 65 on."""
    return HEAD + LINE.replace("}", f", {text}}}")


def starting(start: str, *more: str) -> str:
    """An agenda whose one event begins in line 8, from column 12 on, with more lines after it."""
    lines = ["  - id: talks", "    kind: meeting", "    title: Talks", f"    start: {start}"]
    return HEAD + "".join(f"{line}\n" for line in [*lines, *(f"    {it}" for it in more)])


def following(**follows: str) -> str:
    """An agenda of events that follow one another, in lines 5 and on, from column 66."""
    line = "  - {{id: {}, kind: meeting, title: T, start: 2022-01-12, follows: {}}}\n"
    return HEAD + "".join(line.format(*each) for each in follows.items())


def problems(path: Path) -> list[str]:
    """What is wrong there, each as line:column: what (how to mend it), or without a place."""
    with pytest.raises(DefinitionError) as caught:
        load(path)
    lines = str(caught.value).split("\n")
    assert lines == [f"{path}:{line.removeprefix(f'{path}:')}" for line in lines]
    return [line.removeprefix(f"{path}:").lstrip() for line in lines]


def written(folder: Path, content: str | bytes, name: str = "agenda.yaml") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


# What SOURCE.md reports, by hand.

REPORT = Source("Sputnik", date(2022, 1, 12))
BRUSSELS = Place("Brussels", "Europe/Brussels")
STOLTENBERG = "Jens Stoltenberg, NATO Secretary-General"
MEETING_LEADS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=15))

FACTS = (
    Event(
        id="us-russia-talks",
        agenda="security-talks-2022-01",
        kind=Kind.MEETING,
        title="US–Russia talks",
        start=Day(date(2022, 1, 10), "Europe/Zurich"),
        timezone="Europe/Zurich",
        place=Place("Geneva", "Europe/Zurich"),
        parties=("United States", "Russia"),
        description=(
            "On 17 December 2021 Russia's Foreign Ministry presented draft proposals on security "
            "guarantees between Russia, the United States and the NATO countries: limits on "
            "NATO's expansion in eastern Europe, and no US or Russian intermediate- and "
            "shorter-range missiles within striking distance of each other's territory."
        ),
        source=REPORT,
        leads=MEETING_LEADS,
    ),
    Event(
        id="nato-russia-council",
        agenda="security-talks-2022-01",
        kind=Kind.MEETING,
        title="NATO–Russia Council",
        start=parse_start("2022-01-12 09:00 GMT", "Europe/Brussels"),
        timezone="Europe/Brussels",
        place=BRUSSELS,
        chair=STOLTENBERG,
        parties=("NATO", "Russia"),
        delegations=(
            Delegation("Russia", "Sergey Ryabkov, Deputy Foreign Minister"),
            Delegation("United States", "Wendy Sherman, Deputy Secretary of Defense"),
        ),
        topics=("arms control", "European security", "military transparency"),
        description=(
            "The first meeting of the Council since 2019, with high-level delegations of NATO and "
            "Russia. NATO's stated answer to some of Russia's proposals: Russia has no say over "
            "whether Ukraine or others may join, and there is no discussion of it without Kyiv "
            'taking part. The US reaffirmed NATO\'s "open door" policy. Reports at the time had '
            "Russian troops deployed near the Ukrainian border."
        ),
        note=(
            "The report gives Wendy Sherman's post as Deputy Secretary of Defense; she was Deputy "
            "Secretary of State. It also speaks of a 27-country alliance; NATO had 30 members in "
            "January 2022."
        ),
        source=REPORT,
        leads=MEETING_LEADS,
    ),
    Event(
        id="nato-press-conference",
        agenda="security-talks-2022-01",
        kind=Kind.PRESS_CONFERENCE,
        title="Press conference by the NATO Secretary-General",
        start=parse_start("about 2022-01-12 13:30 GMT", "Europe/Brussels"),
        timezone="Europe/Brussels",
        place=BRUSSELS,
        chair=STOLTENBERG,
        source=REPORT,
        leads=(timedelta(hours=1), timedelta(minutes=15)),
        follows=Followed(
            "nato-russia-council.security-talks-2022-01@podium.alt", "NATO–Russia Council"
        ),
    ),
    Event(
        id="osce-talks",
        agenda="security-talks-2022-01",
        kind=Kind.MEETING,
        title="Talks with the OSCE",
        start=Day(date(2022, 1, 13), "Europe/Vienna"),
        timezone="Europe/Vienna",
        place=Place("Vienna", "Europe/Vienna"),
        parties=("Russia", "OSCE"),
        source=REPORT,
        leads=MEETING_LEADS,
        follows=Followed(
            "nato-russia-council.security-talks-2022-01@podium.alt", "NATO–Russia Council"
        ),
    ),
)


@pytest.mark.parametrize("number", range(len(FACTS)), ids=[fact.id for fact in FACTS])
def test_the_bundled_week_holds_what_was_reported(number: int) -> None:
    assert load(BUNDLED).events[number] == FACTS[number]


def test_the_bundled_week_holds_nothing_else() -> None:
    assert load(BUNDLED) == Agendas(
        (
            Agenda(
                id="security-talks-2022-01",
                title="Security talks in Europe, January 2022",
                timezone="Europe/Brussels",
                events=FACTS,
                description=(
                    "The week of 10 to 13 January 2022: talks between the United States and "
                    "Russia in Geneva, the NATO–Russia Council in Brussels, and talks with the "
                    "OSCE in Vienna."
                ),
                source=REPORT,
            ),
        )
    )


@pytest.mark.parametrize(
    ("city", "zone", "clock"),
    [
        ("Brussels", "Europe/Brussels", ["10:00", "14:30"]),
        ("Moscow", "Europe/Moscow", ["12:00", "16:30"]),
        ("Washington", "America/New_York", ["04:00", "08:30"]),
        ("New Delhi", "Asia/Kolkata", ["14:30", "19:00"]),
    ],
)
def test_the_bundled_times_are_what_the_clocks_showed(
    city: str, zone: str, clock: list[str]
) -> None:
    timed = load(BUNDLED).events[1:3]
    local = [event.start.begins.astimezone(tzinfo(zone)) for event in timed]
    assert [f"{it:%H:%M}" for it in local] == clock, city


def test_every_key_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """\
agenda: a-week
title: A week
description: |
  Two
  lines.
timezone: UTC
source: {publisher: The agenda's}
image: https://nato.example/flag.png
color: navy
reminders: {deadline: [2 hours, 1 day, 2 hours], meeting: []}
events:
  - id: everything
    kind: deadline
    title: "Everything: all of it"
    start: about 2022-07-12 10:00
    duration: 1 hour 30 minutes
    status: tentative
    place:
      {city: Geneva, country: Switzerland, venue: Palais, timezone: Europe/Zurich, geo: "46.2, -6"}
    chair: A chair
    parties: [One, Two]
    delegations: [{party: One, head: Someone}, {party: Two}]
    topics: ["1e3", NO, 13:30]
    description: Words.
    note: A note.
    source: {publisher: Paper, date: 2022-01-02, url: "https://paper.example/1", quote: So it is.}
    url: https://nato.example/a?b=c#d
    stream: http://nato.example:8080/live
    image: https://nato.example/hall.jpg
    color: darkslategray
    tags: [arms-control, x1]
    reminders: [15 minutes, 1 week]
  - {id: little, kind: meeting, title: Little, start: 2022-07-12 10:00, follows: everything}
  - {id: days, kind: deadline, title: Days, start: 2022-07-12, end: 2022-07-14}
""",
    )
    (agenda,) = load(file).agendas
    assert agenda.description == "Two\nlines."
    assert agenda.image == "https://nato.example/flag.png"
    assert agenda.color == "navy"
    everything, little, days = agenda.events
    start = parse_start("about 2022-07-12 10:00", "Europe/Zurich")
    assert everything == Event(
        id="everything",
        agenda="a-week",
        kind=Kind.DEADLINE,
        title="Everything: all of it",
        start=start,
        timezone="Europe/Zurich",
        end=parse_start("about 2022-07-12 11:30", "Europe/Zurich"),
        status=Status.TENTATIVE,
        place=Place("Geneva", "Europe/Zurich", "Switzerland", "Palais", (46.2, -6.0)),
        chair="A chair",
        parties=("One", "Two"),
        delegations=(Delegation("One", "Someone"), Delegation("Two")),
        topics=("1e3", "NO", "13:30"),
        description="Words.",
        note="A note.",
        source=Source("Paper", date(2022, 1, 2), "https://paper.example/1", "So it is."),
        url="https://nato.example/a?b=c#d",
        stream="http://nato.example:8080/live",
        image="https://nato.example/hall.jpg",
        color="darkslategray",
        tags=("arms-control", "x1"),
        leads=(timedelta(weeks=1), timedelta(minutes=15)),
    )
    assert little == Event(
        id="little",
        agenda="a-week",
        kind=Kind.MEETING,
        title="Little",
        start=parse_start("2022-07-12 10:00 UTC", "UTC"),
        timezone="UTC",
        source=Source("The agenda's"),
        leads=(),
        follows=Followed("everything.a-week@podium.alt", "Everything: all of it"),
    )
    assert days.end == Day(date(2022, 7, 14), "UTC")
    assert days.leads == (timedelta(days=1), timedelta(hours=2))


# What is wrong, and what the message says.

EVENT_KEYS = (
    "id, kind, title, start, end, duration, status, place, chair, parties, delegations, topics, "
    "description, note, source, url, stream, image, color, tags, reminders, follows"
)
NOT_AN_ID = (
    "is not an id (use small letters, digits and single hyphens, 64 at most: us-russia-talks)"
)
NOT_A_PAGE = "is not a web address (write it as https://…)"
NOT_A_POSITION = 'is not a position (write latitude and longitude in quotes: "50.8796, 4.4223")'
ONE_OF_THEM = "keep one of them, or begin a new item with - and a space"
NOT_AN_AGENDA = "the file is not an agenda (begin with agenda: its-id, and write one key a line)"
IN_QUOTES = "in quotes if it has a colon or a bracket"
COMMA = "put a value that has a comma in quotes"
CUT = (
    "a # begins a comment here "
    "(put the whole value in quotes; a comment is written # so, with a space)"
)
TOO_DEEP = "nested more than 16 deep (check brackets and indentation)"


def written_out(mark: str) -> str:
    return f"write the value out, or put a text that begins with {mark} in quotes"


NO_ZONE = "write an IANA name such as Europe/Brussels, or UTC"

FAULTS: dict[str, tuple[str | bytes, list[str]]] = {
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
        ["1:1: unknown key 'tytle' (did you mean title?)"],
    ),
    "key of a place beside it": (
        with_key("place: {city: Geneva}, geo: '46.2, 6.1'"),
        ["5:88: unknown key 'geo' (it belongs in place: {city: …, geo: …})"],
    ),
    "city without a place": (
        with_key("city: Geneva"),
        ["5:65: unknown key 'city' (it belongs in place: {city: …})"],
    ),
    "key of the source beside it": (
        with_key("quote: So it is."),
        ["5:65: unknown key 'quote' (it belongs in source: {publisher: …, quote: …})"],
    ),
    "reminders of a kind beside the reminders": (
        f"meeting: [1 day]\n{WEEK}",
        ["1:1: unknown key 'meeting' (it belongs in reminders: {meeting: …})"],
    ),
    "unknown key of a place": (
        with_key("place: {city: Geneva, countri: Switzerland}"),
        ["5:87: unknown key 'countri' (did you mean country?)"],
    ),
    "unknown kind among the reminders": (
        f"reminders: {{meetings: [1 day]}}\n{WEEK}",
        ["1:13: unknown key 'meetings' (did you mean meeting?)"],
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
                "1:1: the key 'timezone' is missing (timezone: An IANA zone name such as "
                "Europe/Brussels, UTC or GMT; never an abbreviation.)"
            ),
            "1:1: the key 'title' is missing (title: The calendar's name.)",
            "3:5: the key 'kind' is missing (kind: What the event is.)",
            (
                "3:5: the key 'start' is missing (start: [about ]DAY[ HH:MM[ ZONE]]: 2022-01-12, "
                "2022-01-12 09:00 GMT, about 2022-01-12 13:30 Europe/Brussels.)"
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
    "no such day": (
        starting("2022-02-30"),
        ["8:12: there is no day 2022-02-30 (check year, month and day)"],
    ),
    "not a day": (
        starting("12 January 2022"),
        [
            (
                "8:12: '12 January 2022' is not a start (write a day, a time if known and its "
                "zone: 2022-01-12, 2022-01-12 09:00 GMT or about 2022-01-12 13:30 Europe/Brussels)"
            )
        ],
    ),
    "no such time": (
        starting("about 2022-01-12 25:00 GMT"),
        ["8:29: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"],
    ),
    "no such time, in quotes": (
        starting("'about 2022-01-12 25:00 GMT'"),
        ["8:12: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"],
    ),
    "no such time, in a line of its own": (
        starting("2022-01-12", "  25:00"),
        ["8:12: there is no time 25:00 (hours go from 00 to 23, minutes from 00 to 59)"],
    ),
    "no such day of a report": (
        with_key("source: {publisher: Sputnik, date: yesterday}"),
        ["5:100: 'yesterday' is not a day (write it as 2022-01-12)"],
    ),
    "abbreviation": (
        starting("2022-01-12 14:30 IST"),
        [
            (
                "8:29: 'IST' is an abbreviation, not a time zone: IST may be Asia/Kolkata, "
                "Europe/Dublin, Asia/Jerusalem (write the zone's IANA name, such as Asia/Kolkata)"
            )
        ],
    ),
    "abbreviation for the agenda": (
        WEEK.replace("Europe/Brussels", "CET"),
        [
            (
                "3:11: 'CET' is an abbreviation, not a time zone: CET may be Europe/Brussels, "
                "Europe/Berlin, Europe/Zurich (write the zone's IANA name, such as Europe/Brussels)"
            )
        ],
    ),
    "unknown zone": (
        starting("2022-01-12 14:30 Europe/Bruxelles"),
        ["8:29: unknown time zone 'Europe/Bruxelles' (did you mean Europe/Brussels?)"],
    ),
    "unknown zone of a place": (
        with_key("place: {city: Kyiv, timezone: Kyiv}"),
        ["5:95: unknown time zone 'Kyiv' (did you mean Europe/Kyiv?)"],
    ),
    "time that the clocks skip": (
        starting("2022-03-27 02:30"),
        [
            (
                "8:23: 02:30 on 2022-03-27 does not exist in Europe/Brussels: the clocks skip it; "
                "it may mean 01:30 CET or 03:30 CEST (write the one that is meant in UTC: "
                "2022-03-27 00:30 UTC or 2022-03-27 01:30 UTC)"
            )
        ],
    ),
    "time that happens twice": (
        starting("about 2022-10-30 02:30"),
        [
            (
                "8:29: 02:30 on 2022-10-30 happens twice in Europe/Brussels: at 00:30 UTC (CEST) "
                "and at 01:30 UTC (CET) (write the one that is meant in UTC: 2022-10-30 00:30 UTC "
                "or 2022-10-30 01:30 UTC)"
            )
        ],
    ),
    "end before the start": (
        starting("2022-01-12 09:00", "end: 2022-01-12 08:59"),
        [
            (
                "9:10: the end, 2022-01-12 08:59, is not after the start, 2022-01-12 09:00 "
                "(check both)"
            )
        ],
    ),
    "end on the next day, without it": (
        starting("2022-01-12 22:00", "end: 02:00"),
        [
            (
                "9:10: the end, 02:00, is not after the start, 22:00 (if it ends on the next day, "
                "write 2022-01-13 02:00; else check both)"
            )
        ],
    ),
    "end at the start, in another zone": (
        starting("2022-01-12 10:00", "end: 2022-01-12 09:00 GMT"),
        [
            (
                "9:10: the end, 2022-01-12 09:00 UTC, is not after the start, 2022-01-12 10:00 "
                "Europe/Brussels (check day, time and zone of both)"
            )
        ],
    ),
    "unknown zone, and ends that are before the start by its clocks": (
        starting("2022-01-12 09:00", "end: 2022-01-12 08:00").replace("Europe/Brussels", "Mars")
        + "  - {id: b, kind: meeting, title: T, start: 2022-01-12 09:00,\n"
        + "     end: 2022-01-12 08:00 GMT}\n",
        [
            f"3:11: unknown time zone 'Mars' ({NO_ZONE})",
            (
                "9:10: the end, 2022-01-12 08:00, is not after the start, 2022-01-12 09:00 "
                "(check both)"
            ),
        ],
    ),
    "unknown zone of a place, and an end before the start by the agenda's": (
        starting(
            "2022-03-27 02:30",
            "end: 2022-03-27 00:20 GMT",
            "place: {city: Marsopolis, timezone: Mars}",
        ),
        [f"10:41: unknown time zone 'Mars' ({NO_ZONE})"],
    ),
    "last day before the first": (
        starting("2022-01-12", "end: 2022-01-11"),
        ["9:10: the end, 2022-01-11, is not after the start, 2022-01-12 (check both)"],
    ),
    "end that is a day": (
        starting("2022-01-12 09:00", "end: 2022-01-13"),
        [
            (
                "9:10: start and end must both have a time, or both be days (write the end as the "
                "start is written)"
            )
        ],
    ),
    "end that is no time": (
        starting("2022-01-12 09:00", "end: noon"),
        ["9:10: 'noon' is not an end (write it as 12:00, or with its day: 2022-01-12 12:00)"],
    ),
    "end with a duration": (
        starting("2022-01-12 09:00", "end: 10:00", "duration: 1 hour"),
        ["10:15: end and duration are both given (keep one of them)"],
    ),
    "duration of a day": (
        starting("2022-01-12", "duration: 1 hour"),
        [
            (
                "9:15: a duration needs a start with a time (give the start a time, or write end: "
                "and the last day)"
            )
        ],
    ),
    "duration in other words": (
        starting("2022-01-12 09:00", "duration: 1h"),
        [
            (
                "9:15: '1h' is not a length of time (write 15 minutes, 1 hour, 2 days or 1 hour 30 "
                "minutes)"
            )
        ],
    ),
    "reminder in other words": (
        with_key("reminders: [soon, 1 hour]"),
        [
            (
                "5:77: 'soon' is not a length of time (write 15 minutes, 1 hour, 2 days or 1 hour "
                "30 minutes)"
            )
        ],
    ),
    "reminders of a kind that are no list": (
        f"reminders: {{meeting: 5 minutes}}\n{WEEK}",
        ["1:22: 'meeting' must be a list (write meeting: [one, two], or - lines)"],
    ),
    "follows an unknown event": (
        with_key("follows: talk"),
        ["5:74: follows an unknown event, 'talk' (did you mean talks?)"],
    ),
    "follows nothing like an event": (
        with_key("follows: Something Else"),
        [
            (
                "5:74: follows an unknown event, 'Something Else' (write the id of an event in "
                "this file)"
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
    "tab": (f"{HEAD}\t- id: talks\n", ["5:1: a tab stands here (indent with spaces)"]),
    "tab after spaces": (
        f"{HEAD}  - id: talks\n  \tkind: meeting\n",
        ["6:3: a tab stands here (indent with spaces)"],
    ),
    "bracket that stays open": (
        f"{HEAD}  - {{id: talks\n",
        [
            (
                "5:5: the { that begins here is never closed "
                "(close it with }, or put a text that begins with { in quotes)"
            )
        ],
    ),
    "quote that stays open": (
        f'{HEAD}  - {{id: "talks\n',
        [
            (
                "5:10: the quote that begins here is never closed "
                '(close it with " where the value ends)'
            )
        ],
    ),
    "colon too many": (
        WEEK.replace("title: A", "title: A: B"),
        ['2:9: a colon stands here in a value (write title: "A: B week")'],
    ),
    "not UTF-8": (
        WEEK.encode().replace(b"A week", b"\xe2\x80\x93 ann\xe9e"),
        ["2:13: the byte 0xe9 is not UTF-8 (save the file as UTF-8)"],
    ),
    "not UTF-8, with a byte order mark": (
        b"\xef\xbb\xbf" + WEEK.encode().replace(b"A week", b"\xe9t\xe9"),
        ["2:8: the byte 0xe9 is not UTF-8 (save the file as UTF-8)"],
    ),
    "UTF-16": (
        WEEK.encode("utf-16"),
        ["1:1: the byte 0xff is not UTF-8 (save the file as UTF-8)"],
    ),
    "empty": ("", ["1:1: the file is empty (write an agenda, or delete the file)"]),
    "blank": (
        b"\xef\xbb\xbf \n\n",
        ["1:1: the file is empty (write an agenda, or delete the file)"],
    ),
    "only comments": (
        "# nothing\n# at all\n",
        ["1:1: the file has only comments (write an agenda, or delete it)"],
    ),
    "too large": (
        f"{WEEK}#{'x' * 1024 * 1024}\n",
        ["1:1: the file has more than 1,048,576 bytes (split it into several agendas)"],
    ),
    "anchor": (
        with_key("place: &hall {city: Geneva}"),
        [f"5:72: the anchor &hall is refused ({written_out('&')})"],
    ),
    "alias": (
        with_key("place: *hall"),
        [f"5:72: the alias *hall is refused ({written_out('*')})"],
    ),
    "tag": (
        with_key("tags: !!set {a}"),
        [f"5:71: the tag 'tag:yaml.org,2002:set' is refused ({written_out('!')})"],
    ),
    "tag that runs a program": (
        "agenda: !!python/object/apply:os.system [exit]\n",
        [
            (
                "1:9: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is refused "
                f"({written_out('!')})"
            )
        ],
    ),
    "second document": (
        f"{WEEK}---\nagenda: another\n",
        ["6:1: a second document begins here (keep one agenda a file, without --- lines between)"],
    ),
    "deep brackets": (f"agenda: {'[' * 200_000}\n", [f"1:24: {TOO_DEEP}"]),
    "deep braces": ("{a: " * 200_000, [f"1:62: {TOO_DEEP}"]),
    "deep lists": ("- " * 200_000, [f"1:33: {TOO_DEEP}"]),
    "deep keys": ("? " * 200_000, [f"1:33: {TOO_DEEP}"]),
    "a text": ("just words\n", [f"1:1: {NOT_AN_AGENDA}"]),
    "a list": ("# A week\n- talks\n", [f"2:1: {NOT_AN_AGENDA}"]),
    "key that is a list": (
        f"{WEEK}? [a, b]\n: c\n",
        ["6:3: a key must be a word (write key: value)"],
    ),
    "control character": (
        WEEK.replace("A week", "– A\x07 week"),
        ["2:11: the character '\\x07' is not allowed (delete it)"],
    ),
    "control character, escaped": (
        starting("2022-01-12", 'chair: "A \\e[31m chair"'),
        ["9:12: the control character '\\x1b' is refused (delete it)"],
    ),
    "line separator": (
        starting("2022-01-12", 'chair: "A \\L chair"'),
        ["9:12: the control character '\\u2028' is refused (delete it)"],
    ),
    "newline in a title": (
        starting("2022-01-12", "chair: |", "  A", "  chair"),
        ["9:12: the control character '\\n' is refused (delete it)"],
    ),
    "surrogate": (
        starting("2022-01-12", 'chair: "\\ud800"'),
        [
            (
                "9:13: this backslash means nothing here "
                "(write two of them, or put the value in single quotes)"
            )
        ],
    ),
    "surrogate, in bytes": (
        WEEK.encode().replace(b"A week", b"\xed\xa0\x80"),
        ["2:8: the byte 0xed is not UTF-8 (save the file as UTF-8)"],
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
        [f"5:10: 'Talks 1' {NOT_AN_ID}"],
    ),
    "id too long": (
        WEEK.replace("id: talks", f"id: {'t' * 65}"),
        [f"5:10: '{'t' * 59}…' {NOT_AN_ID}"],
    ),
    "agenda's id in other letters": (
        WEEK.replace("a-week", "A_week"),
        [f"1:9: 'A_week' {NOT_AN_ID}"],
    ),
    "tag in other letters": (
        with_key("tags: [arms-control, Arms control]"),
        [f"5:86: 'Arms control' {NOT_AN_ID}"],
    ),
    "unknown kind": (
        WEEK.replace("meeting", "meating"),
        ["5:23: unknown kind 'meating' (did you mean meeting?)"],
    ),
    "unknown kind, like no other": (
        WEEK.replace("meeting", "war"),
        [
            (
                "5:23: unknown kind 'war' (one of meeting, press-conference, briefing, deadline, "
                "milestone)"
            )
        ],
    ),
    "unknown status": (
        with_key("status: canceled"),
        ["5:73: unknown status 'canceled' (did you mean cancelled?)"],
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
        [f"9:10: 'nato.int' {NOT_A_PAGE}"],
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
        [f"9:10: 'https://nato.int/a b' {NOT_A_PAGE}"],
    ),
    "address with a quote": (
        starting("2022-01-12", 'url: https://nato.int/"onclick=x'),
        [f"9:10: 'https://nato.int/\"onclick=x' {NOT_A_PAGE}"],
    ),
    "address not in ASCII": (
        with_key("source: {publisher: NATO, url: https://nató.int/}"),
        [
            (
                "5:96: 'https://nató.int/' is not a web address in ASCII (copy it from a "
                "browser's address bar, which percent-encodes other letters: %C3%A9)"
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
        [f"5:92: '46.2 N 6.1 E' {NOT_A_POSITION}"],
    ),
    "position as a list": (
        with_key("place: {city: Geneva, geo: [46.2, 6.1]}"),
        [f"5:92: 'geo' must be a text (write geo: and one value, {IN_QUOTES})"],
    ),
    "position without quotes between braces": (
        with_key("place: {city: Geneva, geo: 46.2, 6.1}"),
        [
            f"5:92: '46.2' {NOT_A_POSITION}",
            f"5:98: unknown key '6.1' ({COMMA}; known keys: city, country, venue, timezone, geo)",
        ],
    ),
    "comma in a value between braces": (
        with_key("delegations: [{party: Russia, head: Sergey Ryabkov, Deputy Minister}]"),
        [f"5:117: unknown key 'Deputy Minister' ({COMMA}; known keys: party, head)"],
    ),
    "colon in an item of a list": (
        with_key("topics: [security, arms: control]"),
        [f"5:84: an item of 'topics' must be a text (write one value, {IN_QUOTES})"],
    ),
    "no space after a colon between braces": (
        with_key("place: {city:Geneva, country: Switzerland}"),
        [
            "5:72: the key 'city' is missing (city: The city.)",
            "5:73: unknown key 'city:Geneva' (put a space after the colon: city: …)",
        ],
    ),
    "no space after the only colon of a place": (
        starting("2022-01-12", "place:", "  city:Geneva"),
        ["10:7: here keys and values belong (put a space after the colon: city: …)"],
    ),
    "number sign in a title": (
        WEEK.replace("A week", "Talks on Resolution #1325"),
        [f"2:28: {CUT}"],
    ),
    "number sign behind quotes": (
        WEEK.replace("A week", '"Open #1" #2 talks'),
        [f"2:18: {CUT}"],
    ),
    "number sign that begins a value": (
        starting("2022-01-12", "chair: #1 of the Council"),
        ["9:11: the value is empty (write one, or delete the line)", f"9:12: {CUT}"],
    ),
    "number sign in a list": (
        starting("2022-01-12", "topics:", "  - Resolution #1325", "  - arms #2"),
        [f"10:20: {CUT}", f"11:14: {CUT}"],
    ),
    "number sign between brackets": (
        starting("2022-01-12", "topics: [Resolution #1325, arms]"),
        [f"9:25: {CUT}"],
    ),
    "number sign after a comma": (
        starting("2022-01-12", "topics: [arms, #1325", "  security]"),
        [f"9:20: {CUT}"],
    ),
    "number sign in the first of two lines": (
        starting("2022-01-12", "note: On Resolution #1325", "  and others", "chair: A chair"),
        [f"9:25: {CUT}"],
    ),
    "number sign in the last of two lines": (
        starting("2022-01-12", "note: On a Resolution,", "  namely #1325", "chair: A chair"),
        [f"10:14: {CUT}"],
    ),
    "events left out": (
        HEAD,
        ["4:8: 'events' must be a list (begin each of them with - id:)"],
    ),
    "event that is a text": (
        f"{HEAD}  - talks\n",
        ["5:5: here keys and values belong (such as id, kind, title, start)"],
    ),
    "much at once": (
        (
            "agenda: A\ntitle: A week\ntimezone: CET\nevents:\n"
            "  - id: talks\n    kind: war\n    start: 2022-02-30\n    follows: council\n"
            "  - id: talks\n    kind: meeting\n    title: ''\n    start: 2022-01-12 09:00\n"
            "    end: 08:00\n    place: {}\n    reminders: [soon]\n"
        ),
        [
            f"1:9: 'A' {NOT_AN_ID}",
            (
                "3:11: 'CET' is an abbreviation, not a time zone: CET may be Europe/Brussels, "
                "Europe/Berlin, Europe/Zurich (write the zone's IANA name, such as Europe/Brussels)"
            ),
            "5:5: the key 'title' is missing (title: What readers see first.)",
            (
                "6:11: unknown kind 'war' (one of meeting, press-conference, briefing, deadline, "
                "milestone)"
            ),
            "7:12: there is no day 2022-02-30 (check year, month and day)",
            "8:14: follows an unknown event, 'council' (write the id of an event in this file)",
            "9:9: the id 'talks' is used twice, first in line 5 (give each event an id of its own)",
            "11:12: the value is empty (write one, or delete the line)",
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


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_how_to_mend_it(fault: str, tmp_path: Path) -> None:
    content, expected = FAULTS[fault]
    assert problems(written(tmp_path, content)) == expected


def test_the_rows_above_are_wrong_in_one_thing_only(tmp_path: Path) -> None:
    right = [WEEK, with_key("chair: A"), starting("2022-01-12"), following(a="b", b="c", c="d")]
    right[-1] += "  - {id: d, kind: meeting, title: T, start: 2022-01-12}\n"
    for content in right:
        load(written(tmp_path, content))


def test_a_place_without_a_zone_has_none_of_the_agendas(tmp_path: Path) -> None:
    content = valued("place", "{city: New York, country: United States}")
    (event,) = load(written(tmp_path, content)).events
    assert event.place == Place("New York", None, "United States")
    assert event.timezone == "Europe/Brussels"


def test_comments_that_are_written_as_such_are_taken_for_comments(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        """\
#A file
agenda: a-week # its id
title: Talks#1 # the title, see #2
timezone: Europe/Brussels   #
events: # all of them
  #- id: gone
  - id: talks
    kind: meeting
    title: "Resolution #1325" # quoted
    start: 2022-01-12
    topics: [arms, # the first
      'the #1' , security]
    description: | # in lines
      The #1 of
       #all
    chair: "A chair
      #of chairs"
""",
    )
    (agenda,) = load(file).agendas
    (event,) = agenda.events
    assert (agenda.title, event.title) == ("Talks#1", "Resolution #1325")
    assert event.topics == ("arms", "the #1", "security")
    assert event.description == "The #1 of\n #all"
    assert event.chair == "A chair #of chairs"


TEXTS = [key for key, schema in EVENT["properties"].items() if "type" not in schema]
TEXTS += [key for key, schema in EVENT["properties"].items() if schema.get("type") == "string"]
LISTS = [key for key, schema in EVENT["properties"].items() if schema.get("type") == "array"]
TABLES = [key for key, schema in EVENT["properties"].items() if schema.get("type") == "object"]


def valued(key: str, value: str) -> str:
    """An agenda whose one event, in line 5, has a value that begins at column 5 of line 6."""
    keys = {"id": "talks", "kind": "meeting", "title": "Talks", "start": "2022-01-12"}
    others = "".join(f"{name}: {it}, " for name, it in keys.items() if name != key)
    return f"{HEAD}  - {{{others}{key}:\n    {value}}}\n"


@pytest.mark.parametrize("key", TEXTS)
@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
def test_where_a_text_belongs_nothing_else_is_taken(key: str, value: str, tmp_path: Path) -> None:
    assert problems(written(tmp_path, valued(key, value))) == [
        f"6:5: '{key}' must be a text (write {key}: and one value, {IN_QUOTES})"
    ]


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("value", ["a", "{a: b}"])
def test_where_a_list_belongs_nothing_else_is_taken(key: str, value: str, tmp_path: Path) -> None:
    mend = f"write {key}: [one, two], or - lines"
    if key == "delegations":
        mend = "begin each of them with - party:"
    assert problems(written(tmp_path, valued(key, value))) == [
        f"6:5: '{key}' must be a list ({mend})"
    ]


@pytest.mark.parametrize("key", TABLES)
@pytest.mark.parametrize("value", ["a", "[a, b]"])
def test_where_keys_belong_nothing_else_is_taken(key: str, value: str, tmp_path: Path) -> None:
    such_as = {
        "place": "city, country, venue, timezone",
        "source": "publisher, date, url, quote",
    }
    assert problems(written(tmp_path, valued(key, value))) == [
        f"6:5: here keys and values belong (such as {such_as[key]})"
    ]


@pytest.mark.parametrize("key", LISTS)
def test_in_a_list_each_value_is_checked(key: str, tmp_path: Path) -> None:
    what = "here keys and values belong (such as party, head)"
    if key != "delegations":
        what = f"an item of '{key}' must be a text (write one value, {IN_QUOTES})"
    assert problems(written(tmp_path, valued(key, "[[a]]"))) == [f"6:6: {what}"]


UNPRINTABLE = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in ("Cc", "Zl", "Zp") and chr(code) != "\n"
]


@pytest.mark.parametrize("key", ["title", "description"])
def test_no_control_character_gets_through(key: str, tmp_path: Path) -> None:
    assert len(UNPRINTABLE) == 66
    for character in UNPRINTABLE:
        value = f'"A \\U{ord(character):08x} A"'
        assert problems(written(tmp_path, valued(key, value))) == [
            f"6:5: the control character {character!a} is refused (delete it)"
        ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(newline: str, tmp_path: Path) -> None:
    head = WEEK.replace("\n", newline)
    assert problems(written(tmp_path, f"{head}extra: 1{newline}")) == [
        (
            "6:1: unknown key 'extra' (known keys: agenda, title, description, timezone, source, "
            "image, color, reminders, events)"
        )
    ]
    assert problems(written(tmp_path, f"{head}a\x07")) == [
        "6:2: the character '\\x07' is not allowed (delete it)"
    ]
    assert problems(written(tmp_path, f"{head}é".encode() + b"\xff")) == [
        "6:2: the byte 0xff is not UTF-8 (save the file as UTF-8)"
    ]


# Files and folders.


def test_all_files_of_a_folder_and_below_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    written(tmp_path / "later", WEEK.replace("a-week", "third"), "c.yaml")
    written(tmp_path, WEEK.replace("a-week", "second"), "b.yml")
    written(tmp_path, WEEK.replace("a-week", "first"), "a.yaml")
    for passed_over in ("README.md", "a.yaml~", ".hidden.yaml"):
        written(tmp_path, "no agenda", passed_over)
    assert [agenda.id for agenda in load(tmp_path).agendas] == ["first", "second", "third"]


def test_the_faults_of_all_files_are_told_in_one_go(tmp_path: Path) -> None:
    written(tmp_path, WEEK.replace("Talks", "''"), "a.yaml")
    written(tmp_path, WEEK.replace("a-week", "fine"), "b.yaml")
    written(tmp_path, "", "c.yaml")
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path)
    assert str(caught.value).splitlines() == [
        f"{tmp_path}/a.yaml:5:39: the value is empty (write one, or delete the line)",
        f"{tmp_path}/c.yaml:1:1: the file is empty (write an agenda, or delete the file)",
    ]


def test_two_files_may_not_define_the_same_agenda(tmp_path: Path) -> None:
    written(tmp_path, WEEK, "a.yaml")
    written(tmp_path, f"title: A week\n{WEEK.replace('title: A week', '')}", "b.yaml")
    assert problems_in(tmp_path) == [
        (
            f"b.yaml:2:9: the agenda 'a-week' is defined twice, first in {tmp_path}/a.yaml "
            "(give each file an id of its own)"
        )
    ]


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        load(folder)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).split("\n")]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    written(tmp_path, WEEK, "agenda.txt")
    assert problems(tmp_path) == [
        "no definitions here (put at least one agenda.yaml in the folder)"
    ]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "agenda.yaml") == [
        "cannot be read: No such file or directory (check the path and who may read it)"
    ]


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").symlink_to("nowhere")
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")
    assert problems_in(tmp_path) == [
        (
            "agenda.yaml: cannot be read: No such file or directory "
            "(check the path and who may read it)"
        ),
        (
            "circle.yaml: cannot be read: Too many levels of symbolic links "
            "(check the path and who may read it)"
        ),
    ]


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, WEEK)

    def refuse(*_: object) -> NoReturn:  # the tests may run as root, whom no mode keeps out
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert problems(file) == [
        "cannot be read: Permission denied (check the path and who may read it)"
    ]


def test_an_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    assert problems(tmp_path) == [
        "cannot be listed: Permission denied (check who may read the folder)"
    ]


def test_a_link_back_to_a_folder_above_is_told(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "loop").symlink_to(tmp_path / "a")
    written(tmp_path, WEEK)
    assert problems_in(tmp_path) == [
        "a/b/loop: the symbolic link leads back to a folder that it is in (remove the link)"
    ]


def test_a_configmap_of_kubernetes_is_read_once(tmp_path: Path) -> None:
    version = tmp_path / "..2022_01_12"
    version.mkdir()
    (tmp_path / "..data").symlink_to(version.name)
    for name in ("one", "two"):
        written(version, WEEK.replace("a-week", name), f"{name}.yaml")
        (tmp_path / f"{name}.yaml").symlink_to(f"..data/{name}.yaml")
    assert [agenda.id for agenda in load(tmp_path).agendas] == ["one", "two"]


# Any file at all.

BYTES = BUNDLED.read_bytes()
EDITS = st.tuples(
    st.integers(0, len(BYTES)),
    st.integers(0, 3),
    st.sampled_from([b"", b"\t", b"\n", b"\r", b":", b"- ", b"'", b'"', b"{", b"]", b"&a ", b"---"])
    | st.binary(max_size=3)
    | st.text(max_size=2).map(lambda text: text.encode(errors="ignore"))
    | st.integers(0, len(BYTES)).map(lambda at: BYTES[at : at + 12]),
)


@settings(max_examples=400)
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_a_mangled_file_is_read_or_its_faults_are_told_within_it(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]
) -> None:
    content = BYTES
    for at, deleted, inserted in edits:
        content = content[:at] + inserted + content[at + deleted :]
    file = written(tmp_path_factory.getbasetemp(), content, "mangled.yaml")
    try:
        load(file)
    except DefinitionError as error:
        lines = (content.removeprefix(b"\xef\xbb\xbf").decode(errors="replace") + ".").splitlines()
        for problem in error.problems:
            assert 1 <= problem.line <= len(lines), problem
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
