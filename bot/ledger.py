"""The durable record of what was posted and what was published.

It holds nothing about the future: what is to be posted is planned from the definitions, and the
ledger tells what of the plan has been dealt with. A post is claimed here, in a transaction,
before it is sent; the unique key is what keeps it from being sent twice.

``claimed → sent | waiting | failed | uncertain``, and ``missed`` without a claim. ``waiting``
was certainly not delivered and may be claimed again; ``uncertain`` may have been delivered, and
may be claimed again once: a doubled reminder is a blemish, a lost one a failure.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Engine,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.reminders import Key, Reminder
from bot.tables import posts, revisions, watch
from events.history import Revision, Revisions
from events.problems import Refusal
from events.record import from_record, to_record


class State(StrEnum):
    """How far a post has come."""

    CLAIMED = "claimed"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    MISSED = "missed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of a post. ``changed`` is when it came to its state, in UTC."""

    key: Key
    state: State
    due: datetime
    changed: datetime
    attempts: int
    message_id: int | None
    html: str | None
    reason: str | None


class Ledger:
    """The record, in one SQL database. Every method is one transaction, and blocks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()

    def claim(self, reminder: Reminder, now: datetime) -> int | None:
        """Claim a reminder for sending, and return which attempt it will be, from 1.

        Returns None if it has been dealt with, or if somebody else has claimed it.
        """
        fresh = insert(posts).values(
            **reminder.key._asdict(),
            due=reminder.due,
            state=State.CLAIMED,
            changed=now,
            attempts=1,
            doubts=0,
        )
        again = (
            update(posts)
            .where(_is(reminder.key), _OPEN)
            .values(state=State.CLAIMED, changed=now, attempts=posts.c.attempts + 1)
            .returning(posts.c.attempts)
        )
        known = select(posts.c.state).where(_is(reminder.key))
        try:
            with self._engine.begin() as connection:
                if connection.execute(known).scalar_one_or_none() is None:
                    connection.execute(fresh)
                    return 1
                attempt: int | None = connection.execute(again).scalar_one_or_none()
                return attempt
        except IntegrityError:
            return None  # another replica was faster

    def record(
        self,
        key: Key,
        state: State,
        now: datetime,
        *,
        html: str | None = None,
        message_id: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Record what became of a claimed post."""
        change: dict[str, object] = {
            "state": state,
            "changed": now,
            "reason": reason,
            "message_id": message_id,
        }
        if html is not None:
            change["html"] = html
        if state is State.UNCERTAIN:
            change["doubts"] = posts.c.doubts + 1
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(_is(key)).values(change))

    def recover(self, now: datetime) -> int:
        """Put in doubt what was claimed by a process that ended before it recorded an outcome.

        Returns how many posts that were. Only for a process that has the ledger to itself.
        """
        change = update(posts).where(posts.c.state == State.CLAIMED)
        with self._engine.begin() as connection:
            return connection.execute(
                change.values(
                    state=State.UNCERTAIN,
                    changed=now,
                    doubts=posts.c.doubts + 1,
                    reason="stopped while sending",
                )
            ).rowcount

    def miss(self, reminder: Reminder, now: datetime, reason: str) -> bool:
        """Record a reminder as missed, and tell whether it was open until now."""
        missed = {"state": State.MISSED, "changed": now, "reason": reason}
        waiting = update(posts).where(_is(reminder.key), posts.c.state == State.WAITING)
        with self._engine.begin() as connection:
            if connection.execute(waiting.values(missed)).rowcount:
                return True
        try:
            with self._engine.begin() as connection:
                row = {
                    **reminder.key._asdict(),
                    "due": reminder.due,
                    "attempts": 0,
                    "doubts": 0,
                    **missed,
                }
                connection.execute(insert(posts).values(row))
        except IntegrityError:
            return False
        return True

    def settled(self, since: datetime) -> set[Key]:
        """Return the keys of the posts due since then that need nothing more done."""
        query = select(posts.c.uid, posts.c.start, posts.c.lead, posts.c.destination).where(
            posts.c.due >= since, posts.c.state != State.CLAIMED, ~_OPEN
        )
        with self._engine.begin() as connection:
            return {Key(*row) for row in connection.execute(query)}

    def entries(self, *states: State) -> list[Entry]:
        """Return the posts in any of some states, in the order in which they were due."""
        query = select(posts).where(posts.c.state.in_(states)).order_by(posts.c.due)
        with self._engine.begin() as connection:
            return [
                Entry(
                    key=Key(row.uid, row.start, row.lead, row.destination),
                    state=State(row.state),
                    due=row.due,
                    changed=row.changed,
                    attempts=row.attempts,
                    message_id=row.message_id,
                    html=row.html,
                    reason=row.reason,
                )
                for row in connection.execute(query)
            ]

    def counts(self) -> dict[State, int]:
        """Return how many posts are in each state."""
        query = select(posts.c.state, func.count()).group_by(posts.c.state)
        with self._engine.begin() as connection:
            found = {State(state): count for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in State}

    def watched_until(self) -> datetime | None:
        """Return the instant up to which every due reminder has been dealt with."""
        with self._engine.begin() as connection:
            return connection.execute(select(watch.c.until)).scalar_one_or_none()

    def watch_until(self, instant: datetime) -> None:
        """Record that every reminder due up to an instant has been dealt with."""
        with self._engine.begin() as connection:
            if not connection.execute(update(watch).values(until=instant)).rowcount:
                connection.execute(insert(watch).values(id=1, until=instant))

    def revisions(self) -> dict[str, Revision]:
        """Return what was last published of each event, by UID."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(revisions)).all()
        found = {}
        for row in rows:
            # Where a new tzdata took an event's hour away, there is nothing left to show.
            with suppress(Refusal):
                event = from_record(row.record)
                found[row.uid] = Revision(
                    row.sequence, row.created, row.last_modified, event, row.gone
                )
        return found

    def publish(self, before: Revisions, after: Revisions) -> None:
        """Record what is published now: only the revisions that differ are written."""
        changed = [uid for uid, revision in after.items() if before.get(uid) is not revision]
        dropped = [uid for uid in before if uid not in after]
        with self._engine.begin() as connection:
            for uids in _batches([*changed, *dropped]):
                connection.execute(delete(revisions).where(revisions.c.uid.in_(uids)))
            if changed:
                rows = [
                    {
                        "uid": uid,
                        "sequence": after[uid].sequence,
                        "created": after[uid].created,
                        "last_modified": after[uid].last_modified,
                        "record": to_record(after[uid].event),
                        "gone": after[uid].gone,
                    }
                    for uid in changed
                ]
                connection.execute(insert(revisions), rows)


_OPEN = or_(
    posts.c.state == State.WAITING,
    and_(posts.c.state == State.UNCERTAIN, posts.c.doubts <= 1),
)


def _is(key: Key) -> ColumnElement[bool]:
    return and_(
        posts.c.uid == key.uid,
        posts.c.start == key.start,
        posts.c.lead == key.lead,
        posts.c.destination == key.destination,
    )


def _batches(uids: list[str], size: int = 500) -> Iterable[list[str]]:
    # SQLite takes a limited number of variables in a statement.
    return (uids[first : first + size] for first in range(0, len(uids), size))
