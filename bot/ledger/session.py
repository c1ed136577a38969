"""The ledger's database: its transactions, and which of the processes that share it this one is."""

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from bot.database.sqlite import is_sqlite


class LedgerSession:
    """One SQL database. Every public method of the ledger is one transaction, and blocks.

    ``owner`` tells the claims of one process from those of others.
    """

    def __init__(self, engine: Engine, owner: str | None = None) -> None:
        self._engine = engine
        self._owner = owner or secrets.token_hex(8)
        self._thread = threading.local()

    def close(self) -> None:
        """Close every connection. The next transaction opens another.

        A connection may never recover from what befell the file that it has open.
        """
        self._engine.dispose()

    def together(self, calls: Sequence[Callable[[], object]]) -> list[object]:
        """Make several calls of the ledger's methods in one transaction; return their results.

        If one call fails, the transaction leaves no trace of any. Raises
        sqlalchemy.exc.SQLAlchemyError.
        """
        with self._engine.begin() as connection:
            self._thread.connection = connection
            try:
                return [call() for call in calls]
            finally:
                self._thread.connection = None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        connection: Connection | None = getattr(self._thread, "connection", None)
        if connection is not None:
            yield connection
            return
        with self._engine.begin() as connection:
            yield connection


def transactions_overlap(connection: Connection) -> bool:
    """Tell whether others may write during a transaction. SQLite's follow each other, whole."""
    return not is_sqlite(connection.engine.url)
