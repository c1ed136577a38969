"""Questions to the agendas: what is next, what is on, what is on a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from events.model import Agendas, Event, Kind, ProgrammeLine, Status
from events.text import fold
from events.times import Day, DayPart, Moment, Precision, Undated
from events.zones import tzinfo

# How long an event whose end nobody announced counts as under way.
UNANNOUNCED_LENGTH = timedelta(hours=2)
_PARTS = frozenset(DayPart) - {DayPart.ALL_DAY}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to keep: those that have one of the words of each field that has words.

    But for ``except_kinds``: those are not kept. Words compare as `fold` returns them.
    """

    kinds: frozenset[str] = frozenset()
    except_kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    accesses: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def matches(self, event: Event) -> bool:
        """Tell whether an event is to be kept."""
        if fold(event.kind) in _folded(self.except_kinds):
            return False
        cities = [place.city for place in event.places if place.city]
        return all(
            not wanted or not _folded(wanted).isdisjoint(_folded(had))
            for wanted, had in (
                (self.kinds, (event.kind,)),
                (self.statuses, (event.status,)),
                (self.accesses, (event.access,) if event.access else ()),
                (self.parties, event.everyone),
                (self.cities, cities),
                (self.tags, event.tags),
            )
        )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@dataclass(frozen=True, slots=True)
class Window:
    """Some days by the clocks of a zone; without end if ``last`` is None."""

    first: date
    last: date | None
    zone: str
    _begins: datetime = field(init=False, compare=False, repr=False)
    _ends: datetime | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        ends = Day(self.last, self.zone).ends if self.last else None
        object.__setattr__(self, "_begins", Day(self.first, self.zone).begins)
        object.__setattr__(self, "_ends", ends)

    def holds(self, event: Event) -> bool:
        """Tell whether any part of an event is on these days.

        - An undated event is on none.
        - A day is the same day everywhere, whatever the zones.
        - What lasts, and has no known end, lasts for two hours.
        """
        start = event.start
        if isinstance(start, Undated):
            return False
        if isinstance(start, Day):
            last = max(start.date, (event.end or start).date)
            return last >= self.first and (self.last is None or start.date <= self.last)
        begins = start.begins
        if self._ends is not None and begins >= self._ends:
            return False
        return begins >= self._begins or past_from(event) > self._begins


def past_from(event: Event) -> datetime:
    """Return the UTC instant from which an event is past.

    It is the end of the event, or of its day, or its instant if it is one. Of what lasts, and has
    no known end, it is two hours after the start, as it is of an instant about then. What is then
    or later may come until its day is over, and take as long. No event without a known end is past
    before the parts of its programme are.
    """
    start = event.start
    if event.end is not None or not isinstance(start, Moment):
        return event.over
    length = timedelta() if event.is_instant and not start.approximate else UNANNOUNCED_LENGTH
    past = _past_after(start, length)
    if not event.programme or event.is_instant:
        return past
    parts = (_line_past_from(it) for it in event.programme if it.status.is_on)
    return max((past, *parts))


def _past_after(start: Moment, length: timedelta) -> datetime:
    if start.precision is Precision.NOT_BEFORE:
        return max(start.begins + length, Day(start.date, start.zone).ends)
    return start.begins + length


def _line_past_from(line: ProgrammeLine) -> datetime:
    if line.end is None and isinstance(line.start, Moment):
        return _past_after(line.start, UNANNOUNCED_LENGTH)
    return (line.end or line.start).ends


def day_is_over(event: Event, now: datetime) -> bool:
    """Tell whether the last day of an event is past by the clocks of the event's zone."""
    last = (event.end or event.start).ends.astimezone(tzinfo(event.timezone))
    if not isinstance(event.start, Moment):
        return last <= now
    return Day(last.date(), event.timezone).ends <= now


def is_over(event: Event, now: datetime) -> bool:
    """Tell whether an event is past. One without a known end is under way for two hours."""
    return past_from(event) <= now


def all_past(events: Iterable[Event], now: datetime) -> bool:
    """Tell whether there are events, and none of them is to come.

    What is postponed is still to come when the day is past on which it was to be.
    """
    known = tuple(events)
    return bool(known) and all(
        is_over(it, now) and it.status is not Status.POSTPONED for it in known
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is on at an instant, and what is to come, each in the order in which it is told.

    - ``on``: what has begun and is not over
    - ``perhaps_on``: the same, but nobody knows that it has begun: it is tentative, or its time is
      the earliest one, or approximate where its end is not known
    - ``today``: what is given by this day alone, or closes in its course
    - ``coming``: what begins later
    """

    on: tuple[Event, ...] = ()
    perhaps_on: tuple[Event, ...] = ()
    today: tuple[Event, ...] = ()
    coming: tuple[Event, ...] = ()


def outlook(agendas: Agendas, now: datetime, count: int) -> Outlook:
    """Return what is on at ``now``, and of what is coming the first ``count`` events.

    All are in the order in which they are told.

    An event without a known end is not on any more when one that follows it has begun.
    """
    dated = (event for event in agendas.events if event.is_dated and event.status.is_on)
    known = in_telling_order(dated)
    begun = [event for event in known if event.start.begins <= now]
    ended = ended_without_end(known, now)
    found: dict[str, list[Event]] = {"on": [], "perhaps_on": [], "today": []}
    for event in begun:
        if not is_over(event, now) and event.uid not in ended:
            found[_standing(event, now)].append(event)
    coming = tuple([event for event in known if event.start.begins > now][:count])
    return Outlook(tuple(found["on"]), tuple(found["perhaps_on"]), tuple(found["today"]), coming)


def ended_without_end(events: Iterable[Event], now: datetime) -> frozenset[str]:
    """Return the UIDs of what has no known end, and is not on any more.

    It is so when something that follows it is known to have begun, and no part of it is to come or
    on. Of a day nobody knows that the event of that day has begun.
    """
    known = [event for event in events if event.status.is_on]
    begun = {
        event.follows.uid
        for event in known
        if event.follows
        and isinstance(event.start, Moment)
        and event.start.begins <= now
        and not may_be_on(event)
    }
    going_on = {it.parent.uid for it in known if it.parent and not is_over(it, now)}
    open_ended = {event.uid for event in known if event.end is None}
    return frozenset(open_ended & begun - going_on)


def _standing(event: Event, now: datetime) -> str:
    start = event.start
    if event.kind is Kind.DEADLINE or (isinstance(start, Day) and not event.lasts_days):
        return "today"
    # At what hour of the evening the first of its days begins, nobody knows.
    if isinstance(start, Day) and start.part in _PARTS and now < start.part_ends:
        return "today"
    return "perhaps_on" if may_be_on(event) else "on"


def may_be_on(event: Event) -> bool:
    """Tell whether nobody knows that an event whose time has come is on."""
    start = event.start
    unsure = start.approximate and (event.end is None or isinstance(start, Day))
    earliest = isinstance(start, Moment) and start.precision is Precision.NOT_BEFORE
    return event.status is Status.TENTATIVE or unsure or earliest


def in_telling_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort as events are told: by start, but what belongs behind another stands right after it.

    What follows another, or is a part of it, does

    - if it has no time, and its day is that on which the other begins, or
    - if both begin at once.
    """
    everything = tuple(events)
    by_uid = {event.uid: event for event in everything}

    def trail(event: Event) -> tuple[tuple[datetime, bool, str], ...]:
        orders: list[tuple[datetime, bool, str]] = []
        passed: set[str] = set()
        behind: Event | None = event
        while behind is not None and behind.uid not in passed:
            passed.add(behind.uid)
            orders.insert(0, behind.order)
            behind = told_before(behind, by_uid)
        return tuple(orders)

    return tuple(sorted(everything, key=trail))


def told_before(event: Event, by_uid: Mapping[str, Event]) -> Event | None:
    """Return the event behind which one stands: that which it follows, or else is a part of."""
    for named in (event.follows, event.parent):
        before = by_uid.get(named.uid) if named else None
        if before and _is_told_after(event, before):
            return before
    return None


def _is_told_after(event: Event, other: Event) -> bool:
    if not isinstance(event.start, Moment):
        return event.start.date == local_day(other)
    return event.start.begins == other.start.begins


def by_day(events: Iterable[Event]) -> Iterator[tuple[date, tuple[Event, ...]]]:
    """Group events, in order, by the day on which they begin where they happen."""
    for day, group in groupby(sorted(events, key=local_day), key=local_day):
        yield day, tuple(group)


def local_day(event: Event) -> date:
    """Return the day on which an event begins by the clocks of its place."""
    if not isinstance(event.start, Moment):
        return event.start.date
    return event.start.begins.astimezone(tzinfo(event.timezone)).date()


def last_local_day(event: Event) -> date:
    """Return the last day of an event by the clocks of its place."""
    end = event.end or event.start
    if isinstance(end, Undated):
        return end.last
    if isinstance(end, Day):
        return end.date
    # What ends at midnight is not on that day any more.
    last = max(event.start.begins, end.begins - timedelta(minutes=1))
    return last.astimezone(tzinfo(event.timezone)).date()
