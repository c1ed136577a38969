"""What /press is answered: press conferences and briefings ahead, and accreditation that closes."""

from collections.abc import Sequence
from datetime import datetime

from bot.messages.answers.answer import Answer, Block, in_pages, of_lines, titled
from bot.messages.answers.entries import about, entry, last_lines, last_over
from bot.messages.parts.lines import plain
from bot.messages.post import joined
from bot.messages.wording.answers.reader import Reader
from events.model import Event, Kind
from events.queries import is_over

KINDS = (Kind.PRESS_CONFERENCE, Kind.BRIEFING)


def press_answer(
    told: Sequence[Event],
    now: datetime,
    words: Sequence[str],
    asked: str,
    page: int,
    reader: Reader,
) -> Answer:
    """Answer /press, of events in the order in which they are told.

    What is cancelled or postponed is told as such until it would have been over.
    """
    ahead = [event for event in told if not is_over(event, now)]
    press = [event for event in ahead if event.kind in KINDS]
    closing = [event for event in ahead if event.accredits and event.status.is_on]
    blocks = [of_lines(entry(event, now, reader)) for event in press]
    if not press:
        blocks = [Block(plain(f"{about(words, reader.words.no_press, reader)}."))]
        if last := last_over((event for event in told if event.kind in KINDS), now):
            blocks.append(Block(joined(last_lines(last, now, reader)), reader.words.last))
    heading = reader.words.accreditation_closes
    blocks += [of_lines(entry(event, now, reader), heading) for event in closing]
    return in_pages(titled(reader.words.for_the_press), blocks, asked, page, reader)
