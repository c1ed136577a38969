"""The podium command, as a process of its own: what it prints, where, and how it exits."""

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from time import monotonic
from typing import IO

import httpx
import icalendar
import pytest

from bot.cli.commands.demo import Replay, replay_phrase
from bot.config.settings import bundled_agendas
from bot.database.engine import open_database
from tests.bot.making.week import THE_WEEK, bundled
from tests.bot.running.clock import utc
from tests.bot.running.podium import COMMAND, ROOT, environment, podium, podium_running, telegram
from tests.patience import PATIENCE
from tests.telegram_server.server import TelegramServer

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
ESCAPE = "\x1b"

FUTURE_AGENDA = """\
agenda: future
title: The future
timezone: UTC
events:
  - id: talks
    kind: meeting
    title: Talks
    start: 2037-01-12 09:00
"""


WEEK_READ = (
    f"read the bundled week, {bundled_agendas()}: "
    "4 events in 1 agenda, 2022-01-10 to 2022-01-13 (all are past)\n"
).encode()


def lines(output: bytes) -> list[str]:
    return output.decode().splitlines()


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def until_served(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(url)).status_code == 200


# Help and mistakes


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


# check


def test_check_says_that_all_is_well(tmp_path: Path) -> None:
    done = podium(tmp_path, "check")

    assert (done.returncode, done.stderr) == (0, b"")
    [told] = lines(done.stdout)
    folder, _, found = told.partition(": ")
    assert Path(folder).name == "agendas"
    assert found == "4 events in 1 agenda, 2022-01-10 to 2022-01-13 (all are past): all is well"


@pytest.mark.parametrize(
    ("starts", "span"),
    [
        (["2099-12"], "1 event in 1 agenda, 1 of a day to be announced"),
        (
            ["2099-12-10", "2099-11", "week of 2099-12-07"],
            "3 events in 1 agenda, 2099-12-10, 2 of a day to be announced",
        ),
    ],
)
def test_check_makes_no_day_of_a_month(tmp_path: Path, starts: list[str], span: str) -> None:
    head = "agenda: a\ntitle: A\ntimezone: UTC\nevents:\n"
    events = [
        f"  - {{id: e-{number}, kind: vote, title: Vote, start: {start}}}\n"
        for number, start in enumerate(starts)
    ]
    (tmp_path / "agenda.yaml").write_text(head + "".join(events))
    done = podium(tmp_path, "check", "agenda.yaml")
    assert lines(done.stdout) == [f"agenda.yaml: {span}: all is well"]


def test_check_calls_nothing_past_that_is_postponed(tmp_path: Path) -> None:
    agenda = "agenda: a\ntitle: A\ntimezone: UTC\nevents:\n"
    for id_, more in (("council", ""), ("visit", ", status: postponed")):
        agenda += f"  - {{id: {id_}, kind: visit, title: {id_}, start: 2022-01-12{more}}}\n"
    (tmp_path / "agenda.yaml").write_text(agenda)
    done = podium(tmp_path, "check", "agenda.yaml")
    assert lines(done.stdout) == ["agenda.yaml: 2 events in 1 agenda, 2022-01-12: all is well"]


def test_check_lists_each_fault_with_its_place_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(
        FUTURE_AGENDA.replace("meeting", "meting").replace("09:00", "09:00 IST")
    )
    done = podium(tmp_path, "check", "agenda.yaml")

    assert (done.returncode, done.stdout) == (1, b"")
    assert [re.sub(r" .*", "", line) for line in lines(done.stderr)] == [
        "agenda.yaml:6:11:",
        "agenda.yaml:8:29:",
    ]
    assert "did you mean meeting?" in done.stderr.decode()


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


MASTHEAD = {
    "PODIUM_TITLE": "Foreign desk <week, by week>",
    "PODIUM_DESCRIPTION": "What ministers & envoys do",
    "PODIUM_COLOR": "#ff6346",
}


@pytest.mark.parametrize("agendas", [1, 2])
def test_the_site_has_a_name_a_description_and_a_color_of_its_own(
    tmp_path: Path, agendas: int
) -> None:
    (tmp_path / "a.yaml").write_text(f"{FUTURE_AGENDA}color: red\ndescription: Of the future\n")
    if agendas == 2:
        (tmp_path / "b.yaml").write_text(FUTURE_AGENDA.replace("future", "later"))
    done = podium(
        tmp_path,
        *("publish", "site"),
        PODIUM_AGENDAS=".",
        PODIUM_PUBLIC_URL="https://podium.example",
        **MASTHEAD,
    )
    assert done.returncode == 0, done.stderr.decode()
    site = tmp_path / "site"

    feed = (site / "calendar.ics").read_text().splitlines()
    assert "NAME:Foreign desk <week\\, by week>" in feed
    assert "X-WR-CALNAME:Foreign desk <week\\, by week>" in feed
    assert "X-WR-CALDESC:What ministers & envoys do" in feed
    assert "COLOR:tomato" in feed
    group = json.loads((site / "calendar.json").read_text())
    assert group["title"] == MASTHEAD["PODIUM_TITLE"]
    assert (group["description"], group["color"]) == (MASTHEAD["PODIUM_DESCRIPTION"], "tomato")
    atom = (site / "feed.atom").read_text()
    assert "<title>Foreign desk &lt;week, by week&gt;</title>" in atom
    assert "<subtitle>What ministers &amp; envoys do</subtitle>" in atom
    page = (site / "index.html").read_text()
    assert "<title>Foreign desk &lt;week, by week&gt;</title>" in page
    assert "What ministers &amp; envoys do" in page
    # An agenda keeps its own.
    own = (site / "calendar" / "future.ics").read_text()
    assert "NAME:The future\n" in own
    assert "COLOR:red\n" in own
    printed = podium(tmp_path, "feed", PODIUM_AGENDAS=".", **MASTHEAD)
    assert b"NAME:Foreign desk <week\\, by week>\r\n" in printed.stdout
    kept = podium(tmp_path, "feed", "-o", "kept.ics", PODIUM_AGENDAS=".", **MASTHEAD)
    assert kept.returncode == 0
    assert b"COLOR:tomato\r\n" in (tmp_path / "kept.ics").read_bytes()


async def test_the_service_and_its_bot_go_by_the_name_of_the_site(
    server: TelegramServer, tmp_path: Path
) -> None:
    reader = server.add_user("Ada")
    async with podium_running(
        tmp_path,
        "serve",
        **telegram(server),
        PODIUM_PORT="0",
        **MASTHEAD,
    ) as serving:
        await serving.until("posts go to terminal")
        match = re.search(r"feed (http://\S+/calendar\.ics)", serving.err)
        assert match is not None
        async with httpx.AsyncClient(trust_env=False) as client:
            assert "NAME:Foreign desk" in (await client.get(match[1])).text
        server.say(reader, "/start")
        await server.until(lambda: len(server.posts(reader)) == 2)
        assert server.posts(reader)[1].text.startswith(
            "This is Podium: Foreign desk <week, by week>.\n"
        )
        assert await serving.stop() == 0


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        (
            "nowhere.yaml",
            (
                "nowhere.yaml: cannot be read: No such file or directory "
                "(check the path and who may read it)"
            ),
        ),
        (".", ".: no definitions here (put at least one agenda.yaml in the folder)"),
    ],
)
def test_check_of_what_is_no_agenda_exits_1_and_names_no_line(
    tmp_path: Path, path: str, complaint: str
) -> None:
    done = podium(tmp_path, "check", path)

    assert (done.returncode, done.stdout) == (1, b"")
    assert lines(done.stderr) == [complaint]


def test_the_faults_in_the_readme_are_those_that_are_told(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [definitions] = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    [told] = re.findall(r"\$ podium check agendas\n(.*?)```", readme, re.DOTALL)
    file = tmp_path / "agendas" / "week.yaml"
    file.parent.mkdir()

    file.write_text(definitions, encoding="utf-8")
    assert podium(tmp_path, "check", "agendas").returncode == 0
    file.write_text(definitions.replace("12 09:00 GMT", "12 09:00 IST"), encoding="utf-8")
    assert podium(tmp_path, "check", "agendas").stderr.decode() == told


# next


def test_next_tells_what_comes_as_of_a_given_time(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "2", "--at", "2022-01-12 08:00 GMT")

    assert (done.returncode, done.stderr) == (0, WEEK_READ)
    assert lines(done.stdout) == [
        "NATO–Russia Council",
        "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)",
        "Brussels · in 1 hour",
        "",
        "Press conference by the NATO Secretary-General",
        "Around Wednesday 12 January 2022, 14:30 in Brussels (13:30 GMT)",
        "Brussels · in about 5 hours 30 minutes",
    ]


def test_next_adds_the_time_of_the_reader_s_zone(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "--at", "2022-01-12 13:30", PODIUM_TIMEZONE="Asia/Kolkata")

    assert "(09:00 GMT), Wed 14:30 Asia/Kolkata" in done.stdout.decode()
    assert lines(done.stdout)[-1] == "Brussels · in 1 hour"


def test_next_calls_the_reader_s_zone_gmt_whichever_of_its_names_is_set(tmp_path: Path) -> None:
    for name in ("UTC", "GMT"):
        done = podium(tmp_path, "next", "--at", "2022-01-12 08:00", PODIUM_TIMEZONE=name)
        assert "(09:00 GMT), Wed 09:00 GMT" in done.stdout.decode()


def test_next_tells_what_is_on_with_its_end_apart_from_what_is_next(tmp_path: Path) -> None:
    events = """\
  - {id: long, kind: meeting, title: Session, start: 2026-11-16 20:07, end: 2026-12-16 20:07}
  - {id: show, kind: milestone, title: Show, start: 2026-11-25, end: 2026-11-27}
  - {id: ran, kind: press-conference, title: Press, start: 2026-11-26 18:27}
  - {id: perhaps, kind: meeting, title: Perhaps, start: 2026-11-26 20:00, status: tentative}
  - {id: closed, kind: deadline, title: Closed, start: 2026-11-26 20:00}
  - {id: closes, kind: deadline, title: Closes, start: 2026-11-26}
  - {id: next, kind: meeting, title: Next one, start: 2026-11-26 20:57, end: 2026-11-26 22:00}
  - {id: later, kind: meeting, title: Later, start: about 2026-11-27, status: tentative}
"""
    file = tmp_path / "next.yaml"
    file.write_text(f"agenda: next\ntitle: Next\ntimezone: UTC\nevents:\n{events}")
    at = ("--at", "2026-11-26 20:07 GMT")
    done = podium(tmp_path, "next", *at, PODIUM_AGENDAS=str(tmp_path))

    assert done.stdout.decode().split("\n\n") == [
        "On now",
        (
            "Session\n"
            "Monday 16 November 2026, 20:07 GMT, until 20:07 on Wednesday 16 December 2026\n"
            "Started 10 days ago"
        ),
        "Show\n25 November 2026 to 27 November 2026\nSecond day of three",
        (
            "Press\nThursday 26 November 2026, 18:27 GMT\n"
            "Started 1 hour 40 minutes ago, end not announced"
        ),
        "Perhaps on now",
        (
            "Perhaps\nThursday 26 November 2026, 20:00 GMT\n"
            "Was to start 7 minutes ago (tentative), end not announced"
        ),
        "Today",
        "Closes\nThursday 26 November 2026\nCloses today",
        "Next",
        "Next one\nThursday 26 November 2026, 20:57 GMT, until 22:00\nIn 50 minutes\n",
    ]
    done = podium(tmp_path, "next", "2", *at, PODIUM_AGENDAS=str(tmp_path))
    assert lines(done.stdout)[-3:] == [
        "Later",
        "Around Friday 27 November 2026, time to be announced",
        "Around tomorrow (tentative)",
    ]


def test_next_tells_what_has_no_day_yet_behind_what_it_follows(tmp_path: Path) -> None:
    events = """\
  - {id: a-press, kind: press-conference, title: Press, start: after council}
  - {id: council, kind: meeting, title: Council, start: week of 2026-12-07}
"""
    file = tmp_path / "next.yaml"
    file.write_text(f"agenda: next\ntitle: Next\ntimezone: UTC\nevents:\n{events}")
    at = ("--at", "2026-11-26 20:07 GMT")
    done = podium(tmp_path, "next", *at, PODIUM_AGENDAS=str(tmp_path))
    told = done.stdout.decode().split("\n\n")[2:]
    assert [each.split("\n")[0] for each in told] == ["Council", "Press"]


def test_next_after_everything_tells_what_was_last(tmp_path: Path) -> None:
    done = podium(tmp_path, "next")

    assert (done.returncode, lines(done.stdout)[:5]) == (
        0,
        ["Nothing is announced for the time ahead.", "", "Last", "", "Talks with the OSCE"],
    )


def test_a_terminal_that_lacks_a_letter_shows_the_others(tmp_path: Path) -> None:
    done = podium(tmp_path, "next", "--at", "2022-01-12", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert (done.returncode, done.stderr) == (0, WEEK_READ)
    assert done.stdout.startswith(b"NATO?Russia Council\n")


# feed and schema


def test_the_feed_holds_the_same_on_standard_output_and_in_a_file(tmp_path: Path) -> None:
    written = podium(tmp_path, "feed", "-o", "calendar.ics")
    printed = podium(tmp_path, "feed")

    assert (written.returncode, written.stdout, written.stderr) == (0, b"", WEEK_READ)
    assert (printed.returncode, printed.stderr) == (0, WEEK_READ)
    # What is printed has no record of when it was first published.
    dates = re.compile(rb"(DTSTAMP|CREATED|LAST-MODIFIED):\w+")
    in_file = (tmp_path / "calendar.ics").read_bytes()
    assert dates.sub(b"", in_file) == dates.sub(b"", printed.stdout)
    assert sorted(files_in(tmp_path)) == [".calendar.ics.podium.json", "calendar.ics"]
    calendar = icalendar.Calendar.from_ical(printed.stdout)
    assert {str(each["uid"]) for each in calendar.events} == {
        event.uid for event in bundled().events
    }


def test_a_feed_that_cannot_be_written_exits_1(tmp_path: Path) -> None:
    done = podium(tmp_path, "feed", "-o", "no/such/folder/calendar.ics")

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        "podium feed: no/such/folder/calendar.ics cannot be written: No such file or directory "
        "(make the folder first)\n"
    )


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("site", "site is not a folder (name one, or one that is yet to be made)"),
        ("site/below", "site/below cannot be written: Not a directory"),
    ],
)
def test_a_file_is_no_folder_to_publish_into(tmp_path: Path, path: str, complaint: str) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    done = podium(tmp_path, "publish", path, PODIUM_PUBLIC_URL="https://podium.example")

    assert (done.returncode, done.stdout) == (1, b"")
    assert lines(done.stderr) == [f"podium publish: {complaint}"]
    assert (tmp_path / "site").read_text(encoding="utf-8") == "mine"


def test_the_schema_is_json(tmp_path: Path) -> None:
    done = podium(tmp_path, "schema")

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["title"]


# serve


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


# demo

STAMP = re.compile(r"── \w+ (\d+) January 2022, (\d\d):(\d\d) GMT ──\n(.*)\n")


async def test_the_demo_posts_the_week_once_and_in_order(tmp_path: Path) -> None:
    async with podium_running(tmp_path, "demo", "--speed", "7200", PODIUM_PORT="0") as demo:
        await demo.until("/calendar.ics\n")
        match = re.search(r"Feed +(http://\S+)", demo.out)
        assert match is not None
        async with httpx.AsyncClient(trust_env=False) as client:
            feed = (await client.get(match[1])).content
        assert await demo.process.wait() == 0

    assert {str(each["uid"]) for each in icalendar.Calendar.from_ical(feed).events} == {
        event.uid for event in bundled().events
    }
    left, told, superseded = list(THE_WEEK), set[str](), list[str]()
    for day, hour, minute, head in STAMP.findall(demo.out):
        title = head.partition(": ")[2]
        # A busy machine may come to two reminders of an event together: it posts the later.
        while left and left[0].head.partition(": ")[2] != title:
            superseded.append(left.pop(0).event)
        row = left.pop(0)
        assert row.due <= utc(f"2022-01-{int(day):02} {hour}:{minute}")
        assert head == row.head or row.lead not in ("eve", "morning")
        told.add(title)
    assert told == {row.head.partition(": ")[2] for row in THE_WEEK}
    assert len(superseded) + len(left) <= 2
    assert "\nThe replay is over. Posts: sent " in demo.out
    assert ESCAPE not in demo.out
    assert demo.err == ""
    assert files_in(tmp_path) == []


async def test_the_demo_takes_another_port_where_its_own_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with podium_running(tmp_path, "demo", PODIUM_PORT=str(port)) as demo:
            await demo.until("Stop with Ctrl-C.")
            assert await demo.stop(signal.SIGINT) == 0
    assert "Page      http://127.0.0.1:" in demo.out
    assert f":{port}/" not in demo.out
    assert "The replay is over. Posts: " in demo.out


async def test_the_demo_replays_a_part_on_request(tmp_path: Path) -> None:
    async with podium_running(
        tmp_path,
        "demo",
        "--start=2022-01-12 12:00 GMT",
        "--end=2022-01-12 16:00 GMT",
        "--speed=1800",
        PODIUM_PORT="0",
    ) as demo:
        assert await demo.process.wait() == 0
    assert [head.partition(": ")[2] for *_, head in STAMP.findall(demo.out)] == [
        THE_WEEK[5].head.partition(": ")[2]
    ] * 2


async def test_the_demo_posts_to_the_channel_when_asked_silently_and_as_a_replay(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    async with podium_running(
        tmp_path,
        "demo",
        "--post",
        "--start=2022-01-12 16:00 GMT",
        "--end=2022-01-12 18:00 GMT",
        **telegram(server, "@talks"),
        PODIUM_PORT="0",
    ) as demo:
        await demo.process.wait()
    [post] = server.posts("@talks")
    assert post.text.startswith(f"Replay, not news\n{THE_WEEK[7].head}\n")
    assert post.silent
    assert "Posts go  to telegram:@talks" in demo.out
    assert server.token not in demo.out + demo.err


async def test_the_demo_leaves_the_channel_and_its_bot_alone_unless_asked(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    reader = server.add_user("Ada")
    server.say(reader, "/next")
    async with podium_running(
        tmp_path,
        "demo",
        "--start=2022-01-12 16:00 GMT",
        "--end=2022-01-12 18:00 GMT",
        **telegram(server, "@talks"),
        TELEGRAM_OPERATOR="@operators",
        PODIUM_PORT="0",
    ) as demo:
        assert await demo.process.wait() == 0
    assert not server.posts("@talks")
    assert len(server.posts(reader)) == 1
    assert "Posts go  to terminal" in demo.out
    assert THE_WEEK[7].head in demo.out
    assert "Replay, not news" not in demo.out


def test_a_demo_that_is_to_post_needs_a_channel(server: TelegramServer, tmp_path: Path) -> None:
    done = podium(tmp_path, "demo", "--post", TELEGRAM_BOT_TOKEN=TOKEN)

    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        "set TELEGRAM_BOT_TOKEN and TELEGRAM_CHANNEL, or leave out --post" in done.stderr.decode()
    )


async def test_a_demo_whose_channel_cannot_be_posted_in_ends_all_the_same(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks", bot_is_admin=False)
    began = monotonic()
    async with podium_running(
        tmp_path,
        "demo",
        "--post",
        "--start=2022-01-12 16:30 GMT",
        "--end=2022-01-12 17:30 GMT",
        **telegram(server, "@talks"),
        PODIUM_PORT="0",
    ) as demo:
        assert await demo.process.wait() == 0
    assert monotonic() - began < PATIENCE  # else it tries again after five minutes
    assert "Forbidden: bot is not a member of the channel chat" in demo.err
    assert "The replay is over. Posts: waiting 1." in demo.out


def test_a_demo_whose_reader_has_seen_enough_ends(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "demo", "--speed=4000"],  # it would take a minute and a half
        cwd=tmp_path,
        env=environment(PODIUM_PORT="0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(PATIENCE) == 0
        assert b"Traceback" not in process.stderr.read()


def test_a_demo_of_nothing_says_so_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(f"{FUTURE_AGENDA}    reminders: []\n")
    done = podium(tmp_path, "demo", PODIUM_AGENDAS=".")

    assert (done.returncode, done.stdout) == (1, b"")
    assert "there is nothing to replay" in done.stderr.decode()


@pytest.mark.parametrize(
    ("end", "speed", "words"),
    [
        (
            "2022-01-13 09:00",
            3600.0,
            "Wednesday 12 January 2022 to Thursday 13 January 2022 in 24 seconds",
        ),
        ("2022-01-12 11:00", 3600.0, "Wednesday 12 January 2022 in 2 seconds"),
        ("2022-01-12 10:00", 3600.0, "Wednesday 12 January 2022 in 1 second"),
        ("2022-01-12 10:00", 86_400.0, "Wednesday 12 January 2022 in 1 second"),
    ],
)
def test_a_replay_is_put_in_words(end: str, speed: float, words: str) -> None:
    assert replay_phrase(Replay(utc("2022-01-12 09:00"), utc(end), speed)) == words


# Where the output goes

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


# Colours


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
