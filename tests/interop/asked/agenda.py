"""An agenda of what clients get wrong: clock changes, days, ends, and every status."""

from dataclasses import replace
from datetime import timedelta

import pytz

from events.model import Agendas, Event, Followed, Kind, Place, Status
from events.revisions import Revisions, first_revisions, revise
from events.times import Moment
from tests.events.builders import agendas, event, utc

# A zone, and the UTC instant at which its clocks change.
CHANGES = (
    ("Europe/Brussels", "2022-03-27 01:00"),
    ("Europe/Brussels", "2022-10-30 01:00"),
    ("Europe/Dublin", "2022-03-27 01:00"),
    ("Europe/Dublin", "2022-10-30 01:00"),
    ("Africa/Casablanca", "2022-03-27 02:00"),
    ("Africa/Casablanca", "2022-05-08 02:00"),
    ("America/New_York", "2022-03-13 07:00"),
    ("America/New_York", "2022-11-06 06:00"),
    ("America/Havana", "2022-03-13 05:00"),
    ("America/Havana", "2022-11-06 05:00"),
    ("America/Santiago", "2022-04-03 03:00"),
    ("America/Santiago", "2022-09-11 04:00"),
    ("Australia/Sydney", "2022-04-02 16:00"),
    ("Australia/Sydney", "2022-10-01 16:00"),
    ("Australia/Lord_Howe", "2022-04-02 15:00"),
    ("Australia/Lord_Howe", "2022-10-01 15:30"),
    ("Pacific/Apia", "2011-12-30 10:00"),
    ("Asia/Tehran", "2022-03-21 20:30"),
    ("Asia/Tehran", "2022-09-21 19:30"),
    ("Asia/Pyongyang", "2018-05-04 15:00"),
)
STEADY = ("Asia/Kathmandu", "Asia/Kolkata", "Pacific/Kiritimati", "Africa/Lagos")


def around_changes() -> list[Event]:
    """Events within two hours of each change, with and without an end on its other side."""
    made = []
    for number, (zone, change) in enumerate(CHANGES):
        tz = pytz.timezone(zone)
        before, after = (
            (utc(change) + timedelta(minutes=minutes)).astimezone(tz).utcoffset()
            for minutes in (-1, 1)
        )
        assert before != after, f"{zone} does not change its clocks at {change}"
        for minutes in (-90, -61, -60, -59, -30, -1, 0, 1, 29, 30, 59, 60, 61, 90):
            start = Moment.of(utc(change) + timedelta(minutes=minutes), zone)
            end = Moment.of(utc(change) + timedelta(minutes=75), zone)
            id_ = f"c{number}-{minutes + 90}"
            made.append(event(id_, start, timezone=zone))
            if start.begins < end.begins:
                made.append(event(f"{id_}-end", start, end, timezone=zone))
    return made


def through_the_year() -> list[Event]:
    """An event of an hour in each month in each zone."""
    return [
        event(
            f"{zone.split('/')[1].lower().replace('_', '-')}-{month}",
            f"2022-{month:02}-15 10:00",
            "11:00",
            zone.split("/")[1],
            zone,
        )
        for zone in (*dict(CHANGES), *STEADY, "UTC", "Europe/London")
        if "/" in zone
        for month in (1, 4, 7, 11)
    ]


SPECIAL = (
    event("day", "2022-07-12"),
    event("days", "2022-07-12", "2022-07-16", kind=Kind.DEADLINE),
    event("days-over-a-change", "2022-03-26", "2022-03-28"),
    event("new-year", "2022-12-31", "2023-01-01", timezone="Pacific/Auckland"),
    event("new-year-night", "2022-12-31 23:30", "2023-01-01 00:30", timezone="Pacific/Auckland"),
    event("a-week-long", "2022-03-24 10:00", "2022-03-31 10:00"),
    event("two-zones", "2022-07-12 10:00", "2022-07-12 16:00 America/New_York"),
    event("about", "about 2022-07-12 10:00", city="Brussels"),
    event("off", "2022-07-12 10:00", status=Status.CANCELLED),
    event("perhaps", "2022-07-12 10:00", status=Status.TENTATIVE),
    event("put-off", "2022-07-12", status=Status.POSTPONED),
    event(
        "texts",
        title='Commas, semicolons; "quotes", C:\\dir, colons: 😀 שָׁלוֹם ‏العربية –',
        description="Two\nlines, and\n\nmore; so \\ it goes.",
        place=Place("Geneva", "Europe/Zurich", "Switzerland", "Palais, Room; 1"),
        url="https://nato.example/a?b=c,d;e#f",
        tags=("arms-control", "x1"),
        follows=Followed("day.a-week@podium.alt", "Talks"),
    ),
    event("backslash-n", title="C:\\new"),
    event("long", title="–😀" * 150),
)


def published() -> tuple[Agendas, Revisions]:
    """The agenda after a change, and how often each event has changed.

    Its own zone is UTC, because of `test_recurring_ical_events_forgets_the_second_hour`.
    """
    week = agendas(*around_changes(), *through_the_year(), *SPECIAL, timezone="UTC")
    moved = event("day", "2022-07-13", title="Moved")
    (agenda,) = week.agendas
    before = Agendas(
        (replace(agenda, events=(moved, *(it for it in agenda.events if it.id != "day"))),)
    )
    first = first_revisions(before)
    return week, revise(first, week, utc("2022-01-02"))
