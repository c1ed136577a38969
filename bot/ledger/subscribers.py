"""Which destinations there are, and since when: a ledger outlives a change of the settings."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.tables import destinations, kept_texts, posts, subscribers, told
from bot.ledger import sql
from bot.ledger.chats import rename
from bot.ledger.post_record import PostRecord, PostState
from bot.ledger.session import LedgerSession

UNDER_WAY = (PostState.CLAIMED, PostState.WAITING, PostState.UNCERTAIN)
REMOVED = "its destination was taken away"
# A chat by its number, and perhaps a topic of it.
_NUMBERED = re.compile(r"telegram:(?P<number>-\d+)(?P<topic>/\d+)?")


class Subscribers(LedgerSession):
    """The part of the ledger that knows the destinations."""

    def subscribe(self, names: Iterable[str], now: datetime) -> dict[str, datetime | None]:
        """Record that these are the destinations, and return since when each is one, in UTC.

        - None is for what was there from the first, or before this was recorded at all.
        - What has been taken away is forgotten: its posts under way are closed, and news that it
          was to hear is dropped.
        - A chat that is given by its number now, and by another name before, is what it was: all
          that is known of it goes by the number from now on.
        """
        wanted = list(names)
        try:
            with self._transaction() as connection:
                _rename_those_given_by_number(connection, wanted)
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

    def paused(self) -> dict[str, datetime]:
        """Return the destinations to which nothing is to be posted, and since when, in UTC."""
        query = select(subscribers).where(subscribers.c.paused.is_not(None))
        with self._transaction() as connection:
            return {row.destination: row.paused for row in connection.execute(query)}

    def pause(self, destination: str, now: datetime) -> bool:
        """Record that nothing is to be posted to a destination; tell whether it was otherwise."""
        unpaused = update(subscribers).where(
            subscribers.c.destination == destination, subscribers.c.paused.is_(None)
        )
        with self._transaction() as connection:
            return bool(connection.execute(unpaused.values(paused=now)).rowcount)

    def resume(self, destination: str) -> list[PostRecord] | None:
        """Record that a destination is posted to again; return what it has missed meanwhile.

        None if it was not paused.
        """
        its = subscribers.c.destination == destination
        with self._transaction() as connection:
            query = select(subscribers.c.paused).where(its)
            since: datetime | None = connection.execute(query).scalar_one_or_none()
            if since is None:
                return None
            connection.execute(update(subscribers).where(its).values(paused=None))
            missed = select(posts).where(
                posts.c.destination == destination,
                posts.c.state == PostState.MISSED,
                posts.c.changed >= since,
            )
            rows = connection.execute(missed.order_by(posts.c.due))
            return [sql.post_record(row) for row in rows]

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


def _rename_those_given_by_number(connection: Connection, wanted: Collection[str]) -> None:
    """Take what is known of a group for what is known of the supergroup that it has become."""
    known = set(connection.execute(select(subscribers.c.destination)).scalars())
    for name in set(wanted) - known:
        numbered = _NUMBERED.fullmatch(name)
        if numbered is None:
            continue
        its = select(destinations.c.name).where(destinations.c.chat_id == int(numbered["number"]))
        topic = numbered["topic"] or ""
        for former in connection.execute(its).scalars().all():
            same_topic = former == f"{former.partition('/')[0]}{topic}"
            if former in known and former not in wanted and same_topic:
                rename(connection, former, name)
                known.discard(former)
                break
