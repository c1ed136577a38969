"""Noticing that definitions have changed, and stopping whatever is noticed meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.publishing.patient_loader import PatientLoader
from bot.publishing.watcher import changes, signature
from tests.bot.agenda_file import AgendaFile, definition

HOUR = timedelta(hours=1)


async def test_a_stop_that_comes_with_a_change_is_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service once went on watching, and so never ended."""
    file = AgendaFile(tmp_path)
    file.save(definition())
    waits, armed = asyncio.Event(), asyncio.Event()

    async def told_as_the_stop_comes(*_: object, **__: object) -> AsyncIterator[None]:
        armed.set()
        await waits.wait()
        asyncio.get_running_loop().call_soon(watching.cancel)
        yield
        await asyncio.Event().wait()

    seen = signature(file.folder)

    async def watch() -> None:
        async for _ in changes(PatientLoader(file.folder), seen, HOUR, lambda: HOUR):
            pass

    monkeypatch.setattr("bot.publishing.watcher.awatch", told_as_the_stop_comes)
    watching = asyncio.create_task(watch())
    await asyncio.wait_for(armed.wait(), 5)
    waits.set()
    _, going_on = await asyncio.wait([watching], timeout=2)
    watching.cancel()
    await asyncio.wait([watching])
    assert not going_on
