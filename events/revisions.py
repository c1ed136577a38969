"""What changed since the last publication: SEQUENCE, CREATED and LAST-MODIFIED of each event.

Google takes a change to an event it knows only with a higher SEQUENCE and a newer LAST-MODIFIED,
and clients that never delete need a vanished event to stay, as cancelled, until its day is past.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from events.model import Agendas, Event, Status
from events.queries import day_is_over

# The date of an event that has no history and whose source, if any, has no date.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Revision:
    """What was last published of an event. The times are UTC, to the second (RFC 5545 §3.8.7).

    ``event`` is the event as it was published; ``gone``: it has vanished from the definitions.
    """

    sequence: int
    created: datetime
    last_modified: datetime
    event: Event
    gone: bool = False


Revisions = Mapping[str, Revision]
"""Revisions by UID."""


def revise(before: Revisions, agendas: Agendas, now: datetime) -> dict[str, Revision]:
    """Return the revisions to publish at ``now``, by UID.

    - A new event begins with SEQUENCE 0.
    - An event that `reads_the_same` as before keeps its revision; any other has the next one.
    - An event that has vanished from the definitions stays, as ``gone``, until its day is past.
    - An event that comes back has the revision after its last one, however late, as long as
      ``before`` still holds that one.
    """
    second = now.astimezone(UTC).replace(microsecond=0)
    revisions = {
        event.uid: _revised(before.get(event.uid), event, second) for event in agendas.events
    }
    for uid, revision in before.items():
        if uid not in revisions and not day_is_over(revision.event, now):
            revisions[uid] = revision if revision.gone else _next(revision, second, gone=True)
    return revisions


def _revised(revision: Revision | None, event: Event, second: datetime) -> Revision:
    if revision is None:
        return Revision(0, second, second, event)
    if not revision.gone and reads_the_same(revision.event, event):
        return revision
    return replace(_next(revision, second, gone=False), event=event)


def reads_the_same(one: Event, other: Event) -> bool:
    """Tell whether two states of an event differ in nothing but leads, which no reader sees."""
    return one is other or replace(one, leads=other.leads) == other


def _next(revision: Revision, second: datetime, *, gone: bool) -> Revision:
    return replace(
        revision,
        sequence=revision.sequence + 1,
        # Even by a clock that was set back, a change must look newer than what it replaces.
        last_modified=max(second, revision.last_modified + timedelta(seconds=1)),
        gone=gone,
    )


def vanished(revisions: Revisions) -> tuple[Event, ...]:
    """Return the events that are gone from the definitions, as cancelled."""
    gone = (revision.event for revision in revisions.values() if revision.gone)
    return tuple(replace(event, status=Status.CANCELLED) for event in gone)


def first_revisions(agendas: Agendas) -> dict[str, Revision]:
    """Return revisions for an agenda that has no history, the same at every call.

    Each event is dated by its source's day, since no record says when it was first published.
    """
    revisions = {}
    for event in agendas.events:
        day = event.source.date if event.source else None
        dated = datetime.combine(day, time(), UTC) if day else UNDATED
        revisions[event.uid] = Revision(0, dated, dated, event)
    return revisions
