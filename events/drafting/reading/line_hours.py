"""Which words of a line say what is at which of its hours."""

import re

from events.drafting.mentions.kinds import Trigger, first_trigger
from events.drafting.reading.deadlines import is_aside_deadline
from events.drafting.text.clauses import Sentence, When


def hours_of(sentence: Sentence) -> list[When]:
    """Return the hours of a line but those until which to apply."""
    return [it for it in sentence.whens if it.hour and not is_aside_deadline(it, sentence)]


def words_of_first(sentence: Sentence) -> list[Trigger]:
    """Return the words for what is at the first hour of a line, if it tells several."""
    hours = hours_of(sentence)
    if len(hours) < 2:
        return sentence.triggers
    ends = hours[1].span[0] if _begins_with_hour(sentence) else hours[0].span[0]
    before = [it for it in sentence.triggers if it.span[1] <= ends]
    return before or sentence.triggers


def words_of_later(
    when: When, last: When, hours: list[When], sentence: Sentence, first: Trigger | None
) -> Trigger | None:
    """Return the words for what is at a later hour: behind it, if the line begins with an hour."""
    if _begins_with_hour(sentence):
        ends = next((it.span[0] for it in hours if it.span[0] > when.span[0]), len(sentence.text))
        behind = [it for it in sentence.triggers if when.span[1] <= it.span[0] < ends]
        if behind:
            return first_trigger(behind)
    between = [
        it
        for it in sentence.triggers
        if last.span[1] <= it.span[0] and it.span[1] <= when.span[0] and it is not first
    ]
    return between[-1] if between else None


def _begins_with_hour(sentence: Sentence) -> bool:
    hours = hours_of(sentence)
    return bool(hours) and not re.search(r"[^\W\d_]{3}", sentence.plain[: hours[0].span[0]])
