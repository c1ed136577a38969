"""Who follows what, and is told how: all that is stored of a reader, until the reader stops."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, String, cast, delete, func, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from bot.database.soundness import read_record
from bot.database.tables import destinations, follows, posts, readers, seen, told
from bot.ledger.chats import rename
from bot.ledger.readers.topic_json import key_of_topic, topic_from_json, topic_to_json
from bot.ledger.session import LedgerSession
from bot.planning.following import GENERAL, NOTHING_CHOSEN, Chosen, Follow, Following, Topic
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.languages import LANGUAGES
from events.zones import ALL_ZONES

MINUTE = timedelta(minutes=1)
MOST_FOLLOWED = 30  # by one chat
PREFIX = "telegram:"
FIRST_SUPERGROUP = -(10**12)


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a reader: since when, what is followed and chosen, and how many posts."""

    since: datetime
    follows: tuple[Follow, ...]
    posts: int
    chosen: Chosen


class Readers(LedgerSession):
    """The part of the ledger that knows what readers follow."""

    def follow(
        self,
        chat_id: int,
        topic: Topic,
        leads: Iterable[timedelta],
        now: datetime,
        language: Language | None = None,
        forum_topic: int | None = None,
    ) -> Follow | None:
        """Record that a chat follows a topic from now on; None if it follows too many.

        - A topic that the chat follows already only gets the other leads.
        - ``language``: in which it is told, as long as it chooses none
        - ``forum_topic``: in which topic of a group it is told of all that it follows
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
                    _add_reader(connection, chat_id, now, language)
                    connection.execute(
                        insert(follows).values(
                            chat_id=chat_id,
                            key=key,
                            record=topic_to_json(topic),
                            leads=minutes,
                            since=now,
                        )
                    )
                _place(connection, chat_id, forum_topic, now)
                return _follow(connection, connection.execute(select(follows).where(*its)).one())
        except IntegrityError:
            # Two messages at once.
            return self.follow(chat_id, topic, leads, now, language, forum_topic)

    def choose_language(self, chat_id: int, language: Language, now: datetime) -> None:
        """Record in which language a chat is told from now on."""
        self._choose(chat_id, {"language": language.code}, now)

    def choose_zone(self, chat_id: int, zone: str | None, now: datetime) -> None:
        """Record by whose clocks a chat is told times from now on; None for those of each event."""
        self._choose(chat_id, {"zone": zone}, now)

    def _choose(self, chat_id: int, row: dict[str, str | None], now: datetime) -> None:
        try:
            with self._transaction() as connection:
                _add_reader(connection, chat_id, now, None)
                its = update(readers).where(readers.c.chat_id == chat_id)
                connection.execute(its.values(**row, chosen=now))
        except IntegrityError:
            self._choose(chat_id, row, now)  # two messages at once

    def unfollow(self, chat_id: int, key: str) -> int:
        """Record that a chat does not follow a topic any more; return how many it follows yet."""
        with self._transaction() as connection:
            its = (follows.c.chat_id == chat_id, follows.c.key == key)
            connection.execute(delete(follows).where(*its))
            left = select(func.count()).where(follows.c.chat_id == chat_id)
            return connection.execute(left).scalar_one()

    def forget_reader(self, chat_id: int) -> None:
        """Delete all that is stored of a chat, to which nothing is posted any more.

        Whoever posted there still would not know what has been posted.
        """
        with self._transaction() as connection:
            _forget_choices(connection, chat_id)
            _forget_posts(connection, [chat_id])

    def forget_choices(self, chat_id: int) -> None:
        """Delete what a chat follows and has chosen; what is posted there is the operator's."""
        with self._transaction() as connection:
            _forget_choices(connection, chat_id)

    def forget_unless_chosen(self, chat_id: int) -> None:
        """Delete what is stored of a chat that follows nothing any more.

        What it has chosen itself of how it is told stays.
        """
        with self._transaction() as connection:
            # It may have followed something again while what was planned for it was taken away.
            followed = select(follows.c.key).where(follows.c.chat_id == chat_id).exists()
            its = (readers.c.chat_id == chat_id, readers.c.chosen.is_(None), ~followed)
            connection.execute(delete(readers).where(*its))
            nowhere = update(readers).where(readers.c.chat_id == chat_id, ~followed)
            connection.execute(nowhere.values(forum_topic=None, placed=None))
            _forget_posts(connection, [chat_id])

    def forget_what_came_after(self, chats: Iterable[int]) -> None:
        """Delete what a plan that still knew some chats has recorded after they were forgotten.

        A chat that follows something again keeps all.
        """
        with self._transaction() as connection:
            _forget_posts(connection, list(chats))

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
            query = select(readers).where(readers.c.chat_id == chat_id)
            reader = connection.execute(query).one_or_none()
            if reader is None:
                return None
            its = select(follows).where(follows.c.chat_id == chat_id).order_by(follows.c.since)
            followed = tuple(_follow(connection, row) for row in connection.execute(its))
            theirs = posts.c.destination == f"{PREFIX}{chat_id}"
            count = connection.execute(select(func.count()).where(theirs)).scalar_one()
            return Stored(reader.since, followed, count, _chosen(reader))

    def followings(self) -> list[Following]:
        """Return what all of them hear. Those who follow the same have the same topic."""
        topics: dict[str, Topic] = {}
        found: dict[int, list[Follow]] = {}
        with self._transaction() as connection:
            chosen = _chosen_by_chat(connection)
            query = select(follows).order_by(follows.c.chat_id, follows.c.since)
            for row in connection.execute(query):
                follow = _follow(connection, row, topics.get(row.key))
                topics[row.key] = follow.topic
                found.setdefault(row.chat_id, []).append(follow)
        return [
            Following(
                f"{PREFIX}{chat_id}",
                language=how.language or ENGLISH,
                zone=how.zone,
                follows=tuple(its),
            )
            for chat_id, its in found.items()
            for how in (chosen.get(chat_id, NOTHING_CHOSEN),)
        ]

    def chosen(self) -> dict[int, Chosen]:
        """Return what chats have chosen of how they are told, by their numbers."""
        with self._transaction() as connection:
            return _chosen_by_chat(connection)

    def count_readers(self) -> tuple[int, int]:
        """Return how many chats follow something, and how much they follow together."""
        counts = (
            select(func.count(follows.c.chat_id.distinct())),
            select(func.count()).select_from(follows),
        )
        with self._transaction() as connection:
            chats, followed = (connection.execute(each).scalar_one() for each in counts)
            return chats, followed

    def latest_choice(self) -> tuple[object, ...]:
        """Return a value that differs once any chat has followed, chosen or stopped, or moved."""
        moved = func.count().filter(follows.c.chat_id <= FIRST_SUPERGROUP)
        followed = select(func.count(), func.max(follows.c.since), moved)
        latest = func.max(readers.c.chosen), func.max(readers.c.placed)
        chosen = select(func.count(), *latest).select_from(readers)
        with self._transaction() as connection:
            return (*connection.execute(followed).one(), *connection.execute(chosen).one())

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


def _add_reader(
    connection: Connection, chat_id: int, now: datetime, language: Language | None
) -> None:
    """Record a chat, unless it is known; ``language`` counts where it has none yet."""
    code = language.code if language else None
    its = readers.c.chat_id == chat_id
    if connection.execute(select(readers).where(its)).first() is None:
        row = {"chat_id": chat_id, "since": now, "refusals": 0, "language": code}
        connection.execute(insert(readers).values(row))
    elif code:
        without = update(readers).where(its, readers.c.language.is_(None))
        connection.execute(without.values(language=code))


def _place(connection: Connection, chat_id: int, forum_topic: int | None, now: datetime) -> None:
    """Record in which topic of its group a chat is told from now on.

    Of one that is told in General again it stays known that its earlier posts may stand elsewhere.
    """
    its = readers.c.chat_id == chat_id
    query = select(readers.c.forum_topic).where(its)
    known: int | None = connection.execute(query).scalar_one_or_none()
    place = forum_topic or (GENERAL if known else None)
    if place != known:
        connection.execute(update(readers).where(its).values(forum_topic=place, placed=now))


def _forget_choices(connection: Connection, chat_id: int) -> None:
    for table in (follows, readers):
        connection.execute(delete(table).where(table.c.chat_id == chat_id))


def _forget_posts(connection: Connection, chats: list[int]) -> None:
    """Delete what was recorded of posts to those of some chats that follow nothing."""
    query = select(follows.c.chat_id).where(follows.c.chat_id.in_(chats))
    following = set(connection.execute(query).scalars())
    names = [f"{PREFIX}{chat_id}" for chat_id in chats if chat_id not in following]
    for table in (posts, told, seen):
        connection.execute(delete(table).where(table.c.destination.in_(names)))
    connection.execute(delete(destinations).where(destinations.c.name.in_(names)))


def _chosen_by_chat(connection: Connection) -> dict[int, Chosen]:
    rows = connection.execute(select(readers))
    return {row.chat_id: _chosen(row) for row in rows}


def _chosen(row: Row[tuple[object, ...]]) -> Chosen:
    # A later version may have had more languages, and a later database of zones more of these.
    zone = row.zone if row.zone in ALL_ZONES else None
    return Chosen(LANGUAGES.get(row.language or ""), zone, row.forum_topic)
