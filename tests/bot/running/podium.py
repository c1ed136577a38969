"""The podium command as people have it: a process of its own, in a folder of its own."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile

from tests.bot.running.forked import Forked
from tests.patience import PATIENCE
from tests.telegram_server.server import TelegramServer

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-m", "bot.cli.main")


def environment(**variables: str) -> dict[str, str]:
    """What a process is given: nothing of ours but where Python and Podium are."""
    names = ("PATH", "SYSTEMROOT", "SSL_CERT_DIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **variables}


def telegram(server: TelegramServer, channel: str | None = None) -> dict[str, str]:
    """The settings of a service that talks to a Bot API server on loopback."""
    reached = {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url}
    return reached | ({"TELEGRAM_CHANNEL": channel} if channel else {})


def podium(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end.

    A new interpreter runs it if there are variables for that (PYTHONUTF8 and the like); without
    them, a forked one.
    """
    given = environment(**variables)
    if any(name.startswith("PYTHON") for name in variables):
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=folder,
            env=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    with TemporaryFile() as out, TemporaryFile() as err:
        process = Forked(folder, arguments, given, out.fileno(), err.fileno())
        try:
            code = process.wait_here(PATIENCE)
        finally:
            process.kill()
        texts = [os.pread(each.fileno(), os.fstat(each.fileno()).st_size, 0) for each in (out, err)]
    return subprocess.CompletedProcess(["podium", *arguments], code, *texts)


class Running:
    """A command that runs, with what it has written so far."""

    def __init__(self, process: Forked) -> None:
        self.process = process
        self.out = ""
        self.err = ""

    async def read(self, out: int, err: int) -> None:
        """Read two pipes until they are closed."""
        async with _lines(out) as lines_out, _lines(err) as lines_err:
            await asyncio.gather(self._read_out(lines_out), self._read_err(lines_err))

    async def until(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until it has written a text."""
        async with asyncio.timeout(seconds):
            while text not in self.out + self.err:
                assert self.process.returncode is None, self.out + self.err
                await asyncio.sleep(0.01)

    async def stop(self, how: signal.Signals = signal.SIGTERM, seconds: float = PATIENCE) -> int:
        """Send a signal, and return the exit code."""
        self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), seconds)

    async def _read_out(self, lines: asyncio.StreamReader) -> None:
        async for line in lines:
            self.out += line.decode()

    async def _read_err(self, lines: asyncio.StreamReader) -> None:
        async for line in lines:
            self.err += line.decode()


@asynccontextmanager
async def _lines(descriptor: int) -> AsyncIterator[asyncio.StreamReader]:
    """Read a pipe of which this process has one end."""
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    pipe = os.fdopen(descriptor, "rb", buffering=0)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, pipe)
    try:
        yield reader
    finally:
        transport.close()


@asynccontextmanager
async def podium_running(folder: Path, *arguments: str, **variables: str) -> AsyncIterator[Running]:
    """Start a command in a forked process, and end it with the context if it still runs."""
    (our_out, out), (our_err, err) = os.pipe(), os.pipe()
    process = Forked(folder, arguments, environment(**variables), out, err)
    os.close(out)
    os.close(err)
    running = Running(process)
    reading = asyncio.create_task(running.read(our_out, our_err))
    try:
        yield running
    finally:
        process.kill()
        await process.wait()
        await reading
