"""Posts on a terminal: what stands out, and what a reader's own clock shows."""

import io

import pytest
from rich.console import Console

from bot.messages.post import Button, Post, Span, Style
from bot.terminal.destination import render
from tests.bot.running.clock import utc

NOON = utc("2022-01-12 12:00")


def shown(post: Post, timezone: str | None = None) -> str:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, color_system="standard", soft_wrap=True)
    console.print(render(post, timezone), end="")
    return screen.getvalue()


@pytest.mark.parametrize(
    ("span", "letters"),
    [
        (Span("Talks & <more>"), "Talks & <more>"),
        (Span("Talks", Style.BOLD), "\x1b[1mTalks\x1b[0m"),
        (Span("Talks", Style.ITALIC), "\x1b[2;3mTalks\x1b[0m"),
        (Span("Talks", Style.STRIKE), "\x1b[9mTalks\x1b[0m"),
        (Span("noon", instant=NOON), "\x1b[36mnoon\x1b[0m"),
        (Span("page", url="https://podium.example/"), "page \x1b[4mhttps://podium.example/\x1b[0m"),
        (Span("a\x1b[31mb"), "a\\x1b[31mb"),
    ],
    ids=["plain", "bold", "italic", "strike", "time", "link", "escape"],
)
def test_each_span_is_shown_in_its_style(span: Span, letters: str) -> None:
    assert shown(Post((span,))) == letters


def test_a_time_is_told_by_the_readers_clock_as_well() -> None:
    post = Post((Span("At "), Span("noon GMT", instant=NOON)))

    assert render(post, "Asia/Tokyo").plain == "At noon GMT, Wed 21:00 Asia/Tokyo"


def test_a_button_is_an_address_below() -> None:
    post = Post((Span("Talks"),), (Button("Details", "https://podium.example/"),))

    assert render(post).plain == "Talks\nDetails: https://podium.example/"
