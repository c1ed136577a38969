"""Notices: what destinations were told, and what replicas need to share the work."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    op.add_column("posts", sa.Column("owner", sa.String(32)))
    op.add_column("posts", sa.Column("not_before", UtcDateTime))
    op.add_column("posts", sa.Column("after_id", sa.Integer))
    op.create_index("posts_message", "posts", ["destination", "message_id"])
    publication = op.create_table(
        "publication",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    # A ledger that has published already must not take everything for new.
    published = op.get_bind().execute(sa.text("SELECT count(*) FROM revisions")).scalar_one()
    op.bulk_insert(publication, [{"id": 1, "version": 1 if published else 0}])
    op.create_table(
        "told",
        sa.Column("uid", sa.String(160), primary_key=True),
        sa.Column("destination", sa.String(160), primary_key=True),
        sa.Column("record", sa.Text),
    )
    op.create_table(
        "destinations",
        sa.Column("name", sa.String(160), primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("destinations")
    op.drop_table("told")
    op.drop_table("publication")
    op.drop_index("posts_message", "posts")
    with op.batch_alter_table("posts") as posts:
        for column in ("after_id", "not_before", "owner"):
            posts.drop_column(column)
