"""What the diary marks: the events that are new, or have changed, since an instant."""

from collections.abc import Mapping
from datetime import datetime

from events.changes import is_news
from events.history import LastChange, Statement
from events.revisions import Revision, Revisions

NOTHING_KNOWN: Mapping[str, Statement] = {}

Marks = Mapping[str, LastChange | bool]
"""By UID: True for an event that is new, or what one was that has changed; others have none."""


def marks_since(
    since: datetime, revisions: Revisions, announced: Mapping[str, Statement] = NOTHING_KNOWN
) -> Marks:
    """Return the marks of what has been published after an instant.

    - ``announced``: what had been published of each event by then, by UID, as far as it is known.
      With that an event is compared; of one that is not there, its last change counts.
    - What was in the first publication of all is not new: nothing was before it.
    """
    first = min((each.created for each in revisions.values()), default=since)
    found = {
        uid: _mark(since, revision, announced.get(uid), first)
        for uid, revision in revisions.items()
        if revision.successor is None
    }
    return {uid: mark for uid, mark in found.items() if mark is not False}


def _mark(
    since: datetime, revision: Revision, announced: Statement | None, first: datetime
) -> LastChange | bool:
    if announced is not None:
        if not is_news(announced.event, revision.shown):
            return False
        return LastChange(revision.last_modified, announced.event)
    if revision.created > max(since, first):
        return True
    change = revision.last_change
    if change is None or change.at <= since or not is_news(change.was, revision.shown):
        return False
    return change
