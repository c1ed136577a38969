"""A report, block by block, to a draft."""

import re
from datetime import date

from events.drafting.cleaning.clean import clean
from events.drafting.drafted import Draft, Drafted
from events.drafting.layout.blocks import Block, blocks_of
from events.drafting.layout.dateline import Dateline, read_dateline
from events.drafting.layout.shapes import Shape
from events.drafting.meaning.clocks import read_by_place
from events.drafting.meaning.dates import Calendar
from events.drafting.mentions.when.calendar_words import words_of
from events.drafting.mentions.when.clocks_of_all import clocks_of_all, hour_of_all
from events.drafting.mentions.when.days import find_days
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.known.placing import PLACELESS
from events.drafting.reading.lists.fields import FieldsReader
from events.drafting.reading.lists.lines import LineReader
from events.drafting.reading.lists.rooms import RoomReader
from events.drafting.reading.lists.subjects import SubjectReader
from events.drafting.reading.overviews import without_overviews
from events.drafting.reading.prose.sentences import SentenceReader
from events.drafting.sentences.clauses import take_apart
from events.drafting.sentences.online import is_virtual
from events.model import Kind

# What stands in the head of every diary in English, whose words are only loaded for one.
_OF_DIARIES = "by the clocks of"
LONGEST = 1000  # characters of a sentence or line: nobody announces anything in more
_FOR_PRESS = (Kind.PRESS_CONFERENCE, Kind.BRIEFING, Kind.STATEMENT)
_ALL_PLACES = re.compile(
    r"\b[Aa]ll (?:[\w-]+ ){1,3}?(?:(?:are|will be|is|take place|to be|held|being)\s+)*(?:at|in) [A-Zt][^.\n;]+"
    r"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[\w'’-]+ ){0,3}?(?:program(?:me)?|schedule|agenda|itinerary|timetable)(?: of [^.\n;]{1,60}?)? (?:in|at) [A-Zt][^.;]{1,80}?(?:as follows|below|following)\b"
)

# Behind the day on which a report was written: September 8, 2022 (AVI-071/22)
_REFERENCE = re.compile(
    r"\W*\0+\W*(?:(?:[Rr]ef(?:erence)?|REF|No|Nr|N[°ºo]|[A-Z]{2,6}(?:/[A-Z]{2,6})?)\b\W*){0,3}(?=\d)[\d/.-]+(?:/?[A-Z]{1,4})?\W*"
)


def read_report(
    text: str, day: date | None = None, zone: str | None = None, publisher: str | None = None
) -> Draft:
    """Draft an agenda of a report, or of a diary that Podium wrote.

    - ``day``: the date of the report, if it does not say so itself
    - ``zone``: for hours whose place is not known; else that of the dateline's city, or UTC
    """
    if _OF_DIARIES in text:
        from events.drafting.diary.reading import is_diary, read_diary  # late: few reports are one

        if is_diary(text):
            return read_diary(text, day, zone, publisher)
    text = clean(text)
    words = words_of(text)
    dateline = read_dateline(text, words, day)
    calendar = Calendar(day or dateline.day, dateline.year)
    own_zone, why = _zone_of(dateline, zone)
    of_all = clocks_of_all(dateline.rest, words.languages)
    notes = Notes(words, dateline, calendar, own_zone, of_all, hour_of_all(dateline.rest))
    if everywhere := _ALL_PLACES.search(dateline.rest):
        said = take_apart(" ".join(everywhere[0].split()), words, listed=True)
        notes.take_title(said)
    _read_blocks(list(blocks_of(dateline.rest, words)), notes)
    _place_alike(notes.gathered.events)
    told = without_overviews(notes.gathered.events)
    events = sorted(told, key=lambda it: it.first)
    doubts = tuple(dict.fromkeys(notes.doubts))
    return Draft(tuple(events), calendar.day, own_zone, why, publisher, doubts)


def _place_alike(events: list[Drafted]) -> None:
    """Give the lines of a programme whose place is not told that of all others of the day."""
    for event in events:
        if not event.is_line or event.city or event.country or event.kind in PLACELESS:
            continue
        if is_virtual(event.quote) or "place" in event.marks:
            continue
        placed = [it for it in events if it.is_line and it.city and it.first == event.first]
        if len({it.city for it in placed}) != 1:
            continue
        event.city, event.place_zone = placed[0].city, placed[0].place_zone
        event.mark("place", "the city of the other lines", True)
        read_by_place(event)


def _zone_of(dateline: Dateline, given: str | None) -> tuple[str, str]:
    """Return the zone for hours whose place is not known, and why it is that one."""
    city = dateline.place
    if given:
        return given, ""
    if city and city.zone:
        return city.zone, f"the clocks of {city.city}, where the report was written"
    return "UTC", "no zone is told: give --timezone"


def _read_blocks(blocks: list[Block], notes: Notes) -> None:
    sentences = SentenceReader(notes)
    lines = LineReader(notes, sentences)
    fields = FieldsReader(notes, sentences, blocks)
    rooms = RoomReader(notes, blocks)
    subjects = SubjectReader(notes, blocks)
    readers = {
        Shape.DAY: lines.read_heading,
        Shape.FIELDS: fields.read_fields,
        Shape.LINE: lines.read_line,
        Shape.DIARY: lines.read_line,
        Shape.SENTENCE: sentences.read,
    }
    headed: Drafted | None = None
    for at, block in enumerate(blocks):
        known = len(notes.gathered.events)
        if len(block.text) > LONGEST:
            begins = block.text[:60].rpartition(" ")[0] or block.text[:60]
            notes.doubts.append(f"too long to be one sentence, and not read: {begins} …")
        elif not (
            _is_stamp(at, blocks, notes)
            or _ALL_PLACES.match(block.text)
            or subjects.read(at)
            or rooms.read(at)
            or (notes.kind_of_line is None and fields.read_titled(at))
        ):
            readers[block.shape](block)
        found = notes.gathered.events[known:]
        if headed and any(it.kind in _FOR_PRESS for it in found):
            notes.gathered.events.remove(headed)  # the heading of what is told below it
        is_bare = block.is_heading and len(found) == 1 and not find_days(block.text, notes.words)
        if found:
            headed = found[0] if is_bare and found[0].kind in _FOR_PRESS else None
        notes.last_paragraph = block.paragraph


def _is_stamp(at: int, blocks: list[Block], notes: Notes) -> bool:
    """Tell whether a day above sentences only says when the report was written, as under a letter's head."""
    block, below = blocks[at], blocks[at + 1 : at + 2]
    if notes.gathered.events or not below:
        return False
    if below[0].shape is not Shape.SENTENCE or below[0].is_heading:
        return False
    sentence = take_apart(block.text, notes.words)
    if block.shape is not Shape.DAY and not _REFERENCE.fullmatch(sentence.plain):
        return False
    told = [it.day for it in sentence.whens if it.day]
    if len(told) != 1 or told[0].first.weekday is not None or not told[0].first.year:
        return False
    day = notes.calendar.resolve(told[0], False, None)
    return day is not None and day.first == notes.calendar.day
