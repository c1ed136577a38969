"""What, Where and When: an event told by its questions, or by its title, each on a line of its own."""

import re
from dataclasses import replace
from itertools import pairwise

from events.drafting.drafted import Drafted
from events.drafting.layout.blocks import Block
from events.drafting.layout.shapes import Shape, is_timed
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import first_trigger
from events.drafting.mentions.when.moves import is_moved_from
from events.drafting.mentions.where.places import PlaceMention, is_lone_name
from events.drafting.mentions.where.seats import seat_in
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import place_line
from events.drafting.reading.lists.line_hours import hours_of, words_of_first
from events.drafting.reading.prose.sentences import SentenceReader
from events.drafting.sentences.clauses import Sentence, take_apart
from events.drafting.sentences.titles import title_of, title_of_line
from events.drafting.sentences.topics import without_topics
from events.drafting.sentences.unheld import is_no_event
from events.model import Kind

_FEWEST = 3  # words of a title
_WHAT = re.compile(r"\||:\s+\w")  # what a line says itself that is then


class FieldsReader:
    """Reads events that are told by What, Where and When."""

    def __init__(self, notes: Notes, sentences: SentenceReader, blocks: list[Block]) -> None:
        self._notes = notes
        self._sentences = sentences
        self._blocks = blocks

    def read_fields(self, block: Block) -> None:
        """Take the event that What, Where and When tell."""
        fields: dict[str, str] = {}
        for name, value in block.fields:
            fields[name] = f"{fields[name]}, {value}" if name in fields else value
        what, when, where = fields.get("what"), fields.get("when"), fields.get("where")
        what = what or self._title_of(block)
        is_under_day = bool(what and where and self._notes.heading)
        if not (when or is_under_day) or not (what or where):
            for _, value in block.fields:
                self._sentences.read(replace(block, shape=Shape.SENTENCE, text=value))
            return
        if not what and self._notes.gathered.focus is None:
            what = self._title_above(block)
        when = when or ""
        told = take_apart(when, self._notes.words)
        days = [it for it in told.whens if it.day and not is_moved_from(when, it.span[0])]
        first = next(iter(days), None)
        day = (
            self._notes.meant(first.day, False, self._notes.gathered.day)
            if first and first.day
            else self._notes.heading
        )
        if day is None or not what:
            self._notes.doubts.append(f"an event whose day is not known: {what or when}")
            return
        if (
            "what" not in fields
            and not any(it.hour for it in told.whens)
            and self._has_lines(block)
        ):
            self._take_heading(day, f"{where or ''}\n{what}")
            return
        named = take_apart(what, self._notes.words, listed=True)
        trigger = first_trigger(words_of_first(named))
        kind, why = (trigger.kind, "") if trigger else self._kind_above(block)
        quote = " ".join(block.text.split())
        event = Drafted(
            kind,
            title_of_line(what),
            quote,
            day.first,
            day.last,
            day.extent,
        )
        if why:
            event.mark("kind", why, True)
        event.mark_all("start", day.marks)
        places = take_apart(where, self._notes.words, listed=True).places if where else []
        seat = (
            seat_in(where, None, self._notes.whereabouts.home()) if where and not places else None
        )
        places = [seat] if seat else places
        about = without_topics(named.places, trigger, named)
        places = places or about or take_apart(when, self._notes.words, listed=True).places
        if places:
            self._notes.whereabouts.put(event, places[0])
        elif where and is_lone_name(where) and not seat_in(where):
            event.mark("place", f"the report says {where}, which may be a town or a house", True)
        hour = next((it for it in told.whens if it.hour or it.part), None)
        if (
            hour
            and hour.hour
            and re.search(r"\barriv\w*\s*(?:from|at)?\s*$", when[: hour.hour.span[0] + 4])
        ):
            hour = None
        if "place" not in event.marks:
            place_line(self._notes.whereabouts, event, named)
        self._notes.finish(event, replace(named, text=quote), hour)
        event.last = event.last or day.last
        self._add_later(event, told)

    def _add_later(self, event: Drafted, told: Sentence) -> None:
        """Add what When says is at a later hour: 13:00 (press conference at 14:15)."""
        for one, when in pairwise(hours_of(told)):
            some = [it for it in told.triggers if one.span[1] <= it.span[0] < when.span[0]]
            trigger = first_trigger(some)
            if trigger is None or when.day:
                continue
            later = Drafted(trigger.kind, title_of(told, trigger), event.quote, event.first)
            later.take_day_and_place(event)
            self._notes.finish(later, replace(told, text=event.quote), when)

    def read_titled(self, at: int) -> bool:
        """Take what a title says is at a day and an hour that stand alone below it, as in an invitation."""
        block, above = self._blocks[at], self._above(at)
        if above is None or block.shape not in (Shape.SENTENCE, Shape.LINE):
            return False
        told = take_apart(block.text, self._notes.words, listed=True)
        when = told.whens[0] if len(told.whens) == 1 and not told.triggers else None
        is_below_day = self._blocks[at - 1].shape is Shape.DAY
        if (
            when is None
            or _WHAT.search(told.plain)
            or not when.hour
            or told.plain[: when.span[0]].strip()
        ):
            return False
        if bool(when.day) is is_below_day:
            return False
        named = take_apart(above, self._notes.words, listed=True)
        if named.whens or above.isupper() or len(above.split()) < _FEWEST or is_no_event(above):
            return False
        day = self._notes.meant(when.day, False, None) if when.day else self._notes.heading
        trigger = first_trigger(named.triggers)
        if day is None or (is_below_day and trigger is None):
            return False
        kind = trigger.kind if trigger else Kind.MEETING
        event = Drafted(kind, title_of_line(above), f"{above} … {block.text}", day.first)
        if trigger is None:
            event.mark("kind", "no word says what it is", True)
        event.mark_all("start", day.marks)
        places = [*told.places, *self._places_below(at)]
        places += without_topics(named.places, trigger, named)
        if places:
            self._notes.whereabouts.put(event, next((it for it in places if it.zone), places[0]))
        place_line(self._notes.whereabouts, event, named)
        self._notes.finish(event, told, when)
        return True

    def _above(self, at: int) -> str | None:
        """Return the line of a title that is right above one, or above the day of the only one."""
        before = self._blocks[max(0, at - 2) : at]
        below = self._below(at)
        if before and before[-1].shape is Shape.DAY:
            is_one_of_several = below and (below.shape is Shape.DAY or is_timed(below.text))
            before = [] if is_one_of_several else before[:-1]
        return before[-1].text if before and before[-1].is_heading else None

    def _has_lines(self, block: Block) -> bool:
        """Tell whether the hours of what has only a day stand on lines of their own below."""
        below = self._below(self._blocks.index(block))
        return below is not None and (
            below.shape is Shape.DAY or (below.shape is Shape.LINE and is_timed(below.text))
        )

    def _places_below(self, at: int) -> list[PlaceMention]:
        """Return the places of the line below, if it tells nothing else."""
        below = self._below(at)
        if below is None or not below.is_heading:
            return []
        told = take_apart(below.text, self._notes.words, listed=True)
        return [] if told.whens or told.triggers else told.places

    def _below(self, at: int) -> Block | None:
        return next(iter(self._blocks[at + 1 : at + 2]), None)

    def _take_heading(self, day: Resolved, where: str) -> None:
        """Take the day and the place of the lines below."""
        self._notes.heading = day
        self._notes.gathered.day = day.first
        self._notes.take_title(take_apart(where, self._notes.words, listed=True))

    def _kind_above(self, block: Block) -> tuple[Kind, str]:
        """Return what the title says that it is of which only the subject is told below, and why."""
        unknown = Kind.MEETING, "no word says what it is"
        if self._notes.gathered.events:
            return unknown
        above = self._blocks[: self._blocks.index(block)]
        titles = (it.text for it in reversed(above) if it.is_heading)
        for title in titles:
            named = take_apart(title, self._notes.words, listed=True)
            if told := first_trigger([it for it in named.triggers if not it.is_aside]):
                return told.kind, f"the heading says: {title}"
        return unknown

    def _title_of(self, block: Block) -> str | None:
        """Return the line right above that says what is held: 2. Press conference by the envoy."""
        at = self._blocks.index(block)
        above = self._blocks[at - 1] if at else None
        if above is None or not above.is_heading or above.paragraph != block.paragraph:
            return None
        named = take_apart(above.text, self._notes.words, listed=True)
        return above.text if first_trigger(named.triggers) and not named.whens else None

    def _title_above(self, block: Block) -> str | None:
        at = self._blocks.index(block)
        above = [it.text for it in self._blocks[:at] if it.shape is Shape.SENTENCE]
        return above[-1] if above else None
