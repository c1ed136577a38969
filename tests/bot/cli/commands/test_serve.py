"""`podium serve`, as a process of its own: how it starts, what may hinder it, and how it ends."""

import re
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.bot.cli.commands.printed import FUTURE_AGENDA, until_served
from tests.bot.running.podium import COMMAND, environment, podium, podium_running, telegram
from tests.patience import PATIENCE
from tests.telegram_server.server import TelegramServer

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"


async def test_serve_says_that_all_is_past_and_how_to_replay_it(tmp_path: Path) -> None:
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as serving:
        await serving.until("every event of the agenda is past; to replay them: podium demo")
        match = re.search(r"feed (http://\S+/calendar\.ics)", serving.err)
        assert match is not None
        await until_served(match[1])
        assert await serving.stop(signal.SIGTERM) == 0
    assert serving.out == ""
    assert "posts go to terminal" in serving.err
    assert (tmp_path / "podium.db").exists()


def test_serve_of_what_is_to_come_says_nothing_of_the_past(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(FUTURE_AGENDA)
    # In an interpreter of its own, as people have it: the others are forked.
    with subprocess.Popen(
        [*COMMAND, "serve"],
        cwd=tmp_path,
        env=environment(PODIUM_PORT="0", PODIUM_AGENDAS="."),
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stderr is not None
        told = ""
        while "posts go to terminal" not in told:
            told += serving.stderr.readline()
            assert serving.poll() is None, told
        serving.send_signal(signal.SIGINT)
        told += serving.stderr.read()
        assert serving.wait(PATIENCE) == 0
    assert "past" not in told


async def test_a_signal_that_comes_during_the_start_stops_in_order(
    server: TelegramServer, tmp_path: Path
) -> None:
    async with podium_running(
        tmp_path,
        "serve",
        **telegram(server),
        PODIUM_PORT="0",
    ) as serving:
        await server.until(lambda: bool(server.calls("getMe")))
        assert await serving.stop(signal.SIGTERM) == 0
    assert "Traceback" not in serving.err


async def test_a_second_serve_on_the_same_ledger_says_so_and_exits_1(tmp_path: Path) -> None:
    async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as serving:
        await serving.until("posts go to terminal")
        done = podium(tmp_path, "serve", PODIUM_PORT="0")
        assert await serving.stop() == 0

    assert (done.returncode, done.stdout) == (1, b"")
    assert "another Podium is running on podium.db" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_serve_at_a_port_that_is_taken_says_so_and_exits_1(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = podium(tmp_path, "serve", PODIUM_PORT=port)

    assert done.returncode == 1
    assert f"podium: cannot listen at 127.0.0.1, port {port}: it is already in use" in (
        done.stderr.decode()
    )


@pytest.mark.parametrize(
    ("database", "code", "complaint"),
    [
        ("sqlite:///no/such/folder/podium.db", 1, "cannot be written: No such file or directory"),
        (
            "sqlite:///broken.db",
            1,
            "podium: the ledger cannot be used: file is not a database (check PODIUM_DATABASE)\n",
        ),
        ("sqlite://", 2, "PODIUM_DATABASE: this is not a database"),
        ("postgresql://u:p@host:abc/x", 2, "PODIUM_DATABASE: this address of a database cannot"),
        ("postgresql+nosuchdriver://host/db", 1, "the ledger cannot be used"),
    ],
)
def test_a_ledger_that_cannot_be_used_is_told_without_a_traceback(
    tmp_path: Path, database: str, code: int, complaint: str
) -> None:
    (tmp_path / "broken.db").write_bytes(b"This is no database. " * 100)
    done = podium(tmp_path, "serve", PODIUM_PORT="0", PODIUM_DATABASE=database)

    assert (done.returncode, done.stdout) == (code, b"")
    assert complaint in done.stderr.decode()
    for noise in ("Traceback", "Background on this error", "[SQL:"):
        assert noise not in done.stderr.decode()


async def test_a_killed_serve_leaves_a_ledger_that_the_next_one_takes_up(tmp_path: Path) -> None:
    for how in (signal.SIGKILL, signal.SIGTERM):
        async with podium_running(tmp_path, "serve", PODIUM_PORT="0") as serving:
            await serving.until("posts go to terminal")
            assert await serving.stop(how) == (-how if how is signal.SIGKILL else 0)
