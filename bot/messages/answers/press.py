"""What /press is answered: press conferences and briefings ahead, and accreditation that closes."""

from collections.abc import Sequence
from datetime import datetime

from bot.messages.answers.answer import Answer, Block, in_pages, of_lines, titled
from bot.messages.answers.entries import entry, last_lines, last_over, matching
from bot.messages.parts.lines import plain
from bot.messages.post import joined
from events.model import Event, Kind
from events.queries import is_over

KINDS = (Kind.PRESS_CONFERENCE, Kind.BRIEFING)
CLOSES = "Accreditation closes"


def press_answer(
    told: Sequence[Event], now: datetime, words: Sequence[str], asked: str, page: int
) -> Answer:
    """Answer /press, of events in the order in which they are told.

    What is cancelled or postponed is told as such until it would have been over.
    """
    ahead = [event for event in told if not is_over(event, now)]
    press = [event for event in ahead if event.kind in KINDS]
    closing = [event for event in ahead if event.accredits and event.status.is_on]
    blocks = [of_lines(entry(event, now)) for event in press]
    if not press:
        blocks = [Block(plain(f"No press conference or briefing{matching(words)} is announced."))]
        if last := last_over((event for event in told if event.kind in KINDS), now):
            blocks.append(Block(joined(last_lines(last, now)), "Last"))
    blocks += [of_lines(entry(event, now), CLOSES) for event in closing]
    return in_pages(titled("For the press"), blocks, asked, page)
