"""Texts of calendars, which may be HTML → plain texts that definitions take."""

import html
import re
import unicodedata
from html.parser import HTMLParser

from events.definitions.invisible import is_unseen
from events.foreign.reading.components import MOST_OF_TEXT

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--|<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LINES = frozenset(
    (
        *("br", "p", "div", "li", "ul", "ol", "tr", "table", "hr", "blockquote", "pre"),
        *("section", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_UNSEEN = frozenset({"style", "script", "head", "title"})
_REFUSED = ("Cc", "Cs", "Zl", "Zp")
_NO_CHARACTERS = "\ufffe\uffff"  # which YAML has not
# What Google Calendar puts below a description, between two such lines: how to join by Meet.
_GOOGLE_MEET = re.compile(r"-::~:[~:]*::-(?:.*?-::~:[~:]*::-)?", re.DOTALL)


def plain(text: str) -> str:
    """Return a text of several lines without HTML, and without what nobody sees."""
    text = text[:MOST_OF_TEXT]
    if _TAG.search(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        text = "".join(reader.found)
    elif _ENTITY.search(text):
        text = html.unescape(text)
    text = _GOOGLE_MEET.sub("", text)
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    lines = [" ".join(_seen(line).split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain_line(text: str) -> str:
    """Return a text of one line."""
    return " ".join(plain(text).split())


def _seen(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    line = line.replace("\t", " ")
    # What is left out may be what another one was joined to: so until nothing is.
    while True:
        kept = "".join(
            it
            for at, it in enumerate(line)
            if unicodedata.category(it) not in _REFUSED
            and it not in _NO_CHARACTERS
            and not is_unseen(line, at)
        )
        if kept == line:
            return kept
        line = kept


class _Reader(HTMLParser):
    """Reads HTML for its text; an address that a link does not show stands behind it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _LINES:
            self.found.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            self._link = dict(attrs).get("href") or "", len(self.found)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _LINES:
            self.found.append("\n")
        elif tag == "a" and self._link:
            address, begun = self._link
            shown = "".join(self.found[begun:])
            self._link = None
            if re.match(r"https?://", address) and address not in shown:
                self.found.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.found.append(re.sub(r"\s*\n\s*", "\n", data))
