"""Which word of a sentence each of its times belongs to."""

import re

from events.drafting.mentions.kinds import Trigger
from events.drafting.sentences.clauses import (
    Sentence,
    Span,
    When,
    is_bracketed,
    leads,
)
from events.model import Kind

_OTHER_CLAUSE, _ASIDE, _BEHIND = 400, 250, 80
_BEFORE_LEADING = 2 * _BEHIND


def assign(whens: list[When], sentence: Sentence) -> dict[Span, Trigger]:
    """Return the words that say what is held at each time, by the span of the time.

    - A verb counts as nearer than a noun behind it, which is its object.
    - What only says when something else is, and what is in another clause, are farther.
    - The nearest pair comes first, and no word is taken twice.
    """
    pairs = []
    hours = [it for it in whens if it.hour]
    is_led = len(hours) > 1 and all(leads(it, sentence) for it in hours)
    for when in whens:
        clause = sentence.clause_at(when.span[0])
        pairs += [
            (
                _cost(it, when, clause, sentence)
                + (_BEFORE_LEADING if is_led and it.span[1] <= when.span[0] else 0),
                when.span,
                it.span,
                it,
            )
            for it in sentence.triggers
        ]
    found: dict[Span, Trigger] = {}
    taken: set[Span] = set()
    for cost, when_span, span, trigger in sorted(pairs, key=lambda it: it[:3]):
        if cost < _OTHER_CLAUSE + _ASIDE / 3 and when_span not in found and span not in taken:
            found[when_span] = trigger
            taken.add(span)
    return found


def _is_of_purpose(journey: Trigger, when: When, sentence: Sentence) -> bool:
    """Tell whether an hour stands behind what somebody travels for: goes on to Riga for talks at 9."""
    last = journey.span[1]
    return any(
        it.is_aside and not it.is_verb and last < it.span[0] < when.span[0]
        for it in sentence.triggers
    )


def _cost(trigger: Trigger, when: When, clause: Span, sentence: Sentence) -> float:
    first, last = trigger.span
    is_before = last <= when.span[0]
    if (
        is_before
        and re.match(r",?\s*(?:which|where)\b", sentence.plain[clause[0] :])
        and last >= clause[0] - 40
        and not any(
            clause[0] <= it.span[0] < clause[1] and it.is_verb and not it.is_aside
            for it in sentence.triggers
        )
    ):
        return 1 + (clause[0] - last) / 10  # the closing session, which starts at
    adjoins = first >= when.span[1] and not sentence.plain[when.span[1] : first].strip()
    if adjoins and when.day and not when.hour:
        return 0  # the Wednesday meeting
    far = when.span[0] - last if is_before else first - when.span[1] + _BEHIND
    inside = clause[0] <= first < clause[1]
    cost: float = max(far, 1)
    if trigger.is_verb and inside and not trigger.is_aside:
        cost *= 0.05
    if not is_before and is_bracketed(sentence.text, when.span[0]):
        cost += _OTHER_CLAUSE  # what is in brackets is of what goes before
    if trigger.kind is Kind.VISIT and when.day is None and _is_of_purpose(trigger, when, sentence):
        cost += _OTHER_CLAUSE
    if trigger.is_aside:
        cost += _ASIDE / (2 if trigger.is_verb else 1)
    return cost + (0 if inside else _OTHER_CLAUSE)
