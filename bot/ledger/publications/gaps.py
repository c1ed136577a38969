"""Gaps: of the time from a backup to the moment when it was put back the ledger knows nothing.

What was due in a gap may have been posted or not. It is recorded as `PostState.UNRECORDED`, and
never posted by itself. An event that the ledger does not know may have been served with any
SEQUENCE up to the gap's ``first_sequence``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.database.tables import gaps, posts, told
from bot.ledger import sql
from bot.ledger.post_record import CLOSED, PostRecord, PostState
from bot.ledger.publications.baselines import read_baselines
from bot.planning.keys import Key
from bot.planning.notices import plan_notices
from bot.planning.notification import Notification
from bot.planning.reminders import Plan
from bot.planning.subscription import Subscription
from events.model import Event
from events.revisions import Revisions

REASON = "due at a time of which the ledger knows nothing"


@dataclass(frozen=True, slots=True)
class Gap:
    """The time from a backup to the moment when it was put back, in UTC."""

    since: datetime
    until: datetime


def open_gap(connection: Connection) -> Gap | None:
    """Return the gap that is yet to be dealt with; several count as one."""
    query = select(gaps.c.since, gaps.c.until).where(gaps.c.open).order_by(gaps.c.until)
    found = connection.execute(query).all()
    return Gap(min(each.since for each in found), found[-1].until) if found else None


def first_sequence(connection: Connection) -> int:
    """Return the SEQUENCE of an event that the ledger does not know."""
    found: int | None = connection.execute(select(func.max(gaps.c.first_sequence))).scalar_one()
    return found or 0


def close_gap(connection: Connection) -> None:
    """Deal with no gap any more."""
    connection.execute(update(gaps).values(open=False))


def record_news(
    connection: Connection,
    shown: Mapping[str, Event],
    revisions: Revisions,
    subscriptions: Sequence[Subscription],
    now: datetime,
) -> None:
    """Record the notices of all that has changed since the backup, and let none be due."""
    baselines = read_baselines(connection)
    settled = timedelta()
    notices = plan_notices(baselines, shown, revisions, subscriptions, now, settled)
    _record(connection, notices, now)
    connection.execute(delete(told))


def record_reminders(connection: Connection, gap: Gap, plan: Plan, now: datetime) -> None:
    """Record the reminders that were due in the gap, or open when it ended."""
    _record(connection, [*plan.due(gap.since, gap.until), *plan.open_at(gap.until)], now)


def unrecorded(connection: Connection, gap: Gap) -> list[PostRecord]:
    """Return what may have been posted in a gap, in the order in which it was due."""
    query = select(posts).where(posts.c.state == PostState.UNRECORDED, posts.c.changed >= gap.until)
    rows = connection.execute(query.order_by(posts.c.due))
    return [sql.post_record(row) for row in rows]


def _record(connection: Connection, due: Iterable[Notification], now: datetime) -> None:
    wanted = {each.key: each for each in due}
    query = select(posts.c.uid, posts.c.start, posts.c.lead, posts.c.destination, posts.c.state)
    known = {Key(*row[:4]): row.state for row in connection.execute(query)}
    change = {"state": PostState.UNRECORDED, "changed": now, "reason": REASON}
    rows = []
    for key, each in wanted.items():
        if key not in known:
            rows.append({**key._asdict(), "due": each.due, "attempts": 0, "doubts": 0, **change})
        elif known[key] not in CLOSED:
            connection.execute(update(posts).where(sql.has_key(key)).values(change))
    if rows:
        connection.execute(insert(posts), rows)
