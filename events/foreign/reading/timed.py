"""A VEVENT with its times: its start and end, and what says how it recurs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from events.errors import Refusal
from events.foreign.reading.clocks import ClocksOfCalendar, When
from events.foreign.reading.components import Component
from events.foreign.reading.content_lines import ContentLine

_HOURS = re.compile(r";?BY(?:HOUR|MINUTE|SECOND)=[^;]*")
_NOTHING = re.compile(r"(?:^|;)(?:COUNT=-\d+|RSCALE=GREGORIAN|SKIP=OMIT|[A-Z]+=)(?=;|$)")
_PUNCTUATED = re.compile(r"UNTIL=\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?")
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?"
)


class NotRead(Exception):
    """A refusal of what stands in one line."""

    def __init__(self, line: int, refusal: Refusal) -> None:
        super().__init__(refusal.what)
        self.line, self.refusal = line, refusal


@dataclass(slots=True)
class Timed:
    """A VEVENT with its times."""

    written: Component
    start: When
    end: When | None
    rules: list[ContentLine]
    rdates: list[When]
    exdates: list[When]
    recurrence_id: When | None
    periods: list[tuple[When, When]]
    """Further occurrences that have ends of their own."""
    unread: list[NotRead]
    """What is left out of it, and may be asked: an end, a rule."""
    exrules: list[ContentLine]
    """The rules of what is not."""

    @classmethod
    def read(cls, event: Component, clocks: ClocksOfCalendar) -> "Timed":
        """Read the times of a VEVENT. Raises `NotRead`."""
        start_line = event.line("DTSTART")
        if start_line is None:
            raise NotRead(event.number, Refusal("the event has no DTSTART", "write one"))
        start = _read(start_line, clocks)
        identity = event.line("RECURRENCE-ID")
        unread = list[NotRead]()
        further = [] if identity else [*_further(event, clocks, unread)]
        return cls(
            event,
            start,
            _end(event, start, clocks, unread),
            [*_rules(event, "RRULE", start)],
            [day for day, end in further if end is None],
            [*_dates(event, "EXDATE", clocks)],
            _read(identity, clocks) if identity else None,
            [(day, end) for day, end in further if end],
            unread,
            [] if identity else [*_rules(event, "EXRULE", start)],
        )

    def named_by(self, first: "Timed") -> "Timed":
        """Return the event, naming the occurrences of the ``first`` one by their own times.

        Some programs name an occurrence by its day, or by the midnight of that day, in place of its
        time: in RECURRENCE-ID, and in EXDATE.
        """
        if first.start.is_day or first.recurrence_id or _is_midnight(first.start):
            return self
        own = self.recurrence_id
        return replace(
            self,
            recurrence_id=own and _at_the_hour(own, first.start),
            exdates=[it if it.is_day else _at_the_hour(it, first.start) for it in self.exdates],
        )

    def of_one_kind(self) -> "Timed":
        """Return the event with all times of the kind of its start: days, by clocks, or without.

        What runs rules through would take a time of another kind by the clocks of the start, and an
        end that is before the start for the start. Such an end is left out, and so is a further
        day; an exception is taken on the day and at the hour that it says.
        """
        start, end, what = self.start, self.end, list[str]()
        if end and start.is_day and not end.is_day:
            end = When(end.day if _is_midnight(end) else end.day + timedelta(days=1))
        if end and (end.is_day != start.is_day or _is_by_other_clocks(end, start)):
            what.append(f"DTEND is {end.wall}, by other clocks than DTSTART")
        elif end and end.instant < start.instant:
            what.append(f"DTEND, {end.wall}, is before DTSTART")
        kept = None if what else end
        further = [*self.rdates, *(day for day, _ in self.periods)]
        others = [it for it in further if _is_by_other_clocks(it, start)]
        what += (f"RDATE is {it.wall}, by other clocks than DTSTART" for it in others)
        unread = (NotRead(self.written.number, Refusal(it, "check both")) for it in what)
        return replace(
            self,
            end=kept,
            rdates=[it for it in self.rdates if it not in others],
            exdates=[
                When(it.wall, start.clocks) if _is_by_other_clocks(it, start) else it
                for it in self.exdates
            ],
            periods=[it for it in self.periods if it[0] not in others],
            unread=[*self.unread, *unread],
        )

    @property
    def written_range(self) -> str:
        """Which occurrences it changes besides its own: those after it, if THISANDFUTURE."""
        line = self.written.line("RECURRENCE-ID")
        return line.parameters.get("RANGE", "").upper() if line else ""

    @property
    def recurs(self) -> bool:
        """Whether it may happen more than once, or not at all."""
        is_one = self.recurrence_id is not None
        further = self.rules or self.rdates or self.periods
        return not is_one and bool(further or self.exdates or self.exrules)


def _is_by_other_clocks(it: When, start: When) -> bool:
    return not (it.is_day or start.is_day) and it.is_floating != start.is_floating


def _is_midnight(when: When) -> bool:
    return isinstance(when.wall, datetime) and when.wall.time() == time()


def _at_the_hour(it: When, start: When) -> When:
    if it.is_day or (_is_midnight(it) and it.clocks == start.clocks):
        wall = start.wall
        hour = wall.time() if isinstance(wall, datetime) else time()
        return When(datetime.combine(it.day, hour), start.clocks, start.named)
    return it


def _read(line: ContentLine, clocks: ClocksOfCalendar) -> When:
    try:
        return clocks.read(line)
    except Refusal as refusal:
        raise NotRead(line.number, Refusal(f"{line.name}: {refusal.what}", refusal.mend)) from None


def _rules(event: Component, name: str, start: When) -> Iterator[ContentLine]:
    """Yield the rules, without what says nothing: spaces, COUNT=-1, the Gregorian calendar.

    Nor do hours say anything of days: RFC 5545, 3.3.10, has them ignored.
    """
    for line in event.lines(name):
        rule = _NOTHING.sub("", re.sub(r"\s", "", line.value).upper()).strip(";")
        rule = _PUNCTUATED.sub(lambda it: re.sub("[-:]", "", it[0]), rule)
        rule = _HOURS.sub("", rule) if start.is_day else rule
        if rule:
            yield replace(line, value=rule)


def _values(event: Component, name: str) -> Iterator[ContentLine]:
    for line in event.lines(name):
        yield from (replace(line, value=it.strip()) for it in line.value.split(",") if it.strip())


def _dates(event: Component, name: str, clocks: ClocksOfCalendar) -> Iterator[When]:
    return (_read(it, clocks) for it in _values(event, name))


def _further(
    event: Component, clocks: ClocksOfCalendar, unread: list[NotRead]
) -> Iterator[tuple[When, When | None]]:
    """Yield the days of RDATE, and the ends of those that are periods."""
    for line in _values(event, "RDATE"):
        first, _, last = line.value.partition("/")
        try:
            start = _read(replace(line, value=first), clocks)
            length = _length(last)
            end = _read(replace(line, value=last), clocks) if last and length is None else None
            end = moved(start, length) if length else end
            if end and end.instant < start.instant:
                what = f"RDATE: {line.value[:60]!r} ends before it begins"
                raise NotRead(line.number, Refusal(what, "check both"))
            yield start, end
        except NotRead as error:
            unread.append(error)


def _end(
    event: Component, start: When, clocks: ClocksOfCalendar, unread: list[NotRead]
) -> When | None:
    """Return DTEND, which is exclusive of days, or what DURATION makes of the start."""
    line = next((it for it in event.lines("DTEND", "DURATION") if it.value.strip()), None)
    if line is None:
        return None
    try:
        if line.name == "DTEND":
            return _read(line, clocks)
        length = _length(line.value.strip())
        if length is None:
            what = f"DURATION: {line.value[:60]!r} is no length of time"
            raise NotRead(line.number, Refusal(what, "write PT1H30M"))
        return moved(start, length)
    except NotRead as error:
        unread.append(error)
        return None


def _length(text: str) -> timedelta | None:
    match = _LENGTH.fullmatch(text.upper())
    if match is None or not any(match.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(it or 0) for it in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match[1] == "-" else length


def moved(start: When, length: timedelta) -> When:
    """Return what is a length of time later: whole days by the calendar, hours as they pass."""
    if start.is_day or start.clocks is None:
        return When(start.wall + length, start.clocks, start.named)
    later = start.instant + (length % timedelta(days=1))
    tz = start.clocks.tz
    days = timedelta(days=length // timedelta(days=1))
    return When(later.astimezone(tz).replace(tzinfo=None) + days, start.clocks)
