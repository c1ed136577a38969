"""The ledger's tables. A change here goes with a migration in ``bot/migrations/versions``."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
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
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("message_id", Integer),
    Column("html", Text),
    Column("reason", Text),
    UniqueConstraint("uid", "start", "lead", "destination", name="posts_key"),
    Index("posts_due", "due"),
    Index("posts_state", "state"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("uid", String(160), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("last_modified", UtcDateTime, nullable=False),
    Column("record", Text, nullable=False),
    Column("gone", Boolean, nullable=False),
)

watch = Table(
    "watch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)
