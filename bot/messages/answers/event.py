"""What /event is answered: all that is known of one event, or a list of those that may be meant."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2s

from bot.messages.answers.answer import (
    Answer,
    Block,
    Choice,
    Row,
    heading_line,
    in_pages,
    of_lines,
    of_many_lines,
    page_row,
    said,
)
from bot.messages.answers.changes import told_entry
from bot.messages.answers.entries import about, standing
from bot.messages.answers.finding.search import Found
from bot.messages.answers.labels import labels_of
from bot.messages.parts.lines import Line, bold, particulars, plain, short, stopped, when
from bot.messages.parts.links import link_lines
from bot.messages.parts.press import press_lines
from bot.messages.post import Button, Post, Span, joined
from bot.messages.wording.answers.reader import Reader
from bot.messages.wording.languages import words_in
from events.history import History
from events.model import Event
from events.queries import day_is_over
from events.wording.history_phrases import announced_phrase, entry_phrase, gap_phrase
from events.wording.joined import headed, labelled, sentence
from events.wording.language import Language
from events.wording.phrases import certainty_phrase, status_word, when_phrase
from events.wording.press import said_words, source_words
from events.wording.programme import programme_heading, programme_lines

EVENT, CALENDAR = "event", "calendar"
MOST_CHOICES = 6
LONGEST_TEXT = 1700  # characters, of which each may take two UTF-16 units


def key_of(event: Event) -> str:
    """Return the name of an event behind a button, which takes few bytes, and holds for ever."""
    return blake2s(event.uid.encode(), digest_size=8).hexdigest()


def event_usage_answer(reader: Reader) -> Answer:
    """Say how /event is asked."""
    return said(reader.words.event_usage)


def event_answer(
    event: Event,
    agenda: str | None,
    history: History | None,
    details: str | None,
    now: datetime,
    page: int,
    choices: tuple[Choice, ...],
    reader: Reader,
) -> Answer:
    """Tell all that is known of an event.

    - ``agenda``: the title of its agenda, if there are several
    - ``history``: None if the record cannot be read now
    - ``details``: the address of its page
    - ``choices``: further buttons, beside that for the calendar
    """
    told, language = reader.told(event), reader.language
    source = event.source.url if event.source else None
    buttons = ((language.details, details), (language.source, source))
    rows: tuple[Row, ...] = ()
    if event.is_dated:
        choices = (Choice(reader.words.add_to_calendar, f"{CALENDAR} {key_of(event)}"), *choices)
    if choices:
        rows = (choices,)
    if links := tuple(Button(label, url) for label, url in buttons if url):
        rows = (*rows, links)
    known = [
        plain(labelled(label, short(text), language))
        for label, text in _particulars(told, agenda, reader)
    ]
    parts = [plain(sentence(short(line))) for line in programme_lines(told, language)]
    blocks = [
        of_lines(_first_lines(event, told, now, reader)),
        *of_many_lines(known),
        Block(plain(short(told.description or "", LONGEST_TEXT))),
        *of_many_lines(_press_lines(told, now, reader)),
        *of_many_lines(parts, programme_heading(told, language)),
        *of_many_lines(link_lines(told, language)),
        *of_many_lines(_source_lines(told, reader)),
        *of_many_lines(_history_lines(history, reader), language.history),
    ]
    blocks = [block for block in blocks if Post(block.lines).text]
    return in_pages((), blocks, f"{EVENT} {key_of(event)}", page, reader, rows)


def calendar_caption(event: Event, reader: Reader) -> Post:
    """Write what stands below the file that is an event for a calendar."""
    told = reader.told(event)
    head = _head(told, short(told.title), reader.language)
    when = sentence(when_phrase(told, reader.language, reader.zone))
    return Post(joined([bold(head), plain(short(when))]))


def choice_answer(
    found: Found, words: Sequence[str], now: datetime, page: int, reader: Reader
) -> Answer:
    """List the events that may be meant, those that are to come before those that are past."""
    head, events, language, phrases = "", found.events, reader.language, reader.words
    if found.unknown:
        head = unknown_words(found.unknown, reader)
    elif not events:
        head = phrases.no_event_has_all.format(language.quote.format(" ".join(words)))
    if not events:
        events = found.nearest
        if not events:
            return said(head, phrases.other_words)
        head = f"{head} {phrases.nearest}"
    else:
        head = about(words, phrases.count(len(events), "event"), reader)
    if found.taken_for:
        head = f"{taken_words(found.taken_for, reader)} {head}"
    over = [event for event in events if event.is_dated and day_is_over(event, now)]
    ahead = [event for event in events if event not in over]
    ordered = [*ahead, *reversed(over)]
    pages = max(1, -(-len(ordered) // MOST_CHOICES))
    page = min(max(page, 1), pages)
    shown = ordered[(page - 1) * MOST_CHOICES : page * MOST_CHOICES]
    told = [reader.told(event) for event in shown]
    parts = [plain(head), *(_listed(event, reader) for event in told)]
    rows: list[Row] = [
        (Choice(label, f"{EVENT} {key_of(event)}"),)
        for event, label in zip(shown, labels_of(told, language), strict=True)
    ]
    if pages > 1:
        parts.append(heading_line(phrases.page.format(page=page, pages=pages)))
    if beside := page_row(f"{EVENT} {' '.join(words)}", page, pages, phrases):
        rows.append(beside)
    return Answer(Post(joined(parts, "\n\n")), tuple(rows))


def taken_words(taken_for: Iterable[tuple[str, str]], reader: Reader) -> str:
    """Say which words were taken for others, since nothing has them."""
    quote = reader.language.quote.format
    pairs = (
        reader.words.taken_for.format(word=quote(word), like=quote(like))
        for word, like in taken_for
    )
    return short(" ".join(pairs), 300)


def unknown_words(unknown: Iterable[str], reader: Reader) -> str:
    """Say which words nothing has."""
    language = reader.language
    named = (language.quote.format(word) for word in dict.fromkeys(unknown))
    return reader.words.nothing_has.format(language.comma.join(named))


def _head(event: Event, title: str, language: Language) -> str:
    if event.status.is_on:
        return title
    return headed(status_word(event.status, language), title, language)


def _listed(event: Event, reader: Reader) -> Line:
    language = reader.language
    title = _head(event, short(event.title, 120), language)
    when = sentence(when_phrase(event, language, reader.zone))
    return joined([bold(title), plain(short(when, 120))])


def _first_lines(event: Event, told: Event, now: datetime, reader: Reader) -> list[Line]:
    language = reader.language
    if not event.status.is_on:
        was = short(when_phrase(told, language, reader.zone))
        head = _head(told, short(told.title), language)
        return [bold(head), plain(words_in(language).was.format(was))]
    stands = standing(event, now, None, language)
    sure = certainty_phrase(told, language)
    lines = [
        bold(short(told.title)),
        when(told, now, language=language, zone=reader.zone),
        *([plain(sentence(stands))] if stands else ()),
    ]
    return [*lines, plain(f"{language.kinds[event.kind]} · {sure}")]


def _particulars(event: Event, agenda: str | None, reader: Reader) -> Iterator[tuple[str, str]]:
    language, isolated = reader.language, reader.language.isolated.format
    yield from particulars(event, language)
    if event.follows and event.follows.title:
        yield language.follows, isolated(event.follows.title)
    if event.accredits and event.accredits.title:
        yield reader.words.closes_accreditation_for, isolated(event.accredits.title)
    if agenda:
        yield reader.words.agenda, isolated(agenda)


def _press_lines(event: Event, now: datetime, reader: Reader) -> list[Line]:
    language = reader.language
    lines = press_lines(event, now, language, reader.zone)
    if event.status.is_on and (asked := event.accreditation):
        if asked.note:
            lines.append(plain(short(asked.note)))
        if asked.url:
            label = reader.words.ask_for_accreditation
            lines.append(plain(headed(label, asked.url, language)))
    if event.contact:
        contact = short(str(event.contact))
        lines.append(plain(headed(language.press_contact, contact, language)))
    return lines


def _source_lines(event: Event, reader: Reader) -> list[Line]:
    language = reader.language
    lines: list[Line] = []
    for source in event.sources:
        label = Span(f"{language.source}{language.colon}")
        named = source_words(source, language)
        line: Line = (label, Span(short(named), url=source.url))
        if source.quote:
            quoted = language.quote.format(short(source.quote))
            line = (*line, Span(f"{language.colon}{quoted}"))
        lines.append(line)
        if words := said_words(event, source, language, reader.zone):
            lines.append(plain(stopped(short(words))))
    return lines


def _history_lines(history: History | None, reader: Reader) -> list[Line]:
    if history is None:
        return [plain(reader.words.unreadable)]
    language = reader.language
    gap = gap_phrase(history, language)
    lines = [
        announced_phrase(history, language),
        *([gap] if gap else []),
        *(
            entry_phrase(told_entry(entry, reader), language, reader.zone)
            for entry in history.entries
        ),
    ]
    return [plain(stopped(short(sentence(line)))) for line in lines]
