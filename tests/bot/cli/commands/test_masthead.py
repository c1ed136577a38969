"""A name, a description and a color of the site's own: in its files, its feeds and its bot."""

import json
import re
from pathlib import Path

import httpx
import pytest

from tests.bot.cli.commands.printed import FUTURE_AGENDA
from tests.bot.running.podium import podium, podium_running, telegram
from tests.telegram_server.server import TelegramServer

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
