"""What the tests of the bot share: no proxy on the way to a loopback server, and that server."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.ops.logging import INDISCREET
from tests.bot.running.postgresql import PostgreSQL, postgresql_server
from tests.telegram_server.server import TelegramServer


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


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
