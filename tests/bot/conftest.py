"""What the tests of the bot share: no proxy on the way to a loopback server, and that server."""

from collections.abc import AsyncIterator

import pytest

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
