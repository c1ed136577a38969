"""The times of a sentence at which something may be: not those of a release, nor those that are not meant."""

import re

from events.drafting.layout.blocks import Block
from events.drafting.mentions.when.days import Form
from events.drafting.mentions.when.moves import is_other
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.prose.deadlines import closes
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.requests import is_request
from events.drafting.sentences.tense import is_attribution

_PLANNED_THEN = re.compile(r"\s(?:geplante|vorgesehene|angesetzte|angekündigte)[nrsm]?\b")
_RELEASE = re.compile(
    r"\b(?:(?:Press|Media|News) (?:Release|Advisory|Statement|Note|Notice)|Communiqué|Pressemitteilung|Medienmitteilung|Statement|Note to|Transcript|Readout)\b"
    r"|\bN(?:o|r|°)\s?[.:]?\s?\d",
    re.IGNORECASE,
)


def told_times(notes: Notes, sentence: Sentence, block: Block) -> list[When]:
    """Return the times of a sentence at which something may be."""
    whens = [it for it in sentence.whens if not _is_aside(it, sentence)]
    if is_request(sentence):
        return [it for it in whens if closes(it, sentence)]
    is_heading = block.is_heading or not sentence.text.endswith((".", "!", "?"))
    if is_heading and _RELEASE.search(sentence.text):
        whens = [it for it in whens if not _is_of_release(notes, it)]
    if sentence.text.endswith(":"):
        whens = [it for it in whens if not it.day or it.day.form not in (Form.MONTH, Form.WEEK)]
    return whens


def _is_aside(when: When, sentence: Sentence) -> bool:
    if is_other(sentence.text, when.span[0]):
        return True
    if _PLANNED_THEN.match(sentence.text, when.span[1]):
        return sum(it.day is not None for it in sentence.whens) > 1
    return bool(when.day) and when.hour is None and is_attribution(sentence.plain, *when.span)


def _is_of_release(notes: Notes, when: When) -> bool:
    """Tell whether a day only says when a numbered release came out: Press Release No. 31, 6 March 2026."""
    if when.hour or when.day is None or when.day.first.year is None or when.day.last:
        return False
    day = notes.calendar.resolve(when.day, False, None)
    return day is not None and day.first == notes.calendar.day
