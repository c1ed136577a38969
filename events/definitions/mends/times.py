"""Days, times and lengths of the definitions, refused with the line to write instead.

The grammar is that of `events.times`, and nothing more is taken than it takes. Where it refuses
how other tools write, the mend is the value that was meant, as the grammar has it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from events.definitions.mends.announced import Announced, followed, read_announced
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
from events.times import Day, End, Moment, Start, Undated
from events.zones import UNIVERSAL, parse_offset, parse_zone, tzinfo, zones_meant

DaysBeside = Callable[[], Iterable[date]]
_DOTTED = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])(?!\d)", re.ASCII)
_ANY_DAY = date(2024, 1, 1)
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
        mend = mend or _announced_mend(text, zone) or _of_weekday(text, zone, beside)
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
        if mend is None and (found := weekday_of(text)) and not found.is_next:
            on = _starts_on(next_weekday(found.weekday, start.date), found.rest, start.zone)
            mend = _write(it for it in on if _is_end(it, start))
        if mend is None and refusal.what == f"{quoted(text)} is not an end":
            mend = (
                _end_mend(text, start) or f"write it as 12:00, or with its day: {start.date} 12:00"
            )
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
    if found is None:
        return None
    day = None if found.is_next else on_weekday(found.weekday, beside())
    meant = day and (
        _range(read_spelling(f"{day} {found.rest}"), zone)
        or _write(_starts_on(day, found.rest, zone))
    )
    if meant:
        return meant
    hours = _starts_on(_ANY_DAY, found.rest, zone)
    return question(found.weekday) + (hours[0].removeprefix(f"{_ANY_DAY}") if hours else "")


def _is_end(text: str, start: Start) -> bool:
    try:
        end = parse_end(text, start)
    except Refusal:
        return False
    return end.begins >= start.begins


def _starts_on(day: date, rest: str, zone: str) -> list[str]:
    """Return the starts that a day and what was written behind its name may stand for."""
    written = f"{day} {rest}".strip()
    if START_PATTERN.fullmatch(written):
        return [written] if _refusal_of(written, zone) is None else []
    # 12.06 behind a weekday is a day as often as an hour.
    return [] if _DOTTED.match(rest) else starts_meant(read_spelling(written), zone)


def _range(spelled: Spelled | None, zone: str) -> str | None:
    both = range_meant(spelled, zone)
    return _start_and_end(*both) if both else None


def _start_and_end(start: str, end: str) -> str:
    return f"write start: {start} and, in a line of its own, end: {end}"


def _write(readings: Iterable[str]) -> str | None:
    """Name what is to be written; of several readings the editor knows which one is meant."""
    written = list(dict.fromkeys(readings))
    if not written:
        return None
    return f"write {' or '.join(written)}{', whichever is meant' if len(written) > 1 else ''}"


def _announced_mend(text: str, zone: str) -> str | None:
    """Return what to write for a start in the words of an announcement."""
    if other := followed(text):
        return f"write after {other}, the id of the event that ends then"
    said = read_announced(text)
    if said is None or (START_PATTERN.fullmatch(text) and any(it.zone for it in said.spelled)):
        return None
    if said.week:
        return f"write week of {said.week}"
    if not said.spelled:
        return _undated_mend(said)
    if len(said.spelled) > 1:
        if said.is_about or said.is_not_before or said.is_by:
            return None
        days = [starts_meant(replace(it, about=False), zone) for it in said.spelled]
        both = [readings[0] for readings in days if len(readings) == 1]
        return _start_and_end(both[0], both[1]) if len(both) > 1 else None
    (spelled,) = said.spelled
    if mend := _range(spelled, zone):
        return mend
    in_a_part = said.is_at_midnight or said.part is not None
    if spelled.time is None and (
        said.is_not_before or (in_a_part and (said.is_about or said.is_by))
    ):
        return None  # the grammar has no such thing
    if said.is_at_midnight and spelled.time is None:
        day = spelled.days[0]
        return _write(f"{it} 00:00" for it in (day, day + timedelta(days=1)))
    if spelled.time is None and said.part:
        return f"write {spelled.days[0]} {said.part}"
    if said.is_not_before and spelled.time is not None:
        starts = starts_meant(replace(spelled, about=False), zone)
        return _write(f"not before {start}" for start in starts)
    mend = _write(starts_meant(spelled, zone))
    return f"{mend}, of kind: deadline" if mend and said.is_by else mend


def _end_mend(text: str, start: Start) -> str | None:
    """Return what to write for an end in the words of an announcement."""
    if length := length_meant(text.removeprefix("+")):
        return f"write duration: {length}"
    said = read_announced(text)
    if said is None or isinstance(start, Undated):
        return None
    if said.is_open:
        return "leave it out, and write it when it is known"
    if said.spelled and (meant := ends_meant(said.spelled[-1], start)):
        return _write(meant)
    if said.without_year and len(said.without_year) > len("MM"):
        return f"write it with its year: {start.date.year}-{said.without_year}"
    if said.is_at_midnight and isinstance(start, Moment):
        return f"write {'about ' if said.is_about else ''}{start.date + timedelta(days=1)} 00:00"
    if said.part and isinstance(start, Moment):
        return f"an end has no {said.part}: leave it out, or write about when, as in about 18:00"
    if said.clock:
        about = "about " if said.is_about or said.is_not_before else ""
        return f"write {about}{said.clock}"
    return None


def _undated_mend(said: Announced) -> str | None:
    clock = f" {said.clock}" if said.clock else ""
    if said.is_relative:
        return f"write the day itself, YYYY-MM-DD{clock}: files are read on other days as well"
    if said.is_not_before or said.is_by or said.is_about:
        return None
    if said.months:
        return None if clock else _write(said.months)
    if said.without_year:
        return f"write it with its year: YYYY-{said.without_year}{clock}"
    if clock:
        return f"write it with its day: YYYY-MM-DD{clock}"
    if said.is_open:
        return (
            "write its month, YYYY-MM, or its week, week of YYYY-MM-DD, or leave it out until one "
            "of them is known"
        )
    return None


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
    if "/" in name and " " in name.strip():
        return ()  # what stands beside an IANA name says something more
    try:
        zone = parse_zone(name)
    except Refusal:
        return zones_meant(name)
    return (name if name in UNIVERSAL else zone,)
