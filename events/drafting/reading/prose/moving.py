"""A sentence that only tells to when the event told before is moved: Now Tuesday, 11 March, 2:30 p.m."""

import re

from events.drafting.drafted import Drafted
from events.drafting.meaning.dates import Resolved
from events.drafting.reading.known.notes import Notes
from events.drafting.sentences.clauses import Sentence, When
from events.model import Kind

_NEW = re.compile(
    r"\W*(?:Now|(?:The )?[Nn]ew (?:date|day|time|date and time|start)(?:\s?:|,| is| will be)?|(?:It|This) (?:will|is|has been) (?:now )?(?:to )?(?:be )?"
    r"(?:moved|rescheduled|postponed|take place now|held now|now held|now take place|now|instead|take place instead|held instead)|Rescheduled|Moved|Instead,? it (?:will|is to) (?:be held|take place)|"
    r"Neuer Termin(?:\s?:| ist)?|(?:La )?[Nn]ouvelle date(?:\s?:| est)?)"
    r"\s*(?:(?:be|held|take place|scheduled|planned|to|for|until|on|at|from|le|am|auf|um)\s+)*$"
)

_CANCELLED = re.compile(r"cancel|called off|scrapped|abgesagt|annul|отмен", re.IGNORECASE)


def move_last(notes: Notes, when: When, day: Resolved | None, sentence: Sentence) -> Drafted | None:
    """Move the event that was told last to a day or an hour, if a sentence tells no more than that."""
    last = notes.gathered.focus or next(iter(notes.gathered.events[-1:]), None)
    if last is None or last.kind is Kind.DEADLINE:
        return None
    if not _NEW.fullmatch(sentence.plain[: when.span[0]].replace("\0", "")):
        return None
    if any(it.span[0] > when.span[1] and not it.is_aside for it in sentence.triggers):
        return None
    if any(_CANCELLED.search(it.why) for it in last.marks.get("status", [])):
        return None  # so that both stand there: what is cancelled, and what is held instead
    if when.day and day:
        last.first, last.last, last.extent = day.first, day.last, day.extent
        last.marks["start"] = list(day.marks)
    last.at = last.until = last.zone = last.part = None
    notes.add_hour(last, when, sentence)
    return last
