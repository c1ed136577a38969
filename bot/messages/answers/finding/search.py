"""Which events a reader's words mean: in whatever case and accents, and with a slip or two."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.messages.answers.finding.meanings import Meaning, Meanings, Words
from bot.messages.answers.finding.spelling import spelling_in
from bot.planning.event_words import (
    SHORTEST_BEGINNING,
    letters_of,
    may_be_slip,
    texts_of_event,
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
    """

    events: tuple[Event, ...]
    nearest: tuple[Event, ...] = ()
    taken_for: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def has_every_word(self) -> bool:
        """Whether some event has all of the words, and none of them was taken for another."""
        return bool(self.events) and not self.taken_for


@dataclass(frozen=True, slots=True)
class Written:
    """Words as most of the events that they mean have them, where these have others.

    - ``agendas``: those in whose titles are the words that only titles of agendas have, and which
      are not among the ``words``; None if there are no such words
    """

    words: tuple[str, ...]
    agendas: frozenset[str] | None = None


class _StoodFor(NamedTuple):
    """Which events a phrase stands for, by their numbers; ``taken``: the word it was taken for."""

    phrase: Words
    numbers: set[int]
    taken: str = ""


class Having:
    """Which of some things have a word, as it is or as the beginning of a longer one."""

    def __init__(self, words: Iterable[tuple[str, Iterable[int]]]) -> None:
        """Take words, with the numbers of what has each."""
        self._having: dict[str, set[int]] = {}
        for word, numbers in words:
            self._having.setdefault(word, set()).update(numbers)
        self.known = sorted(self._having)

    def exactly(self, word: str) -> set[int]:
        """Return what has a word as it is."""
        return self._having.get(word, set())

    def of(self, word: str) -> set[int]:
        """Return what has a word, or one that begins with it."""
        found = set(self.exactly(word))
        if len(word) >= SHORTEST_BEGINNING:
            for number in range(bisect_left(self.known, word), len(self.known)):
                if not self.known[number].startswith(word):
                    break
                found |= self._having[self.known[number]]
        return found

    def within(self, word: str) -> set[int]:
        """Return what has a word that has another one somewhere in it."""
        return set().union(*(self._having[known] for known in self.known if word in known))


class Index:
    """Finds events by the words of their titles, parties, cities, kinds, tags and agendas."""

    def __init__(self, events: Sequence[Event], agendas: Mapping[str, str]) -> None:
        """Take events, in the order in which they are found, and the titles of agendas by id."""
        self._events = events
        self._named: dict[Words, set[int]] = {}
        self._of_kind: dict[Kind, set[int]] = {}
        self._of_agenda: dict[str, set[int]] = {id_: set() for id_ in agendas}
        for number, event in enumerate(events):
            for name in _names(event):
                self._named.setdefault(tuple(letters_of(name)), set()).add(number)
            self._of_kind.setdefault(event.kind, set()).add(number)
            self._of_agenda.setdefault(event.agenda, set()).add(number)
        self._own = Having(
            (word, (number,)) for number, each in enumerate(events) for word in words_of_event(each)
        )
        self._in_agendas = Having(
            (word, self._of_agenda[id_])
            for id_, title in agendas.items()
            for word in letters_of(f"{id_} {title}")
        )
        self._titles = tuple(agendas.values())
        self._known = sorted({*self._own.known, *self._in_agendas.known})
        # Of thousands of words it takes milliseconds to tell which one is like another.
        self._like = lru_cache(maxsize=1000)(self._nearest)

    def find(self, words: Sequence[str], meanings: Meanings) -> Found:
        """Return the events that words, as `words_meant` returns them, stand for.

        These are the events that have the words, and those that have what the words mean in the
        reader's language.
        """
        stood_for = [*self._stood_for(words, meanings)]
        having = [each.numbers for each in stood_for]
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
            tuple((it.taken, self.spelt(it.phrase[0])) for it in stood_for if it.taken),
            tuple(word for each in stood_for if not each.numbers for word in each.phrase),
        )

    def written(self, words: Sequence[str], meanings: Meanings) -> Written:
        """Return words, as `find` takes them, as the events that they stand for have them."""
        stood_for = [*self._stood_for(words, meanings)]
        every = set.intersection(*(each.numbers for each in stood_for))
        written: list[str] = []
        of_agendas: list[str] = []
        for each in stood_for:
            its = self._written(each.phrase, meanings, every or each.numbers)
            written += its
            of_agendas += () if its else each.phrase
        return Written(tuple(written), self._agendas_with(of_agendas) if of_agendas else None)

    def called(self, texts: Sequence[str]) -> Event | None:
        """Return the one event of which words are the whole title or id."""
        return the_one_called(texts, self._having_all(letters_of(" ".join(texts))))

    def titled(self, title: str) -> list[Event]:
        """Return the events that have a title, in the order in which they are found."""
        return [each for each in self._having_all(letters_of(title)) if each.title == title]

    def _having_all(self, words: Sequence[str]) -> list[Event]:
        # Few have all of the words; to look at each of 10,000 takes 45 ms.
        having = [self._own.exactly(word) for word in words]
        numbers = sorted(set.intersection(*having)) if having else range(len(self._events))
        return [self._events[number] for number in numbers]

    def _stood_for(self, words: Sequence[str], meanings: Meanings) -> Iterator[_StoodFor]:
        for phrase in self._phrases(words, meanings):
            numbers = self._standing_for(phrase, meanings)
            if not numbers and (like := self._like_one(phrase[0], meanings)):
                yield _StoodFor((like,), self._standing_for((like,), meanings), phrase[0])
            else:
                yield _StoodFor(phrase, numbers)

    def spelt(self, word: str) -> str:
        """Return a word as the first event, or agenda, that has it writes it."""
        having = self._own.exactly(word)
        texts = texts_of_event(self._events[min(having)]) if having else self._titles
        return spelling_in(texts).get(word, word)

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

    def _written(self, phrase: Words, meanings: Meanings, within: set[int]) -> Words:
        """Return a phrase as most of some events have it: as it is, or what they call it.

        () if none of them has it, but their agendas.
        """
        names = {name for each in meanings.of(phrase) for name in self._names_of(each)}
        ways = [phrase, *sorted(names)]
        having = [len(within.intersection(*map(self._own.of, way))) for way in ways]
        if any(having):
            return ways[having.index(max(having))]
        return () if within.intersection(*map(self._in_agendas.of, phrase)) else phrase

    def _agendas_with(self, words: Iterable[str]) -> frozenset[str]:
        having = [self._in_agendas.of(word) for word in words]
        return frozenset(
            id_ for id_, its in self._of_agenda.items() if all(its & each for each in having)
        )

    def _names_of(self, meaning: Meaning) -> Iterator[Words]:
        if meaning.kind in self._of_kind:
            yield tuple(letters_of(meaning.kind.label))
        yield from meaning.names & self._named.keys()

    def _with(self, word: str) -> set[int]:
        found = self._own.of(word) | self._in_agendas.of(word)
        if not found and (len(word) >= SHORTEST_BEGINNING or not word.isascii()):
            # Chinese and Japanese have no spaces to tell words by.
            found = self._own.within(word) | self._in_agendas.within(word)
        return found

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
