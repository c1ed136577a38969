"""Keep each revision that is published; those that are there are the first ones that are known."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0011"
down_revision = "0010"

# The agenda of an event stands in its record alone: of a record that cannot be read it is not
# known, and whoever reads the record is told.
FIRST_KNOWN = """
    INSERT INTO history (uid, sequence, at, agenda, record, gone, news)
    SELECT uid, sequence, last_modified, {agenda}, record, gone,
        last_modified = created AND NOT gone
    FROM revisions WHERE successor IS NULL
"""
AGENDA = {
    "sqlite": "CASE WHEN json_valid(record)"
    " THEN coalesce(json_extract(record, '$.agenda'), '') ELSE '' END",
    "postgresql": "coalesce(record::json ->> 'agenda', '')",
}


def upgrade() -> None:
    """Apply."""
    op.add_column("revisions", sa.Column("changed", UtcDateTime))
    op.add_column("revisions", sa.Column("was", sa.Text))
    op.create_table(
        "history",
        sa.Column("uid", sa.String(160), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("agenda", sa.String(64), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("news", sa.Boolean, nullable=False),
    )
    op.execute(FIRST_KNOWN.format(agenda=AGENDA[op.get_context().dialect.name]))
    op.create_index("history_news", "history", ["news", "at"])
    op.create_index("history_agenda", "history", ["agenda", "news", "at"])
    op.create_index("history_at", "history", ["at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("history")
    with op.batch_alter_table("revisions") as revisions:
        revisions.drop_column("was")
        revisions.drop_column("changed")
