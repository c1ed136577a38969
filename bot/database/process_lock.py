"""One service for each SQLite ledger: a second one, begun by mistake, says so and stops."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from bot.database.sqlite import sqlite_file
from bot.errors import PodiumError


class CannotLock(PodiumError):
    """The ledger cannot be kept from other processes; the message says why, and what to do."""


class AlreadyRunning(CannotLock):
    """Another process serves from this ledger."""


@contextmanager
def sole_process(database: str) -> Iterator[None]:
    """Hold the lock of a SQLite ledger, which the system frees however the process ends.

    Raises `CannotLock`. A PostgreSQL keeps its clients apart by itself, and is not locked.
    """
    ledger = sqlite_file(make_url(database))
    if ledger is None:
        yield
        return
    # A link to a ledger is that ledger.
    path = Path(f"{ledger.resolve()}.lock")
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("w"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(
                f"another Podium is running on {ledger} "
                "(stop it, or set PODIUM_DATABASE to another file)"
            ) from None
        except OSError as error:
            raise CannotLock(
                f"{path} cannot be written: {error.strerror} "
                "(set PODIUM_DATABASE to a file in a folder of yours)"
            ) from None
        yield
