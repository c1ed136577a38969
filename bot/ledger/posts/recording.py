"""What became of an attempt to send: recorded once, for as long as the claim is still held.

A post tells its readers the event as it was at the claim. Of an event's posts in one chat the
later one, by claim and by place, tells what readers know.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, case, select, update

from bot.database.tables import posts
from bot.ledger import sql
from bot.ledger.post_record import Failure, PostState
from bot.ledger.posts.claims import close_post
from bot.ledger.session import LedgerSession, transactions_overlap
from bot.planning.keys import Key
from bot.planning.reminders import Reminder
from events.model import Event
from events.records.event_json import to_record


class Recording(LedgerSession):
    """The part of the ledger that records what became of claimed posts."""

    def record_sent(
        self,
        key: Key,
        attempt: int,
        now: datetime,
        message_id: int | None,
        covered: Iterable[Reminder] = (),
        digest: str | None = None,
    ) -> bool:
        """Record a post as sent, and with it all of its ``digest``, if it is part of one.

        - A notice makes the event's earlier posts outdated, and supersedes the reminders that it
          ``covered``: those due by now, which are no news beside it.
        - A post that a notice has overtaken, in the chat or on the way, is outdated itself.

        Return False if the attempt's claim is no longer held, be it of one post of a digest.
        """
        with self._transaction() as connection:
            posts_sent = _message_posts(connection, key, attempt, digest)
            _serialize_records(connection, [each for each, _ in posts_sent])
            held = [
                _record_one(connection, each, number, now, message_id, covered)
                for each, number in posts_sent
            ]
            return all(held) and key in {each for each, _ in posts_sent}

    def record_failure(
        self,
        key: Key,
        attempt: int,
        failure: Failure,
        now: datetime,
        digest: str | None = None,
    ) -> bool:
        """Record a post as waiting, failed or uncertain, as its attempt's ``failure`` has it.

        So is all of its ``digest``, if it is part of one. Return False if the attempt's claim is no
        longer held. Lost answers are counted: after `sql.MOST_LOST_ANSWERS` more the post is
        not sent again.
        """
        change: dict[str, object] = {
            "state": failure.state,
            "changed": now,
            "reason": failure.reason,
            "not_before": now + failure.wait,
            "interruptions": 0,
        }
        if failure.answer_lost:
            # Counted once, even where the first record was never confirmed.
            first = posts.c.state == PostState.CLAIMED
            change["doubts"] = case((first, posts.c.doubts + 1), else_=posts.c.doubts)
        with self._transaction() as connection:
            held = sql.held(key, attempt, digest).values(change)
            return bool(connection.execute(held).rowcount)

    def record_not_found(
        self, key: Key, attempt: int, now: datetime, digest: str | None = None
    ) -> None:
        """Record that an uncertain post, or digest, was looked for, and certainly is not there."""
        change = {
            "state": PostState.WAITING,
            "changed": now,
            "doubts": 0,
            "interruptions": 0,
            "reason": "looked for, and not found",
        }
        with self._transaction() as connection:
            connection.execute(sql.held(key, attempt, digest).values(change))

    def presume_delivered(self, key: Key, attempt: int, now: datetime) -> None:
        """Record an uncertain notice of which nobody can tell as delivered, and outdated.

        Its readers may believe the notice, and are told what holds now.
        """
        change = {"state": PostState.OUTDATED, "changed": now, "reason": "nobody can tell"}
        presumed = sql.held(key, attempt).values(change).returning(posts.c.record, posts.c.claimed)
        with self._transaction() as connection:
            _serialize_records(connection, [key])
            claim = connection.execute(presumed).one_or_none()
            if claim and not _posts_beside(connection, key, None, claim.claimed)[0]:
                _keep_told(connection, key, claim.record)

    def record_corrected(
        self, keys: Iterable[Key], now: datetime, reason: str | None = None
    ) -> None:
        """Record that outdated posts of a message were edited to say so, or why they cannot be."""
        change = {"state": PostState.CORRECTED, "changed": now, "reason": reason}
        with self._transaction() as connection:
            for key in keys:
                connection.execute(update(posts).where(sql.has_key(key)).values(change))

    def record_rewritten(
        self, key: Key, told: Event | None, text: str, content: str, reason: str | None = None
    ) -> None:
        """Record that a post was edited to say more, or otherwise, or why it cannot be.

        ``told`` is the event as the post tells it then.
        """
        change: dict[str, object] = {"reason": reason}
        if told is not None:
            change["record"] = to_record(told)
        if reason is None:
            change |= {"html": text, "content": content}
        edited = update(posts).where(sql.has_key(key), posts.c.state == PostState.SENT)
        with self._transaction() as connection:
            connection.execute(edited.values(change))


def _message_posts(
    connection: Connection, key: Key, attempt: int, digest: str | None
) -> list[tuple[Key, int]]:
    """Return the posts of one message, with their attempts, that nobody has claimed since."""
    if digest is None:
        return [(key, attempt)]
    query = select(posts).where(posts.c.digest == digest).order_by(posts.c.part)
    found = (sql.post_record(row) for row in connection.execute(query))
    return [(each.key, each.attempts) for each in found]


def _record_one(
    connection: Connection,
    key: Key,
    attempt: int,
    now: datetime,
    message_id: int | None,
    covered: Iterable[Reminder],
) -> bool:
    change = {"now": now, "message": message_id, "attempt": attempt}
    claim = connection.execute(sql.RECORD_SENT, sql.named(key) | change).one_or_none()
    if claim is None:
        return False
    newer, older = _posts_beside(connection, key, message_id, claim.claimed)
    if any(each.is_notice for each in newer):
        _outdate(connection, [key])
        return True
    if not newer:  # else the readers know more by now
        _keep_told(connection, key, claim.record)
    if key.is_notice:
        _outdate(connection, older)
    for reminder in covered:
        if reminder.event.uid == key.uid:
            close_post(connection, reminder, now, PostState.SUPERSEDED, "told with its change")
    return True


def _serialize_records(connection: Connection, keys: Iterable[Key]) -> None:
    """Have the posts about one event at one destination recorded one after the other."""
    if transactions_overlap(connection):
        # In one order: nobody waits in a circle.
        for key in sorted(keys, key=sql.event_lock):
            connection.execute(sql.serialize_records(key))


def _keep_told(connection: Connection, key: Key, record: str | None) -> None:
    """Keep what a destination's readers know of an event."""
    if record is not None:  # as of a post that was claimed before records were kept with posts
        known = {"key_uid": key.uid, "key_destination": key.destination}
        connection.execute(sql.KEEP_TOLD, known | {"told_record": record})


def _outdate(connection: Connection, keys: Iterable[Key]) -> None:
    in_the_chat = posts.c.state == PostState.SENT, posts.c.message_id.is_not(None)
    for key in keys:
        outdated = update(posts).where(sql.has_key(key), *in_the_chat)
        connection.execute(outdated.values(state=PostState.OUTDATED))


def _posts_beside(
    connection: Connection, key: Key, message_id: int | None, claim_number: int | None
) -> tuple[list[Key], list[Key]]:
    """Return an event's other posts in the chat: those that tell more than this one, and less.

    - Of two notices the one of the later revision tells more.
    - A reminder tells more than a notice if the reminder was claimed after the notice and stands
      after it in the chat: one that was overtaken on its way is older.
    """
    newer: list[Key] = []
    older: list[Key] = []
    this = claim_number, message_id
    for each in connection.execute(sql.FIND_BESIDE, sql.named(key)):
        other = key._replace(start=each.start, lead=each.lead)
        that = each.claimed, each.message_id
        if key.is_notice and other.is_notice:
            tells_more = other.sequence > key.sequence
        elif other.is_notice:
            tells_more = not _is_after(this, that)
        else:
            tells_more = _is_after(that, this)
        (newer if tells_more else older).append(other)
    return newer, older


def _is_after(one: Sequence[int | None], other: Sequence[int | None]) -> bool:
    """Tell whether a post comes after another by all that is known of both: claim and place."""
    known = [(a, b) for a, b in zip(one, other, strict=True) if a and b and a != b]
    return bool(known) and all(a > b for a, b in known)
