"""Noticing that definitions have changed, and stopping whatever is noticed meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.settings import Settings
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.reloader import ReloadPace
from bot.publishing.watcher import changes, signature
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.week import BEFORE_THE_WEEK
from tests.bot.running.clock import SetClock
from tests.bot.running.running_service import PACING, running
from tests.patience import PATIENCE

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
    await asyncio.wait_for(armed.wait(), PATIENCE)
    waits.set()
    _, going_on = await asyncio.wait([watching], timeout=PATIENCE)
    watching.cancel()
    await asyncio.wait([watching])
    assert not going_on


def test_who_may_read_a_file_is_a_part_of_its_state(tmp_path: Path) -> None:
    """What could not be read is read when it may be, and not with the next review."""
    file = AgendaFile(tmp_path)
    file.save(definition())
    file.path.chmod(0o000)
    unreadable = signature(file.folder)
    file.path.chmod(0o644)
    assert signature(file.folder) != unreadable


async def test_a_folder_that_cannot_be_searched_is_told_once_and_found_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A link to a name that is too long: also root gets an error when it looks there."""
    (tmp_path / "real").mkdir()
    file = AgendaFile(tmp_path / "real")
    file.save(definition())
    link = tmp_path / "agendas"
    link.symlink_to("real")
    settings = Settings(agendas=link, database=f"sqlite:///{tmp_path / 'podium.db'}", port=0)
    pace = replace(PACING, reload=ReloadPace(look=timedelta(milliseconds=20)))
    async with running(settings, SetClock(BEFORE_THE_WEEK), pacing=pace) as service:
        link.unlink()
        link.symlink_to("x" * 300)
        async with asyncio.timeout(PATIENCE):
            while "definitions" not in service.incidents.ongoing:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        told = service.incidents.ongoing["definitions"]
        link.unlink()
        link.symlink_to("real")
        async with asyncio.timeout(PATIENCE):
            while service.incidents.ongoing:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    mend = "check who may read the folder"
    assert told.startswith(f"{link}: cannot be searched: File name too long ({mend})\n")
    assert "Traceback" not in caplog.text
    assert caplog.text.count("cannot be searched") == 1
