"""What changed since the last publication: SEQUENCE, CREATED and LAST-MODIFIED of each event.

Google takes a change to an event it knows only with a higher SEQUENCE and a newer LAST-MODIFIED,
and clients that never delete need a vanished event to stay, as no longer listed, until its day is
past.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from events.changes import is_news
from events.history import LastChange, essence
from events.model import Agendas, Event, ProgrammeLine, Status
from events.queries import day_is_over
from events.times import Day

# The date of an event that has no history and whose source, if any, has no date.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Revision:
    """What was last published of an event. The times are UTC, to the second (RFC 5545 §3.8.7).

    - ``event``: the event as it was published
    - ``gone``: it has vanished from the definitions
    - ``successor``: the UID of the event that came in its place, as the same one by another name
    - ``last_change``: the last change that was news; None if there was none, or none is on record
    """

    sequence: int
    created: datetime
    last_modified: datetime
    event: Event
    gone: bool = False
    successor: str | None = None
    # Two revisions of an event that are alike have come about alike.
    last_change: LastChange | None = field(default=None, compare=False)

    @property
    def shown(self) -> Event:
        """The event as readers are shown it."""
        return unlisted(self.event) if self.gone else self.event

    @property
    def is_news(self) -> bool:
        """Whether this revision is news, as far as is known: an announcement, or a change."""
        if self.last_change is None:
            return self.last_modified == self.created
        return self.last_change.at == self.last_modified


def unlisted(event: Event) -> Event:
    """Return an event that has vanished: as no longer listed, or if it was cancelled, as that."""
    if event.status is Status.CANCELLED:
        return event
    return replace(event, status=Status.NO_LONGER_LISTED)


Revisions = Mapping[str, Revision]
"""Revisions by UID."""


def revise(before: Revisions, agendas: Agendas, now: datetime) -> dict[str, Revision]:
    """Return the revisions to publish at ``now``, by UID.

    - A new event begins with SEQUENCE 0.
    - An event that `reads_the_same` as before keeps its revision; any other has the next one.
    - An event that has vanished from the definitions stays, as ``gone``, until its day is past.
    - An event that comes in the place of a vanished one, by `successors`, has the revision after
      that one's.
    - An event that comes back has the revision after its last one, however late, as long as
      ``before`` still holds that one.
    """
    second = now.astimezone(UTC).replace(microsecond=0)
    followed = successors(before, agendas, now)
    came_from = {new: before[old] for old, new in followed.items()}
    revisions = {
        event.uid: _revised(before.get(event.uid), came_from.get(event.uid), event, second)
        for event in agendas.events
    }
    for uid, revision in before.items():
        if uid not in revisions and not day_is_over(revision.event, now):
            revisions[uid] = (
                revision if revision.gone else _vanished(revision, second, followed.get(uid))
            )
    return revisions


def _vanished(revision: Revision, second: datetime, successor: str | None) -> Revision:
    after = replace(_next(revision, second), gone=True, successor=successor)
    return after if successor else _with_change(after, revision)


def _revised(
    revision: Revision | None, came_from: Revision | None, event: Event, second: datetime
) -> Revision:
    if revision is None:
        if came_from is None:
            return Revision(0, second, second, event)
        return _with_change(replace(_next(came_from, second), event=event), came_from)
    if not revision.gone:
        # The first is told without comparing field by field, and nearly always so after an edit.
        if revision.event is event or revision.event == event:
            return revision
        if reads_the_same(revision.event, event):
            return replace(revision, event=event)
    latest = max(revision, came_from or revision, key=lambda each: each.sequence)
    after = _next(latest, second)
    after = replace(after, created=revision.created, event=event, gone=False, successor=None)
    # To be known by another name for a while is no change.
    return _with_change(after, came_from or revision)


def reads_the_same(one: Event, other: Event) -> bool:
    """Tell whether two states of an event differ in nothing that a reader sees.

    Its leads are nothing of the kind, nor are the names that it had before, nor is when the parts
    of its programme end.
    """
    if one is other:
        return True
    alike = replace(one, leads=other.leads, formerly=other.formerly, programme=_lines(one))
    return alike == (replace(other, programme=_lines(other)) if other.programme else other)


def _lines(event: Event) -> tuple[ProgrammeLine, ...]:
    return tuple(replace(line, end=None) for line in event.programme)


def _next(revision: Revision, second: datetime) -> Revision:
    return replace(
        revision,
        sequence=revision.sequence + 1,
        # Even by a clock that was set back, a change must look newer than what it replaces.
        last_modified=max(second, revision.last_modified + timedelta(seconds=1)),
    )


def _with_change(after: Revision, before: Revision) -> Revision:
    """Return a revision that knows the last change, which is what has led to it if that is news."""
    change = before.last_change
    if is_news(before.shown, after.shown):
        change = LastChange(after.last_modified, essence(before.shown))
    return replace(after, last_change=change)


def successors(before: Revisions, agendas: Agendas, now: datetime) -> dict[str, str]:
    """Return the UIDs of vanished events with those of the events that came in their places.

    These are events that appear in the edit in which another one vanishes, and that are of its
    kind and start when it did: first those that have its title, then those that have its place.
    Past events have no successors.
    """
    there = {event.uid for event in agendas.events}
    vanished = [
        each.event
        for uid, each in before.items()
        if uid not in there and not each.gone and not day_is_over(each.event, now)
    ]
    if not vanished:
        return {}
    appeared = [
        event for event in agendas.events if (known := before.get(event.uid)) is None or known.gone
    ]
    found: dict[str, str] = {}
    for alike in (_title, _place):
        free: dict[tuple[object, ...], list[str]] = {}
        taken = set(found.values())
        for event in appeared:
            if event.uid not in taken and (word := alike(event)):
                free.setdefault((*_occasion(event), word), []).append(event.uid)
        for event in vanished:
            if event.uid in found or not (word := alike(event)):
                continue
            if candidates := free.get((*_occasion(event), word)):
                found[event.uid] = candidates.pop(0)
    return found


def _title(event: Event) -> str:
    return event.title


def _place(event: Event) -> str:
    return "; ".join(place.name for place in event.places if place.name)


def _occasion(event: Event) -> tuple[object, ...]:
    return event.kind, isinstance(event.start, Day), event.start.begins


def vanished(revisions: Revisions) -> tuple[Event, ...]:
    """Return the events that have vanished from the definitions, as no longer listed.

    - What was cancelled before it vanished is cancelled still.
    - What has a successor is left out: it is the same event by another name.
    """
    return tuple(each.shown for each in revisions.values() if each.gone and each.successor is None)


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
