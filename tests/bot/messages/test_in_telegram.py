"""What Telegram makes of posts: no definition can format one, or make one too long."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.answers.itself import MOST_EVENTS, start_answer
from bot.messages.answers.next import next_answer, next_post
from bot.messages.post import Post
from bot.messages.reminder import reminder_post
from bot.messages.wording.answers.reader import ANYBODY
from bot.planning.post_form import PostForm
from bot.telegram.html import as_html
from events.definitions.loader import load
from events.definitions.schema import MAX_LINE, MAX_PROSE
from events.model import Delegation, Event, Place, Source
from events.queries import Outlook, outlook
from events.wording.joined import titles_phrase
from events.wording.languages import LANGUAGES
from tests.bot.making.builders import event
from tests.bot.making.week import THE_WEEK, Row
from tests.bot.messages.week_events import (
    COUNCIL,
    COUNCIL_STARTS,
    EVENTS,
    GENEVA,
    PRESS,
    PRESS_STARTS,
)
from tests.bot.running.clock import utc
from tests.telegram_server.texts.content import MAX_CHARACTERS
from tests.telegram_server.texts.markup import Entity, FormattedText, parse_html

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
        next_post(Outlook(coming=(all_over(text),)), 1, COUNCIL_STARTS),
        start_answer(text).post,
    ):
        said = parsed(post)
        assert " ".join(text.split()) in said.text
        assert {entity.type for entity in said.entities} <= {"bold", "italic", "date_time"}


lines = st.text(min_size=1, max_size=MAX_LINE)


@given(lines, st.sampled_from([COUNCIL, PRESS, GENEVA]))
def test_plain_text_is_what_telegram_reads_from_the_html(text: str, of: Event) -> None:
    for post in (
        reminder_post(all_over(text, of), COUNCIL_STARTS),
        next_post(Outlook(coming=(all_over(text, of),)), 2, COUNCIL_STARTS),
    ):
        assert post.text == parsed(post).text


@pytest.mark.parametrize("row", THE_WEEK, ids=lambda row: f"{row.event} {row.lead}")
def test_each_time_is_an_entity_with_its_instant(row: Row) -> None:
    of = EVENTS[row.event]
    expected = [int(of.start.begins.timestamp())] if of in (COUNCIL, PRESS) else []

    assert times(reminder_post(of, row.due)) == expected
    assert times(next_post(Outlook(coming=(of,)), 1, row.due)) == expected


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

    coming = outlook(agendas, utc("2022-01-01 00:00"), MOST_EVENTS).coming
    posts = [reminder_post(agendas.events[0], now, form=PostForm(it)) for it in LANGUAGES.values()]
    posts.append(start_answer(titles_phrase(agendas)).post)
    posts += [
        next_answer(
            Outlook(on, on, on, coming[:count]), count + 1, now, coming, (), page, None, ANYBODY
        ).post
        for count in (0, 1, 2, MOST_EVENTS)
        for on in ((), coming)
        for page in range(1, 12)
    ]
    assert max(len(parsed(post).text) for post in posts) <= MAX_CHARACTERS
    # Telegram takes no more than this before it looks at the entities.
    assert max(len(as_html(post).encode()) for post in posts) <= 32768
