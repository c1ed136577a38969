"""Who follows what: all that is stored of a reader, until the reader stops."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, String, cast, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.tables import destinations, follows, posts, readers, seen, told
from bot.ledger.chats import rename
from bot.ledger.publications.rows import read_record
from bot.ledger.readers.topic_json import key_of_topic, topic_from_json, topic_to_json
from bot.ledger.session import LedgerSession
from bot.planning.following import Follow, Following, Topic

MINUTE = timedelta(minutes=1)
MOST_FOLLOWED = 30  # by one chat
PREFIX = "telegram:"
FIRST_SUPERGROUP = -(10**12)


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a reader: since when, what is followed, and how many posts."""

    since: datetime
    follows: tuple[Follow, ...]
    posts: int


class Readers(LedgerSession):
    """The part of the ledger that knows what readers follow."""

    def follow(
        self, chat_id: int, topic: Topic, leads: Iterable[timedelta], now: datetime
    ) -> Follow | None:
        """Record that a chat follows a topic from now on; None if it follows too many.

        One that it follows already only gets other leads.
        """
        key, minutes = key_of_topic(topic), " ".join(str(lead // MINUTE) for lead in leads)
        its = (follows.c.chat_id == chat_id, follows.c.key == key)
        try:
            with self._transaction() as connection:
                known = connection.execute(select(follows).where(*its)).one_or_none()
                if known is not None:
                    row = {"leads": minutes, "since": now}
                    if known.leads != minutes:
                        connection.execute(update(follows).where(*its).values(row))
                else:
                    count = select(func.count()).where(follows.c.chat_id == chat_id)
                    if connection.execute(count).scalar_one() >= MOST_FOLLOWED:
                        return None
                    there = select(readers).where(readers.c.chat_id == chat_id)
                    if connection.execute(there).first() is None:
                        row_ = {"chat_id": chat_id, "since": now, "refusals": 0}
                        connection.execute(insert(readers).values(row_))
                    connection.execute(
                        insert(follows).values(
                            chat_id=chat_id,
                            key=key,
                            record=topic_to_json(topic),
                            leads=minutes,
                            since=now,
                        )
                    )
                return _follow(connection, connection.execute(select(follows).where(*its)).one())
        except IntegrityError:
            return self.follow(chat_id, topic, leads, now)  # two messages at once

    def unfollow(self, chat_id: int, key: str) -> int:
        """Record that a chat does not follow a topic any more; return how many it follows yet."""
        with self._transaction() as connection:
            its = (follows.c.chat_id == chat_id, follows.c.key == key)
            connection.execute(delete(follows).where(*its))
            left = select(func.count()).where(follows.c.chat_id == chat_id)
            return connection.execute(left).scalar_one()

    def forget_readers(self, chats: Iterable[int]) -> None:
        """Delete all that is stored of some chats, to which nothing is posted any more.

        Whoever posted there still would not know what has been posted.
        """
        with self._transaction() as connection:
            _forget(connection, list(chats))

    def forget_what_came_after(self, chats: Iterable[int]) -> None:
        """Delete what was recorded of chats after they were forgotten, by a plan that knew them.

        One that has come back since keeps all.
        """
        asked = list(chats)
        with self._transaction() as connection:
            query = select(readers.c.chat_id).where(readers.c.chat_id.in_(asked))
            back = set(connection.execute(query).scalars())
            _forget(connection, [each for each in asked if each not in back])

    def move_reader(self, former: int, chat_id: int) -> None:
        """Record that a chat has become another one, which follows the same from now on."""
        with self._transaction() as connection:
            for table, key in ((follows, follows.c.key), (readers, None)):
                also = table.alias()
                there = select(also.c.chat_id).where(also.c.chat_id == chat_id)
                if key is not None:
                    there = there.where(also.c.key == key)
                its = table.c.chat_id == former
                connection.execute(delete(table).where(its, there.exists()))
                connection.execute(update(table).where(its).values(chat_id=chat_id))
            rename(connection, f"{PREFIX}{former}", f"{PREFIX}{chat_id}")

    def moved_readers(self) -> dict[int, int]:
        """Return the chats that have become others and are known by their former numbers yet."""
        name = literal(PREFIX) + cast(readers.c.chat_id, String)
        query = (
            select(readers.c.chat_id.label("former"), destinations.c.chat_id.label("number"))
            .join(destinations, destinations.c.name == name)
            .where(destinations.c.chat_id != readers.c.chat_id)
        )
        with self._transaction() as connection:
            return {row.former: row.number for row in connection.execute(query)}

    def stored_of(self, chat_id: int) -> Stored | None:
        """Return what is stored of a chat; None if nothing is."""
        with self._transaction() as connection:
            query = select(readers.c.since).where(readers.c.chat_id == chat_id)
            since: datetime | None = connection.execute(query).scalar_one_or_none()
            if since is None:
                return None
            its = select(follows).where(follows.c.chat_id == chat_id).order_by(follows.c.since)
            followed = tuple(_follow(connection, row) for row in connection.execute(its))
            theirs = posts.c.destination == f"{PREFIX}{chat_id}"
            count = connection.execute(select(func.count()).where(theirs)).scalar_one()
            return Stored(since, followed, count)

    def followings(self) -> list[Following]:
        """Return what all of them hear. Those who follow the same have the same topic."""
        topics: dict[str, Topic] = {}
        found: dict[int, list[Follow]] = {}
        with self._transaction() as connection:
            query = select(follows).order_by(follows.c.chat_id, follows.c.since)
            for row in connection.execute(query):
                follow = _follow(connection, row, topics.get(row.key))
                topics[row.key] = follow.topic
                found.setdefault(row.chat_id, []).append(follow)
        return [
            Following(f"{PREFIX}{chat_id}", follows=tuple(its)) for chat_id, its in found.items()
        ]

    def count_readers(self) -> tuple[int, int]:
        """Return how many chats follow something, and how much they follow together."""
        counts = (
            select(func.count()).select_from(readers),
            select(func.count()).select_from(follows),
        )
        with self._transaction() as connection:
            chats, followed = (connection.execute(each).scalar_one() for each in counts)
            return chats, followed

    def latest_follow(self) -> tuple[int, datetime | None, int]:
        """Return what changes when anybody follows something, does no more, or has moved."""
        moved = func.count().filter(follows.c.chat_id <= FIRST_SUPERGROUP)
        query = select(func.count(), func.max(follows.c.since), moved)
        with self._transaction() as connection:
            count, since, supergroups = connection.execute(query).one()
            return count, since, supergroups

    def record_refusal(self, chat_id: int) -> int:
        """Record that a chat refused a post as the bot is blocked; return how often in a row."""
        its = readers.c.chat_id == chat_id
        with self._transaction() as connection:
            connection.execute(update(readers).where(its).values(refusals=readers.c.refusals + 1))
            count = connection.execute(select(readers.c.refusals).where(its)).scalar_one_or_none()
            return count or 0

    def record_acceptance(self, chat_id: int) -> None:
        """Record that a chat that refused a post has taken one again."""
        with self._transaction() as connection:
            its = update(readers).where(readers.c.chat_id == chat_id)
            connection.execute(its.values(refusals=0))


def _follow(
    connection: Connection, row: Row[tuple[object, ...]], topic: Topic | None = None
) -> Follow:
    name = f"{row.chat_id}|{row.key}"
    topic = topic or read_record(connection, "follows", name, row.record, topic_from_json)
    leads = read_record(connection, "follows", name, row.leads, _leads)
    return Follow(row.key, topic, row.since, leads)


def _leads(minutes: str) -> tuple[timedelta, ...]:
    return tuple(MINUTE * int(each) for each in minutes.split())


def _forget(connection: Connection, chats: list[int]) -> None:
    names = [f"{PREFIX}{chat_id}" for chat_id in chats]
    for table in (follows, readers):
        connection.execute(delete(table).where(table.c.chat_id.in_(chats)))
    for table in (posts, told, seen):
        connection.execute(delete(table).where(table.c.destination.in_(names)))
    connection.execute(delete(destinations).where(destinations.c.name.in_(names)))
