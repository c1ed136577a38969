"""Keep in which topic of its group a reader is told."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply. All have been told in General."""
    op.add_column("readers", sa.Column("forum_topic", sa.Integer))
    op.add_column("readers", sa.Column("placed", UtcDateTime))


def downgrade() -> None:
    """Take back. All are told in General."""
    for name in ("forum_topic", "placed"):
        op.drop_column("readers", name)
