"""The service of a soak: ``podium serve`` as a process, begun, stopped, killed and begun again."""

import asyncio
import signal
import sys
from pathlib import Path

import httpx

from tests.bot.running.podium import environment
from tests.reserved_port import number_of, reserved_port
from tests.soak.week.gauge import Reading, read_gauge

START_SECONDS = 60.0
STOP_SECONDS = 30.0
LOOK = 0.05  # seconds


class Podium:
    """One service with all of its lives, and commands beside it."""

    def __init__(self, folder: Path, clock: Path, speed: float, **variables: str) -> None:
        self._reserved = [reserved_port(), reserved_port()]
        port, admin_port = map(number_of, self._reserved)
        self.url = f"http://127.0.0.1:{port}"
        self.admin_url = f"http://127.0.0.1:{admin_port}"
        self.lives = 0
        self.readings: list[Reading] = []
        """What the life of now has used."""
        self.bad_ends: list[str] = []
        self._folder = folder
        self._command = (sys.executable, "-m", "tests.soak.week.command", str(clock), str(speed))
        self._environment = environment(
            PODIUM_PORT=str(port), PODIUM_ADMIN_PORT=str(admin_port), **variables
        )
        self._process: asyncio.subprocess.Process | None = None
        self._ready = False

    @property
    def serving(self) -> int | None:
        """The number of the life that serves now, if one does."""
        return self.lives if self._ready else None

    @property
    def logs(self) -> list[Path]:
        """What each life has written."""
        return sorted(self._folder.glob("life-*.log"))

    async def begin(self) -> None:
        """Begin a life, and wait until it serves."""
        self.lives += 1
        self.readings = []
        with (self._folder / f"life-{self.lives:03}.log").open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                "serve",
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(START_SECONDS), httpx.AsyncClient(trust_env=False) as client:
            while not await _answers(client, f"{self.url}/health"):
                if self._process.returncode is not None:
                    raise RuntimeError(f"life {self.lives} ended at its start: see {self.logs[-1]}")
                await asyncio.sleep(LOOK)
        self._ready = True

    async def end(self, how: signal.Signals) -> None:
        """End the life: SIGTERM lets it stop in order, SIGKILL does not."""
        assert self._process is not None
        self._ready = False
        self._process.send_signal(how)
        code = await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        if code != (0 if how is signal.SIGTERM else -how):
            self.bad_ends.append(f"life {self.lives}: exit code {code} after {how.name}")

    async def run(self, *arguments: str) -> str:
        """Run a command of podium to its end, and return what it wrote. Raises RuntimeError."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            cwd=self._folder,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        written, _ = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"podium {' '.join(arguments)}: {written.decode()}")
        return written.decode()

    async def watch(self, every: float) -> None:
        """Take readings of the life of now, until cancelled."""
        while True:
            await asyncio.sleep(every)
            if self._ready and self._process is not None:
                self.readings.append(read_gauge(self._process.pid))

    def kill(self) -> None:
        """End whatever still runs."""
        self._ready = False
        for each in self._reserved:
            each.close()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).status_code == 200
    except httpx.HTTPError:
        return False
