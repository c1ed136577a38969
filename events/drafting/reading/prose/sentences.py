"""Sentences: of each time that one tells, what is held then, or that nothing is."""

import re
from dataclasses import replace
from datetime import date

from events.drafting.drafted import Drafted, Extent
from events.drafting.layout.blocks import Block
from events.drafting.layout.shapes import Shape
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.when.days import DayMention, Form, Told
from events.drafting.mentions.when.moves import OFF, was_to_be
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import locate
from events.drafting.reading.prose.besides import read_besides
from events.drafting.reading.prose.deadlines import (
    add_deadline,
    closes,
    ends_at,
    goes_on,
    is_aside_deadline,
)
from events.drafting.reading.prose.followers import FollowerReader
from events.drafting.reading.prose.leading import (
    is_title_of_list,
    opens_list,
    take_heading,
    take_led,
)
from events.drafting.reading.prose.moving import move_last
from events.drafting.reading.prose.of_weekdays import of_weekday
from events.drafting.reading.prose.over import (
    is_background,
    is_no_start,
    is_over,
    was_off,
    was_said_there,
)
from events.drafting.reading.prose.told_before import day_before_event, meant_by, next_of_tour
from events.drafting.reading.prose.told_times import told_times, without_told_twice
from events.drafting.reading.prose.undated import UndatedReader, day_in_city
from events.drafting.reading.prose.wordless import (
    WordlessReader,
    is_beside,
    unknown_day,
)
from events.drafting.sentences.belonging import assign
from events.drafting.sentences.clauses import Sentence, When, take_apart, with_weeks, without_listed
from events.drafting.sentences.moved import is_moved, named_before, not_moved
from events.drafting.sentences.tense import is_chained, is_past
from events.drafting.sentences.titles import held_title, title_of
from events.drafting.sentences.topics import held_subject
from events.drafting.sentences.unheld import why_unheld
from events.model import Kind

_NEAR_IT = re.compile(
    r"\b(?:closing|concluding|final|opening|delegations|the (?:summit|meeting|conference|forum|talks|session|ceremony))\b"
)
_AHEAD_OF_IT = re.compile(
    r"\W*(?:Before|Ahead of|Prior to|On the eve of|In the run-up to) (?:the|its|their) (?:first |opening |official |formal )?"
    r"(?:summit|meeting|conference|forum|talks|session|ceremony|council|assembly|congress|opening)\b"
)
_FOR_PRESS = (Kind.PRESS_CONFERENCE, Kind.STATEMENT)


class SentenceReader:
    """Reads sentences, with what is known from those before."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._followers = FollowerReader(notes)
        self._wordless = WordlessReader(notes)
        self._undated = UndatedReader(notes, self._followers)
        self._own_day: Resolved | None = None  # told before in the sentence, or of its city
        self._own_at = -1  # where the sentence tells it
        self._paragraph = -1  # of the sentence
        # Of the last event, by its paragraph and the heading above
        self._last_day: tuple[int, Resolved | None, date] | None = None

    def read(self, block: Block) -> None:
        """Take the events of a sentence."""
        known = len(self._notes.gathered.events)
        self._paragraph = block.paragraph
        within = block.paragraph, self._notes.heading
        if self._last_day and self._last_day[:2] != within:
            self._last_day = None
        if block.paragraph != self._notes.last_paragraph and self._is_of_days():
            self._notes.whereabouts.forget(is_prose=True)
        self._read(block)
        focus = self._notes.gathered.focus
        if len(self._notes.gathered.events) > known and focus and focus.extent is Extent.DAY:
            self._last_day = *within, focus.first
        if block.is_heading or block.text.endswith(":"):
            for event in self._notes.gathered.events[known:]:
                event.is_overview = True

    def _read(self, block: Block) -> None:
        sentence = take_apart(
            block.text,
            self._notes.words,
            listed=block.is_heading or block.shape in (Shape.LINE, Shape.DIARY),
        )
        sentence = without_told_twice(sentence)
        whens = told_times(self._notes, sentence, block)
        if not whens:
            self._undated.read(sentence, block)
            return
        self._undated.take_introduced(sentence, block)
        if is_title_of_list(whens, sentence):
            for when in whens:
                self._day(when, False, [], sentence)
            self._notes.take_title(sentence)
            return
        ends = [it for it in whens if goes_on(it, sentence)]
        if all(it in ends or is_aside_deadline(it, sentence) for it in whens) and (
            event := self._undated.read_under_heading(sentence, block)
        ):
            for when in ends:
                if end := self._day(when, False, [], sentence):
                    event.prolong(end.known_day, end.marks)
            whens = [it for it in whens if it not in ends]
        if block.is_heading or opens_list(sentence):
            take_heading(self._notes, whens, sentence)
        whens = not_moved(with_weeks(whens, sentence), sentence)
        until = next((it.hour.at for it in whens if it.hour and ends_at(it, sentence)), None)
        whens = [it for it in whens if not ends_at(it, sentence)]
        taken = assign(without_listed(whens, sentence), sentence)
        made: list[tuple[When, Drafted]] = []
        focus = self._notes.gathered.focus
        self._own_day, self._own_at = day_in_city(self._notes, sentence), -1
        for when in whens:
            event = self._read_when(when, sentence, taken, made)
            if event:
                made.append((when, event))
        if not made:
            take_led(self._notes, whens, sentence, block)
        if until and made and made[-1][1].at and made[-1][1].at < until:
            made[-1][1].until = until
        self._notes.whereabouts.refine(sentence)
        self._followers.relate(sentence, made)
        self._followers.read_followers(sentence, made, focus)
        read_besides(self._notes, sentence, made, {it.span for it in taken.values()})

    def _is_of_days(self) -> bool:
        """Tell whether the heading says that all below is on several days: The week ahead, 9-13 December."""
        heading = self._notes.heading
        return bool(heading and (heading.last or heading.extent is Extent.WEEK))

    def _first_of(self, heading: Resolved) -> Resolved | None:
        """Return the day of an hour below a heading: of several days the first, if something begins then."""
        begun = (it.first for it in self._notes.gathered.events if it.last)
        if heading.last and heading.first not in begun:
            return None
        return replace(heading, last=None)

    def read_after(self, sentence: Sentence, last: Drafted | None) -> bool:
        """Take what a part of a line says follows an event, at no hour; tell whether it does."""
        whole = (0, len(sentence.text) + 1)
        return self._followers.read_follower(sentence, whole, last)

    def read_following(self, sentence: Sentence, event: Drafted) -> None:
        """Take what a line says follows its event, at no hour: a visit, followed by a press conference."""
        for clause in sentence.clauses:
            inside = [it for it in sentence.triggers if clause[0] <= it.span[0] < clause[1]]
            is_next = sentence.plain.startswith("followed by", clause[0])
            if (
                clause[0]
                and inside
                and (is_next or inside[0].kind in _FOR_PRESS)
                and not any(clause[0] <= it.span[0] < clause[1] for it in sentence.whens)
            ):
                self._followers.read_follower(sentence, clause, event)

    def _read_when(
        self,
        when: When,
        sentence: Sentence,
        taken: dict[tuple[int, int], Trigger],
        made: list[tuple[When, Drafted]],
    ) -> Drafted | None:
        clause = sentence.clause_at(when.span[0])
        chained = is_chained(sentence.text, when.span[0])
        moved = is_moved(when, sentence)
        is_off = was_to_be(sentence.text, when.span[0]) and OFF.search(sentence.text)
        past = (
            not moved
            and not is_off
            and not chained
            and (
                is_past(sentence.text[slice(*clause)], when.span[0] - clause[0])
                or was_said_there(when, sentence)
            )
        )
        day = self._day(when, past or chained, made, sentence)
        if day is None:
            self._notes.doubts += unknown_day(when, past, sentence)
            return None
        if is_background(self._notes, when, day, past, chained) or (
            is_off and was_off(self._notes, day, sentence)
        ):
            if not made:
                self._notes.remember_today(day)
            return None
        if closes(when, sentence) and not chained:
            return add_deadline(self._notes, when, day, sentence)
        if not made and (known := move_last(self._notes, when, day, sentence)):
            return known
        if made and goes_on(when, sentence):
            made[-1][1].prolong(day.known_day, day.marks)
            return None
        trigger = taken.get(when.span)
        trigger = held_subject(trigger, sentence, taken, bool(made)) if trigger else None
        if moved:
            trigger = named_before(trigger, sentence)
        if trigger is None or is_beside(trigger, when, sentence):
            return self._wordless.read(when, day, sentence, made)
        if unheld := why_unheld(trigger, when, moved, sentence):
            self._notes.doubts.append(f"{unheld} {day.first}: {sentence.text}")
            return None
        is_begun = bool(made) or moved
        if is_over(self._notes, trigger, when, day, past, sentence) or is_no_start(
            self._notes, trigger, when, day, is_begun, sentence
        ):
            return None
        known = meant_by(self._notes, trigger, when, sentence) if when.hour or when.part else None
        if known and (when.day is None or (trigger.is_definite and day.known_day == known.first)):
            self._notes.add_hour(known, when, sentence)
            return known
        return self._draft(when, day, trigger, sentence, chained)

    def _draft(
        self, when: When, day: Resolved, trigger: Trigger, sentence: Sentence, chained: bool
    ) -> Drafted:
        focus = self._notes.gathered.focus
        is_of_it = trigger.is_definite and trigger.kind is Kind.MEETING  # the sitting, of a court
        event = Drafted(
            Kind.HEARING if is_of_it and focus and focus.kind is Kind.HEARING else trigger.kind,
            held_title(title_of(sentence, trigger)),
            sentence.text,
            day.first,
            day.last,
            day.extent,
        )
        event.is_named = trigger.is_definite
        event.is_about_day = day.is_about
        event.mark_all("start", day.marks)
        if when.day is None:
            event.mark("start", f"the day told before, {day.first}")
        self._notes.doubts += [f"{it}: {sentence.text}" for it in day.doubts]
        where = self._notes.gathered.where
        locate(self._notes.whereabouts, event, when.span, trigger, sentence)
        if chained:
            self._notes.gathered.where = where
        return self._notes.finish(event, sentence, when, takes_focus=not chained)

    def _day(
        self, when: When, past: bool, made: list[tuple[When, Drafted]], sentence: Sentence
    ) -> Resolved | None:
        span = sentence.clause_at(when.span[0])
        clause = sentence.plain[slice(*span)]
        own = self._own_day.known_day if self._own_day else None
        before = made[-1][1].first if made else own or self._notes.gathered.day
        if when.day and (counted := day_before_event(self._notes, when, sentence)) and not past:
            return counted
        if when.day:
            ahead = bool(_AHEAD_OF_IT.match(clause) and before)
            day = self._notes.meant(when.day, past, before, bool(_NEAR_IT.search(clause)), ahead)
            if day and made and not past:
                day = next_of_tour(day, when, made[-1], sentence)
            if day and day.known_day and not past:
                self._own_day, self._own_at = replace(day, last=None), when.span[0]
            return day
        if not made and (named := of_weekday(self._notes, sentence.text[slice(*span)])):
            if named.event:
                return Resolved(named.event.first)
            mention = DayMention(Form.WEEKDAY, when.span, Told(named.weekday))
            return self._notes.meant(mention, past, before)
        if made and (there := day_in_city(self._notes, sentence, span[0])):
            return there
        if self._own_day and (not made or self._own_at > made[-1][0].span[0]):
            return self._own_day
        if self._last_day and not made:
            return Resolved(self._last_day[2])
        if (opened := self._notes.opened) and opened[0] == self._paragraph and not made:
            return opened[1]
        if self._notes.heading and not made:
            return self._first_of(self._notes.heading) if when.hour else self._notes.heading
        return Resolved(before) if before else None
