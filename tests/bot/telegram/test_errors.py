"""What each failure of Telegram says of a message, each brought about over a real connection."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.warnings import PTBDeprecationWarning

from bot.delivery.outcome import NotDelivered, Retry, Unknown
from bot.telegram.api.connections import Connections, NotConnectedError
from bot.telegram.errors import is_of_the_topic, outcome_of
from tests.patience import PATIENCE
from tests.telegram_server.faults import BadGateway, Effect, Hold, Reset
from tests.telegram_server.refusals import (
    CONFLICT,
    INTERNAL_SERVER_ERROR,
    NOT_FOUND,
    UNAUTHORIZED,
    Refusal,
    too_many_requests,
)
from tests.telegram_server.server import TelegramServer

BRIEF = 0.2  # seconds
TOKEN = "123456:" + "A" * 35


def bot_at(
    url: str,
    token: str = TOKEN,
    *,
    connections: int = 5,
    read_timeout: float = PATIENCE,
    connect_timeout: float = PATIENCE,
    pool_timeout: float = PATIENCE,
) -> Bot:
    request = Connections(
        url,
        most=connections,
        read_timeout=read_timeout,
        connect_timeout=connect_timeout,
        pool_timeout=pool_timeout,
    )
    return Bot(token, base_url=f"{url}/bot", request=request)


async def error_of(bot: Bot, chat: int | str) -> TelegramError:
    """The error of a send; the bot was not greeted before, as that would fail too."""
    async with bot.request:
        with pytest.raises(TelegramError) as raised:
            await bot.send_message(chat, "Talks begin")
    return raised.value


# Answers


@pytest.mark.parametrize(
    ("answer", "kind", "pace"),
    [
        (Refusal(400, "Bad Request: chat not found"), BadRequest, Retry.SLOWLY),
        (Refusal(400, "Bad Request: message is too long"), BadRequest, Retry.NEVER),
        *(
            (Refusal(400, f"Bad Request: {reason}"), BadRequest, Retry.SLOWLY)
            for reason in (
                "TOPIC_CLOSED",
                "TOPIC_DELETED",
                "message thread not found",
                "group chat was deactivated",
                "chat was deactivated",
                "bot was kicked from the supergroup chat",
                "bot was banned from the channel",
                "bot is not a member of the channel chat",
                "have no write access to the chat",
                "PEER_ID_INVALID",
                "CHANNEL_PRIVATE",
                "CHANNEL_INVALID",
                "CHAT_SEND_PLAIN_FORBIDDEN",
                "CHAT_GUEST_SEND_FORBIDDEN",
                "USER_BANNED_IN_CHANNEL",
                "USER_IS_BLOCKED",
                "FROZEN_METHOD_INVALID",
            )
        ),
        *(
            (Refusal(400, f"Bad Request: {reason}"), BadRequest, Retry.NEVER)
            for reason in (
                "message text is empty",
                "MESSAGE_TOO_LONG",
                "message can't be edited",
                "message to edit not found",
                "MESSAGE_ID_INVALID",
                "BUTTON_USER_PRIVACY_RESTRICTED",
            )
        ),
        *(
            (Refusal(403, f"Forbidden: {reason}"), Forbidden, Retry.SLOWLY)
            for reason in ("the group chat was deleted", "user is deactivated")
        ),
        (UNAUTHORIZED, InvalidToken, Retry.SLOWLY),
        (NOT_FOUND, InvalidToken, Retry.SLOWLY),
        (
            Refusal(403, "Forbidden: bot was kicked from the channel chat"),
            Forbidden,
            Retry.SLOWLY,
        ),
        (CONFLICT, Conflict, Retry.SOON),
    ],
    ids=lambda value: value.description if isinstance(value, Refusal) else "",
)
async def test_a_refusal_is_certain(
    server: TelegramServer, answer: Refusal, kind: type[TelegramError], pace: Retry
) -> None:
    channel = server.add_channel()
    server.fail(answer, method="sendMessage")

    error = await error_of(bot_at(server.url, server.token), channel.id)
    outcome = outcome_of(error)
    assert type(error) is kind
    assert isinstance(outcome, NotDelivered)
    assert outcome.retry is pace
    assert outcome.retry_after is None
    assert outcome.reason.startswith(f"{kind.__name__}: ")


@pytest.mark.parametrize(
    ("reason", "is_of_topic"),
    [
        ("Topic_closed", True),
        ("Topic_deleted", True),
        ("Topic_id_invalid", True),
        ("Message thread not found", True),
        ("Topic is closed", True),
        ("Chat not found", False),
        ("Chat_write_forbidden", False),
        ("Message to be replied not found", False),
        ("Can't parse entities: in the topic", False),
    ],
)
def test_a_refusal_tells_whether_it_is_of_the_topic_alone(reason: str, is_of_topic: bool) -> None:
    assert is_of_the_topic(BadRequest(reason)) is is_of_topic


async def test_a_flood_says_how_long_to_wait(server: TelegramServer) -> None:
    channel = server.add_channel()
    server.fail(too_many_requests(42), method="sendMessage")

    error = await error_of(bot_at(server.url, server.token), channel.id)
    outcome = outcome_of(error)
    assert isinstance(outcome, NotDelivered)
    assert outcome.retry_after == timedelta(seconds=42)


def test_a_flood_is_understood_in_seconds_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PTB_TIMEDELTA")
    with pytest.warns(PTBDeprecationWarning):
        outcome = outcome_of(RetryAfter(42))
    assert isinstance(outcome, NotDelivered)
    assert outcome.retry_after == timedelta(seconds=42)


# Answers that say nothing, and none at all


@pytest.mark.parametrize("delivered", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("effect", "kind"),
    [
        (Reset(), NetworkError),
        (Hold(), TimedOut),
        (BadGateway(), NetworkError),
        (BadGateway(504, "Gateway Timeout"), NetworkError),
        (BadGateway(200, "OK"), TelegramError),
        (INTERNAL_SERVER_ERROR, NetworkError),
    ],
    ids=["reset", "silence", "502", "504", "not JSON", "500"],
)
async def test_a_lost_answer_leaves_everything_open(
    server: TelegramServer, effect: Effect, kind: type[TelegramError], delivered: bool
) -> None:
    channel = server.add_channel()
    server.fail(effect, method="sendMessage", delivered=delivered)
    patience = BRIEF if isinstance(effect, Hold) else PATIENCE

    bot = bot_at(server.url, server.token, read_timeout=patience)
    error = await error_of(bot, channel.id)
    assert type(error) is kind
    assert isinstance(outcome_of(error), Unknown)
    await server.until(lambda: server.held == 0)
    assert len(server.posts(channel)) == delivered


# Requests that never left


async def test_a_refused_connection_is_certain(server: TelegramServer) -> None:
    await server.go_down()

    error = await error_of(bot_at(server.url, server.token), "@talks")
    assert isinstance(error.__cause__, aiohttp.ClientConnectorError)
    assert outcome_of(error) == NotDelivered(f"NetworkError: {error.message}")


async def test_a_host_that_nobody_knows_is_certain() -> None:
    error = await error_of(bot_at("http://nowhere.invalid"), "@talks")

    assert isinstance(error.__cause__, aiohttp.ClientConnectorError)
    assert isinstance(outcome_of(error), NotDelivered)


Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(answer: Answer) -> AsyncIterator[int]:
    """A port where something other than Telegram answers."""
    finished = asyncio.Event()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await answer(reader, writer)
        writer.close()
        await writer.wait_closed()
        finished.set()

    listener = await asyncio.start_server(converse, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1]
        await finished.wait()
    finally:
        listener.close()
        await listener.wait_closed()


async def test_a_connection_that_is_never_made_is_certain() -> None:
    async def greet_nobody(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()  # the client's half of a TLS handshake, until it hangs up

    async with listening(greet_nobody) as port:
        bot = bot_at(f"https://127.0.0.1:{port}", connect_timeout=BRIEF)
        error = await error_of(bot, "@talks")
    assert isinstance(error, TimedOut)
    assert isinstance(error.__cause__, aiohttp.ConnectionTimeoutError)
    assert isinstance(outcome_of(error), NotDelivered)


@pytest.mark.parametrize(
    "answered",
    [b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", b"Who are you?\r\n\r\n", b""],
    ids=["refusal", "nonsense", "nothing"],
)
async def test_a_proxy_that_does_not_connect_is_certain(
    monkeypatch: pytest.MonkeyPatch, answered: bytes
) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answered)
        await writer.drain()

    async with listening(refuse) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        error = await error_of(bot_at("https://telegram.invalid"), "@talks")
    assert isinstance(error.__cause__, NotConnectedError)
    assert isinstance(outcome_of(error), NotDelivered)


async def test_a_request_that_waits_for_a_connection_in_vain_is_certain(
    server: TelegramServer,
) -> None:
    channel = server.add_channel()
    server.fail(Hold(), method="getMe")
    brief = {"connect_timeout": BRIEF, "pool_timeout": BRIEF}
    bot = bot_at(server.url, server.token, connections=1, **brief)

    async with bot.request:
        busy = asyncio.create_task(bot.get_me(connect_timeout=PATIENCE, pool_timeout=PATIENCE))
        await server.until(lambda: server.held == 1)
        with pytest.raises(TimedOut) as raised:
            await bot.send_message(channel.id, "Talks begin")
        server.release()
        await busy
    assert isinstance(raised.value.__cause__, aiohttp.ConnectionTimeoutError)
    assert isinstance(outcome_of(raised.value), NotDelivered)
    assert server.posts(channel) == ()


def caused_by(cause: Exception, error: TelegramError) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        caused_by(TimeoutError(), TimedOut()),
        caused_by(aiohttp.SocketTimeoutError(), TimedOut()),
        caused_by(aiohttp.ClientOSError(), NetworkError("ClientOSError")),
        caused_by(aiohttp.ServerDisconnectedError(), NetworkError("ServerDisconnectedError")),
        NetworkError("nobody knows why"),
        TimedOut(),
        TelegramError("something that came with a later version"),
    ],
    ids=repr,
)
def test_whatever_is_not_known_to_be_certain_is_unknown(error: TelegramError) -> None:
    assert isinstance(outcome_of(error), Unknown)


def test_a_reason_never_shows_the_token() -> None:
    error = InvalidToken(f"The token `{TOKEN}` was rejected by the server.")

    outcome = outcome_of(error)
    assert isinstance(outcome, NotDelivered)
    assert outcome.reason == "InvalidToken: The token `<token>` was rejected by the server."
