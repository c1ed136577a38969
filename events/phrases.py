"""How a time, and how sure it is, reads in plain English: the same words on every channel."""

from datetime import date, datetime, timedelta

from events.model import Event, Status
from events.queries import local_day
from events.times import UNIVERSAL, Day, Start, tzinfo

TO_BE_ANNOUNCED = "time to be announced"
END_NOT_ANNOUNCED = "end not announced"


def day_phrase(day: date) -> str:
    """Write a day.

    >>> day_phrase(date(2022, 1, 12))
    'Wednesday 12 January 2022'
    """
    return f"{day:%A} {day.day} {day:%B %Y}"


def where_clocks_hang(event: Event) -> str:
    """Name the place whose clocks an event's times are told by: its city, or its zone's."""
    return event.place.city if event.place else event.timezone.rpartition("/")[2].replace("_", " ")


def when_phrase(event: Event) -> str:
    """Write an event's start with its day, for a reader anywhere.

    'Wednesday 12 January 2022, around 14:30 in Brussels (13:30 GMT)', or, for a day without a
    time, 'Thursday 13 January 2022, time to be announced'. A GMT day that differs is named.
    """
    start = event.start
    about = "around " if start.approximate else ""
    if isinstance(start, Day):
        return f"{about}{day_phrase(start.date)}, {TO_BE_ANNOUNCED}"
    local = start.begins.astimezone(tzinfo(event.timezone))
    if event.place is None and event.timezone in UNIVERSAL:
        where = "GMT"
    else:
        gmt = gmt_phrase(start.begins, local.date()) if local.utcoffset() else "GMT"
        where = f"in {where_clocks_hang(event)} ({gmt})"
    return f"{day_phrase(local.date())}, {about}{local:%H:%M} {where}"


def gmt_phrase(instant: datetime, told_day: date) -> str:
    """Write an instant in GMT, with the weekday where it is not the day already told."""
    universal = instant.astimezone(tzinfo("UTC"))
    day = "" if universal.date() == told_day else f"{universal:%A} "
    return f"{day}{universal:%H:%M} GMT"


def end_phrase(event: Event) -> str:
    """Write when an event ends: 'until 12:00', 'until Friday 14 January 2022', or: not known."""
    if event.end is None:
        return END_NOT_ANNOUNCED
    return f"until {_end_words(event, event.end)}"


def _end_words(event: Event, end: Start) -> str:
    about = "around " if end.approximate else ""
    if isinstance(end, Day):
        return f"{about}{day_phrase(end.date)}"
    local = end.begins.astimezone(tzinfo(event.timezone))
    clock = f"{about}{local:%H:%M}"
    day = local.date()
    return clock if day == local_day(event) else f"{clock} on {day_phrase(day)}"


def certainty_phrase(event: Event) -> str:
    """Write how sure an event and its time are, in a few words."""
    if event.status is not Status.CONFIRMED:
        return {
            Status.TENTATIVE: "Tentative",
            Status.CANCELLED: "Cancelled",
            Status.POSTPONED: "Postponed, no new date yet",
        }[event.status]
    if isinstance(event.start, Day):
        return "Approximate day" if event.start.approximate else TO_BE_ANNOUNCED.capitalize()
    return "Approximate time" if event.start.approximate else "Exact time"


def span_phrase(length: timedelta) -> str:
    """Write a positive length of time to the precision that a reader needs.

    Days and hours from a day on, hours and minutes from an hour on, else minutes.

    >>> span_phrase(timedelta(minutes=90))
    '1 hour 30 minutes'
    """
    minutes = max(1, round(length.total_seconds() / 60))
    if minutes >= 24 * 60:
        hours = round(minutes / 60)
        parts = ((hours // 24, "day"), (hours % 24, "hour"))
    else:
        parts = ((minutes // 60, "hour"), (minutes % 60, "minute"))
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n)
