"""The podium command as people have it: a process of its own, in a folder of its own."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "bot.cli.main")


def environment(**variables: str) -> dict[str, str]:
    """What a process is given: nothing of ours but where Python and Podium are."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **variables}


def podium(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        timeout=60,
        check=False,
    )


class Running:
    """A command that runs, with what it has written so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.out = ""
        self.err = ""

    async def read(self) -> None:
        await asyncio.gather(self._read_out(), self._read_err())

    async def until(self, text: str, seconds: float = 30) -> None:
        """Wait until it has written a text."""
        async with asyncio.timeout(seconds):
            while text not in self.out + self.err:
                assert self.process.returncode is None, self.out + self.err
                await asyncio.sleep(0.01)

    async def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = 20) -> int:
        """Send a signal, and return the exit code."""
        self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), seconds)

    async def _read_out(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.out += line.decode()

    async def _read_err(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.err += line.decode()


@asynccontextmanager
async def podium_running(folder: Path, *arguments: str, **variables: str) -> AsyncIterator[Running]:
    """Start a command, and end it with the context if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=folder,
        env=environment(**variables),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Running(process)
    reading = asyncio.create_task(running.read())
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading
