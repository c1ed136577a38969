"""How long PostgreSQL is waited for, apart from what waits: that takes its driver to import."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class PostgresTimeouts:
    """How long a statement may take; all of it is well within the lease of a claim.

    ``lock``, ``statement`` and ``idle_in_transaction`` are the server's, which is the first to end
    what takes too long. ``answer`` is ours, for a server that is gone without a word.
    """

    lock: timedelta = timedelta(seconds=10)
    statement: timedelta = timedelta(seconds=20)
    # A replica that is suspended in the midst of a transaction leaves its locks to others.
    idle_in_transaction: timedelta = timedelta(seconds=20)
    answer: timedelta = timedelta(seconds=30)
