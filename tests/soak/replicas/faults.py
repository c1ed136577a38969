"""What befalls replicas and their PostgreSQL: five cells, by which job queues are compared.

The cells are those of https://github.com/hardbyte/postgresql-job-queue-benchmarking.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from time import monotonic

import psycopg

from tests.bot.running.postgresql import PostgreSQL

AWAY_SECONDS = 3.0  # that the server is down
FAULT_SECONDS = 15.0  # that other faults go on
LONGEST_PAUSE = 3.0
OURS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname LIKE 'podium%' AND pid <> pg_backend_pid()"
)

KillReplica = Callable[[], Awaitable[None]]
Fault = Callable[[PostgreSQL, KillReplica, random.Random], Awaitable[None]]


async def restart(server: PostgreSQL, _kill: KillReplica, _chance: random.Random) -> None:
    """The server is stopped in order, and started again."""
    await asyncio.to_thread(server.stop, "fast")
    await asyncio.sleep(AWAY_SECONDS)
    await asyncio.to_thread(server.start)


async def crash(server: PostgreSQL, _kill: KillReplica, _chance: random.Random) -> None:
    """The server ends at once, and recovers from its log when it is started again."""
    await asyncio.to_thread(server.stop, "immediate")
    await asyncio.sleep(AWAY_SECONDS)
    await asyncio.to_thread(server.start)


async def killed_backends(server: PostgreSQL, _kill: KillReplica, chance: random.Random) -> None:
    """Every connection of the replicas is ended, every few seconds."""
    ends = monotonic() + FAULT_SECONDS
    while monotonic() < ends:
        await asyncio.to_thread(_end_connections, server)
        await asyncio.sleep(chance.uniform(0.5, LONGEST_PAUSE))


async def exhausted(server: PostgreSQL, _kill: KillReplica, _chance: random.Random) -> None:
    """Others take every connection that the server has; the replicas have lost theirs."""
    await asyncio.to_thread(_exhaust, server)


async def kills(_server: PostgreSQL, kill: KillReplica, chance: random.Random) -> None:
    """One replica after another is killed, and begun again."""
    ends = monotonic() + FAULT_SECONDS
    while monotonic() < ends:
        await kill()
        await asyncio.sleep(chance.uniform(0.5, LONGEST_PAUSE))


CELLS: dict[str, Fault] = {
    "server restart": restart,
    "killed backends": killed_backends,
    "exhausted pool": exhausted,
    "crash recovery": crash,
    "repeated kills": kills,
}


def _end_connections(server: PostgreSQL) -> None:
    with psycopg.connect(server.uri, autocommit=True) as connection:
        connection.execute(OURS)


def _exhaust(server: PostgreSQL) -> None:
    ends = monotonic() + FAULT_SECONDS
    with ExitStack() as others:
        first = others.enter_context(psycopg.connect(server.uri, autocommit=True))
        while monotonic() < ends:
            try:
                others.enter_context(psycopg.connect(server.uri))
            except psycopg.OperationalError:
                # What the replicas hold yet is ended, and taken as well.
                first.execute(OURS)
