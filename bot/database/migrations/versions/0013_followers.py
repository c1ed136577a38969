"""Keep which destinations the operator has paused, and what readers follow."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply. Nothing is paused, and nobody follows anything."""
    op.add_column("subscribers", sa.Column("paused", UtcDateTime))
    op.create_table(
        "readers",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("since", UtcDateTime, nullable=False),
        sa.Column("refusals", sa.Integer, nullable=False),
    )
    op.create_table(
        "follows",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("leads", sa.Text, nullable=False),
        sa.Column("since", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("follows")
    op.drop_table("readers")
    op.drop_column("subscribers", "paused")
