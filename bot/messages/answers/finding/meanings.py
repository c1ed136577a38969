"""What words of a language stand for beside themselves: kinds of events, and places."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.messages.answers.finding.place_names import places_named
from bot.planning.event_words import SHORTEST_BEGINNING, letters_of
from events.model import Kind
from events.text import nearest_word
from events.wording.english import ENGLISH
from events.wording.language import Language

MOST_WORDS = 8
LONGEST_WORD = 40
Words = tuple[str, ...]

_PASSED_OVER = {
    "en": "the a of in at on to for and with",
    "fr": "le la les l un une de du des d a au aux en et avec pour sur",
    "de": "der die das den dem des ein eine in im an am auf zu zur zum für von vom mit und",
    "es": "el la los las un una de del en a al con y para por sobre",
    "ru": "в во на с со и о об по для из",
    "uk": "в у на з із зі і й та про для",
    "ar": "في من مع و على إلى عن",
}
_ENDINGS = {"ru": "аеиоуыьюяй", "uk": "аеиіїоуьюяй"}


def words_meant(texts: Sequence[str], language: Language) -> list[str]:
    """Return the words by which to look for something, of what a reader wrote."""
    words = [word[:LONGEST_WORD] for text in texts for word in letters_of(text)][:MOST_WORDS]
    return _without_small(words, language.code) or words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for: a ``kind``, or a place by its ``names`` in English and a language."""

    kind: Kind | None = None
    names: frozenset[Words] = frozenset()


class Meanings:
    """What the words of a language, and of English, stand for; by their names as words."""

    def __init__(self, language: Language) -> None:
        """Read the names in a language; that takes a twentieth of a second."""
        self._code = language.code
        self._of: dict[Words, list[Meaning]] = {}
        self._called: dict[Words, list[Words]] = {}
        for each in {ENGLISH.code: ENGLISH, language.code: language}.values():
            for kind in Kind:
                for name in (each.kinds[kind], each.kinds_of_many[kind]):
                    self._add(name, Meaning(kind))
        for in_english, in_language in places_named(language.code):
            names = dict.fromkeys((*in_english, *in_language))
            place = Meaning(names=frozenset(tuple(letters_of(name)) for name in names))
            for name in names:
                self._add(name, place)
        self._longest = max(map(len, self._of))

    def of(self, phrase: Words) -> Sequence[Meaning]:
        """Return what a phrase stands for, beside itself."""
        return self._of.get(phrase, ())

    def phrases(self, words: Sequence[str]) -> Iterator[Words]:
        """Split words into those that stand for something together, the longest first."""
        at = 0
        while at < len(words):
            length = next(
                (
                    length
                    for length in range(min(self._longest, len(words) - at), 1, -1)
                    if tuple(words[at : at + length]) in self._of
                ),
                1,
            )
            yield tuple(words[at : at + length])
            at += length

    def called(self, name: str) -> Sequence[Words]:
        """Return how a place that an event names is called, as phrases."""
        return self._called.get(tuple(letters_of(name)), ())

    def like(self, word: str) -> str | None:
        """Return the one word for something that may be meant by another word."""
        if len(word) < SHORTEST_BEGINNING:
            return None
        near = [
            known
            for known, *more in self._of
            if not more and known[0] == word[0] and abs(len(known) - len(word)) <= 2
        ]
        if endings := _ENDINGS.get(self._code):
            same = [known for known in near if known.rstrip(endings) == word.rstrip(endings)]
            if same:
                return same[0]
        return nearest_word(word, near)

    def _add(self, name: str, meaning: Meaning) -> None:
        words = letters_of(name)
        phrase = tuple(_without_small(words, self._code) or words)
        if not phrase:
            return
        meanings = self._of.setdefault(phrase, [])
        if meaning not in meanings:
            meanings.append(meaning)
        for each in meaning.names:
            self._called.setdefault(each, []).append(phrase)


def _without_small(words: Sequence[str], code: str) -> list[str]:
    passed_over = _SMALL[code] | _SMALL[ENGLISH.code]
    return [word for word in words if word not in passed_over]


_SMALL = {code: frozenset(letters_of(words)) for code, words in _PASSED_OVER.items()}
_read: dict[str, Meanings] = {}


async def meanings_in(language: Language) -> Meanings:
    """Return what words of a language stand for; read in a thread, when somebody first asks."""
    if language.code not in _read:
        _read[language.code] = await asyncio.to_thread(Meanings, language)
    return _read[language.code]
