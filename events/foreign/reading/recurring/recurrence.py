"""What recurs, between two days: through recurring-ical-events, by the clocks of the rule."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.prop import vRecur

from events.errors import Refusal
from events.foreign.reading.clocks import Clocks, ClocksOfCalendar, When
from events.foreign.reading.components import Component
from events.foreign.reading.recurring.until import by_clocks
from events.foreign.reading.timed import Timed


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


def clocks_of_rule(start: When, clocks: ClocksOfCalendar) -> Clocks | None:
    """Return by which clocks something recurs: what is in UTC by those of the calendar."""
    if start.clocks and start.clocks.tz is UTC and clocks.own:
        return Clocks(clocks.own, ZoneInfo(clocks.own))
    return start.clocks


class Recurrence:
    """The occurrences of one event and of those that change some of them.

    Whoever runs the rules through is given times of day without a zone, those of the rule's clocks:
    of times with a zone it takes 11:00 in Paris for 10:00, which is the same in UTC.

    Raises `Refusal` for rules that make no sense.
    """

    def __init__(self, group: list[Timed], clocks: ClocksOfCalendar) -> None:
        self._group = group
        self._clocks = clocks_of_rule(group[0].start, clocks)
        self._hours = _hours(group[0], self._clocks)
        self._changes = self._by_what_they_change()
        calendar = icalendar.Calendar()
        try:
            for timed in group:
                calendar.add_component(self._event(timed, clocks.default))
            self._series = recurring_ical_events.of(calendar).series
        except _NO_SENSE as error:
            raise Refusal(f"it cannot be told how it recurs: {error}", _MEND) from None

    def between(self, first: date, last: date) -> list[Occurrence]:
        """Return what is on the days from first to last, in the order of the starts."""
        try:
            # By other clocks than those of the rule it may be on the day before or after.
            begin, end = first - timedelta(days=1), last + timedelta(days=2)
            # Not as components: to make these takes longer than all else.
            found = [each for it in self._series for each in it.between(_at(begin), _at(end))]
        except _NO_SENSE as error:
            raise Refusal(f"it cannot be told how it recurs: {error}", _MEND) from None
        occurrences = [self._occurrence(it) for it in found]
        held = [it for it in occurrences if first <= (it.end or it.start).day]
        return sorted((it for it in held if it.start.day <= last), key=lambda it: it.start.instant)

    def _occurrence(self, found: Any) -> Occurrence:
        timed = next((self._changes[it] for it in found.recurrence_ids), self._group[0])
        identity = timed.recurrence_id
        if identity is not None and "THISANDFUTURE" not in timed.written_range:
            named = self._named(identity)
            day, hour = _day_of(named), self._hour(named)
            return Occurrence(timed.written, timed.start, timed.end, day, hour)
        start = self._when(found.start, timed.start)
        has_end = timed.end or timed.periods
        end = self._when(found.end, timed.start) if has_end else None
        ruled = self._before_moved(start.wall, timed)
        return Occurrence(timed.written, start, end, _day_of(ruled), self._hour(ruled))

    def _before_moved(self, wall: date | datetime, timed: Timed) -> date | datetime:
        """Return when a rule has an occurrence that was moved together with all that follow it."""
        if timed.recurrence_id is None:
            return wall
        by = _at(self._ruled(timed.start)) - _at(self._named(timed.recurrence_id))
        return _at(wall) - by if isinstance(wall, datetime) else wall - by

    def _by_what_they_change(self) -> dict[datetime, Timed]:
        """Return the newest change of each occurrence that is changed, by the occurrence's time."""
        found: dict[datetime, Timed] = {}
        for it in sorted(self._group, key=lambda it: it.written.sequence, reverse=True):
            if it.recurrence_id:
                found.setdefault(_at(self._named(it.recurrence_id)), it)
        return found

    def _hour(self, ruled: date | datetime) -> time | None:
        """Return the hour at which a rule has an occurrence, if its first one is at another."""
        first, usual = self._group[0], self._ruled(self._group[0].start)
        if first.recurrence_id or not (isinstance(ruled, datetime) and isinstance(usual, datetime)):
            return None
        return None if ruled.time() == usual.time() else ruled.time()

    def _ruled(self, when: When) -> date | datetime:
        """Return a time by the clocks of the rule: programs name its occurrences in UTC."""
        return when.wall_by(self._clocks)

    def _when(self, it: date | datetime, like: When) -> When:
        if like.is_day or not isinstance(it, datetime):
            return When(_day_of(it))
        return When(it, self._clocks, like.named)

    def _named(self, when: When) -> date | datetime:
        """Return the time of the occurrence that is named, be it by the clocks of another zone."""
        ruled, wall = self._ruled(when), when.wall
        if isinstance(ruled, datetime) and isinstance(wall, datetime) and self._hours:
            return wall if wall.time() in self._hours and ruled.time() not in self._hours else ruled
        return ruled

    def _event(self, timed: Timed, default: Clocks | None) -> icalendar.Event:
        event = icalendar.Event()
        event.add("UID", "it")
        event.add("SEQUENCE", timed.written.sequence)
        event.add("DTSTART", self._ruled(timed.start))
        if timed.end:
            event.add("DTEND", self._ruled(timed.end))
        if timed.recurrence_id:
            event.add("RECURRENCE-ID", self._named(timed.recurrence_id))
            if timed.written_range:
                event["RECURRENCE-ID"].params["RANGE"] = timed.written_range
        for line in timed.rules:
            rule = by_clocks(line.value, timed.start, self._clocks, default)
            event.add("RRULE", vRecur.from_ical(rule))
        more = [
            *map(self._ruled, timed.rdates),
            *(tuple(map(self._ruled, period)) for period in timed.periods),
        ]
        for name, days in (("RDATE", more), ("EXDATE", [*map(self._named, timed.exdates)])):
            if days:
                event.add(name, days)
        return event


_MEND = "write its days yourself"
_NO_SENSE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError)


def _hours(first: Timed, clocks: Clocks | None) -> set[time]:
    """Return at which hours something recurs; none if a rule of hours gives it others."""
    if any(
        "HOURLY" in it.value or "BYHOUR" in it.value or "BYMIN" in it.value for it in first.rules
    ):
        return set()
    times = (first.start, *first.rdates, *(begin for begin, _ in first.periods))
    walls = (it.wall_by(clocks) for it in times)
    return {it.time() for it in walls if isinstance(it, datetime)}


def _at(it: date | datetime) -> datetime:
    return it if isinstance(it, datetime) else datetime.combine(it, time())


def _day_of(it: date | datetime) -> date:
    return it.date() if isinstance(it, datetime) else it
