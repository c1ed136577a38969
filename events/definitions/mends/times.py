"""Days, times and lengths of the definitions, refused with the line to write instead.

The grammar is that of `events.times`, and nothing more is taken than it takes. Where it refuses
how other tools write, the mend is the value that was meant, as the grammar has it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from events.definitions.mends.spellings import Spelled, clock_of, length_meant, read_spelling
from events.definitions.mends.weekdays import next_weekday, on_weekday, question, weekday_of
from events.errors import Refusal
from events.text import quoted
from events.time_grammar import (
    LAST_YEAR,
    START_PATTERN,
    parse_day,
    parse_duration,
    parse_end,
    parse_length,
    parse_start,
)
from events.times import Day, End, Moment, Start
from events.zones import UNIVERSAL, parse_offset, parse_zone, tzinfo, zones_meant

DaysBeside = Callable[[], Iterable[date]]
_HALF_A_RANGE = re.compile(r"-\d{1,2}", re.ASCII)  # 10:00-12 is hardly an offset


def read_start(text: str, zone: str, beside: DaysBeside = tuple) -> Start:
    """Take a start as `parse_start` does. Raises `Refusal`.

    ``beside`` gives the days of the events beside it: if they are of one week, they tell which
    Tuesday is meant.
    """
    try:
        return parse_start(text, zone)
    except Refusal as refusal:
        spelled = read_spelling(text)
        candidates = [] if START_PATTERN.fullmatch(text) else _candidates(spelled, zone)
        if len(candidates) == 1 and (found := _refusal_of(candidates[0], zone)):
            raise found from None  # spelled as the grammar has it, it is refused for what it says
        mend = _range(spelled, zone) or _write(starts_meant(spelled, zone))
        mend = mend or _of_weekday(text, zone, beside)
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
        # One that is not after its start is understood, and told by its next day.
        mend = None if _is_clock(text) else _write(ends_meant(read_spelling(text), start))
        if mend is None and (found := weekday_of(text)):
            weekday, rest = found
            mend = _write(_starts_on(next_weekday(weekday, start.date), rest, start.zone))
        if mend is None and refusal.what == f"{quoted(text)} is not an end":
            mend = f"write it as 12:00, or with its day: {start.date} 12:00"
        raise Refusal(refusal.what, mend or refusal.mend, refusal.offset) from None


def read_day(text: str) -> date:
    """Take a day as `parse_day` does. Raises `Refusal`."""
    try:
        return parse_day(text)
    except Refusal as refusal:
        spelled = read_spelling(text)
        days = [str(day) for day in spelled.days if str(day) != text] if spelled else []
        raise Refusal(refusal.what, _write(days) or refusal.mend) from None


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


def starts_meant(spelled: Spelled | None, zone: str) -> list[str]:
    """Return the starts that a spelling may stand for, of those that the grammar takes."""
    return [text for text in _candidates(spelled, zone) if _refusal_of(text, zone) is None]


def ends_meant(spelled: Spelled | None, start: Start) -> list[str]:
    """Return the ends that a spelling may stand for."""
    if spelled is None or spelled.until is not None:
        return []
    if spelled.days:
        return starts_meant(spelled, start.zone)
    if spelled.time is None or isinstance(start, Day):
        return []
    if spelled.time < 24 * 60 and not spelled.zone and not spelled.about:
        return [clock_of(spelled.time)]
    return starts_meant(replace(spelled, days=(start.date,)), start.zone)


def range_meant(spelled: Spelled | None, zone: str) -> tuple[str, str] | None:
    """Return the start and the end that a range of times stands for."""
    if spelled is None or spelled.until is None or len(spelled.days) != 1:
        return None
    begins = starts_meant(replace(spelled, until=None), zone)
    day = spelled.days[0]
    ends = _on_day(
        day, replace(spelled, about=False, time=spelled.until, until=None, zone=""), zone
    )
    if len(begins) != 1 or not ends:
        return None
    return begins[0], ends[0].removeprefix(f"{day} ")


def _of_weekday(text: str, zone: str, beside: DaysBeside) -> str | None:
    """Return the mend of a weekday in place of a day: its date, or what to ask for."""
    found = weekday_of(text)
    day = on_weekday(found[0], beside()) if found else None
    if found and day and (meant := _write(_starts_on(day, found[1], zone))):
        return meant
    if asked := question(text):
        ask, example, rest = asked
        forms = _starts_on(date.fromisoformat(example), rest, zone) or [f"{example} 15:00"]
        return f"{ask}, as {forms[0]}"
    return None


def _starts_on(day: date, rest: str, zone: str) -> list[str]:
    """Return the starts that a day and what was written behind its name may stand for."""
    written = f"{day} {rest}".strip()
    if START_PATTERN.fullmatch(written):
        return [written] if _refusal_of(written, zone) is None else []
    spelled = read_spelling(written)
    return starts_meant(spelled and replace(spelled, until=None), zone)


def _range(spelled: Spelled | None, zone: str) -> str | None:
    both = range_meant(spelled, zone)
    return f"write start: {both[0]} and, in a line of its own, end: {both[1]}" if both else None


def _write(readings: Iterable[str]) -> str | None:
    """Name what is to be written; of several readings the editor knows which one is meant."""
    written = list(dict.fromkeys(readings))
    if not written:
        return None
    return f"write {' or '.join(written)}{', whichever is meant' if len(written) > 1 else ''}"


def _length_mend(text: str) -> str | None:
    length = length_meant(text)
    if length is None or length == text:
        return None
    return f"write {length}"


def _is_clock(text: str) -> bool:
    spelled = read_spelling(text)
    return bool(spelled and spelled.time is not None and clock_of(spelled.time) == text != "24:00")


def _candidates(spelled: Spelled | None, zone: str) -> list[str]:
    if spelled is None or spelled.until is not None:
        return []
    return [text for day in spelled.days for text in _on_day(day, spelled, zone)]


def _refusal_of(text: str, zone: str) -> Refusal | None:
    try:
        parse_start(text, zone)
    except Refusal as refusal:
        return Refusal(refusal.what, refusal.mend)
    return None


def _on_day(day: date, spelled: Spelled, zone: str) -> list[str]:
    about = "about " if spelled.about else ""
    if spelled.time is None:
        return [] if spelled.zone else [f"{about}{day}"]
    if day.year > LAST_YEAR:
        return []
    wall = datetime.combine(day, time()) + timedelta(minutes=spelled.time)
    written = f"{about}{wall:%Y-%m-%d %H:%M}"
    if not spelled.zone:
        return [written]
    if _HALF_A_RANGE.fullmatch(spelled.zone):
        return []
    offset = timedelta() if spelled.zone in ("Z", "z") else parse_offset(spelled.zone)
    if offset is None:
        return [f"{written} {it}" for it in _zones(spelled.zone)]
    if offset and tzinfo(zone).utcoffset(wall) == offset:
        return [written]
    return [f"{about}{wall - offset:%Y-%m-%d %H:%M} UTC"]


def _zones(name: str) -> tuple[str, ...]:
    try:
        zone = parse_zone(name)
    except Refusal:
        return zones_meant(name)
    return (name if name in UNIVERSAL else zone,)
