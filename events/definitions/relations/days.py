"""The days of an event, and an hour of one of them: the starts of a programme's parts."""

import re
from datetime import date, datetime, timedelta
from functools import partial

from events.definitions.mapping_reader import MappingReader
from events.definitions.mends.when.clocks_there import by_clocks_there
from events.definitions.mends.when.hours import hour_mend
from events.definitions.mends.when.times import read_start
from events.errors import Refusal
from events.model import Event
from events.text import quoted
from events.time_grammar import HOUR_PATTERN
from events.times import Day, DayPart, Moment, Start, Undated
from events.zones import tzinfo

MINUTE = timedelta(minutes=1)


def read_part_start(mapping: MappingReader, parent: Event, zone: str) -> Start | None:
    """Read the start of a part of an event, as a day or an hour of it. None if it is refused.

    ``zone`` is for what names none. A part without a start is on the day of its event.
    """
    first, last = days_of(parent)
    if "start" not in mapping.entries:
        if isinstance(parent.start, Undated):
            return parent.start
        if first == last:
            return Day(first, zone, parent.start.approximate and isinstance(parent.start, Day))
        what = f"{quoted(parent.title)} has several days, and this part of it says none"
        mapping.add_problem(mapping.where("title"), what, f"write start: {first} 10:00")
        return None
    take = partial(_start, parent=parent, zone=zone)
    return mapping.get("start", by_clocks_there(take, mapping.node, zone, first))


def _start(text: str, parent: Event, zone: str) -> Start:
    first, last = days_of(parent)
    if not HOUR_PATTERN.fullmatch(text):
        if mend := hour_mend(text, first, zone):
            others = "" if first == last else f"; or on another day up to {last}"
            raise Refusal(f"{quoted(text)} is not a start", f"{mend}{others}")
        if text in set(DayPart):
            raise Refusal(
                f"{quoted(text)} is not a start", f"write it with its day: {first} {text}"
            )
        return read_start(text, zone, lambda: (first, last))
    if isinstance(parent.start, Undated):
        what = f"the day of {quoted(parent.title)} is to be announced, and so is that of its parts"
        raise Refusal(what, "delete the line, or give the event its day")
    if first != last:
        what = f"{quoted(parent.title)} has several days, and the hour is of none of them"
        raise Refusal(what, f"write it with its day: {on_day(text, first)}")
    return start_on_day(text, first, zone)


def start_on_day(text: str, day: date, zone: str) -> Moment:
    """Take an hour of a day: ``[about |not before ]HH:MM``. Raises `Refusal`."""
    try:
        start = read_start(on_day(text, day), zone)
    except Refusal as refusal:
        raise Refusal(refusal.what, refusal.mend) from None
    if not isinstance(start, Moment):
        raise Refusal(f"{quoted(text)} is not a time", "write it as 09:00")
    return start


def on_day(text: str, day: date) -> str:
    """Write an hour with its day."""
    return re.sub(r"(?=\d{1,2}:)", f"{day} ", text, count=1)


def days_of(event: Event) -> tuple[date, date]:
    """Return the first and the last day of an event, by the clocks of its start's zone."""
    start, end = event.start, event.end
    if isinstance(start, Undated):
        return start.first, start.last
    if isinstance(end, Day):
        return start.date, end.date
    if end is None:
        return start.date, start.date
    # What ends at midnight is not on that day any more.
    return start.date, max(start.date, day_in(end.begins - MINUTE, start.zone))


def day_in(instant: datetime, zone: str) -> date:
    """Return the day of an instant by the clocks of a zone."""
    return instant.astimezone(tzinfo(zone)).date()


def check_within(mapping: MappingReader, start: Start, parent: Event) -> None:
    """Add a problem if a part of an event is on none of its days."""
    first, last = days_of(parent)
    dated = isinstance(start, Moment)
    day = day_in(start.begins, parent.start.zone) if dated else start.date
    ends = start.last if isinstance(start, Undated) else day
    if first <= day and ends <= last:
        return
    when = f"on {first}" if first == last else f"from {first} to {last}"
    if isinstance(parent.start, Undated):
        when = f"in {parent.start}" if parent.start.is_month else f"in the {parent.start}"
    shown = str(start) if isinstance(start, Undated) else str(day)
    what = f"{shown} is outside of {quoted(parent.title)}, of which it is a part, {when}"
    if isinstance(start, Undated) or day < first or isinstance(parent.start, Undated):
        mend = "write a day of that event, or give it another start"
    else:
        mend = f"write a day of that event, or give it end: {day}"
    mapping.add_problem(mapping.where("start"), what, mend)
