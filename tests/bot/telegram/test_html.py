"""Posts as Telegram's HTML: every style, every time, every link, and nothing of what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.post import Post, Span, Style
from bot.telegram.html import as_html
from tests.bot.running.clock import utc
from tests.telegram_server.texts.markup import parse_html

NOON = utc("2022-01-12 12:00")


@pytest.mark.parametrize(
    ("span", "html"),
    [
        (Span("Talks & <more>"), "Talks &amp; &lt;more&gt;"),
        (Span("Talks", Style.BOLD), "<b>Talks</b>"),
        (Span("Talks", Style.ITALIC), "<i>Talks</i>"),
        (Span("Talks", Style.STRIKE), "<s>Talks</s>"),
        (Span("noon", instant=NOON), '<tg-time unix="1641988800" format="wDt">noon</tg-time>'),
        (
            Span("page", url='https://podium.example/?a=1&b="2"'),
            '<a href="https://podium.example/?a=1&amp;b=&quot;2&quot;">page</a>',
        ),
    ],
    ids=["plain", "bold", "italic", "strike", "time", "link"],
)
def test_each_span_is_what_the_bot_api_takes(span: Span, html: str) -> None:
    assert as_html(Post((span,))) == html


styles = st.sampled_from([Style.BOLD, Style.ITALIC, Style.STRIKE, Style.BOLD | Style.ITALIC])
spans = st.builds(
    Span,
    st.text(min_size=1),
    styles,
    instant=st.sampled_from([None, NOON]),
    url=st.sampled_from([None, "https://podium.example/?a=1&b=2"]),
)


@given(st.lists(spans, max_size=4).map(tuple))
def test_telegram_reads_the_text_of_any_spans(some: tuple[Span, ...]) -> None:
    post = Post(some)

    assert parse_html(as_html(post)).text == post.text
