"""How words and names are put together: under a label, in a list, at the head of a sentence."""

from collections.abc import Iterable

from events.model import Agendas, Delegation, agenda_in_language
from events.wording.english import ENGLISH
from events.wording.language import Language

# What a calendar's name, or the heading of a page, has room for.
MOST_TITLES, LONGEST_TITLES = 3, 160


def headed(words: str, title: str, language: Language) -> str:
    """Write words before a title, or another text, that they head: 'Cancelled: Talks'."""
    return labelled(words, language.isolated.format(title), language)


def labelled(label: str, words: str, language: Language) -> str:
    """Write a label before words of ours: 'With: NATO, Russia'."""
    return f"{label}{language.colon}{words}"


def listed(names: Iterable[str], language: Language) -> str:
    """Write names one after the other: 'NATO, Russia'."""
    return language.comma.join(map(language.isolated.format, names))


def sentence(words: str) -> str:
    """Return words as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def within_sentence(words: str) -> str:
    """Return words as they stand within a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def delegation_words(delegation: Delegation, language: Language) -> str:
    """Write which party sends a delegation, and who leads it, if that is known."""
    party, head = delegation.party, delegation.head
    return language.led_by.format(party=party, head=head) if head else party


def titles_phrase(agendas: Agendas, language: Language = ENGLISH) -> str:
    """Name agendas together, by their titles: 'A and B', 'A, B and C', or 'A, B and 3 others'."""
    told = (agenda_in_language(agenda, language.code) for agenda in agendas.agendas)
    titles = list(dict.fromkeys(agenda.title for agenda in told))
    whole = len(titles) if len(titles) <= MOST_TITLES else MOST_TITLES - 1
    ways = [_titles(titles, shown, language) for shown in range(whole, 0, -1)]
    return next((way for way in ways if len(way) <= LONGEST_TITLES), ways[-1])


def _titles(titles: list[str], shown: int, language: Language) -> str:
    others = len(titles) - shown
    if len(titles) > 1:
        titles = [language.isolated.format(title) for title in titles]
    if others <= 0:
        *first, last = titles
        return language.and_.join((language.comma.join(first), last)) if first else last
    if others == 1 and shown > 1:
        shown, others = shown - 1, 2
    words = language.others if others > 1 else language.one_other
    return words.format(language.comma.join(titles[:shown]), others)
