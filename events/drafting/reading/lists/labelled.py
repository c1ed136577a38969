"""Lines of a list that name something, and behind it its place and its day: COP31: Antalya, 9-20 November."""

import re

from events.drafting.drafted import Drafted
from events.drafting.layout.day_headings import is_city
from events.drafting.mentions.when.days import Form
from events.drafting.mentions.where.cities import city_named
from events.drafting.mentions.where.places import PlaceMention, place_of
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import place_line
from events.drafting.reading.prose.deadlines import closes
from events.drafting.sentences.clauses import Sentence
from events.drafting.sentences.titles import tidy
from events.drafting.sentences.unheld import is_press_room
from events.model import Kind

# A label, a place or what is in brackets, and a day at the end
_LABELLED = re.compile(
    r"\W*(?P<label>[^\W\d_][^\0:.;]{2,80}?)(?::|\s[-–—])\s(?P<where>[^\0;(]{0,80}?)\s?(?:\([^\0()]{0,60}\)[^\0;]{0,20}?)?\0[\s\0,()]*(?:of the \w+)?\W*(?:,\s(?P<room>[^\0:;]{2,90}))?"
)
_OF_NO_EVENT = re.compile(
    r"(?:last |latest )?(?:updated?|published|issued|posted|revised|version|date|time|contact|valid|embargo|source|as of|until|status|deadline|born|founded|note)\b",
    re.IGNORECASE,
)


def read_labelled(notes: Notes, sentence: Sentence) -> bool:
    """Take what a line of a list names; tell whether it is one that only names it."""
    labelled = _LABELLED.fullmatch(sentence.plain)
    dated = [it for it in sentence.whens if it.day]
    if labelled is None or len(dated) != 1 or _OF_NO_EVENT.match(labelled["label"]):
        return False
    if is_press_room(sentence.plain):
        return False
    label = labelled["label"].strip()
    if label.isupper() and is_city(label):
        return False  # a line of a diary
    told = [it for it in sentence.triggers if it.span[0] < labelled.end("label")]
    if told or any(it.is_verb and not it.is_aside for it in sentence.triggers):
        return False
    when = dated[0]
    if when.day is None or closes(when, sentence):
        return False
    day = notes.meant(when.day, False, notes.gathered.day)
    if day is None:
        return False
    title = tidy(labelled["label"])
    event = Drafted(Kind.MEETING, title, sentence.text, day.first, day.last, day.extent)
    event.mark("kind", "no word of the line says what it is", True)
    event.mark_all("start", day.marks)
    where = notes.gathered.where
    if place := _place(labelled, sentence):
        notes.whereabouts.put(event, place)
    elif when.day.form is Form.RELATIVE and (whole := _of_day(event, notes)):
        event.mark("place", "the city of what is told of its day")
        event.take_place(whole)
    elif not labelled["where"].strip():
        place_line(notes.whereabouts, event, sentence)  # a part of what the report is about
    notes.gathered.where = where  # each line of such a list is somewhere else
    notes.finish(event, sentence, when)
    return True


def _of_day(event: Drafted, notes: Notes) -> Drafted | None:
    """Return what was told last of the same day with its city."""
    told = reversed(notes.gathered.events)
    return next((it for it in told if it.city and it.first == event.first), None)


def _place(labelled: re.Match[str], sentence: Sentence) -> PlaceMention | None:
    """Return the city right behind the label, if it is known, or the last place of the line."""
    name = labelled["where"].partition(",")[0].strip(" -–—")
    city = city_named(name) if name[:1].isupper() else None
    if city and not city.is_doubtful:
        first = labelled.start("where")
        return place_of((first, first + len(name)), name)
    return next(iter(reversed(sentence.places)), None)
