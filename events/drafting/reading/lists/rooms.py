"""Lines of an hour and a room, below what is held there: a calendar of committees."""

import re
from dataclasses import replace

from events.drafting.drafted import Drafted
from events.drafting.layout.blocks import Block
from events.drafting.layout.day_headings import HEADING_LENGTH
from events.drafting.layout.shapes import Shape, is_timed
from events.drafting.mentions.kinds import first_trigger
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import place_line
from events.drafting.reading.lists.line_hours import words_of_first
from events.drafting.sentences.clauses import Sentence, take_apart
from events.drafting.sentences.titles import title_of_line
from events.drafting.sentences.unheld import is_denied, is_no_event, is_pause
from events.model import Kind

_ROOM = re.compile(
    r"\b(?:Room|\w*[Hh]all|Chambers?|House|Building|Centre|Center|Palace|Library|Theatre|Suite|Offices?|Auditorium|Saal|Salle)\b"
)
_ONLY_NAMES = re.compile(
    r"\W*(?:(?:[A-ZÀ-Ž0-9][\w.'’/-]*|of|the|and|de|des|du|la|der|im)(?:[\s,;]+(?:[–-]\s+)?|\s*$))+"
)
_BRACKETS = re.compile(r"\s+\([^()]*\d[^()]*\)")
_FEWEST = 2  # words of a title


class RoomReader:
    """Reads what a line names of which the next one tells the hour and the room, under a day."""

    def __init__(self, notes: Notes, blocks: list[Block]) -> None:
        self._notes = notes
        self._blocks = blocks
        self._titles: dict[int, Block] = {}  # by the place of the line with the room
        self._taken: set[int] = set()  # places of titles, and of what stands between
        for at, block in enumerate(blocks):
            if at not in self._taken and (room := self._room_below(at)):
                self._titles[room] = block
                self._taken |= set(range(at, room))

    def read(self, at: int) -> bool:
        """Take the event of a title and a room; tell whether the block at a place is one of the two."""
        day = self._notes.heading
        if day is None:
            return False
        title = self._titles.get(at)
        if title is None:
            return at in self._taken
        named = take_apart(title.text, self._notes.words, listed=True)
        told = take_apart(_without_brackets(self._blocks[at]), self._notes.words, listed=True)
        trigger = first_trigger(words_of_first(named))
        if trigger and is_denied(trigger, named.plain):
            self._notes.doubts.append(f"not held on {day.first}: {title.text}")
            return True
        quote = f"{title.text} … {told.text}"
        kind = trigger.kind if trigger else Kind.MEETING
        event = Drafted(
            kind, title_of_line(title.text), quote, day.first, day.last, day.extent, is_line=True
        )
        if trigger is None:
            event.mark("kind", "no word says what it is", True)
        event.mark_all("start", day.marks)
        if places := [*told.places, *named.places]:
            self._notes.whereabouts.put(event, next((it for it in places if it.city), places[0]))
        place_line(self._notes.whereabouts, event, told)
        self._notes.finish(event, replace(told, text=quote), told.whens[0])
        return True

    def _room_below(self, at: int) -> int | None:
        """Return the place of the one line with a room that tells the hour of a title."""
        title = self._blocks[at]
        below = at + 1
        if not (title.is_heading and title.shape is Shape.SENTENCE) or len(self._blocks) <= below:
            return None
        if self._is_subject(self._blocks[below]):
            below += 1
        some = [it for it in self._blocks[below : below + 2] if it.paragraph == title.paragraph]
        if not some or any(map(_is_of_list, some[1:])):
            return None
        if not (_ROOM.search(some[0].text) or (some[0].shape is Shape.LINE and _is_bare(some[0]))):
            return None
        if len(some[0].text) > HEADING_LENGTH:
            return None
        named = take_apart(title.text, self._notes.words, listed=True)
        is_title = not (named.whens or is_no_event(title.text) or is_pause(title.text))
        is_title = is_title and len(title.text.split()) >= _FEWEST
        told = take_apart(_without_brackets(some[0]), self._notes.words, listed=True)
        return below if is_title and _is_hour_and_room(told) else None

    @staticmethod
    def _is_subject(block: Block) -> bool:
        return bool(block.fields) and {name for name, _ in block.fields} == {"what"}


def _without_brackets(block: Block) -> str:
    """Return a line without an hour in brackets, which is of what goes before: (drinks from 18:30)."""
    return _BRACKETS.sub("", block.text)


def _is_bare(block: Block) -> bool:
    """Tell whether a line is an hour and no more."""
    return not re.search(r"[^\W\d_]{3,}", _without_brackets(block))


def _is_of_list(block: Block) -> bool:
    return block.shape is Shape.LINE and is_timed(block.text)


def _is_hour_and_room(told: Sentence) -> bool:
    when = told.whens[0] if len(told.whens) == 1 and not told.triggers else None
    if when is None or when.day or not when.hour:
        return False
    where = told.plain.replace("\0", " ")
    return not where.strip() or bool(_ONLY_NAMES.fullmatch(where))
