"""What posts are made of: lines, when an event is, its particulars."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.messages.post import Button, Span, Style
from events.model import Event
from events.times import Moment, Precision
from events.wording.phrases import after_words, end_words, sentence, when_phrase
from events.wording.places import places_phrase
from events.wording.press import said_words

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


def brief_head(text: str, button: Button | None) -> Line:
    """Write a line that heads a part of a digest, and leads where the post's button would."""
    return (Span(short(text), Style.BOLD, url=button.url if button else None),)


def source_lines(event: Event) -> list[Line]:
    """Write where what is known of an event comes from, and what others say of its start."""
    if not event.sources:
        return []
    label = "Sources" if event.other_sources else "Source"
    named = short("; ".join(map(str, event.sources)))
    said = filter(None, (said_words(event, each) for each in event.sources))
    lines = [plain(f"{short(words)}.") for words in said][:MOST_SAID]
    return [*lines, (Span(f"{label}: {named}", Style.ITALIC),)]


def short(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return a text on one line, cut where it is too long: between words, if it has any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words, _, broken = cut.rpartition(" ")
    # Chinese, Japanese and Thai have no spaces to cut at.
    return (words if len(broken) <= LONGEST_WORD else cut) + "…"


def particulars(event: Event) -> Iterator[tuple[str, str]]:
    """Yield what is known of an event beside its title and time: a label, and a text."""
    if event.places:
        yield "Place", place_told(event)
    if event.chair:
        yield "Chair", event.chair
    led = {delegation.party for delegation in event.delegations if delegation.head}
    if parties := [party for party in event.everyone if party not in led]:
        yield "With", ", ".join(parties)
    for delegation in event.delegations:
        if delegation.head:
            yield "Delegation", str(delegation)
    if event.topics:
        yield "Topics", ", ".join(event.topics)
    if event.parent and event.parent.title:
        yield "Part of", event.parent.title
    if event.note:
        yield "Editor's note", event.note


def place_told(event: Event) -> str:
    """Write where an event is, behind the word for it."""
    if all(place.is_unknown for place in event.places):
        return "to be confirmed"
    return places_phrase(event)


def when(event: Event, now: datetime, most: int = MOST_CHARACTERS) -> Line:
    """Write when an event starts and, if that is known, ends.

    Each time has its instant, unless it is a day or too far ahead.
    """
    start, end = event.start, event.end
    if not isinstance(start, Moment):
        return plain(sentence(short(when_phrase(event), most)))
    exact = replace(event, start=start.exactly, starts_after=False)
    # "Around" stands outside: clients replace the whole text of a time.
    line: Line = (time_span(short(when_phrase(exact), most), start, now),)
    if start.approximate:
        line = (Span(_QUALIFIED[start.precision]), *line)
    if after := after_words(event):
        line = (*line, Span(f", {short(after, most)}"))
    if isinstance(end, Moment):
        until = ", until around " if end.approximate else ", until "
        ending = end_words(event, end.exactly)
        line = (*line, Span(until), time_span(ending, end, now))
    elif end:
        line = (*line, Span(f", until {end_words(event, end)}"))
    return line


_QUALIFIED = {Precision.ABOUT: "Around ", Precision.NOT_BEFORE: "Not before "}


def time_span(words: str, moment: Moment, now: datetime) -> Span:
    """Write a time with its instant, unless it is too far ahead."""
    return Span(words, instant=moment.begins if moment.begins - now <= FURTHEST else None)


def lines_of(spans: Sequence[Span]) -> list[Line]:
    """Return the lines of a post that was joined of them."""
    lines = groupby(spans, key=lambda span: span == _BETWEEN_LINES)
    return [tuple(line) for is_between, line in lines if not is_between]


def is_source_line(line: Line) -> bool:
    """Tell whether a line is the one that says where what is known comes from."""
    return line[0].style is Style.ITALIC and line[0].text.startswith(("Source: ", "Sources: "))
