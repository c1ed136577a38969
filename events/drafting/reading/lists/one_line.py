"""One line of a programme or a diary: its day, and what it says is held then."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from events.drafting.drafted import Drafted, Extent
from events.drafting.layout.blocks import Block
from events.drafting.layout.day_headings import begins_without_day, says_no_day
from events.drafting.layout.shapes import Shape
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import Trigger, first_trigger
from events.drafting.mentions.when.days import Form
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import place_line
from events.drafting.reading.lists.labelled import read_labelled
from events.drafting.reading.lists.line_contents import (
    IN_A_CITY,
    content_of,
    kind_without_word,
    place_in_line,
)
from events.drafting.reading.lists.line_hours import (
    days_of_later,
    hours_of,
    with_hour_at_end,
    word_at_end,
    words_of_first,
    words_of_later,
)
from events.drafting.reading.prose.deadlines import add_deadline, is_aside_deadline
from events.drafting.reading.prose.sentences import SentenceReader
from events.drafting.sentences.clauses import Sentence, When, take_apart
from events.drafting.sentences.moved import is_moved
from events.drafting.sentences.requests import is_request
from events.drafting.sentences.titles import title_of
from events.drafting.sentences.unheld import is_denied, is_logistics, is_no_event, is_pause

_OWN_DAY = re.compile(r"[^\w\0]*\0+[\s,]*(?:[:–—|-]|[(,]?\s?[A-ZÀ-Ž][\w' ]+\)?\s*[:–—|-])\s")
_BACK = timedelta(days=3)
# Departs Warsaw en route Riga; Departure for Vienna
_DEPARTS = re.compile(
    r"[\W\0]*(?:(?:The )?[A-Z][\w ]{2,30}\s)?(?:[Dd]epart(?:s|ure)?|[Ll]eaves?|Abflug|Abreise|[Dd]épart|Quitte)\s"
    r"(?:from |von |de )?(?:[A-ZÀ-Ž]|for\b|to\b|en route\b|nach\b|pour\b)"
)
_BOUND_FOR = re.compile(r"\b(?:for|to|en route(?: to)?|nach|pour)\s+$")
_DUE = re.compile(
    r"\b(?:expected|due|scheduled|planned|set|foreseen|now)\s+(?:(?:for|on)\s+)?$"
    r"|\bto (?:visit|meet|hold|host|travel|sign|speak|vote|open|begin|start|return|resume|receive)\b[^;:()\0]{0,40}?\s(?:(?:on|in|during)\s+)?$"
)
_LABEL_BEFORE = re.compile(r"[^\W\d]:\s*$")
_UNTIL_DAY = re.compile(
    r"(?:\(|\b)(?:to|until|till|through|ends|bis(?: zum)?|jusqu['’]au|au|до|по)\s+$"
)


class OneLineReader:
    """Reads one line; what it has of a sentence is left to the reader of those."""

    def __init__(self, notes: Notes, sentences: SentenceReader) -> None:
        self._notes = notes
        self._sentences = sentences

    def read(self, block: Block) -> None:
        """Take what a line says, or leave it to the reader of sentences."""
        sentence = take_apart(block.text, self._notes.words, listed=True)
        if is_request(sentence) and not sentence.whens:
            return
        days = [
            it
            for it in sentence.whens
            if it.day
            and (it.day.form is not Form.MONTH or _is_due(it, sentence))
            and not is_aside_deadline(it, sentence)
        ]
        ends = [it for it in days if _is_end(it, sentence)]
        later = days_of_later(sentence)
        days = [it for it in days if it not in ends and it not in later]
        if self._notes.heading:
            sentence = with_hour_at_end(sentence)
        hour = next((it.hour for it in sentence.whens if it.hour), None)
        is_diary = block.shape is Shape.DIARY
        own = self._opening_day(days, sentence)
        if own is None and self._notes.heading:
            own = self._inner_day([it for it in days if _is_own(it, sentence)])
        elif own is None and is_diary:
            own = self._inner_day(days)
        is_loose = self._notes.heading is None and (days or not hour)
        if own is None and (is_loose or (days and not is_diary and not hour)):
            if not read_labelled(self._notes, sentence):
                self._sentences.read(block)
            return
        day = own or self._notes.heading or self._notes.day_before()
        is_of_week = day and day.extent is Extent.WEEK
        is_undated = begins_without_day(block.text) or (not is_of_week and says_no_day(block.text))
        if day is None or (not own and is_undated):
            self._notes.doubts.append(f"a line whose day is not told: {block.text}")
            return
        today = self._notes.calendar.day
        if own and today and (day.last or day.first) < today - _BACK:
            return
        trigger = first_trigger(words_of_first(sentence))
        is_told = (
            hour
            or is_diary
            or any(it.part and not sentence.text[: it.span[0]].strip() for it in sentence.whens)
            or (sentence.places and IN_A_CITY.search(sentence.plain))
            or (own and sentence.places and _OWN_DAY.match(sentence.plain))
        )
        is_light = trigger is None or (trigger.is_verb and trigger.is_aside)
        if is_light and _DEPARTS.match(sentence.plain) and self._notes.whereabouts.is_itinerary():
            self._leave(sentence)
            return
        if (is_light and is_logistics(block.text)) or (trigger is None and not is_told):
            return
        if trigger and is_denied(trigger, sentence.plain):
            self._notes.doubts.append(f"not held on {day.first}: {block.text}")
            return
        last = self._last_day(ends)
        self._add_line(sentence, trigger, is_diary, replace(day, last=last or day.last))

    def _leave(self, sentence: Sentence) -> None:
        """Take where somebody leaves for as where the next is; nowhere, if that is not told."""
        cities = [it for it in sentence.places if it.city]
        to = [it for it in cities if _BOUND_FOR.search(sentence.plain[: it.span[0]])]
        left = self._notes.gathered.where
        self._notes.gathered.where = to[-1] if to else None
        self._notes.whereabouts.left = left.city if left and not to else None

    def _opening_day(self, days: list[When], sentence: Sentence) -> Resolved | None:
        """Return the day that a line begins with, which is that of the lines below, too."""
        opening = next((it for it in days if self._opens(it, sentence)), None)
        if opening is None or opening.day is None:
            return None
        day = self._notes.meant(opening.day, False, self._notes.gathered.day)
        if day:
            self._notes.heading = day
            self._notes.gathered.where = self._notes.whereabouts.of_all
        return day

    @staticmethod
    def _opens(day: When, sentence: Sentence) -> bool:
        """Tell whether a line begins with a day, or with a city and its day: RIGA, Mon 3 Nov."""
        before = sentence.text[: day.span[0]]
        cities = [it for it in sentence.places if it.city and it.span[1] <= day.span[0]]
        for it in cities:
            before = before.replace(sentence.text[slice(*it.span)], "")
        return not before.strip(" *-–—•+,(|")

    def _inner_day(self, days: list[When]) -> Resolved | None:
        """Return the one day that a line tells in its midst."""
        told = [it.day for it in days if it.day]
        if len(told) != 1:
            return None
        return self._notes.meant(told[0], False, self._notes.gathered.day)

    def _last_day(self, ends: list[When]) -> date | None:
        """Return the day until which a line says that something is: (to June 12)."""
        found = (self._notes.meant(it.day, False, None) for it in ends if it.day)
        return next((it.first for it in found if it), None)

    def _add_line(
        self, sentence: Sentence, trigger: Trigger | None, is_diary: bool, day: Resolved
    ) -> None:
        content = content_of(sentence, is_diary, trigger is not None)
        if not content or is_pause(content) or is_no_event(sentence.text):
            return
        kind = trigger.kind if trigger else kind_without_word(sentence, content)
        of_heading = self._notes.kind_of_line if trigger is None else None
        if of_heading:
            kind = of_heading[0]
        event = Drafted(kind, content, sentence.text, day.first, day.last, day.extent)
        if self._notes.heading is None and not any(it.day for it in sentence.whens):
            event.mark("start", f"the day of what was told before, {day.first}")
        event.mark_all("start", day.marks)
        if of_heading:
            event.mark("kind", f"the heading says: {of_heading[1]}")
        elif trigger is None:
            event.mark("kind", "no word of the line says what it is", True)
        if place := place_in_line(sentence, is_diary, trigger, self._notes.whereabouts):
            self._notes.whereabouts.put(event, place)
        place_line(self._notes.whereabouts, event, sentence)
        timed = [it for it in sentence.whens if it.hour or it.part]
        when = next((it for it in timed if not is_aside_deadline(it, sentence)), None)
        event.is_line = not is_diary
        if when and (told := word_at_end(sentence)):
            self._notes.finish(event, sentence, None)
            self._add_told(event, told, when, sentence)
        else:
            self._notes.finish(event, sentence, when)
        self._add_later(event, trigger, sentence)
        self._sentences.read_following(sentence, event)
        for each in sentence.whens:
            if each.day and is_aside_deadline(each, sentence):
                until = self._notes.meant(each.day, False, day.first)
                if until:
                    add_deadline(self._notes, each, until, sentence)

    def _add_later(self, event: Drafted, first: Trigger | None, sentence: Sentence) -> None:
        """Add what a line tells to be at a later hour: talks, followed by a dinner at 20:00."""
        hours = hours_of(sentence)
        for one, when in pairwise(hours):
            told = words_of_later(when, one, hours, sentence, first)
            if told and not told.is_aside:
                self._add_told(event, told, when, sentence)

    def _add_told(self, event: Drafted, told: Trigger, when: When, sentence: Sentence) -> None:
        """Add what a word of a line says is at an hour of it, where and on which day the line is."""
        later = Drafted(told.kind, title_of(sentence, told), sentence.text, event.first)
        if event.city or event.country:
            later.mark("place", "the city of what it comes after")
        later.take_day_and_place(event)
        if when.day and when in days_of_later(sentence):
            own = self._notes.meant(when.day, False, event.first)
            if own is None:
                return
            later.first, later.last, later.extent = own.first, own.last, own.extent
            later.mark_all("start", own.marks)
        later.is_line = event.is_line
        self._notes.finish(later, sentence, when)


def _is_own(day: When, sentence: Sentence) -> bool:
    """Tell whether a day in a line is its own: one told with its hour, or behind a label."""
    before = sentence.plain[: day.span[0]]
    if before.count("(") > before.count(")"):
        return False
    return bool(
        day.hour
        or day.part
        or _LABEL_BEFORE.search(before)
        or _is_due(day, sentence)
        or is_moved(day, sentence)
    )


def _is_due(day: When, sentence: Sentence) -> bool:
    """Tell whether a line says at its end that something is to be on a day, or in a month: to visit in July."""
    is_last = _AT_END.fullmatch(sentence.plain[day.span[1] :])
    return bool(is_last and _DUE.search(sentence.plain[: day.span[0]]))


_AT_END = re.compile(r"[\s.]*|\s?[,;(]\s?[^\0]*")


def _is_end(day: When, sentence: Sentence) -> bool:
    """Tell whether a day in a line is one until which something lasts."""
    return bool(_UNTIL_DAY.search(sentence.text[: day.span[0]])) and not is_moved(day, sentence)
