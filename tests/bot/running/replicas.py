"""Replicas: services that share a PostgreSQL database."""

from bot.config.settings import Settings
from bot.service.service import Service
from tests.telegram_server.server import TelegramServer


def settings_for(server: TelegramServer, database: str, **more: object) -> Settings:
    return Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        database=database,
        port=0,
        **more,  # type: ignore[arg-type]
    )


async def ready(replica: Service, server: TelegramServer) -> None:
    telegram = replica.telegram
    assert telegram is not None
    await server.until(lambda: telegram.is_ready)
