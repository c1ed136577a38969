"""The times of a sentence at which something may be: not those of a release, nor those that are not meant."""

import re
from dataclasses import replace

from events.drafting.layout.blocks import Block
from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.when.days import Form
from events.drafting.mentions.when.moves import is_other
from events.drafting.mentions.when.relative_days import DAYS_LATER
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.prose.deadlines import closes
from events.drafting.sentences.clauses import Sentence, When, joined_apart
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


def without_told_twice(sentence: Sentence) -> Sentence:
    """Return a sentence without the days that are only counted once more: on Friday, a day after the summit.

    What a day is counted from is told before, so that it is none of what the sentence is about.
    """
    later = [it for it in sentence.whens if it.day and it.day.word in _LATER]
    if not later:
        return sentence
    twice = [it for it in later if _is_told_twice(it, sentence.whens, sentence)]
    triggers = [
        replace(it, is_aside=True)
        if any(_is_counted_from(it, day, sentence) for day in later)
        else it
        for it in sentence.triggers
    ]
    whens = [it for it in sentence.whens if it not in twice]
    if twice:
        whens = joined_apart(whens, triggers, sentence.clauses, sentence.plain, listed=False)
    return replace(sentence, whens=whens, triggers=triggers)


def _is_counted_from(trigger: Trigger, when: When, sentence: Sentence) -> bool:
    between = sentence.plain[when.span[1] : trigger.span[0]]
    is_behind = trigger.span[0] >= when.span[1] and trigger.is_definite
    return is_behind and bool(_THE.fullmatch(between))


_THE = re.compile(r"\s(?:(?:the|that|this|their|its|his|her)\s(?:[\w-]+\s){0,3})?")


def _is_told_twice(when: When, whens: list[When], sentence: Sentence) -> bool:
    """Tell whether a day is only counted once more that is told beside it: on Friday, a day after the summit."""
    if when.hour:
        return False
    at = whens.index(when)
    last, following = whens[at - 1] if at else None, whens[at + 1 : at + 2]
    if last and last.day and last.day.form in _ABSOLUTE:
        return bool(_ONCE_MORE.fullmatch(sentence.plain[last.span[1] : when.span[0]]))
    if following and following[0].day and following[0].day.form in _ABSOLUTE:
        between = sentence.plain[when.span[1] : following[0].span[0]]
        return bool(_OF_WHAT.fullmatch(between))
    return False


# Not those before something, whose own day they tell.
_LATER = frozenset(
    it for it in DAYS_LATER if it.endswith(("after", "later", "following day", "next day"))
)
_ABSOLUTE = (Form.DATE, Form.WEEKDAY)
_ONCE_MORE = re.compile(
    r"\s?[,(–—-]{1,2}\s?(?:(?:just|exactly|only|i\.e\.|that is,?|or)\s)?(?:(?:a|one|the|on the)\s)?"
)
_OF_WHAT = re.compile(r"(?:\s(?:the|that|this|their|its|his|her)\s[^,;.]{3,60})?,\s(?:on\s)?")


def _is_of_release(notes: Notes, when: When) -> bool:
    """Tell whether a day only says when a numbered release came out: Press Release No. 31, 6 March 2026."""
    if when.hour or when.day is None or when.day.first.year is None or when.day.last:
        return False
    day = notes.calendar.resolve(when.day, False, None)
    return day is not None and day.first == notes.calendar.day
