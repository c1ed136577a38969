"""Sentences that only lead to what is below: headings, titles of lists, and what ends in a colon."""

import re

from events.drafting.layout.blocks import Block
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.when.days import Form
from events.drafting.reading.known.notes import Notes
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.tense import is_past
from events.drafting.sentences.topics import is_heading_of_list

_LABEL = re.compile(r":[\s\0,()A-Z]*$")  # Opening session: 11 March, 12:00
_OF_SCHEDULE = re.compile(
    r"\b(?:itinerary|schedule|agenda|program(?:me)?|diary|appointments|engagements|guidance) for\b"
)


def take_heading(notes: Notes, whens: list[When], sentence: Sentence) -> None:
    """Take the day and the city of a line above others, which need no words for an event."""
    days = [it.day for it in whens if it.day and it.day.form is not Form.RELATIVE]
    if len(days) == 1 and (not any(it.hour for it in whens) or _LABEL.search(sentence.plain)):
        if heading := notes.meant(days[0], False, None):
            notes.heading = heading
            notes.whereabouts.forget()
        notes.gathered.day = notes.heading.first if notes.heading else notes.gathered.day
    if not any(it.hour for it in whens) or _LABEL.search(sentence.plain):
        notes.take_title(sentence)


def is_title_of_list(whens: list[When], sentence: Sentence) -> bool:
    """Tell whether a sentence only says which lines are below, and on which days."""
    return is_heading_of_list(sentence) and all(it.day and not it.hour for it in whens)


# Wednesday is the busy day; Then comes Thursday; And Friday?
_OPENS_DAY = re.compile(
    r"\W*(?:(?:And|But|Then|Next|Now|Finally|On|Only|That|Which|comes?|leaves|brings us to|for|As|so|to|it is|we come|What of)\s+)*\0+",
    re.IGNORECASE,
)


def _day_opened(notes: Notes, whens: list[When], sentence: Sentence) -> Resolved | None:
    """Return the day of which the next sentences tell, if a sentence only leads to them: Wednesday is the busy day."""
    day = whens[0].day if len(whens) == 1 and not (whens[0].hour or whens[0].part) else None
    if day is None or sentence.triggers or not _OPENS_DAY.match(sentence.plain):
        return None
    if is_past(sentence.text, whens[0].span[0]):
        return None
    meant = notes.meant(day, False, notes.gathered.day)
    return meant if meant and meant.known_day and not meant.last else None


def take_led(notes: Notes, whens: list[When], sentence: Sentence, block: Block) -> None:
    """Take the day of what a sentence without an event leads to: the lines below, or the next sentences."""
    if sentence.text.endswith(":") or _OF_SCHEDULE.search(sentence.plain):
        _take_day_of_lines(notes, whens)
    elif not block.is_heading and (opened := _day_opened(notes, whens, sentence)):
        notes.opened = block.paragraph, opened
        notes.gathered.day = opened.first


def _take_day_of_lines(notes: Notes, whens: list[When]) -> None:
    """Take the one day of what only leads to the lines below: It is shown on Monday in these cities:"""
    days = [it.day for it in whens if it.day]
    meant = notes.meant(days[0], False, None) if len(days) == 1 else None
    if meant and meant.known_day:
        notes.gathered.day = meant.known_day


def opens_list(sentence: Sentence) -> bool:
    """Tell whether a sentence only says of which day the lines below are: What the minister does on Monday:"""
    return sentence.text.endswith(":") and all(it.is_aside for it in sentence.triggers)
