"""A backup: the ledger as one SQLite file, and how it is told from other files."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, make_url

from bot.database.engine import make_engine, open_database
from bot.database.files import copy_sqlite, make_one_file, put_in_place, remove_sqlite
from bot.database.read_only import CannotRead, NoLedger, reading_database
from bot.database.sqlite import is_sqlite, sqlite_file
from bot.database.version import version_of
from bot.errors import PodiumError
from bot.ledger.backups.rows import copy_rows

TABLES = frozenset({"posts", "revisions", "watch"})  # of every version


class NoBackup(PodiumError):
    """A file is no ledger of Podium, or stands in the way; the message says what to do."""


def write_backup(database: str, file: Path) -> None:
    """Write a backup of a ledger, beside a service that works on it.

    Raises `NoBackup`, `NoLedger`, `CannotRead`, `OtherLedger`, OSError, sqlite3.Error and
    sqlalchemy.exc.SQLAlchemyError.
    """
    ledger = sqlite_file(make_url(database))
    if ledger is not None and _is_same(ledger, file):
        raise NoBackup(f"{file} is the ledger itself (name another file)")
    if file.exists() and not (file.is_file() and is_ledger(file)):
        raise NoBackup(f"{file} is there, and is no ledger (name another file)")
    part = file.with_name(f".{file.name}.part")
    try:
        if ledger is None:
            _copy_postgresql(database, part)
        else:
            _check_ledger(database, ledger)
            copy_sqlite(ledger, part)
        put_in_place(part, file)
    finally:
        remove_sqlite(part)


def is_ledger(file: Path) -> bool:
    """Tell whether a file is a ledger of Podium, of whatever version. Raises OSError."""
    with file.open("rb") as opened:
        if not opened.read(16).startswith(b"SQLite format 3"):
            return False
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as reading:
            names = {name for (name,) in reading.execute(query)}
    except sqlite3.Error:
        return False
    return names >= TABLES | {"alembic_version"}


def _check_ledger(database: str, ledger: Path) -> None:
    if not ledger.exists() or not is_ledger(ledger):
        refuse = CannotRead if ledger.exists() else NoLedger
        raise refuse(f"no ledger at {ledger} yet (serve makes it; or check PODIUM_DATABASE)")
    # An older one is what a backup is made of before an upgrade.
    engine = make_engine(database)
    try:
        with engine.connect() as connection:
            version_of(connection)
    finally:
        engine.dispose()


def _copy_postgresql(database: str, part: Path) -> None:
    remove_sqlite(part)
    with reading_database(database) as engine:
        target = open_database(f"sqlite:///{part}")
        try:
            with engine.connect() as source, target.begin() as writing:
                _copy_rows_of_one_moment(source, writing)
        finally:
            target.dispose()
    make_one_file(part)


def _copy_rows_of_one_moment(source: Connection, target: Connection) -> None:
    if not is_sqlite(source.engine.url):
        source = source.execution_options(isolation_level="REPEATABLE READ")
    copy_rows(source, target)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except FileNotFoundError:
        return False
