"""Which part of the calendar a reader's words mean: kinds, cities, parties, tags, an agenda."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.messages.answers.finding.meanings import Meanings, Words, words_meant
from bot.messages.answers.finding.spelling import spelling_in, spelt
from bot.planning.event_words import may_be_slip
from bot.publishing.parts.explanation import words_of
from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING, Selection
from events.model import Kind
from events.queries import Filter
from events.text import nearest_word
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES

AGENDA = "agenda"
Named = tuple[str, str]
"""A parameter of the feed, and one of its values."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the calendar, as far as the words for it were understood.

    - ``taken_for``: words that nothing has, and what was taken in the place of each
    - ``unknown``: words that are no kind, city, party, tag or agenda
    """

    selection: Selection = EVERYTHING
    taken_for: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def part_meant(
    texts: Sequence[str], publication: Publication, language: Language, meanings: Meanings
) -> Part:
    """Return the part that words mean: the longest names first, and "two cities" is either.

    Names are as the definitions have them, and as a language has them.
    """
    names = _names(publication, language, meanings)
    kinds = _kinds_in_every_language(language.code)
    longest = max(map(len, (*names, *kinds)))
    words = words_meant(texts, language)
    chosen: list[Named] = []
    taken_for: list[tuple[str, str]] = []
    unknown: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            name = tuple(words[at : at + length])
            if named := names.get(name) or kinds.get(name):
                chosen += named
                at += length
                break
        else:
            known = [" ".join(name) for name in names] if may_be_slip(words[at]) else ()
            if like := nearest_word(words[at], known):
                named = names[tuple(like.split(" "))]
                chosen += named
                spelling = spelling_in(value for _, value in named)
                taken_for.append((words[at], " ".join(spelt(like.split(" "), spelling))))
            else:
                unknown.append(words[at])
            at += 1
    return Part(_selection(chosen), tuple(taken_for), tuple(unknown))


def _selection(chosen: Sequence[Named]) -> Selection:
    def of(parameter: str) -> frozenset[str]:
        return frozenset(value for name, value in chosen if name == parameter)

    wanted = Filter(kinds=of("kind"), parties=of("party"), cities=of("city"), tags=of("tag"))
    return Selection(next((value for name, value in chosen if name == AGENDA), None), wanted)


@cache
def _kinds_in_every_language(code: str) -> dict[Words, list[Named]]:
    """Return what kinds are called, in whatever language: each name as it is, and none like it.

    The names are without the small words of one language, by its code.
    """
    return {
        tuple(words_meant([name], LANGUAGES[code])): [("kind", kind.value)]
        for each in LANGUAGES.values()
        for kind in Kind
        for name in (each.kinds[kind], each.kinds_of_many[kind])
    }


def _names(
    publication: Publication, language: Language, meanings: Meanings
) -> dict[Words, list[Named]]:
    """Return what can be named: by its own name, or else by that in a language.

    Of an own name that two have, the more telling one counts. What a name in a language has of
    several sorts is left out: nobody could tell which is meant.
    """
    own: dict[Words, list[Named]] = {}
    translated: dict[Words, list[Named]] = {}
    for name, named in _own_names(publication):
        own[tuple(words_meant([name], language))] = [named]
        if named[0] in ("party", "city"):
            for phrase in meanings.called(name):
                translated.setdefault(phrase, []).append(named)
    of_one_sort = {
        phrase: named for phrase, named in translated.items() if len({it for it, _ in named}) == 1
    }
    return of_one_sort | own


def _own_names(publication: Publication) -> Iterator[tuple[str, Named]]:
    """Yield what definitions call what can be named, the more telling ones last."""
    there = words_of(publication.everything)
    for agenda in publication.agendas.agendas:
        for name in (agenda.id, agenda.title):
            yield name, (AGENDA, agenda.id)
    for parameter in ("tag", "party", "city"):
        for value in there[parameter].values():
            yield value, (parameter, value)
    for kind in Kind:
        for name in (kind.value, ENGLISH.kinds_of_many[kind]):
            yield name, ("kind", kind.value)
