"""Edits that take much off the agenda: a file deleted, a folder mounted half, or meant so."""

from collections.abc import Collection, Sequence
from datetime import datetime

from events.model import Agendas, Event
from events.queries import is_over
from events.revisions import Revisions, successors

# An edit that takes away so many of the coming events, and more than a third of them, is held.
MANY = 3
SHARE = 3


class RemovalsHeld(Exception):
    """An edit takes so much of the coming off the agenda that somebody has to confirm it.

    ``removed`` are the events that it takes away, of so many ``coming`` ones.
    """

    def __init__(self, removed: Sequence[Event], coming: int) -> None:
        super().__init__(f"{len(removed)} of {coming}")
        self.removed = removed
        self.coming = coming


def held_removals(
    before: Revisions, agendas: Agendas, now: datetime, confirmed: Collection[str]
) -> RemovalsHeld | None:
    """Return what an edit takes away, if it is to be held.

    It is held if it takes away at least `MANY` of the events that are on and not over, and more
    than a third of them, unless the removal of each is ``confirmed`` by its UID. An event that has
    a successor is not taken away.
    """
    there = {event.uid for event in agendas.events}
    listed = [each.event for each in before.values() if not each.gone]
    if sum(event.uid not in there for event in listed) < MANY:
        return None  # as with nearly every edit
    coming = [event for event in listed if event.status.is_on and not is_over(event, now)]
    removed = [event for event in coming if event.uid not in there]
    gone_on = successors(before, agendas, now)
    removed = [event for event in removed if event.uid not in gone_on]
    if not _are_many(removed, coming) or all(event.uid in confirmed for event in removed):
        return None
    return RemovalsHeld(removed, len(coming))


def _are_many(removed: Sequence[Event], coming: Sequence[Event]) -> bool:
    return len(removed) >= MANY and len(removed) * SHARE > len(coming)
