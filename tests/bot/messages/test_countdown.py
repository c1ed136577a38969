"""How soon an event is, in words that are no surer than the definitions."""

from dataclasses import replace

import pytest

from bot.messages.parts.countdown import countdown
from bot.messages.post import Post
from bot.messages.reminder import reminder_post
from events.model import Event, Kind, Status
from tests.bot.making.builders import event
from tests.bot.running.clock import utc


def deadline(start: str, end: str | None = None) -> Event:
    return replace(event(start, end=end), kind=Kind.DEADLINE)


def milestone(start: str) -> Event:
    return replace(event(start), kind=Kind.MILESTONE)


def tentative(start: str) -> Event:
    return event(start, status=Status.TENTATIVE)


def lines(post: Post) -> list[str]:
    return post.text.splitlines()


NINE, ABOUT_NINE = "2022-01-12 09:00 GMT", "about 2022-01-12 09:00 GMT"
NOT_BEFORE = f"not before {NINE}"
DAY, ABOUT_DAY = "2022-01-12", "about 2022-01-12"


@pytest.mark.parametrize(
    ("of", "at", "words"),
    [
        (deadline(NINE), "2022-01-12 08:00", "Closes in 1 hour"),
        (deadline(NINE), "2022-01-12 09:00", "Closing now"),
        (deadline(NINE), "2022-01-12 09:05", "Closed 5 minutes ago"),
        (deadline(ABOUT_NINE), "2022-01-12 08:00", "Closes in about 1 hour"),
        (deadline(ABOUT_NINE), "2022-01-12 09:00", "Closing about now"),
        (deadline(ABOUT_NINE), "2022-01-12 09:05", "Was to close about 5 minutes ago"),
        (deadline(NINE, "2022-01-12 12:00 GMT"), "2022-01-12 08:00", "Closes in 4 hours"),
        (deadline(DAY), "2022-01-10 12:00", "Closes in 2 days"),
        (deadline(DAY), "2022-01-11 12:00", "Closes tomorrow"),
        (deadline(DAY), "2022-01-12 12:00", "Closes today"),
        (deadline(DAY), "2022-01-13 12:00", "Closed yesterday"),
        (deadline(ABOUT_DAY), "2022-01-11 12:00", "Closes around tomorrow"),
        (deadline(NOT_BEFORE), "2022-01-12 08:00", "Closes in 1 hour at the earliest"),
        (deadline(NOT_BEFORE), "2022-01-12 09:05", "May have closed"),
        (deadline(f"{DAY} morning"), "2022-01-12 10:59", "Closes today"),
        (deadline(f"{DAY} morning"), "2022-01-12 11:00", "Closed today"),
        (milestone(NOT_BEFORE), "2022-01-12 09:05", "May have taken place"),
        (event(NOT_BEFORE, end=f"{DAY} 12:00 GMT"), "2022-01-12 11:00", "May have started"),
        (event(NOT_BEFORE, end=f"{DAY} 12:00 GMT"), "2022-01-12 12:05", "Ended 5 minutes ago"),
        (event(NOT_BEFORE, end=f"about {DAY} 12:00 GMT"), "2022-01-12 12:05",
         "Was to end about 5 minutes ago"),
        (event(NOT_BEFORE, end="2022-01-14"), "2022-01-14 12:00", "May have started"),
        (event(NINE, end="2022-01-14"), "2022-01-16 12:00", "Ended 2 days ago"),
        (milestone(NINE), "2022-01-12 08:00", "In 1 hour"),
        (milestone(NINE), "2022-01-12 09:00", "Now"),
        (milestone(NINE), "2022-01-12 09:05", "5 minutes ago"),
        (milestone(ABOUT_NINE), "2022-01-12 09:05", "Was to be about 5 minutes ago"),
        (tentative(NINE), "2022-01-12 09:05", "Was to start 5 minutes ago"),
        (event(ABOUT_DAY), "2022-01-10 12:00", "In about 2 days"),
        (event(ABOUT_DAY), "2022-01-11 12:00", "Around tomorrow"),
        (event(ABOUT_DAY), "2022-01-12 12:00", "Around today"),
        (event(ABOUT_DAY), "2022-01-13 12:00", "Was to begin around yesterday"),
        (event(DAY, end="2022-01-14"), "2022-01-12 12:00", "Today"),
        (event(DAY, end="2022-01-14"), "2022-01-14 12:00", "Third day of three"),
        (event(DAY, end="2022-01-14"), "2022-01-16 12:00", "Ended 2 days ago"),
        (event(DAY, end="2022-01-31"), "2022-01-14 12:00", "Day 3 of 20"),
        (event(ABOUT_DAY, end="2022-01-14"), "2022-01-14 12:00", "Was to begin about 2 days ago"),
    ],
)  # fmt: skip
def test_no_words_are_surer_than_the_definitions(of: Event, at: str, words: str) -> None:
    assert countdown(of, utc(at)) == words


def test_a_reminder_says_that_an_event_is_tentative() -> None:
    post = reminder_post(tentative(NINE), utc("2022-01-12 08:50"))

    assert lines(post)[0] == "In 10 minutes (tentative): Council"


def test_a_reminder_says_that_a_day_is_approximate_and_begins_its_lines_with_capitals() -> None:
    assert lines(reminder_post(event(ABOUT_DAY), utc("2022-01-11 17:00")))[:2] == [
        "Around tomorrow: Council",
        "Around Wednesday 12 January 2022, time to be announced",
    ]


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (
            event(NINE, end="about 2022-01-12 12:00"),
            "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT), until around 12:00",
        ),
        (
            event(NINE, end="2022-01-13 12:00"),
            (
                "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT), "
                "until 12:00 on Thursday 13 January 2022"
            ),
        ),
        (event("2022-12-30", end="2023-01-01"), "30 December 2022 to 1 January 2023"),
        (milestone(DAY), "Wednesday 12 January 2022"),
    ],
)
def test_a_reminder_says_until_when(of: Event, words: str) -> None:
    assert lines(reminder_post(of, utc("2022-01-11 09:00")))[1] == words
