"""Noticing that the definitions have changed, however the change was made.

The system tells of most changes at once: a file saved in place, written and renamed over, a git
checkout. What it may not tell (a network folder, the folder itself being a link that is switched)
is found by looking at the files now and then.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Protocol

from watchfiles import awatch

from events.definitions.files import definition_files, definition_folders
from events.errors import DefinitionError

log = logging.getLogger(__name__)

# A file that is written in several goes, and a checkout of many, are read once they are quiet.
QUIET = timedelta(milliseconds=10)

Signature = tuple[tuple[str, int, int, int], ...]
UNREADABLE: Signature = (("", 0, 0, 0),)


def signature(path: Path) -> Signature:
    """Return what tells one state of the definitions at a path from another.

    The time of a file is that of its last change of any kind: who may read it, too, and what was
    written where its time of modification was kept, as by a copy or a synchronisation.
    """
    found = []
    files: list[Path] = []
    with suppress(OSError):  # a folder that cannot be searched is told by whoever reads it
        files = definition_files(path, problems=[])
    for file in files:
        try:
            status = file.stat()
        except OSError:  # as of a link to nowhere: it is news all the same that it is there
            found.append((str(file), 0, 0, 0))
        else:
            found.append((str(file), status.st_ino, status.st_ctime_ns, status.st_size))
    return tuple(found)


def watched_folders(path: Path) -> tuple[Path, ...]:
    """Return the folders in which a change at a path may happen, or the file itself."""
    return tuple(definition_folders(path)) or (path,)


class Watched(Protocol):
    """Definitions that are watched. What takes too long raises `DefinitionError`."""

    async def signature(self) -> Signature:
        """Return what tells their state of now from another."""

    async def watched_folders(self) -> tuple[Path, ...]:
        """Return the folders in which they are."""


async def changes(
    watched: Watched, known: Signature, look: timedelta, review: Callable[[], timedelta]
) -> AsyncIterator[None]:
    """Yield each time definitions have changed, and so often as ``review`` says.

    ``known`` is the definitions' signature from before they were read. They are looked at whenever
    the system tells of a change, and each ``look``. That they cannot be looked at is a change, too.
    """
    yielded = monotonic()
    woken = asyncio.Event()
    told = asyncio.create_task(_set_on_change(watched, woken, look))
    try:
        while True:
            with suppress(TimeoutError):
                # Not wait_for: in Python 3.11 that swallows a stop which comes with a change.
                async with asyncio.timeout(look.total_seconds()):
                    await woken.wait()
            woken.clear()
            try:
                now = await watched.signature()
            except DefinitionError:
                now = UNREADABLE
            since = monotonic() - yielded
            if now is UNREADABLE or now != known or since >= review().total_seconds():
                known, yielded = now, monotonic()
                yield
    finally:
        told.cancel()
        with suppress(asyncio.CancelledError):
            await told


async def _set_on_change(watched: Watched, woken: asyncio.Event, look: timedelta) -> None:
    """Set an event whenever the system tells of a change."""
    milliseconds = int(QUIET / timedelta(milliseconds=1))
    while True:
        try:
            # Each folder by itself: to watch them with all below would follow each link to a folder
            # as often as there are ways to it, in the service's own thread.
            folders = await watched.watched_folders()
            told = awatch(
                *folders, watch_filter=None, step=milliseconds, debounce=200, recursive=False
            )
            async with aclosing(told):
                async for _ in told:
                    woken.set()
                    if await watched.watched_folders() != folders:
                        break
                else:
                    await asyncio.sleep(look.total_seconds())
        except (OSError, RuntimeError, DefinitionError) as error:
            # The folder is gone for now, or the system watches no more: looking goes on.
            log.debug("not told of changes: %s", error)
            await asyncio.sleep(look.total_seconds())
