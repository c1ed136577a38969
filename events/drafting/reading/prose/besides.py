"""What a sentence tells beside its event, on the same day: meets the president, and lays flowers."""

import re

from events.drafting.drafted import Drafted, Extent
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.parties import find_parties
from events.drafting.reading.known.notes import Notes
from events.drafting.sentences.clauses import Sentence, Span, When
from events.drafting.sentences.tense import is_past
from events.drafting.sentences.titles import tidy, title_of
from events.drafting.sentences.unheld import is_about, is_conditional, is_denied
from events.model import Kind

_OF_VERBS = (Kind.CEREMONY, Kind.SPEECH, Kind.PRESS_CONFERENCE)
_OF_NOUNS = (Kind.MEETING, Kind.CALL, Kind.SPEECH, Kind.PRESS_CONFERENCE, Kind.CEREMONY)
_AND = re.compile(r"(?:\band|,)\s(?:(?:will|then|also|is to)\s)*$")
_AND_A = re.compile(
    r"(?:\band|as well as)\s(?:(?:will|then|also)\s)*(?:(?:gives?|delivers?|holds?|hosts?|attends?|joins?)\s)?(?:a|an)\s(?:[\w-]+\s)?$"
)
_ENDS = re.compile(r"[;:(\0]|,\s|\.$")


def read_besides(
    notes: Notes, sentence: Sentence, made: list[tuple[When, Drafted]], used: set[Span]
) -> None:
    """Add what somebody does beside the one event of a sentence, at an hour that is not told."""
    if len(made) != 1 or sum(it.day is not None for it in sentence.whens) > 1:
        return
    event = made[0][1]
    if event.extent is not Extent.DAY or event.last or event.kind is Kind.DEADLINE:
        return
    begun = [it.span[1] for it in sentence.triggers if it.span in used]
    for trigger in sentence.triggers:
        if begun and trigger.span[0] > max(begun) and _is_beside(trigger, event, sentence):
            _add(notes, sentence, event, trigger)


def _is_beside(trigger: Trigger, event: Drafted, sentence: Sentence) -> bool:
    before = sentence.plain[: trigger.span[0]]
    if trigger.is_aside or trigger.is_definite or (trigger.is_verb and trigger.kind is event.kind):
        return False
    joined = _AND if trigger.is_verb else _AND_A
    if trigger.kind not in (_OF_VERBS if trigger.is_verb else _OF_NOUNS):
        return False
    if not joined.search(before) or is_denied(trigger, sentence.plain):
        return False
    clause = sentence.clause_at(trigger.span[0])
    text = sentence.plain[slice(*clause)]
    return not (
        any(it.span[0] >= trigger.span[0] for it in sentence.whens)
        or is_past(text, trigger.span[0] - clause[0])
        or is_conditional(text)
        or is_about(trigger, sentence.plain)
    )


def _add(notes: Notes, sentence: Sentence, event: Drafted, trigger: Trigger) -> None:
    behind = _ENDS.split(sentence.plain[trigger.span[0] :])[0]
    title = tidy(behind) if trigger.is_verb else title_of(sentence, trigger)
    beside = Drafted(trigger.kind, title, sentence.text, event.first)
    beside.mark("start", f"the day told before, {event.first}")
    if event.city or event.country:
        beside.mark("place", "the city of what was told before")
    if trigger.kind is not Kind.CALL:
        beside.take_place(event)
    beside.parties = find_parties(beside.title)
    notes.gathered.add(beside, takes_focus=False)
