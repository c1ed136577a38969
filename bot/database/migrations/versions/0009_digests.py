"""Tell which posts are one message, a digest, and in which order they stand there."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply."""
    op.add_column("posts", sa.Column("digest", sa.String(32)))
    op.add_column("posts", sa.Column("part", sa.Integer))
    op.create_index("posts_digest", "posts", ["digest"])


def downgrade() -> None:
    """Take back. Each post of a digest is one message of its own then, with the digest's text."""
    op.drop_index("posts_digest", "posts")
    with op.batch_alter_table("posts") as posts:
        posts.drop_column("part")
        posts.drop_column("digest")
