"""What /changes is answered: what has changed lately, the newest first, as the record has it."""

from collections.abc import Sequence
from datetime import UTC

from bot.messages.answers.answer import Answer, Block, in_pages, of_lines, said, titled
from bot.messages.parts.lines import bold, plain, short
from events.history import Entry
from events.wording.english import ENGLISH
from events.wording.history_phrases import published_day, was_and_is
from events.wording.phrases import sentence

UNREADABLE = "The record cannot be read just now. Ask again in a while."


def changes_answer(entries: Sequence[Entry], page: int) -> Answer:
    """Answer /changes: each change under the day on which it was published, by GMT."""
    if not entries:
        return said("Nothing is on record yet.")
    return in_pages(titled("What has changed"), list(map(_block, entries)), "changes", page)


def unreadable_answer() -> Answer:
    """Say that the record cannot be read now, though all else can be answered."""
    return said(UNREADABLE)


def _block(entry: Entry) -> Block:
    was, now = was_and_is(entry)
    lines = [bold(f"{ENGLISH.steps[entry.step]}: {short(entry.event.title)}")]
    if was is not None:
        lines.append(plain(f"Was: {short(was)}"))
        lines.append(plain(f"Now: {short(now)}"))
    else:
        lines.append(plain(short(sentence(now))))
    lines.append(plain(f"Published {entry.at.astimezone(UTC):%H:%M} GMT"))
    return of_lines(lines, ENGLISH.day(published_day(entry.at)))
