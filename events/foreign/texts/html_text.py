"""HTML → the text that it shows, and what is struck out in it."""

import re
from collections import Counter
from html.parser import HTMLParser

NAMES = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|"
    "colgroup|dd|del|details|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|"
    "header|hr|html|html-blob|i|iframe|img|input|ins|label|li|link|main|mark|meta|nav|noscript|"
    "o:p|object|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|video|wbr"
)
"""The elements of HTML that calendars have: what else stands between < and > is text."""

_LINES = frozenset(
    (
        *("br", "p", "div", "li", "ul", "ol", "tr", "table", "hr", "blockquote", "pre"),
        *("section", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_UNSEEN = frozenset({"style", "script", "head", "title"})
_VOID = frozenset({"br", "hr", "img", "input", "col", "embed", "link", "meta", "source", "wbr"})
# These go on through the ends of what is around them, until their own end.
_FORMATTING = ("s", "strike")
# These end where another one of theirs begins, but for one that is in a list or table in them.
_ENDS_BEFORE = {
    "p": _LINES - {"br"},
    "li": {"li"},
    "tr": {"tr"},
    "td": {"td", "th", "tr"},
    "th": {"td", "th", "tr"},
}
_BULLET = "\n- "
_STRUCK_STYLE = re.compile(
    r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE
)


def text_of_html(html: str) -> tuple[str, list[str]]:
    """Return the text of HTML, and the pieces struck out in it, which are no part of the text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.found), reader.struck


class _Reader(HTMLParser):
    """Reads HTML for its text; an address that a link does not show stands behind it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.struck: list[str] = []
        self._unseen = 0
        self._link: tuple[str, int] | None = None
        self._struck_at = -1
        self._open: list[tuple[str, bool]] = []
        self._number_open = Counter[str]()
        self._striking = 0

    @property
    def _is_struck(self) -> bool:
        return self._striking > 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, dict(attrs).get("style") or "")
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in ("li", "tr"):
            while self.found and (self.found[-1].isspace() or self.found[-1] == _BULLET):
                self.found.pop()
            self.found.append(_BULLET if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.found.append(" ")
        elif tag in _LINES:
            self.found.append("\n")
        elif not re.fullmatch(NAMES, tag):
            self.handle_data(self.get_starttag_text() or "")
        elif tag == "a":
            self._link = dict(attrs).get("href") or "", len(self.found)

    def _begin(self, tag: str, style: str) -> None:
        """Go by what is open, as far as it may be struck out."""
        while self._open and tag in _ENDS_BEFORE.get(self._open[-1][0], ()):
            self._close()
        if tag in _FORMATTING:
            self._number_open[tag] += 1
            self._striking += 1
        elif tag not in _VOID:
            is_striking = tag == "del" or _STRUCK_STYLE.search(style) is not None
            self._open.append((tag, is_striking))
            self._number_open[tag] += 1
            self._striking += is_striking

    def _close(self) -> str:
        tag, is_striking = self._open.pop()
        self._number_open[tag] -= 1
        self._striking -= is_striking
        return tag

    def handle_endtag(self, tag: str) -> None:
        self._end(tag)
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _LINES:
            if self.found and self.found[-1] == _BULLET:
                self.found.pop()  # what it stood before is struck out
            self.found.append("\n")
        elif tag == "a" and self._link:
            address, begun = self._link
            self._link = None
            shown = "".join(self.found[begun:])
            is_struck = self._is_struck or (not shown and self._struck_at >= begun)
            if re.match(r"https?://", address) and address not in shown and not is_struck:
                self.found.append(f" ({address})")

    def _end(self, tag: str) -> None:
        if not self._number_open[tag]:
            return
        if tag in _FORMATTING:
            self._number_open[tag] -= 1
            self._striking -= 1
        else:
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        text = re.sub(r"\s*\n\s*", "\n", data)
        if not self._is_struck:
            self.found.append(text)
        elif self._struck_at == len(self.found):
            self.struck[-1] += text
        else:
            self.struck.append(text)
            self._struck_at = len(self.found)
