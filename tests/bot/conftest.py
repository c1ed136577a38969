"""What the tests of the bot share: no settings from outside, and servers on loopback."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import Engine, make_url

from bot.database import engine
from bot.database.sqlite import sqlite_file
from bot.ops.logging import INDISCREET
from tests.bot.running.postgresql import PostgreSQL, postgresql_server
from tests.telegram_server.server import TelegramServer


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody here is to be vouched for by the world's authorities, and to read the certificates of
    # them all takes longer than the rest of the bot's start: this folder has none.
    monkeypatch.setenv("SSL_CERT_DIR", str(Path(__file__).parent))
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="session")
def _empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the migrations have made, once for all tests of this process."""
    file = tmp_path_factory.mktemp("ledger") / "podium.db"
    engine.open_database(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(autouse=True)
def _copied_ledgers(monkeypatch: pytest.MonkeyPatch, _empty_ledger: Path) -> None:
    """Let a new file be a copy of that one: the migrations take longer than most tests."""
    make_engine = engine.make_engine

    def made_engine(url: str) -> Engine:
        file = sqlite_file(make_url(url))
        if file and not file.exists() and file.parent.is_dir():
            copyfile(_empty_ledger, file)
        return make_engine(url)

    monkeypatch.setattr(engine, "make_engine", made_engine)


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """Telegram, as far as a loopback server can be it."""
    async with TelegramServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_for_all() -> Iterator[PostgreSQL]:
    """A PostgreSQL server for all tests of this process."""
    with postgresql_server() as server:
        yield server


@pytest.fixture
def postgresql(postgresql_for_all: PostgreSQL) -> Iterator[PostgreSQL]:
    """That server, which takes its databases back when the test is over."""
    yield postgresql_for_all
    postgresql_for_all.take_back()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'podium.db'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.fresh()


@pytest.fixture
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    chatty = ["httpx", "httpcore", "apscheduler", "telegram", "alembic", "uvicorn"]
    chatty.append("telegram.request.BaseRequest")
    levels = {name: logging.getLogger(name).level for name in chatty}
    yield
    root.handlers[:], root.level = handlers, level
    for name in INDISCREET:
        logging.getLogger(name).propagate = True
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)
