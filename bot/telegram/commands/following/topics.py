"""Which topic a reader's words mean, how long before it is announced, and how it is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from bot.messages.answers.finding.lengths import lengths_in
from bot.messages.answers.finding.meanings import meanings_in, words_meant
from bot.messages.answers.finding.search import Written
from bot.messages.answers.finding.spelling import spelling_in, spelt_pairs
from bot.messages.answers.labels import title_among
from bot.messages.wording.answers.reader import Reader
from bot.planning.following import Topic
from bot.publishing.parts.heading import agendas_in, title_in
from bot.publishing.publication import Publication
from bot.publishing.selection import EVERYTHING, Selection
from bot.telegram.commands.catalogue import Catalogue
from bot.telegram.commands.feed_words import part_meant
from events.wording.language import Language

MOST_LEADS = 3


@dataclass(frozen=True, slots=True)
class Meant:
    """A topic, as far as words were understood.

    - ``taken_for``: words, and which others they were taken for
    - ``leads``: how long before; as the definitions say if there are none
    """

    topic: Topic
    taken_for: tuple[tuple[str, str], ...] = ()
    leads: tuple[timedelta, ...] = ()


class LengthUnknown(Exception):
    """A length of time seems to be meant, and nobody can tell which one."""


async def topic_meant(
    texts: Sequence[str], catalogue: Catalogue, language: Language
) -> Meant | None:
    """Return the topic that words of a language mean; None if there are no words.

    - The whole title, the id or UID of one event, or the address of its page, is that event.
    - Lengths of time at the end are how long before.
    - Names of kinds, parties, cities, tags and agendas are that part of the agenda.
    - Anything else is words, which an event must have all of, or the title of its agenda.

    Raises `LengthUnknown` of words that seem to be a length, unless some event has them all.
    """
    if event := catalogue.called(texts):
        return Meant(Topic(uid=event.uid))
    lengths = await lengths_in(language)
    texts, leads = lengths.split(texts)
    leads = leads[:MOST_LEADS]
    words, meanings = words_meant(texts, language), await meanings_in(language)
    if not words:
        return None
    if leads and (event := catalogue.called(texts)):
        return Meant(Topic(uid=event.uid), leads=leads)
    found = catalogue.index.find(words, meanings)
    if lengths.has_one(texts) and not found.has_every_word:
        raise LengthUnknown
    spelling = spelling_in(texts)
    part = part_meant(texts, catalogue.publication, language, meanings)
    is_named = part.selection != EVERYTHING and not part.unknown
    if is_named and (not part.taken_for or not found.has_every_word):
        topic = Topic(agenda=part.selection.agenda, wanted=part.selection.wanted)
        return Meant(topic, spelt_pairs(part.taken_for, spelling), leads)
    written = catalogue.index.written(words, meanings)
    return Meant(
        _of_words(words, written, catalogue), spelt_pairs(found.taken_for, spelling), leads
    )


def _of_words(words: Sequence[str], written: Written, catalogue: Catalogue) -> Topic:
    """Return what has some words: all of them, or those that the title of its agenda has not."""
    there = {each.id for each in catalogue.publication.agendas.agendas}
    if written.agendas is None or written.agendas == there:
        return Topic(words=written.words)
    if len(written.agendas) == 1:
        return Topic(agenda=min(written.agendas), words=written.words)
    return Topic(words=tuple(words))  # a topic is of one agenda, or of all


def topic_label(topic: Topic, catalogue: Catalogue, reader: Reader) -> str:
    """Write what a topic is called."""
    language = reader.language
    if topic.uid is not None:
        return _event_called(topic.uid, catalogue, reader) or reader.words.gone_topic
    whole = whole_title(catalogue.publication, language, topic)
    if topic.words:
        written = " ".join(map(catalogue.index.spelt, topic.words))
        quoted = language.quote.format(written)
        named = f"{language.isolated.format(whole)}{language.colon}" if topic.agenda else ""
        return f"{named}{quoted}"
    title = selection_of(topic, language).title(whole)
    return title.removeprefix(f"{language.isolated.format(whole)}{language.colon}")


def _event_called(uid: str, catalogue: Catalogue, reader: Reader) -> str:
    event = catalogue.by_uid.get(uid)
    if event is None:
        return ""
    same = [reader.told(each) for each in catalogue.index.titled(event.title)]
    return title_among(reader.told(event), same, reader.language)


def whole_title(publication: Publication, language: Language, topic: Topic) -> str:
    """Return the title of a topic's agenda, or of the whole, in a language as far as it has that.

    An agenda may have another id by now; or be gone, while it is followed still: it has only its
    id then.
    """
    if topic.agenda is None:
        return title_in(publication, language)
    present = present_agenda(publication, topic)
    titles = (each.title for each in agendas_in(publication, language) if each.id == present)
    return next(titles, None) or language.quote.format(topic.agenda)


def present_agenda(publication: Publication, topic: Topic) -> str | None:
    """Return the id of a topic's agenda by now; None if it is of all, or its agenda is gone."""
    agendas = publication.agendas.agendas
    same = (each.id for each in agendas if each.id == topic.agenda)
    renamed = (each.id for each in agendas if topic.agenda in each.formerly)
    return next(chain(same, renamed), None)


def selection_of(topic: Topic, language: Language) -> Selection:
    """Return a part of the agendas that is followed as a part of the calendar."""
    return Selection(topic.agenda, topic.wanted, lang=language.code)
