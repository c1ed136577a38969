"""Every text that a reader sees in chat, letter by letter, and what no definition can do to it."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.messages import help_post, next_post, reminder_post, start_post, usage_post
from bot.messages.post import Button, Post
from bot.telegram.commands import MOST_EVENTS
from bot.telegram.html import as_html
from events.definitions.loader import load
from events.definitions.schema import MAX_LINE, MAX_PROSE
from events.model import Delegation, Event, Place, Source
from events.queries import upcoming
from tests.bot.builders import event
from tests.bot.clock import utc
from tests.bot.week import THE_WEEK, Row, bundled
from tests.telegram_server.content import MAX_CHARACTERS
from tests.telegram_server.markup import Entity, FormattedText, parse_html

EVENTS = {each.id: each for each in bundled().events}
GENEVA, COUNCIL = EVENTS["us-russia-talks"], EVENTS["nato-russia-council"]
PRESS, VIENNA = EVENTS["nato-press-conference"], EVENTS["osce-talks"]
COUNCIL_STARTS, PRESS_STARTS = utc("2022-01-12 09:00"), utc("2022-01-12 13:30")

COUNCIL_BODY = (
    '<tg-time unix="1641978000" format="wDt">'
    "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)</tg-time>\n"
    "Place: Brussels\n"
    "Chair: Jens Stoltenberg, NATO Secretary-General\n"
    "With: NATO\n"
    "Delegation: Russia, led by Sergey Ryabkov, Deputy Foreign Minister\n"
    "Delegation: United States, led by Wendy Sherman, Deputy Secretary of Defense\n"
    "Topics: arms control, European security, military transparency\n"
    "Editor's note: The report gives Wendy Sherman's post as Deputy Secretary of Defense; she was "
    "Deputy Secretary of State. It also speaks of a 27-country alliance; NATO had 30 members in "
    "January 2022.\n"
    "<i>Source: Sputnik, 12 January 2022</i>"
)
PRESS_BODY = (
    'Around <tg-time unix="1641994200" format="wDt">'
    "Wednesday 12 January 2022, 14:30 in Brussels (13:30 GMT)</tg-time>\n"
    "Place: Brussels\n"
    "Chair: Jens Stoltenberg, NATO Secretary-General\n"
    "<i>Source: Sputnik, 12 January 2022</i>"
)
GENEVA_BODY = (
    "Monday 10 January 2022, time to be announced\n"
    "Place: Geneva\n"
    "With: United States, Russia\n"
    "<i>Source: Sputnik, 12 January 2022</i>"
)
VIENNA_BODY = (
    "Thursday 13 January 2022, time to be announced\n"
    "Place: Vienna\n"
    "With: Russia, OSCE\n"
    "<i>Source: Sputnik, 12 January 2022</i>"
)


def head(post: Post) -> str:
    return post.text.partition("\n")[0]


@pytest.mark.parametrize("row", THE_WEEK, ids=lambda row: f"{row.event} {row.lead}")
def test_each_reminder_of_the_week_is_headed_by_the_time_that_is_left(row: Row) -> None:
    assert head(reminder_post(EVENTS[row.event], row.due)) == row.head


@pytest.mark.parametrize(
    ("of", "at", "html"),
    [
        (GENEVA, "2022-01-09 17:00", f"<b>Tomorrow: US–Russia talks</b>\n{GENEVA_BODY}"),
        (GENEVA, "2022-01-10 07:00", f"<b>Today: US–Russia talks</b>\n{GENEVA_BODY}"),
        (COUNCIL, "2022-01-11 09:00", f"<b>In 1 day: NATO–Russia Council</b>\n{COUNCIL_BODY}"),
        (COUNCIL, "2022-01-12 08:00", f"<b>In 1 hour: NATO–Russia Council</b>\n{COUNCIL_BODY}"),
        (COUNCIL, "2022-01-12 08:45", f"<b>In 15 minutes: NATO–Russia Council</b>\n{COUNCIL_BODY}"),
        (COUNCIL, "2022-01-12 09:00", f"<b>Starting now: NATO–Russia Council</b>\n{COUNCIL_BODY}"),
        (
            PRESS,
            "2022-01-12 13:15",
            "<b>In about 15 minutes: Press conference by the NATO Secretary-General</b>\n"
            + PRESS_BODY,
        ),
        (VIENNA, "2022-01-12 17:00", f"<b>Tomorrow: Talks with the OSCE</b>\n{VIENNA_BODY}"),
        (VIENNA, "2022-01-13 07:00", f"<b>Today: Talks with the OSCE</b>\n{VIENNA_BODY}"),
    ],
)
def test_a_reminder_tells_everything_that_the_report_tells(of: Event, at: str, html: str) -> None:
    assert as_html(reminder_post(of, utc(at))) == html


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=8), "In 8 days"),
        (timedelta(days=1, hours=5, minutes=29), "In 1 day 5 hours"),
        (timedelta(hours=23, minutes=59), "In 23 hours 59 minutes"),
        (timedelta(hours=1, minutes=1), "In 1 hour 1 minute"),
        (timedelta(minutes=59, seconds=31), "In 1 hour"),
        (timedelta(minutes=42), "In 42 minutes"),
        (timedelta(seconds=30), "In 1 minute"),
        (timedelta(seconds=29), "Starting now"),
        (timedelta(0), "Starting now"),
        (timedelta(seconds=-29), "Starting now"),
        (timedelta(seconds=-30), "Started 1 minute ago"),
        (timedelta(minutes=-5), "Started 5 minutes ago"),
        (timedelta(hours=-1, minutes=-1), "Started 1 hour 1 minute ago"),
    ],
)
def test_a_late_post_tells_the_time_that_is_left_and_never_that_of_its_lead(
    left: timedelta, words: str
) -> None:
    assert head(reminder_post(COUNCIL, COUNCIL_STARTS - left)) == f"{words}: NATO–Russia Council"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=1), "In about 1 hour"),
        (timedelta(0), "Starting about now"),
        (timedelta(minutes=-5), "Was to start about 5 minutes ago"),
    ],
)
def test_an_approximate_time_never_sounds_exact(left: timedelta, words: str) -> None:
    post = reminder_post(PRESS, PRESS_STARTS - left)

    assert head(post) == f"{words}: {PRESS.title}"
    assert "\nAround Wednesday 12 January 2022, 14:30 in Brussels" in post.text


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2022-01-06 22:59", "In 4 days"),  # 23:59 in Geneva
        ("2022-01-06 23:00", "In 3 days"),
        ("2022-01-09 22:59", "Tomorrow"),
        ("2022-01-09 23:00", "Today"),
        ("2022-01-10 22:59", "Today"),
        ("2022-01-11 12:00", "Began yesterday"),
        ("2022-01-12 12:00", "Began 2 days ago"),
    ],
)
def test_a_day_is_counted_by_the_calendar_of_its_place(at: str, words: str) -> None:
    assert head(reminder_post(GENEVA, utc(at))) == f"{words}: US–Russia talks"


def test_a_link_to_watch_comes_whole_however_much_else_there_is_to_tell() -> None:
    stream = "https://stream.example/" + "a" * (MAX_LINE - 23)
    crowded = replace(
        COUNCIL,
        stream=stream,
        delegations=tuple(Delegation(f"Party {n}", f"Head {n}") for n in range(20)),
    )

    assert f"\nLive: {stream}\n" in as_html(reminder_post(crowded, COUNCIL_STARTS))


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        ("short", "short"),
        ("word " * 90, "word " * 46 + "word…"),
        ("議" * 400, "議" * 239 + "…"),
        ("第一回 " + "議" * 400, "第一回 " + "議" * 235 + "…"),
    ],
    ids=["short", "words", "no words", "hardly any words"],
)
def test_a_long_text_is_cut_and_not_left_out(topic: str, told: str) -> None:
    html = as_html(reminder_post(replace(event(), topics=(topic,)), COUNCIL_STARTS))

    assert html.splitlines()[-1] == f"Topics: {told}"


# Answers to commands

NEXT_TWO = (
    "<b>NATO–Russia Council</b>\n"
    '<tg-time unix="1641978000" format="wDt">'
    "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)</tg-time>\n"
    "Brussels · in 30 minutes\n"
    "\n"
    "<b>Press conference by the NATO Secretary-General</b>\n"
    'Around <tg-time unix="1641994200" format="wDt">'
    "Wednesday 12 January 2022, 14:30 in Brussels (13:30 GMT)</tg-time>\n"
    "Brussels · in about 5 hours"
)


def test_next_tells_what_when_where_and_how_soon() -> None:
    assert as_html(next_post((COUNCIL, PRESS), 2, utc("2022-01-12 08:30"))) == NEXT_TWO


def test_next_says_so_when_there_is_less_than_was_asked_for() -> None:
    post = next_post((COUNCIL, PRESS), 3, utc("2022-01-12 08:30"))

    assert as_html(post) == f"{NEXT_TWO}\n\nNothing more is announced."


def test_next_of_a_day_without_a_time() -> None:
    assert as_html(next_post((VIENNA,), 1, utc("2022-01-12 12:00"))) == (
        "<b>Talks with the OSCE</b>\n"
        "Thursday 13 January 2022, time to be announced\n"
        "Vienna · tomorrow"
    )


def test_next_of_an_event_without_a_place() -> None:
    placeless = event("2022-01-12 09:00 GMT", place=None)

    assert as_html(next_post((placeless,), 1, utc("2022-01-12 08:30"))) == (
        '<b>Council</b>\n<tg-time unix="1641978000" format="wDt">'
        "Wednesday 12 January 2022, 09:00 GMT</tg-time>\nIn 30 minutes"
    )


def test_next_after_everything_says_that_nothing_is_announced() -> None:
    assert as_html(next_post((), 1, utc("2022-02-01 12:00"))) == (
        "Nothing is announced for the time ahead."
    )


def test_start_greets_with_the_agenda_and_the_commands() -> None:
    button = Button("Subscribe to the calendar", "https://podium.example/")

    post = start_post("Talks & more", button)
    assert post.button == button
    assert as_html(post) == (
        "This is Podium: Talks &amp; more.\n"
        "I tell you what is coming, with each time in your own time zone.\n"
        "\n"
        "/next – The next event; /next 3 for three of them\n"
        "/help – What I can do"
    )


def test_help_lists_the_commands() -> None:
    assert as_html(help_post()) == (
        "/next – The next event; /next 3 for three of them\n/help – What I can do"
    )


def test_usage_tells_how_next_is_written() -> None:
    assert as_html(usage_post(10)) == (
        "Write /next for the next event, or /next 3 for three of them (10 at most)."
    )


# What Telegram makes of it

HOSTILE = [
    "<script>alert(1)</script>",
    "</b><a href='https://evil.example'>x</a>",
    "R&D &lt;b&gt; &amp;amp; &#60;",
    "🕊️ 👨‍👩‍👧 talks",
    "שיחות בז'נבה",
    "محادثات \u202egnp.exe",
    "\"quoted\" and 'quoted'",
    "<",
    "&",
]


def all_over(text: str, of: Event = COUNCIL) -> Event:
    return replace(
        of,
        title=text,
        place=Place(text, "Europe/Brussels", country=text, venue=text),
        chair=text,
        parties=(text, "Another"),
        delegations=(Delegation(text, text),),
        topics=(text,),
        note=text,
        source=Source(text),
    )


def parsed(post: Post) -> FormattedText:
    return parse_html(as_html(post))


def times(post: Post) -> list[int | None]:
    return [entity.unix_time for entity in parsed(post).entities if entity.type == "date_time"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_definitions_text_reaches_the_reader_as_it_is_and_formats_nothing(text: str) -> None:
    for post in (
        reminder_post(all_over(text), COUNCIL_STARTS),
        next_post([all_over(text)], 1, COUNCIL_STARTS),
        start_post(text),
    ):
        said = parsed(post)
        assert " ".join(text.split()) in said.text
        assert {entity.type for entity in said.entities} <= {"bold", "italic", "date_time"}


lines = st.text(min_size=1, max_size=MAX_LINE)


@given(lines, st.sampled_from([COUNCIL, PRESS, GENEVA]))
def test_plain_text_is_what_telegram_reads_from_the_html(text: str, of: Event) -> None:
    for post in (
        reminder_post(all_over(text, of), COUNCIL_STARTS),
        next_post([all_over(text, of)], 2, COUNCIL_STARTS),
    ):
        assert post.text == parsed(post).text


@pytest.mark.parametrize("row", THE_WEEK, ids=lambda row: f"{row.event} {row.lead}")
def test_each_time_is_an_entity_with_its_instant(row: Row) -> None:
    of = EVENTS[row.event]
    expected = [int(of.start.begins.timestamp())] if of in (COUNCIL, PRESS) else []

    assert times(reminder_post(of, row.due)) == expected
    assert times(next_post([of], 1, row.due)) == expected


def test_the_entity_covers_the_time_and_leaves_the_doubt_outside() -> None:
    said = parsed(reminder_post(PRESS, PRESS_STARTS))
    [time] = [entity for entity in said.entities if entity.type == "date_time"]

    assert time == Entity(
        "date_time",
        said.text.index("Wednesday"),
        len("Wednesday 12 January 2022, 14:30 in Brussels (13:30 GMT)"),
        unix_time=1641994200,
        date_time_format="wDt",
    )
    assert said.text[: time.offset].endswith("\nAround ")


def test_a_time_too_far_ahead_for_telegrams_entity_is_told_in_words() -> None:
    far = event("2030-01-12 09:00 GMT")

    post = reminder_post(far, utc("2022-01-12 09:00"))
    assert times(post) == []
    assert "Saturday 12 January 2030, 10:00 in Brussels (09:00 GMT)" in parsed(post).text


def test_spans_know_the_instants_that_they_tell() -> None:
    instants = {span.instant for span in reminder_post(COUNCIL, COUNCIL_STARTS).spans}

    assert instants == {None, COUNCIL_STARTS}


# The limit


@pytest.mark.parametrize("letter", ["x", "&", "<", "🕊", "議", "word "], ids=ascii)
@pytest.mark.parametrize("start", ["2022-01-12 09:00 GMT", "about 2022-01-12 13:30 GMT"])
def test_no_post_is_too_long_with_the_longest_definitions_that_are_taken(
    tmp_path: Path, letter: str, start: str
) -> None:
    line = (letter * MAX_LINE)[:MAX_LINE].strip()
    prose = (letter * MAX_PROSE)[:MAX_PROSE].strip()

    address = ("https://stream.example/" + "a" * MAX_LINE)[:MAX_LINE]
    brief = {
        "kind": "meeting",
        "title": line,
        "start": start,
        "place": {"city": line, "country": line, "venue": line, "timezone": "Europe/Brussels"},
    }
    full = {
        "chair": line,
        "parties": [f"{n}{line[1:]}" for n in range(10)],
        "delegations": [{"party": f"{n}{line[2:]}", "head": line} for n in range(10)],
        "topics": [f"{n}{line[1:]}" for n in range(10)],
        "note": prose,
        "source": {"publisher": line, "date": "2022-01-12", "url": address},
        "stream": address,
        "url": address,
    }
    agenda = {
        "agenda": "longest",
        "title": line,
        "timezone": "Europe/Brussels",
        "events": [
            {"id": f"event-{n}", **brief, **({} if n else full)} for n in range(MOST_EVENTS)
        ],
    }
    text = json.dumps(agenda, ensure_ascii=False)  # which is YAML, too
    (tmp_path / "longest.yaml").write_text(text, encoding="utf-8")
    agendas, now = load(tmp_path), utc("2022-01-12 13:31")

    coming = upcoming(agendas, utc("2022-01-01 00:00"), MOST_EVENTS)
    posts = [reminder_post(agendas.events[0], now), start_post(agendas.title)]
    posts += [next_post(coming[:count], count + 1, now) for count in range(MOST_EVENTS + 1)]
    assert max(len(parsed(post).text) for post in posts) <= MAX_CHARACTERS
    # Telegram takes no more than this before it looks at the entities.
    assert max(len(as_html(post).encode()) for post in posts) <= 32768
