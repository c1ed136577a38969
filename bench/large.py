"""What a hundred thousand events and a million reminders take, each in a process of its own."""

import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring.agendas import write_agendas
from bench.measuring.table import Row, show

EVENTS = 100_000
REMINDERS = 1_000_000
MOST_HELD = 400e6  # bytes
MOST_PLANNED = 600e6  # bytes
LONGEST_PLANNING = 10.0  # seconds
PUBLISHED = datetime(2022, 1, 1, tzinfo=UTC)


def main() -> None:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        write_agendas(Path(folder), EVENTS)
        held, planned = _apart("held", folder), _apart("planned", folder)
    show(
        f"{EVENTS:,} events served, {int(planned['reminders']):,} reminders planned",
        [
            Row("definitions loaded, a process with nothing else", _megabytes(planned["loaded"])),
            Row("publication and site, resident", _megabytes(held["resident"])),
            Row("at its peak", _megabytes(held["peak"]), "≤ 400 MB", held["peak"] <= MOST_HELD),
            Row("the feed", f"{_megabytes(held['feed'])}, gzip {_megabytes(held['gzipped'])}"),
            Row("the feed's first answer after the start", f"{held['seconds']:.2f} s"),
            Row(
                "planning the reminders",
                f"{planned['seconds']:.1f} s",
                "≤ 10 s",
                planned["seconds"] <= LONGEST_PLANNING,
            ),
            Row(
                "plan and events, at the peak",
                _megabytes(planned["peak"]),
                "≤ 600 MB",
                planned["peak"] <= MOST_PLANNED,
            ),
        ],
        "MB are 10^6 bytes, of the whole process as the system counts them (VmHWM, VmRSS).",
    )


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 10e6 else f"{size / 1e6:.1f} MB"


def _apart(what: str, folder: str) -> dict[str, float]:
    """Measure in a fresh process, whose memory is nobody else's."""
    command = [sys.executable, "-m", "bench.large", what, folder]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    figures: dict[str, float] = json.loads(told.stdout)
    return figures


def held(folder: Path) -> dict[str, float]:
    """Load agendas, publish and serve them, and read the feed in both codings."""
    import uvloop

    from bot.publishing.publication import Publication
    from bot.web.server.limits import ConnectionLimits
    from bot.web.server.server import start
    from bot.web.site import build_app
    from events.definitions.loader import load
    from events.revisions import revise

    agendas = load(folder)
    publication = Publication(agendas, revise({}, agendas, PUBLISHED))

    async def serve() -> dict[str, float]:
        began = time.perf_counter()
        app = build_app(lambda: publication, _Stopped(), dict)
        site = await start(app, "127.0.0.1", 0, ConnectionLimits())
        plain = await asyncio.to_thread(_length, f"{site.url}/calendar.ics", "identity")
        taken = time.perf_counter() - began
        gzipped = await asyncio.to_thread(_length, f"{site.url}/calendar.ics", "gzip")
        figures = {**_memory(), "feed": plain, "gzipped": gzipped, "seconds": taken}
        await site.stop()
        return figures

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(serve())


class _Stopped:
    def now(self) -> datetime:
        return PUBLISHED

    def system_time(self, instant: datetime) -> datetime:
        return instant


def _length(url: str, coding: str) -> int:
    request = urllib.request.Request(url, headers={"accept-encoding": coding})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        length = 0
        while part := response.read(65536):
            length += len(part)
    return length


def planned(folder: Path) -> dict[str, float]:
    """Load agendas, and plan a million reminders of them, for as many destinations as it takes."""
    from bot.planning.reminders import make_plan, reminders_of
    from bot.planning.subscription import everything_to
    from events.definitions.loader import load

    agendas = load(folder)
    loaded = _memory()["resident"]
    for_one = sum(1 for event in agendas.events for _ in reminders_of(event))
    destinations = [f"channel-{number}" for number in range(-(-REMINDERS // for_one))]
    began = time.perf_counter()
    plan = make_plan(agendas.events, everything_to(destinations))
    taken = time.perf_counter() - began
    return {**_memory(), "loaded": loaded, "reminders": len(plan.reminders), "seconds": taken}


def _memory() -> dict[str, float]:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    sizes = {name: int(size) * 1024 for name, size in re.findall(r"(\w+):\s*(\d+) kB", status)}
    return {"peak": sizes["VmHWM"], "resident": sizes["VmRSS"]}


MEASURED: dict[str, Callable[[Path], dict[str, float]]] = {"held": held, "planned": planned}

if __name__ == "__main__":
    print(json.dumps(MEASURED[sys.argv[1]](Path(sys.argv[2]))))
