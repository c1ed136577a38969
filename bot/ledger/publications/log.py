"""What was published, durably: each event's revision, and what readers knew when it changed.

Replicas share one log. Each version is written in one transaction, and its number tells whether
another replica has published since.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from bot.database.tables import confirmed, history, publication
from bot.ledger.post_record import PostRecord
from bot.ledger.publications.baselines import (
    forget_past,
    hand_over,
    keep_baselines,
    posted_about,
    read_baselines,
)
from bot.ledger.publications.gaps import (
    Gap,
    close_gap,
    first_sequence,
    open_gap,
    record_news,
    record_reminders,
    unrecorded,
)
from bot.ledger.publications.history_rows import (
    hand_history_over,
    read_as_of,
    read_newest,
    read_statements,
    write_history,
)
from bot.ledger.publications.rows import (
    read_agendas,
    read_revisions,
    write_agendas,
    write_revisions,
)
from bot.planning.notices import Baselines, baselines_of_change, changed
from bot.planning.overwritten import overwritten
from bot.planning.reminders import Plan
from bot.planning.removals import RemovalsHeld, held_removals
from bot.planning.subscription import Subscription
from events.history import Statement, Told
from events.model import Agendas, Event
from events.revisions import Revision, Revisions, revise, vanished


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """The events' revisions as published.

    - ``version``: grows by one each time; 0 is none yet
    - ``renamed``: events that this publication has gone on with by another name, as they were and
      as they are, although no ``formerly`` said so
    - ``overwritten``: those that seem to be other events than they were, as they were and are
    """

    version: int
    revisions: Mapping[str, Revision]
    renamed: tuple[tuple[Event, Event], ...] = ()
    overwritten: tuple[tuple[Event, Event], ...] = ()


class DefinitionsConflict(Exception):
    """Another replica has published since, and its definitions differ from ours."""


class PublicationLog:
    """The log, in one SQL database. Every method is one transaction, and blocks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def latest(self) -> PublishedVersion:
        """Return what was published last."""
        with self._engine.begin() as connection:
            return PublishedVersion(_version(connection), read_revisions(connection))

    def agendas(self) -> Agendas | None:
        """Return the agendas as they were published last; None if none were."""
        with self._engine.begin() as connection:
            return read_agendas(connection, read_revisions(connection))

    def publish(
        self,
        agendas: Agendas,
        now: datetime,
        subscriptions: Sequence[Subscription] = (),
        known: PublishedVersion | None = None,
    ) -> PublishedVersion:
        """Publish the agendas, and return the version that is published now.

        - Where an event has changed, what readers knew of it by their ``subscriptions`` is kept as
          their baseline.
        - Where an event has come in the place of another one, the other's baselines and posts are
          its own.
        - While a gap is open, what has changed is recorded as perhaps told, and is no news.
        - ``known`` is the version that this process published last: if it is still the current
          one, the log is not read again.

        Raises

        - `DefinitionsConflict` if another replica has published since and our definitions have not
          changed: replicas that differ would go on correcting each other for ever, and
        - `RemovalsHeld` if the edit takes much away, and that is not confirmed.
        """
        with self._engine.begin() as connection:
            version = _version(connection)
            current = known and known.version == version
            before = known.revisions if known and current else read_revisions(connection)
            if known is None:
                read_baselines(connection)  # one that cannot be read is told at the start
            if known and current:
                # An event that is shown no more may come back.
                strangers = [each.uid for each in agendas.events if each.uid not in before]
                if strangers:
                    before = {**before, **read_revisions(connection, strangers)}
            after = _numbered(connection, before, revise(before, agendas, now))
            revised = {uid: it for uid, it in after.items() if before.get(uid) is not it}
            new = changed(before, revised)
            if new and known and not current and not _changed_ours(known, agendas, now):
                raise DefinitionsConflict
            if held := held_removals(before, agendas, now, _confirmed(connection)):
                raise held
            # Leads are no news to readers, and are kept for a start without the definitions.
            write_revisions(connection, revised)
            write_history(connection, after, new)
            write_agendas(connection, agendas.agendas)
            if not new:
                _deal_with_gap(connection, agendas, after, subscriptions, now)
                return PublishedVersion(version, after)
            renamed = {
                uid: successor
                for uid in new
                if (successor := after[uid].successor) and not after[successor].gone
            }
            for old, its in renamed.items():
                hand_history_over(connection, old, its)
            # The first publication of all is no news.
            if version:
                posted = posted_about(connection, new)
                knew = baselines_of_change(before, revised, subscriptions, posted, now)
                keep_baselines(connection, knew)
                for old, its in renamed.items():
                    hand_over(connection, old, its)
            _deal_with_gap(connection, agendas, after, subscriptions, now)
            connection.execute(delete(confirmed))
            forget_past(connection, after, now)
            connection.execute(update(publication).values(version=version + 1))
            untold = tuple(
                (after[old].event, after[its].event)
                for old, its in renamed.items()
                if its not in before
            )
            return PublishedVersion(
                version + 1, after, untold, overwritten(before, after, new, now)
            )

    def statements(self, uid: str) -> Sequence[Statement]:
        """Return what was published of an event, the first one first."""
        with self._engine.begin() as connection:
            return read_statements(connection, uid)

    def newest(self, most: int, agendas: Collection[str] | None) -> Sequence[Told]:
        """Return the newest news, the newest first, of all or of some agendas by their ids."""
        with self._engine.begin() as connection:
            return read_newest(connection, most, agendas)

    def newest_change(self) -> datetime | None:
        """Return the UTC instant of the newest change that was ever published; None without one."""
        with self._engine.begin() as connection:
            newest: datetime | None = connection.execute(
                select(func.max(history.c.at))
            ).scalar_one()
            return newest

    def as_of(self, at: datetime) -> Mapping[str, Statement]:
        """Return what was published last of each event at an instant, by UID."""
        with self._engine.begin() as connection:
            return read_as_of(connection, at)

    def baselines(self) -> Baselines:
        """Return what readers know otherwise than it is published, by UID and destination."""
        with self._engine.begin() as connection:
            return read_baselines(connection)

    def record_gap(self, plan: Plan, now: datetime) -> tuple[Gap, list[PostRecord]] | None:
        """Record as perhaps posted what was due in the open gap, and return all that is.

        Return None if no gap is open.
        """
        with self._engine.begin() as connection:
            gap = open_gap(connection)
            if gap is None:
                return None
            record_reminders(connection, gap, plan, now)
            return gap, unrecorded(connection, gap)

    def close_gap(self) -> None:
        """Record that what was due in a gap has been recorded, and told to the operator."""
        with self._engine.begin() as connection:
            close_gap(connection)

    def held(self, agendas: Agendas, now: datetime) -> RemovalsHeld | None:
        """Return what these agendas would take away and nobody has confirmed, if that is much."""
        with self._engine.begin() as connection:
            before = read_revisions(connection)
            return held_removals(before, agendas, now, _confirmed(connection))

    def confirm(self, events: Sequence[Event]) -> None:
        """Confirm that events are to be taken off the agenda."""
        with self._engine.begin() as connection:
            connection.execute(delete(confirmed))
            connection.execute(insert(confirmed), [{"uid": event.uid} for event in events])


def _numbered(
    connection: Connection, before: Revisions, after: dict[str, Revision]
) -> dict[str, Revision]:
    """Number events that the ledger does not know above what was perhaps served of them."""
    strangers = [uid for uid in after if uid not in before]
    first = first_sequence(connection) if strangers else 0
    return after | {
        uid: replace(after[uid], sequence=max(first, after[uid].sequence)) for uid in strangers
    }


def _deal_with_gap(
    connection: Connection,
    agendas: Agendas,
    after: Revisions,
    subscriptions: Sequence[Subscription],
    now: datetime,
) -> None:
    if open_gap(connection) is not None:
        shown = {event.uid: event for event in (*agendas.events, *vanished(after))}
        record_news(connection, shown, after, subscriptions, now)


def _confirmed(connection: Connection) -> frozenset[str]:
    return frozenset(connection.execute(select(confirmed.c.uid)).scalars())


def _changed_ours(known: PublishedVersion, agendas: Agendas, now: datetime) -> bool:
    """Tell whether this process's definitions have changed since it published ``known``."""
    return bool(changed(known.revisions, revise(known.revisions, agendas, now)))


def _version(connection: Connection) -> int:
    # Replicas wait for each other here; SQLite's wait at the transaction's beginning.
    query = select(publication.c.version).with_for_update()
    version: int = connection.execute(query).scalar_one()
    return version
