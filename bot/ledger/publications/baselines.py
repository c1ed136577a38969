"""What readers knew of events when these changed: rows that are kept until the news is told."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, tuple_, update

from bot.database.soundness import read_record
from bot.database.tables import batches, follows, posts, revisions, told
from bot.ledger.post_record import CLOSED, POSTED, PostState
from bot.ledger.publications.rows import read_revisions
from bot.ledger.readers.topic_json import key_of_topic, topic_to_json
from bot.planning.following import Topic
from bot.planning.notices import Baselines
from events.model import Event
from events.queries import day_is_over
from events.records.event_json import from_record, to_record
from events.revisions import Revisions

# An event that a clock ran ahead of for a while may be yet to come.
KEPT_AFTER = timedelta(days=7)
MAYBE_POSTED = (*POSTED, PostState.CLAIMED, PostState.UNCERTAIN, PostState.UNRECORDED)


def read_baselines(connection: Connection) -> Baselines:
    """Read what readers know otherwise than it is published."""
    otherwise = or_(told.c.record.is_(None), told.c.record != revisions.c.record, revisions.c.gone)
    query = select(told).join(revisions, told.c.uid == revisions.c.uid).where(otherwise)
    found: dict[tuple[str, str], Event | None] = {}
    for row in connection.execute(query):
        found[row.uid, row.destination] = row.record and read_record(
            connection, "told", f"{row.uid}|{row.destination}", row.record, from_record
        )
    return found


def posted_about(connection: Connection, uids: list[str]) -> set[tuple[str, str]]:
    """Return which events were posted about, or may have been, at which destinations."""
    found: set[tuple[str, str]] = set()
    for some in batches(uids):
        query = select(posts.c.uid, posts.c.destination).where(
            posts.c.uid.in_(some),
            posts.c.state.in_(MAYBE_POSTED),
        )
        found.update((uid, destination) for uid, destination in connection.execute(query))
    return found


def keep_baselines(connection: Connection, knew: Baselines) -> None:
    """Keep baselines. An older baseline, of a change that is not told yet, stays."""
    key = tuple_(told.c.uid, told.c.destination)
    older: set[tuple[str, str]] = set()
    for some in batches(list(knew)):
        query = select(told.c.uid, told.c.destination).where(key.in_(some))
        older.update((uid, destination) for uid, destination in connection.execute(query))
    rows = [
        {"uid": uid, "destination": destination, "record": event and to_record(event)}
        for (uid, destination), event in knew.items()
        if (uid, destination) not in older
    ]
    if rows:
        connection.execute(insert(told), rows)


def forget_past(connection: Connection, after: Revisions, now: datetime) -> None:
    """Delete the baselines of events that are long past, which each look would read again."""
    uids = list(connection.execute(select(told.c.uid).distinct()).scalars())
    theirs = {**after, **read_revisions(connection, [uid for uid in uids if uid not in after])}
    then = now - KEPT_AFTER
    past = [uid for uid in uids if uid in theirs and day_is_over(theirs[uid].event, then)]
    for some in batches(past):
        connection.execute(delete(told).where(told.c.uid.in_(some)))


def hand_over(connection: Connection, old: str, new: str) -> None:
    """Give an event's baselines and posts to the one that has come in its place.

    A post that is not closed is that of the old event still: whoever sends it knows it so. What
    the new event has of its own stays as it is.
    """
    for table, key, wanted in (
        (told, (told.c.destination,), None),
        (
            posts,
            (posts.c.start, posts.c.lead, posts.c.destination),
            posts.c.state.in_((*CLOSED, PostState.MISSED)),
        ),
    ):
        own = select(*key).where(table.c.uid == new)
        moved = update(table).where(table.c.uid == old, tuple_(*key).not_in(own))
        connection.execute((moved if wanted is None else moved.where(wanted)).values(uid=new))
    connection.execute(delete(told).where(told.c.uid == old))
    _hand_followers_over(connection, Topic(uid=old), Topic(uid=new))


def _hand_followers_over(connection: Connection, old: Topic, new: Topic) -> None:
    before, after = key_of_topic(old), key_of_topic(new)
    own = select(follows.c.chat_id).where(follows.c.key == after)
    theirs = update(follows).where(follows.c.key == before, follows.c.chat_id.not_in(own))
    connection.execute(theirs.values(key=after, record=topic_to_json(new)))
    connection.execute(delete(follows).where(follows.c.key == before))
