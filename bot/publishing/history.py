"""What readers are told of the past: the history of an event, and the newest changes of all."""

from collections.abc import Collection, Sequence
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from bot.database.soundness import DamagedRow
from events.history import Entry, History, Statement, Told, entries_between, history_of
from events.model import Event
from events.revisions import Revision, Revisions

# A page or a feed of changes has no more than these.
MOST_CHANGES = 100


class HistoryUnreadable(Exception):
    """The history cannot be read now, though all else can be shown."""


class HistorySource(Protocol):
    """Where what was published is kept."""

    def statements(self, uid: str, /) -> Sequence[Statement]:
        """Return what was published of an event, the first one first."""

    def newest(self, most: int, agendas: Collection[str] | None, /) -> Sequence[Told]:
        """Return the newest news, the newest first, of all or of some agendas by their ids."""


class HistoryReader:
    """Reads the history of one publication: what is published later is not in it."""

    def __init__(self, source: HistorySource | None, revisions: Revisions) -> None:
        self._revisions = revisions
        self._source = source or OfRevisionsAlone(revisions)
        self._newest: dict[frozenset[str] | None, tuple[Entry, ...]] = {}

    def of(self, event: Event) -> History:
        """Return the history of an event that is shown. Raises `HistoryUnreadable`."""
        revision = self._revisions[event.uid]
        try:
            found = self._source.statements(event.uid)
        except (SQLAlchemyError, DamagedRow) as error:
            raise HistoryUnreadable(str(error)) from error
        statements = [each for each in found if each.sequence <= revision.sequence]
        return history_of(revision.created, statements or _statements(revision))

    def newest(self, agendas: Collection[str] | None = None) -> tuple[Entry, ...]:
        """Return the newest changes and announcements, the newest first.

        ``agendas`` are the ids of those that are wanted; None stands for all. They are read once.
        Raises `HistoryUnreadable`.
        """
        wanted = None if agendas is None else frozenset(agendas)
        if wanted not in self._newest:
            self._newest[wanted] = self._read_newest(agendas)
        return self._newest[wanted]

    def _read_newest(self, agendas: Collection[str] | None) -> tuple[Entry, ...]:
        try:
            found = self._source.newest(MOST_CHANGES, agendas)
        except (SQLAlchemyError, DamagedRow) as error:
            raise HistoryUnreadable(str(error)) from error
        entries = (
            entry
            for told in found
            if self._is_published(told.now)
            for entry in entries_between(told.was, told.now)
        )
        return tuple(entries)[:MOST_CHANGES]

    def _is_published(self, statement: Statement) -> bool:
        revision = self._revisions.get(statement.event.uid)
        # What is past and gone is not among the revisions.
        return revision is None or statement.sequence <= revision.sequence


class OfRevisionsAlone:
    """What revisions alone tell: the last change of each event."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions

    def statements(self, uid: str) -> Sequence[Statement]:
        """Return what was published last of an event, and what was until its last change."""
        return _statements(self._revisions[uid])

    def newest(self, most: int, agendas: Collection[str] | None) -> Sequence[Told]:
        """Return the last change of each event that has changed, or its announcement."""
        told = []
        for revision in self._revisions.values():
            if revision.successor or (agendas is not None and revision.event.agenda not in agendas):
                continue
            *before, now = _statements(revision)
            if before or now.at == revision.created:
                told.append(Told(before[0] if before else None, now))
        told.sort(key=lambda each: (each.now.at, each.now.event.uid), reverse=True)
        return told[:most]


def _statements(revision: Revision) -> list[Statement]:
    change = revision.last_change
    if change is None:
        return [Statement(revision.last_modified, revision.shown, revision.sequence)]
    return [
        Statement(change.at, change.was, revision.sequence),
        Statement(change.at, revision.shown, revision.sequence),
    ]
