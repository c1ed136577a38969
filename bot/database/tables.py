"""The ledger's tables. A change here goes with a migration in ``migrations/versions``."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

T = TypeVar("T")
MOST_VALUES = 200  # in one statement: SQLite takes a limited number of variables


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield values in batches that one statement can take."""
    return (values[first : first + MOST_VALUES] for first in range(0, len(values), MOST_VALUES))


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC. SQLite has no zones: there it is stored without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive datetime, and write an aware one in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what was stored, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

posts = Table(
    "posts",
    metadata,
    Column("uid", String(160), nullable=False),
    Column("start", String(32), nullable=False),
    Column("lead", String(16), nullable=False),
    Column("destination", String(160), nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("changed", UtcDateTime, nullable=False),
    # The claim's number among all posts about the event at the destination, from 1: of two posts
    # the one with the greater number tells the event as it was later. A clock may be set back.
    Column("claimed", Integer),
    Column("attempts", Integer, nullable=False),
    # How many answers were lost, and how often the sending process ended, since it was last known
    # whether the post is in the chat.
    Column("doubts", Integer, nullable=False),
    Column("interruptions", Integer, nullable=False, server_default="0"),
    Column("message_id", Integer),
    # The post's text, without formatting.
    Column("html", Text),
    # The post as it was sent, with its formatting.
    Column("content", Text),
    # Posts with the same digest are one message, whose text each of them has, and whose parts stand
    # in this order: a post's own content is its part.
    Column("digest", String(32)),
    Column("part", Integer),
    # The text of an earlier attempt, without formatting, which may be in the chat as well.
    Column("earlier", Text),
    # The event as the post tells it.
    Column("record", Text),
    Column("reason", Text),
    # Which process holds the claim, and until when others leave a waiting post alone.
    Column("owner", String(32)),
    Column("not_before", UtcDateTime),
    # The last message known in the chat at the claim: an uncertain post can only come after it.
    Column("after_id", Integer),
    UniqueConstraint("uid", "start", "lead", "destination", name="posts_key"),
    Index("posts_due", "due"),
    Index("posts_state", "state"),
    Index("posts_message", "destination", "message_id"),
    Index("posts_digest", "digest"),
    Index("posts_event", "uid", "destination"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("uid", String(160), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("last_modified", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    # In minutes, with spaces between; none where an older version wrote the row.
    Column("leads", Text),
    Column("gone", Boolean, nullable=False),
    # The UID of the event that came in the place of one that is gone.
    Column("successor", String(160)),
    # When the last change that was news was published, and what was until then.
    Column("changed", UtcDateTime),
    Column("was", Text),
)

# Each revision that was ever published, the present one among them. It is read an event or a
# page at a time, and never as a whole.
history = Table(
    "history",
    metadata,
    Column("uid", String(160), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("agenda", String(64), nullable=False),
    Column("record", Text, nullable=False),
    Column("gone", Boolean, nullable=False),
    # Whether it was news to readers, and no correction of a text.
    Column("news", Boolean, nullable=False),
    Index("history_news", "news", "at"),
    Index("history_agenda", "agenda", "news", "at"),
    Index("history_at", "at"),
)

# What the agendas said of themselves at the last publication, in order.
agendas = Table(
    "agendas",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("record", Text, nullable=False),
)

# The events whose removal is held, and has been confirmed.
confirmed = Table(
    "confirmed",
    metadata,
    Column("uid", String(160), primary_key=True),
)

# One row, whose version grows with each publication: what replicas agree by.
publication = Table(
    "publication",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)

# What a destination knew of an event when the event changed; no record if the event was new to
# the destination.
told = Table(
    "told",
    metadata,
    Column("uid", String(160), primary_key=True),
    Column("destination", String(160), primary_key=True),
    Column("record", Text),
)

# The number of a destination's chat, or of the chat that it has become.
destinations = Table(
    "destinations",
    metadata,
    Column("name", String(160), primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
)

# Where posts go, and since when; none where that was so from the first.
subscribers = Table(
    "subscribers",
    metadata,
    Column("destination", String(160), primary_key=True),
    Column("since", UtcDateTime),
    # Since when the operator wants nothing posted there.
    Column("paused", UtcDateTime),
)

# Chats that chose for themselves what they hear, and how often in a row they refused it.
readers = Table(
    "readers",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", UtcDateTime, nullable=False),
    Column("refusals", Integer, nullable=False),
    # How it is told: a language's code and an IANA zone; and when it last chose either itself.
    Column("language", String(16)),
    Column("zone", String(64)),
    Column("chosen", UtcDateTime),
    # In which topic of a group it is told, if ever in another than General; and since when.
    Column("forum_topic", Integer),
    Column("placed", UtcDateTime),
)

# What each of them has chosen; its leads in minutes, with spaces between.
follows = Table(
    "follows",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("key", String(16), primary_key=True),
    Column("record", Text, nullable=False),
    Column("leads", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

# The file of destinations as it was right last: a start must not fail for a bad edit.
kept_texts = Table(
    "kept_texts",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("text", Text, nullable=False),
)

# Calendars of others that are sources of events, by the digest of what tells one from another.
calendars = Table(
    "calendars",
    metadata,
    Column("key", String(64), primary_key=True),
    # From when one of the replicas is to get it once more.
    Column("due", UtcDateTime, nullable=False),
    # How often its last good state has changed.
    Column("version", Integer, nullable=False),
    # That state, packed; none if there has been none.
    Column("content", Text),
    Column("record", Text, nullable=False),
)

# The last message that others posted in a destination's chat: a post of ours that is claimed
# later can only come after it.
seen = Table(
    "seen",
    metadata,
    Column("destination", String(160), primary_key=True),
    Column("message_id", Integer, nullable=False),
)

# One row, the watermark: every reminder that was due until then has been dealt with.
watch = Table(
    "watch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

# From a backup to the moment when it was put back: of this time the ledger knows nothing.
gaps = Table(
    "gaps",
    metadata,
    Column("until", UtcDateTime, primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    # The SEQUENCE of an event that the ledger does not know, and that was perhaps served before.
    Column("first_sequence", Integer, nullable=False),
    # Until the definitions have been published, and what was due in the gap is recorded.
    Column("open", Boolean, nullable=False),
)
