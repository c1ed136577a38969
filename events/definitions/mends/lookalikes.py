"""Characters that only look like those of the grammar: other dashes, digits, colons and spaces."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from events.errors import Refusal

_DASHES = "\N{MINUS SIGN}\N{HYPHEN BULLET}\N{MODIFIER LETTER MINUS SIGN}"
_COLONS = (
    "\N{RATIO}\N{MODIFIER LETTER COLON}\N{MODIFIER LETTER TRIANGULAR COLON}\N{TWO DOT PUNCTUATION}"
)
_QUOTES, _APOSTROPHES = "“”„‟«»", "‘’‚‛"
_SLASHES = "\N{FRACTION SLASH}\N{DIVISION SLASH}"
# Cyrillic and Greek letters that no eye tells from Latin ones.
_LETTERS = str.maketrans(
    "асеорхуіјѕһԁкмтӏɡАВСЕНІЈКМОРЅТХΑΒΕΖΗΙΚΜΝΟΡΤΧοαικνρτυ",
    "aceopxyijshdkmtlgABCEHIJKMOPSTXABEZHIKMNOPTXoaikvptu",
)

# Letters within a number, on a keyboard or out of a scanned page: 2O26-12-l0, and not 10o'clock.
_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1"}
_AMONG_DIGITS = re.compile(r"(?<![A-Za-z])[\dOoIl]*\d[\dOoIl]*(?![A-Za-z'’])")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A character that stands where another one is meant; ``offset`` is its place in the text."""

    character: str
    meant: str
    offset: int

    def __str__(self) -> str:
        name = unicodedata.name(self.character, "a character without a name").lower()
        code = f"U+{ord(self.character):04X}, {name}"
        if not self.meant:
            return f"a character that is not seen ({code}) stands here"
        meant = "space" if self.meant == " " else self.meant
        return f"a {meant} that only looks like one ({code}) stands here"


def plainly(text: str) -> str:
    """Return a text with the characters of the grammar in place of those that look like them."""
    return "".join(_all_meant(text))


def in_one_line(text: str) -> str:
    """Return a text as `plainly` does, with one space between its words."""
    return " ".join(plainly(text).split())


def first_lookalike(text: str) -> Lookalike | None:
    """Return the first character of a text that only looks like one of the grammar's."""
    for offset, (character, meant) in enumerate(zip(text, _all_meant(text), strict=True)):
        if meant != character:
            return Lookalike(character, meant, offset)
    return None


def _all_meant(text: str) -> list[str]:
    meant = list(map(_meant, text))
    # None of them is more than a character, so that the places are the same.
    for number in _AMONG_DIGITS.finditer(text):
        at, end = number.span()
        meant[at:end] = [_DIGITS.get(it, it) for it in meant[at:end]]
    return meant


def _meant(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    if category == "Cf":
        return ""
    if category == "Pd" or character in _DASHES:
        return "-"
    if character in _COLONS:
        return ":"
    if character in _QUOTES:
        return '"'
    if character in _APOSTROPHES:
        return "'"
    if character in _SLASHES:
        return "/"
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 and wide.isascii() else character.translate(_LETTERS)


def refusal_of_lookalike(text: str, parse: Callable[[str], object]) -> Refusal | None:
    """Return the refusal of a text that is right but for characters that only look alike."""
    lookalike = first_lookalike(text)
    if lookalike is None:
        return None
    for meant in (plainly(text), plainly(text).strip("\"'")):
        try:
            parse(meant)
        except Refusal:
            continue
        return Refusal(str(lookalike), f"write {meant}", lookalike.offset)
    return None
