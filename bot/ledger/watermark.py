"""The watermark: the instant up to which every due reminder has been dealt with.

A start looks from there for what was missed.
"""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.tables import watch
from bot.ledger.session import LedgerSession


class Watermark(LedgerSession):
    """The part of the ledger that remembers how far the plan was followed."""

    def watermark(self) -> datetime | None:
        """Return the UTC instant up to which every due reminder has been dealt with."""
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
