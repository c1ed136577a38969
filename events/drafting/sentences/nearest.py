"""Which place of a sentence is that of a word in it: the nearest one, or that where it says it is held."""

import re

from events.drafting.mentions.where.places import PlaceMention
from events.drafting.sentences.clauses import Sentence

_HELD = re.compile(
    r"\W*(?:and|which|but)?\s*(?:will|is to|is due to|is|would|are)\s+(?:now |instead )?(?:take place|be held|held)\b"
)
UNKNOWN = 25  # characters by which a place that is in no table counts as farther


def where_held(sentence: Sentence, clause: tuple[int, int]) -> list[PlaceMention]:
    """Return the cities of the clause behind one, if that only says where: and will take place in."""
    behind = sentence.plain[clause[1] :]
    if not _HELD.match(behind):
        return []
    last = sentence.clause_at(clause[1])[1]
    return [it for it in sentence.places if it.city and clause[1] <= it.span[0] < last]


def farness(place: PlaceMention, span: tuple[int, int]) -> int:
    """Return how far a place is from a word; what no table knows is rather somewhat else."""
    return _gap(place.span, span) + (0 if place.zone or place.country else UNKNOWN)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
