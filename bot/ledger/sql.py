"""SQL of the ledger: the statements that are worth making but once, their conditions, and rows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Update,
    and_,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from bot.database.tables import posts, publication, revisions, seen, told
from bot.ledger.post_record import CLOSED, POSTED, PostRecord, PostState
from bot.planning.keys import Key

# A lost answer is followed by one more try.
MOST_LOST_ANSWERS = 1
# An uncertain post is looked for until so long after it was due: then nobody reads it any more.
LOOKED_FOR = timedelta(days=2)
RECORDING = 7_786_343  # any number that nobody else uses in this database


def _is_any_of(states: Iterable[PostState]) -> ColumnElement[bool]:
    """Return the condition that a post is in any of some states.

    Not by IN, whose list would be written into the statement anew each time: a fifth of its time.
    """
    return or_(*(posts.c.state == each for each in states))


OPEN = or_(
    _is_any_of((PostState.WAITING, PostState.MISSED)),
    and_(posts.c.state == PostState.UNCERTAIN, posts.c.doubts <= MOST_LOST_ANSWERS),
)


def has_key(key: Key) -> ColumnElement[bool]:
    """Return the condition that a post is this one."""
    return and_(
        posts.c.uid == key.uid,
        posts.c.start == key.start,
        posts.c.lead == key.lead,
        posts.c.destination == key.destination,
    )


# An uncertain post whose lease ran out, and that nobody has tried again since, is still held.
_HELD = _is_any_of((PostState.CLAIMED, PostState.UNCERTAIN))
# So is one that was looked for, and not there yet.
_DELIVERABLE = _is_any_of(
    (PostState.CLAIMED, PostState.UNCERTAIN, PostState.WAITING, PostState.MISSED)
)
CORRECTABLE = and_(posts.c.state == PostState.OUTDATED, posts.c.message_id.is_not(None))
# What stands as it was sent, whose formatting is known, and whose event is published otherwise.
TOLD_OTHERWISE = and_(
    posts.c.state == PostState.SENT,
    posts.c.message_id.is_not(None),
    posts.c.content.is_not(None),
    posts.c.digest.is_(None),
    posts.c.record != revisions.c.record,
    ~revisions.c.gone,
)


def held(key: Key, attempt: int, digest: str | None = None) -> Update:
    """Return an update of a post for as long as no later attempt has claimed the post.

    With a ``digest``, the update is of all posts of that digest.
    """
    if digest is not None:
        return update(posts).where(posts.c.digest == digest, _HELD)
    return update(posts).where(has_key(key), posts.c.attempts == attempt, _HELD)


# Every post takes these statements, and to make one costs more than to execute it.
_NAMED = and_(
    posts.c.uid == bindparam("key_uid"),
    posts.c.start == bindparam("key_start"),
    posts.c.lead == bindparam("key_lead"),
    posts.c.destination == bindparam("key_destination"),
)
# One row in any case: what is known of a post, and how its event was published.
FIND = select(
    posts, revisions.c.record.label("published"), revisions.c.gone.label("gone")
).select_from(
    select(literal(1))
    .subquery()
    .outerjoin(posts, _NAMED)
    .outerjoin(revisions, revisions.c.uid == bindparam("key_uid"))
)
LAST_SEEN = select(seen.c.message_id).where(seen.c.destination == bindparam("destination"))
_IN_THE_CHAT = union_all(
    select(func.max(posts.c.message_id).label("id")).where(
        posts.c.destination == bindparam("key_destination")
    ),
    select(seen.c.message_id).where(seen.c.destination == bindparam("key_destination")),
).subquery()
_others = posts.alias("others")
NEXT_CLAIM = (
    select(func.coalesce(func.max(_others.c.claimed), 0) + 1)
    .where(
        _others.c.uid == bindparam("key_uid"),
        _others.c.destination == bindparam("key_destination"),
    )
    .scalar_subquery()
)
LAST_IN_THE_CHAT = select(func.max(_IN_THE_CHAT.c.id)).scalar_subquery()
FIRST_CLAIM = insert(posts).values(after_id=LAST_IN_THE_CHAT, claimed=NEXT_CLAIM)
# Nobody publishes until the claim is committed: who publishes next must know what was claimed.
HOLD_PUBLICATION = select(publication.c.version).with_for_update(read=True)
RECORD_SENT = (
    update(posts)
    .where(_NAMED, posts.c.attempts == bindparam("attempt"), _DELIVERABLE)
    .values(
        state=PostState.SENT,
        changed=bindparam("now"),
        message_id=bindparam("message"),
        reason=None,
        interruptions=0,
    )
    .returning(posts.c.record, posts.c.claimed)
)
# An event's other posts in the same chat.
FIND_BESIDE = select(posts.c.start, posts.c.lead, posts.c.message_id, posts.c.claimed).where(
    posts.c.uid == bindparam("key_uid"),
    posts.c.destination == bindparam("key_destination"),
    _is_any_of(POSTED),
    ~_NAMED,
)
# The last post about an event's start that is in the chat, or may be, beside this one.
FIND_LAST_TOLD = (
    select(posts)
    .where(
        posts.c.uid == bindparam("key_uid"),
        posts.c.start == bindparam("key_start"),
        posts.c.destination == bindparam("key_destination"),
        posts.c.lead != bindparam("key_lead"),
        _is_any_of((PostState.CLAIMED, PostState.UNCERTAIN, *POSTED)),
        posts.c.claimed.is_not(None),
    )
    .order_by(posts.c.claimed.desc())
    .limit(1)
)
FIND_CLOSED = select(
    posts.c.uid, posts.c.start, posts.c.lead, posts.c.destination, posts.c.state
).where(posts.c.uid.in_(bindparam("uids", expanding=True)), posts.c.state.in_(CLOSED))
# A post about some events that is to be edited, by the index of events.
FIND_TO_BE_EDITED = (
    select(literal(1))
    .select_from(posts.outerjoin(revisions, revisions.c.uid == posts.c.uid))
    .where(
        posts.c.uid.in_(bindparam("uids", expanding=True)),
        posts.c.destination == bindparam("destination"),
        or_(CORRECTABLE, TOLD_OTHERWISE),
    )
    .limit(1)
)
# What a destination's readers know of an event, where that may differ from what is published.
FIND_TOLD = select(told.c.record).where(
    told.c.uid == bindparam("key_uid"), told.c.destination == bindparam("key_destination")
)
KEEP_TOLD = (
    update(told)
    .where(told.c.uid == bindparam("key_uid"), told.c.destination == bindparam("key_destination"))
    .values(record=bindparam("told_record"))
)


def named(key: Key) -> dict[str, object]:
    """Return a key as the parameters of prepared statements."""
    return {f"key_{name}": value for name, value in key._asdict().items()}


def event_lock(key: Key) -> int:
    """Return the number of the lock on the records of one event at one destination."""
    return crc32(f"{key.uid} {key.destination}".encode()) - (1 << 31)


def serialize_records(key: Key) -> Select[tuple[object]]:
    """Return what waits for other transactions that record a post of the same event.

    It takes PostgreSQL's advisory lock until the transaction ends
    (https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
    """
    return select(func.pg_advisory_xact_lock(RECORDING, event_lock(key)))


def is_uncertain(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a post is uncertain, and to be looked for yet."""
    return and_(posts.c.state == PostState.UNCERTAIN, posts.c.due > now - LOOKED_FOR)


def post_record(row: Row[Any]) -> PostRecord:
    """Read a row of the table of posts."""
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
        content=row.content,
        digest=row.digest,
    )
