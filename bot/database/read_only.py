"""Opening the ledger's database only to read it, beside a service that works on it.

Nothing is changed or migrated, and a database that is not there yet is not made.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    column,
    create_engine,
    inspect,
    make_url,
    select,
    table,
)

from bot.database.engine import make_engine, shown_database
from bot.database.sqlite import is_sqlite
from bot.errors import PodiumError

_VERSION = table("alembic_version", column("version_num"))


class CannotRead(PodiumError):
    """There is no ledger yet, or one of another version; the message says what to do."""


@contextmanager
def reading_database(url: str) -> Iterator[Engine]:
    """Lend a database to read from, and close it.

    Raises `CannotRead`, sqlalchemy.exc.DBAPIError if the database cannot be opened, and
    `SettingsError` if its driver is not installed.
    """
    address = make_url(url)
    engine = _sqlite_to_read(address) if is_sqlite(address) else make_engine(url)
    try:
        with engine.connect() as connection:
            _check_version(connection, address)
        yield engine
    finally:
        engine.dispose()


def versions() -> list[str]:
    """Return the versions that the ledger has had, the newest last: 0001 and so on."""
    # By the names of their files: Alembic, which knows them by content, takes long to import.
    names = (file.name for file in (files("bot.database") / "migrations" / "versions").iterdir())
    return sorted(name.partition("_")[0] for name in names if name[0].isdigit())


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
    if not inspect(connection).has_table(_VERSION.name):
        raise _no_ledger(address)
    found = connection.execute(select(_VERSION.c.version_num)).scalar_one_or_none()
    known = versions()
    if found is None:
        raise _no_ledger(address)
    if found != known[-1]:
        mend = "start serve, which brings it up to date" if found in known else "update Podium"
        raise CannotRead(
            f"the ledger at {shown_database(address)} has version {found}, and here {known[-1]} is "
            f"read ({mend})"
        )


def _no_ledger(address: URL) -> CannotRead:
    mend = "serve makes it; or check PODIUM_DATABASE"
    return CannotRead(f"no ledger at {shown_database(address)} yet ({mend})")
