"""Opening the ledger's database: the engine, SQLite's settings, and migrations."""

import logging
import sqlite3
from importlib.resources import files
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import SettingsError

log = logging.getLogger(__name__)

MIGRATING = 7_786_341  # any number that nobody else uses in this database


def open_database(url: str) -> Engine:
    """Open a database and bring its tables up to date.

    Raises sqlalchemy.exc.DBAPIError if it cannot be opened or written, and `SettingsError` if its
    driver is not installed.
    """
    engine = make_engine(url)
    if engine.dialect.name == "sqlite":
        _tune_sqlite(engine)
    with engine.begin() as connection:
        _migrate(connection)
    if file := sqlite_file(engine.url):
        engine.dispose()
        _follow_file(engine, file)
    if engine.driver == "psycopg":
        from bot.database.postgresql import expect_answers

        # Only now: to migrate may take its time, and wait for another replica that does.
        engine.dispose()
        expect_answers(engine)
    return engine


def make_engine(url: str) -> Engine:
    """Return what connects to a database. Raises `SettingsError` if its driver is missing."""
    server = make_url(url).get_backend_name() != "sqlite"
    try:
        # A connection that a server has closed meanwhile is not one that work fails on.
        return create_engine(url, pool_pre_ping=server)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"PODIUM_DATABASE: this database needs the Python package {error.name} (install it)"
        ) from None


def is_shared(engine: Engine) -> bool:
    """Tell whether several processes may work on a database together."""
    return engine.dialect.name != "sqlite"


def sqlite_file(url: URL) -> Path | None:
    """Return the file that a database is, if it is one."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(url.database)


def cause(error: SQLAlchemyError) -> str:
    """Return what is wrong with the database, without the statement that found it."""
    return str(getattr(error, "orig", None) or error).strip()


def _follow_file(engine: Engine, path: Path) -> None:
    """Have what was opened before a file was replaced, or removed, be used no more.

    It could be written for ever, and nobody would ever read it.
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


def _tune_sqlite(engine: Engine) -> None:
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


def _migrate(connection: Connection) -> None:
    # It takes as long to import as SQLAlchemy, and whoever only reads has no use for it.
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        # Replicas that start together take turns; the lock goes with the transaction.
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
    config = Config()
    config.set_main_option("script_location", str(files("bot.database") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
