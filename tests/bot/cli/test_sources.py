"""What a command reads, and that it says so: ./agendas, the bundled week, or what is set."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.config.settings import bundled_agendas
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.podium import podium, podium_running

TALKS = definition("2037-01-12 09:00 GMT", id="talks", title="Talks", reminders="[1 hour]")
OWN = "1 event in 1 agenda, 2037-01-12"
SITE = "https://podium.example"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working directory with a folder called agendas."""
    AgendaFile(tmp_path).save(TALKS)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check",), f"agendas: {OWN}: all is well\n"),
        (("next",), f"read agendas: {OWN}\n"),
        (("feed",), f"read agendas: {OWN}\n"),
        (("feed", "-o", "a.ics"), f"read agendas: {OWN}\n"),
        (("publish", "site"), f"read agendas: {OWN}\n"),
        (("status",), f"definitions  agendas: {OWN}: all is well\n"),
        (("demo", "--speed", "86400", "--start", "2037-01-12"), f"  Read      agendas: {OWN}\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_folder_called_agendas_is_what_every_command_reads_and_names(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = podium(folder, *arguments, PODIUM_PUBLIC_URL=SITE, PODIUM_AGENDAS=" ")

    assert told in (done.stdout + done.stderr).decode()


def test_without_one_the_bundled_week_is_read_and_named(tmp_path: Path) -> None:
    (tmp_path / "agendas").write_text("no folder")
    done = podium(tmp_path, "feed")

    assert done.stderr.decode().startswith(f"read the bundled week, {bundled_agendas()}: 4 events")
    assert b"SUMMARY:NATO" in done.stdout


def test_what_is_set_is_read_whatever_is_there(folder: Path) -> None:
    (folder / "other.yaml").write_text(AgendaFile.text(TALKS.replace("talks", "others")))
    done = podium(folder, "feed", PODIUM_AGENDAS="other.yaml")

    assert done.stderr.decode() == f"read other.yaml: {OWN}\n"


async def test_a_start_says_in_a_line_what_it_began_with(folder: Path) -> None:
    async with podium_running(
        folder,
        "serve",
        PODIUM_PORT="0",
    ) as serving:
        await serving.until("posts go to terminal")
        assert await serving.stop() == 0

    [line] = re.findall(r"bot\.cli\.commands\.serve (podium .*)", serving.err)
    assert line == (
        f"podium {version('podium-diplomacy')}: agendas: {OWN}; ledger podium.db; "
        "next post 2037-01-12 08:00 GMT, talks.tests"
    )


def test_a_file_of_settings_that_everybody_can_read_is_warned_of(folder: Path) -> None:
    file = folder / ".env"
    file.write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\n")
    file.chmod(0o644)
    done = podium(folder, "check")

    assert done.returncode == 0
    assert done.stderr.decode() == (
        ".env: warning: every user of this machine can read TELEGRAM_BOT_TOKEN here "
        "(chmod 600 .env)\n"
    )
