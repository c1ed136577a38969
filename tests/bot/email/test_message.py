"""A post as a message, as any mail program reads it."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from html.parser import HTMLParser

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.config.mail import MailSender
from bot.email.message import message_of
from bot.messages.post import Button, Post, Span, Style
from tests.bot.running.clock import utc
from tests.examples import examples

NOW = utc("2022-01-12 08:45")
SENDER = MailSender("press@example.org", "Presse, à l'étage")
LONGEST_LINE = 998  # RFC 5322 §2.1.1
WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffe"),
    min_size=1,
    max_size=20,
)
LINES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


class Texts(HTMLParser):
    """The texts of a page, but for its title."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] not in ("title", "head", "html") and data.strip():
            self.texts.append(data.strip("\n"))


# Not explained: what explains a failure makes the package's parser a hundred times slower.
@settings(max_examples=examples(40), phases=(Phase.explicit, Phase.generate), deadline=None)
@given(title=LINES, line=LINES)
@example(title="Rat: " + "é" * 300, line="<script>alert(1)</script> & \"more\" 'quotes'")
@example(title="=?utf-8?q?no?= code", line=". a line that begins with a dot")
@example(title="Встреча " * 20, line="اجتماع")
def test_any_text_arrives_as_it_was_written(title: str, line: str) -> None:
    spans = (Span(title, Style.BOLD), Span("\n"), Span(line, Style.ITALIC))
    written = message_of(Post(spans), SENDER, "desk@example.org", NOW, None)
    assert written.isascii()
    assert all(len(each) <= LONGEST_LINE for each in written.split(b"\r\n"))
    message = message_from_bytes(written, policy=policy.default)
    assert message["Subject"] == title
    assert message["From"].addresses[0].display_name == SENDER.name
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == f"{title}\n{line}\n"
    page = Texts()
    page.feed(html.get_content())
    assert page.texts == [title, line]
    assert page.tags == ["html", "head", "meta", "title", "body", "h1", "p", "em"]


def test_an_address_stands_beside_its_words() -> None:
    url = "https://podium.example/?a=1&b=2"
    spans = (Span("Council", url=url), Span("\n\n"), Span(url, url=url))
    post = Post(spans, (Button("Details", url),), silent=True)
    written = message_of(post, SENDER, "desk@example.org", NOW, None)
    message = message_from_bytes(written, policy=policy.default)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().splitlines() == [
        *(f"Council ({url})", "", url, "", f"Details: {url}"),
    ]
    assert html.get_content().count('href="https://podium.example/?a=1&amp;b=2"') == 3
    assert message["Importance"] == "low"


@pytest.mark.parametrize(
    "name",
    [
        None,
        "Press, Office",
        "Press (office), =?utf-8?q?no?=",
        "Press, Office; " * 8,
        "Пресс-служба, " * 8,
    ],
)
def test_whom_it_is_from_is_read_as_it_was_written(name: str | None) -> None:
    sender = MailSender("press@example.org", name and name.strip())
    written = message_of(Post((Span("Council"),)), sender, "desk@example.org", NOW, None)
    assert written.isascii()
    # As it is read without a policy: with one, a space comes between two encoded words.
    found = str(make_header(decode_header(message_from_bytes(written)["From"])))
    name_read, _, address = found.rpartition("<")
    assert address.rstrip(">") == sender.address
    assert name_read.strip(' "') == (sender.name or "")
