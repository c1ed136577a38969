"""Until when one may apply: a deadline, which has no place but that whose clocks it is told by."""

import re
from dataclasses import replace

from events.drafting.drafted import Drafted
from events.drafting.meaning.dates import Resolved
from events.drafting.reading.notes import Notes
from events.drafting.text.clauses import Sentence, When
from events.drafting.text.titles import tidy
from events.model import Kind
from events.times import Precision
from events.zones import UNIVERSAL

_TIME = re.compile(
    r"\b(?:by|before|until|no later than|not later than|is|are|at|on)\s*\0.*$|\0.*$", re.DOTALL
)


def add_deadline(notes: Notes, when: When, day: Resolved, sentence: Sentence) -> Drafted:
    """Add the deadline that a sentence tells; what "it" would be stays what it was."""
    clause = sentence.plain[slice(*sentence.clause_at(when.span[0]))]
    title = tidy(_TIME.sub("", clause)) or tidy(sentence.plain)
    event = Drafted(Kind.DEADLINE, title or "Deadline", sentence.text, day.first, None, day.extent)
    for mark in day.marks:
        event.mark("start", mark.why, mark.is_doubtful)
    if not title:
        event.mark("title", "no words of the report name it", True)
    hour = replace(when.hour, precision=Precision.EXACT) if when.hour else None
    where = notes.gathered.where or notes.dateline.place
    if hour and hour.zone not in UNIVERSAL and where and where.zone:
        event.place_zone, event.city = where.zone, where.city
        told = "what was told before" if notes.gathered.where else "the dateline"
        event.mark("place", f"the city of {told}")
    focus = notes.gathered.focus
    notes.finish(event, sentence, replace(when, hour=hour), takes_focus=False)
    notes.gathered.focus = focus
    return event
