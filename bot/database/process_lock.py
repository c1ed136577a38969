"""One service for each SQLite ledger: a second one, begun by mistake, says so and stops."""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from bot.database.sqlite import sqlite_file
from bot.errors import PodiumError
from events.text import shown_path

# Nothing is written through a link, and no pipe is waited for.
OPENING = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class CannotLock(PodiumError):
    """The ledger cannot be kept from other processes; the message says why, and what to do."""


class AlreadyRunning(CannotLock):
    """Another process serves from this ledger."""


@contextmanager
def sole_process(database: str) -> Iterator[None]:
    """Hold a SQLite ledger, until the context or the process ends.

    Both are locked:
    - the file itself, by whichever name it is known: a hard link to it is this ledger, and no lock
      file can be removed to let another process in,
    - a lock file beside it, for as long as the name stands, though another file may be put in the
      ledger's place meanwhile.

    The locks are flock(2)'s, which SQLite's own know nothing of. Raises `CannotLock`. A PostgreSQL
    keeps its clients apart by itself, and is not locked.
    """
    ledger = sqlite_file(make_url(database))
    if ledger is None:
        yield
        return
    # A link to a ledger is that ledger.
    path = ledger.resolve()
    with ExitStack() as stack:
        for file in (Path(f"{path}.lock"), path):
            descriptor = _open(file)
            stack.callback(os.close, descriptor)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunning(
                    f"another Podium is running on {shown_path(ledger)} "
                    "(stop it, or set PODIUM_DATABASE to another file)"
                ) from None
            except OSError as error:
                raise _cannot_write(file, error) from None
        yield


def _open(path: Path) -> int:
    try:
        descriptor = os.open(path, OPENING, 0o644)
    except OSError as error:
        if path.is_symlink():
            what = f"{shown_path(path)} is a link, and is not written through"
            raise CannotLock(f"{what} (remove it)") from None
        raise _cannot_write(path, error) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise CannotLock(f"{shown_path(path)} is no file (set PODIUM_DATABASE to another)")
    return descriptor


def _cannot_write(path: Path, error: OSError) -> CannotLock:
    return CannotLock(
        f"{shown_path(path)} cannot be written: {error.strerror} "
        "(set PODIUM_DATABASE to a file in a folder of yours)"
    )
