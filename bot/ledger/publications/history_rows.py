"""The rows of the history: each revision that was ever published.

It grows for ever, so it is read an event at a time, or the newest part of it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, select, update

from bot.database.soundness import DamagedRow, read_record
from bot.database.tables import batches, history
from bot.database.version import shown_database
from events.history import Statement, Told
from events.model import Event
from events.records.event_json import from_record, to_record
from events.revisions import Revision, Revisions, unlisted

# Of one event. An older statement is one that no page has room for.
MOST_STATEMENTS = 1000


def write_history(connection: Connection, after: Revisions, uids: Sequence[str]) -> None:
    """Add the new revisions of some events, but not of one that goes on by another name."""
    rows = [_row(uid, after[uid]) for uid in uids if after[uid].successor is None]
    if rows:
        connection.execute(insert(history), rows)


def _row(uid: str, revision: Revision) -> dict[str, object]:
    return {
        "uid": uid,
        "sequence": revision.sequence,
        "at": revision.last_modified,
        "agenda": revision.event.agenda,
        "record": to_record(revision.event),
        "gone": revision.gone,
        "news": revision.is_news,
    }


def hand_history_over(connection: Connection, old: str, new: str) -> None:
    """Give the history of an event to the one that has come in its place.

    What both have under one number is the new one's own.
    """
    own = select(history.c.sequence).where(history.c.uid == new)
    theirs = update(history).where(history.c.uid == old, history.c.sequence.not_in(own))
    connection.execute(theirs.values(uid=new))
    connection.execute(delete(history).where(history.c.uid == old))


def read_statements(connection: Connection, uid: str) -> tuple[Statement, ...]:
    """Read what was published of an event, the first one first, and at most the last 1000."""
    query = select(history).where(history.c.uid == uid).order_by(history.c.sequence.desc())
    rows = _rows(connection, query.limit(MOST_STATEMENTS))
    return tuple(_statement(connection, row) for row in reversed(rows))


def read_newest(
    connection: Connection, most: int, agendas: Collection[str] | None = None
) -> tuple[Told, ...]:
    """Read the newest statements that were news, the newest first, of all or of some agendas."""
    before = history.alias("before")
    last_before = (
        select(func.max(before.c.sequence))
        .where(before.c.uid == history.c.uid, before.c.sequence < history.c.sequence)
        .scalar_subquery()
    )
    query = select(history, last_before.label("before")).where(history.c.news)
    if agendas is not None:
        query = query.where(history.c.agenda.in_(sorted(agendas)))
    query = query.order_by(history.c.at.desc(), history.c.uid.desc()).limit(most)
    rows = _rows(connection, query)
    wanted = {(row.uid, row.before) for row in rows if row.before is not None}
    earlier: dict[tuple[str, int], Statement] = {}
    for some in batches(sorted({uid for uid, _ in wanted})):
        sequences = {sequence for uid, sequence in wanted if uid in some}
        found = select(history).where(
            and_(history.c.uid.in_(some), history.c.sequence.in_(sorted(sequences)))
        )
        for row in _rows(connection, found):
            if (row.uid, row.sequence) in wanted:
                earlier[row.uid, row.sequence] = _statement(connection, row)
    return tuple(
        Told(earlier.get((row.uid, row.before)), _statement(connection, row)) for row in rows
    )


def read_as_of(connection: Connection, at: datetime) -> Mapping[str, Statement]:
    """Read what was published last of each event at an instant, by UID."""
    latest = (
        select(history.c.uid, func.max(history.c.sequence).label("sequence"))
        .where(history.c.at <= at)
        .group_by(history.c.uid)
        .subquery()
    )
    same = and_(history.c.uid == latest.c.uid, history.c.sequence == latest.c.sequence)
    rows = _rows(connection, select(history).join(latest, same))
    return {row.uid: _statement(connection, row) for row in rows}


def _rows(connection: Connection, query: Select[Any]) -> Sequence[Row[Any]]:
    """Read rows. Raises `DamagedRow` where a column holds no value of its type."""
    try:
        return connection.execute(query).all()
    except (TypeError, ValueError) as error:
        where = shown_database(connection.engine.url)
        raise DamagedRow(where, history.name, "", f"a row cannot be read: {error}") from None


def _statement(connection: Connection, row: Row[Any]) -> Statement:
    key = f"{row.uid}|{row.sequence}"
    event = read_record(connection, history.name, key, row.record, _reader(gone=row.gone))
    return Statement(row.at, event, row.sequence)


def _reader(*, gone: bool) -> Callable[[str], Event]:
    return (lambda record: unlisted(from_record(record))) if gone else from_record
