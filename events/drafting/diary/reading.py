"""Podium's diary → a draft: each event once, on whichever of its days it stands."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from events.drafting.diary.lines import DAYS, MONTHS, Line, When, read_date, read_line
from events.drafting.diary.places import put_places
from events.drafting.drafted import Draft, Drafted, Extent
from events.drafting.mentions.kinds import find_triggers, first_trigger
from events.drafting.mentions.where.cities import zone_in_agendas
from events.model import Kind, Status
from events.times import DayPart, Moment
from events.wording.english import ENGLISH
from events.zones import UNIVERSAL, tzinfo

# What stands behind it on the line says what the stars mean.
_CLOCKS = re.compile(
    ENGLISH.diary.days_of.replace(".", r"\.").format("(?P<city>.+?)") + r"(?: \*\* .*)?"
)
_HEADING = re.compile(
    rf"(?P<weekday>{'|'.join(DAYS)}) (?P<day>\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})"
)
_HEAD = 6  # lines in which it stands by whose clocks the days are
_DAY = timedelta(days=1)

Name = tuple[str, str, Status | None, date, date]
"""An event of several days: its place, its title, its status, and its first and last day."""


def is_diary(text: str) -> bool:
    """Tell whether a text is a diary that Podium wrote in English."""
    return _clocks(text) is not None


def read_diary(text: str, day: date | None, zone: str | None, publisher: str | None) -> Draft:
    """Draft an agenda of a diary; ``zone`` is given instead of that by whose clocks its days are."""
    city = _clocks(text) or ""
    of_days = zone_in_agendas(city) or "UTC"
    why = f"the diary has its days by the clocks of {city}"
    if zone_in_agendas(city) is None and city not in UNIVERSAL:
        why = f"? {why}, which are not known: give --timezone"
    reader = _Reader(of_days)
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))[1:]:
        heading, *lines = [it.strip() for it in paragraph.split("\n") if it.strip()] or [""]
        reader.read(heading, lines)
    reader.find_followed()
    events = tuple(sorted(reader.events, key=lambda it: it.first))
    return Draft(
        events,
        day,
        zone or of_days,
        "" if zone else why,
        publisher,
        tuple(dict.fromkeys(reader.doubts)),
    )


def _clocks(text: str) -> str | None:
    head = text.split("\n", _HEAD)[:_HEAD]
    return next((it["city"] for line in head if (it := _CLOCKS.fullmatch(line.strip()))), None)


class _Reader:
    def __init__(self, zone: str) -> None:
        self.events: list[Drafted] = []
        self.doubts: list[str] = []
        self._zone = zone
        self._known = Counter[Name]()
        self._after: list[tuple[Drafted, str, bool]] = []

    def read(self, heading: str, lines: list[str]) -> None:
        """Read the lines below a heading."""
        match = _HEADING.fullmatch(heading)
        day = read_date(match["day"]) if match else None
        if heading.casefold() != ENGLISH.date_to_be_announced and (match is None or day is None):
            self.doubts += [f"not read, under no day: {it}" for it in (heading, *lines)]
            return
        if match and day and f"{day:%A}" != match["weekday"]:
            what = f"{day} is a {day:%A}, and the heading says {match['weekday']}"
            self.doubts += [f"not read, {what}: {it}" for it in lines]
            return
        on_this_day = Counter[Name]()
        for text in lines:
            line = read_line(text)
            event = self._event(line, day, on_this_day) if line else None
            if line is None or (event is None and not self._is_known(line, day)):
                self.doubts.append(f"not read, in no form of the diary's: {text}")
            elif event and line.status is Status.NO_LONGER_LISTED:
                self.doubts.append(f"no longer listed, and not drafted: {text}")
            elif event:
                self.events.append(event)

    def find_followed(self) -> None:
        """Find the events after which others are told to be: the one that has such a title."""
        for event, title, has_hour in self._after:
            found = [it for it in self.events if it.title == title and it is not event]
            followed = found[0] if len(found) == 1 and found[0].follows is None else None
            if followed is None:
                event.mark("start", f"the diary says: after “{title}”", is_doubtful=True)
                continue
            event.follows = followed
            if not has_hour and followed.first == event.first and not (followed.last or event.last):
                event.after = followed

    def _is_known(self, line: Line, day: date | None) -> bool:
        days = _days_of(line.when, day) if day else None
        return days is not None and (*line.name, *days) in self._known

    def _event(self, line: Line, day: date | None, today: Counter[Name]) -> Drafted | None:
        """Return the event of a line; None if it is a further day of one, or cannot be read."""
        when = line.when
        if day is None:
            first = when.week or when.month
            if first is None:
                return None
            event = self._drafted(line, first)
            event.extent = Extent.WEEK if when.week else Extent.MONTH
            return event
        if when.week or when.month:
            return None
        if when.nth or when.last or when.span:
            days = _days_of(when, day)
            if days is None:
                return None
            name = *line.name, *days
            today[name] += 1
            if today[name] <= self._known[name]:
                return None
            self._known[name] += 1
            event = self._drafted(line, days[0])
            event.last = days[1]
            event.part = None if event.part is DayPart.ALL_DAY else event.part
            if when.nth:
                event.mark("start", f"counted: {day} is its day {when.nth[0]} of {when.nth[1]}")
                event.mark("start", "its hour is not in this diary", is_doubtful=True)
        else:
            event = self._drafted(line, day)
        if when.clock and not self._set_hour(event, when, day):
            return None
        return event

    def _drafted(self, line: Line, first: date) -> Drafted:
        trigger = first_trigger(find_triggers(line.title))
        kind = Kind.DEADLINE if line.is_deadline else trigger.kind if trigger else Kind.MEETING
        event = Drafted(kind, line.title, line.text, first)
        if kind.fills_days and line.when.is_awaited:
            # Its day alone would say that it has no hour.
            event.kind = Kind.MEETING
            event.mark("kind", f"its hour is to be announced, and a {kind} has none", True)
        elif not line.is_deadline and trigger is None:
            event.mark("kind", "no word of the line says what it is", True)
        if line.status in (Status.CANCELLED, Status.POSTPONED):
            event.status = line.status
        event.access = line.access
        event.part = line.when.part
        event.is_about_day = line.when.is_about_day
        if line.when.is_last_about:
            event.mark("end", "the diary says: around that day", is_doubtful=True)
        if line.when.span:
            event.mark("end", "the diary says that its days may be others", is_doubtful=True)
        put_places(event, line.place)
        if line.when.after:
            self._after.append((event, line.when.after, line.when.clock is not None))
        return event

    def _set_hour(self, event: Drafted, when: When, day: date) -> bool:
        """Set an hour, which is in GMT; tell whether its weekday is one of those around the day."""
        clock = when.clock
        if clock is None:
            return False
        near = (day, day - _DAY, day + _DAY)
        at = next((it for it in near if clock.weekday in (None, it.weekday())), None)
        if at is None:
            return False
        instant = datetime.combine(at, clock.at, UTC)
        event.first, event.at, event.zone, event.precision = at, clock.at, "GMT", clock.precision
        if event.last and event.last <= at:
            # In GMT it would begin on its last day: so it is told by the clocks of the diary.
            wall = Moment.of(instant, self._zone).wall
            event.first, event.at, event.zone = wall.date(), wall.time(), self._zone
            event.mark("start", f"{clock.at:%H:%M} GMT on {at}")
            if event.last <= event.first:
                event.mark("start", f"the diary has it until {event.last}", is_doubtful=True)
        zone = event.place_zone
        if (
            clock.local
            and zone
            and (shown := instant.astimezone(tzinfo(zone))).time() != clock.local
        ):
            what = f"the diary adds {clock.local:%H:%M} there, and the clocks of {event.city} show"
            event.mark("start", f"{what} {shown:%H:%M}", is_doubtful=True)
        return True


def _days_of(when: When, day: date) -> tuple[date, date] | None:
    """Return the first and the last day of what is on several, of which a line tells on one."""
    if when.span:
        return when.span
    try:
        if when.nth:
            nth, number = when.nth
            first = day - timedelta(days=nth - 1)
            return (first, first + timedelta(days=number - 1)) if nth <= number else None
        if when.last:
            last_day, month, year = when.last
            last = date(year or day.year, month, last_day)
            return (day, last) if last > day else None
    except (ValueError, OverflowError):
        return None
    return None
