"""Texts of calendars, which may be HTML → plain texts that definitions take."""

import html
import re
import unicodedata
from html.entities import html5
from html.parser import HTMLParser

from events.definitions.invisible import is_unseen
from events.foreign.reading.components import MOST_OF_TEXT

_NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|"
    "colgroup|dd|del|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|"
    "header|hr|html|html-blob|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|noscript|"
    "o:p|object|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|video|wbr"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:[\s/][^<>]{{0,2000}})?>|<!--|<!DOCTYPE", re.IGNORECASE)
# What stands in such brackets in a text is an address, and no tag.
_ADDRESS = re.compile(r"\s?<(?:mailto:|(?=https?://))?([^\s<>\"']{1,2000}[.@:][^\s<>\"']{1,2000})>")
_CUT_OFF = re.compile(rf"<(?:/?(?:{_NAMES})(?:\s[^<>]*)?)?$", re.IGNORECASE)
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
    if not _TAG.search(text) and _ENTITY.search(text):
        text = _ENTITY.sub(_character, text)  # what is escaped may be HTML: so some programs do
    if _TAG.search(text):
        reader = _Reader()
        reader.feed(_CUT_OFF.sub("", _ADDRESS.sub(r" (\1)", text)))
        reader.close()
        text = "".join(reader.found)
    text = _GOOGLE_MEET.sub("", text)
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    lines = [" ".join(_seen(line).split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _character(entity: re.Match[str]) -> str:
    is_known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if is_known else entity[0]


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
        elif tag in ("li", "tr"):
            while self.found and self.found[-1].isspace():
                self.found.pop()
            self.found.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.found.append(" ")
        elif tag in _LINES:
            self.found.append("\n")
        elif not re.fullmatch(_NAMES, tag):
            self.handle_data(self.get_starttag_text() or "")
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
