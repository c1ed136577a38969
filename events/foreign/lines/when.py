"""Starts and ends of a calendar → those of a definition; what nobody can tell is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from events.errors import Refusal
from events.foreign.reading.clocks import When
from events.foreign.reading.recurring.recurrence import Occurrence
from events.time_grammar import parse_start
from events.times import Moment

ALL_DAY = " all day"


@dataclass(slots=True)
class Written:
    """A start and an end as a definition has them.

    ``asked`` stands behind the start, and ``remarks`` above the event.
    """

    start: str
    end: str | None = None
    asked: str | None = None
    remarks: list[str] = field(default_factory=list)


def write_times(occurrence: Occurrence, zone: str) -> Written:
    """Write the times of an occurrence; what is in UTC by the clocks of a zone.

    Raises `Refusal` for times that no definition has.
    """
    start, end = occurrence.start, occurrence.end
    if start.is_day:
        written = _days(start.day, _last_day(start, end))
        if end and end.instant < start.instant:
            written.remarks.append(f"DTEND, {end.wall}, is before DTSTART, and left out")
    elif is_called_a_day(occurrence):
        written = _days(start.day, _last_day(start, end))
    elif start.is_floating:
        written = _floating(start, end)
    else:
        written = _timed(start, end, zone)
    parse_start(written.start, zone)
    if written.end and len(written.end) > len("00:00"):
        try:
            parse_start(written.end, zone)
        except Refusal as refusal:
            written.remarks.append(f"? DTEND is {written.end}: {refusal.what}")
            written.end = None
    return written


def _days(first: date, last: date) -> Written:
    return Written(f"{first}{ALL_DAY}") if last <= first else Written(str(first), str(last))


def _last_day(start: When, end: When | None) -> date:
    """Return the last day of what ends before the day of its DTEND (RFC 5545 §3.6.1)."""
    if end is None:
        return start.day
    is_midnight = end.is_day or _is_midnight(end)
    return max(start.day, end.day - timedelta(days=1) if is_midnight else end.day)


def is_called_a_day(occurrence: Occurrence) -> bool:
    """Tell whether midnight to midnight is a whole day, as Exchange writes it."""
    flag = occurrence.written.text(
        "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT"
    )
    return flag.upper() == "TRUE" and _is_midnight_to_midnight(occurrence)


def _is_midnight(when: When) -> bool:
    return isinstance(when.wall, datetime) and (when.wall.hour, when.wall.minute) == (0, 0)


def _is_end_of_day(when: When) -> bool:
    is_last_minute = isinstance(when.wall, datetime) and f"{when.wall:%H:%M}" == "23:59"
    return is_last_minute or _is_midnight(when)


def _is_midnight_to_midnight(occurrence: Occurrence) -> bool:
    start, end = occurrence.start, occurrence.end
    ends = end is None or (_is_midnight(end) and end.day > start.day)
    return _is_midnight(start) and ends


def _floating(start: When, end: When | None) -> Written:
    until = f" until {_shown(end, start)}" if end and end.instant > start.instant else ""
    whose = f"of {start.named!r}, which is no zone" if start.named else "that it does not name"
    mend = f"write {start.wall:%Y-%m-%d %H:%M} and the zone"
    asked = f"? at {start.wall:%H:%M}{until}, by clocks {whose}: {mend}"
    return Written(str(start.day), asked=asked)


def _shown(end: When, start: When) -> str:
    return f"{end.wall:%H:%M}" if end.day == start.day else f"{end.wall:%Y-%m-%d %H:%M}"


def _timed(start: When, end: When | None, zone: str) -> Written:
    begins, asked = _moment(start, zone)
    written = Written(str(begins), asked=asked)
    if start.clocks and start.clocks.zone is None:
        named = f"{start.wall:%H:%M} by the calendar's own clocks, {start.clocks.title!r}"
        written.remarks.append(named)
    written.remarks += _contradiction(start)
    if start.named:
        at = f"{start.wall:%H:%M} UTC (Z)"
        written.remarks.append(f"? the calendar has {at} in {start.named}: this is by UTC")
    if isinstance(start.wall, datetime) and start.wall.second:
        written.remarks.append(f"the calendar has {start.wall:%H:%M:%S}")
    if end is None or end.instant == start.instant:
        if _is_midnight(start) and not asked:
            written.asked = f"? at midnight: write {start.day} alone if its time is not known"
        return written
    if end.is_day or end.is_floating:
        written.remarks.append(f"? DTEND is {end.wall}, by other clocks than DTSTART")
        return written
    ends = Moment.of(end.instant.replace(second=0), begins.zone)
    if ends.begins <= begins.begins:
        written.remarks.append(
            f"DTEND, {end.wall:%Y-%m-%d %H:%M}, is not after DTSTART, and left out"
        )
        return written
    same = ends.zone == begins.zone and ends.date == begins.date
    written.end = f"{ends.wall:%H:%M}" if same else str(ends)
    if _is_midnight(start) and _is_end_of_day(end) and not asked:
        written.asked = f"? from midnight to midnight: write {start.day} all day if it is the day"
    return written


def _contradiction(start: When) -> Iterator[str]:
    """Ask about a zone whose clocks, as the calendar has them, it keeps at no time of the year."""
    clocks, wall = start.clocks, start.wall
    if clocks is None or clocks.rules is None or not isinstance(wall, datetime):
        return
    said = wall.replace(tzinfo=clocks.rules).utcoffset() or timedelta()
    kept = [wall.replace(month=month, day=1, tzinfo=clocks.tz).utcoffset() for month in (1, 7)]
    if said not in (*kept, start.instant.astimezone(clocks.tz).utcoffset()):
        what = f"the calendar has other clocks for {clocks.title or clocks.zone}"
        yield f"? {what}: by these it is {wall - said:%Y-%m-%d %H:%M} UTC"


def _moment(start: When, zone: str) -> tuple[Moment, str | None]:
    """Return an instant by the clocks that the calendar has it in, or else by those of a zone."""
    own = start.clocks.zone if start.clocks else None
    instant = start.instant.replace(second=0)
    if not 1970 <= instant.year <= 2037:
        raise Refusal(f"the year {instant.year} is outside 1970 to 2037", "check the year")
    if own and own != "UTC":
        moment = Moment.of(instant, own)
        wall = start.wall.replace(second=0) if isinstance(start.wall, datetime) else None
        if moment.wall != wall and moment.zone != "UTC":
            return moment, f"? the calendar has {start.wall:%H:%M}, which the clocks skip"
        if moment.zone == "UTC":
            return moment, f"? {start.wall:%H:%M} in {own} is twice on that day: this is the first"
        return moment, None
    moment = Moment.of(instant, zone)
    if (
        own is None
        and isinstance(start.wall, datetime)
        and moment.wall != start.wall.replace(second=0)
    ):
        return Moment(instant.astimezone(UTC).replace(tzinfo=None), "UTC"), None
    return moment, None
