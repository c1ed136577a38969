"""Days and instants as the datetime attribute of HTML's time element has them."""

from datetime import UTC, date, datetime

from events.model import Event
from events.times import Day, End, Undated
from events.zones import tzinfo


def machine_day(event: Event, day: date) -> str:
    """Write an event's day, or its month or week."""
    if not isinstance(event.start, Undated):
        return day.isoformat()
    return f"{day:%Y-%m}" if event.start.is_month else f"{day:%G-W%V}"


def machine_time(start: End, zone: str) -> str:
    """Write a day, or a moment by the clocks of a zone."""
    if isinstance(start, Day):
        return start.date.isoformat()
    return start.begins.astimezone(tzinfo(zone)).isoformat(timespec="minutes")


def machine_minute(instant: datetime) -> str:
    """Write an instant in GMT, to the minute."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def machine_second(instant: datetime) -> str:
    """Write an instant in GMT, to the second."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
