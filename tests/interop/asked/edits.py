"""A week in the life of an agenda: what its readers see after each edit of the definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.publishing.publication import Publication
from events.model import Event, Followed, Place, Source, Status
from events.revisions import Revisions, revise
from tests.events.builders import SITE, agendas, event, utc

COUNCIL = event("council", "2022-01-12 09:00 GMT", title="NATO–Russia Council", city="Brussels")
TALKS = event("talks", "2022-01-10", title="Talks; in Geneva", city="Geneva")
AFTER = Followed(COUNCIL.uid, COUNCIL.title)
PRESS = event("press", "about 2022-01-12 13:30 GMT", title="Press", follows=AFTER)
SUMMER = event("summer", "2022-07-12 10:00", "12:00", title="Summit", city="Brussels")
DOOMED = event("doomed", "2022-01-13 10:00", "11:00", title="Doomed", city="Vienna")

ANNOUNCED = event("talks", "2022-01-10 08:30", "17:00", title="Talks; in Geneva", city="Geneva")
MOVED = replace(COUNCIL, start=event(start="2022-01-12 10:30 GMT").start)
NEXT_DAY = replace(COUNCIL, start=event(start="2022-01-13 10:30 America/New_York").start)
CORRECTED = replace(
    SUMMER,
    title="Summit, the 31st",
    place=Place("Madrid", "Europe/Madrid", "Spain", "IFEMA; hall 2", (40.4637, -3.6168)),
    source=Source("Paper", url="https://paper.example/1?a,b;c", quote="So, it is."),
    tags=("nato",),
    note="Was: Brussels.\nIs: Madrid.",
)

# Each line is the whole agenda after one more edit.
EDITS: dict[str, tuple[Event, ...]] = {
    "first published": (COUNCIL, TALKS, PRESS, SUMMER, DOOMED),
    "nothing changed": (COUNCIL, TALKS, PRESS, SUMMER, DOOMED),
    "moved by hours": (MOVED, TALKS, PRESS, SUMMER, DOOMED),
    "time announced": (MOVED, ANNOUNCED, PRESS, SUMMER, DOOMED),
    "moved to another day and zone": (NEXT_DAY, ANNOUNCED, PRESS, SUMMER, DOOMED),
    "vanished": (NEXT_DAY, ANNOUNCED, PRESS, SUMMER),
    "cancelled": (NEXT_DAY, ANNOUNCED, replace(PRESS, status=Status.CANCELLED), SUMMER),
    "returned": (NEXT_DAY, ANNOUNCED, replace(PRESS, status=Status.CANCELLED), SUMMER, DOOMED),
    "on again, as tentative": (
        NEXT_DAY,
        ANNOUNCED,
        replace(PRESS, status=Status.TENTATIVE),
        SUMMER,
        DOOMED,
    ),
    "corrected": (NEXT_DAY, ANNOUNCED, PRESS, CORRECTED, DOOMED),
    "put off": (replace(NEXT_DAY, status=Status.POSTPONED), ANNOUNCED, PRESS, CORRECTED, DOOMED),
    "time taken back": (NEXT_DAY, TALKS, PRESS, CORRECTED, DOOMED),
    "all gone": (),
}

# How often each event has changed in the end: what vanished is cancelled, which is a change too.
SEQUENCES = {"council": 5, "talks": 3, "press": 4, "summer": 2, "doomed": 3}


def history() -> dict[str, Publication]:
    """What is published after each edit, an hour after the one before."""
    published: dict[str, Publication] = {}
    revisions: Revisions = {}
    before = None
    now = utc("2022-01-09 08:00")
    for edit, events in EDITS.items():
        week = agendas(*events, title="A week, edited", timezone="UTC")
        revisions = revise(revisions, week, now)
        before = published[edit] = Publication(week, revisions, SITE, before)
        now += timedelta(hours=1)
    return published
