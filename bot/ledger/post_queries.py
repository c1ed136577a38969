"""What the ledger is asked about posts. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from bot.database.tables import batches, posts, revisions
from bot.ledger import sql
from bot.ledger.post_record import POSTED, PostRecord, PostState, ToldOtherwise
from bot.ledger.posts.claims import is_waiting
from bot.ledger.session import LedgerSession
from bot.planning.diary_issues import DIARY_UID, Period
from bot.planning.keys import Key
from events.records.event_json import from_record

# No issue of the diary that was due longer ago tells of a day that is yet to end.
DIARY_DAYS = 8


class PostQueries(LedgerSession):
    """The part of the ledger that tells what is known of posts."""

    def record_of(self, key: Key) -> PostRecord | None:
        """Return what is known of one post."""
        with self._transaction() as connection:
            row = connection.execute(select(posts).where(sql.has_key(key))).one_or_none()
            return sql.post_record(row) if row else None

    def records(self, *states: PostState) -> list[PostRecord]:
        """Return the posts in any of some states, in the order in which they were due."""
        query = select(posts).where(posts.c.state.in_(states)).order_by(posts.c.due)
        with self._transaction() as connection:
            return [sql.post_record(row) for row in connection.execute(query)]

    def closed(self, keys: Iterable[Key]) -> dict[Key, PostState]:
        """Return those of some posts that are closed (sent, failed or superseded), and how."""
        asked = frozenset(keys)
        found: dict[Key, PostState] = {}
        with self._transaction() as connection:
            for uids in batches(sorted({key.uid for key in asked})):
                for *key, state in connection.execute(sql.FIND_CLOSED, {"uids": uids}):
                    found[Key(*key)] = PostState(state)
        return {key: state for key, state in found.items() if key in asked}

    def last_told(self, keys: Iterable[Key]) -> dict[Key, PostRecord]:
        """Return for each reminder the last other post about its event and start, if that stands.

        A post stands that is in the chat as it was sent, may be there, or is being sent.
        """
        standing = (PostState.CLAIMED, PostState.UNCERTAIN, PostState.SENT)
        found: dict[Key, PostRecord] = {}
        with self._transaction() as connection:
            for key in keys:
                named = sql.named(key)
                row = connection.execute(sql.FIND_LAST_TOLD, named).one_or_none()
                if row and row.state in standing:
                    found[key] = sql.post_record(row)
        return found

    def is_open(self, key: Key) -> bool:
        """Tell whether a post is being sent, or may be sent yet."""
        open_ = or_(posts.c.state == PostState.CLAIMED, sql.OPEN)
        query = select(posts.c.state).where(sql.has_key(key), open_)
        with self._transaction() as connection:
            return connection.execute(query).first() is not None

    def destinations_to_follow_up(self, now: datetime) -> set[str]:
        """Return the destinations with uncertain posts, or with posts to be corrected."""
        query = (
            select(posts.c.destination)
            .where(or_(sql.is_uncertain(now), sql.CORRECTABLE))
            .distinct()
        )
        with self._transaction() as connection:
            return set(connection.execute(query).scalars())

    def uncertain_posts(self, destination: str, now: datetime) -> list[PostRecord]:
        """Return a destination's uncertain posts, in the order in which they were due."""
        query = select(posts).where(posts.c.destination == destination, sql.is_uncertain(now))
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(posts.c.due)).all()
        return [
            replace(
                sql.post_record(row),
                may_be_on_its_way=is_waiting(row, now) and row.owner != self._owner,
            )
            for row in rows
        ]

    def are_to_be_edited(self, uids: Iterable[str], destination: str) -> bool:
        """Tell whether any of a destination's posts about some events is to be edited.

        Such a post is outdated, or tells its event otherwise than it is published by now.
        """
        asked = {"uids": list(uids), "destination": destination}
        with self._transaction() as connection:
            return connection.execute(sql.FIND_TO_BE_EDITED, asked).first() is not None

    def next_correctable(self, destination: str) -> PostRecord | None:
        """Return the outdated post of a destination that is to be corrected next."""
        query = select(posts).where(posts.c.destination == destination, sql.CORRECTABLE)
        with self._transaction() as connection:
            row = connection.execute(query.order_by(posts.c.due.desc()).limit(1)).one_or_none()
            return sql.post_record(row) if row else None

    def digest_in(self, destination: str, message_id: int) -> list[PostRecord]:
        """Return the posts that are one message, a digest, in the order of its parts."""
        query = select(posts).where(
            posts.c.destination == destination,
            posts.c.message_id == message_id,
            posts.c.digest.is_not(None),
        )
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(posts.c.part))
            return [sql.post_record(row) for row in rows]

    def told_otherwise(self, destination: str) -> list[ToldOtherwise]:
        """Return a destination's posts whose event is published otherwise by now, the last first.

        Only those that stand as they were sent, and whose formatting is known. A digest has no
        addresses.
        """
        query = (
            select(posts, revisions.c.record.label("published"))
            .join(revisions, revisions.c.uid == posts.c.uid)
            .where(posts.c.destination == destination, sql.TOLD_OTHERWISE)
            .order_by(posts.c.due.desc())
        )
        with self._transaction() as connection:
            return [
                ToldOtherwise(
                    sql.post_record(row), from_record(row.record), from_record(row.published)
                )
                for row in connection.execute(query)
            ]

    def diaries(self, destination: str, now: datetime) -> list[PostRecord]:
        """Return the issues of the diary that stand in a destination, and may not be past.

        An issue that cannot be edited any more is left out.
        """
        recent = or_(
            posts.c.due > now - timedelta(days=DIARY_DAYS), posts.c.lead == Period.PINNED.value
        )
        query = select(posts).where(
            posts.c.destination == destination,
            posts.c.uid == DIARY_UID,
            posts.c.state == PostState.SENT,
            posts.c.message_id.is_not(None),
            posts.c.reason.is_(None),
            recent,
        )
        with self._transaction() as connection:
            return [sql.post_record(row) for row in connection.execute(query)]

    def destinations_told_otherwise(self) -> set[str]:
        """Return the destinations for which `told_otherwise` returns posts."""
        query = (
            select(posts.c.destination)
            .join(revisions, revisions.c.uid == posts.c.uid)
            .where(sql.TOLD_OTHERWISE)
            .distinct()
        )
        with self._transaction() as connection:
            return set(connection.execute(query).scalars())

    def last_message_id(self, uid: str, destination: str) -> int | None:
        """Return the id of the last message about an event at a destination."""
        query = select(func.max(posts.c.message_id)).where(
            posts.c.uid == uid, posts.c.destination == destination, posts.c.state.in_(POSTED)
        )
        with self._transaction() as connection:
            found: int | None = connection.execute(query).scalar_one()
            return found

    def first_post(self, uid: str, destination: str) -> PostRecord | None:
        """Return the first post about an event that is known to be at a destination."""
        query = select(posts).where(
            posts.c.uid == uid, posts.c.destination == destination, posts.c.state.in_(POSTED)
        )
        with self._transaction() as connection:
            row = connection.execute(query.order_by(posts.c.claimed).limit(1)).one_or_none()
            return sql.post_record(row) if row else None

    def counts(self) -> dict[PostState, int]:
        """Return how many posts are in each state."""
        query = select(posts.c.state, func.count()).group_by(posts.c.state)
        with self._transaction() as connection:
            found = {PostState(state): count for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in PostState}

    def count_late(self, than: timedelta) -> int:
        """Count the posts that were sent later than they were due by more than some time."""
        states = (PostState.SENT, PostState.OUTDATED)
        query = select(posts.c.due, posts.c.changed).where(posts.c.state.in_(states))
        with self._transaction() as connection:
            return sum(changed - due > than for due, changed in connection.execute(query))
