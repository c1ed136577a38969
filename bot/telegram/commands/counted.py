"""How many events a reader asks for: by a number before some words, or behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages.answers.finding.meanings import words_meant
from bot.messages.answers.itself import MOST_EVENTS
from bot.planning.event_words import letters_of
from bot.telegram.commands.catalogue import Catalogue
from events.wording.language import Language

_NUMBER = re.compile(r"[+-]?\d+")
_YEAR_DIGITS = 4  # nobody asks for thousands of events


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of events, and the words that they must have.

    - ``as_word``: a number that may have been meant, and is one of the words
    """

    count: int
    texts: Sequence[str]
    as_word: str = ""


async def counted(texts: Sequence[str], catalogue: Catalogue, language: Language) -> Counted | None:
    """Return how many events are asked for; None if it is a number that is not answered.

    - Before the words, a number that is answered is how many.
    - Behind them it is, too, unless some event has that number and all of the words.
    - A greater number is a word where some event has it so, and a year behind words always.
    """
    if texts and _NUMBER.fullmatch(texts[0]):
        if count := _answered(texts[0]):
            return Counted(count, texts[1:])
        return Counted(1, texts) if await _have_all(texts, 0, catalogue, language) else None
    if len(texts) < 2 or not _NUMBER.fullmatch(texts[-1]):
        return Counted(1, texts)
    count = _answered(texts[-1])
    if await _have_all(texts, -1, catalogue, language):
        return Counted(1, texts, texts[-1] if count else "")
    if count:
        return Counted(count, texts[:-1])
    return Counted(1, texts) if len(texts[-1]) >= _YEAR_DIGITS else None


def _answered(number: str) -> int:
    """Return a number of events that is answered at once; 0 of any other."""
    count = int(number) if len(number) < _YEAR_DIGITS else 0
    return count if 1 <= count <= MOST_EVENTS else 0


async def _have_all(
    texts: Sequence[str], at: int, catalogue: Catalogue, language: Language
) -> bool:
    """Tell whether some event has all of some words, with the number that is one of them."""
    words = words_meant(texts, language)
    if letters_of(texts[at]) != words[at : at + 1 or None]:
        return False  # more words than are looked for
    return (await catalogue.find(words, language)).has_every_word
