"""What starts after another event, or is a part of it, through a running service."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest

from tests.bot.making.agenda_file import definition
from tests.bot.making.edited import Edited, saved

COUNCIL = {"id": "council", "title": "Council"}
PRESS = definition("after council", id="press", title="Press conference")


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[Edited]:
    text = "agenda: tests\ntitle: Tests\ntimezone: UTC\nevents:\n" + definition(**COUNCIL) + PRESS
    async with saved(tmp_path, "2022-01-11 17:00", text.partition("events:\n")[2]) as edited:
        yield edited


async def got(edited: Edited, path: str) -> str:
    async with httpx.AsyncClient(base_url=edited.service.site.url) as client:
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


async def feed(edited: Edited) -> dict[str, Any]:
    events = icalendar.Calendar.from_ical(await got(edited, "/calendar.ics")).walk("VEVENT")
    return {str(event["UID"]).partition(".")[0]: event for event in events}


async def test_what_starts_after_an_event_does_so_everywhere_when_its_end_is_known(
    edited: Edited,
) -> None:
    before = (await feed(edited))["press"]
    assert str(before["SUMMARY"]) == "Press conference (after “Council”)"
    await edited.at(edited.clock.now().replace(hour=18))
    assert edited.posts[-1].text.startswith("Tomorrow")

    await edited.save(definition(**COUNCIL, end="12:40"), PRESS)
    after = (await feed(edited))["press"]
    assert str(after["SUMMARY"]) == "Press conference (time approximate)"
    assert f"{after.decoded('DTSTART'):%d %H:%M}" == "12 12:40"
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert "around 12:40 GMT, after “Council”" in str(after["DESCRIPTION"])
    page = await got(edited, "/events/press.tests")
    assert ">12:40</time>" in page
    assert "around" in page
    await edited.later(2)
    assert edited.heads[-1] == "Time announced: Press conference"
    await edited.at(edited.clock.now().replace(day=12, hour=11, minute=40))
    assert edited.heads[-1] == "In about 1 hour: Press conference"


async def test_what_starts_after_an_event_is_off_with_it(edited: Edited) -> None:
    await edited.save(definition(**COUNCIL, status="postponed"), PRESS)
    assert str((await feed(edited))["press"]["SUMMARY"]) == "Postponed: Press conference"
    await edited.later(2)
    told = edited.heads
    assert {"Postponed: Council", "Postponed: Press conference"} <= set(told)
    await edited.at(edited.clock.now().replace(day=12, hour=13))
    assert edited.heads == told


SUMMIT = """\
  - id: summit
    kind: summit
    title: Summit
    start: 2022-01-12
    programme:
      - {id: arrivals, title: Arrivals & <doorstep>, start: 08:30, access: pool}
      - {id: dinner, title: Dinner, start: 20:00}
"""


async def test_a_programme_is_told_by_the_event_and_by_its_parts(edited: Edited) -> None:
    await edited.save(SUMMIT)
    parts = await feed(edited)
    assert str(parts["summit"]["SUMMARY"]) == "Summit (see programme)"
    lines = "Programme (GMT):\n08:30: Arrivals & <doorstep>\n20:00: Dinner"
    assert lines in str(parts["summit"]["DESCRIPTION"])
    related = parts["arrivals"]["RELATED-TO"]
    assert (str(related), related.params["RELTYPE"]) == ("summit.tests@podium.alt", "PARENT")
    assert "Part of: Summit" in str(parts["arrivals"]["DESCRIPTION"])
    page = await got(edited, "/events/summit.tests")
    assert '<h2 id="programme">Programme</h2>' in page
    assert '<span class="small">Pool only</span>' in page
    assert "Arrivals &amp; &lt;doorstep&gt;" in page
    assert '<time datetime="2022-01-12T08:30+00:00">08:30</time>' in page
    assert 'href="../events/summit.tests"' in await got(edited, "/events/dinner.tests")
    entries = json.loads(await got(edited, "/calendar.json"))["entries"]
    relations = {entry["title"]: entry.get("relatedTo") for entry in entries}
    assert relations["Dinner"] == {
        "summit.tests@podium.alt": {"@type": "Relation", "relation": {"parent": True}}
    }

    sequence = parts["summit"]["SEQUENCE"]
    await edited.save(SUMMIT.replace("20:00", "21:00"))
    assert (await feed(edited))["summit"]["SEQUENCE"] == sequence + 1
    await edited.later(2)
    await edited.at(edited.clock.now().replace(day=12, hour=20, minute=45))
    assert any("Part of: Summit" in post.text for post in edited.posts)
