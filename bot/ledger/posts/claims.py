"""Claims: who may send a post, and which posts are not sent at all.

A post is claimed in a transaction before it is sent; the unique key is what keeps two processes
from sending it. A claim tells the event as it was published at that moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.database.tables import posts
from bot.ledger import sql
from bot.ledger.post_record import PostRecord, PostState
from bot.ledger.session import LedgerSession, transactions_overlap
from bot.planning.keys import Key
from bot.planning.notification import Notification, event_of
from events.changes import is_news
from events.model import Event
from events.records.event_json import from_record, to_record

# No post waits longer than this for its owner, whose clock may have been wrong.
LONGEST_HOLD = timedelta(minutes=10)

# A notification, and what a message says of it.
Part = tuple[Notification, str | None]


class _OvertakenError(Exception):
    """Another replica has claimed a part of a digest."""


class Claims(LedgerSession):
    """The part of the ledger that gives posts out for sending, and takes them back."""

    def claim(
        self,
        notification: Notification,
        now: datetime,
        text: str | None = None,
        inconclusive: int | None = None,
        content: str | None = None,
    ) -> int | PostRecord | None:
        """Claim a post for sending. Return the attempt's number, from 1; None if

        - the post is closed (sent, failed or superseded),
        - another process holds a claim, or waits before its next attempt (``not_before``),
        - the event was published otherwise since, so that the post would be false (`_is_stale`), or
        - it is a notice whose news was told since it was planned, by an older notice.

        Return the `PostRecord` instead if an earlier attempt is uncertain, or is a claim of this
        process that it never learned of, unless that attempt's number is ``inconclusive``: it was
        looked for, and nobody can tell. ``text`` is what will be sent, kept as what to look for,
        and ``content`` the same with its formatting.
        """
        looked_for = {} if inconclusive is None else {notification.key: inconclusive}
        return self.claim_together([(notification, content)], now, text, looked_for)[0]

    def claim_together(
        self,
        parts: Sequence[Part],
        now: datetime,
        text: str | None,
        inconclusive: Mapping[Key, int],
        digest: str | None = None,
    ) -> list[int | PostRecord | None]:
        """Claim posts that are one message, all or none; return for each what `claim` answers.

        The posts share the name of their ``digest``. Where one post cannot be claimed, the answer
        for each post that could be is 0. A part is a notification and what the message says of it.
        """
        try:
            with self._transaction() as connection:
                if transactions_overlap(connection):
                    connection.execute(sql.HOLD_PUBLICATION)
                found = [self._look_at(connection, each, now, inconclusive) for each, _ in parts]
                known = [each for each in found if isinstance(each, Row)]
                if len(known) < len(parts):
                    return [0 if isinstance(each, Row) else each for each in found]
                attempts: list[int | PostRecord | None] = []
                for number, (part, row) in enumerate(zip(parts, known, strict=True)):
                    claimed: dict[str, object] = {"html": text, "digest": digest, "part": number}
                    attempts.append(self._claim(connection, part, row, now, claimed))
                if len(parts) > 1 and None in attempts:
                    raise _OvertakenError
                return attempts
        except (IntegrityError, _OvertakenError):
            return [None] * len(parts)  # another replica was faster

    def _look_at(
        self,
        connection: Connection,
        notification: Notification,
        now: datetime,
        inconclusive: Mapping[Key, int],
    ) -> Row[Any] | PostRecord | None:
        """Return what is known of a post that may be claimed, or else what `claim` answers."""
        key, event = notification.key, event_of(notification)
        known = connection.execute(sql.FIND, sql.named(key)).one()
        if event is not None and _is_stale(event, to_record(event), known):
            return None
        if known.state is None:
            told_since = event is not None and key.is_notice and _is_told(connection, key, event)
            return None if told_since else known
        if self._is_held_by_another(known, now):
            return None
        if self._is_uncertain(known):
            if known.attempts != inconclusive.get(key):
                return sql.post_record(known)
            is_open = self._is_own_claim(known) or known.doubts <= sql.MOST_LOST_ANSWERS
            return known if is_open else None
        return known if known.state in (PostState.WAITING, PostState.MISSED) else None

    def _claim(
        self,
        connection: Connection,
        part: Part,
        known: Row[Any],
        now: datetime,
        claimed: dict[str, object],
    ) -> int | None:
        notification, content = part
        claimed |= {
            "state": PostState.CLAIMED,
            "changed": now,
            "content": content,
            "record": (event := event_of(notification)) and to_record(_as_told(event, now)),
            "owner": self._owner,
            "not_before": None,
        }
        key = notification.key
        if known.state is not None:
            return self._claim_again(connection, key, known, claimed, self._is_uncertain(known))
        row = {"due": notification.due, "attempts": 1, "doubts": 0, **claimed}
        connection.execute(sql.FIRST_CLAIM, key._asdict() | row | sql.named(key))
        return 1

    def _is_uncertain(self, known: Row[Any]) -> bool:
        return bool(known.state == PostState.UNCERTAIN or self._is_own_claim(known))

    def _claim_again(
        self,
        connection: Connection,
        key: Key,
        known: Row[Any],
        claimed: dict[str, object],
        is_uncertain: bool,
    ) -> int | None:
        ours = and_(posts.c.state == PostState.CLAIMED, posts.c.owner == self._owner)
        # Only as it was seen: a post that has become uncertain since is to be looked for first.
        as_seen = and_(posts.c.state == known.state, posts.c.attempts == known.attempts)
        claimed |= {"attempts": posts.c.attempts + 1, "claimed": sql.NEXT_CLAIM}
        if is_uncertain:
            # The attempt before may yet turn out to be in the chat.
            claimed["earlier"] = func.coalesce(posts.c.earlier, posts.c.html)
        else:
            claimed |= {"earlier": None, "after_id": sql.LAST_IN_THE_CHAT}
        again = (
            update(posts)
            .where(sql.has_key(key), or_(sql.OPEN, ours), as_seen)
            .values(claimed)
            .returning(posts.c.attempts)
        )
        attempt: int | None = connection.execute(again, sql.named(key)).scalar_one_or_none()
        return attempt

    def _is_own_claim(self, known: Row[Any]) -> bool:
        return bool(known.state == PostState.CLAIMED and known.owner == self._owner)

    def _is_held_by_another(self, known: Row[Any], now: datetime) -> bool:
        return is_waiting(known, now) and known.owner != self._owner

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
                return close_post(connection, notification, now, state, reason)
        except IntegrityError:
            return False  # another replica was faster

    def forget(self, key: Key, now: datetime, hold: timedelta = timedelta()) -> bool:
        """Delete a waiting post, which is in no chat, and tell whether there was one to delete.

        A waiting post of another process is kept for the ``hold`` since its last attempt.
        """
        waiting = delete(posts).where(sql.has_key(key), posts.c.state == PostState.WAITING)
        if hold:
            abandoned = or_(posts.c.owner == self._owner, posts.c.changed < now - hold)
            waiting = waiting.where(abandoned)
        with self._transaction() as connection:
            return bool(connection.execute(waiting).rowcount)


def is_waiting(known: Row[Any], now: datetime) -> bool:
    """Tell whether a post is to be left alone until its ``not_before``."""
    until: datetime | None = known.not_before
    return until is not None and now < until <= now + LONGEST_HOLD


def close_post(
    connection: Connection,
    notification: Notification,
    now: datetime,
    state: PostState,
    reason: str,
) -> bool:
    """Write that a post will not be sent, and tell whether it was open until now."""
    closed = {"state": state, "changed": now, "reason": reason}
    ends = (
        (PostState.WAITING,) if state is PostState.MISSED else (PostState.WAITING, PostState.MISSED)
    )
    waiting = update(posts).where(sql.has_key(notification.key), posts.c.state.in_(ends))
    if connection.execute(waiting.values(closed)).rowcount:
        return True
    known = select(posts.c.state).where(sql.has_key(notification.key))
    if connection.execute(known).first():
        return False
    row = {"due": notification.due, "attempts": 0, "doubts": 0, **closed}
    connection.execute(insert(posts).values(notification.key._asdict() | row))
    return True


def _as_told(event: Event, now: datetime) -> Event:
    """Return an event as a post tells it: what came of it is told once it has begun."""
    return event if event.start.begins <= now else replace(event, outcome=None)


def _is_told(connection: Connection, key: Key, event: Event) -> bool:
    """Tell whether what readers know of an event leaves no news to tell.

    So it is where an older notice was found in the chat, and recorded, after this one was planned.
    """
    known = connection.execute(sql.FIND_TOLD, sql.named(key)).scalar_one_or_none()
    return known is not None and not is_news(from_record(known), event)


def _is_stale(event: Event, record: str, known: Row[Any]) -> bool:
    """Tell whether a post about an event would be false, or no news, by what was published last.

    An event that was never published is taken as it is.
    """
    if known.published is None or (known.published == record and not known.gone):
        return False
    if known.gone:
        return event.status.is_on
    return is_news(event, from_record(known.published))
