"""VTIMEZONE: a zone's offsets, written so that every calendar client reads the same instants.

RFC 5545 §3.6.5 allows many spellings, and clients understand few of them alike. Two are safe:

- a change that follows a rule for good is one sub-component with an open RRULE;
- any other change is one sub-component of its own.

Never a list of RDATEs (ical.js reads only the first), never UNTIL, and no X-LIC-LOCATION, which no
client that we read with asks for.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache

import pytz
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur
from pytz.tzinfo import DstTzInfo

# pytz has no transitions after this year: what still follows a rule then, follows it for good.
LAST_KNOWN_YEAR = 2037

# Eleven years in a row show each date on every weekday (the calendar's cycle of 28 years has no
# longer gap), so a rule that held that long is the rule, and not a row of lucky years.
REGULAR_YEARS = 11

# An event may begin before the first New Year or end after the last one, in any zone.
MARGIN = timedelta(days=7)

# Naive as everything here: pytz keeps UTC so, and a VTIMEZONE local time.
_ALWAYS = datetime(1, 1, 1)
_EPOCH = datetime(1970, 1, 1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Onset:
    """The moment from which an offset is in force."""

    utc: datetime  # naive, as pytz keeps it
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def local(self) -> datetime:
        """What the clocks show when they are changed: §3.6.5 wants DTSTART in the *old* offset."""
        return self.utc + self.before


@dataclass(frozen=True, slots=True, order=True)
class _Rule:
    """One change of the clocks that comes back every year."""

    month: int
    weekday: str  # as BYDAY has it: "-1SU" is the last Sunday, "2SU" the second
    time: time
    before: timedelta
    after: timedelta
    name: str
    daylight: bool


def vtimezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """Write the VTIMEZONE of an IANA zone, right for all of `first_year` to `last_year`.

    The same zone, years and tzdata give the same bytes; a zone that follows one rule through all
    the years gives the same bytes for any later ones too. Years before 1970 are not promised, nor
    are the two readings of an hour that happens twice: clients differ, so write such a start in
    UTC. After 2037, where pytz ends, a regular rule goes on (as in tzdata itself, though not in
    pytz), and a zone without one keeps its last offset.

    Raises pytz.UnknownTimeZoneError for a name that tzdata does not have.
    """
    start = datetime(first_year, 1, 1) - MARGIN
    end = datetime(last_year + 1, 1, 1) + MARGIN
    onsets = _onsets(zone)
    rules = _standing_rules(zone)
    ruled_from = min((onset.utc for onset in rules.values()), default=end)

    component = Timezone()
    component.add("TZID", zone)
    if start < ruled_from:
        component.add_component(_observance(_initial(onsets, start)))
    for onset in onsets:
        if start < onset.utc < min(ruled_from, end):
            component.add_component(_observance(onset))
    if ruled_from < end:
        for rule, onset in rules.items():
            component.add_component(_observance(onset, rule))
    return component


@cache
def _onsets(zone: str) -> tuple[_Onset, ...]:
    """All that pytz knows of a zone, from the offset that was always in force onwards.

    pytz rounds local mean times to the minute, so no offset has seconds (which ical.js ignores).
    """
    tz = pytz.timezone(zone)
    if not isinstance(tz, DstTzInfo):
        offset = tz.utcoffset(_EPOCH) or timedelta(0)
        return (_Onset(_ALWAYS, offset, offset, tz.tzname(_EPOCH), daylight=False),)
    # The transitions are private in pytz, but there is no other way to them than trying each hour.
    times: list[datetime] = tz._utc_transition_times  # type: ignore[attr-defined]
    states: list[tuple[timedelta, timedelta, str]] = tz._transition_info  # type: ignore[attr-defined]
    savings = [saving for _, saving, _ in states]
    onsets = []
    for i, (utc, (offset, saving, name)) in enumerate(zip(times, states, strict=True)):
        before = states[max(i - 1, 0)][0]
        daylight = _is_ahead(saving, savings[max(i - 1, 0) : i + 2])
        onsets.append(_Onset(utc, before, offset, name, daylight))
    return tuple(onsets)


def _is_ahead(saving: timedelta, savings_nearby: list[timedelta]) -> bool:
    """Whether an offset is DAYLIGHT as clients understand it: ahead of the other one.

    Ireland calls its summer time standard and saves minus one hour in winter, Morocco in Ramadan:
    there the two change places.
    """
    zero = timedelta(0)
    return saving > zero or (saving == zero and min(savings_nearby) < zero)


def _initial(onsets: tuple[_Onset, ...], start: datetime) -> _Onset:
    """The offset in force at `start`, as if since 1970: clients must not have to guess it."""
    in_force = [onset for onset in onsets if onset.utc <= start][-1]
    return replace(in_force, utc=_EPOCH - in_force.after, before=in_force.after)


@cache
def _standing_rules(zone: str) -> dict[_Rule, _Onset]:
    """The rules that a zone follows for good, each with the first onset that keeps it.

    Empty if there are none, or if RRULE has no simple words for them, as for Chile's "first Sunday
    after the first day of the month".
    """
    years: dict[int, list[_Onset]] = {}
    for onset in _onsets(zone)[1:]:  # the first is the local mean time, since ever
        years.setdefault(onset.local.year, []).append(onset)
    first = LAST_KNOWN_YEAR
    kept = [_readings(onset) for onset in years.get(first, [])]
    while kept_longer := _kept_in(years.get(first - 1, []), kept):
        kept, first = kept_longer, first - 1
    if LAST_KNOWN_YEAR + 1 - first < REGULAR_YEARS:
        return {}
    return {min(rules): onset for rules, onset in zip(kept, years[first], strict=True)}


def _kept_in(year: list[_Onset], rules: list[frozenset[_Rule]]) -> list[frozenset[_Rule]]:
    """Those rules that the onsets of a year keep as well; none at all if one change breaks them."""
    if len(year) != len(rules):
        return []
    kept = [known & _readings(onset) for known, onset in zip(rules, year, strict=True)]
    return kept if all(kept) else []


def _readings(onset: _Onset) -> frozenset[_Rule]:
    """The rules that an onset may come from: a fourth Sunday is often the last one too."""
    local = onset.local
    _, days_in_month = calendar.monthrange(local.year, local.month)
    numbers = [(local.day + 6) // 7]
    if local.day + 7 > days_in_month:
        numbers.append(-1)
    return frozenset(
        _Rule(
            month=local.month,
            weekday=f"{number}{_WEEKDAYS[local.weekday()]}",
            time=local.time(),
            before=onset.before,
            after=onset.after,
            name=onset.name,
            daylight=onset.daylight,
        )
        for number in numbers
    )


def _observance(onset: _Onset, rule: _Rule | None = None) -> TimezoneDaylight | TimezoneStandard:
    """The sub-component for one onset, or for all that follow a rule from it on."""
    observance = TimezoneDaylight() if onset.daylight else TimezoneStandard()
    observance.DTSTART = onset.local
    observance.TZOFFSETFROM = onset.before
    observance.TZOFFSETTO = onset.after
    observance.add("TZNAME", onset.name)
    if rule is not None:
        recurrence = {"FREQ": "YEARLY", "BYMONTH": rule.month, "BYDAY": rule.weekday}
        observance.add("RRULE", vRecur(recurrence))
    return observance
