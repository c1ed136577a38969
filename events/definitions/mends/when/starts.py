"""What a spelling may stand for: starts, ends and ranges that the grammar takes."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytz

from events.definitions.mends.when.writings.spellings import Spelled, clock_of, read_spelling
from events.errors import Refusal
from events.time_grammar import LAST_YEAR, parse_end, parse_start
from events.times import Day, Start
from events.zones import UNIVERSAL, parse_offset, parse_zone, tzinfo, zones_meant

DaysBeside = Callable[[], Iterable[date]]
_A_DAY = timedelta(days=1)
_HALF_A_RANGE = re.compile(r"-\d{1,2}", re.ASCII)  # 10:00-12 is hardly an offset


def starts_meant(spelled: Spelled | None, zone: str) -> list[str]:
    """Return the starts that a spelling may stand for, of those that the grammar takes."""
    return [text for text in readings_of(spelled, zone) if refusal_of(text, zone) is None]


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


def end_mend(spelled: Spelled | None, start: Start) -> str | None:
    """Name the ends that a spelling may stand for.

    An hour alone that is not after the start may be the next day's.
    """
    ends = ends_meant(spelled, start)
    if spelled is None or spelled.days or not ends:
        return mend_of(ends)
    later = starts_meant(replace(spelled, days=(start.date + _A_DAY,)), start.zone)
    return hour_mend(ends, later, start)


def hour_mend(ends: Sequence[str], later: Sequence[str], start: Start) -> str | None:
    """Name ends that are hours alone; if none is after the start, those ``later`` on the next day.

    So none is named that would be refused.
    """
    if isinstance(start, Day):
        return "give the start a time, or make the end a day"
    if not later or any(_is_after(it, start) for it in ends):
        return mend_of(ends)
    return f"if it ends on the next day, {mend_of(later)}; else check both"


def _is_after(text: str, start: Start) -> bool:
    try:
        return parse_end(text, start).begins > start.begins
    except Refusal:
        return False


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


def range_mend(spelled: Spelled | None, zone: str) -> str | None:
    """Return what to write for a range of times."""
    both = range_meant(spelled, zone)
    return start_and_end(*both) if both else None


def start_and_end(start: str, end: str) -> str:
    """Name the two lines that are to be written."""
    return f"write start: {start} and, in a line of its own, end: {end}"


def mend_of(readings: Iterable[str]) -> str | None:
    """Name what is to be written; of several readings the editor knows which one is meant."""
    written = list(dict.fromkeys(readings))
    if not written:
        return None
    return f"write {' or '.join(written)}{', whichever is meant' if len(written) > 1 else ''}"


def readings_of(spelled: Spelled | None, zone: str) -> list[str]:
    """Return the starts that a spelling may be, those among them that are refused."""
    if spelled is None or spelled.until is not None:
        return []
    return [text for day in spelled.days for text in _on_day(day, spelled, zone)]


def after_a_time(text: str) -> str | None:
    """Return the time that a text is, if it is one with its day, and of one meaning."""
    spelled = read_spelling(text)
    if spelled is None or spelled.time is None or not spelled.days:
        return None
    starts = starts_meant(spelled, "UTC")
    return starts[0] if len(starts) == 1 else None


def refusal_of(text: str, zone: str) -> Refusal | None:
    """Return why a start is refused, if it is."""
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
        zones = _zones(spelled.zone)
        return (
            [written]
            if _is_of(zone, zones, wall, spelled.zone)
            else [f"{written} {it}" for it in zones]
        )
    if offset and _offset(zone, wall) == offset:
        return [written]
    return [f"{about}{wall - offset:%Y-%m-%d %H:%M} UTC"]


def _is_of(zone: str, zones: Iterable[str], wall: datetime, abbreviation: str) -> bool:
    """Tell whether an abbreviation says no more than the zone that is used without it.

    - The zone's clocks have that name then, and
    - those of all the zones that it may mean show the same: CET in winter, and hardly IST.

    Where the zone's clocks skip the time, or show it twice, its own refusal has what is meant.
    """
    own, named = tzinfo(zone), abbreviation.upper()
    offset = _offset(zone, wall)
    if offset is None:
        return named in {own.tzname(wall - _A_DAY), own.tzname(wall + _A_DAY)}
    return own.tzname(wall) == named and {_offset(it, wall) for it in zones} == {offset}


def _offset(zone: str, wall: datetime) -> timedelta | None:
    """Return how far a zone is ahead of UTC; None if its clocks skip a time, or show it twice."""
    try:
        return tzinfo(zone).utcoffset(wall)
    except pytz.InvalidTimeError:
        return None


def _zones(name: str) -> tuple[str, ...]:
    name = re.sub(r" ?/ ?", "/", name)
    if "/" in name and " " in name.strip():
        return ()  # what stands beside an IANA name says something more
    try:
        zone = parse_zone(name)
    except Refusal:
        return zones_meant(name)
    return (name if name in UNIVERSAL else zone,)
