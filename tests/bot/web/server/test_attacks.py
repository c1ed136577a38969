"""Hostile clients and a real process: its memory stays, and others are answered.

Each attack goes on while `/robots.txt` is asked for, a bounded number of times. One process bears
them all, so that what an attack leaves behind counts against the next ones.
"""

import asyncio
import re
import resource
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import pytest
import pytest_asyncio

from tests.bot.running.podium import podium_running
from tests.patience import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="module")

MOST_MORE = 40  # MB, beyond what the process takes when idle
ROUNDS = 25
HEAD = b" HTTP/1.1\r\nhost: t\r\n"
GET = b"GET /x" + HEAD + b"\r\n"
ROBOTS = b"GET /robots.txt" + HEAD + b"\r\n"
CHUNKED = b"GET /robots.txt" + HEAD + b"transfer-encoding: chunked\r\n\r\n0\r\n"


@dataclass
class Attacked:
    port: int
    process: int
    sockets: ExitStack = field(default_factory=ExitStack)
    idle: float = field(init=False)

    def __post_init__(self) -> None:
        self.idle = self.memory()

    async def connection(self) -> socket.socket:
        client = self.sockets.enter_context(socket.socket())
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.setblocking(False)
        await asyncio.get_running_loop().sock_connect(client, ("127.0.0.1", self.port))
        return client

    def memory(self) -> float:
        """What the process holds, in MB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    async def robots(self) -> tuple[float, bytes]:
        """How long /robots.txt takes a new client, and the status."""
        began = monotonic()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(ROBOTS)
                status = (await reader.readline())[9:12]
                writer.close()
                return monotonic() - began, status
        return monotonic() - began, b"none"


Attack = Callable[[Attacked], Coroutine[Any, Any, None]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attacked]:
    folder = tmp_path_factory.mktemp("attacked")
    async with podium_running(folder, "serve", PODIUM_PORT="0") as podium:
        await podium.until("calendar.ics")
        address = re.search(r"http://127\.0\.0\.1:(\d+)/calendar\.ics", podium.err)
        assert address is not None, podium.err
        yield Attacked(int(address[1]), podium.process.pid)
        assert "Traceback" not in podium.err


@pytest.fixture
def site(service: Attacked) -> Iterator[Attacked]:
    with service.sockets:
        yield service


async def pour(site: Attacked, first: bytes, more: bytes) -> None:
    """Send without end and without reading, over four connections, and new ones when cut off."""

    async def one() -> None:
        while True:
            with suppress(OSError):
                client = await site.connection()
                await asyncio.get_running_loop().sock_sendall(client, first)
                while True:
                    await asyncio.get_running_loop().sock_sendall(client, more)
                    await asyncio.sleep(0)
            await asyncio.sleep(0.02)

    await asyncio.gather(*[one() for _ in range(4)])


async def say_once(site: Attacked, said: bytes, number: int) -> None:
    """Send the same over many connections that stay, and read nothing."""
    for _ in range(number):
        with suppress(OSError):
            client = await site.connection()
            client.send(said)


async def trailers(site: Attacked) -> None:
    await pour(site, CHUNKED, b"a: b\r\n" * 10_000)


async def pipelines(site: Attacked) -> None:
    await pour(site, b"", GET * 2000)


async def slow_heads(site: Attacked) -> None:
    await say_once(site, GET[:-2] + (b"x: " + b"y" * 1000 + b"\r\n") * 30, 4000)


async def many_fields(site: Attacked) -> None:
    await say_once(site, GET[:-2] + b"a:\r\n" * 6000, 300)


async def unread_answers(site: Attacked) -> None:
    await say_once(site, GET * 200, 400)


async def idle_connections(site: Attacked) -> None:
    await say_once(site, b"", 4000)


async def distinct_filters(site: Attacked) -> None:
    for number in range(2000):
        with suppress(OSError):
            client = await site.connection()
            client.send(b"GET /calendar.ics?alarm=%dm" % (number + 1) + HEAD + b"\r\n")
            await asyncio.get_running_loop().sock_recv(client, 9)
            client.close()


@pytest.fixture(autouse=True, scope="module")
def _many_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 9000:
        pytest.skip("4 000 connections take more open files than may be opened here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 9000), hard))


@pytest.mark.parametrize(
    "attack",
    [
        trailers,
        pipelines,
        slow_heads,
        many_fields,
        unread_answers,
        idle_connections,
        distinct_filters,
    ],
)
async def test_under_attack_memory_stays_and_others_are_answered(
    attack: Attack, site: Attacked
) -> None:
    most = 0.0
    attacking = asyncio.create_task(attack(site))
    answers = []
    for _ in range(ROUNDS):
        answers.append(await site.robots())
        most = max(most, site.memory() - site.idle)
        if most > 10 * MOST_MORE:
            break  # the machine's memory is for others, too
        await asyncio.sleep(0.1)
    attacking.cancel()
    await asyncio.wait([attacking])
    took = median(seconds for seconds, _ in answers)
    print(f"{attack.__name__}: {most:.1f} MB more, /robots.txt within {took:.3f} s")
    assert {status for _, status in answers} == {b"200"}
    assert most < MOST_MORE
