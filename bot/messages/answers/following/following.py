"""What is answered to whoever follows something: what it is, and how to stop."""

from collections.abc import Sequence
from datetime import timedelta

from bot.messages.answers.answer import Answer, Choice, Row, heading_line, page_row, said
from bot.messages.answers.event import key_of
from bot.messages.parts.lines import bold, plain, short
from bot.messages.post import Post, joined
from bot.messages.wording.answers.reader import Reader
from events.model import Event
from events.text import printable
from events.wording.direction import from_its_side
from events.wording.joined import sentence
from events.wording.phrases import when_phrase
from events.wording.press import length_phrase

FOLLOW, STOP, FOLLOWING = "follow", "stop", "following"
MOST_LISTED = 10

Followed = tuple[str, str, tuple[timedelta, ...]]
"""The key of what is followed, what it is called, and how long before it is announced."""


def follow_choice(event: Event, reader: Reader) -> Choice:
    """Return the button below an event that has it followed."""
    return Choice(reader.words.follow, f"{FOLLOW} {key_of(event)}")


def follow_usage_answer(reader: Reader) -> Answer:
    """Say how /follow is asked."""
    return said(reader.words.follow_usage)


def length_unknown_answer(asked: str, reader: Reader) -> Answer:
    """Say that nothing is followed, since nobody can tell how long before is meant."""
    quoted = reader.language.quote.format(short(printable(asked), 40))
    return said(reader.words.length_unknown.format(quoted))


def follow_answer(
    followed: Followed, note: str, coming: Sequence[Event], reader: Reader, where: str = ""
) -> Answer:
    """Say what is followed from now on, ``where`` that comes, and which of the events to come."""
    (key, label, leads), words = followed, reader.words
    # A day without a time has its own: its eve, and its morning.
    come = words.reminders_as_agenda
    if leads:
        come = words.reminders_before.format(_before(leads, reader))
    named = reader.language.isolated.format(short(label))
    lines = [
        *([plain(note)] if note else []),
        bold(words.followed.format(named)),
        plain(come),
        *([plain(where)] if where else []),
    ]
    if coming:
        first = reader.told(coming[0])
        title = reader.language.isolated.format(short(first.title))
        count = words.to_come.format(words.count(len(coming), "event"))
        lines.append(plain(f"{count} {words.the_next.format(title)}"))
        lines.append(plain(short(sentence(when_phrase(first, reader.language, reader.zone)))))
    else:
        lines.append(plain(words.nothing_to_come))
    return Answer(Post(joined(lines)), (_stop_row(key, label, reader),))


def following_answer(followed: Sequence[Followed], page: int, reader: Reader) -> Answer:
    """List a page of what is followed, with a button to stop each."""
    words = reader.words
    if not followed:
        return said(words.follows_nothing)
    pages = -(-len(followed) // MOST_LISTED)
    page = min(max(page, 1), pages)
    listed = followed[(page - 1) * MOST_LISTED : page * MOST_LISTED]
    lines = [bold(words.chat_follows)]
    for _, label, leads in listed:
        told = short(label, 80)
        if leads:
            topic = reader.language.isolated.format(told)
            told = words.topic_before.format(topic=topic, leads=_before(leads, reader))
            told = from_its_side(told, reader.language.code)
        lines.append(plain(told))
    rows = [_stop_row(key, label, reader, page) for key, label, _ in listed]
    if pages > 1:
        lines.append(heading_line(words.page.format(page=page, pages=pages)))
        rows.append(page_row(FOLLOWING, page, pages, words))
    return Answer(Post(joined(lines)), tuple(rows))


def _stop_row(key: str, label: str, reader: Reader, page: int = 1) -> Row:
    named = reader.language.isolated.format(short(label, 40))
    return (Choice(reader.words.stop.format(named), f"{STOP} {key} {page}"),)


def _before(leads: Sequence[timedelta], reader: Reader) -> str:
    """Write several lengths so that nobody takes them for one: 1 hour and 30 minutes are two."""
    lengths = (length_phrase(lead, reader.language) for lead in leads)
    return reader.words.and_again.join(lengths)
