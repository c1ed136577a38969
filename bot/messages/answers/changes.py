"""What /changes is answered: what has changed lately, the newest first, as the record has it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from bot.messages.answers.answer import Answer, Block, in_pages, of_lines, said, titled
from bot.messages.parts.lines import bold, plain, short
from bot.messages.wording.answers.reader import Reader
from events.history import Entry
from events.wording.history_phrases import (
    published_day,
    standing_phrase,
    tells_start,
    was_and_is,
)
from events.wording.joined import headed, labelled, sentence


def changes_answer(entries: Sequence[Entry], page: int, reader: Reader) -> Answer:
    """Answer /changes: each change under the day on which it was published, by GMT."""
    words = reader.words
    if not entries:
        return said(words.nothing_on_record)
    blocks = [_block(entry, reader) for entry in entries]
    return in_pages(titled(words.what_has_changed), blocks, "changes", page, reader)


def unreadable_answer(reader: Reader) -> Answer:
    """Say that the record cannot be read now, though all else can be answered."""
    return said(reader.words.unreadable)


def told_entry(entry: Entry, reader: Reader) -> Entry:
    """Return a step of an event's history with its texts and times as a reader is told them."""
    was = entry.was and reader.told(entry.was)
    return replace(entry, event=reader.told(entry.event), was=was)


def _block(entry: Entry, reader: Reader) -> Block:
    entry, language = told_entry(entry, reader), reader.language
    was, now = was_and_is(entry, language, reader.zone)
    step = language.steps[entry.step]
    lines = [bold(headed(step, short(entry.event.title), language))]
    if was is not None:
        if not tells_start(entry):
            lines.append(
                plain(short(sentence(standing_phrase(entry.event, language, reader.zone))))
            )
        lines.append(plain(labelled(language.before_change, short(was), language)))
        lines.append(plain(labelled(language.after_change, short(now), language)))
    else:
        lines.append(plain(short(sentence(now))))
    at = language.in_gmt.format(language.clock.format(f"{entry.at.astimezone(UTC):%H:%M}"))
    lines.append(plain(reader.words.published.format(at)))
    return of_lines(lines, sentence(language.day(published_day(entry.at))))
