"""How many requests a second the service answers, as a part of what nginx does on the same core.

wrk asks over 64 connections from the other core, of either server by turns.
"""

import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.measuring.rounds import ratios, spread
from bench.measuring.servers import CLIENT_CORE, Served, nginx, our_service
from bench.measuring.table import Row, show

CONNECTIONS = 64
SECONDS = 3
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked for, and how much of nginx's pace is the goal."""

    what: str
    headers: dict[str, str]
    status: int
    goal: float


def main() -> None:
    """Measure, and print the table."""
    with (
        tempfile.TemporaryDirectory(prefix="podium-bench-") as folder,
        our_service(Path(folder)) as ours,
    ):
        plain, gzipped = ours.get({}), ours.get({"accept-encoding": "gzip"})
        with nginx(Path(folder), plain, gzipped) as theirs:
            cases = (
                Case("200", {}, 200, 0.42),
                Case("200, gzip", {"accept-encoding": "gzip"}, 200, 0.42),
                Case("304", {}, 304, 0.33),
            )
            rows = [row for case in cases for row in _compared(case, ours, theirs)]
    show(
        f"Requests a second, a feed of {len(plain.body):,} bytes ({len(gzipped.body):,} gzipped)",
        rows,
        f"wrk, {CONNECTIONS} connections, {SECONDS} s a run, {ROUNDS} runs of each by turns.",
    )


def _compared(case: Case, ours: Served, theirs: Served) -> list[Row]:
    paces: dict[str, list[float]] = {"ours": [], "nginx": []}
    for _ in range(ROUNDS):
        for served in (ours, theirs):
            paces[served.name].append(pace(served, _headers(case, served)))
    parts = ratios(paces["ours"], paces["nginx"])
    part = statistics.median(parts)
    return [
        Row(f"{case.what}: nginx", f"{spread(paces['nginx'], ',.0f')} a second"),
        Row(f"{case.what}: ours", f"{spread(paces['ours'], ',.0f')} a second"),
        Row(f"{case.what}: ours / nginx", spread(parts), f"≥ {case.goal}", part >= case.goal),
    ]


def _headers(case: Case, served: Served) -> dict[str, str]:
    """Return the headers to ask with, having seen that they bring the response that is meant."""
    headers = dict(case.headers)
    if case.status == 304:
        headers["if-none-match"] = served.get(headers).tag
    response = served.get(headers)
    assert response.status == case.status, response
    assert ("content-encoding" in response.headers) == ("accept-encoding" in headers), response
    return headers


def pace(served: Served, headers: dict[str, str], seconds: int = SECONDS) -> float:
    """Return how many requests a second a server answers at most."""
    command = ["taskset", "--cpu-list", str(CLIENT_CORE), "wrk", "-t1", f"-c{CONNECTIONS}"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    told = subprocess.run(
        [*command, f"-d{seconds}s", served.url],
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 30,
    ).stdout
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    assert found, told
    assert "Non-2xx" not in told, told
    assert "Socket errors" not in told, told
    return float(found[1])
