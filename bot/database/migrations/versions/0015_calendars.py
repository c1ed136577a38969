"""Keep the last good state of calendars that are sources of events."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply. None has been got yet."""
    op.create_table(
        "calendars",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("due", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("record", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("calendars")
