"""The event told before that a sentence means, or counts its day from."""

import re
from dataclasses import replace
from datetime import timedelta

from events.drafting.drafted import Drafted, Extent, Mark
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.when.days import Form
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.prose.wordless import (
    IT_BEGINS,
    is_open,
)
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.titles import title_of
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
_DAYS_BEFORE = {"day before": 1, "the day before": 1, "two days before": 2, "day after": -1}
_ITS = re.compile(r"\s(?:(?:the|their|its|this|that)\s(?:[\w-]+\s){0,3})?", re.IGNORECASE)


def meant_by(notes: Notes, trigger: Trigger, when: When, sentence: Sentence) -> Drafted | None:
    """Return the event that was told of before, if it is that one of which a sentence tells the hour."""
    clause = sentence.text[slice(*sentence.clause_at(when.span[0]))]
    focus = notes.gathered.focus
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
    found = notes.gathered.named(title_of(sentence, trigger), trigger.kind)
    if found and found.kind is Kind.VISIT and trigger.kind is not Kind.VISIT:
        return None  # the talks of who travels are not the journey
    return found if found and is_open(found) else None


def next_of_tour(
    day: Resolved, when: When, made: tuple[When, Drafted], sentence: Sentence
) -> Resolved:
    """Return the weekday that a journey, or a list of days, goes on to: in Lima on Sunday and in Quito on Tuesday.

    It is in doubt, for the report may mean the one before that.
    """
    other, last = made
    is_bare = when.day is not None and when.day.form is Form.WEEKDAY and not when.day.word
    before = last.last or last.first
    if not is_bare or not day.known_day or not day.first < last.first <= day.first + _WEEK:
        return day
    between = sentence.plain[other.span[1] : when.span[0]]
    told = [it.kind for it in sentence.triggers if other.span[1] <= it.span[0] < when.span[0]]
    goes_on = not told or (last.kind is Kind.VISIT and told[0] is Kind.VISIT)
    if _BACK.search(between) or not goes_on:
        return day
    later = day.first + _WEEK
    why = Mark(f"behind {before}, told before: {later} or {day.first}", True)
    return replace(day, first=later, last=day.last and day.last + _WEEK, marks=(why,))


_WEEK = timedelta(days=7)
_BACK = re.compile(
    r"\b(?:after|following|since|from|before|ahead of|earlier|said|told|announced)\b"
)


def day_before_event(notes: Notes, when: When, sentence: Sentence) -> Resolved | None:
    """Return the day that is counted from an event told before: meet a day before the summit, or the day after it."""
    days = _DAYS_BEFORE.get(when.day.word if when.day else "")
    if days is None or any(it.day and it.span < when.span for it in sentence.whens):
        return None
    behind = [it for it in sentence.triggers if it.span[0] >= when.span[1] and it.is_definite]
    if not behind or not _ITS.fullmatch(sentence.plain[when.span[1] : behind[0].span[0]]):
        return None
    found = notes.gathered.named(title_of(sentence, behind[0]), behind[0].kind)
    if found is None or found.extent is not Extent.DAY:
        return None
    word = when.day.word if when.day else ""
    if days < 0:
        last = found.last or found.first
        why = f"{word} {found.title}, which ends on {last}"
        return Resolved(last - timedelta(days=days), marks=(Mark(why),))
    why = f"{word} {found.title}, which begins on {found.first}"
    return Resolved(found.first - timedelta(days=days), marks=(Mark(why),))
