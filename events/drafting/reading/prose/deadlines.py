"""Until when something lasts, or one may apply.

A deadline has no place but that whose clocks it is told by.
"""

import re
from dataclasses import replace

from events.cities import clocks_of
from events.drafting.drafted import Drafted
from events.drafting.meaning.dates import Resolved
from events.drafting.mentions.kinds import is_deadline
from events.drafting.reading.known.notes import Notes
from events.drafting.sentences.clauses import Sentence, When
from events.drafting.sentences.titles import tidy
from events.model import Kind
from events.times import Precision
from events.zones import UNIVERSAL

_TIME = re.compile(
    r"\b(?:by|before|until|no later than|not later than|is|are|at|on|COB|close of business)\s*\0.*$|\0.*$",
    re.DOTALL,
)

# Accreditation opened on 29 June and ends on
_OPENED = re.compile(
    r"\s(?:opened|opens|is open|has been open|begins|began|starts|started)\s[^.;]{0,20}?\0.*$"
)
_GOES_ON = re.compile(
    r"\b(?:through|until|till|ends? on|ending on|to end on|runs? to|lasts? until|continues? (?:to|until)|"
    r"bis(?: zum)?|jusqu['’]au|and (?:will |is to )?(?:ends?|closes?|concludes?|finish(?:es)?)(?: on)?)(?:\s+the)?\s*$|\bfrom\b[^.;]{3,60}\)\s(?:to|until|through)\s*$|^\W*(?:It|They|This|That) (?:will )?(?:ends?|close[sd]?|concludes?|finish(?:es)?)\s*(?:on\s+)?$|\((?:to|till|до|по)\s*$",
    re.IGNORECASE,
)


def add_deadline(notes: Notes, when: When, day: Resolved, sentence: Sentence) -> Drafted:
    """Add the deadline that a sentence tells; what "it" would be stays what it was."""
    clause = sentence.plain[slice(*sentence.clause_at(when.span[0]))]
    if is_aside_deadline(when, sentence):
        clause = sentence.plain[: when.span[0]].rpartition("(")[2]
    title = tidy(_TIME.sub("", _OPENED.sub("", clause))) or tidy(sentence.plain)
    event = Drafted(Kind.DEADLINE, title or "Deadline", sentence.text, day.first, None, day.extent)
    event.mark_all("start", day.marks)
    if not title:
        event.mark("title", "no words of the report name it", True)
    hour = replace(when.hour, precision=Precision.EXACT) if when.hour else None
    if hour and hour.zone not in UNIVERSAL:
        _take_place(event, notes)
    if hour and (zone := clocks_of(hour.zone)):
        event.place_zone, event.city = zone, hour.zone
        event.marks.pop("place", None)
    focus = notes.gathered.focus
    notes.finish(event, sentence, replace(when, hour=hour), takes_focus=False)
    notes.gathered.focus = focus
    return event


def _take_place(event: Drafted, notes: Notes) -> None:
    """Give a deadline the place by whose clocks it is: of who sets it, rather than of a journey told before."""
    told, own = notes.gathered.where, notes.dateline.place
    journey = notes.gathered.journey
    if told and own and own.zone and (journey or own.zone == told.zone):
        if own.zone != told.zone:
            event.mark("place", f"the city of the dateline, or {told.city or told.country}", True)
        else:
            event.mark("place", "the city of the dateline")
        event.place_zone, event.city = own.zone, own.city
    elif (where := told or own) and where.zone:
        event.place_zone, event.city = where.zone, where.city
        event.mark("place", f"the city of {'what was told before' if told else 'the dateline'}")


def _until_length(when: When, sentence: Sentence) -> int:
    """Return how much of a time is the word before it: by, before, until."""
    opening = re.match(
        r"\s*(?:by|before|until|till|no later than|not later than|latest|(?:closes?|ends?) at|bis|avant|до)\s+(?:at\s+)?",
        sentence.text[when.span[0] :],
        re.I,
    )
    return opening.end() if opening else 0


def closes(when: When, sentence: Sentence) -> bool:
    """Tell whether a time is one until which one may apply."""
    return is_deadline(sentence.text, when.span[0] + _until_length(when, sentence))


def goes_on(when: When, sentence: Sentence) -> bool:
    """Tell whether a day is one until which something lasts."""
    return bool(when.day and _GOES_ON.search(sentence.text[: when.span[0]]))


def ends_at(when: When, sentence: Sentence) -> bool:
    """Tell whether an hour is that at which something ends: and end at about 13:00."""
    return bool(when.hour and not when.day and _ENDS_AT.search(sentence.text[: when.hour.span[0]]))


_ENDS_AT = re.compile(
    r"\b(?:ends?|ending|concludes?|concluding|finish(?:es)?|finishing|wraps? up|winds? up|(?:to|will) close|is over|endet|se termine(?:ra)?)\s(?:with (?:an?|the) [\w -]{3,40}?\s)?(?:at\s|by\s)?(?:about\s|around\s)?$"
)


def is_aside_deadline(when: When, sentence: Sentence) -> bool:
    """Tell whether a deadline only stands in brackets beside what else is told."""
    before = sentence.text[: when.span[0]]
    return before.count("(") > before.count(")") and closes(when, sentence)
