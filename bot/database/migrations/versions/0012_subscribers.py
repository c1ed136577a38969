"""Keep since when each destination has been posted to: who is added later hears nothing older."""

import sqlalchemy as sa
from alembic import op

from bot.database.tables import UtcDateTime

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply. What is posted to already is found at the next start, and has no beginning."""
    op.create_table(
        "subscribers",
        sa.Column("destination", sa.String(160), primary_key=True),
        sa.Column("since", UtcDateTime),
    )
    op.create_table(
        "kept_texts",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("kept_texts")
    op.drop_table("subscribers")
