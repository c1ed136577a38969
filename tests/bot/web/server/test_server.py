"""The server in an event loop that is not its own."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.web.http.security import SECURITY
from bot.web.http.static_response import StaticResponse
from bot.web.server.limits import ConnectionLimits
from bot.web.server.protocol import BoundedProtocol
from bot.web.server.server import CannotListen, RunningServer, start
from tests.patience import PATIENCE

HELLO = StaticResponse(200, ((b"content-length", b"5"),), b"hello")
GET = b"GET / HTTP/1.1\r\nhost: test\r\n\r\n"
LIMITS = ConnectionLimits()
HOUR = timedelta(hours=1)


@asynccontextmanager
async def running(app: ASGIApp, limits: ConnectionLimits = LIMITS) -> AsyncIterator[RunningServer]:
    site = await start(app, "127.0.0.1", 0, limits)
    try:
        yield site
    finally:
        await site.stop()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - it is the server that changes
            await asyncio.sleep(0.01)


class Held:
    """An application that says hello when it may, and counts who asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_answer = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await self.may_answer.wait()
        await HELLO(scope, receive, send)


@asynccontextmanager
async def connected(
    site: RunningServer,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port, limit=64 * 1024)
    try:
        yield reader, writer
    finally:
        writer.close()


async def test_a_taken_port_is_an_error_that_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen, match=f"port {port}: it is already in use"):
            await start(HELLO, "127.0.0.1", port, LIMITS)


async def test_an_address_of_another_machine_is_an_error() -> None:
    with pytest.raises(CannotListen, match="no such address"):
        await start(HELLO, "192.0.2.1", 0, LIMITS)


async def test_a_host_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(CannotListen, match="no such host"):
        await start(HELLO, "podium.invalid", 0, LIMITS)


async def test_the_port_is_known_and_free_again_after_the_stop() -> None:
    async with running(HELLO) as site, httpx.AsyncClient() as client:
        assert (await client.get(site.url)).text == "hello"
    assert site.running.done()
    again = await start(HELLO, "127.0.0.1", site.port, LIMITS)
    await again.stop()


@pytest.mark.parametrize("turns", range(4))
async def test_a_start_that_is_broken_off_listens_no_more(turns: int) -> None:
    async with running(HELLO) as site:
        port = site.port
    starting = asyncio.create_task(start(HELLO, "127.0.0.1", port, LIMITS))
    for _ in range(turns):
        await asyncio.sleep(0)

    starting.cancel()
    with suppress(asyncio.CancelledError):
        await (await starting).stop()  # it was quicker
    socket.create_server(("127.0.0.1", port)).close()


async def test_a_start_that_fails_listens_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(HELLO) as site:
        port = site.port

    async def fail(*_: object, **_named: object) -> None:
        raise OSError("no memory")

    with monkeypatch.context() as patched:
        patched.setattr(asyncio.get_running_loop(), "create_server", fail)
        with pytest.raises(OSError, match="no memory"):
            await start(HELLO, "127.0.0.1", port, LIMITS)
    socket.create_server(("127.0.0.1", port)).close()


async def test_a_server_that_is_cancelled_listens_no_more() -> None:
    async with running(HELLO) as site:
        site.running.cancel()
        await asyncio.wait([site.running])
        socket.create_server(("127.0.0.1", site.port)).close()


async def test_signals_stay_with_the_service() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with running(HELLO):
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_a_stop_lets_a_request_finish() -> None:
    begun = asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        begun.set()
        await asyncio.sleep(0.3)
        await HELLO(scope, receive, send)

    async with running(slow) as site, httpx.AsyncClient() as client:
        response = asyncio.create_task(client.get(site.url))
        await begun.wait()
        await site.stop()
        assert (await response).text == "hello"


async def test_a_stop_does_not_wait_for_ever() -> None:
    stuck = Held()
    limits = ConnectionLimits(stop=timedelta(seconds=1))
    async with running(stuck, limits) as site, connected(site) as (_, writer):
        writer.write(GET)
        await until(lambda: stuck.asked == 1)
        async with asyncio.timeout(PATIENCE):
            await site.stop()


@pytest.mark.parametrize("begin", [b"", b"\r\n", b"GET / HT", GET[:-2] + b"x: y\r\n"])
async def test_a_request_that_never_ends_is_cut_off(begin: bytes) -> None:
    limits = ConnectionLimits(request=timedelta(seconds=0.2), idle=HOUR)
    async with running(HELLO, limits) as site, connected(site) as (reader, writer):
        writer.write(begin)
        assert await asyncio.wait_for(reader.read(), PATIENCE) == b""


async def test_a_body_that_never_ends_is_cut_off() -> None:
    limits = ConnectionLimits(farewell=timedelta(seconds=0.3), idle=HOUR)
    async with running(HELLO, limits) as site, connected(site) as (_, writer):
        writer.write(b"POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 999999\r\n\r\n")
        async with asyncio.timeout(PATIENCE):
            while not writer.transport.is_closing():
                writer.write(b"x")
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("pieces", [1, 64])
async def test_a_head_without_bounds_is_refused(pieces: int) -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(GET[:-2] + b"x: ")
        await asyncio.sleep(0.01)
        for _ in range(pieces):
            writer.write(b"y" * (LIMITS.head_bytes // pieces))
            await asyncio.sleep(0.001)
        assert (await asyncio.wait_for(reader.readline(), PATIENCE)).startswith(b"HTTP/1.1 431 ")


async def test_a_long_head_is_refused_even_if_it_comes_at_once() -> None:
    field = b"x: " + b"y" * LIMITS.head_bytes + b"\r\n"
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(GET + GET[:-2] + field + b"\r\n" + GET)
        answers = await asyncio.wait_for(reader.read(), PATIENCE)
    last = answers[answers.rindex(b"HTTP/1.1 ") :]
    assert last.startswith(b"HTTP/1.1 431 ")
    assert last.endswith(b"\r\n\r\n431: the head of the request is too long.\n")


async def test_many_requests_at_once_are_no_long_head() -> None:
    many = 2 * LIMITS.head_bytes // len(GET)
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(GET * many + GET[:9])
        for _ in range(many):
            assert (await reader.readuntil(b"hello")).startswith(b"HTTP/1.1 200 ")
        writer.write(GET[9:])
        assert (await asyncio.wait_for(reader.readuntil(b"hello"), PATIENCE)).startswith(
            b"HTTP/1.1 200 "
        )


@pytest.mark.parametrize(
    ("request_line", "fields", "status"),
    [
        (b"GET / HTTP/1.1", b"", b"400"),
        (b"GET / HTTP/1.1", b"host: a\r\nhost: b\r\n", b"400"),
        (b"GET / HTTP/1.0", b"host: a\r\nhost: a\r\n", b"400"),
        (b"GET / HTTP/1.1", b"host:\r\n", b"200"),
        (b"GET / HTTP/1.0", b"", b"200"),
    ],
)
async def test_a_request_names_one_host(request_line: bytes, fields: bytes, status: bytes) -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(request_line + b"\r\n" + fields + b"connection: close\r\n\r\n")
        head, _, body = (await asyncio.wait_for(reader.read(), PATIENCE)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    if status == b"400":
        assert f"content-length: {len(body)}".encode() in head
        assert body == b"400: the request must name one host.\n"


async def test_nothing_is_answered_after_a_request_that_names_no_host() -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello" + GET)
        assert (await asyncio.wait_for(reader.read(), PATIENCE)).count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        (b"http://test", "/", b""),
        (b"HTTP://test?a=/b", "/", b"a=/b"),
        (b"http://test/calendar.ics?a", "/calendar.ics", b"a"),
    ],
)
async def test_a_whole_address_without_a_path_is_that_of_the_root(
    target: bytes, path: str, query: bytes
) -> None:
    asked: list[tuple[str, bytes]] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append((scope["path"], scope["query_string"]))
        await HELLO(scope, receive, send)

    async with running(app) as site, connected(site) as (reader, writer):
        writer.write(b"GET " + target + b" HTTP/1.1\r\nhost: test\r\n\r\n")
        assert (await asyncio.wait_for(reader.readline(), PATIENCE)).startswith(b"HTTP/1.1 200 ")
    assert asked == [(path, query)]


async def test_a_long_body_is_no_long_head() -> None:
    async with running(HELLO) as site, httpx.AsyncClient() as client:
        for _ in range(2):
            assert (await client.post(site.url, content=b"x" * 500_000)).text == "hello"


async def test_a_client_that_does_not_read_is_cut_off() -> None:
    body = b"x" * 20_000_000
    big = StaticResponse(200, ((b"content-length", str(len(body)).encode()),), body)
    limits = ConnectionLimits(response=timedelta(seconds=0.2), idle=HOUR)
    begun = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        begun.set()
        await big(scope, receive, send)

    async with running(app, limits) as site, connected(site) as (_, writer):
        writer.write(GET)
        await begun.wait()
        await until(lambda: not site.server.server_state.connections)


async def test_one_connection_serves_many_requests() -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        for _ in range(3):
            writer.write(GET + GET)
            for _ in range(2):
                head = await reader.readuntil(b"\r\n\r\n")
                assert head.startswith(b"HTTP/1.1 200 ")
                assert await reader.readexactly(5) == b"hello"


async def test_a_response_does_not_wait_for_an_acknowledgement() -> None:
    """Which another machine may hold back for 40 ms, where Nagle's algorithm waits for it."""
    async with running(HELLO) as site, httpx.AsyncClient() as client:
        await client.get(site.url)
        (connection,) = site.server.server_state.connections
        line = connection.transport.get_extra_info("socket")
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize("junk", [b"\x16\x03\x01\x02\0\1\0\r\n\r\n", b"GET\r\n\r\n", b"\0" * 99])
async def test_junk_is_answered_and_harms_nobody(junk: bytes) -> None:
    async with running(HELLO) as site, httpx.AsyncClient() as client:
        async with connected(site) as (reader, writer):
            writer.write(junk)
            assert (await asyncio.wait_for(reader.read(), PATIENCE)).startswith(b"HTTP/1.1 400 ")
        assert (await client.get(site.url)).text == "hello"


@pytest.mark.parametrize(
    "fields",
    [
        b"content-length: 5\r\n",
        b"transfer-encoding: chunked\r\n",
        b"expect: 100-continue\r\ncontent-length: 5\r\n",
    ],
)
async def test_a_request_with_a_body_is_answered_and_is_the_last(fields: bytes) -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(b"POST / HTTP/1.1\r\nhost: t\r\n" + fields + b"\r\n0\r\nhost: b\r\n\r\n" + GET)
        answers = await asyncio.wait_for(reader.read(), PATIENCE)
    assert answers.startswith(b"HTTP/1.1 200 ")
    assert b"connection: close\r\n" in answers
    assert answers.count(b"HTTP/1.1 ") == 1


async def test_a_body_of_nothing_ends_no_connection() -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write((b"POST / HTTP/1.1\r\nhost: t\r\ncontent-length: 0\r\n\r\n") * 2)
        for _ in range(2):
            assert b" 200 " in await asyncio.wait_for(reader.readuntil(b"hello"), PATIENCE)


async def test_what_is_behind_an_answer_that_is_awaited_is_answered_after_it() -> None:
    app = Held()
    async with running(app) as site, connected(site) as (reader, writer):
        writer.write(GET + b"GET\r\n\r\n")
        await until(lambda: app.asked == 1)
        app.may_answer.set()
        answers = await asyncio.wait_for(reader.read(), PATIENCE)
    first, _, second = answers.partition(b"hello")
    assert first.startswith(b"HTTP/1.1 200 ")
    assert second.startswith(b"HTTP/1.1 400 ")


async def test_a_pipeline_is_read_no_further_while_an_answer_is_awaited() -> None:
    app = Held()
    async with running(app) as site, connected(site) as (reader, writer):
        writer.write(GET * 1_000_000)
        await until(lambda: app.asked == 1)
        before, unsent = 0, writer.transport.get_write_buffer_size()
        while unsent != before:
            await asyncio.sleep(0.2)
            before, unsent = unsent, writer.transport.get_write_buffer_size()
        assert unsent > 0
        assert app.asked == 1
        app.may_answer.set()
        for _ in range(100):
            await asyncio.wait_for(reader.readuntil(b"hello"), PATIENCE)


@pytest.mark.parametrize("empty", [b"\r\n\r\n", b"\n\r\n"])
async def test_empty_lines_keep_no_connection(empty: bytes) -> None:
    limits = ConnectionLimits(request=timedelta(seconds=0.2), idle=timedelta(seconds=1))
    async with running(HELLO, limits) as site, connected(site) as (reader, writer):
        writer.write(GET)
        await reader.readuntil(b"hello")
        writer.write(empty)
        await asyncio.wait_for(reader.read(), PATIENCE)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET\r\n\r\n", 400),
        (b"\x16\x03\x01", 400),
        (b"GET / HTTP/1.1\nhost: t\n\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (GET[:-2] + b"x: " + b"y" * LIMITS.head_bytes + b"\r\n\r\n", 431),
        (GET[:-2] + b"a:\r\n" * 101 + b"\r\n", 431),
    ],
)
async def test_every_refusal_of_a_connection_has_the_security_headers(
    said: bytes, status: int
) -> None:
    async with running(HELLO) as site, connected(site) as (reader, writer):
        writer.write(said)
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    for name, value in SECURITY:
        assert name + b": " + value + b"\r\n" in answer


async def test_more_than_may_be_made_at_once_is_refused_with_the_security_headers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.web.server.server.MOST_CONNECTIONS", 2)
    app = Held()
    async with running(app) as site, connected(site) as (_, first), connected(site) as (_, second):
        first.write(GET)
        second.write(GET)
        await until(lambda: app.asked == 2)
        async with connected(site) as (reader, writer):
            writer.write(GET)
            answer = await asyncio.wait_for(reader.read(), PATIENCE)
        app.may_answer.set()
    assert answer.startswith(b"HTTP/1.1 503 ")
    for name, value in SECURITY:
        assert name + b": " + value + b"\r\n" in answer


async def test_idle_connections_give_way_to_newcomers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.server.server.MOST_CONNECTIONS", 2)
    async with running(HELLO) as site, connected(site) as (oldest, _), connected(site):
        await until(lambda: len(site.server.server_state.connections) == 2)
        async with connected(site) as (reader, writer):
            writer.write(GET)
            assert b" 200 " in await asyncio.wait_for(reader.readuntil(b"hello"), PATIENCE)
        with suppress(ConnectionError):
            assert await asyncio.wait_for(oldest.read(), PATIENCE) == b""


@pytest.mark.parametrize(
    "hook",
    [
        "connection_made",
        "connection_lost",
        "data_received",
        "on_headers_complete",
        "on_message_complete",
        "on_response_complete",
        "send_400_response",
        "pause_writing",
        "resume_writing",
        "_start_asgi_task",
        "_unset_keepalive_if_required",
    ],
)
def test_uvicorn_has_what_is_overridden_or_called(hook: str) -> None:
    assert callable(getattr(HttpToolsProtocol, hook))


async def test_uvicorn_still_calls_the_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    called: set[str] = set()

    def noted(name: str) -> None:
        original = getattr(BoundedProtocol, name)

        def hook(self: BoundedProtocol, *arguments: object) -> object:
            called.add(name)
            return original(self, *arguments)

        monkeypatch.setattr(BoundedProtocol, name, hook)

    hooks = {
        "connection_made",
        "connection_lost",
        "on_headers_complete",
        "on_message_complete",
        "on_response_complete",
        "send_400_response",
        "_start_asgi_task",
        "_say_farewell",
    }
    for each in hooks:
        noted(each)
    async with running(HELLO) as site:
        for said in (GET + b"GET\r\n\r\n", GET[:-2] + b"content-length: 1\r\n\r\n"):
            async with connected(site) as (reader, writer):
                writer.write(said)
                await asyncio.wait_for(reader.read(), PATIENCE)
    assert called == hooks
