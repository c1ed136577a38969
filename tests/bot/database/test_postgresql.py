"""Several replicas on one PostgreSQL: each post once, one of them polls, and any may die."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from bot.database.engine import open_database
from bot.database.leader_election import IDLE_SECONDS, TRY_EVERY
from bot.database.timeouts import PostgresTimeouts
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.publishing.parts.feeds import calendar_feed
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.builders import HOUR, event, reminder
from tests.bot.making.week import AFTER_THE_WEEK, BEFORE_THE_WEEK, THE_WEEK
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.podium import Running, podium_running
from tests.bot.running.postgresql import PostgreSQL
from tests.bot.running.replicas import ready, settings_for
from tests.bot.running.running_service import running
from tests.bot.running.silent_proxy import SilentProxy
from tests.patience import PATIENCE
from tests.telegram_server.server import TelegramServer

LEADS = "this replica fetches the bot's updates from now on"


async def test_the_week_comes_once_from_three_replicas(postgresql: PostgreSQL) -> None:
    clock, database = SetClock(BEFORE_THE_WEEK), postgresql.fresh()
    async with TelegramServer(now=clock.now) as server, AsyncExitStack() as stack:
        server.add_channel("@talks")
        replicas = [
            await stack.enter_async_context(running(settings_for(server, database), clock))
            for _ in range(3)
        ]
        for replica in replicas:
            await ready(replica, server)
        for row in THE_WEEK:
            clock.set(row.due)
            await asyncio.gather(*(replica.deliver_due() for replica in replicas))
        clock.set(AFTER_THE_WEEK)
        await asyncio.gather(*(replica.deliver_due() for replica in replicas))
        found = [(post.at, post.text.partition("\n")[0]) for post in server.posts("@talks")]
        counts = replicas[0].ledger.counts()
    assert found == [(row.due, row.head) for row in THE_WEEK]
    assert counts == dict.fromkeys(PostState, 0) | {PostState.SENT: len(THE_WEEK)}


async def test_a_change_is_told_once_and_numbered_alike_by_all_replicas(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    clock, database = SetClock(utc("2022-01-11 08:00")), postgresql.fresh()
    file = AgendaFile(tmp_path)
    file.save(definition())
    async with TelegramServer(now=clock.now) as server, AsyncExitStack() as stack:
        server.add_channel("@talks")
        settings = settings_for(server, database, agendas=file.folder)
        replicas = [await stack.enter_async_context(running(settings, clock)) for _ in range(2)]
        for replica in replicas:
            await ready(replica, server)
        clock.set(utc("2022-01-11 08:10"))
        file.save(definition("2022-01-12 11:00 GMT"))
        assert all(await asyncio.gather(*(replica.reloader.reload() for replica in replicas)))
        [one, other] = [calendar_feed(replica.publication) for replica in replicas]
        assert one == other
        assert b"SEQUENCE:1\r\n" in one
        clock.set(utc("2022-01-11 08:12"))
        await asyncio.gather(*(replica.deliver_due() for replica in replicas))
        heads = [post.text.partition("\n")[0] for post in server.posts("@talks")]
    assert heads == ["New time: Council"]


async def leader_among(replicas: list[Running]) -> Running:
    """Wait until one of some processes polls."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for replica in replicas:
                if LEADS in replica.err:
                    return replica
            await asyncio.sleep(0.05)


def test_a_dead_leader_is_followed_within_15_s() -> None:
    """It is found idle, one of the others tries, and another once more if that one dies too."""
    assert IDLE_SECONDS + 2 * TRY_EVERY <= 15


async def test_another_replica_polls_after_the_death_or_the_stop_of_one(
    server: TelegramServer, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    reader = server.add_user("Ann")
    variables = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_CHANNEL": "@talks",
        "TELEGRAM_API_URL": server.url,
        "PODIUM_DATABASE": postgresql.fresh(),
        "PODIUM_PORT": "0",
    }

    async def answered() -> None:
        so_far = len(server.posts(reader))
        server.say(reader, "/next")
        await server.until(lambda: len(server.posts(reader)) > so_far + 1)

    async with AsyncExitStack() as stack:
        replicas = [
            await stack.enter_async_context(podium_running(tmp_path, "serve", **variables))
            for _ in range(3)
        ]
        first = await leader_among(replicas)
        await answered()
        replicas.remove(first)
        first.process.send_signal(signal.SIGKILL)
        second = await leader_among(replicas)
        await answered()
        replicas.remove(second)
        second.process.send_signal(signal.SIGSTOP)
        await leader_among(replicas)
        await answered()
        # Back from its stop, it finds that it does not lead any more, and lets the other poll.
        second.process.send_signal(signal.SIGCONT)
        await asyncio.sleep(4)
        await answered()


# The server falls silent


IMPATIENT = PostgresTimeouts(answer=timedelta(seconds=1))


@asynccontextmanager
async def opened_through_a_proxy(
    postgresql: PostgreSQL,
) -> AsyncIterator[tuple[SilentProxy, Engine]]:
    database = postgresql.fresh()
    await asyncio.to_thread(lambda: open_database(database).dispose())  # which takes its time
    async with SilentProxy(database).listening() as proxy:
        engine = await asyncio.to_thread(open_database, proxy.url, IMPATIENT)
        try:
            yield proxy, engine
        finally:
            await asyncio.to_thread(engine.dispose)


async def test_a_connection_that_went_silent_holds_up_a_claim_for_a_while_only(
    postgresql: PostgreSQL,
) -> None:
    council, now = reminder(event("2022-01-12 09:00 GMT"), HOUR), utc("2022-01-12 08:00")
    async with opened_through_a_proxy(postgresql) as (proxy, engine):
        ledger = Ledger(engine)
        assert await asyncio.to_thread(ledger.records) == []
        proxy.silence()
        async with asyncio.timeout(PATIENCE):
            assert await asyncio.to_thread(ledger.claim, council, now) == 1


async def test_a_connection_that_goes_silent_in_the_midst_of_the_work_fails_it(
    postgresql: PostgreSQL,
) -> None:
    async with opened_through_a_proxy(postgresql) as (proxy, engine):
        connection = await asyncio.to_thread(engine.connect)
        await asyncio.to_thread(connection.execute, text("SELECT 1"))
        proxy.silence()
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(DBAPIError, match="no answer within 1 s"):
                await asyncio.to_thread(connection.execute, text("SELECT 1"))
            await asyncio.to_thread(connection.close)
            assert await asyncio.to_thread(Ledger(engine).records) == []


def test_what_takes_too_long_is_ended_by_the_server(postgresql: PostgreSQL) -> None:
    engine = open_database(postgresql.fresh())
    limits = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    with engine.connect() as connection:
        found = [connection.execute(text(f"SHOW {name}")).scalar_one() for name in limits]
    engine.dispose()
    assert found == ["10s", "20s", "20s"]


def test_what_an_address_says_of_waiting_holds(postgresql: PostgreSQL) -> None:
    url = make_url(postgresql.fresh())
    more = {"connect_timeout": "7", "options": "-c statement_timeout=5s"}
    engine = open_database(url.update_query_dict(more).render_as_string(hide_password=False))
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "5s"
        driver = connection.connection.driver_connection
        assert driver is not None
        assert driver.info.get_parameters()["connect_timeout"] == "7"
    engine.dispose()
