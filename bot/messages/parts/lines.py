"""What posts are made of: lines, when an event is, its particulars."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.messages.post import Span, Style
from bot.messages.wording.languages import CHAT_WORDS, words_in
from events.model import Event
from events.text import beginning
from events.times import Moment, Precision
from events.wording.english import ENGLISH
from events.wording.joined import delegation_words, headed, listed, sentence
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.wording.phrases import after_words, end_words, when_phrase
from events.wording.places import places_phrase
from events.wording.press import said_words, source_words

# A message has 4096 characters at most (Bot API, sendMessage), of which a title or an address may
# take 500. Every other text of a post is kept to so many:
MOST_CHARACTERS = 240
LONGEST_WORD = 40
MOST_SAID = 3  # of what sources say that disagree
# An instant is told in words alone beyond this: Telegram refuses one over 1098 days ahead
# (tdlib/telegram-bot-api #852).
FURTHEST = timedelta(days=1000)

Line = tuple[Span, ...]
_BETWEEN_LINES = Span("\n")


def plain(text: str) -> Line:
    """Write a line in no style."""
    return (Span(text),)


def bold(text: str) -> Line:
    """Write a line that heads a post, or a part of one."""
    return (Span(text, Style.BOLD),)


def brief_head(text: str, page: str | None) -> Line:
    """Write a line that heads a part of a digest, and leads to the event's page."""
    return (Span(short(text), Style.BOLD, url=page),)


def source_lines(event: Event, language: Language, zone: str | None = None) -> list[Line]:
    """Write where what is known of an event comes from, and what others say of its start."""
    if not event.sources:
        return []
    label = words_in(language).sources if event.other_sources else language.source
    named = short(language.semicolon.join(source_words(each, language) for each in event.sources))
    said = filter(None, (said_words(event, each, language, zone) for each in event.sources))
    lines = [plain(stopped(short(words))) for words in said][:MOST_SAID]
    return [*lines, (Span(headed(label, named, language), Style.ITALIC),)]


def stopped(words: str) -> str:
    """Return words with a full stop, unless an abbreviation has brought it."""
    return words if words.endswith(".") else f"{words}."


def short(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text on one line, cut where it is too long: between words, if it has any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = beginning(text, most - 1)
    words, _, broken = cut.rpartition(" ")
    # Chinese, Japanese and Thai have no spaces to cut at.
    return (words if len(broken) <= LONGEST_WORD else cut) + "…"


def particulars(event: Event, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what is known of an event beside its title and time: a label, and a text."""
    words, isolated = words_in(language), language.isolated.format
    if event.places:
        yield words.place, isolated(place_told(event, language))
    if event.chair:
        yield language.chair, isolated(event.chair)
    led = {delegation.party for delegation in event.delegations if delegation.head}
    if parties := [party for party in event.everyone if party not in led]:
        yield words.with_, listed(parties, language)
    for delegation in event.delegations:
        if delegation.head:
            yield language.delegation, delegation_words(delegation, language)
    if event.topics:
        yield language.topics, listed(event.topics, language)
    if event.parent and event.parent.title:
        yield language.part_of, isolated(event.parent.title)
    if event.note:
        yield language.note, isolated(event.note)


def place_told(event: Event, language: Language) -> str:
    """Write where an event is, behind the word for it."""
    if all(place.is_unknown for place in event.places):
        return words_in(language).place_open
    return places_phrase(event, language)


def when(
    event: Event,
    now: datetime,
    most: int = MOST_CHARACTERS,
    language: Language = ENGLISH,
    zone: str | None = None,
) -> Line:
    """Write when an event starts and, if that is known, ends.

    Each time has its instant, unless it is a day or too far ahead; a ``zone`` is as in
    `when_phrase`.
    """
    start, end, words = event.start, event.end, words_in(language)
    if not isinstance(start, Moment):
        return plain(sentence(short(when_phrase(event, language), most)))
    exact = replace(event, start=start.exactly, starts_after=False)
    # "Around" stands outside: clients replace the whole text of a time.
    line: Line = (time_span(sentence(short(when_phrase(exact, language, zone), most)), start, now),)
    if start.approximate:
        around = words.not_before if start.precision is Precision.NOT_BEFORE else words.around
        line = filled(around, line)
    if after := after_words(event, language):
        line = (*line, Span(f"{language.comma}{short(after, most)}"))
    if isinstance(end, Moment):
        ending = time_span(end_words(event, end.exactly, language, zone), end, now)
        until = words.until_around if end.approximate else words.until
        line = (*line, *filled(until, (ending,)))
    elif end:
        line = (*line, Span(words.until.format(end_words(event, end, language))))
    return line


def filled(template: str, line: Line) -> Line:
    """Return a text with spans in place of its braces."""
    before, _, after = template.partition("{}")
    return (*((Span(before),) if before else ()), *line, *((Span(after),) if after else ()))


def time_span(words: str, moment: Moment, now: datetime) -> Span:
    """Write a time with its instant, unless it is too far ahead."""
    return Span(words, instant=moment.begins if moment.begins - now <= FURTHEST else None)


def lines_of(spans: Sequence[Span]) -> list[Line]:
    """Return the lines of a post that was joined of them."""
    lines = groupby(spans, key=lambda span: span == _BETWEEN_LINES)
    return [tuple(line) for is_between, line in lines if not is_between]


def is_source_line(line: Line) -> bool:
    """Tell whether a line says where what is known comes from, in whatever language."""
    return line[0].style is Style.ITALIC and line[0].text.startswith(_SOURCE_LABELS)


_SOURCE_LABELS = tuple(
    f"{label}{language.colon}"
    for language in LANGUAGES.values()
    for label in (language.source, CHAT_WORDS[language.code].sources)
)
