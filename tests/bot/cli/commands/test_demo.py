"""`podium demo`: the week is posted once and in order, and where that is asked for."""

import re
import signal
import socket
import subprocess
from pathlib import Path
from time import monotonic

import httpx
import icalendar
import pytest

from bot.cli.commands.demo import Replay, replay_phrase
from tests.bot.cli.commands.printed import FUTURE_AGENDA, files_in
from tests.bot.making.week import THE_WEEK, bundled
from tests.bot.running.clock import utc
from tests.bot.running.podium import COMMAND, environment, podium, podium_running, telegram
from tests.patience import PATIENCE
from tests.telegram_server.server import TelegramServer

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"

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
    assert "\x1b" not in demo.out
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
