"""The words of an event, as they compare: those of its title, kind, parties, places and tags."""

import re
from collections.abc import Iterable, Iterator, Sequence

from events.model import Event
from events.text import plain_letters
from events.wording.english import ENGLISH

# A shorter word stands for itself alone; another one begins longer words, too.
SHORTEST_BEGINNING = 4
_LETTERS = re.compile(r"[^\W_]+")


def letters_of(text: str) -> list[str]:
    """Return the words of a text as they compare."""
    return _LETTERS.findall(plain_letters(text))


def may_be_slip(word: str) -> bool:
    """Tell whether another word may be meant by one: it is not short, and has no number in it."""
    # The 48th session is no slip for the 47th.
    return len(word) >= SHORTEST_BEGINNING and not any(map(str.isdecimal, word))


def texts_of_event(event: Event) -> list[str]:
    """Return the texts by whose words an event is found."""
    return [
        event.title,
        event.id,
        event.kind.label,
        ENGLISH.kinds_of_many[event.kind],
        event.chair or "",
        *(title for _, title in event.titles),
        *event.everyone,
        *(each.head or "" for each in event.delegations),
        *(place.name for place in event.places),
        *("online" for place in event.places if place.is_online),
        *event.tags,
        *event.topics,
    ]


def words_of_event(event: Event) -> Iterator[str]:
    """Yield the words by which an event is found."""
    for text in texts_of_event(event):
        yield from letters_of(text)


def the_one_called(texts: Sequence[str], events: Iterable[Event]) -> Event | None:
    """Return the one event of which words are the whole title, in whatever language, or the id."""
    whole = letters_of(" ".join(texts))
    called = [event for event in events if _is_called(event, whole)]
    return called[0] if len(called) == 1 else None


def has_words(event: Event, wanted: Sequence[str]) -> bool:
    """Tell whether an event has every one of some words, whole or as a beginning."""
    had = _words(event)
    return all(word in had or _is_beginning(word, had) for word in wanted)


def _is_called(event: Event, whole: Sequence[str]) -> bool:
    names = (event.title, event.id, *(title for _, title in event.titles))
    return any(letters_of(name) == whole for name in names)


def _is_beginning(word: str, had: Iterable[str]) -> bool:
    return len(word) >= SHORTEST_BEGINNING and any(other.startswith(word) for other in had)


# Thousands of readers' words are looked for in one event after the other.
_last: list[tuple[Event, frozenset[str]]] = []


def _words(event: Event) -> frozenset[str]:
    for known, words in _last[:1]:
        if known is event:
            return words
    words = frozenset(words_of_event(event))
    _last[:] = [(event, words)]
    return words
