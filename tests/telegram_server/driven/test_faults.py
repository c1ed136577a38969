"""Faults that a test asks for: refusals, broken connections, and answers that are late."""

import asyncio

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.telegram_server.faults import FOREVER, BadGateway, Effect, Hold, Reset
from tests.telegram_server.refusals import (
    CONFLICT,
    INTERNAL_SERVER_ERROR,
    NOT_FOUND,
    UNAUTHORIZED,
    Refusal,
    migrated,
    too_many_requests,
)
from tests.telegram_server.server import TelegramServer


@pytest.mark.parametrize(
    ("effect", "error"),
    [
        (Refusal(400, "Bad Request: something"), BadRequest),
        (UNAUTHORIZED, InvalidToken),
        (Refusal(403, "Forbidden: bot was kicked from the channel chat"), Forbidden),
        (NOT_FOUND, InvalidToken),
        (CONFLICT, Conflict),
        (too_many_requests(7), RetryAfter),
        (migrated(-1001), ChatMigrated),
        (INTERNAL_SERVER_ERROR, NetworkError),
        (BadGateway(), NetworkError),
        (Reset(), NetworkError),
    ],
)
@pytest.mark.parametrize("delivered", [False, True])
async def test_a_fault_meets_one_call_before_or_after_delivery(
    telegram: TelegramServer,
    bot: Bot,
    effect: Effect,
    error: type[TelegramError],
    delivered: bool,
) -> None:
    channel = telegram.add_channel()
    telegram.fail(effect, method="sendMessage", chat=channel, delivered=delivered)

    with pytest.raises(error) as failed:
        await bot.send_message(channel.id, "first")
    await bot.send_message(channel.id, "second")

    assert type(failed.value) is error
    expected = ["first", "second"] if delivered else ["second"]
    assert [post.text for post in telegram.posts(channel)] == expected
    assert len(telegram.calls("sendMessage")) == 2
    assert telegram.pending_faults == ()


async def test_a_reset_breaks_the_connection_itself(
    telegram: TelegramServer, client: httpx.AsyncClient
) -> None:
    telegram.fail(Reset())

    with pytest.raises(httpx.ReadError):
        await client.get("getMe")


async def test_a_proxys_answer_is_not_json(
    telegram: TelegramServer, client: httpx.AsyncClient
) -> None:
    telegram.fail(BadGateway())

    answer = await client.get("getMe")

    assert answer.status_code == 502
    assert answer.headers["Content-Type"] == "text/html"
    assert "<h1>502 Bad Gateway</h1>" in answer.text


async def test_faults_are_kept_for_their_method_and_chat(
    telegram: TelegramServer, bot: Bot
) -> None:
    one, other = telegram.add_channel("@one"), telegram.add_channel("@other")
    telegram.fail(Reset(), method="editMessageText")
    telegram.fail(INTERNAL_SERVER_ERROR, chat=one, times=FOREVER)

    await bot.send_message("@other", "x")
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message("@one", "x")
    telegram.heal()
    await bot.send_message(one.id, "y")

    assert [post.text for post in telegram.posts(one)] == ["y"]
    assert [post.text for post in telegram.posts(other)] == ["x"]


@pytest.mark.parametrize(("delivered", "posts"), [(True, ["x"]), (False, [])])
async def test_a_client_that_will_not_wait_for_a_held_answer(
    telegram: TelegramServer, bot: Bot, delivered: bool, posts: list[str]
) -> None:
    channel = telegram.add_channel()
    telegram.fail(Hold(), method="sendMessage", delivered=delivered)

    with pytest.raises(TimedOut):
        await bot.send_message(channel.id, "x", read_timeout=0.1)
    await telegram.until(lambda: not telegram.held)
    telegram.release()
    await bot.get_me()

    assert [post.text for post in telegram.posts(channel)] == posts


async def test_a_held_call_goes_on_when_it_is_released(telegram: TelegramServer, bot: Bot) -> None:
    channel = telegram.add_channel()
    telegram.fail(Hold(), method="sendMessage")
    sending = asyncio.create_task(bot.send_message(channel.id, "x"))
    await telegram.until(lambda: telegram.held == 1)
    assert telegram.posts(channel) == ()

    await bot.get_me()
    assert not sending.done()
    telegram.release()

    assert (await sending).text == "x"


async def test_a_slow_answer_comes_after_its_time(telegram: TelegramServer, bot: Bot) -> None:
    telegram.fail(Hold(seconds=0.2))
    loop = asyncio.get_running_loop()
    began = loop.time()

    await bot.get_me()

    assert loop.time() - began >= 0.2


async def test_a_server_that_is_down_refuses_connections_and_forgets_nothing(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel()
    await bot.send_message(channel.id, "before")

    await telegram.go_down()
    with pytest.raises(NetworkError, match="ConnectError"):
        await bot.send_message(channel.id, "during")
    await telegram.come_up()
    await bot.send_message(channel.id, "after")

    assert [post.text for post in telegram.posts(channel)] == ["before", "after"]


async def test_waiting_for_what_never_comes_ends(telegram: TelegramServer) -> None:
    with pytest.raises(TimeoutError):
        await telegram.until(lambda: False, timeout_seconds=0.05)
