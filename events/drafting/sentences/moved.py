"""Times of a sentence to which something is moved, and those from which it is."""

from dataclasses import replace

from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.when.moves import is_moved_to, was_once_to_be, was_to_be
from events.drafting.sentences.clauses import Sentence, When


def is_moved(when: When, sentence: Sentence) -> bool:
    """Tell whether a time is that to which something is moved."""
    starts = [when.span[0], *([when.hour.span[0]] if when.hour else [])]
    return any(is_moved_to(sentence.text, it) for it in starts) or _is_instead(when, sentence)


def _is_instead(when: When, sentence: Sentence) -> bool:
    """Tell whether a time stands behind that at which something was once to be: originally due on 3 May, takes place on."""
    if not when.day or was_once_to_be(sentence.text, when.span[0]):
        return False
    before = [it for it in sentence.whens if it.day and it.span[0] < when.span[0]]
    return any(was_once_to_be(sentence.text, it.span[0]) for it in before)


def named_before(trigger: Trigger | None, sentence: Sentence) -> Trigger | None:
    """Return the word for what is moved, rather than a verb that only says that it takes place."""
    if trigger is None or (trigger.is_verb and trigger.is_aside):
        return next((it for it in sentence.triggers if not it.is_verb), trigger)
    return trigger


def not_moved(whens: list[When], sentence: Sentence) -> list[When]:
    """Return the times of a sentence without that from which something is moved to another one."""
    moved = [it for it in whens if is_moved(it, sentence)]
    if not moved:
        return whens
    last = moved[-1]
    clause = sentence.clause_at(last.span[0])
    left, day = [], None
    for it in whens:
        if it is last:
            left.append(it if it.day or day is None else replace(it, day=day))
        elif clause[0] <= it.span[0] < last.span[0] or was_to_be(sentence.text, it.span[0]):
            day = it.day  # the hour alone is another one
        else:
            left.append(it)
    return left
