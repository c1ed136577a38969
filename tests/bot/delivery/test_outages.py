"""What befalls the world while the service runs: outages, clocks, disks."""

import asyncio
import io
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytz

from bot.config.settings import Settings
from bot.ledger.post_record import PostState
from bot.service.service import Service
from events import wall_times
from events.zones import tzinfo
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import UNLIMITED, running
from tests.patience import PATIENCE
from tests.telegram_server.faults import FOREVER, Hold, Reset
from tests.telegram_server.server import TelegramServer

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOUR_BEFORE = utc("2022-01-12 08:00")


PACING = pacing()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(HOUR_BEFORE - MINUTE)


@pytest.fixture
async def server(clock: SetClock) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@operators"):
            server.add_channel(name)
        yield server


@pytest.fixture
def settings(server: TelegramServer, tmp_path: Path) -> Settings:
    file = AgendaFile(tmp_path)
    file.save(definition(), definition("2022-01-14 12:00 GMT", id="later", title="Later"))
    return Settings(
        token=server.token,
        channel="@talks",
        operator="@operators",
        api_url=server.url,
        agendas=file.folder,
        database=f"sqlite:///{tmp_path / 'podium.db'}",
        port=0,
    )


@asynccontextmanager
async def served(
    settings: Settings, clock: SetClock, server: TelegramServer
) -> AsyncIterator[Service]:
    async with running(settings, clock, pacing=PACING) as service:
        telegram = service.telegram
        assert telegram is not None
        await server.until(lambda: telegram.is_ready)
        await service.deliver_due()
        yield service


def heads(server: TelegramServer, chat: str = "@talks") -> list[str]:
    return [post.text.partition("\n")[0] for post in server.posts(chat)]


# Telegram is down


@pytest.mark.parametrize(
    ("length", "posted", "states"),
    [
        (10 * MINUTE, ["In 50 minutes: Council"], {"60m": "sent"}),
        (65 * MINUTE, ["Started 5 minutes ago: Council"], {"15m": "sent", "60m": "superseded"}),
        (80 * MINUTE, [], {"15m": "missed", "60m": "superseded"}),
        (DAY, [], {"15m": "missed", "60m": "superseded"}),
    ],
    ids=["ten minutes", "until after the start", "beyond the grace", "a day"],
)
async def test_after_an_outage_the_last_reminder_of_use_is_posted_with_the_time_that_is_left(
    settings: Settings,
    clock: SetClock,
    server: TelegramServer,
    length: timedelta,
    posted: list[str],
    states: dict[str, str],
) -> None:
    async with served(settings, clock, server) as service:
        so_far = heads(server)
        await server.go_down()
        passed = timedelta()
        while passed < length:
            step = min(5 * MINUTE, length - passed)
            passed += step
            clock.set(HOUR_BEFORE + passed)
            await service.scheduler.refill()
            await asyncio.sleep(0.01)
        await server.come_up()
        async with asyncio.timeout(PATIENCE):
            await service.deliver_due()
            # What was under way at that moment is dealt with at the next look.
            while service.ledger.records(PostState.WAITING):
                await service.deliver_due()
        found = {
            entry.key.lead: entry.state.value
            for entry in service.ledger.records(*PostState)
            if entry.key.uid.startswith("council")
        }
    told = [head for head in heads(server)[len(so_far) :] if "Council" in head]
    assert told == posted
    assert {lead: found[lead] for lead in states} == states


async def test_a_lost_answer_is_found_in_a_channel_where_others_post_much(
    settings: Settings, clock: SetClock, server: TelegramServer
) -> None:
    server.flood_limits = True
    async with served(settings, clock, server) as service:
        for number in range(2 * UNLIMITED.most_looked_at):
            last = server.publish("@talks", f"Other news {number}")
        destination, ledger = "telegram:@talks", service.ledger
        await server.until(lambda: ledger.last_seen(destination) == last.message_id)
    server.fail(Reset(), method="sendMessage", delivered=True)
    async with served(settings, clock, server) as service:
        clock.set(HOUR_BEFORE)
        await service.deliver_due()
        assert service.ledger.counts()[PostState.SENT] == 2
    assert heads(server).count("In 1 hour: Council") == 1


async def test_one_destination_that_hangs_delays_no_other(
    settings: Settings, clock: SetClock, server: TelegramServer
) -> None:
    from bot.telegram.chat import TelegramChat

    names = "@slow", "@talks"
    slow = server.add_channel("@slow")
    server.fail(Hold(), method="sendMessage", chat=slow, times=FOREVER)
    async with running(
        settings,
        clock,
        lambda bot: [TelegramChat(bot, name, UNLIMITED) for name in names] if bot else [],
        PACING,
    ) as service:
        telegram = service.telegram
        assert telegram is not None
        await server.until(lambda: telegram.is_ready)
        clock.set(HOUR_BEFORE)
        await service.scheduler.refill()
        await server.until(lambda: "In 1 hour: Council" in heads(server))
        assert heads(server, "@slow") == []
        server.release()


# Clocks


@pytest.mark.parametrize("step", [-DAY, -HOUR, -MINUTE, timedelta(), MINUTE])
async def test_a_clock_that_is_stepped_after_a_post_doubles_nothing(
    settings: Settings, clock: SetClock, server: TelegramServer, step: timedelta
) -> None:
    async with served(settings, clock, server) as service:
        for instant in (HOUR_BEFORE, HOUR_BEFORE + step, HOUR_BEFORE, HOUR_BEFORE + MINUTE):
            clock.set(instant)
            await service.deliver_due()
    council = [head for head in heads(server) if "Council" in head]
    assert council.count("In 1 hour: Council") == 1
    assert len(council) == len(set(council))


async def test_a_machine_that_slept_an_hour_posts_what_is_of_use_still(
    settings: Settings, clock: SetClock, server: TelegramServer
) -> None:
    async with served(settings, clock, server) as service:
        clock.set(HOUR_BEFORE + HOUR - MINUTE)
        await service.deliver_due()
        assert heads(server)[-1] == "In 1 minute: Council"
        counts = service.ledger.counts()
    assert counts[PostState.SUPERSEDED] >= 1


@pytest.fixture
def new_tzdata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Install a tzdata whose Moscow is an hour further ahead of UTC, as Samara is."""

    def install() -> None:
        zones = tmp_path / "zoneinfo"
        shutil.copytree(Path(pytz.__file__).parent / "zoneinfo", zones)
        shutil.copy(zones / "Europe" / "Samara", zones / "Europe" / "Moscow")
        monkeypatch.setenv("PYTZ_TZDATADIR", str(zones))
        forget()

    def forget() -> None:
        pytz._tzinfo_cache.pop("Europe/Moscow", None)  # type: ignore[attr-defined]
        tzinfo.cache_clear()
        wall_times.clocks.cache_clear()

    yield install
    forget()


async def test_a_new_tzdata_moves_what_is_planned_and_readers_are_told_the_new_time(
    settings: Settings,
    clock: SetClock,
    server: TelegramServer,
    new_tzdata: Callable[[], None],
) -> None:
    (settings.agendas / "tests.yaml").write_text(
        AgendaFile.text(definition("2022-01-12 12:00 Europe/Moscow")), encoding="utf-8"
    )
    clock.set(utc("2022-01-11 09:00"))
    async with served(settings, clock, server):
        assert heads(server) == ["In 1 day: Council"]
        assert "09:00 GMT" in server.posts("@talks")[-1].text
    new_tzdata()
    async with served(settings, clock, server) as service:
        for instant in ("2022-01-11 09:01", "2022-01-12 06:59", "2022-01-12 07:00"):
            clock.set(utc(instant))
            await service.deliver_due()
        assert [each.sequence for each in service.publication.revisions.values()] == [1]
    assert heads(server) == [
        "Out of date: this event has changed since. Another post tells how.",
        "New time: Council",
        "In 1 hour: Council",
    ]
    assert all("08:00 GMT" in post.text for post in server.posts("@talks")[1:])


# The ledger's disk


def posted_once(server: TelegramServer) -> bool:
    return heads(server).count("In 1 hour: Council") == 1


async def until_in_trouble(service: Service, subject: str = "ledger") -> None:
    async with asyncio.timeout(PATIENCE):
        while subject not in service.incidents.ongoing:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def until_well(service: Service) -> None:
    async with asyncio.timeout(PATIENCE):
        while "ledger" in service.incidents.ongoing:
            await service.scheduler._beat()
            await asyncio.sleep(0.01)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, with a little room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(file: io.FileIO) -> None:
    """Write until there is no room."""
    with suppress(OSError):
        while True:
            file.write(b"x" * 4096)


async def test_with_a_full_disk_nothing_is_posted_until_there_is_room(
    settings: Settings, clock: SetClock, server: TelegramServer, small_disk: Path
) -> None:
    settings = replace(settings, database=f"sqlite:///{small_disk / 'podium.db'}")
    async with served(settings, clock, server) as service:
        # What the journal holds becomes free once a connection that failed is closed.
        with closing(sqlite3.connect(small_disk / "podium.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ballast = small_disk / "ballast"
        with ballast.open("ab", buffering=0) as file:
            fill(file)
            clock.set(HOUR_BEFORE)
            await service.scheduler._beat()
            async with asyncio.timeout(PATIENCE):
                while "ledger" not in service.incidents.ongoing:
                    fill(file)
                    await service.scheduler._beat()
            assert not posted_once(server)
        ballast.unlink()
        await until_well(service)
        await service.deliver_due()
    assert posted_once(server)
    told = " ".join(post.text for post in server.posts("@operators"))
    assert told.count("ledger: cannot be used") == 1
    assert "full" in told


async def test_a_database_that_is_locked_for_long_is_waited_for(
    settings: Settings, clock: SetClock, server: TelegramServer, tmp_path: Path
) -> None:
    async with served(settings, clock, server) as service:
        other = sqlite3.connect(tmp_path / "podium.db", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        clock.set(HOUR_BEFORE)
        beat = asyncio.create_task(service.scheduler._beat())
        await until_in_trouble(service)
        assert not posted_once(server)
        other.execute("ROLLBACK")
        other.close()
        await beat
        await until_well(service)
        await service.deliver_due()
    assert posted_once(server)


async def test_a_database_that_is_damaged_is_told_and_used_again_once_it_is_restored(
    settings: Settings, clock: SetClock, server: TelegramServer, tmp_path: Path
) -> None:
    database = tmp_path / "podium.db"
    async with served(settings, clock, server) as service:
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        good = tmp_path / "good.db"
        shutil.copy(database, good)
        with database.open("r+b") as file:
            file.seek(0)
            file.write(b"\x00" * 8192)
        clock.set(HOUR_BEFORE)
        await service.scheduler._beat()
        await until_in_trouble(service)
        assert not posted_once(server)
        with database.open("r+b") as file:
            file.write(good.read_bytes())
        await until_well(service)
        await service.deliver_due()
    assert posted_once(server)


async def test_a_ledger_that_is_gone_is_told_and_another_in_its_place_is_used(
    settings: Settings, clock: SetClock, server: TelegramServer, tmp_path: Path
) -> None:
    database, away = tmp_path / "podium.db", tmp_path / "away.db"
    async with served(settings, clock, server) as service:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.rename(away)
        clock.set(HOUR_BEFORE)
        await service.scheduler._beat()
        await until_in_trouble(service)
        await asyncio.sleep(0.1)
        assert not posted_once(server)
        assert f"{database} is gone" in service.incidents.ongoing["ledger"]
        shutil.copy(away, database)
        await until_well(service)
        await service.deliver_due()
        assert posted_once(server)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM posts WHERE state = 'sent'").fetchone() != (
            0,
        )


async def test_a_database_that_may_only_be_read_is_told_and_used_again_once_it_may_be_written(
    settings: Settings, clock: SetClock, server: TelegramServer, tmp_path: Path
) -> None:
    async with served(settings, clock, server) as service:
        with read_only(tmp_path / "podium.db"):
            service.ledger.close()
            clock.set(HOUR_BEFORE)
            await service.scheduler._beat()
            await until_in_trouble(service)
            assert not posted_once(server)
            assert "readonly" in service.incidents.ongoing["ledger"]
            # Somebody reads meanwhile, by connections that can never write.
            readers = ExitStack()
            for _ in range(3):
                readers.enter_context(service.ledger._engine.connect())
        await until_well(service)
        readers.close()
        await service.deliver_due()
    assert posted_once(server)


@contextmanager
def read_only(file: Path) -> Iterator[None]:
    """Mount a file over itself, only to be read."""
    bound = subprocess.run(["mount", "--bind", file, file], capture_output=True, check=False)
    if bound.returncode:
        pytest.skip("only root may mount a file")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", file], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", file], check=True)
