"""An hour without its day, as a part of a programme may have it, in another tool's writing."""

import re
from dataclasses import replace
from datetime import date

from events.definitions.mends.when.starts import mend_of, starts_meant
from events.definitions.mends.when.writings.spellings import MONTH_NAME, clock_of, read_spelling
from events.time_grammar import HOUR_PATTERN

# What begins with an hour, and has no day: 10:00-11:00, about 10, between 10:00 and 11:00.
_HOURS = re.compile(
    r"(?:about |around |approx\.? |circa |ca\.? |at |from |between )*(?!\d{4}-\d\d(?:-|\b))\d{1,2}"
    rf"(?!\.\d{{1,2}}\.|/\d{{1,2}}(?:\s|$)|.*(?:{MONTH_NAME}))",
    re.IGNORECASE | re.ASCII,
)


def hours_meant(text: str, day: date, zone: str) -> list[str]:
    """Return the starts on a day that an hour may stand for; none for a text that is no hour.

    One with a zone, and one that is the next day's, is written with its day. ``zone`` is for what
    names none.
    """
    spelled = read_spelling(text)
    if not spelled or spelled.time is None or spelled.days or spelled.until is not None:
        return []
    if spelled.zone or spelled.time >= 24 * 60:
        return starts_meant(replace(spelled, days=(day,)), zone)
    return [f"{'about ' if spelled.about else ''}{clock_of(spelled.time)}"]


def hour_mend(text: str, day: date, zone: str) -> str | None:
    """Return what to write for an hour of a day, or for several; None for a text that is none."""
    hours = hours_meant(text, day, zone)
    if len(hours) == 1 and HOUR_PATTERN.fullmatch(hours[0]):
        with_day = re.sub(r"(?=\d{2}:)", f"{day} ", hours[0])
        return f"write {hours[0]}, or {with_day}"
    if not hours and _HOURS.match(text):
        # Late: the patterns of announcements take longer to compile than most agendas to read.
        from events.definitions.mends.when.refused import start_mend

        return start_mend(f"{day} {text}", zone)
    return mend_of(hours)
