"""Keep what posts say, and no longer the HTML that one destination was sent.

A post is looked for by its text, and a correction strikes its text through: neither needs more.
"""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KEY = ("uid", "start", "lead", "destination")
TEXTS = ("html", "earlier")
posts = sa.table("posts", *(sa.column(name, sa.Text) for name in (*KEY, *TEXTS)))


def upgrade() -> None:
    """Apply."""
    _rewrite(_text_of)


def downgrade() -> None:
    """Take back: as HTML that formats nothing."""
    _rewrite(lambda text: escape(text, quote=False))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []

    def handle_data(self, data: str) -> None:
        self.runs.append(data)


def _text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.runs)


def _rewrite(change: Callable[[str], str]) -> None:
    connection = op.get_bind()
    written = sa.or_(posts.c.html.is_not(None), posts.c.earlier.is_not(None))
    rows = connection.execute(sa.select(posts).where(written)).mappings().all()
    if not rows:
        return
    new = [
        {f"key_{name}": row[name] for name in KEY}
        | {f"new_{name}": row[name] and change(row[name]) for name in TEXTS}
        for row in rows
    ]
    connection.execute(
        sa.update(posts)
        .where(*(posts.c[name] == sa.bindparam(f"key_{name}") for name in KEY))
        .values({name: sa.bindparam(f"new_{name}") for name in TEXTS}),
        new,
    )
