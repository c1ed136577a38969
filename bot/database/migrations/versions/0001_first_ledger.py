"""The first ledger: posts, revisions, and until when the plan was watched."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "posts",
        sa.Column("uid", sa.String(160), nullable=False),
        sa.Column("start", sa.String(32), nullable=False),
        sa.Column("lead", sa.String(16), nullable=False),
        sa.Column("destination", sa.String(160), nullable=False),
        sa.Column("due", UtcDateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("changed", UtcDateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("html", sa.Text),
        sa.Column("reason", sa.Text),
        sa.UniqueConstraint("uid", "start", "lead", "destination", name="posts_key"),
    )
    op.create_index("posts_due", "posts", ["due"])
    op.create_index("posts_state", "posts", ["state"])
    op.create_table(
        "revisions",
        sa.Column("uid", sa.String(160), primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("created", UtcDateTime, nullable=False),
        sa.Column("last_modified", UtcDateTime, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
    )
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("until", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("watch")
    op.drop_table("revisions")
    op.drop_table("posts")
