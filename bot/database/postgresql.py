"""Giving up a PostgreSQL that does not answer any more: no thread must wait for it for ever.

A server may be gone without a word, as after a pulled cable or behind a firewall that forgot the
connection: then its client never learns that anything failed. A connection that is given up is
closed, and the work is tried again on another one, as after any failure of the database.
"""

from datetime import timedelta
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Dialect, Engine, event

from bot.database.timeouts import PostgresTimeouts

T = TypeVar("T")

# How libpq finds out that the network is gone
# (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
NETWORK = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # milliseconds
}


def expect_answers(engine: Engine, timeouts: PostgresTimeouts) -> None:
    """Have all connections from now on wait no longer than is of use.

    What the database's address says of waiting holds instead.
    """
    limits = {
        "lock_timeout": timeouts.lock,
        "statement_timeout": timeouts.statement,
        "idle_in_transaction_session_timeout": timeouts.idle_in_transaction,
    }
    ours = " ".join(f"-c {name}={limit.total_seconds()}s" for name, limit in limits.items())

    @event.listens_for(engine, "do_connect")
    def connect(
        _dialect: Dialect, _record: object, arguments: list[str], parameters: dict[str, Any]
    ) -> psycopg.Connection[Any]:
        options = f"{ours} {parameters.get('options', '')}"
        all_parameters = NETWORK | parameters | {"options": options}
        connection = _ImpatientConnection.connect(*arguments, **all_parameters)
        connection.patience = timeouts.answer
        return connection


class _ImpatientConnection(psycopg.Connection[Any]):
    """A connection that is closed when an answer does not come."""

    patience: timedelta

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Exchange something with the server; every method of a connection does so by this one."""
        seconds = self.patience.total_seconds()
        try:
            return super().wait(gen, interval, timeout or seconds)
        except psycopg.OperationalError as error:
            if error.sqlstate or self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            # An answer that comes yet must not be taken for the answer to something else.
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {seconds:.0f} s") from error
