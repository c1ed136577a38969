"""What is wrong is told to the operator alone, and safely, whatever the names of files hold."""

import json
import os
import re
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.running.podium import podium, podium_running, telegram
from tests.reserved_port import number_of, reserved_port
from tests.telegram_server.server import TelegramServer

TALKS = definition("2037-01-12 09:00 GMT", id="talks", title="Talks")
DRAFT = "agenda: draft\ntitle: A secret visit\ntimezone: UTC\nevents: A secret visit to Minsk\n"
HOSTILE = b"a\x1b[31m\n2036-01-01 00:00:00,000 INFO bot forged\xff\xe2\x80\xae.yaml"
SHOWN = r"a\x1b[31m\n2036-01-01 00:00:00,000 INFO bot forged\xff\u202e.yaml"


def put(folder: Path, text: str) -> None:
    """Write a file of a hostile name into a folder."""
    Path(os.fsdecode(os.fsencode(folder) + b"/" + HOSTILE)).write_text(text)


async def get(url: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(url)


async def test_strangers_are_told_the_status_alone_and_the_operator_everything(
    server: TelegramServer, tmp_path: Path
) -> None:
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    server.add_channel("@talks")
    server.add_channel("@operators")
    names = ("PODIUM_PORT", "PODIUM_ADMIN_PORT")
    async with AsyncExitStack() as stack:
        reserved = [stack.enter_context(reserved_port()) for _ in names]
        ports = {name: str(number_of(each)) for name, each in zip(names, reserved, strict=True)}
        serving = await stack.enter_async_context(
            podium_running(
                tmp_path,
                "serve",
                **telegram(server, "@talks"),
                TELEGRAM_OPERATOR="@operators",
                **ports,
            )
        )
        await serving.until("posts go to")
        well = await get(f"http://127.0.0.1:{ports['PODIUM_PORT']}/health")
        put(file.folder, DRAFT)
        await server.until(lambda: "forged" in told(server))
        strangers = await get(f"http://127.0.0.1:{ports['PODIUM_PORT']}/health")
        operators = await get(f"http://127.0.0.1:{ports['PODIUM_ADMIN_PORT']}/health")
        elsewhere = await get(f"http://127.0.0.1:{ports['PODIUM_ADMIN_PORT']}/")
        status = podium(tmp_path, "status", **ports)
        assert await serving.stop() == 0

    assert well.json() == {"status": "ok"}
    assert strangers.json() == {"status": "degraded"}
    assert SHOWN in json.loads(operators.content.decode("utf-8"))["troubles"]["definitions"]
    assert elsewhere.status_code == 404
    assert SHOWN in told(server)
    assert SHOWN in serving.err
    assert SHOWN in status.stdout.decode()
    assert "\nservice      degraded\n             definitions: " in status.stdout.decode()
    for shown in (serving.err, told(server), (status.stdout + status.stderr).decode()):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert not re.search(r"^2036-01-01", shown, re.MULTILINE)


def told(server: TelegramServer) -> str:
    return "\n".join(post.text for post in server.posts("@operators"))


@pytest.mark.parametrize("command", ["check", "status", "next"])
def test_a_file_s_name_is_shown_safely_by_every_command(tmp_path: Path, command: str) -> None:
    file = AgendaFile(tmp_path)
    put(file.folder, DRAFT)
    done = podium(tmp_path, command, PYTHONUTF8="0", PYTHONIOENCODING="utf-8:strict")

    assert done.returncode == 1
    assert f"agendas/{SHOWN}:4:9: " in done.stderr.decode()
    assert "\x1b" not in done.stderr.decode()


def test_a_folder_s_name_is_shown_safely(tmp_path: Path) -> None:
    file = AgendaFile(tmp_path)
    file.save(TALKS)
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/" + HOSTILE)
    file.folder.rename(folder)
    done = podium(tmp_path, "check", folder)

    assert done.returncode == 0
    assert done.stdout.decode().startswith(f"{tmp_path}/{SHOWN}: 1 event")


def test_two_files_with_one_agenda_are_named_safely(tmp_path: Path) -> None:
    file = AgendaFile(tmp_path)
    put(file.folder, file.text(TALKS))
    file.save(TALKS)
    done = podium(tmp_path, "check", "agendas")

    assert f"has its title and the like in agendas/{SHOWN} already" in done.stderr.decode()


def test_the_operator_s_port_is_another_than_the_site_s(tmp_path: Path) -> None:
    done = podium(tmp_path, "serve", PODIUM_ADMIN_PORT="8080")

    assert done.returncode == 2
    assert done.stderr.decode() == "PODIUM_ADMIN_PORT: this is the site's own port (give another)\n"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://podium:s3cret@127.0.0.1:1/podium",
        "postgresql://127.0.0.1:1/podium?user=podium&password=s3cret",
        "postgresql://127.0.0.1:1/podium?passfile=s3cret&sslpassword=s3cret",
    ],
)
def test_no_command_shows_the_password_of_the_database(tmp_path: Path, address: str) -> None:
    for command in ("status", "serve"):
        done = podium(tmp_path, command, PODIUM_DATABASE=address, PODIUM_PORT="0")
        assert done.returncode == 1
        assert b"s3cret" not in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr
