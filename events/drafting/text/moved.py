"""Times of a sentence to which something is moved, and those from which it is."""

from dataclasses import replace

from events.drafting.mentions.moves import is_moved_to, was_to_be
from events.drafting.text.clauses import Sentence, When


def is_moved(when: When, sentence: Sentence) -> bool:
    """Tell whether a time is that to which something is moved."""
    starts = [when.span[0], *([when.hour.span[0]] if when.hour else [])]
    return any(is_moved_to(sentence.text, it) for it in starts)


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
