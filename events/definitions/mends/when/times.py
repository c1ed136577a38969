"""Days, times and lengths of the definitions, refused with the line to write instead.

The grammar is that of `events.times`, and nothing more is taken than it takes. Where it refuses
how other tools write, the mend is the value that was meant, as the grammar has it.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from events.definitions.mends.when.starts import DaysBeside, mend_of, starts_meant
from events.definitions.mends.when.writings.spellings import (
    Spelled,
    length_meant,
    read_spelling,
    with_month_first,
)
from events.errors import Refusal
from events.time_grammar import parse_day, parse_duration, parse_end, parse_length, parse_start
from events.times import End, Moment, Start

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

    No mend names one, but what is ``implied`` there, as ``kind: deadline`` is of what closes.
    """
    try:
        return read_start(text, zone)
    except Refusal as refusal:
        mend = refusal.mend.removesuffix(f", of {implied}")
        if _KEY_OF_EVENT.search(mend):
            mend = "write nothing but a day, or one with a time: 2022-01-12 or 2022-01-12 09:00 GMT"
        raise Refusal(refusal.what, mend, refusal.offset) from None


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
        from events.definitions.mends.when.writings.others import other_writings

        for writing in (text, with_month_first(text), *other_writings(text)):
            spelled = read_spelling(writing)
            if spelled and spelled.days and _is_one_day(spelled):
                days = [str(day) for day in spelled.days if str(day) != text]
                raise Refusal(refusal.what, mend_of(days) or refusal.mend) from None
        raise


def read_day_of_list(text: str) -> date:
    """Take one day of a list as `read_day` does. Raises `Refusal`."""
    try:
        return read_day(text)
    except Refusal as refusal:
        # Late, as above.
        from events.definitions.mends.when.several import days_listed

        days = days_listed(text)
        mend = f"write each of the days: {', '.join(map(str, days))}" if days else refusal.mend
        raise Refusal(refusal.what, mend) from None


def _is_one_day(spelled: Spelled) -> bool:
    """Tell whether nothing but an hour stands behind a day: what else does says more than it."""
    if spelled.time is None:
        return not spelled.zone
    return bool(starts_meant(replace(spelled, until=None), "UTC"))


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
