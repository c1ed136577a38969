"""Every reminder that a reader sees in chat, letter by letter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages.post import Post
from bot.messages.reminder import reminder_post
from bot.telegram.html import as_html
from events.definitions.schema import MAX_LINE
from events.model import Delegation, Event
from tests.bot.making.builders import event
from tests.bot.making.week import THE_WEEK, Row
from tests.bot.messages.week_events import (
    COUNCIL,
    COUNCIL_STARTS,
    EVENTS,
    GENEVA,
    PRESS,
    PRESS_STARTS,
    VIENNA,
)
from tests.bot.running.clock import utc

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
