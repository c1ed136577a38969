"""Tell in which order an event's posts were claimed, and what else of them may be in the chat."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.add_column("posts", sa.Column("claimed", sa.Integer))
    op.add_column("posts", sa.Column("earlier", sa.Text))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("posts") as posts:
        posts.drop_column("earlier")
        posts.drop_column("claimed")
