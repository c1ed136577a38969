"""The connections to the Bot API: by a proxy where the environment names one, and to one answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import TelegramError

from bot.errors import SettingsError
from bot.telegram.api.connections import Connections
from tests.patience import PATIENCE

TOKEN = "123456:" + "A" * 35
REDIRECTION = (
    b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NAMES = [f"{name}_proxy" for name in ("http", "https", "all", "no")]


@asynccontextmanager
async def listening(answer: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A port where whatever is asked is answered alike, and the heads of what is asked."""
    asked: list[bytes] = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    listener = await asyncio.start_server(converse, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1], asked
    finally:
        listener.close()
        await listener.wait_closed()


async def error_at(url: str) -> TelegramError:
    async with Connections(url, read_timeout=PATIENCE) as request:
        with pytest.raises(TelegramError) as raised:
            await Bot(TOKEN, f"{url}/bot", request=request).send_message(1, "Talks begin")
    return raised.value


@pytest.mark.parametrize(
    ("environment", "is_asked_whole"),
    [
        ({}, False),
        ({"http_proxy": "http://127.0.0.1:{port}"}, True),
        ({"http_proxy": "127.0.0.1:{port}"}, True),
        ({"all_proxy": "http://127.0.0.1:{port}"}, True),
        ({"https_proxy": "http://127.0.0.1:1"}, False),
        ({"http_proxy": "http://127.0.0.1:1", "no_proxy": "example.org,127.0.0.1"}, False),
        ({"all_proxy": "http://127.0.0.1:1", "no_proxy": "*"}, False),
    ],
)
async def test_a_proxy_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], is_asked_whole: bool
) -> None:
    async with listening(REDIRECTION) as (port, asked):
        for name in NAMES:
            monkeypatch.setenv(name, environment.get(name, "").format(port=port))
            monkeypatch.delenv(name.upper(), raising=False)
        await error_at(f"http://127.0.0.1:{port}")

    # A proxy is told the whole address.
    whole = f"http://127.0.0.1:{port}" if is_asked_whole else ""
    [head] = asked
    assert head.startswith(f"POST {whole}/bot{TOKEN}/sendMessage HTTP/1.1\r\n".encode())


@pytest.mark.parametrize(
    ("variable", "proxy"),
    [
        ("https_proxy", "socks5://desk:secret@127.0.0.1:1080"),
        ("all_proxy", "socks5h://127.0.0.1:1080"),
        ("https_proxy", "http://127.0.0.1:port"),
        ("https_proxy", "http://[::1"),
        ("https_proxy", "http://"),
    ],
)
def test_what_is_no_http_proxy_is_told_at_the_start(
    monkeypatch: pytest.MonkeyPatch, variable: str, proxy: str
) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv(variable, proxy)

    with pytest.raises(SettingsError) as raised:
        Connections("https://api.telegram.org", read_timeout=PATIENCE)
    assert str(raised.value).startswith(f"{variable.upper()}: ")
    assert str(raised.value).endswith(", or write NO_PROXY=api.telegram.org)")
    assert "secret" not in str(raised.value)
    monkeypatch.setenv("no_proxy", "api.telegram.org")
    Connections("https://api.telegram.org", read_timeout=PATIENCE)


@pytest.mark.parametrize("api", ["http", "https"])
async def test_a_proxy_is_told_who_asks(monkeypatch: pytest.MonkeyPatch, api: str) -> None:
    async with listening(REFUSAL) as (port, asked):
        for name in NAMES:
            monkeypatch.setenv(name, "")
            monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv(f"{api}_proxy", f"http://desk:secret@127.0.0.1:{port}")
        error = await error_at(f"{api}://telegram.invalid")

    [head] = asked
    assert b"\r\nproxy-authorization: basic zgvzazpzzwnyzxq=\r\n" in head.lower()
    assert "secret" not in error.message


async def test_nothing_is_sent_where_an_answer_leads_to() -> None:
    async with listening(REDIRECTION) as (port, asked):
        error = await error_at(f"http://127.0.0.1:{port}")

    assert "Found (302)" in error.message
    assert len(asked) == 1


async def test_what_went_wrong_never_shows_the_token() -> None:
    async with listening(b"") as (port, _):
        error = await error_at(f"http://127.0.0.1:{port}")

    assert error.message.startswith("ServerDisconnectedError: ")
    assert "A" * 35 not in error.message


@pytest.mark.filterwarnings("ignore:Sending a large body")
async def test_a_file_that_nobody_reads_holds_up_no_stop() -> None:
    asked, writers = asyncio.Event(), list[asyncio.StreamWriter]()

    async def read_no_more(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writers.append(writer)
        asked.set()

    listener = await asyncio.start_server(read_no_more, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    request = Connections(url, read_timeout=PATIENCE)
    await request.initialize()
    bot = Bot(TOKEN, f"{url}/bot", request=request)
    sending = asyncio.create_task(bot.send_document(1, bytes(8_000_000)))
    async with asyncio.timeout(30):
        await asked.wait()
        await request.shutdown()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    writers[0].transport.abort()
    listener.close()
    await listener.wait_closed()
