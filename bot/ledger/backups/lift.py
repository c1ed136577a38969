"""What a backup knows is made true of the moment when it is put back.

Since the backup events may have been served with other revisions, and posts sent. So every SEQUENCE
is lifted above what may have been served, and the time in between becomes a gap.
"""

from datetime import UTC, datetime, timedelta
from math import ceil

from sqlalchemy import Connection, func, insert, select, update

from bot.database.soundness import MOST
from bot.database.tables import gaps, posts, publication, revisions, watch
from bot.ledger.post_record import PostState
from bot.ledger.publications.gaps import REASON
from events.revisions import UNDATED

# Edits that follow each other within 200 ms are read together (`bot.publishing.watcher`).
REVISIONS_A_SECOND = 5
SPARE = 1000
SECOND = timedelta(seconds=1)
HIGHEST = MOST // 2  # so that an event can be revised for ever after


def lift(connection: Connection, served: int, now: datetime) -> datetime:
    """Raise the numbers of a backup above all that may have been served since it was written.

    - Each event's SEQUENCE, and the published version: by more than could have been reached since,
      and above ``served``, the highest SEQUENCE that is known to have been served.
    - What was under way counts as perhaps posted, and a gap is open until ``now``.

    Return the UTC instant from which the backup knows nothing.
    """
    since = min(_followed_until(connection), now)
    passed = ceil((now - since).total_seconds())
    highest = connection.execute(select(func.max(revisions.c.sequence))).scalar_one() or 0
    by = max(passed * REVISIONS_A_SECOND + SPARE, served + 1)
    second = now.astimezone(UTC).replace(microsecond=0)
    for uid, sequence, modified in connection.execute(
        select(revisions.c.uid, revisions.c.sequence, revisions.c.last_modified)
    ).all():
        lifted = {
            "sequence": max(sequence + 1, min(sequence + by, HIGHEST)),
            "last_modified": max(second, modified + SECOND),
        }
        connection.execute(update(revisions).where(revisions.c.uid == uid).values(lifted))
    version = connection.execute(select(publication.c.version)).scalar_one()
    if version:
        connection.execute(update(publication).values(version=min(version + by, HIGHEST)))
    first = min(max(highest, served) + by, HIGHEST)
    _forget_attempts(connection, now)
    connection.execute(insert(gaps).values(until=now, since=since, first_sequence=first, open=True))
    if not connection.execute(update(watch).values(until=now)).rowcount:
        connection.execute(insert(watch).values(id=1, until=now))
    return since


def _followed_until(connection: Connection) -> datetime:
    """Return the last instant of which the backup surely knows all."""
    until: datetime | None = connection.execute(select(watch.c.until)).scalar_one_or_none()
    if until is None:
        until = connection.execute(select(func.max(revisions.c.last_modified))).scalar_one()
    return until or UNDATED


def _forget_attempts(connection: Connection, now: datetime) -> None:
    """Record as perhaps posted whatever was under way: it was perhaps sent after the backup."""
    under_way = (PostState.CLAIMED, PostState.WAITING, PostState.UNCERTAIN)
    change = {"state": PostState.UNRECORDED, "changed": now, "reason": REASON}
    connection.execute(update(posts).where(posts.c.state.in_(under_way)).values(change))
