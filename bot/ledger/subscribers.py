"""Which destinations there are, and since when: a ledger outlives a change of the settings."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.tables import kept_texts, posts, subscribers, told
from bot.ledger.post_record import PostState
from bot.ledger.session import LedgerSession

UNDER_WAY = (PostState.CLAIMED, PostState.WAITING, PostState.UNCERTAIN)
REMOVED = "its destination was taken away"


class Subscribers(LedgerSession):
    """The part of the ledger that knows the destinations."""

    def subscribe(self, names: Iterable[str], now: datetime) -> dict[str, datetime | None]:
        """Record that these are the destinations, and return since when each is one, in UTC.

        - None is for what was there from the first, or before this was recorded at all.
        - What has been taken away is forgotten: its posts under way are closed, and news that it
          was to hear is dropped.
        """
        wanted = list(names)
        try:
            with self._transaction() as connection:
                rows = connection.execute(select(subscribers))
                known: dict[str, datetime | None] = {row.destination: row.since for row in rows}
                since = now if known else None
                new = [name for name in wanted if name not in known]
                if new:
                    values = [{"destination": name, "since": since} for name in new]
                    connection.execute(insert(subscribers), values)
                gone = [name for name in known if name not in wanted]
                for table in (subscribers, told):
                    connection.execute(delete(table).where(table.c.destination.in_(gone)))
                theirs = update(posts).where(
                    posts.c.destination.in_(gone), posts.c.state.in_(UNDER_WAY)
                )
                closed = {"state": PostState.SUPERSEDED, "reason": REMOVED, "changed": now}
                connection.execute(theirs.values(closed))
                return {name: known.get(name, since) for name in wanted}
        except IntegrityError:
            return self.subscribe(wanted, now)  # another replica was faster

    def keep_text(self, name: str, text: str) -> None:
        """Keep a text by its name, in place of the one that is kept."""
        if self.kept_text(name) == text:
            return
        try:
            with self._transaction() as connection:
                connection.execute(delete(kept_texts).where(kept_texts.c.name == name))
                connection.execute(insert(kept_texts).values(name=name, text=text))
        except IntegrityError:
            return  # another replica was faster, and has the same file

    def kept_text(self, name: str) -> str | None:
        """Return the text that is kept by a name, if there is one."""
        query = select(kept_texts.c.text).where(kept_texts.c.name == name)
        with self._transaction() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
            return found
