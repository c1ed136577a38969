"""How words are written: they compare without their accents, and are shown with them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from bot.messages.answers.finding.meanings import LONGEST_WORD
from events.text import plain_letters

_WORD = re.compile(r"[^\W_]+")


def spelling_in(texts: Iterable[str]) -> Mapping[str, str]:
    """Return the words of texts in small letters, by how they compare."""
    spelt: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()):
            spelt.setdefault(plain_letters(word)[:LONGEST_WORD], word[:LONGEST_WORD])
    return spelt


def spelt(words: Iterable[str], spelling: Mapping[str, str]) -> Sequence[str]:
    """Return words that are as they compare as they are written, as far as that is known."""
    return [spelling.get(word, word) for word in words]


def spelt_pairs(
    pairs: Iterable[tuple[str, str]], spelling: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return words with what each was taken for, the words as they are written."""
    return tuple((spelling.get(word, word), like) for word, like in pairs)
