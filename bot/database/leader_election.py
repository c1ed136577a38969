"""Leader election: of several replicas, the one that holds an advisory lock is the leader.

PostgreSQL frees the lock when the session that holds it ends, however that happens: a process
that dies closes its connection, and one that is suspended is found idle and thrown out.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)

LOCK = 7_786_342  # any number that nobody else uses in this database
TRY_EVERY = 3.0  # seconds
# A leader silent for so long is taken for dead: another one leads after 15 s at most.
IDLE_SECONDS = 9


class LeaderElection:
    """Runs work in one process at a time, of all that share a PostgreSQL database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def run_while_leading(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run work whenever this process leads, until cancelled."""
        while True:
            with suppress(SQLAlchemyError):
                await self._lead_once(work)
            await asyncio.sleep(TRY_EVERY)

    async def _lead_once(self, work: Callable[[], Awaitable[None]]) -> None:
        connection = await asyncio.to_thread(self._engine.connect)
        try:
            if await asyncio.to_thread(_acquire, connection):
                log.info("this replica fetches the bot's updates from now on")
                await self._work_while_leading(connection, work)
        finally:
            # The connection does not go back to the pool: the lock ends with the session.
            await asyncio.shield(asyncio.to_thread(_end, connection))

    async def _work_while_leading(
        self, connection: Connection, work: Callable[[], Awaitable[None]]
    ) -> None:
        working = asyncio.ensure_future(work())
        try:
            while not working.done():
                await asyncio.to_thread(_still_there, connection)
                await asyncio.wait([working], timeout=TRY_EVERY)
            await working
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working


def _acquire(connection: Connection) -> bool:
    connection.execute(text(f"SET idle_session_timeout = '{IDLE_SECONDS}s'"))
    connection.commit()
    query = text("SELECT pg_try_advisory_lock(:lock)")
    led: bool = connection.execute(query, {"lock": LOCK}).scalar_one()
    connection.commit()
    return led


def _still_there(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))
    connection.commit()


def _end(connection: Connection) -> None:
    with suppress(SQLAlchemyError):
        connection.invalidate()
    connection.close()
