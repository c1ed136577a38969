"""What becomes of a claim whose process ended, or failed, before it recorded an outcome."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Update, case, or_, update

from bot.database.tables import posts
from bot.ledger import sql
from bot.ledger.post_record import PostState
from bot.ledger.session import LedgerSession

# A process that dies while sending is another fault each time, but not without end.
MOST_INTERRUPTIONS = 20


class Recovery(LedgerSession):
    """The part of the ledger that makes uncertain what nobody can tell the outcome of."""

    def recover(self, now: datetime, lease: timedelta = timedelta()) -> int:
        """Make uncertain every claim of a process that ended before it recorded an outcome.

        Return how many claims these were.

        - With a ``lease``, only claims of other processes that are older than the lease: the
          process of a younger claim may still be sending.
        - Without one, this process must have the ledger to itself. Posts that wait, uncertain or
          not, are then tried at once: what they waited for is mostly why this process starts, and
          the clock that they waited by may have been wrong.
        """
        claims = update(posts).where(posts.c.state == PostState.CLAIMED)
        if lease:
            # A claim from further ahead was made by a clock that was wrong.
            lapsed = or_(posts.c.changed < now - lease, posts.c.changed > now + lease)
            claims = claims.where(lapsed, posts.c.owner != self._owner)
        with self._transaction() as connection:
            if not lease:
                held = posts.c.state.in_((PostState.WAITING, PostState.UNCERTAIN))
                connection.execute(update(posts).where(held).values(not_before=None))
            return _make_uncertain(connection, claims, now, "stopped while sending")

    def mark_own_uncertain(self, destination: str, now: datetime) -> int:
        """Make uncertain every claim of this process at a destination; return how many.

        Such a claim is left where a fault of ours ended delivery before the outcome was recorded.
        """
        own = update(posts).where(
            posts.c.destination == destination,
            posts.c.owner == self._owner,
            posts.c.state == PostState.CLAIMED,
        )
        with self._transaction() as connection:
            return _make_uncertain(connection, own, now, "failed while sending")


def _make_uncertain(connection: Connection, claims: Update, now: datetime, reason: str) -> int:
    # A process that dies of what it sends must not go on sending it.
    interruptions = posts.c.interruptions + 1
    doubts = case(
        (interruptions >= MOST_INTERRUPTIONS, sql.MOST_LOST_ANSWERS + 1),
        else_=posts.c.doubts,
    )
    uncertain = claims.values(
        state=PostState.UNCERTAIN,
        changed=now,
        doubts=doubts,
        interruptions=interruptions,
        reason=reason,
    )
    return connection.execute(uncertain).rowcount
