"""The durable record of what was posted.

It holds nothing about the future: what is to be posted is planned from the definitions, and the
ledger tells what of the plan has been dealt with. A post is claimed here, in a transaction,
before it is sent; the unique key is what keeps it from being sent twice.
"""

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Update,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.database.tables import batches, destinations, posts, seen, watch
from bot.ledger import statements
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.notification import Notification
from bot.planning.reminders import Key, Reminder
from events.changes import is_news
from events.event_json import from_record, to_record
from events.model import Event

# How long a claim keeps other replicas away: longer than any attempt to send may take.
LEASE = timedelta(minutes=2)
# A process that dies while sending is another fault each time, but not without end.
MOST_INTERRUPTIONS = 20
# No post waits longer than this for its owner, whose clock may have been wrong.
LONGEST_HOLD = timedelta(minutes=10)


class Ledger:
    """The record, in one SQL database. Every method is one transaction, and blocks.

    ``owner`` tells the claims of one process from those of others.
    """

    def __init__(self, engine: Engine, owner: str | None = None) -> None:
        self._engine = engine
        self._owner = owner or secrets.token_hex(8)
        self._shared = threading.local()

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()

    def reconnect(self) -> None:
        """Open the database anew: an open connection may never get over what befell its file."""
        self._engine.dispose()

    def together(self, works: Sequence[Callable[[], object]]) -> list[object]:
        """Do several pieces of the ledger's work in one transaction; return what each returned.

        If one fails the transaction leaves no trace. Raises sqlalchemy.exc.SQLAlchemyError.
        """
        with self._engine.begin() as connection:
            self._shared.connection = connection
            try:
                return [work() for work in works]
            finally:
                self._shared.connection = None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        connection: Connection | None = getattr(self._shared, "connection", None)
        if connection is not None:
            yield connection
            return
        with self._engine.begin() as connection:
            yield connection

    def claim(
        self,
        notification: Notification,
        now: datetime,
        text: str | None = None,
        inconclusive: int | None = None,
    ) -> int | PostRecord | None:
        """Claim a post for sending, and return which attempt it will be, from 1.

        Returns None if it has been dealt with, or if somebody else has it. ``text`` is what will
        be sent: what to look for if nobody learns what became of it. A post in doubt is returned
        instead, to be looked for, unless that very attempt was ``inconclusive``: looked for, and
        nobody can tell. So is one that we have claimed ourselves, and never
        learned of. Nothing is claimed that is no news, or false, by what was published last:
        another replica may know better.
        """
        key, record = notification.key, to_record(notification.event)
        claimed = {
            "state": PostState.CLAIMED,
            "changed": now,
            "html": text,
            "record": record,
            "owner": self._owner,
            "not_before": None,
        }
        try:
            with self._transaction() as connection:
                if _others_write_meanwhile(connection):
                    connection.execute(statements.HOLD_PUBLICATION)
                known = connection.execute(statements.FIND, statements.named(key)).one()
                if _is_stale(notification.event, record, known):
                    return None
                if known.state is None:
                    row = {"due": notification.due, "attempts": 1, "doubts": 0, **claimed}
                    connection.execute(
                        statements.FIRST_CLAIM, key._asdict() | row | statements.named(key)
                    )
                    return 1
                forgotten = known.state == PostState.CLAIMED and known.owner == self._owner
                if self._rests(known, now):
                    return None
                is_uncertain = known.state == PostState.UNCERTAIN or forgotten
                if is_uncertain and known.attempts != inconclusive:
                    return _post_record(known)
                ours = and_(posts.c.state == PostState.CLAIMED, posts.c.owner == self._owner)
                # As we saw it: one that has come to be in doubt since is to be looked for.
                as_seen = and_(posts.c.state == known.state, posts.c.attempts == known.attempts)
                claimed |= {"attempts": posts.c.attempts + 1, "claimed": statements.NEXT_CLAIM}
                if is_uncertain:
                    # The attempt before may yet turn out to be in the chat.
                    claimed["earlier"] = func.coalesce(posts.c.earlier, posts.c.html)
                else:
                    claimed |= {"earlier": None, "after_id": statements.LAST_IN_THE_CHAT}
                again = (
                    update(posts)
                    .where(statements.has_key(key), or_(statements.OPEN, ours), as_seen)
                    .values(claimed)
                    .returning(posts.c.attempts)
                )
                taken = connection.execute(again, statements.named(key))
                attempt: int | None = taken.scalar_one_or_none()
                return attempt
        except IntegrityError:
            return None  # another replica was faster

    def _rests(self, known: Row[Any], now: datetime) -> bool:
        """Tell whether a post is to be left alone for now: it may be on its way, or is waited for.

        Its owner knows when it is to go on.
        """
        until: datetime | None = known.not_before
        return (
            until is not None and now < until <= now + LONGEST_HOLD and known.owner != self._owner
        )

    def record_sent(
        self,
        key: Key,
        attempt: int,
        now: datetime,
        message_id: int | None,
        covered: Iterable[Reminder] = (),
    ) -> bool:
        """Record a claimed post as delivered, and tell whether the claim was still ours to record.

        Its readers know the event as it was at the claim. A notice outdates the earlier posts about
        it, and makes those reminders needless that it ``covered``: due by now, and no news beside
        it. A post that a notice has overtaken, in the chat or on the way, is out of date itself.
        """
        change = {"now": now, "message": message_id, "attempt": attempt}
        with self._transaction() as connection:
            _serialize_records(connection, key)
            told_as = connection.execute(
                statements.RECORD_SENT, statements.named(key) | change
            ).one_or_none()
            if told_as is None:
                return False
            newer, older = _beside(connection, key, message_id, told_as.claimed)
            if any(each.is_notice for each in newer):
                _outdate(connection, [key])
                return True
            if not newer:  # else its readers know more by now
                _tell(connection, key, told_as.record)
            if key.is_notice:
                _outdate(connection, older)
            for reminder in covered:
                _close(connection, reminder, now, PostState.SUPERSEDED, "told with its change")
        return True

    def record_failure(
        self,
        key: Key,
        attempt: int,
        state: PostState,
        now: datetime,
        reason: str,
        wait: timedelta,
        *,
        answer_lost: bool = False,
    ) -> bool:
        """Record that a claimed post was not delivered, or perhaps, and when it may be tried again.

        Of lost answers so many are followed by another try, and no more. Returns whether the claim
        was still ours to record.
        """
        change: dict[str, object] = {
            "state": state,
            "changed": now,
            "reason": reason,
            "not_before": now + wait,
            "interruptions": 0,
        }
        if answer_lost:
            # Once, even if we never learned that we have.
            first = posts.c.state == PostState.CLAIMED
            change["doubts"] = case((first, posts.c.doubts + 1), else_=posts.c.doubts)
        with self._transaction() as connection:
            return bool(
                connection.execute(statements.claimed(key, attempt).values(change)).rowcount
            )

    def record_not_found(self, key: Key, attempt: int, now: datetime) -> None:
        """Record that a post in doubt was looked for, and is certainly not in the chat."""
        change = {
            "state": PostState.WAITING,
            "changed": now,
            "doubts": 0,
            "interruptions": 0,
            "reason": "looked for, and not found",
        }
        with self._transaction() as connection:
            connection.execute(statements.claimed(key, attempt).values(change))

    def presume_delivered(self, key: Key, attempt: int, now: datetime) -> None:
        """Take a notice in doubt, of which nobody can tell, as delivered: it is no news any more.

        Its readers may believe it, and are told what is so now.
        """
        change = {"state": PostState.OUTDATED, "changed": now, "reason": "nobody can tell"}
        presumed = (
            statements.claimed(key, attempt)
            .values(change)
            .returning(posts.c.record, posts.c.claimed)
        )
        with self._transaction() as connection:
            _serialize_records(connection, key)
            told_as = connection.execute(presumed).one_or_none()
            if told_as and not _beside(connection, key, None, told_as.claimed)[0]:
                _tell(connection, key, told_as.record)

    def destinations_to_follow_up(self, now: datetime) -> set[str]:
        """Return the destinations with posts in doubt, or such as are to be corrected."""
        query = (
            select(posts.c.destination)
            .where(or_(statements.is_uncertain(now), statements.CORRECTABLE))
            .distinct()
        )
        with self._transaction() as connection:
            return set(connection.execute(query).scalars())

    def uncertain_posts(self, destination: str, now: datetime) -> list[PostRecord]:
        """Return the posts in doubt at a destination, the one that was due first before others."""
        query = select(posts).where(
            posts.c.destination == destination, statements.is_uncertain(now)
        )
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(posts.c.due)).all()
        return [replace(_post_record(row), rests=self._rests(row, now)) for row in rows]

    def recover(self, now: datetime, lease: timedelta = timedelta()) -> int:
        """Put in doubt what was claimed by a process that ended before it recorded an outcome.

        Returns how many posts that were. A claim that is younger than the ``lease`` may be at work
        in another process; without one, only for a process that has the ledger to itself.
        """
        change = update(posts).where(posts.c.state == PostState.CLAIMED)
        if lease:
            # One from further ahead was made by a clock that was wrong.
            lapsed = or_(posts.c.changed < now - lease, posts.c.changed > now + lease)
            change = change.where(lapsed, posts.c.owner != self._owner)
        with self._transaction() as connection:
            if not lease:
                # Whoever waited is gone, and its trouble may be: as a rule that is why we start.
                waiting = update(posts).where(posts.c.state == PostState.WAITING)
                connection.execute(waiting.values(not_before=None))
            return _mark_uncertain(connection, change, now, "stopped while sending")

    def mark_own_uncertain(self, destination: str, now: datetime) -> int:
        """Put in doubt what this process claimed for a destination, and failed to record.

        Returns how many posts that were.
        """
        own = update(posts).where(
            posts.c.destination == destination,
            posts.c.owner == self._owner,
            posts.c.state == PostState.CLAIMED,
        )
        with self._transaction() as connection:
            return _mark_uncertain(connection, own, now, "failed while sending")

    def miss(
        self,
        notification: Notification,
        now: datetime,
        reason: str,
        state: PostState = PostState.MISSED,
    ) -> bool:
        """Record that a post will not be sent, and tell whether it was open until now."""
        try:
            with self._transaction() as connection:
                return _close(connection, notification, now, state, reason)
        except IntegrityError:
            return False  # another replica was faster

    def forget(self, key: Key, now: datetime, hold: timedelta = timedelta()) -> bool:
        """Forget a post that waits, and tell whether it still did: it is in no chat.

        One of another process is left alone for so long since it was last tried.
        """
        waiting = delete(posts).where(statements.has_key(key), posts.c.state == PostState.WAITING)
        if hold:
            abandoned = or_(posts.c.owner == self._owner, posts.c.changed < now - hold)
            waiting = waiting.where(abandoned)
        with self._transaction() as connection:
            return bool(connection.execute(waiting).rowcount)

    def closed(self, keys: Iterable[Key]) -> dict[Key, PostState]:
        """Return those of some posts of which its readers need no more, and how they ended."""
        asked = frozenset(keys)
        found: dict[Key, PostState] = {}
        with self._transaction() as connection:
            for uids in batches(sorted({key.uid for key in asked})):
                for *key, state in connection.execute(statements.FIND_CLOSED, {"uids": uids}):
                    found[Key(*key)] = PostState(state)
        return {key: state for key, state in found.items() if key in asked}

    def record_of(self, key: Key) -> PostRecord | None:
        """Return what is known of one post."""
        with self._transaction() as connection:
            row = connection.execute(select(posts).where(statements.has_key(key))).one_or_none()
            return _post_record(row) if row else None

    def is_open(self, key: Key) -> bool:
        """Tell whether a post is being sent, or may be sent yet."""
        open_ = or_(posts.c.state == PostState.CLAIMED, statements.OPEN)
        query = select(posts.c.state).where(statements.has_key(key), open_)
        with self._transaction() as connection:
            return connection.execute(query).first() is not None

    def records(self, *states: PostState) -> list[PostRecord]:
        """Return the posts in any of some states, in the order in which they were due."""
        query = select(posts).where(posts.c.state.in_(states)).order_by(posts.c.due)
        with self._transaction() as connection:
            return [_post_record(row) for row in connection.execute(query)]

    def next_correctable(self, destination: str) -> PostRecord | None:
        """Return a post of a destination that is to be corrected, if there is one."""
        query = select(posts).where(posts.c.destination == destination, statements.CORRECTABLE)
        with self._transaction() as connection:
            row = connection.execute(query.order_by(posts.c.due.desc()).limit(1)).one_or_none()
            return _post_record(row) if row else None

    def record_corrected(self, key: Key, now: datetime, reason: str | None = None) -> None:
        """Record that an outdated post has been corrected, or why it cannot be."""
        change = {"state": PostState.CORRECTED, "changed": now, "reason": reason}
        with self._transaction() as connection:
            connection.execute(update(posts).where(statements.has_key(key)).values(change))

    def last_message_id(self, uid: str, destination: str) -> int | None:
        """Return the id of the last message about an event at a destination."""
        query = select(func.max(posts.c.message_id)).where(
            posts.c.uid == uid, posts.c.destination == destination, posts.c.state.in_(POSTED)
        )
        with self._transaction() as connection:
            found: int | None = connection.execute(query).scalar_one()
            return found

    def chat_of(self, destination: str) -> int | None:
        """Return where a destination is now, if its chat has become another one."""
        query = select(destinations.c.chat_id).where(destinations.c.name == destination)
        with self._transaction() as connection:
            found: int | None = connection.execute(query).scalar_one_or_none()
            return found

    def record_migration(self, destination: str, chat_id: int) -> None:
        """Record that a destination's chat has become another one, with messages of its own."""
        moved = update(destinations).where(destinations.c.name == destination)
        with self._transaction() as connection:
            at = select(destinations.c.chat_id).where(destinations.c.name == destination)
            if connection.execute(at).scalar_one_or_none() == chat_id:
                return  # another replica has followed it, and posted there
            if not connection.execute(moved.values(chat_id=chat_id)).rowcount:
                row = {"name": destination, "chat_id": chat_id}
                connection.execute(insert(destinations).values(row))
            theirs = update(posts).where(posts.c.destination == destination)
            connection.execute(theirs.values(message_id=None, after_id=None))
            connection.execute(delete(seen).where(seen.c.destination == destination))

    def record_seen(self, destination: str, message_id: int) -> None:
        """Record that others have posted a message in a destination's chat."""
        newer = update(seen).where(
            seen.c.destination == destination, seen.c.message_id < message_id
        )
        row = {"destination": destination, "message_id": message_id}
        try:
            with self._transaction() as connection:
                if connection.execute(newer.values(message_id=message_id)).rowcount:
                    return
                if connection.execute(statements.LAST_SEEN, row).first() is None:
                    connection.execute(insert(seen).values(row))
        except IntegrityError:
            return  # another replica was faster, and saw as good as the same

    def last_seen(self, destination: str) -> int | None:
        """Return the last message that others are known to have posted in a destination's chat."""
        with self._transaction() as connection:
            row = {"destination": destination}
            found: int | None = connection.execute(statements.LAST_SEEN, row).scalar_one_or_none()
            return found

    def count_late(self, than: timedelta) -> int:
        """Count the posts that came later than they were due by more than some time."""
        states = (PostState.SENT, PostState.OUTDATED)
        query = select(posts.c.due, posts.c.changed).where(posts.c.state.in_(states))
        with self._transaction() as connection:
            return sum(changed - due > than for due, changed in connection.execute(query))

    def counts(self) -> dict[PostState, int]:
        """Return how many posts are in each state."""
        query = select(posts.c.state, func.count()).group_by(posts.c.state)
        with self._transaction() as connection:
            found = {PostState(state): count for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in PostState}

    def watermark(self) -> datetime | None:
        """Return the instant up to which every due reminder has been dealt with."""
        with self._transaction() as connection:
            return connection.execute(select(watch.c.until)).scalar_one_or_none()

    def set_watermark(self, instant: datetime) -> None:
        """Record that every reminder due up to an instant has been dealt with."""
        try:
            with self._transaction() as connection:
                if not connection.execute(update(watch).values(until=instant)).rowcount:
                    connection.execute(insert(watch).values(id=1, until=instant))
        except IntegrityError:
            return  # another replica was faster, by as good as the same instant


def _mark_uncertain(connection: Connection, claims: Update, now: datetime, reason: str) -> int:
    # A process that dies of what it sends must not go on sending it.
    interruptions = posts.c.interruptions + 1
    doubts = case(
        (interruptions >= MOST_INTERRUPTIONS, statements.MOST_DOUBTS + 1), else_=posts.c.doubts
    )
    doubted = claims.values(
        state=PostState.UNCERTAIN,
        changed=now,
        doubts=doubts,
        interruptions=interruptions,
        reason=reason,
    )
    return connection.execute(doubted).rowcount


def _close(
    connection: Connection, notification: Notification, now: datetime, state: PostState, reason: str
) -> bool:
    closed = {"state": state, "changed": now, "reason": reason}
    ends = (
        (PostState.WAITING,) if state is PostState.MISSED else (PostState.WAITING, PostState.MISSED)
    )
    waiting = update(posts).where(statements.has_key(notification.key), posts.c.state.in_(ends))
    if connection.execute(waiting.values(closed)).rowcount:
        return True
    if connection.execute(
        select(posts.c.state).where(statements.has_key(notification.key))
    ).first():
        return False
    row = (
        notification.key._asdict() | {"due": notification.due, "attempts": 0, "doubts": 0} | closed
    )
    connection.execute(insert(posts).values(row))
    return True


def _is_stale(event: Event, record: str, known: Row[Any]) -> bool:
    """Tell whether an event was published otherwise since, so that a post about it would be wrong.

    An event that was never published is taken as it is.
    """
    if known.published is None or (known.published == record and not known.gone):
        return False
    if known.gone:
        return event.status.is_on
    return is_news(event, from_record(known.published))


def _tell(connection: Connection, key: Key, record: str | None) -> None:
    """Keep what a destination knows of an event."""
    if record is not None:  # as of a post that was claimed before records were kept with posts
        known = {"key_uid": key.uid, "key_destination": key.destination}
        connection.execute(statements.TELL, known | {"told_record": record})


def _others_write_meanwhile(connection: Connection) -> bool:
    """Tell whether transactions overlap: SQLite's take turns, from their beginning."""
    return connection.dialect.name != "sqlite"


def _serialize_records(connection: Connection, key: Key) -> None:
    """Have what is posted of an event at a destination recorded one post after the other."""
    if _others_write_meanwhile(connection):
        connection.execute(statements.serialize_records_of(key))


def _outdate(connection: Connection, keys: Iterable[Key]) -> None:
    """Keep that posts may be wrong now."""
    there = posts.c.state == PostState.SENT, posts.c.message_id.is_not(None)
    for key in keys:
        outdated = update(posts).where(statements.has_key(key), *there)
        connection.execute(outdated.values(state=PostState.OUTDATED))


def _beside(
    connection: Connection, key: Key, message_id: int | None, claimed: int | None
) -> tuple[list[Key], list[Key]]:
    """Return an event's other posts in the chat whose readers know more than a post's, and less.

    Of two notices the one of a later revision knows more. A reminder knows more than a notice if it
    was claimed after it, and stands after it: one that was overtaken on its way is older.
    """
    newer: list[Key] = []
    older: list[Key] = []
    ours = claimed, message_id
    for each in connection.execute(statements.FIND_BESIDE, statements.named(key)):
        other = key._replace(start=each.start, lead=each.lead)
        theirs = each.claimed, each.message_id
        if key.is_notice and other.is_notice:
            knows_more = other.sequence > key.sequence
        elif other.is_notice:
            knows_more = not _is_after(ours, theirs)
        else:
            knows_more = _is_after(theirs, ours)
        (newer if knows_more else older).append(other)
    return newer, older


def _is_after(one: Sequence[int | None], other: Sequence[int | None]) -> bool:
    """Tell whether a post comes after another in all that is known of both, claim and place."""
    known = [(a, b) for a, b in zip(one, other, strict=True) if a and b and a != b]
    return bool(known) and all(a > b for a, b in known)


def _post_record(row: Row[Any]) -> PostRecord:
    return PostRecord(
        key=Key(row.uid, row.start, row.lead, row.destination),
        state=PostState(row.state),
        due=row.due,
        changed=row.changed,
        attempts=row.attempts,
        message_id=row.message_id,
        text=row.html,
        reason=row.reason,
        after_id=row.after_id,
        earlier_text=row.earlier,
    )
