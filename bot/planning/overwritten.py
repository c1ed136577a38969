"""Entries that were written over: another event seems to have been given an id that was in use.

An id is an event's for ever. So readers are told that the event was moved, and calendars move it,
where an editor has used an entry of last week for the meeting of next week.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.planning.event_words import SHORTEST_BEGINNING, letters_of
from events.changes import same_start
from events.model import Event
from events.queries import is_over
from events.revisions import Revisions


def overwritten(
    before: Revisions, after: Revisions, uids: Iterable[str], now: datetime
) -> tuple[tuple[Event, Event], ...]:
    """Return those of the events that seem to be others, as they were and as they are.

    Each is on, as it was, and has another start; and

    - it was over, and is to come, or
    - no word of its title is the same.

    The deadline of an accreditation is none of them: it has its id of its event, and nobody writes
    that, and it may be put off when it is past.
    """
    found = []
    for uid in uids:
        known, revision = before.get(uid), after[uid]
        if known is None or known.gone or revision.gone:
            continue
        was, event = known.event, revision.event
        if event.accredits:
            continue
        if not (was.status.is_on and event.status.is_on) or same_start(was.start, event.start):
            continue
        if (is_over(was, now) and not is_over(event, now)) or not _are_alike(was, event):
            found.append((was, event))
    return tuple(found)


def _are_alike(one: Event, other: Event) -> bool:
    return not _words(one).isdisjoint(_words(other))


def _words(event: Event) -> set[str]:
    """Return the words of an event's titles but for articles and the like, if it has others."""
    titles = (event.title, *(title for _, title in event.titles))
    words = {word for title in titles for word in letters_of(title)}
    return {word for word in words if len(word) >= SHORTEST_BEGINNING} or words
