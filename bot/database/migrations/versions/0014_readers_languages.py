"""Keep in which language a reader is told, and by whose clocks."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply. Nobody has chosen anything."""
    op.add_column("readers", sa.Column("language", sa.String(16)))
    op.add_column("readers", sa.Column("zone", sa.String(64)))
    op.add_column("readers", sa.Column("chosen", UtcDateTime))


def downgrade() -> None:
    """Take back. Who has chosen something, and follows nothing, is not known any more."""
    op.execute("DELETE FROM readers WHERE chat_id NOT IN (SELECT chat_id FROM follows)")
    for name in ("language", "zone", "chosen"):
        op.drop_column("readers", name)
