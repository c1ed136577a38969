"""The podium command, as a process of its own: its help, mistakes in its words, and its exits."""

import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.bot.cli.commands.printed import FUTURE_AGENDA, files_in, lines
from tests.bot.running.podium import ROOT, environment, podium
from tests.patience import PATIENCE

COMMANDS = (
    "demo",
    "serve",
    "check",
    "next",
    "feed",
    "publish",
    "status",
    "backup",
    "restore",
    "schema",
)
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"


def test_help_names_every_command_and_the_exit_codes(tmp_path: Path) -> None:
    done = podium(tmp_path, "--help")

    assert (done.returncode, done.stderr) == (0, b"")
    for command in COMMANDS:
        assert f"\n    {command} " in done.stdout.decode()
    assert "Exit codes: 0 " in done.stdout.decode()


def test_the_version_is_the_package_s(tmp_path: Path) -> None:
    done = podium(tmp_path, "--version")
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done.stdout) == [f"podium {package['version']}"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(tmp_path: Path, command: str) -> None:
    done = podium(tmp_path, command, "--help")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(f"usage: podium {command} ".encode())


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "required: COMMAND"),
        (("nonsense",), "invalid choice: 'nonsense'"),
        (("next", "three"), "invalid int value: 'three'"),
        (("next", "0"), "podium next: N is 1 or more"),
        (("next", "--at", "tomorrow"), "podium next: --at: 'tomorrow' is not a start"),
        (("next", "--at", "2022-01-12 09:00 IST"), "Asia/Kolkata"),
        (("demo", "--speed", "0"), "--speed goes from above 0 to 86400"),
        (("demo", "--speed", "nan"), "--speed goes from above 0 to 86400"),
        (("demo", "--speed", "1e9"), "--speed goes from above 0 to 86400"),
        (("demo", "--start", "soon"), "podium demo: 'soon' is not a start"),
        (
            ("demo", "--start", "2022-01-12", "--end", "2022-01-11"),
            (
                "podium demo: the end, 2022-01-11 00:00 GMT, is not after the start, "
                "2022-01-12 00:00 GMT (give another)\n"
            ),
        ),
        (("demo", "--start", ""), "podium demo: '' is not a start"),
        (("demo", "--end", ""), "podium demo: '' is not a start"),
        (("next", "--at", ""), "podium next: --at: '' is not a start"),
        (("check", ""), "argument path: the path is empty"),
        (("feed", "-o", ""), "argument -o/--output: the path is empty"),
        (("publish", ""), "argument DIR: the path is empty"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_command_is_told_on_standard_error_and_exits_2(
    tmp_path: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    done = podium(tmp_path, *arguments, PODIUM_PUBLIC_URL="https://podium.example")

    assert (done.returncode, done.stdout) == (2, b"")
    assert complaint in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("command", ["demo", "serve", "next", "feed", "check"])
def test_a_wrong_setting_is_told_and_exits_2(tmp_path: Path, command: str) -> None:
    done = podium(tmp_path, command, PODIUM_PORT="http")

    assert (done.returncode, done.stdout) == (2, b"")
    assert lines(done.stderr) == [
        "PODIUM_PORT: this is not a port (write a number from 0, for any free one, to 65535)"
    ]


def test_a_token_with_a_slip_is_not_echoed(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}!\n")
    done = podium(tmp_path, "serve")

    assert done.returncode == 2
    assert "TELEGRAM_BOT_TOKEN: this is not a bot token" in done.stderr.decode()
    assert TOKEN[12:] not in done.stderr.decode()


def test_a_line_without_an_equals_sign_stops_the_service(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"PODIUM_PORT=0\nTELEGRAM_BOT_TOKEN {TOKEN}\n")
    done = podium(tmp_path, "serve")

    assert (done.returncode, done.stdout) == (2, b"")
    assert lines(done.stderr) == [
        ".env:2: not NAME=value (write it as PODIUM_PORT=8080, or put # before it to leave it out)"
    ]


def test_a_command_that_is_interrupted_says_so_by_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(FUTURE_AGENDA)
    script = """\
import signal, sys, time
from bot.cli.main import main
from events.definitions import loader
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
def never(path):
    print("reading", flush=True)
    time.sleep(60)
loader.Loader.__init__.__defaults__ = (never, None)
sys.exit(main(["check", "agenda.yaml"]))
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"reading\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert process.returncode == 130
