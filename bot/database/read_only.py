"""Opening the ledger's database only to read it, beside a service that works on it.

Nothing is changed or migrated, and a database that is not there yet is not made.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, make_url

from bot.database.engine import make_engine
from bot.database.soundness import check_rows
from bot.database.sqlite import is_sqlite
from bot.database.version import shown_database, version_of, versions
from bot.errors import PodiumError


class CannotRead(PodiumError):
    """There is no ledger yet, or one of an older version; the message says what to do."""


class NoLedger(CannotRead):
    """There is no ledger yet."""


@contextmanager
def reading_database(url: str) -> Iterator[Engine]:
    """Lend a database to read from, and close it.

    Raises `NoLedger`, `CannotRead`, `OtherLedger`, `DamagedRow`, sqlalchemy.exc.DBAPIError if the
    database cannot be opened, and `SettingsError` if its driver is not installed.
    """
    address = make_url(url)
    engine = _sqlite_to_read(address) if is_sqlite(address) else make_engine(url)
    try:
        with engine.connect() as connection:
            _check_version(connection, address)
            check_rows(connection)
        yield engine
    finally:
        engine.dispose()


def _sqlite_to_read(address: URL) -> Engine:
    path = Path(address.database or "")
    if not path.exists():
        raise _no_ledger(address)
    return create_engine(address, creator=partial(_connect, path.absolute().as_uri()))


def _connect(uri: str) -> sqlite3.Connection:
    # Not mode=ro, which leaves files beside the database that the service may have no right to.
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _check_version(connection: Connection, address: URL) -> None:
    found, newest = version_of(connection), versions()[-1]
    if found is None:
        raise _no_ledger(address)
    if found != newest:
        raise CannotRead(
            f"the ledger at {shown_database(address)} has version {found}, and here {newest} is "
            "read (start serve, which brings it up to date)"
        )


def _no_ledger(address: URL) -> NoLedger:
    mend = "serve makes it; or check PODIUM_DATABASE"
    return NoLedger(f"no ledger at {shown_database(address)} yet ({mend})")
