"""What it takes to look for an uncertain post, and to record it as if it had never been one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "seen",
        sa.Column("destination", sa.String(160), primary_key=True),
        sa.Column("message_id", sa.Integer, nullable=False),
    )
    op.add_column("posts", sa.Column("record", sa.Text))
    op.add_column(
        "posts", sa.Column("interruptions", sa.Integer, nullable=False, server_default="0")
    )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("posts") as posts:
        posts.drop_column("interruptions")
        posts.drop_column("record")
    op.drop_table("seen")
