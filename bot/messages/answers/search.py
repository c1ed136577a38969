"""Which events a reader's words mean: in whatever case and accents, and with a slip or two."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.planning.event_words import SHORTEST_BEGINNING, letters_of, words_of_event
from events.model import Event
from events.text import nearest_word

MOST_WORDS = 8
LONGEST_WORD = 40
_PASSED_OVER = frozenset({"the", "a", "of", "in", "at", "on", "to", "for", "and", "with"})


def words_meant(texts: Iterable[str]) -> list[str]:
    """Return the words by which to look for something, of what a reader wrote."""
    words = [word[:LONGEST_WORD] for text in texts for word in letters_of(text)][:MOST_WORDS]
    return [word for word in words if word not in _PASSED_OVER] or words


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


class Index:
    """Finds events by the words of their titles, parties, cities, kinds, tags and agendas."""

    def __init__(self, events: Sequence[Event], agendas: Mapping[str, str]) -> None:
        """Take events, in the order in which they are found, and the titles of agendas by id."""
        self._events = events
        self._having: dict[str, set[int]] = {}
        in_titles = {id_: letters_of(f"{id_} {title}") for id_, title in agendas.items()}
        for number, event in enumerate(events):
            for word in (*words_of_event(event), *in_titles.get(event.agenda, ())):
                self._having.setdefault(word, set()).add(number)
        self._known = sorted(self._having)
        # Of thousands of words it takes milliseconds to tell which one is like another.
        self._like = lru_cache(maxsize=1000)(self._nearest)

    def find(self, words: Sequence[str]) -> Found:
        """Return the events that words, as `words_meant` returns them, stand for."""
        having: list[set[int]] = []
        taken_for: list[tuple[str, str]] = []
        unknown: list[str] = []
        for word in words:
            numbers = self._with(word)
            if not numbers and (like := self._like(word)):
                taken_for.append((word, like))
                numbers = self._with(like)
            if not numbers:
                unknown.append(word)
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
        )

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
        if len(word) < SHORTEST_BEGINNING:
            return None
        near = [known for known in self._known if abs(len(known) - len(word)) <= 2]
        return nearest_word(word, [known for known in near if set(known[:2]) & set(word[:2])])
