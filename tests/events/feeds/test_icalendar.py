"""The feed: bytes that never change without a reason, and that every client can take."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.publishing.parts.feeds import calendar_feed, event_calendar
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.feeds.icalendar import Heading, join_calendar
from events.model import Agenda, Agendas, Event, Followed, Kind, Place, Source, Status
from events.revisions import first_revisions, revise
from tests.events.builders import SITE, agendas, event, feed, properties, unfolded, utc
from tests.events.regenerate import GOLDEN, GOLDEN_FEEDS
from tests.events.strategies import events, proses, texts
from tests.examples import examples

weeks = st.lists(events(), max_size=4, unique_by=lambda made: made.id).map(
    lambda made: agendas(*made)
)


@pytest.mark.parametrize("name", GOLDEN_FEEDS)
def test_the_feed_is_the_golden_one(name: str) -> None:
    assert GOLDEN_FEEDS[name]().decode() == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_writes_the_same_bytes(seed: str) -> None:
    script = (
        "import sys; from tests.events.regenerate import full_feed; "
        "sys.stdout.buffer.write(full_feed())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        check=True,
    )
    assert done.stdout == (GOLDEN / "full.ics").read_bytes()


@settings(max_examples=examples(30))
@given(weeks)
def test_the_same_agenda_gives_the_same_bytes(week: Agendas) -> None:
    assert feed(week, url=SITE) == feed(week, url=SITE)


@settings(max_examples=examples(50))
@given(weeks)
def test_no_line_is_too_long_or_splits_a_character_or_ends_in_anything_but_crlf(
    week: Agendas,
) -> None:
    content = feed(week, url=SITE)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert line.decode().isprintable() or not line.decode().isascii()


@given(texts, proses)
def test_any_text_reads_back_as_it_was(title: str, description: str) -> None:
    made = event(title=title, description=description)
    (read,) = icalendar.Calendar.from_ical(feed(agendas(made))).walk("VEVENT")
    assert str(read["SUMMARY"]) == title
    assert f"\n\n{description}" in str(read["DESCRIPTION"])


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a, b; c", r"a\, b\; c"),
        ("back\\slash, literal \\n", r"back\\slash\, literal \\n"),
        ("a literal \\N", r"a literal \\N"),
        ('"quotes" and: colons', '"quotes" and: colons'),
        ("emoji 😀 and ا‏لعربية", "emoji 😀 and ا‏لعربية"),
        ("–" * 300, "–" * 300),
    ],
)
def test_texts_are_escaped_as_rfc_5545_has_it(title: str, written: str) -> None:
    assert properties(feed(agendas(event(title=title))))["SUMMARY"] == [written]


def test_the_lines_of_a_text_are_written_as_backslash_n() -> None:
    (description,) = properties(feed(agendas(event(description="One\ntwo."))))["DESCRIPTION"]
    assert "One\\ntwo." in description


@pytest.mark.parametrize(
    ("made", "summary", "status", "transparency"),
    [
        (event(), "Talks", "CONFIRMED", "OPAQUE"),
        (
            event(start="about 2022-01-12 09:00 GMT"),
            "Talks (time approximate)",
            "CONFIRMED",
            "OPAQUE",
        ),
        (
            event(start="2022-01-12"),
            "Talks (time to be announced)",
            "CONFIRMED",
            "TRANSPARENT",
        ),
        (
            event(start="about 2022-01-12"),
            "Talks (day approximate)",
            "CONFIRMED",
            "TRANSPARENT",
        ),
        (event(kind=Kind.DEADLINE), "Talks", "CONFIRMED", "TRANSPARENT"),
        (event(kind=Kind.DEADLINE, end="12:00"), "Talks", "CONFIRMED", "TRANSPARENT"),
        (event(kind=Kind.MILESTONE), "Talks", "CONFIRMED", "TRANSPARENT"),
        (event(kind=Kind.MILESTONE, end="12:00"), "Talks", "CONFIRMED", "OPAQUE"),
        (event(start="2022-01-12", kind=Kind.DEADLINE), "Talks", "CONFIRMED", "TRANSPARENT"),
        (event(start="2022-01-12", kind=Kind.MILESTONE), "Talks", "CONFIRMED", "TRANSPARENT"),
        (event(start="2022-01-12", end="2022-01-14"), "Talks", "CONFIRMED", "TRANSPARENT"),
        (
            event(start="about 2022-01-12", kind=Kind.MILESTONE),
            "Talks (day approximate)",
            "CONFIRMED",
            "TRANSPARENT",
        ),
        (event(status=Status.TENTATIVE), "Tentative: Talks", "TENTATIVE", "OPAQUE"),
        (
            event(start="2022-01-12", status=Status.TENTATIVE),
            "Tentative: Talks (time to be announced)",
            "TENTATIVE",
            "TRANSPARENT",
        ),
        (event(status=Status.CANCELLED), "Cancelled: Talks", "CANCELLED", "TRANSPARENT"),
        (event(status=Status.POSTPONED), "Postponed: Talks", "TENTATIVE", "TRANSPARENT"),
        (
            event(start="about 2022-01-12 09:00 GMT", status=Status.POSTPONED),
            "Postponed: Talks",
            "TENTATIVE",
            "TRANSPARENT",
        ),
    ],
)
def test_no_event_looks_surer_than_it_is(
    made: Event, summary: str, status: str, transparency: str
) -> None:
    read = properties(feed(agendas(made)))
    assert read["SUMMARY"] == [summary]
    assert read["STATUS"] == [status]
    assert read["TRANSP"] == [transparency]


@pytest.mark.parametrize(
    ("made", "lines"),
    [
        (
            event(start="2022-01-12 09:00 GMT", end="10:00"),
            ["DTSTART:20220112T090000Z", "DTEND:20220112T100000Z"],
        ),
        (
            event(start="2022-01-12 09:00 UTC", end="10:00"),
            ["DTSTART:20220112T090000Z", "DTEND:20220112T100000Z"],
        ),
        (
            event(start="2022-07-12 09:00", end="10:00"),
            ["DTSTART:20220712T070000Z", "DTEND:20220712T080000Z"],
        ),
        (
            event(start="2022-07-12 09:00", end="2022-07-12 09:00 UTC"),
            ["DTSTART:20220712T070000Z", "DTEND:20220712T090000Z"],
        ),
        (
            event(start="2022-07-12 09:00", end="2022-07-12 18:00 Asia/Kolkata"),
            ["DTSTART:20220712T070000Z", "DTEND:20220712T123000Z"],
        ),
        (
            event(start="2022-01-12"),
            ["DTSTART;VALUE=DATE:20220112", "DTEND;VALUE=DATE:20220113"],
        ),
        (
            event(start="2022-01-30", end="2022-02-01"),
            ["DTSTART;VALUE=DATE:20220130", "DTEND;VALUE=DATE:20220202"],
        ),
    ],
)
def test_a_time_is_written_in_utc_and_a_day_as_a_date(made: Event, lines: list[str]) -> None:
    written = unfolded(feed(agendas(made)))
    inside = written[written.index("BEGIN:VEVENT") :]
    assert [line for line in inside if line.startswith(("DTSTART", "DTEND"))] == lines


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2022-01-12 09:00 GMT", "DTEND:20220112T090100Z"),
        ("2022-01-12 09:00", "DTEND:20220112T080100Z"),
        ("2022-12-31 23:59", "DTEND:20221231T230000Z"),
        ("2022-03-27 01:59", "DTEND:20220327T010000Z"),
        ("2022-10-30 01:59", "DTEND:20221030T000000Z"),  # 02:00, which comes twice
    ],
)
def test_an_end_that_is_not_announced_is_a_minute_later_and_told_to_be_unknown(
    start: str, end: str
) -> None:
    written = unfolded(feed(agendas(event(start=start))))
    assert end in written
    assert any("end not announced" in line for line in written if line.startswith("DESCRIPTION"))


def test_the_text_tells_the_local_time_and_its_city() -> None:
    made = event(start="2022-07-12 09:00 America/New_York", city="Vienna", timezone="Europe/Vienna")
    (description,) = properties(feed(agendas(made)))["DESCRIPTION"]
    assert description.startswith(r"Tuesday 12 July 2022\, 15:00 in Vienna (13:00 GMT)")


def test_the_calendar_names_the_zone_of_its_agenda_and_writes_nothing_in_it() -> None:
    content = feed(agendas(event(start="2022-07-12 09:00"), timezone="Asia/Kolkata"))
    assert "X-WR-TIMEZONE:Asia/Kolkata" in unfolded(content)
    assert b"TZID" not in content
    assert b"VTIMEZONE" not in content


def test_an_event_follows_by_relation_and_by_name() -> None:
    first = event("first", title="The first")
    second = event("second", start="2022-01-13", follows=Followed(first.uid, first.title))
    read = properties(feed(agendas(first, second)))
    assert read["RELATED-TO;RELTYPE=DEPENDS-ON"] == [first.uid]
    assert "Follows: The first" in read["DESCRIPTION"][1]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"tags": ("nato", "x1")}, "CATEGORIES:Meeting,nato,x1"),
        ({"place": Place("Geneva", "UTC", venue="Hall 1")}, r"LOCATION:Hall 1\, Geneva"),
        ({"place": Place("Geneva", "UTC", geo=(46.2, -6.1))}, "GEO:46.2;-6.1"),
        ({"place": Place("Accra", "UTC", geo=(0.000001, -0.00002))}, "GEO:0.000001;-0.00002"),
        ({"url": "https://nato.int/?a,b;c"}, "URL:https://nato.int/?a,b;c"),
        ({}, f"URL:{SITE}/events/talks.a-week"),
        (
            {"source": Source("Paper", url="https://paper.example/?a,b;c")},
            'LINK;LINKREL="via";VALUE=URI:https://paper.example/?a,b;c',
        ),
        (
            {"image": "https://nato.int/?a,b;c"},
            "IMAGE;VALUE=URI;DISPLAY=BADGE:https://nato.int/?a,b;c",
        ),
        ({"color": "navy"}, "COLOR:navy"),
        (
            {"stream": "https://nato.int/?a,b;c"},
            "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Live video:https://nato.int/?a,b;c",
        ),
    ],
)
def test_what_is_known_of_an_event_has_its_property(values: dict[str, Any], line: str) -> None:
    assert line in unfolded(feed(agendas(event(**values)), url=SITE))


def test_the_calendar_says_what_it_is() -> None:
    week = agendas(event(), title="A week; or two")
    week = Agendas((replace(week.agendas[0], description="Two\nlines."),))
    head = unfolded(feed(week, url=SITE))
    assert head[: head.index("BEGIN:VEVENT")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Podium//Public diplomacy calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        r"NAME:A week\; or two",
        r"X-WR-CALNAME:A week\; or two",
        r"DESCRIPTION:Two\nlines.",
        r"X-WR-CALDESC:Two\nlines.",
        "X-WR-TIMEZONE:Europe/Brussels",
        "LAST-MODIFIED:20000101T000000Z",
        f"URL:{SITE}/",
        f"SOURCE;VALUE=URI:{SITE}/calendar.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:steelblue",
    ]


def test_a_calendar_has_a_color_and_a_picture_of_its_own() -> None:
    image = "https://nato.example/flag.png"
    heading = Heading("A week", "UTC", color="navy", image=image)
    written = unfolded(join_calendar(heading, []))
    assert "COLOR:navy" in written
    assert f"IMAGE;VALUE=URI;DISPLAY=BADGE:{image}" in written


def test_the_feed_of_all_agendas_is_not_that_of_one_with_the_id_calendar() -> None:
    (week,) = agendas(event(), title="A week").agendas
    other = Agenda("calendar", "Other", "UTC", (event(agenda="calendar"),), color="navy")
    both = Agendas((week, other))
    publication = Publication(both, first_revisions(both))
    assert "NAME:A week and Other" in unfolded(calendar_feed(publication))
    assert "COLOR:navy" not in unfolded(calendar_feed(publication))
    assert "NAME:Other" in unfolded(calendar_feed(publication, Selection("calendar")))


def test_without_a_public_address_the_feed_names_none() -> None:
    assert b"http" not in feed(agendas(event()))


@pytest.mark.parametrize("timezone", ["Europe/Brussels", "Africa/Casablanca", "UTC", "Etc/UTC"])
def test_a_feed_without_events_is_a_calendar_all_the_same(timezone: str) -> None:
    """RFC 5545 §3.6 demands a component: it is one that shows nothing."""
    content = feed(agendas(timezone=timezone))
    assert f"X-WR-TIMEZONE:{timezone}" in unfolded(content)
    (component,) = icalendar.Calendar.from_ical(content).subcomponents
    (child,) = vobject.readOne(content.decode()).components()
    assert (component.name, component["TZID"]) == ("VTIMEZONE", "UTC")
    assert (child.name, child.tzid.value) == ("VTIMEZONE", "UTC")


@settings(max_examples=examples(50))
@given(weeks, events())
def test_a_feed_after_a_change_is_as_if_made_anew(week: Agendas, added: Event) -> None:
    """What has not changed is taken over: that must never show."""
    others = [made for made in week.events if made.id != added.id]
    before = revise({}, week, utc("2022-01-10 08:00"))
    changed = agendas(*others, added)
    after = revise(before, changed, utc("2022-01-11 08:00"))
    taken_over = Publication(changed, after, SITE, Publication(week, before, SITE))
    assert calendar_feed(taken_over) == calendar_feed(Publication(changed, after, SITE))


@settings(max_examples=examples(25))
@given(weeks)
def test_an_event_alone_is_written_as_in_the_feed(week: Agendas) -> None:
    publication = Publication(week, first_revisions(week), SITE)
    whole = calendar_feed(publication)
    for made in week.events:
        alone = event_calendar(publication, made)
        component = alone[alone.index(b"BEGIN:VEVENT") : alone.index(b"END:VEVENT")]
        assert component in whole
        assert alone.count(b"BEGIN:VEVENT") == 1
