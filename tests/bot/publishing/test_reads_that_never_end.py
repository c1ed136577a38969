"""What a folder of definitions may hold that is no file, or that is never read to its end."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from bot.config.settings import Settings
from bot.publishing import patient_loader
from bot.publishing.patient_loader import PatientLoader
from bot.publishing.reloader import ReloadPace
from bot.publishing.watcher import changes
from bot.service.pacing import Pacing
from events.definitions.files import read_definitions
from events.definitions.loader import load
from events.errors import DefinitionError
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.podium import environment, podium, podium_running
from tests.bot.running.running_service import running
from tests.patience import PATIENCE

NOW = utc("2022-01-11 10:00")
TALKS = definition("2037-01-12 09:00 GMT", id="talks", title="Talks")
HASTY = ReloadPace(
    look=timedelta(seconds=0.1), second_look=timedelta(0), read=timedelta(seconds=1.5)
)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.fspath(path))


def linked_pipe(path: Path) -> None:
    os.mkfifo(path.with_suffix(".pipe"))
    path.symlink_to("odd.pipe")


SPECIAL: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "is a named pipe, and no file (remove it)"),
    "link to a pipe": (
        linked_pipe,
        "is a named pipe, and no file (remove it)",
    ),
    "folder": (Path.mkdir, "is a folder, and no file, and there are no definitions in it (put"),
    "socket": (listening, "is a socket, and no file (remove it)"),
    "zero": (lambda path: path.symlink_to("/dev/zero"), "is a device, and no file (remove it)"),
    "terminal": (lambda path: path.symlink_to("/dev/ptmx"), "is a device, and no file (remove it)"),
    "kernel": (lambda path: path.symlink_to("/proc/kmsg"), "the file is empty"),
    "secrets": (lambda path: path.symlink_to("/proc/self/environ"), "the file is empty"),
}


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_told_of_at_once(tmp_path: Path, kind: str) -> None:
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    make, told = SPECIAL[kind]
    make(file.folder / "odd.yaml")
    done = podium(tmp_path, "check", PODIUM_TITLE="s3cret")

    assert done.returncode == 1
    assert done.stderr.decode().startswith("agendas/odd.yaml")
    assert told in done.stderr.decode()
    assert b"s3cret" not in done.stderr


async def test_a_pipe_in_the_folder_stops_neither_reloading_nor_a_stop(tmp_path: Path) -> None:
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as serving:
        await serving.until("posts go to")
        os.mkfifo(file.folder / "odd.yaml")
        await serving.until("odd.yaml: is a named pipe")
        (file.folder / "odd.yaml").unlink()
        await serving.until("definitions: all is well again")
        os.mkfifo(file.folder / "odd.yaml")
        await serving.until("odd.yaml: is a named pipe")
        assert await serving.stop(signal.SIGTERM) == 0


async def test_a_link_to_nowhere_is_told_of_as_soon_as_it_is_there(tmp_path: Path) -> None:
    """It was once noticed with the next review alone, up to a minute later."""
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    link = file.folder / "odd.yaml"
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as serving:
        await serving.until("posts go to")
        link.symlink_to("nowhere")
        await serving.until("odd.yaml: cannot be read: No such file")
        link.unlink()
        await serving.until("definitions: all is well again")


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk on which hung.yaml is not read before the event is set."""
    back = threading.Event()

    def read(path: Path) -> bytes:
        if path.name == "hung.yaml":
            back.wait()
        return read_definitions(path)

    monkeypatch.setattr(patient_loader, "read_definitions", read)
    yield back
    back.set()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - it is the service that changes
            await asyncio.sleep(0.05)


def other(file: AgendaFile) -> str:
    return file.text(TALKS).replace("agenda: tests", "agenda: others")


async def test_a_read_that_hangs_is_told_of_and_what_comes_back_is_read(
    tmp_path: Path, hung: threading.Event
) -> None:
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    settings = Settings(agendas=file.folder, database=f"sqlite:///{tmp_path / 'podium.db'}", port=0)
    async with running(settings, SetClock(NOW), pacing=Pacing(reload=HASTY)) as service:
        (file.folder / "hung.yaml").write_text(other(file))
        await until(lambda: "definitions" in service.incidents.ongoing)
        assert service.incidents.ongoing["definitions"].startswith(
            f"{file.folder}/hung.yaml: reading it takes longer than 1.5 seconds (check the disk"
        )
        assert not await service.reloader.reload()  # another try
        assert [each.name for each in threading.enumerate()].count("definitions") == 1
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(f"{service.site.url}/calendar.ics")).status_code == 200
        hung.set()
        await until(lambda: len(service.publication.agendas.agendas) == 2)
        await until(lambda: "definitions" not in service.incidents.ongoing)
    assert "definitions" not in [each.name for each in threading.enumerate()]


async def test_a_start_on_a_disk_that_hangs_says_so(tmp_path: Path, hung: threading.Event) -> None:
    file = AgendaFile(tmp_path)
    (file.folder / "hung.yaml").write_text(file.text(TALKS))

    with pytest.raises(DefinitionError, match=r"hung\.yaml: reading it takes longer than 0\.2"):
        await PatientLoader(file.folder, timedelta(seconds=0.2)).load()
    assert not hung.is_set()


def test_a_read_that_hangs_does_not_outlast_sigterm(tmp_path: Path) -> None:
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    script = """\
import sys, time
from pathlib import Path
from bot.cli.main import main
from bot.publishing import patient_loader
plain = patient_loader.read_definitions
def read(path):
    if path.name != "hung.yaml":
        return plain(path)
    print("hangs", flush=True)
    time.sleep(3600)
patient_loader.read_definitions = read
sys.exit(main(["serve"]))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(PODIUM_PORT="0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    assert process.stdout is not None
    while b"posts go to" not in process.stderr.readline():
        assert process.poll() is None
    (file.folder / "hung.yaml").write_text(other(file))
    assert process.stdout.readline() == b"hangs\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0


def diamond(root: Path, levels: int) -> Path:
    """A folder from which two links each lead to the next folder, and so on."""
    folders = [root / f"level-{number}" for number in range(levels)]
    for folder in folders:
        folder.mkdir()
    for folder, below in pairwise(folders):
        (folder / "left").symlink_to(below)
        (folder / "right").symlink_to(below)
    return folders[-1]


async def test_links_that_multiply_the_ways_to_a_folder_are_walked_once(tmp_path: Path) -> None:
    file = AgendaFile(tmp_path)
    last = diamond(tmp_path, 24)
    (file.folder / "in").symlink_to(tmp_path / "level-0")
    (last / "agenda.yaml").write_text(file.text(TALKS))

    assert len(load(file.folder).events) == 1
    loader = PatientLoader(file.folder)
    seen = await loader.signature()
    hour = timedelta(hours=1)

    async def change() -> None:
        async for _ in changes(loader, seen, hour, lambda: hour):
            return

    told = asyncio.create_task(change())
    async with asyncio.timeout(PATIENCE):
        while not told.done():  # the first ones may come before the system has been asked to tell
            (last / "agenda.yaml").write_text(file.text(TALKS, definition(id="more")))
            await asyncio.sleep(0.1)
    await told


def test_folders_within_folders_are_bounded(tmp_path: Path) -> None:
    deep = tmp_path / "agendas"
    deep.mkdir()
    for _ in range(40):
        deep = deep / "a"
        deep.mkdir()
    done = podium(tmp_path, "check")

    assert done.returncode == 1
    assert b"is more than 32 folders deep (move it further up)" in done.stderr
    assert b"Traceback" not in done.stderr
