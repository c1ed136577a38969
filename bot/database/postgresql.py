"""A PostgreSQL that does not answer any more is given up: it must hold no thread for ever.

Where a server is gone without a word, as after a pulled cable or behind a firewall that forgot the
connection, nothing ever comes that its client could fail by. Given up, a connection is closed, and
the work tried again on another as after any failure of the database.
"""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Dialect, Engine, event

T = TypeVar("T")

# Seconds. The server is the first to end what takes too long; all of it is well within a claim's
# lease.
LIMITS = {
    "lock_timeout": 10.0,
    "statement_timeout": 20.0,
    # A replica that is suspended in the midst of a transaction leaves its locks to others.
    "idle_in_transaction_session_timeout": 20.0,
}
ANSWER_SECONDS = 30.0

# How libpq finds out that the network is gone
# (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
NETWORK = {
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # milliseconds
}


def expect_answers(engine: Engine) -> None:
    """Have all connections from now on wait no longer than is of use; the address may tell more."""
    limits = " ".join(f"-c {name}={seconds}s" for name, seconds in LIMITS.items())

    @event.listens_for(engine, "do_connect")
    def connect(
        _dialect: Dialect, _record: object, arguments: list[str], parameters: dict[str, Any]
    ) -> psycopg.Connection[Any]:
        options = f"{limits} {parameters.get('options', '')}"
        return _Answered.connect(*arguments, **NETWORK | parameters | {"options": options})


class _Answered(psycopg.Connection[Any]):
    """A connection that is closed when an answer does not come."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Exchange something with the server, as every method of the package does."""
        try:
            return super().wait(gen, interval, timeout or ANSWER_SECONDS)
        except psycopg.OperationalError as error:
            if error.sqlstate or self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            # What may come of it yet must not be taken for the answer to something else.
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {ANSWER_SECONDS:.0f} s") from error
