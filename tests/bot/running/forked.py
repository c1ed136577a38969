"""Commands in processes that are forked from one which has imported all of Podium.

Such a process has all that any other has (memory, descriptors, working directory, environment,
signals, exit code), but without Python's start and the imports, which take several times as long as
most commands. What is imported, tests/conftest.py says.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

from bot.cli.main import main

_processes = multiprocessing.get_context("forkserver")


class Forked:
    """A command that runs, and writes to two descriptors of its starter's."""

    def __init__(
        self,
        folder: Path,
        arguments: Sequence[str],
        variables: Mapping[str, str],
        out: int,
        err: int,
    ) -> None:
        given = (folder, list(arguments), dict(variables), _Descriptor(out), _Descriptor(err))
        self._process = _processes.Process(target=_run, args=given)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit code, once it has ended: below 0 the signal that ended it."""
        return self._process.exitcode

    async def wait(self) -> int:
        """Wait until it ends, and return the exit code."""
        return await asyncio.to_thread(self.wait_here, None)

    def wait_here(self, seconds: float | None) -> int:
        """Wait without an event loop; raises TimeoutError."""
        self._process.join(seconds)
        if self.returncode is None:
            raise TimeoutError
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class _Descriptor:
    """A descriptor that the process gets, too: there it is a number again."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, (DupFd(self._number),)


def _received(descriptor: Any) -> int:
    number: int = descriptor.detach()
    return number


def _run(folder: Path, arguments: list[str], variables: dict[str, str], out: int, err: int) -> None:
    for descriptor, standard in ((out, 1), (err, 2)):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    # As a new interpreter has them.
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()
    os.chdir(folder)
    sys.argv = ["podium", *arguments]
    sys.exit(main(arguments))
