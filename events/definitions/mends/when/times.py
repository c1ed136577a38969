"""Days, times and lengths of the definitions, refused with the line to write instead.

The grammar is that of `events.times`, and nothing more is taken than it takes. Where it refuses
how other tools write, the mend is the value that was meant, as the grammar has it.
"""

import re
from datetime import date, timedelta

from events.definitions.mends.when.starts import DaysBeside
from events.definitions.mends.when.writings.spellings import length_meant
from events.errors import Refusal
from events.time_grammar import (
    TIME_PATTERN,
    parse_day,
    parse_duration,
    parse_end,
    parse_length,
    parse_start,
)
from events.times import End, Moment, Start

_SPAN = re.compile(
    r"write start: (?P<start>[^;]+?) and, in a line of its own, end: (?P<end>[^;,]+)"
)
_KEY_OF_EVENT = re.compile(r"\b(?:start|end|duration|status|kind): ")


def read_start(text: str, zone: str, beside: DaysBeside = tuple) -> Start:
    """Take a start as `parse_start` does. Raises `Refusal`.

    ``beside`` gives the days of the events beside it: if they are of one week, they tell which
    Tuesday is meant.
    """
    try:
        return parse_start(text, zone)
    except Refusal as refusal:
        # Late: the patterns of announcements take longer to compile than most agendas to read.
        from events.definitions.mends.when.refused import refused_start

        raise refused_start(refusal, text, zone, beside) from None


def read_start_alone(text: str, zone: str, implied: str = "") -> Start:
    """Take a start as `read_start` does, where there is no other key of an event beside it.

    No mend names one, but what is ``implied`` there, as ``kind: deadline`` is of what closes: of a
    span its end is meant there.
    """
    try:
        return read_start(text, zone)
    except Refusal as refusal:
        mend = refusal.mend.removesuffix(f", of {implied}")
        if implied and (span := _SPAN.fullmatch(mend)):
            mend = f"write {_end_of(span['start'], span['end'])}, if it closes then"
        elif _KEY_OF_EVENT.search(mend):
            mend = "write nothing but a day, or one with a time: 2022-01-12 or 2022-01-12 09:00 GMT"
        raise Refusal(refusal.what, mend, refusal.offset) from None


def _end_of(start: str, end: str) -> str:
    """Return an end with the day of its start and the zone of that, if it has none of its own."""
    day, _, hour = start.partition(" ")
    zone = hour.partition(" ")[2] if TIME_PATTERN.fullmatch(end.split()[-1]) else ""
    is_hour_alone = TIME_PATTERN.fullmatch(end)
    return " ".join(filter(None, (day if is_hour_alone else "", end, zone)))


def read_end(text: str, start: Start) -> End:
    """Take an end as `parse_end` does. Raises `Refusal`."""
    try:
        return parse_end(text, start)
    except Refusal as refusal:
        from events.definitions.mends.when.refused import refused_end

        raise refused_end(refusal, text, start) from None


def read_day(text: str) -> date:
    """Take a day as `parse_day` does. Raises `Refusal`."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        # Late, as above.
        from events.definitions.mends.when.refused_days import refused_day

        raise refused_day(refusal, text) from None


def read_day_of_list(text: str) -> date:
    """Take one day of a list as `parse_day` does. Raises `Refusal`."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        from events.definitions.mends.when.refused_days import refused_day_of_list

        raise refused_day_of_list(refusal, text) from None


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
        # Of a lead or an arrival, 9:15 may be an hour of the day.
        written = re.sub(r"^(\d{1,2}):([0-5]\d)$", r"\1 hours \2 minutes", text, flags=re.ASCII)
        raise Refusal(refusal.what, _length_mend(text, written) or refusal.mend) from None


def _length_mend(text: str, written: str | None = None) -> str | None:
    length = length_meant(written or text)
    if length is None or length == text:
        return None
    return f"write {length}"
