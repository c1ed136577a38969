"""What was published, durably: each event's revision, and what readers knew when it changed.

Replicas share one log. Each version is written in one transaction, and its number tells whether
another replica has published since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, or_, select, tuple_, update

from bot.database.tables import batches, posts, publication, revisions, told
from bot.ledger.post_record import POSTED, PostState
from bot.planning.notices import Baselines, baselines_of_change, changed
from events.event_json import from_record, to_record
from events.model import Agendas, Event
from events.queries import day_is_over
from events.revisions import Revision, Revisions, revise

# An event that a clock ran ahead of for a while may be yet to come.
KEPT_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """The events' revisions as published. The ``version`` grows by one each time; 0 is none yet."""

    version: int
    revisions: Mapping[str, Revision]


class DefinitionsConflict(Exception):
    """Another replica has published since, and its definitions differ from ours."""


class PublicationLog:
    """The log, in one SQL database. Every method is one transaction, and blocks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def latest(self) -> PublishedVersion:
        """Return what was published last."""
        with self._engine.begin() as connection:
            return PublishedVersion(_version(connection), _revisions(connection))

    def publish(
        self,
        agendas: Agendas,
        now: datetime,
        destinations: Sequence[str] = (),
        known: PublishedVersion | None = None,
    ) -> PublishedVersion:
        """Publish the agendas, and return the version that is published now.

        - Where an event has changed, what readers at ``destinations`` knew of it is kept as their
          baseline.
        - ``known`` is the version that this process published last: if it is still the current
          one, the log is not read again.

        Raises `DefinitionsConflict` if another replica has published since and our definitions
        have not changed: replicas that differ would go on correcting each other for ever.
        """
        with self._engine.begin() as connection:
            version = _version(connection)
            current = known and known.version == version
            before = known.revisions if known and current else _revisions(connection)
            if known and current:
                # An event that is shown no more may come back.
                strangers = [each.uid for each in agendas.events if each.uid not in before]
                before = {**before, **_revisions(connection, strangers)} if strangers else before
            after = revise(before, agendas, now)
            new = changed(before, after)
            if new and known and not current and not _changed_ours(known, agendas, now):
                raise DefinitionsConflict
            if not new:
                return PublishedVersion(version, after)
            # The first publication of all is no news.
            if version:
                posted = _posted(connection, new)
                _keep(connection, baselines_of_change(before, after, destinations, posted, now))
            _write(connection, after, new)
            _forget_past(connection, after, now)
            connection.execute(update(publication).values(version=version + 1))
            return PublishedVersion(version + 1, after)

    def baselines(self) -> Baselines:
        """Return what readers know otherwise than it is published, by UID and destination."""
        otherwise = or_(
            told.c.record.is_(None), told.c.record != revisions.c.record, revisions.c.gone
        )
        query = select(told).join(revisions, told.c.uid == revisions.c.uid).where(otherwise)
        with self._engine.begin() as connection:
            rows = connection.execute(query).all()
        found: dict[tuple[str, str], Event | None] = {}
        for row in rows:
            found[row.uid, row.destination] = row.record and from_record(row.record)
        return found


def _changed_ours(known: PublishedVersion, agendas: Agendas, now: datetime) -> bool:
    """Tell whether this process's definitions have changed since it published ``known``."""
    return bool(changed(known.revisions, revise(known.revisions, agendas, now)))


def _version(connection: Connection) -> int:
    # Replicas wait for each other here; SQLite's wait at the transaction's beginning.
    query = select(publication.c.version).with_for_update()
    version: int = connection.execute(query).scalar_one()
    return version


def _revisions(connection: Connection, uids: Sequence[str] | None = None) -> dict[str, Revision]:
    """Read the log, or what it has of some events."""
    whole = select(revisions)
    queries = (
        [whole]
        if uids is None
        else [whole.where(revisions.c.uid.in_(some)) for some in batches(uids)]
    )
    found = {}
    for query in queries:
        for row in connection.execute(query):
            event = from_record(row.record)
            found[row.uid] = Revision(row.sequence, row.created, row.last_modified, event, row.gone)
    return found


def _posted(connection: Connection, uids: list[str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for some in batches(uids):
        query = select(posts.c.uid, posts.c.destination).where(
            posts.c.uid.in_(some),
            posts.c.state.in_((*POSTED, PostState.CLAIMED, PostState.UNCERTAIN)),
        )
        found.update((uid, destination) for uid, destination in connection.execute(query))
    return found


def _keep(connection: Connection, knew: Baselines) -> None:
    """Keep baselines. An older baseline, of a change that is not told yet, stays."""
    key = tuple_(told.c.uid, told.c.destination)
    older: set[tuple[str, str]] = set()
    for some in batches(list(knew)):
        query = select(told.c.uid, told.c.destination).where(key.in_(some))
        older.update((uid, destination) for uid, destination in connection.execute(query))
    rows = [
        {"uid": uid, "destination": destination, "record": event and to_record(event)}
        for (uid, destination), event in knew.items()
        if (uid, destination) not in older
    ]
    if rows:
        connection.execute(insert(told), rows)


def _forget_past(connection: Connection, after: Revisions, now: datetime) -> None:
    """Delete the baselines of events that are long past, which each look would read again."""
    uids = list(connection.execute(select(told.c.uid).distinct()).scalars())
    theirs = {**after, **_revisions(connection, [uid for uid in uids if uid not in after])}
    then = now - KEPT_AFTER
    past = [uid for uid in uids if uid in theirs and day_is_over(theirs[uid].event, then)]
    for some in batches(past):
        connection.execute(delete(told).where(told.c.uid.in_(some)))


def _write(connection: Connection, after: Revisions, uids: list[str]) -> None:
    for some in batches(uids):
        connection.execute(delete(revisions).where(revisions.c.uid.in_(some)))
    rows = [
        {
            "uid": uid,
            "sequence": after[uid].sequence,
            "created": after[uid].created,
            "last_modified": after[uid].last_modified,
            "record": to_record(after[uid].event),
            "gone": after[uid].gone,
        }
        for uid in uids
    ]
    if rows:
        connection.execute(insert(revisions), rows)
