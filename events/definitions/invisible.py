"""Characters that nobody sees: they turn a text's direction, hide in a word, or leave it empty."""

import re
import unicodedata

from events.definitions.mends.lookalikes import Lookalike
from events.errors import Refusal

# Format characters that are seen: signs of Arabic, Syriac and Kaithi around a number or a text
# (Unicode 16 §9.2, Prepended_Concatenation_Mark).
_SEEN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Letters and marks by their category, which show as nothing: fillers of Hangul, of Khmer and
# Mongolian, the blank of Braille, and what joins graphemes.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# Those that may be unseen, by their category seen: blanks, and what selects variants.
NOT_ALWAYS_SEEN = re.compile(f"[{''.join(_BLANK)}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
MOST_SHOWN = 120  # characters of a text that is shown as it is to be written
_JOINERS = "\u200c\u200d"
# Scripts of which no word is written with a joiner.
_WITHOUT_JOINERS = ("LATIN", "CYRILLIC", "GREEK", "DIGIT", "ARMENIAN", "GEORGIAN", "HEBREW")
_BLACK_FLAG, _TAGS = "\U0001f3f4", range(0xE0020, 0xE0080)  # the flags of England, Scotland, Wales


class Unseen(Refusal):
    """A text with a character that nobody sees; the mend is the text without."""

    def __init__(self, text: str, at: int) -> None:
        plain = "".join(it for place, it in enumerate(text) if not is_unseen(text, place)).strip()
        fits = plain and len(plain) <= MOST_SHOWN and "\n" not in plain
        mend = f"write {plain}" if fits else "delete it"
        super().__init__(str(Lookalike(text[at], "", at)), mend, at)


def is_unseen(text: str, at: int) -> bool:
    """Tell whether the character at a place of a text is one that nobody sees.

    Joiners are seen by what they join: in Persian and Indic words, and in emoji. A variation
    selector is taken after an emoji or another sign, never after a letter or alone.
    """
    character = text[at]
    if character in _BLANK:
        return True
    if 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF:
        return not _selects(text, at)
    if unicodedata.category(character) != "Cf" or character in _SEEN:
        return False
    if character in _JOINERS:
        return not (_may_be_joined(text, at - 1) and _may_be_joined(text, at + 1))
    if ord(character) in _TAGS:
        before = text[:at].rstrip("".join(map(chr, _TAGS)))
        return not before.endswith(_BLACK_FLAG)
    return True


def _may_be_joined(text: str, at: int) -> bool:
    if not 0 <= at < len(text) or text[at].isascii() or text[at].isspace():
        return False
    return not unicodedata.name(text[at], "").startswith(_WITHOUT_JOINERS)


def _selects(text: str, at: int) -> bool:
    # Ideographs have variants, as signs have (# and digits, too, in keycaps).
    if at == 0:
        return False
    before = text[at - 1]
    return (
        unicodedata.category(before)[0] == "S"
        or before in "#*0123456789"
        or (
            unicodedata.name(before, "").startswith(("CJK", "MONGOLIAN", "MYANMAR", "PHAGS-PA"))
            or unicodedata.category(before) == "Po"
        )
    )
