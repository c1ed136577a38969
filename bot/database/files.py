"""A ledger as a file: a copy that is whole while a service writes, and a file put in its place."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

# What SQLite keeps beside a file, and would take for a part of whatever file has its name.
BESIDE = ("-wal", "-shm", "-journal")


def copy_sqlite(source: Path, target: Path) -> None:
    """Write a SQLite file as it is between two transactions. Raises sqlite3.Error and OSError.

    By SQLite's online backup (https://www.sqlite.org/backup.html): whoever writes meanwhile need
    not wait, and what is not committed is left out.
    """
    remove_sqlite(target)
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.execute("PRAGMA busy_timeout = 5000")
        reading.execute("PRAGMA query_only = ON")
        reading.backup(writing)
    make_one_file(target)


def copy_files(source: Path, target: Path) -> None:
    """Copy a SQLite file that nobody writes, with what stands beside it. Raises OSError."""
    remove_sqlite(target)
    shutil.copyfile(source, target)
    for end in ("-wal", "-journal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{source}{end}", f"{target}{end}")


def make_one_file(path: Path) -> None:
    """Bring into the file itself what stands beside it. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def remove_sqlite(path: Path) -> None:
    """Remove a SQLite file, if it is there, with what stands beside it. Raises OSError."""
    path.unlink(missing_ok=True)
    _remove_beside(path)


def put_in_place(part: Path, path: Path) -> None:
    """Give a whole SQLite file the name of another. Raises OSError.

    After a crash there is the old file whole, or the new one: what the old one has in its
    write-ahead log is brought into it first, and the log removed, since SQLite would take it for
    the new one's.
    """
    if path.exists():
        # A file that is too damaged for that is lost anyway.
        with suppress(sqlite3.Error):
            make_one_file(path)
    _remove_beside(path)
    _sync(part)
    part.replace(path)
    _sync(path.parent)


def _remove_beside(path: Path) -> None:
    for end in BESIDE:
        Path(f"{path}{end}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
