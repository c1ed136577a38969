"""Events and reminders, with no more said than a test needs."""

from datetime import datetime, timedelta

from bot.planning.reminders import Lead, Reminder
from events.model import Event, Kind, Place, Status
from events.time_grammar import parse_start
from events.times import Day, End, Moment

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
BRUSSELS = Place("Brussels", "Europe/Brussels")


def event(
    start: str = "2022-01-12 09:00 GMT",
    *,
    id: str = "council",  # noqa: A002 - an event's field
    title: str = "Council",
    end: str | None = None,
    place: Place | None = BRUSSELS,
    leads: tuple[timedelta, ...] = (HOUR, 15 * MINUTE),
    status: Status = Status.CONFIRMED,
) -> Event:
    zone = (place and place.timezone) or "UTC"
    return Event(
        id=id,
        agenda="tests",
        kind=Kind.MEETING,
        title=title,
        start=parse_start(start, zone),
        timezone=zone,
        end=_end(end, zone) if end else None,
        place=place,
        leads=leads,
        status=status,
    )


def _end(text: str, zone: str) -> End:
    end = parse_start(text, zone)
    assert isinstance(end, Day | Moment)
    return end


def reminder(
    of: Event | None = None,
    lead: Lead = HOUR,
    *,
    due: datetime | None = None,
    destination: str = "channel",
) -> Reminder:
    """A reminder of an event with a time; due by its lead if not told otherwise."""
    of = of or event()
    if due is None:
        assert isinstance(lead, timedelta)
        due = of.start.begins - lead
    return Reminder(of, lead, due, destination)
