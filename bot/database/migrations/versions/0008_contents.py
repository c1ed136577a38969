"""Keep how posts are formatted, so that a part of one can be edited."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    op.add_column("posts", sa.Column("content", sa.Text))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("posts") as posts:
        posts.drop_column("content")
