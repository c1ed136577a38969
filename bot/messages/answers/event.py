"""What /event is answered: all that is known of one event, or a list of those that may be meant."""

from collections.abc import Iterator, Sequence
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
    said,
    turn_row,
)
from bot.messages.answers.entries import matching, standing
from bot.messages.answers.search import Found
from bot.messages.parts.lines import Line, bold, particulars, plain, short, when
from bot.messages.parts.links import link_lines
from bot.messages.parts.press import press_lines
from bot.messages.post import Button, Post, Span, joined
from events.history import History
from events.model import Event
from events.queries import day_is_over
from events.wording.english import ENGLISH
from events.wording.history_phrases import announced_phrase, entry_phrase, gap_phrase
from events.wording.phrases import certainty_phrase, sentence, status_word, when_phrase
from events.wording.press import said_words
from events.wording.programme import programme_lines

EVENT, CALENDAR = "event", "calendar"
MOST_CHOICES = 6
LONGEST_TEXT = 1700  # characters, of which each may take two UTF-16 units
GONE = "This event is not on the agenda any more."
UNDATED = "Its day is to be announced: there is nothing yet to put into a calendar."


def key_of(event: Event) -> str:
    """Return the name of an event behind a button, which takes few bytes, and holds for ever."""
    return blake2s(event.uid.encode(), digest_size=8).hexdigest()


def usage_answer() -> Answer:
    """Say how /event is asked."""
    return said("Write /event and some words of its title, place or parties: /event osce vienna.")


def event_answer(
    event: Event,
    agenda: str | None,
    history: History | None,
    details: str | None,
    now: datetime,
    page: int,
    choices: tuple[Choice, ...] = (),
) -> Answer:
    """Tell all that is known of an event.

    - ``agenda``: the title of its agenda, if there are several
    - ``history``: None if the record cannot be read now
    - ``details``: the address of its page
    - ``choices``: further buttons, beside that for the calendar
    """
    source = event.source.url if event.source else None
    buttons = (("Details", details), ("Source", source))
    rows: tuple[Row, ...] = ()
    if event.is_dated:
        choices = (Choice("Add to calendar", f"{CALENDAR} {key_of(event)}"), *choices)
    if choices:
        rows = (choices,)
    if links := tuple(Button(label, url) for label, url in buttons if url):
        rows = (*rows, links)
    known = [plain(f"{label}: {short(text)}") for label, text in _particulars(event, agenda)]
    parts = [plain(sentence(short(line))) for line in programme_lines(event)]
    blocks = [
        of_lines(_first_lines(event, now)),
        *of_many_lines(known),
        Block(plain(short(event.description or "", LONGEST_TEXT))),
        *of_many_lines(_press_lines(event, now)),
        *of_many_lines(parts, ENGLISH.programme),
        *of_many_lines(link_lines(event)),
        *of_many_lines(_source_lines(event)),
        *of_many_lines(_history_lines(history), ENGLISH.history),
    ]
    told = [block for block in blocks if Post(block.lines).text]
    return in_pages((), told, f"{EVENT} {key_of(event)}", page, rows)


def calendar_caption(event: Event) -> Post:
    """Write what stands below the file that is an event for a calendar."""
    head = event.title if event.status.is_on else f"{status_word(event.status)}: {event.title}"
    return Post(joined([bold(short(head)), plain(short(sentence(when_phrase(event))))]))


def choice_answer(found: Found, words: Sequence[str], now: datetime, page: int) -> Answer:
    """List the events that may be meant, those that are to come before those that are past."""
    head, events = "", found.events
    if found.unknown:
        named = ", ".join(ENGLISH.quote.format(word) for word in found.unknown)
        head = f"Nothing on the agenda has {named}."
    elif not events:
        head = f"No event has all of {ENGLISH.quote.format(' '.join(words))}."
    if not events:
        events = found.nearest
        if not events:
            return said(head, "Write other words, or ask /next 10 for what is to come.")
        head = f"{head} These come nearest:"
    else:
        head = f"{len(events)} events{matching(words)}:"
    if found.taken_for:
        head = f"{taken_words(found)} {head}"
    over = [event for event in events if event.is_dated and day_is_over(event, now)]
    ahead = [event for event in events if event not in over]
    ordered = [*ahead, *reversed(over)]
    pages = max(1, -(-len(ordered) // MOST_CHOICES))
    page = min(max(page, 1), pages)
    shown = ordered[(page - 1) * MOST_CHOICES : page * MOST_CHOICES]
    parts = [plain(head), *map(_listed, shown)]
    rows: list[Row] = [(Choice(_label(event), f"{EVENT} {key_of(event)}"),) for event in shown]
    if pages > 1:
        parts.append(heading_line(f"Page {page} of {pages}"))
    if turns := turn_row(f"{EVENT} {' '.join(words)}", page, pages):
        rows.append(turns)
    return Answer(Post(joined(parts, "\n\n")), tuple(rows))


def taken_words(found: Found) -> str:
    """Say which words were taken for others, since nothing has them."""
    pairs = (
        f"Nothing has {ENGLISH.quote.format(word)}; taken for {ENGLISH.quote.format(like)}."
        for word, like in found.taken_for
    )
    return short(" ".join(pairs), 300)


def _listed(event: Event) -> Line:
    title = event.title if event.status.is_on else f"{status_word(event.status)}: {event.title}"
    return joined([bold(short(title, 120)), plain(short(sentence(when_phrase(event)), 120))])


def _label(event: Event) -> str:
    start = event.start.date
    return (
        f"{short(event.title, 40)}, {start.day} {start:%b}"
        if event.is_dated
        else short(event.title, 48)
    )


def _first_lines(event: Event, now: datetime) -> list[Line]:
    sure = certainty_phrase(event)
    if not event.status.is_on:
        was = f"Was to be: {short(when_phrase(event))}"
        return [bold(f"{status_word(event.status)}: {short(event.title)}"), plain(was)]
    lines = [bold(short(event.title)), when(event, now), plain(standing(event, now))]
    return [*lines, plain(f"{event.kind.label} · {sure[0].lower()}{sure[1:]}")]


def _particulars(event: Event, agenda: str | None) -> Iterator[tuple[str, str]]:
    yield from particulars(event)
    if event.follows and event.follows.title:
        yield ENGLISH.follows, event.follows.title
    if event.accredits and event.accredits.title:
        yield "Closes the accreditation for", event.accredits.title
    if agenda:
        yield "Agenda", agenda


def _press_lines(event: Event, now: datetime) -> list[Line]:
    lines = press_lines(event, now)
    if asked := event.accreditation:
        if asked.note:
            lines.append(plain(short(asked.note)))
        if asked.url:
            lines.append(plain(f"Ask for accreditation: {asked.url}"))
    if event.contact:
        lines.append(plain(f"{ENGLISH.press_contact}: {short(str(event.contact))}"))
    return lines


def _source_lines(event: Event) -> list[Line]:
    lines: list[Line] = []
    for source in event.sources:
        line: Line = (Span("Source: "), Span(short(str(source)), url=source.url))
        if source.quote:
            line = (*line, Span(f": {ENGLISH.quote.format(short(source.quote))}"))
        lines.append(line)
        if words := said_words(event, source):
            lines.append(plain(f"{short(words)}."))
    return lines


def _history_lines(history: History | None) -> list[Line]:
    if history is None:
        return [plain("The record cannot be read just now.")]
    gap = gap_phrase(history)
    lines = [
        announced_phrase(history),
        *([gap] if gap else []),
        *map(entry_phrase, history.entries),
    ]
    return [plain(short(f"{line}.")) for line in lines]
