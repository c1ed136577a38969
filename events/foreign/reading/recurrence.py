"""What recurs, between two days: through recurring-ical-events and x-wr-timezone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.prop import vRecur
from x_wr_timezone import to_standard

from events.errors import Refusal
from events.foreign.reading.clocks import IN_UTC, Clocks, ClocksOfCalendar, When
from events.foreign.reading.components import Component
from events.foreign.reading.timed import Timed
from events.foreign.reading.until import with_instant

_NUMBER = "X-NUMBER"  # which of the group's events an occurrence is written in


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A single event: ``written`` is the VEVENT that says what it is.

    ``day`` is that on which the rule has it, of one that recurs, and None of any other. ``hour`` is
    that at which the rule has it, if it is another one than that of the first occurrence.
    """

    written: Component
    start: When
    end: When | None
    day: date | None = None
    hour: time | None = None


class Recurrence:
    """The occurrences of one event and of those that change some of them.

    Raises `Refusal` for rules that make no sense.
    """

    def __init__(self, group: list[Timed], clocks: ClocksOfCalendar) -> None:
        self._group = group
        self._clocks = {id(it.clocks.tz): it.clocks for it in _times(group) if it.clocks}
        self._own = clocks.own
        calendar = icalendar.Calendar()
        try:
            for number, timed in enumerate(group):
                calendar.add_component(_event(number, timed, clocks.default))
            # What is in UTC recurs by the clocks of the calendar, which may change them.
            zone = ZoneInfo(clocks.own) if clocks.own else None
            standard = to_standard(calendar, zone) if zone else calendar
            self._query = recurring_ical_events.of(standard, keep_recurrence_attributes=True)
        except _NO_SENSE as error:
            raise Refusal(f"it cannot be told how it recurs: {error}", _MEND) from None

    def between(self, first: date, last: date) -> list[Occurrence]:
        """Return what is on the days from first to last, in the order of the starts."""
        try:
            found = self._query.between(first, last + timedelta(days=1))
        except _NO_SENSE as error:
            raise Refusal(f"it cannot be told how it recurs: {error}", _MEND) from None
        occurrences = [self._occurrence(it) for it in found]
        held = [it for it in occurrences if first <= (it.end or it.start).day]
        return sorted((it for it in held if it.start.day <= last), key=lambda it: it.start.instant)

    def _occurrence(self, found: Any) -> Occurrence:
        timed = self._group[int(found[_NUMBER])]
        start = self._when(found["DTSTART"].dt, timed.start)
        has_end = timed.end or timed.periods
        end = self._when(found["DTEND"].dt, timed.start) if has_end else None
        identity = timed.recurrence_id
        if identity is None or "THISANDFUTURE" in timed.written_range:
            return Occurrence(timed.written, start, end, start.day, self._hour(start, timed))
        day, hour = self._ruled(identity).date(), self._hour(identity, self._group[0])
        return Occurrence(timed.written, start, end, day, hour)

    def _hour(self, ruled: When, first: Timed) -> time | None:
        """Return the hour at which a rule has an occurrence, if its first one is at another."""
        if ruled.is_day or first.start.is_day or self._group[0].recurrence_id:
            return None
        hour = self._ruled(ruled).time()
        return None if hour == self._ruled(first.start).time() else hour

    def _ruled(self, when: When) -> datetime:
        """Return a time by the clocks of the rule: programs name its occurrences in UTC."""
        first = self._group[0].start
        own = ZoneInfo(self._own) if self._own else UTC
        if when.clocks is None or first.clocks is None:
            return (
                when.wall if isinstance(when.wall, datetime) else datetime.combine(when.day, time())
            )
        tz = own if first.clocks.zone == "UTC" else first.clocks.tz
        return when.instant.astimezone(tz)

    def _when(self, it: date | datetime, like: When) -> When:
        if not isinstance(it, datetime):
            return When(it)
        if it.tzinfo is None:
            return When(it, named=like.named)
        return When(it.replace(tzinfo=None), self._clocks_of(it.tzinfo, like))

    def _clocks_of(self, tz: tzinfo, like: When) -> Clocks | None:
        if known := self._clocks.get(id(tz)):
            return known
        if isinstance(tz, ZoneInfo) and tz.key == self._own:
            return Clocks(tz.key, tz)
        return IN_UTC if tz.utcoffset(None) is None and tz is UTC else like.clocks


_MEND = "write its days yourself"
_NO_SENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


def _times(group: list[Timed]) -> list[When]:
    return [
        when
        for it in group
        for when in (
            it.start,
            it.end,
            it.recurrence_id,
            *it.rdates,
            *it.exdates,
            *sum(it.periods, ()),
        )
        if when is not None
    ]


def _event(number: int, timed: Timed, default: Clocks | None) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", "it")
    event.add(_NUMBER, str(number))
    event.add("SEQUENCE", timed.written.sequence)
    event.add("DTSTART", timed.start.aware)
    if timed.end:
        event.add("DTEND", timed.end.aware)
    if timed.recurrence_id:
        event.add("RECURRENCE-ID", timed.recurrence_id.aware)
        if timed.written_range:
            event["RECURRENCE-ID"].params["RANGE"] = timed.written_range
    for line in timed.rules:
        event.add("RRULE", vRecur.from_ical(with_instant(line.value, timed.start, default)))
    more = [*(it.aware for it in timed.rdates), *((a.aware, b.aware) for a, b in timed.periods)]
    for name, days in (("RDATE", more), ("EXDATE", [it.aware for it in timed.exdates])):
        if days:
            event.add(name, days)
    return event
