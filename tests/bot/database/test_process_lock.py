"""One service for each ledger, by whichever name it is known, whatever becomes of the lock file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.database.process_lock import AlreadyRunning, CannotLock, sole_process
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.podium import podium, podium_running

TALKS = definition("2037-01-12 09:00 GMT", id="talks", title="Talks")


@pytest.mark.parametrize("way", ["a hard link", "no lock file", "another lock file"])
async def test_no_second_service_gets_in(tmp_path: Path, way: str) -> None:
    AgendaFile(tmp_path).save(TALKS)
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as serving:
        await serving.until("posts go to")
        lock, database = tmp_path / "podium.db.lock", "sqlite:///podium.db"
        if way == "a hard link":
            (tmp_path / "other").mkdir()
            os.link(tmp_path / "podium.db", tmp_path / "other" / "name.db")
            database = "sqlite:///other/name.db"
        else:
            lock.unlink()
            if way == "another lock file":
                lock.touch()
        second = podium(tmp_path, "serve", PODIUM_PORT="0", PODIUM_DATABASE=database)
        assert await serving.stop() == 0
    assert second.returncode == 1
    assert b"another Podium is running on" in second.stderr
    again = podium(tmp_path, "status")
    assert again.returncode == 0, again.stderr.decode()


def test_a_ledger_that_is_put_in_another_s_place_is_still_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'podium.db'}"
    with sole_process(url):
        (tmp_path / "podium.db").unlink()
        with pytest.raises(AlreadyRunning):
            sole_process(url).__enter__()


def test_a_link_in_the_lock_s_place_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "podium.db.lock").symlink_to(precious)

    with pytest.raises(CannotLock, match=r"podium\.db\.lock is a link, and is not written through"):
        sole_process(f"sqlite:///{tmp_path / 'podium.db'}").__enter__()
    assert precious.read_text() == "mine"


@pytest.mark.parametrize("place", ["podium.db", "podium.db.lock"])
def test_what_is_no_file_is_told(tmp_path: Path, place: str) -> None:
    os.mkfifo(tmp_path / place)
    done = podium(tmp_path, "serve", PODIUM_PORT="0")

    assert done.returncode == 1
    assert f"{place} is no file (set PODIUM_DATABASE" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_locks_do_not_come_in_sqlite_s_way(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'podium.db'}"
    script = f"""\
import sqlite3
with sqlite3.connect({str(tmp_path / "podium.db")!r}, timeout=0) as connection:
    connection.execute("CREATE TABLE it (number INTEGER)")
"""
    with sole_process(url):
        subprocess.run([sys.executable, "-c", script], check=True)
