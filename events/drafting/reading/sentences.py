"""Sentences: of each time that one tells, what is held then, or that nothing is."""

import re
from dataclasses import replace
from datetime import date, timedelta

from events.drafting.drafted import Drafted, Extent, Mark
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.days import Form
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.moves import is_other, was_to_be
from events.drafting.reading.besides import read_besides
from events.drafting.reading.deadlines import (
    add_deadline,
    closes,
    ends_at,
    goes_on,
    is_aside_deadline,
)
from events.drafting.reading.followers import FollowerReader
from events.drafting.reading.moving import move_last
from events.drafting.reading.notes import OFF, Notes
from events.drafting.reading.over import is_background, is_no_start, is_over, was_off
from events.drafting.reading.undated import UndatedReader, day_in_city
from events.drafting.reading.wordless import (
    IT_BEGINS,
    WordlessReader,
    is_beside,
    is_open,
    words_of,
)
from events.drafting.text.blocks import Block
from events.drafting.text.clauses import (
    Sentence,
    When,
    assign,
    take_apart,
    with_weeks,
    without_listed,
)
from events.drafting.text.moved import is_moved, named_before, not_moved
from events.drafting.text.requests import is_request
from events.drafting.text.shapes import Shape
from events.drafting.text.tense import is_attribution, is_chained, is_past
from events.drafting.text.titles import title_of
from events.drafting.text.topics import held_subject, is_heading_of_list
from events.drafting.text.unheld import why_unheld
from events.model import Kind

# Talks are expected to begin at: no others than those that were told of.
_BARE = re.compile(
    r"(?:Talks|Negotiations|Consultations) (?:(?:(?:are|were) (?:expected|due|set|scheduled) to|will) )?(?:begin|start|open|resume)\b"
    r"|(?:Переговоры|Встреча|Заседание) начн"
)
# Who is at the talks that were told of: The delegations are due to sit down at 10.
_SIDES = re.compile(
    r"\W*(?:The|Both|The two|The three) (?:delegations|negotiators|negotiating teams|sides|teams|parties|envoys)\s[^,;]{0,40}?\b(?:sit down|begin|start|convene|meet|gather|get together)s?\b"
)
_PLANNED_THEN = re.compile(r"\s(?:geplante|vorgesehene|angesetzte|angekündigte)[nrsm]?\b")
_RELEASE = re.compile(
    r"\b(?:(?:Press|Media|News) (?:Release|Advisory|Statement|Note|Notice)|Communiqué|Pressemitteilung|Medienmitteilung|Statement|Note to|Transcript|Readout)\b"
    r"|\bN(?:o|r|°)\s?[.:]?\s?\d",
    re.IGNORECASE,
)
_LABEL = re.compile(r":[\s\0,()A-Z]*$")  # Opening session: 11 March, 12:00
_NEAR_IT = re.compile(
    r"\b(?:closing|concluding|final|opening|delegations|the (?:summit|meeting|conference|forum|talks|session|ceremony))\b"
)
_AHEAD_OF_IT = re.compile(
    r"\W*(?:Before|Ahead of|Prior to|On the eve of|In the run-up to) (?:the|its|their) (?:first |opening |official |formal )?"
    r"(?:summit|meeting|conference|forum|talks|session|ceremony|council|assembly|congress|opening)\b"
)
_OF_SCHEDULE = re.compile(
    r"\b(?:itinerary|schedule|agenda|program(?:me)?|diary|appointments|engagements|guidance) for\b"
)
_DAYS_BEFORE = {"day before": 1, "the day before": 1, "two days before": 2}
_ITS = re.compile(r"\s(?:the|their|its|this|that)\s(?:[\w-]+\s){0,3}", re.IGNORECASE)
_FOR_PRESS = (Kind.PRESS_CONFERENCE, Kind.STATEMENT)


class SentenceReader:
    """Reads sentences, with what is known from those before."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._followers = FollowerReader(notes)
        self._wordless = WordlessReader(notes)
        self._undated = UndatedReader(notes, self._followers)
        self._own_day: Resolved | None = None  # told before in the sentence, or of its city
        # Of the last event, by its paragraph and the heading above
        self._last_day: tuple[int, Resolved | None, date] | None = None

    def read(self, block: Block) -> None:
        """Take the events of a sentence."""
        known = len(self._notes.gathered.events)
        within = block.paragraph, self._notes.heading
        if self._last_day and self._last_day[:2] != within:
            self._last_day = None
        self._read(block)
        focus = self._notes.gathered.focus
        if len(self._notes.gathered.events) > known and focus and focus.extent is Extent.DAY:
            self._last_day = *within, focus.first
        if block.is_heading or block.text.endswith(":"):
            for event in self._notes.gathered.events[known:]:
                event.is_overview = True

    def _read(self, block: Block) -> None:
        sentence = take_apart(
            block.text, self._notes.words, listed=block.is_heading or block.shape is Shape.LINE
        )
        whens = self._told_times(sentence, block)
        if not whens:
            self._undated.read(sentence, block)
            return
        self._undated.take_introduced(sentence, block)
        if self._read_title_of_list(whens, sentence):
            return
        ends = [it for it in whens if goes_on(it, sentence)]
        if all(it in ends or is_aside_deadline(it, sentence) for it in whens) and (
            event := self._undated.read_under_heading(sentence, block)
        ):
            for when in ends:
                if end := self._day(when, False, [], sentence):
                    event.prolong(end.known_day, end.marks)
            whens = [it for it in whens if it not in ends]
        if block.is_heading or _opens_list(sentence):
            self._take_heading(whens, sentence)
        whens = not_moved(with_weeks(whens, sentence), sentence)
        until = next((it.hour.at for it in whens if it.hour and ends_at(it, sentence)), None)
        whens = [it for it in whens if not ends_at(it, sentence)]
        taken = assign(without_listed(whens, sentence), sentence)
        made: list[tuple[When, Drafted]] = []
        focus = self._notes.gathered.focus
        self._own_day = day_in_city(self._notes, sentence)
        for when in whens:
            event = self._read_when(when, sentence, taken, made)
            if event:
                made.append((when, event))
        if not made and (sentence.text.endswith(":") or _OF_SCHEDULE.search(sentence.plain)):
            self._take_day_of_lines(whens)
        if until and made and made[-1][1].at and made[-1][1].at < until:
            made[-1][1].until = until
        self._notes.refine_place(sentence)
        self._followers.relate(sentence, made)
        self._followers.read_followers(sentence, made, focus)
        read_besides(self._notes, sentence, made, {it.span for it in taken.values()})

    def _told_times(self, sentence: Sentence, block: Block) -> list[When]:
        """Return the times of a sentence at which something may be."""
        whens = [it for it in sentence.whens if not self._is_aside(it, sentence)]
        if is_request(sentence):
            return [it for it in whens if closes(it, sentence)]
        is_heading = block.is_heading or not sentence.text.endswith((".", "!", "?"))
        if is_heading and _RELEASE.search(sentence.text):
            whens = [it for it in whens if not self._is_of_release(it)]
        if sentence.text.endswith(":"):
            whens = [it for it in whens if not it.day or it.day.form not in (Form.MONTH, Form.WEEK)]
        return whens

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

    def _take_heading(self, whens: list[When], sentence: Sentence) -> None:
        """Take the day and the city of a line above others, which need no words for an event."""
        days = [it.day for it in whens if it.day and it.day.form is not Form.RELATIVE]
        if len(days) == 1 and (not any(it.hour for it in whens) or _LABEL.search(sentence.plain)):
            self._notes.heading = self._notes.meant(days[0], False, None) or self._notes.heading
            self._notes.gathered.day = (
                self._notes.heading.first if self._notes.heading else self._notes.gathered.day
            )
        self._notes.take_title(sentence)

    def _read_title_of_list(self, whens: list[When], sentence: Sentence) -> bool:
        """Take the days and the city of what only says which lines are below; tell whether it does."""
        if not is_heading_of_list(sentence) or any(it.hour or not it.day for it in whens):
            return False
        for when in whens:
            self._day(when, False, [], sentence)
        self._notes.take_title(sentence)
        return True

    def _take_day_of_lines(self, whens: list[When]) -> None:
        """Take the one day of what only leads to the lines below: It is shown on Monday in these cities:"""
        days = [it.day for it in whens if it.day]
        meant = self._notes.meant(days[0], False, None) if len(days) == 1 else None
        if meant and meant.known_day:
            self._notes.gathered.day = meant.known_day

    def _is_aside(self, when: When, sentence: Sentence) -> bool:
        if is_other(sentence.text, when.span[0]):
            return True
        if _PLANNED_THEN.match(sentence.text, when.span[1]):
            return sum(it.day is not None for it in sentence.whens) > 1
        return bool(when.day) and when.hour is None and is_attribution(sentence.plain, *when.span)

    def _is_of_release(self, when: When) -> bool:
        """Tell whether a day only says when a numbered release came out: Press Release No. 31, 6 March 2026."""
        if when.hour or when.day is None or when.day.first.year is None or when.day.last:
            return False
        day = self._notes.calendar.resolve(when.day, False, None)
        return day is not None and day.first == self._notes.calendar.day

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
            and is_past(sentence.text[slice(*clause)], when.span[0] - clause[0])
            and not chained
        )
        day = self._day(when, past or chained, made, sentence)
        if day is None:
            self._notes.doubts += _unknown_day(when, past, sentence)
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
        trigger = held_subject(trigger, sentence, taken) if trigger else None
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
        known = self._meant(trigger, when, sentence) if when.hour or when.part else None
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
            title_of(sentence, trigger),
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
        self._notes.locate(event, when.span, trigger, sentence)
        if chained:
            self._notes.gathered.where = where
        return self._notes.finish(event, sentence, when, takes_focus=not chained)

    def _day(
        self, when: When, past: bool, made: list[tuple[When, Drafted]], sentence: Sentence
    ) -> Resolved | None:
        clause = sentence.plain[slice(*sentence.clause_at(when.span[0]))]
        own = self._own_day.known_day if self._own_day else None
        before = made[-1][1].first if made else own or self._notes.gathered.day
        if when.day and (counted := self._day_before_event(when, sentence)) and not past:
            return counted
        if when.day:
            ahead = bool(_AHEAD_OF_IT.match(clause) and before)
            day = self._notes.meant(when.day, past, before, bool(_NEAR_IT.search(clause)), ahead)
            if day and day.known_day and not past:
                self._own_day = replace(day, last=None)
            return day
        if self._own_day and not made:
            return self._own_day
        if self._last_day and not made:
            return Resolved(self._last_day[2])
        if self._notes.heading and not made:
            return self._notes.heading
        return Resolved(before) if before else None

    def _day_before_event(self, when: When, sentence: Sentence) -> Resolved | None:
        """Return the day that is counted back from an event told before: meet a day before the summit."""
        days = _DAYS_BEFORE.get(when.day.word if when.day else "")
        if days is None or any(it.day and it.span < when.span for it in sentence.whens):
            return None
        behind = [it for it in sentence.triggers if it.span[0] >= when.span[1] and it.is_definite]
        if not behind or not _ITS.fullmatch(sentence.plain[when.span[1] : behind[0].span[0]]):
            return None
        found = self._notes.gathered.named(title_of(sentence, behind[0]), behind[0].kind)
        if found is None or found.extent is not Extent.DAY:
            return None
        why = f"{when.day.word if when.day else ''} {found.title}, which begins on {found.first}"
        return Resolved(found.first - timedelta(days=days), marks=(Mark(why),))

    def _meant(self, trigger: Trigger, when: When, sentence: Sentence) -> Drafted | None:
        """Return the event that was told of before, if it is that one of which a sentence tells the hour."""
        clause = sentence.text[slice(*sentence.clause_at(when.span[0]))]
        focus = self._notes.gathered.focus
        if focus and focus.kind is Kind.MEETING and _SIDES.match(clause):
            return focus if is_open(focus) else None
        if not (
            trigger.is_definite
            or _BARE.match(sentence.text[trigger.span[0] :])
            or re.search(r"\b(?:it|which)\b[^,]*$", sentence.text[: trigger.span[0]], re.I)
        ):
            return None
        if not IT_BEGINS.search(clause) and not trigger.is_verb:
            return None
        found = self._notes.gathered.named(title_of(sentence, trigger), trigger.kind)
        if found and found.kind is Kind.VISIT and trigger.kind is not Kind.VISIT:
            return None  # the talks of who travels are not the journey
        return found if found and is_open(found) else None


def _opens_list(sentence: Sentence) -> bool:
    """Tell whether a sentence only says of which day the lines below are: What the minister does on Monday:"""
    return sentence.text.endswith(":") and all(it.is_aside for it in sentence.triggers)


def _unknown_day(when: When, past: bool, sentence: Sentence) -> list[str]:
    """Return what is in doubt of a day that nothing tells, if it is one to come."""
    words = words_of(sentence, when)
    return [f"a day that is not known, “{words}”: {sentence.text}"] if when.day and not past else []
