"""Posts' HTML as plain text: for the terminal, and for a chat that refuses the formatting."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with the tags that it stands in, the outermost first.

    ``unix`` is the instant that the text tells, if it is a ``tg-time``.
    """

    text: str
    tags: tuple[str, ...] = ()
    unix: int | None = None


class _Spans(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.spans: list[Span] = []
        self._open: list[tuple[str, int | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unix = dict(attrs).get("unix")
        self._open.append((tag, int(unix) if unix else None))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        tags = tuple(tag for tag, _ in self._open)
        unix = next((unix for _, unix in reversed(self._open) if unix is not None), None)
        self.spans.append(Span(data, tags, unix))


def spans(html: str) -> list[Span]:
    """Split a post's HTML into runs of text."""
    parser = _Spans()
    parser.feed(html)
    parser.close()
    return parser.spans


def plain(html: str) -> str:
    """Return a post's text without its formatting."""
    return "".join(span.text for span in spans(html))
