"""Keep of which spans of time the ledger knows nothing, since it was put back."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "gaps",
        sa.Column("until", UtcDateTime, primary_key=True),
        sa.Column("since", UtcDateTime, nullable=False),
        sa.Column("first_sequence", sa.Integer, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("gaps")
