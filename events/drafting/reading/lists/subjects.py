"""Headings that say what several lines below are, which only tell who is there and when.

So it is in: Oral evidence / 2.30 pm  The minister / 3.15 pm  Professor Berg.
"""

from events.drafting.layout.blocks import Block
from events.drafting.layout.shapes import Shape
from events.drafting.mentions.kinds import Trigger, first_trigger
from events.drafting.reading.known.notes import Notes
from events.drafting.sentences.clauses import take_apart
from events.model import Kind

_KINDS = (
    Kind.HEARING,
    Kind.BRIEFING,
    Kind.PRESS_CONFERENCE,
    Kind.SPEECH,
    Kind.STATEMENT,
    Kind.CEREMONY,
)
_FEWEST = 2  # lines


class SubjectReader:
    """Tells what lines are by the heading above them."""

    def __init__(self, notes: Notes, blocks: list[Block]) -> None:
        self._notes = notes
        self._heads: set[int] = set()
        self._kinds: dict[int, tuple[Kind, str]] = {}  # by the place of the line
        for at, block in enumerate(blocks):
            if (trigger := self._subject(block)) and len(
                lines := self._lines(blocks, at)
            ) >= _FEWEST:
                self._heads.add(at)
                self._kinds |= dict.fromkeys(lines, (trigger.kind, block.text))

    def read(self, at: int) -> bool:
        """Take what the heading says of the block at a place; tell whether it is such a heading."""
        self._notes.kind_of_line = self._kinds.get(at)
        return at in self._heads

    def _subject(self, block: Block) -> Trigger | None:
        if not block.is_heading or block.shape is not Shape.SENTENCE:
            return None
        told = take_apart(block.text, self._notes.words, listed=True)
        trigger = first_trigger([it for it in told.triggers if not it.is_verb])
        return trigger if trigger and not told.whens and trigger.kind in _KINDS else None

    def _lines(self, blocks: list[Block], at: int) -> list[int]:
        """Return the places of the lines right below, if none says itself what it is."""
        found = []
        for n, block in enumerate(blocks[at + 1 :], at + 1):
            if block.shape is not Shape.LINE or block.paragraph != blocks[at].paragraph:
                break
            told = take_apart(block.text, self._notes.words, listed=True)
            if told.triggers or not any(it.hour for it in told.whens):
                return []
            found.append(n)
        return found
