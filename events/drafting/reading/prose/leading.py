"""Sentences that only lead to what is below: headings, titles of lists, and what ends in a colon."""

import re

from events.drafting.mentions.when.days import Form
from events.drafting.reading.known.notes import Notes
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.topics import is_heading_of_list

_LABEL = re.compile(r":[\s\0,()A-Z]*$")  # Opening session: 11 March, 12:00
OF_SCHEDULE = re.compile(
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


def take_day_of_lines(notes: Notes, whens: list[When]) -> None:
    """Take the one day of what only leads to the lines below: It is shown on Monday in these cities:"""
    days = [it.day for it in whens if it.day]
    meant = notes.meant(days[0], False, None) if len(days) == 1 else None
    if meant and meant.known_day:
        notes.gathered.day = meant.known_day


def opens_list(sentence: Sentence) -> bool:
    """Tell whether a sentence only says of which day the lines below are: What the minister does on Monday:"""
    return sentence.text.endswith(":") and all(it.is_aside for it in sentence.triggers)
