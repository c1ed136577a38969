"""Where the output goes: a full disk, a pipe that nobody reads, and a terminal with its colours."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from bot.database.engine import open_database
from tests.bot.cli.commands.printed import lines
from tests.bot.running.podium import COMMAND, environment, podium
from tests.patience import PATIENCE

ESCAPE = "\x1b"


PRINTING = (
    ("check",),
    ("next",),
    ("feed",),
    ("publish", "site"),
    ("status",),
    ("schema",),
    ("demo", "--speed=1"),
    ("--version",),
    ("--help",),
    ("check", "--help"),
)


def printing_to(output: IO[bytes] | int, folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run a command with that as its standard output: how it exits, and what it complains of."""
    open_database(f"sqlite:///{folder / 'podium.db'}").dispose()
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(PODIUM_PORT="0", PODIUM_PUBLIC_URL="https://podium.example"),
        stdout=output,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, lines(done.stderr)


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_full_disk_under_the_output_is_told_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        assert printing_to(full, tmp_path, *arguments) == (
            1,
            ["podium: the output cannot be written: No space left on device"],
        )


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_who_has_seen_enough_is_no_fault(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        assert printing_to(pipe, tmp_path, *arguments) == (0, [])


@pytest.mark.parametrize("arguments", PRINTING[:-2], ids=" ".join)
def test_a_closed_output_is_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    open_database(f"sqlite:///{tmp_path / 'podium.db'}").dispose()
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, *arguments],
        cwd=tmp_path,
        env=environment(PODIUM_PORT="0", PODIUM_PUBLIC_URL="https://podium.example"),
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 1
    assert lines(done.stderr) == ["podium: the output cannot be written: it is closed"]


def test_a_post_that_cannot_be_printed_is_not_taken_for_delivered(tmp_path: Path) -> None:
    script = """\
import asyncio, sys
from bot.clock import SystemClock
from bot.terminal.destination import TerminalDestination
from bot.messages.post import Post, Span
post = Post((Span("In 1 hour"),))
print(asyncio.run(TerminalDestination(SystemClock()).send(post)), file=sys.stderr)
"""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert "Unknown(reason='the output cannot be written: No space left on device'" in (
        done.stderr.decode()
    )


def on_a_terminal(folder: Path, **variables: str) -> str:
    """What `podium next` writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [*COMMAND, "next", "--at", "2022-01-12 08:00"],
            cwd=folder,
            env=environment(TERM="xterm-256color", **variables),
            stdout=theirs,
        )
        os.close(theirs)
        shown = b""
        try:
            while part := screen.read(4096):
                shown += part
        except OSError:
            pass  # the terminal is closed when the last program has left it
        assert process.wait(PATIENCE) == 0
    return shown.decode()


def test_a_terminal_is_shown_colours_unless_it_wants_none(tmp_path: Path) -> None:
    assert f"{ESCAPE}[1mNATO–Russia Council{ESCAPE}[0m" in on_a_terminal(tmp_path)
    plain = on_a_terminal(tmp_path, NO_COLOR="1")
    assert f"{ESCAPE}[36m" not in plain
    assert f"{ESCAPE}[36m" in on_a_terminal(tmp_path)


def test_a_pipe_is_shown_none(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "--at", "2022-01-12 08:00", TERM="xterm-256color")

    assert ESCAPE.encode() not in done.stdout
