"""How the service answers in a crowd: at half its pace, among idle and slow readers, in a flood."""

import itertools
import re
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.http import CONNECTIONS, pace
from bench.measuring.rounds import spread
from bench.measuring.servers import CLIENT_CORE, Served, our_service
from bench.measuring.table import Row, show
from bot.web.feeds import CALENDAR, FEED_BOUNDS

ROUNDS = 3
SECONDS = 3
IDLE = 1000
SLOW = 200
PIPELINED = 100  # requests whose responses a slow reader leaves on the way
DISTINCT = 3000
GOAL_MS = 10.0
GET = f"GET {CALENDAR} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()


@dataclass(frozen=True, slots=True)
class Latency:
    """What one run of wrk told: requests a second, and how long 99 % took at most, in ms."""

    pace: float
    p99: float


def main() -> None:
    """Measure, and print the table."""
    with (
        tempfile.TemporaryDirectory(prefix="podium-bench-") as folder,
        our_service(Path(folder)) as ours,
    ):
        most = statistics.median(pace(ours, {}) for _ in range(ROUNDS))
        pause = int(1000 * CONNECTIONS / (most / 2))  # wrk knows whole milliseconds
        script = Path(folder) / "pause.lua"
        script.write_text(f"function delay() return {pause} end\n", encoding="ascii")
        half = [_latency(ours, script) for _ in range(ROUNDS)]
        with _idle_and_slow(ours):
            crowded = [_latency(ours, script) for _ in range(ROUNDS)]
        before = _resident(ours)
        slowest = max(_flood(ours))
        grown = _resident(ours) - before
    rows = [Row("the most, 200", f"{most:,.0f} a second")]
    for what, runs in (
        ("at half of it or more", half),
        (f"with {IDLE:,} idle and {SLOW} slow readers beside", crowded),
    ):
        worst = statistics.median(run.p99 for run in runs)
        rows.append(Row(what, f"{spread([run.pace for run in runs], ',.0f')} a second"))
        figure = f"{spread([run.p99 for run in runs])} ms"
        rows.append(Row("  99 % within", figure, f"< {GOAL_MS:.0f} ms", worst < GOAL_MS))
    allowed = FEED_BOUNDS.most_bytes * 1.5
    rows += [
        Row(f"{DISTINCT:,} distinct filters, the slowest", f"{slowest * 1000:.0f} ms"),
        Row("  memory grown by", f"{grown / 1e6:.0f} MB", "≤ 96 MB", grown <= allowed),
    ]
    show(
        "In a crowd",
        rows,
        f"wrk, {CONNECTIONS} connections, each waiting {pause} ms between its requests; "
        f"{SECONDS} s a run.",
    )


def _latency(served: Served, script: Path) -> Latency:
    command = ["taskset", "--cpu-list", str(CLIENT_CORE), "wrk", "-t1", f"-c{CONNECTIONS}"]
    command += [f"-d{SECONDS}s", "--latency", "-s", str(script), served.url]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    found = re.search(r"99%\s+([\d.]+)(us|ms|s)\b.*?Requests/sec:\s*([\d.]+)", told, re.DOTALL)
    assert found, told
    assert "Non-2xx" not in told, told
    assert "Socket errors" not in told, told
    return Latency(float(found[3]), float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]])


@contextmanager
def _idle_and_slow(served: Served) -> Iterator[None]:
    """Hold connections that have had a response and stay, and such as do not read theirs."""
    with ExitStack() as stack:
        for _ in range(SLOW):
            _ask(stack.enter_context(_connection(served, receive=4096)), PIPELINED)
        for _ in range(IDLE):
            idle = stack.enter_context(_connection(served))
            _ask(idle, 1)
            assert idle.recv(12) == b"HTTP/1.1 200", "turned away"
        yield


@contextmanager
def _connection(served: Served, receive: int | None = None) -> Iterator[socket.socket]:
    with socket.socket() as one:
        if receive:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        one.settimeout(10)
        one.connect(("127.0.0.1", served.port))
        yield one


def _ask(one: socket.socket, times: int) -> None:
    one.sendall(GET * times)


def _flood(served: Served) -> Iterator[float]:
    """Ask for distinct parts of the feed, and yield how many seconds each took."""
    cities = ("Geneva", "Brussels", "Vienna", "Nairobi", "Canberra")
    alarms = [f"{minutes}m" for minutes in range(1, 1 + DISTINCT // len(cities))]
    for city, alarm in itertools.islice(itertools.product(cities, alarms), DISTINCT):
        began = time.perf_counter()
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as one:
            target = f"{CALENDAR}?city={city}&alarm={alarm}"
            one.sendall(f"GET {target} HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n".encode())
            response = one.makefile("rb").read()
        assert response.startswith(b"HTTP/1.1 200"), response[:200]
        yield time.perf_counter() - began


def _resident(served: Served) -> int:
    status = Path(f"/proc/{served.process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s*(\d+) kB", status)
    assert found, status
    return int(found[1]) * 1024
