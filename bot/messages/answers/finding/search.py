"""Which events a reader's words mean: in whatever case and accents, and with a slip or two."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.messages.answers.finding.meanings import Meaning, Meanings, Words
from bot.planning.event_words import (
    SHORTEST_BEGINNING,
    letters_of,
    may_be_slip,
    the_one_called,
    words_of_event,
)
from events.model import Event, Kind
from events.text import nearest_word


@dataclass(frozen=True, slots=True)
class Found:
    """The events that some words mean.

    - ``events``: those that have every word
    - ``nearest``: where there are none, those that have the most of the words
    - ``taken_for``: words that nothing has, and what was looked for in the place of each
    - ``unknown``: words that nothing has, and nothing is like
    - ``written``: the words as events have them, where what was asked for has others
    """

    events: tuple[Event, ...]
    nearest: tuple[Event, ...] = ()
    taken_for: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def has_every_word(self) -> bool:
        """Whether some event has all of the words, and none of them was taken for another."""
        return bool(self.events) and not self.taken_for


class Index:
    """Finds events by the words of their titles, parties, cities, kinds, tags and agendas."""

    def __init__(self, events: Sequence[Event], agendas: Mapping[str, str]) -> None:
        """Take events, in the order in which they are found, and the titles of agendas by id."""
        self._events = events
        self._having: dict[str, set[int]] = {}
        self._named: dict[Words, set[int]] = {}
        self._of_kind: dict[Kind, set[int]] = {}
        in_titles = {id_: letters_of(f"{id_} {title}") for id_, title in agendas.items()}
        for number, event in enumerate(events):
            for word in (*words_of_event(event), *in_titles.get(event.agenda, ())):
                self._having.setdefault(word, set()).add(number)
            for name in _names(event):
                self._named.setdefault(tuple(letters_of(name)), set()).add(number)
            self._of_kind.setdefault(event.kind, set()).add(number)
        self._known = sorted(self._having)
        # Of thousands of words it takes milliseconds to tell which one is like another.
        self._like = lru_cache(maxsize=1000)(self._nearest)

    def find(self, words: Sequence[str], meanings: Meanings) -> Found:
        """Return the events that words, as `words_meant` returns them, stand for.

        These are the events that have the words, and those that have what the words mean in the
        reader's language.
        """
        having: list[set[int]] = []
        taken_for: list[tuple[str, str]] = []
        unknown: list[str] = []
        written: list[str] = []
        for phrase in self._phrases(words, meanings):
            numbers = self._standing_for(phrase, meanings)
            if not numbers and (like := self._like_one(phrase[0], meanings)):
                taken_for.append((phrase[0], like))
                phrase = (like,)
                numbers = self._standing_for(phrase, meanings)
            if not numbers:
                unknown += phrase
            written += self._written(phrase, meanings) if numbers else phrase
            having.append(numbers)
        every = set.intersection(*having) if having else set(range(len(self._events)))
        nearest: Sequence[int] = ()
        if not every:
            counts: dict[int, int] = {}
            for numbers in having:
                for number in numbers:
                    counts[number] = counts.get(number, 0) + 1
            most = max(counts.values(), default=0)
            nearest = sorted(number for number, count in counts.items() if count == most)
        return Found(
            tuple(self._events[number] for number in sorted(every)),
            tuple(self._events[number] for number in nearest),
            tuple(taken_for),
            tuple(unknown),
            tuple(written),
        )

    def called(self, texts: Sequence[str]) -> Event | None:
        """Return the one event of which words are the whole title or id."""
        # Few have all of the words; to look at each of 10,000 takes 45 ms.
        having = [self._having.get(word, set()) for word in letters_of(" ".join(texts))]
        numbers = set.intersection(*having) if having else range(len(self._events))
        return the_one_called(texts, [self._events[number] for number in numbers])

    def _phrases(self, words: Sequence[str], meanings: Meanings) -> Iterator[Words]:
        """Yield what is looked for together: a phrase that no event has is looked for by words."""
        for phrase in meanings.phrases(words):
            if self._standing_for(phrase, meanings):
                yield phrase
            else:
                yield from ((word,) for word in phrase)

    def _standing_for(self, phrase: Words, meanings: Meanings) -> set[int]:
        """Return the events that have all words of a phrase, or what it means."""
        return self._with_all(phrase) | self._meant_by(phrase, meanings)

    def _like_one(self, word: str, meanings: Meanings) -> str | None:
        """Return the word of an event, or else of a language, that another one is like."""
        if like := self._like(word):
            return like
        like = meanings.like(word)
        return like if like and self._meant_by((like,), meanings) else None

    def _with_all(self, words: Words) -> set[int]:
        return set.intersection(*map(self._with, words))

    def _meant_by(self, phrase: Words, meanings: Meanings) -> set[int]:
        found: set[int] = set()
        for each in meanings.of(phrase):
            if each.kind:
                found |= self._of_kind.get(each.kind, set())
            for name in each.names:
                found |= self._named.get(name, set())
        return found

    def _written(self, phrase: Words, meanings: Meanings) -> Words:
        """Return a phrase as events have it: as it is, or what most of them call what it means."""
        if self._with_all(phrase):
            return phrase
        return max(
            (name for each in meanings.of(phrase) for name in self._names_of(each)),
            key=lambda name: (len(self._named.get(name, ())), name),
        )

    def _names_of(self, meaning: Meaning) -> Iterator[Words]:
        if meaning.kind in self._of_kind:
            yield tuple(letters_of(meaning.kind.label))
        yield from meaning.names & self._named.keys()

    def _with(self, word: str) -> set[int]:
        found = set(self._having.get(word, ()))
        if len(word) >= SHORTEST_BEGINNING:
            for known in self._beginning_with(word):
                found |= self._having[known]
        if not found and (len(word) >= SHORTEST_BEGINNING or not word.isascii()):
            # Chinese and Japanese have no spaces to tell words by.
            for known in self._known:
                if word in known:
                    found |= self._having[known]
        return found

    def _beginning_with(self, word: str) -> Iterator[str]:
        for number in range(bisect_left(self._known, word), len(self._known)):
            if not self._known[number].startswith(word):
                return
            yield self._known[number]

    def _nearest(self, word: str) -> str | None:
        if not may_be_slip(word):
            return None
        near = [known for known in self._known if abs(len(known) - len(word)) <= 2]
        return nearest_word(word, [known for known in near if set(known[:2]) & set(word[:2])])


def _names(event: Event) -> Iterator[str]:
    """Yield what an event names that is called otherwise in other languages."""
    yield from event.everyone
    for place in event.places:
        yield from filter(None, (place.city, place.country))
