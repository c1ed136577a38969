"""Every notice and correction that a reader sees in chat, letter by letter."""

from dataclasses import replace

import pytest

from bot.messages.notice import correction_post, notice_post
from bot.messages.post import LONGEST_CAPTION, LONGEST_POST
from bot.telegram.html import as_html
from events.changes import Change, News
from events.model import Place, Source, Status
from tests.bot.making.builders import event
from tests.bot.running.clock import utc

NOW = utc("2022-01-12 08:00")
OTHERWISE = replace(
    event("2022-01-12 07:30 GMT"), place=Place("Paris", "Europe/Paris", venue="R&D")
)
TEN = replace(event("2022-01-12 09:00 GMT"), note="A <note>", source=Source("AT&T"))
WHEN = (
    '<tg-time unix="1641978000" format="wDt">'
    "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)</tg-time>\nIn 1 hour\nPlace: Brussels"
)
WAS = "Was to be: Wednesday 12 January 2022, 08:30 in Paris (07:30 GMT)"
END = "Editor's note: A &lt;note&gt;\n<i>Source: AT&amp;T</i>"


@pytest.mark.parametrize(
    ("change", "html"),
    [
        (Change.ADDED, f"<b>New on the agenda: Council</b>\n{WHEN}\n{END}"),
        (Change.MOVED, f"<b>New time: Council</b>\n{WHEN}\n{WAS}\n{END}"),
        (Change.TIME_ANNOUNCED, f"<b>Time announced: Council</b>\n{WHEN}\n{END}"),
        (Change.MADE_EXACT, f"<b>Time confirmed: Council</b>\n{WHEN}\n{END}"),
        (Change.CONFIRMED, f"<b>Confirmed: Council</b>\n{WHEN}\n{END}"),
        (Change.RESTORED, f"<b>On again: Council</b>\n{WHEN}\n{END}"),
        (
            Change.PLACE_CHANGED,
            f"<b>New place: Council</b>\n{WHEN}\nWas to be: R&amp;D, Paris\n{END}",
        ),
    ],
)
def test_a_notice_tells_what_is_so_now_and_what_was(change: Change, html: str) -> None:
    before = None if change is Change.ADDED else OTHERWISE

    assert as_html(notice_post(News(change, TEN, before), NOW)) == html


def test_a_notice_of_an_event_that_is_off_tells_when_it_was_to_be() -> None:
    cancelled = replace(TEN, status=Status.CANCELLED)
    postponed = replace(TEN, status=Status.POSTPONED)

    assert as_html(notice_post(News(Change.CANCELLED, cancelled, OTHERWISE), NOW)) == (
        f"<b>Cancelled: Council</b>\n{WAS}\n{END}"
    )
    assert as_html(notice_post(News(Change.POSTPONED, postponed, OTHERWISE), NOW)) == (
        f"<b>Postponed: Council</b>\nThere is no new date yet.\n{WAS}\n{END}"
    )


def test_a_correction_strikes_through_what_a_post_said() -> None:
    assert as_html(correction_post("In 1 hour: R&D\nBrussels")) == (
        "<b>Out of date: this event has changed since. Another post tells how.</b>\n\n"
        "<s>In 1 hour: R&amp;D\nBrussels</s>"
    )


@pytest.mark.parametrize("letter", ["&", "\N{GRINNING FACE}"])
@pytest.mark.parametrize("longest", [LONGEST_POST, LONGEST_CAPTION])
def test_a_correction_of_the_longest_post_is_not_too_long(letter: str, longest: int) -> None:
    post = correction_post(letter * longest, longest=longest)

    assert post.text.endswith(letter)
    assert longest - 1 <= post.length <= longest


def test_a_notice_tells_what_is_tentative_and_what_is_confirmed_besides() -> None:
    tentative = replace(TEN, status=Status.TENTATIVE)

    assert text_of(News(Change.MOVED, tentative, OTHERWISE))[0] == "New time (tentative): Council"
    assert text_of(News(Change.MADE_TENTATIVE, tentative, TEN))[0] == "Now tentative: Council"
    was_tentative = replace(OTHERWISE, status=Status.TENTATIVE)
    assert "It is confirmed now." in text_of(News(Change.MOVED, TEN, was_tentative))


def test_a_notice_tells_the_new_end_and_the_one_that_was_told() -> None:
    before, after = (event(end=f"2022-01-12 {clock} GMT") for clock in ("11:00", "15:00"))
    assert text_of(News(Change.END_MOVED, after, before)) == [
        "New end: Council",
        "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT), until 16:00",
        "In 1 hour",
        "Place: Brussels",
        "Was to end: 12:00",
    ]
    assert text_of(News(Change.END_MOVED, event(), before))[0] == "End open again: Council"


def test_a_notice_of_a_day_that_is_certain_now_does_not_speak_of_a_time() -> None:
    news = News(Change.MADE_EXACT, event("2022-01-13"), event("about 2022-01-13"))
    assert text_of(news)[0] == "Day confirmed: Council"
    news = News(Change.MADE_APPROXIMATE, event("about 2022-01-13"), event("2022-01-13"))
    assert text_of(news)[0] == "Day approximate now: Council"


def text_of(news: News) -> list[str]:
    return notice_post(news, NOW).text.splitlines()
