"""What is known of destinations' chats: where each is now, and what others posted there."""

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.tables import destinations, posts, seen, subscribers, told
from bot.ledger import sql
from bot.ledger.session import LedgerSession


class Chats(LedgerSession):
    """The part of the ledger that knows the chats behind destinations."""

    def chat_of(self, destination: str) -> int | None:
        """Return the number of a destination's chat, if it is known, or of what that has become."""
        query = select(destinations.c.chat_id).where(destinations.c.name == destination)
        with self._transaction() as connection:
            found: int | None = connection.execute(query).scalar_one_or_none()
            return found

    def record_chat(self, destination: str, chat_id: int) -> None:
        """Record the number of a destination's chat; what is known of its messages stays.

        A number that is known already stays, too: the chat may have become the one of that number.
        """
        row = {"name": destination, "chat_id": chat_id}
        at = select(destinations.c.chat_id).where(destinations.c.name == destination)
        try:
            with self._transaction() as connection:
                if connection.execute(at).first() is None:
                    connection.execute(insert(destinations).values(row))
        except IntegrityError:
            return  # another replica was faster

    def record_migration(self, destination: str, chat_id: int) -> bool:
        """Record that a destination's chat has become another one, with messages of its own.

        Return False if that was known already.
        """
        moved = update(destinations).where(destinations.c.name == destination)
        with self._transaction() as connection:
            at = select(destinations.c.chat_id).where(destinations.c.name == destination)
            if connection.execute(at).scalar_one_or_none() == chat_id:
                return False  # another replica has followed it, and posted there
            if not connection.execute(moved.values(chat_id=chat_id)).rowcount:
                row = {"name": destination, "chat_id": chat_id}
                connection.execute(insert(destinations).values(row))
            theirs = update(posts).where(posts.c.destination == destination)
            connection.execute(theirs.values(message_id=None, after_id=None))
            connection.execute(delete(seen).where(seen.c.destination == destination))
            return True

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
                if connection.execute(sql.LAST_SEEN, row).first() is None:
                    connection.execute(insert(seen).values(row))
        except IntegrityError:
            return  # another replica was faster, and saw as good as the same

    def last_seen(self, destination: str) -> int | None:
        """Return the last message that others are known to have posted in a destination's chat."""
        with self._transaction() as connection:
            row = {"destination": destination}
            found: int | None = connection.execute(sql.LAST_SEEN, row).scalar_one_or_none()
            return found


def rename(connection: Connection, former: str, name: str) -> None:
    """Give all that is known of a destination another name, in a transaction.

    What is known by that name already stays: both are one chat.
    """
    theirs, ours = posts.alias(), posts.c
    is_known = (
        select(theirs.c.uid)
        .where(
            theirs.c.destination == name,
            theirs.c.uid == ours.uid,
            theirs.c.start == ours.start,
            theirs.c.lead == ours.lead,
        )
        .exists()
    )
    connection.execute(delete(posts).where(ours.destination == former, is_known))
    also = told.alias()
    is_told = select(also.c.uid).where(also.c.destination == name, also.c.uid == told.c.uid)
    connection.execute(delete(told).where(told.c.destination == former, is_told.exists()))
    for table in (seen, subscribers):
        there = select(table.c.destination).where(table.c.destination == name)
        if connection.execute(there).first() is not None:
            connection.execute(delete(table).where(table.c.destination == former))
    for table in (posts, told, seen, subscribers):
        its = update(table).where(table.c.destination == former)
        connection.execute(its.values(destination=name))
    connection.execute(delete(destinations).where(destinations.c.name == former))
