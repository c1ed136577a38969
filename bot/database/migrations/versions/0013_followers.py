"""Keep which destinations the operator has paused."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply. Nothing is paused."""
    op.add_column("subscribers", sa.Column("paused", UtcDateTime))


def downgrade() -> None:
    """Take back."""
    op.drop_column("subscribers", "paused")
