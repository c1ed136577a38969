"""Words: how they compare, how they are shown in a message, and which one was meant."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import PurePath

ALIKE = 0.75  # of difflib: less makes "title" of "time", and "parties" of "parent"

LONGEST_TOGETHER = 32  # characters that are seen as one, at most
_JOINER = "\N{ZERO WIDTH JOINER}"
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of them are a flag
_MODIFIERS = frozenset(map(chr, (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))))

UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def fold(word: str) -> str:
    """Return a word as it compares: without regard to case and to how its letters are composed."""
    return unicodedata.normalize("NFC", word.casefold())


def quoted(text: str, limit: int = 60) -> str:
    """Show a definition's own text in a message, shortened and safe for a terminal.

    >>> quoted("Geneva\\x1b[31m")
    "'Geneva\\\\x1b[31m'"
    """
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def beginning(text: str, most: int) -> str:
    """Return so many characters of a text at most: what readers see as one is not cut in two.

    That is a letter with its accents, or a picture of several code points, as a flag is. (UAX 29
    has more, for which Python has no table.)
    """
    at = most
    while at < len(text) and _belongs_before(text, at):
        at -= 1
        if at <= max(0, most - LONGEST_TOGETHER):
            return text[:most]
    return text[:at]


def _belongs_before(text: str, at: int) -> bool:
    """Tell whether a character and the one before it are seen as one."""
    character = text[at]
    if character == _JOINER or text[at - 1] == _JOINER or character in _MODIFIERS:
        return True
    if character in _FLAG_LETTERS:
        return (at - len(text[:at].rstrip(_FLAG_LETTERS))) % 2 == 1
    return unicodedata.category(character).startswith("M")


def printable(text: str, allowed: str = "") -> str:
    """Write what no terminal, log or message should be given as it is by its number instead.

    That is: control characters, line ends, what turns the direction of a text, what is invisible,
    and the bytes of a file's name that are no UTF-8.

    >>> printable("agenda\\x1b[31m.yaml")
    'agenda\\\\x1b[31m.yaml'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        it if it in allowed or unicodedata.category(it) not in UNPRINTABLE else _escaped(it)
        for it in text
    )


def shown_path(path: PurePath) -> str:
    """Return a path as it is told of in a line, whatever its name holds."""
    return printable(str(path))


def _escaped(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # how Python keeps a byte that is no UTF-8 (PEP 383)
        return f"\\x{number - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def plain_letters(text: str) -> str:
    """Return a text as small letters without accents: Brasília and BRASILIA are brasilia."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(it for it in apart if not unicodedata.combining(it))


def identifier(text: str, limit: int = 64) -> str | None:
    """Make an id of a title: its words in small letters, between hyphens; None if none are Latin.

    >>> identifier("NATO–Russia Council, Brussels")
    'nato-russia-council-brussels'
    """
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain_letters(text)), re.ASCII)
    while words and len("-".join(words)) > limit:
        words.pop()
    return "-".join(words) or None


def nearest_word(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that was most likely meant: one that is a slip or two away."""
    by_lower = {name.lower(): name for name in reversed(known)}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=ALIKE)
    return by_lower[close[0]] if close else None
