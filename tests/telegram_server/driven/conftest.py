"""A Telegram server with a bot, and a client that calls it in other ways."""

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from tests.telegram_server.driven.calling import bot_of
from tests.telegram_server.server import TelegramServer


@pytest.fixture(autouse=True)
def _durations_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, python-telegram-bot warns each time it makes a RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with bot_of(telegram) as bot:
        yield bot


@pytest.fixture
async def client(telegram: TelegramServer) -> AsyncIterator[httpx.AsyncClient]:
    base = f"{telegram.bot_url}{telegram.token}/"
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        yield client
