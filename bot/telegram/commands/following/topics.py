"""Which topic a reader's words mean, how long before it is announced, and how it is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.messages.answers.event import taken_words
from bot.messages.answers.search import Found, words_meant
from bot.planning.event_words import letters_of
from bot.planning.following import Topic
from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING, Selection
from bot.telegram.commands.catalogue import Catalogue
from bot.telegram.commands.feed_words import part_meant
from events.errors import Refusal
from events.time_grammar import parse_duration
from events.wording.english import ENGLISH

MOST_LEADS = 3
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
GONE = "an event that is not on the agenda any more"


@dataclass(frozen=True, slots=True)
class Meant:
    """A topic, as far as words were understood; ``note`` says what was taken for what."""

    topic: Topic
    note: str = ""


def without_leads(texts: Sequence[str]) -> tuple[Sequence[str], tuple[timedelta, ...]]:
    """Split what is followed from the lengths of time at its end, as in "vienna 1 day, 1 hour"."""
    for first in range(1, len(texts)):
        try:
            parts = _BETWEEN.split(" ".join(texts[first:]).lower())
            leads = {parse_duration(part) for part in parts}
        except Refusal:
            continue
        return texts[:first], tuple(sorted(leads, reverse=True))[:MOST_LEADS]
    return texts, ()


def topic_meant(texts: Sequence[str], catalogue: Catalogue) -> Meant | None:
    """Return the topic that words mean; None if there are no words.

    - The whole title or id of one event is that event.
    - Names of kinds, parties, cities, tags and agendas are that part of the agenda.
    - Anything else is words, which an event must have all of.
    """
    words = words_meant(texts)
    if not words:
        return None
    whole = letters_of(" ".join(texts))
    exact = [it for it in catalogue.told if whole in (letters_of(it.title), letters_of(it.id))]
    if len(exact) == 1:
        return Meant(Topic(uid=exact[0].uid))
    part, found = part_meant(texts, catalogue.publication), catalogue.index.find(words)
    is_named = part.selection != EVERYTHING and not part.unknown
    if is_named and (not part.taken_for or not _has(found)):
        note = taken_words(Found((), taken_for=part.taken_for)) if part.taken_for else ""
        return Meant(Topic(agenda=part.selection.agenda, wanted=part.selection.wanted), note)
    taken = dict(found.taken_for)
    note = taken_words(found) if taken else ""
    return Meant(Topic(words=tuple(taken.get(word, word) for word in words)), note)


def topic_label(topic: Topic, catalogue: Catalogue) -> str:
    """Write what a topic is called."""
    if topic.uid is not None:
        found = (event.title for event in catalogue.told if event.uid == topic.uid)
        return next(found, GONE)
    if topic.words:
        return ENGLISH.quote.format(" ".join(topic.words))
    whole = whole_of(topic, catalogue.publication)
    return selection_of(topic).title(whole).removeprefix(f"{whole}{ENGLISH.colon}")


def selection_of(topic: Topic) -> Selection:
    """Return a part of the agendas that is followed as a part of the calendar."""
    return Selection(topic.agenda, topic.wanted)


def whole_of(topic: Topic, publication: Publication) -> str:
    """Return the title of what a topic is a part of."""
    titles = {each.id: each.title for each in publication.agendas.agendas}
    return titles.get(topic.agenda or "", publication.title)


def _has(found: Found) -> bool:
    return bool(found.events) and not found.taken_for
