"""A ledger that is one SQLite file: how it is written, and that the file is still the same one."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry


def is_sqlite(url: URL) -> bool:
    """Tell whether a database is SQLite's: one service works on it, one transaction at a time."""
    return url.get_backend_name() == "sqlite"


def sqlite_file(url: URL) -> Path | None:
    """Return the file that a database is, if it is one."""
    if not is_sqlite(url) or url.database in (None, "", ":memory:"):
        return None
    return Path(url.database)


def tune_sqlite(engine: Engine) -> None:
    """Have all transactions from now on take turns, and outlast a power cut."""

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun below; left to itself sqlite3 begins them too late to be safe.
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = WAL")
        # A claim must outlive a power cut, or its reminder would be sent again.
        connection.execute("PRAGMA synchronous = FULL")
        # 40 MB: by default each 4 MB of claims hold up a post for as long as the disk takes.
        connection.execute("PRAGMA wal_autocheckpoint = 10000")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # Takes the write lock at once: a read that turns into a write can fail with "locked".
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def follow_file(engine: Engine, path: Path) -> None:
    """Use no connection any more whose file was replaced or removed since it was opened.

    Such a connection could be written to for ever, and nobody would ever read what was written.
    """

    @event.listens_for(engine, "do_connect")
    def opening(*_: object) -> None:
        if not path.exists():
            raise sqlite3.OperationalError(f"{path} is gone (put it back, or start anew)")

    @event.listens_for(engine, "connect")
    def opened(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def taken(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info.get("file") != _identity(path):
            raise DisconnectionError("another file has taken the place of this one")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
