"""Bots that call a Telegram server."""

from telegram import Bot
from telegram.request import HTTPXRequest

from tests.telegram_server.server import TelegramServer


def request(read_timeout: float = 10) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=20, read_timeout=read_timeout, httpx_kwargs={"trust_env": False}
    )


def bot_of(telegram: TelegramServer, token: str | None = None) -> Bot:
    return Bot(
        token or telegram.token,
        base_url=telegram.bot_url,
        request=request(),
        get_updates_request=request(),
    )
