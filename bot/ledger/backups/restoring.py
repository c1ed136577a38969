"""A backup is put back: the ledger as it was, made true of now."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, make_url, text

from bot.database.engine import open_database
from bot.database.files import copy_files, make_one_file, put_in_place, remove_sqlite
from bot.database.process_lock import AlreadyRunning, sole_process
from bot.database.soundness import DamagedRow
from bot.database.sqlite import sqlite_file
from bot.database.version import OtherLedger
from bot.ledger.backups.backup_file import NoBackup, is_ledger
from bot.ledger.backups.lift import lift
from bot.ledger.backups.rows import copy_rows
from events.wording.counts import count_phrase


def restore_backup(database: str, file: Path, now: datetime) -> datetime:
    """Put a backup in the place of a ledger; return since when it knows nothing, in UTC.

    After a crash the ledger is the old one or the new one, whole. The backup stays as it is.
    Raises `NoBackup`, `CannotLock`, OSError, sqlite3.Error and sqlalchemy.exc.SQLAlchemyError.
    """
    ledger = sqlite_file(make_url(database))
    with sole_process(database):
        if not file.is_file():
            raise NoBackup(f"{file} is no file (name one that podium backup has written)")
        # A link to a ledger is that ledger.
        place = file if ledger is None else ledger.resolve()
        if ledger is not None and ledger.exists() and ledger.samefile(file):
            raise NoBackup(f"{file} is the ledger itself (name a backup)")
        part = place.with_name(f".{place.name}.restored")
        try:
            copy_files(file, part)
            _check(part, file)
            if ledger is None:
                return _restore_postgresql(database, part, now)
            since = _lift(part, _served(place), now)
            put_in_place(part, place)
            return since
        except (DamagedRow, OtherLedger) as error:
            # It is the backup that is meant, and not our copy of it.
            raise NoBackup(str(error).replace(str(part), str(file))) from None
        finally:
            remove_sqlite(part)


def _check(part: Path, file: Path) -> None:
    if not is_ledger(part):
        raise NoBackup(f"{file} is no ledger of Podium (name one that podium backup has written)")
    with closing(sqlite3.connect(part)) as connection:
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise NoBackup(f"{file} is damaged: {found.splitlines()[-1]} (name an older backup)")


def _lift(part: Path, served: int, now: datetime) -> datetime:
    engine = open_database(f"sqlite:///{part}")
    try:
        with engine.begin() as connection:
            since = lift(connection, served, now)
    finally:
        engine.dispose()
    make_one_file(part)
    return since


def _served(ledger: Path) -> int:
    """Return the highest SEQUENCE in the ledger that is there, as far as it can be read."""
    if not ledger.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=rw", uri=True)) as connection:
            found = connection.execute("SELECT max(sequence) FROM revisions").fetchone()[0]
    except sqlite3.Error:
        return 0
    return found if isinstance(found, int) else 0


def _restore_postgresql(database: str, part: Path, now: datetime) -> datetime:
    engine = open_database(database)
    source = open_database(f"sqlite:///{part}")
    try:
        with engine.begin() as connection, source.connect() as backup:
            _refuse_others(connection)
            query = text("SELECT coalesce(max(sequence), 0) FROM revisions")
            served: int = connection.execute(query).scalar_one()
            copy_rows(backup, connection)
            return lift(connection, served, now)
    finally:
        source.dispose()
        engine.dispose()


def _refuse_others(connection: Connection) -> None:
    """Refuse where a replica, or anybody else, is connected to the database."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    if others := connection.execute(query).scalar_one():
        found = count_phrase(others, "other connection")
        raise AlreadyRunning(f"the database has {found} (stop every replica, and try again)")
