"""Whether what is told has been, only lasts or ends, or never begins: times of which no event is drafted."""

import re

from events.drafting.drafted import Extent
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import Trigger
from events.drafting.reading.known.notes import Notes
from events.drafting.reading.prose.deadlines import goes_on
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.tense import is_record, is_said_there, was_attended
from events.drafting.sentences.titles import title_of
from events.model import Kind

_WAS_OFF = re.compile(
    r"\b(?:was|were|wurde|wurden)\s+(?:\w+\s+)?(?:called off|cancelled|canceled|scrapped|abgesagt)"
)
_LONG_AHEAD = 180  # days: rather the day of the year before
_OF_DOORS = re.compile(
    r"\b(?:[Mm]edia|[Pp]ress) (?:working )?(?:centre|center|rooms?|areas?|tent|zone|space|desk|lounge|hub|hall|facilities|registration|accreditation)\b[^,;]{0,40}?\s(?:(?:will|is to|is)\s+)?$"
)
_OF_THE_PRESS = re.compile(
    r"\b(?:media|press|journalists|reporters|photographers|crews|correspondents)\s+(?:(?:representatives|members)\s+)?"
    r"(?:(?:should|must|may|are (?:kindly )?(?:asked|requested|invited|advised|expected) to|need to|have to)\s+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:will\s+|is to\s+|is due to\s+)?(?:ends?|concludes?|finish(?:es)?|wraps? up|winds? up)\b"
)
_BACK = 3  # days: of what a report tells that has just been


def is_no_start(
    notes: Notes, trigger: Trigger, when: When, day: Resolved, is_begun: bool, sentence: Sentence
) -> bool:
    """Tell whether something only lasts until a day, or is a room that opens."""
    if not (is_begun or when.hour) and goes_on(when, sentence):
        _prolong(notes, trigger, day, sentence)
        return True
    is_light = trigger.is_verb and trigger.is_aside
    before = sentence.plain[: trigger.span[0]]
    if trigger.kind is Kind.VISIT and trigger.is_verb and _OF_THE_PRESS.search(before):
        return True  # when journalists should arrive
    return is_light and bool(_OF_DOORS.search(before))


def _prolong(notes: Notes, trigger: Trigger, day: Resolved, sentence: Sentence) -> None:
    """Let what was told before last until a day: the talks last until Friday."""
    known = notes.gathered.named(title_of(sentence, trigger), trigger.kind)
    if known and known.extent is Extent.DAY and day.known_day and known.first < day.known_day:
        known.prolong(day.known_day, day.marks)
    else:
        notes.doubts.append(f"only until {day.first}: {sentence.text}")
        notes.gathered.day = day.known_day or notes.gathered.day  # on that day


def is_over(
    notes: Notes, trigger: Trigger, when: When, day: Resolved, past: bool, sentence: Sentence
) -> bool:
    """Tell whether something has been then, or only ends, which is the last day of what was told."""
    today = notes.calendar.day
    if past and trigger.is_verb and today and day.first <= today:
        return True
    if trigger.is_aside and not trigger.is_verb and today and day.first < today:
        return True  # photographs of the meeting of 2 July
    is_of_record = is_record(sentence.plain) or was_attended(sentence.plain[: trigger.span[0]])
    if not trigger.is_verb and when.hour is None and is_of_record:
        return True
    if when.day is None or not _ENDS.match(sentence.plain, trigger.span[1]):
        return False
    if ended := notes.gathered.named(title_of(sentence, trigger), trigger.kind):
        ended.prolong(day.known_day, day.marks)
    return True


def was_said_there(when: When, sentence: Sentence) -> bool:
    """Tell whether a time is when somebody spoke at what stands before it: told a news conference on Tuesday."""
    first = sentence.clause_at(when.span[0])[0]
    before = [it for it in sentence.triggers if first <= it.span[0] < when.span[0]]
    return bool(before) and is_said_there(sentence.plain[first : before[-1].span[0]])


def is_background(notes: Notes, when: When, day: Resolved, past: bool, chained: bool) -> bool:
    """Tell whether a time is that of what has been, and is told beside what is to come."""
    today = notes.calendar.day
    if when.day is None:
        return past
    if today is None:
        return past and not chained
    last = day.last or day.first
    if day.extent is not Extent.DAY:
        return past or (
            (day.first.year, day.first.month) < (today.year, today.month)
            and day.extent is Extent.MONTH
        )
    if last > today:
        return past and day.first <= today
    if chained:
        return (today - day.first).days > 7
    if past:
        return True
    return last < today and (today - last).days > _BACK


def was_off(notes: Notes, day: Resolved, sentence: Sentence) -> bool:
    """Tell whether what was called off was to be on that day of the year before, which is nearer."""
    today = notes.calendar.day
    is_far = today and (day.first - today).days > _LONG_AHEAD
    return bool(is_far and _WAS_OFF.search(sentence.text))
