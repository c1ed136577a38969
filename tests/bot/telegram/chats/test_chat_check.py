"""What the service finds out about its chats at the start, long before the first reminder."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config.settings import Settings
from bot.service.pacing import Pacing
from tests.bot.making.week import BEFORE_THE_WEEK
from tests.bot.running.clock import SetClock
from tests.bot.running.podium import podium_running, telegram
from tests.bot.running.running_service import IMPATIENT, running
from tests.telegram_server.faults import BadGateway
from tests.telegram_server.server import TelegramServer

SOON = Pacing(telegram=IMPATIENT)
CLOCK = SetClock(BEFORE_THE_WEEK)


def settings_for(server: TelegramServer, folder: Path) -> Settings:
    server.add_channel("@operators")
    return Settings(
        token=server.token,
        channel="@talks",
        operator="@operators",
        api_url=server.url,
        database=f"sqlite:///{folder / 'podium.db'}",
        port=0,
    )


def told(server: TelegramServer) -> str:
    return "\n".join(post.text for post in server.posts("@operators"))


async def test_a_start_tells_in_a_line_of_each_chat_and_what_the_bot_may(
    server: TelegramServer, tmp_path: Path
) -> None:
    channel = server.add_channel(
        "@talks", title="Talks \x1b[31m", rights=frozenset({"can_post_messages"})
    )
    operators = server.add_group("Operators")
    async with podium_running(
        tmp_path,
        "serve",
        **telegram(server, "@talks"),
        TELEGRAM_OPERATOR=str(operators.id),
        PODIUM_PORT="0",
    ) as serving:
        await serving.until("TELEGRAM_CHANNEL: ")
        await serving.until("TELEGRAM_OPERATOR: ")
        assert await serving.stop() == 0

    assert (
        "TELEGRAM_CHANNEL: @talks is the channel 'Talks \\x1b[31m'; the bot may post\n"
        in serving.err
    )
    found = f"TELEGRAM_OPERATOR: {operators.id} is the supergroup 'Operators'; the bot may post\n"
    assert found in serving.err
    assert server.posts(channel) == ()


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("missing", "TELEGRAM_CHANNEL: the chat cannot be used (check the name @talks in"),
        ("outside", "the bot is not in it (add it to the channel)"),
        ("no right", "the bot may not post there (make it an administrator with the right to post"),
    ],
)
async def test_a_wrong_channel_is_told_to_the_operator_at_the_start_and_again_when_it_is_right(
    server: TelegramServer, tmp_path: Path, kind: str, what: str
) -> None:
    settings = settings_for(server, tmp_path)
    if kind == "outside":
        server.add_channel("@talks", bot_is_admin=False)
    elif kind == "no right":
        server.add_channel("@talks", rights=frozenset({"can_edit_messages"}))
    async with running(settings, CLOCK, pacing=SOON) as service:
        await server.until(lambda: what in told(server))
        assert "TELEGRAM_CHANNEL" in service.incidents.ongoing
        if kind == "missing":
            server.add_channel("@talks")
        else:
            server.set_bot("@talks", "administrator", frozenset({"can_post_messages"}))
        await server.until(lambda: "TELEGRAM_CHANNEL: all is well again" in told(server))
    assert told(server).count(what) == 1


async def test_an_operator_s_number_that_is_the_channel_s_is_told_nothing(
    server: TelegramServer, tmp_path: Path
) -> None:
    channel = server.add_channel("@talks")
    settings = replace(settings_for(server, tmp_path), operator=channel.id)
    async with running(settings, CLOCK, pacing=SOON) as service:
        service.incidents.report("test", "a trouble that is none of the readers' business")
        await server.until(
            lambda: "the channel itself" in service.incidents.ongoing.get("TELEGRAM_OPERATOR", "")
        )
        service.incidents.report("test", "another one")
    assert server.posts("@talks") == ()


async def test_a_telegram_that_is_down_delays_no_start_and_the_chat_is_looked_at_later(
    server: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    server.add_channel("@talks", title="Talks")
    await server.go_down()
    async with running(settings_for(server, tmp_path), CLOCK, pacing=SOON):
        server.fail(BadGateway(), method="getChat")
        await server.come_up()
        await server.until(lambda: "@talks is the channel 'Talks'" in caplog.text)
    assert "TELEGRAM_CHANNEL: the chat cannot" not in told(server)
