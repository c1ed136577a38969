"""Noticing that the definitions have changed, however the change was made.

The system tells of most changes at once: a file saved in place, written and renamed over, a git
checkout. What it may not tell (a network folder, the folder itself being a link that is switched)
is found by looking at the files now and then.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic

from watchfiles import awatch

from events.definitions.files import definition_files

log = logging.getLogger(__name__)

# A file that is written in several goes, and a checkout of many, are read once they are quiet.
QUIET = timedelta(milliseconds=10)

Signature = tuple[tuple[str, int, int, int], ...]


def signature(path: Path) -> Signature:
    """Return what tells one state of the definitions at a path from another."""
    found = []
    files: list[Path] = []
    with suppress(OSError):  # a folder that cannot be searched is told by whoever reads it
        files = definition_files(path, problems=[])
    for file in files:
        with suppress(OSError):
            status = file.stat()
            found.append((str(file), status.st_ino, status.st_mtime_ns, status.st_size))
    return tuple(found)


async def changes(
    path: Path, known: Signature, look: timedelta, review: Callable[[], timedelta]
) -> AsyncIterator[None]:
    """Yield each time the definitions at a path have changed, and so often as ``review`` says.

    ``known`` is the definitions' signature from before they were read. They are looked at whenever
    the system tells of a change, and each ``look``.
    """
    yielded = monotonic()
    woken = asyncio.Event()
    told = asyncio.create_task(_set_on_change(path, woken, look))
    try:
        while True:
            with suppress(TimeoutError):
                # Not wait_for: in Python 3.11 that swallows a stop which comes with a change.
                async with asyncio.timeout(look.total_seconds()):
                    await woken.wait()
            woken.clear()
            now = await asyncio.to_thread(signature, path)
            if now != known or monotonic() - yielded >= review().total_seconds():
                known, yielded = now, monotonic()
                yield
    finally:
        told.cancel()
        with suppress(asyncio.CancelledError):
            await told


async def _set_on_change(path: Path, woken: asyncio.Event, look: timedelta) -> None:
    """Set an event whenever the system tells of a change at a path."""
    milliseconds = int(QUIET / timedelta(milliseconds=1))
    while True:
        try:
            async for _ in awatch(path, watch_filter=None, step=milliseconds, debounce=200):
                woken.set()
        except (OSError, RuntimeError) as error:
            # The folder is gone for now, or the system watches no more: looking goes on.
            log.debug("not told of changes in %s: %s", path, error)
        await asyncio.sleep(look.total_seconds())
