"""Texts of calendars, which may be HTML → plain texts that definitions take."""

import html
import re
import unicodedata
from html.entities import html5

from events.definitions.invisible import is_unseen
from events.foreign.reading.components import MOST_OF_TEXT
from events.foreign.texts.html_text import NAMES, text_of_html

_TAG = re.compile(rf"</?(?:{NAMES})(?:[\s/][^<>]{{0,2000}})?>|<!--|<!DOCTYPE", re.IGNORECASE)
# What stands in such brackets in a text is an address, and no tag.
_ADDRESS = re.compile(r"\s?<(?:mailto:|(?=https?://))?([^\s<>\"']{1,2000}[.@:][^\s<>\"']{1,2000})>")
_CUT_OFF = re.compile(rf"<(?:/?(?:{NAMES})(?:\s[^<>]*)?)?$", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_REFUSED = ("Cc", "Cs", "Zl", "Zp")
# Without HTML what is struck out has a stroke through each letter, or tildes around it.
_STROKE = "\u0336"
_STRUCK = re.compile(
    rf"(?:[^\n{_STROKE}]{_STROKE}+)+|~~(?=[^\s~])[^\n]{{1,200}}?(?<=[^\s~])~~(?!~)"
)
_MAY_BE_STRUCK = re.compile(
    rf"{_STROKE}|~~|line-through|(?:<|&lt;)(?:s|strike|del)\b|&#", re.IGNORECASE
)
_NO_CHARACTERS = "\ufffe\uffff"  # which YAML has not
# What Google Calendar puts below a description, between two such lines: how to join by Meet.
_GOOGLE_MEET = re.compile(r"-::~:[~:]*::-(?:.*?-::~:[~:]*::-)?", re.DOTALL)


def plain(text: str) -> str:
    """Return a text of several lines without HTML, and without what nobody sees.

    Nor has it what is struck out: that does not hold any more.
    """
    found, _ = _without_html(text)
    return _tidy(_STRUCK.sub("", found) if _STROKE in found or "~~" in found else found)


def struck_out(text: str) -> str:
    """Return what is struck out in a text, in one line; "" if nothing is."""
    if not _MAY_BE_STRUCK.search(text):
        return ""
    found, struck = _without_html(text)
    marked = (it.strip("~").replace(_STROKE, "") for it in _STRUCK.findall(found))
    return " … ".join(line for it in (*struck, *marked) if (line := " ".join(_tidy(it).split())))


def _without_html(text: str) -> tuple[str, list[str]]:
    """Return a text, and what is struck out in it by HTML."""
    text, struck = text[:MOST_OF_TEXT], list[str]()
    if not _TAG.search(text) and _ENTITY.search(text):
        text = _ENTITY.sub(_character, text)  # what is escaped may be HTML: so some programs do
    if _TAG.search(text):
        text, struck = text_of_html(_CUT_OFF.sub("", _ADDRESS.sub(r" (\1)", text)))
    return text, struck


def _tidy(text: str) -> str:
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
