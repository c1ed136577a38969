"""The history that a state file keeps: what a ledger has in its table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from events.history import Statement, Told
from events.records.event_json import from_record, to_record
from events.revisions import Revision, Revisions, unlisted


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """An event as it was published at a UTC instant. Few of them are ever read.

    - ``gone``: it had vanished from the definitions
    - ``news``: it was news, and no correction of a text
    """

    at: datetime
    sequence: int
    record: str
    gone: bool
    news: bool

    def read(self) -> Statement:
        """Return the statement."""
        event = from_record(self.record)
        return Statement(self.at, unlisted(event) if self.gone else event, self.sequence)


Histories = Mapping[str, tuple[KeptStatement, ...]]
"""What was published of each event, the first one first, by UID."""


def kept_statement(revision: Revision) -> KeptStatement:
    """Return what is kept of a revision."""
    return KeptStatement(
        revision.last_modified,
        revision.sequence,
        to_record(revision.event),
        gone=revision.gone,
        news=revision.is_news,
    )


def continued(history: Histories, before: Revisions, after: Revisions) -> Histories:
    """Return a history with what is new. What goes on by another name takes its own along."""
    new = [
        uid
        for uid, revision in after.items()
        if (known := before.get(uid)) is None or known.sequence != revision.sequence
    ]
    found = dict(history)
    for uid in new:
        if (successor := after[uid].successor) and not after[successor].gone:
            found[successor] = (*found.pop(uid, ()), *found.get(successor, ()))
    for uid in new:
        if after[uid].successor is None:
            found[uid] = (*found.get(uid, ()), kept_statement(after[uid]))
    return found


class KeptHistory:
    """Reads a history as a ledger's is read."""

    def __init__(self, history: Histories) -> None:
        self._history = history

    def statements(self, uid: str) -> Sequence[Statement]:
        """Return what was published of an event, the first one first."""
        return [each.read() for each in self._history.get(uid, ())]

    def newest(self, most: int, agendas: Collection[str] | None) -> Sequence[Told]:
        """Return the newest news, the newest first, of all or of some agendas by their ids."""
        news = [
            (each.at, uid, place)
            for uid, kept in self._history.items()
            for place, each in enumerate(kept)
            if each.news
        ]
        found: list[Told] = []
        for _, uid, place in sorted(news, reverse=True):
            if len(found) == most:
                break
            kept = self._history[uid]
            now = kept[place].read()
            if agendas is None or now.event.agenda in agendas:
                found.append(Told(kept[place - 1].read() if place else None, now))
        return found
