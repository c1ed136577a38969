"""What others posted last in a destination's chat: where to look for a post in doubt."""

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


def downgrade() -> None:
    """Take back."""
    op.drop_table("seen")
