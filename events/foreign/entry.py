"""One event of a calendar → an event of a definition, in YAML, with what it cannot say."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from events.foreign.lines.places import read_place
from events.foreign.lines.said import INNER, Said
from events.foreign.lines.when import ALL_DAY, write_times
from events.foreign.podium import as_announced
from events.foreign.reading.clocks import When
from events.foreign.reading.recurring.recurrence import Occurrence
from events.foreign.written import comment
from events.model import Kind
from events.zones import keeps_same_clocks

_DAY = len("2022-01-12")
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """An event that is to be written: its title, and its lines but for the id.

    ``days`` are those of a series; one day of what recurs is in ``recurs``, and ``hour`` tells it
    from others on its day. ``asked`` are the keys that nobody can tell, and that have a value only
    for want of another.
    """

    title: str
    day: date
    recurs: bool
    begins: datetime
    remarks: tuple[str, ...]
    lines: tuple[str, ...]
    days: tuple[date, ...] = ()
    asked: frozenset[str] = frozenset()
    hour: time | None = None

    def with_questions(self) -> "Entry":
        """Return the same with no other remarks than questions."""
        return replace(self, remarks=tuple(it for it in self.remarks if it.startswith("?")))

    def with_id(self, id_: str) -> list[str]:
        """Return the lines of the definition."""
        above = [comment(it, INDENT) for it in self.remarks]
        return [*above, f"{INDENT}- id: {id_}", *self.lines, ""]


def write_entry(occurrence: Occurrence, said: Said, zone: str, more: list[str]) -> Entry:
    """Write an event by the clocks of a zone. Raises `Refusal` for one that no definition can say.

    ``said`` is what its VEVENT says; ``more`` are remarks that are made already.
    """
    event, title = said.event, said.title
    times = write_times(occurrence, zone)
    if said.of_podium:
        as_announced(times, said.mark, occurrence)
    remarks, lines = [*more, *said.cut, *times.remarks], [*said.head]
    if title.text and title.text != said.shown and (title.status or title.lacks_time):
        remarks.append(f"SUMMARY: {said.shown}")
    if title.lacks_time and times.start.endswith(ALL_DAY):
        # The day stands for a time that nobody has told yet: so it is no whole day.
        times.start = times.start.removesuffix(ALL_DAY)
        times.asked = "the time is to be announced, by its title"
    elif title.lacks_time and len(times.start) > _DAY:
        # Programs want an hour: this one stands for want of another.
        until = f" until {times.end}" if times.end else ""
        hour = f"{times.start[_DAY:].strip()}{until}"
        times.asked = f"? at {hour}, though by its title the time is to be announced"
        times.start, times.end = times.start[:_DAY], None
    lines.append(f"start: {times.start}{_behind(times.asked)}")
    if times.end and lines[0].startswith(f"kind: {Kind.DEADLINE} "):
        remarks.append(f"end: {times.end}, and a deadline closes at its start")
    elif times.end:
        lines.append(f"end: {times.end}")
    lines += said.status
    place = read_place(event.text("LOCATION"), event.text("GEO"), _by(occurrence.start))
    lines += [f"place: {place.value}"] if place.value else []
    remarks += [place.remark] if place.remark else []
    return Entry(
        title.text,
        occurrence.day or occurrence.start.day,
        occurrence.day is not None,
        occurrence.start.instant,
        (*remarks, *said.rest),
        (*(f"{INNER}{it}" for it in (*lines, *said.tail)), *said.body),
        asked=said.asked,
        hour=occurrence.hour,
    )


def _behind(asked: str | None) -> str:
    return f"  {comment(asked)}" if asked else ""


def _by(start: When) -> "_KeepsTheClocks | None":
    """Return what tells whether a city keeps the clocks that the calendar has an event in."""
    named = start.clocks and start.clocks.zone != "UTC"
    return _KeepsTheClocks(start) if named and not start.is_day else None


@dataclass(frozen=True, slots=True)
class _KeepsTheClocks:
    start: When

    def __call__(self, zone: str) -> bool:
        clocks = self.start.clocks
        if clocks is None:
            return True
        if clocks.zone:
            return keeps_same_clocks(zone, clocks.zone, self.start.instant)
        offset = self.start.instant.astimezone(clocks.tz).utcoffset()
        return self.start.instant.astimezone(ZoneInfo(zone)).utcoffset() == offset
