"""Which words of a line say what is at which of its hours."""

import re

from events.drafting.mentions.kinds import Trigger, first_trigger
from events.drafting.reading.deadlines import is_aside_deadline
from events.drafting.text.clauses import Sentence, When, leads


def hours_of(sentence: Sentence) -> list[When]:
    """Return the hours of a line but those until which to apply."""
    return [it for it in sentence.whens if it.hour and not is_aside_deadline(it, sentence)]


def words_of_first(sentence: Sentence) -> list[Trigger]:
    """Return the words for what is at the first hour of a line, if it tells several."""
    hours = hours_of(sentence)
    follow = re.search(r"\bfollowed by\b", sentence.plain)
    if follow:
        return [it for it in sentence.triggers if it.span[1] <= follow.start()] or sentence.triggers
    if len(hours) < 2:
        return sentence.triggers
    ends = hours[1].span[0] if leads(hours[0], sentence) else hours[0].span[0]
    before = [it for it in sentence.triggers if it.span[1] <= ends]
    return before or sentence.triggers


def words_of_later(
    when: When, last: When, hours: list[When], sentence: Sentence, first: Trigger | None
) -> Trigger | None:
    """Return the words for what is at a later hour: behind it, if the line begins with an hour."""
    if leads(hours[0], sentence):
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
