"""Every answer that a reader gets in chat, letter by letter."""

from dataclasses import replace

import pytest

from bot.messages.answers.changes import changes_answer
from bot.messages.answers.entries import standing
from bot.messages.answers.event import event_answer
from bot.messages.answers.itself import help_answer, start_answer
from bot.messages.answers.next import next_post
from bot.messages.post import Button
from bot.messages.wording.answers.reader import Reader
from bot.telegram.html import as_html
from events.history import changes_between
from events.model import Access, Event, Place
from events.queries import Outlook
from events.wording.english import ENGLISH
from tests.bot.making.builders import event
from tests.bot.messages.week_events import COUNCIL, PRESS, VIENNA
from tests.bot.running.clock import utc

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


def test_what_has_ended_is_not_told_by_the_day_that_it_was_in() -> None:
    night = event("2022-01-12 20:00 GMT", end="2022-01-13 01:00 GMT")
    last = utc("2022-01-13 12:00").date()
    assert standing(night, utc("2022-01-13 00:30"), last, ENGLISH) == "second day of two"
    assert standing(night, utc("2022-01-13 03:00"), last, ENGLISH) == "ended 2 hours ago"


def test_next_tells_what_when_where_and_how_soon() -> None:
    assert (
        as_html(next_post(Outlook(coming=(COUNCIL, PRESS)), 2, utc("2022-01-12 08:30"))) == NEXT_TWO
    )


def test_next_says_so_when_there_is_less_than_was_asked_for() -> None:
    post = next_post(Outlook(coming=(COUNCIL, PRESS)), 3, utc("2022-01-12 08:30"))

    assert as_html(post) == f"{NEXT_TWO}\n\nNothing more is announced."


def test_next_of_a_day_without_a_time() -> None:
    assert as_html(next_post(Outlook(coming=(VIENNA,)), 1, utc("2022-01-12 12:00"))) == (
        "<b>Talks with the OSCE</b>\n"
        "Thursday 13 January 2022, time to be announced\n"
        "Vienna · tomorrow"
    )


def test_all_about_an_event_without_a_day_has_no_line_for_how_soon_it_is() -> None:
    answer = event_answer(
        event("2022-02"), None, None, None, utc("2022-01-12 12:00"), 1, (), Reader()
    )
    assert answer.post.text.startswith(
        "Council\nFebruary 2022, date to be announced\nMeeting · Date to be announced\n"
    )


def test_next_of_an_event_without_a_place() -> None:
    placeless = event("2022-01-12 09:00 GMT", place=None)

    assert as_html(next_post(Outlook(coming=(placeless,)), 1, utc("2022-01-12 08:30"))) == (
        '<b>Council</b>\n<tg-time unix="1641978000" format="wDt">'
        "Wednesday 12 January 2022, 09:00 GMT</tg-time>\nIn 30 minutes"
    )


def test_next_after_everything_says_that_nothing_is_announced() -> None:
    assert as_html(next_post(Outlook(), 1, utc("2022-02-01 12:00"))) == (
        "Nothing is announced for the time ahead."
    )


def test_next_after_everything_tells_what_was_last() -> None:
    now = utc("2022-02-01 12:00")

    assert as_html(next_post(Outlook(), 1, now, everything=[COUNCIL, VIENNA])) == (
        "Nothing is announced for the time ahead.\n"
        "\n"
        "<i>Last</i>\n"
        "\n"
        "<b>Talks with the OSCE</b>\n"
        "Thursday 13 January 2022, time to be announced\n"
        "Began 19 days ago"
    )


def test_start_greets_with_the_agenda_and_the_commands() -> None:
    button = Button("Subscribe to the calendar", "https://podium.example/")

    answer = start_answer("Talks & more", button)
    assert answer.rows == ((button,),)
    assert as_html(answer.post) == (
        "This is Podium: Talks &amp; more.\n"
        "I tell you what is coming, with each time in your own time zone.\n"
        "\n"
    ) + as_html(help_answer().post)


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (
            replace(COUNCIL, place=Place("Ghent", "Europe/Brussels")),
            "10:00 in Ghent (09:00 GMT)\nBefore: Brussels\nAfter: Ghent\n",
        ),
        (
            replace(COUNCIL, access=Access.POOL),
            "10:00 in Brussels (09:00 GMT)\nBefore: Open to the press\nAfter: Pool only\n",
        ),
        (
            replace(COUNCIL, start=PRESS.start),
            "Moved later: NATO–Russia Council\nBefore: Wednesday",
        ),
    ],
    ids=["place", "access", "time"],
)
def test_a_change_says_of_which_day_it_is(edited: Event, told: str) -> None:
    before = replace(COUNCIL, access=Access.OPEN)
    after = edited if edited.access else replace(edited, access=Access.OPEN)
    entries = changes_between(before, after, utc("2022-01-11 12:00"))
    assert told in changes_answer(entries, 1, Reader()).post.text
