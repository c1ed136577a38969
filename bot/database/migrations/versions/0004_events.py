"""Find the posts of one event without looking through all of its channel's."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply."""
    op.create_index("posts_event", "posts", ["uid", "destination"])


def downgrade() -> None:
    """Take back."""
    op.drop_index("posts_event", "posts")
