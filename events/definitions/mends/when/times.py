"""Days, times and lengths of the definitions, refused with the line to write instead.

The grammar is that of `events.times`, and nothing more is taken than it takes. Where it refuses
how other tools write, the mend is the value that was meant, as the grammar has it.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from events.definitions.mends.when.spellings import clock_of, length_meant, read_spelling
from events.definitions.mends.when.starts import (
    ends_meant,
    mend_of,
    range_mend,
    readings_of,
    refusal_of,
    starts_meant,
)
from events.errors import Refusal
from events.text import quoted
from events.time_grammar import (
    START_PATTERN,
    parse_day,
    parse_duration,
    parse_end,
    parse_length,
    parse_start,
)
from events.times import End, Moment, Start

if TYPE_CHECKING:
    from events.definitions.mends.when.announced_mends import DaysBeside


def read_start(text: str, zone: str, beside: "DaysBeside" = tuple) -> Start:
    """Take a start as `parse_start` does. Raises `Refusal`.

    ``beside`` gives the days of the events beside it: if they are of one week, they tell which
    Tuesday is meant.
    """
    try:
        return parse_start(text, zone)
    except Refusal as refusal:
        # Late: the patterns of announcements take longer to compile than most agendas to read.
        from events.definitions.mends.when.announced_mends import announced_mend, weekday_mend

        spelled = read_spelling(text)
        candidates = [] if START_PATTERN.fullmatch(text) else readings_of(spelled, zone)
        if len(candidates) == 1 and (found := refusal_of(candidates[0], zone)):
            raise found from None  # spelled as the grammar has it, it is refused for what it says
        mend = range_mend(spelled, zone) or mend_of(starts_meant(spelled, zone))
        mend = mend or announced_mend(text, zone) or weekday_mend(text, zone, beside)
        if mend is None and spelled and spelled.days and not START_PATTERN.fullmatch(text):
            day = spelled.days[0]
            mend = (
                f"write a day, a time if known and its zone: {day}, {day} 09:00 GMT or "
                f"about {day} 13:30 Europe/Brussels"
            )
        raise Refusal(refusal.what, mend or refusal.mend, refusal.offset) from None


def read_end(text: str, start: Start) -> End:
    """Take an end as `parse_end` does. Raises `Refusal`."""
    try:
        return parse_end(text, start)
    except Refusal as refusal:
        from events.definitions.mends.when.announced_mends import (
            announced_end_mend,
            weekday_end_mend,
        )

        # One that is not after its start is understood, and told by its next day.
        mend = None if _is_clock(text) else mend_of(ends_meant(read_spelling(text), start))
        mend = mend or weekday_end_mend(text, start)
        if mend is None and refusal.what == f"{quoted(text)} is not an end":
            day = f"write it as 12:00, or with its day: {start.date} 12:00"
            mend = announced_end_mend(text, start) or day
        raise Refusal(refusal.what, mend or refusal.mend, refusal.offset) from None


def read_day(text: str) -> date:
    """Take a day as `parse_day` does. Raises `Refusal`."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        spelled = read_spelling(text)
        days = [str(day) for day in spelled.days if str(day) != text] if spelled else []
        raise Refusal(refusal.what, mend_of(days) or refusal.mend) from None


def read_duration(text: str) -> timedelta:
    """Take a length of time as `parse_duration` does. Raises `Refusal`."""
    try:
        return parse_duration(text)
    except Refusal as refusal:
        raise Refusal(refusal.what, _length_mend(text) or refusal.mend) from None


def read_length(text: str, start: Start) -> Moment:
    """Take a length of time as `parse_length` does, and return the end. Raises `Refusal`."""
    try:
        return parse_length(text, start)
    except Refusal as refusal:
        raise Refusal(refusal.what, _length_mend(text) or refusal.mend) from None


def _length_mend(text: str) -> str | None:
    length = length_meant(text)
    if length is None or length == text:
        return None
    return f"write {length}"


def _is_clock(text: str) -> bool:
    spelled = read_spelling(text)
    return bool(spelled and spelled.time is not None and clock_of(spelled.time) == text != "24:00")
