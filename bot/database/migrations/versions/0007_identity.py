"""Keep what was published whole, so that it can be served again, and by what name it goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply."""
    op.add_column("revisions", sa.Column("leads", sa.Text))
    op.add_column("revisions", sa.Column("successor", sa.String(160)))
    op.create_table(
        "agendas",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table("confirmed", sa.Column("uid", sa.String(160), primary_key=True))


def downgrade() -> None:
    """Take back."""
    op.drop_table("confirmed")
    op.drop_table("agendas")
    with op.batch_alter_table("revisions") as revisions:
        revisions.drop_column("successor")
        revisions.drop_column("leads")
