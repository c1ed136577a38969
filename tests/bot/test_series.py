"""A series through a running service, which knows of its days alone, and as a command's feed."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest

from tests.bot.making.agenda_file import definition
from tests.bot.making.edited import Edited, saved
from tests.bot.running.podium import podium

UNTIL = "2022-01-14"


def briefing(*, until: str = UNTIL, more: str = "", **keys: str) -> str:
    rule = f"{{every: weekday, until: {until}{more}}}"
    return definition(
        "2022-01-10 12:00 GMT", id="briefing", title="Daily briefing", repeats=rule, **keys
    )


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[Edited]:
    async with saved(tmp_path, "2022-01-09 11:30", briefing()) as edited:
        yield edited


async def got(edited: Edited, path: str) -> str:
    async with httpx.AsyncClient(base_url=edited.service.site.url) as client:
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


def days(calendar: str) -> dict[str, Any]:
    events = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    uids = {str(event["UID"]).removesuffix(".tests@podium.alt"): event for event in events}
    return {uid.removeprefix("briefing-2022-01-"): event for uid, event in uids.items()}


async def feed(edited: Edited) -> dict[str, Any]:
    return days(await got(edited, "/calendar.ics"))


def sequences(events: Mapping[str, Any]) -> dict[str, int]:
    return {day: int(event["SEQUENCE"]) for day, event in events.items()}


async def test_each_day_is_an_entry_a_page_and_a_reminder(edited: Edited) -> None:
    calendar = await got(edited, "/calendar.ics")
    assert "RRULE" not in calendar
    assert list(days(calendar)) == ["10", "11", "12", "13", "14"]
    assert "12:00" in await got(edited, "/events/briefing-2022-01-12.tests")
    await edited.at(edited.clock.now().replace(day=10, hour=11, minute=45))
    await edited.at(edited.clock.now().replace(day=11, hour=11, minute=45))
    assert edited.heads[-1] == "In 15 minutes: Daily briefing"


async def test_a_day_that_is_moved_is_one_notice_and_the_others_are_as_they_were(
    edited: Edited,
) -> None:
    await edited.at(edited.clock.now().replace(hour=12))
    assert edited.heads == ["In 23 hours 30 minutes: Daily briefing"]
    before = await feed(edited)
    moved = briefing(changes="{2022-01-10: {start: 13:00, note: Later than usual.}}")
    await edited.save(moved)
    after = await feed(edited)
    assert sequences(after) == sequences(before) | {"10": int(before["10"]["SEQUENCE"]) + 1}
    assert all(after[day] == before[day] for day in ("11", "12", "13", "14"))
    assert f"{after['10'].decoded('DTSTART'):%H:%M}" == "13:00"
    await edited.later(2)
    assert edited.heads[1:] == ["New time: Daily briefing"]
    assert "Later than usual." in await got(edited, "/events/briefing-2022-01-10.tests")
    await edited.at(edited.clock.now().replace(day=10, hour=12, minute=45))
    assert "In 15 minutes: Daily briefing" in edited.heads


async def test_a_day_that_is_excepted_is_no_longer_listed(edited: Edited) -> None:
    before = await feed(edited)
    await edited.at(edited.clock.now().replace(day=10, hour=13))
    await edited.save(briefing(more=", except: [2022-01-11]"))
    after = await feed(edited)
    assert {day: str(it["SUMMARY"]) for day, it in after.items() if it != before[day]} == {
        "11": "No longer listed: Daily briefing"
    }
    await edited.later(2)
    assert edited.heads[-1] == "No longer listed: Daily briefing"


async def test_a_longer_series_keeps_its_days_under_another_id(
    edited: Edited,
) -> None:
    before = await feed(edited)
    longer = briefing(until="2022-01-18", formerly="briefing").replace("id: briefing", "id: daily")
    await edited.save(longer)
    after = await feed(edited)
    assert [*after] == [*before, "17", "18"]
    assert all(after[day].decoded("DTSTART") == before[day].decoded("DTSTART") for day in before)
    assert not any("listed" in str(event["SUMMARY"]) for event in after.values())
    await edited.later(2)
    assert not any("listed" in head for head in edited.heads)
    assert "12:00" in await got(edited, "/events/daily-2022-01-12.tests")


def test_the_wall_time_stays_over_a_change_of_clocks_in_the_feed(tmp_path: Path) -> None:
    text = (
        "agenda: tests\ntitle: Tests\ntimezone: Europe/Brussels\nevents:\n"
        "  - {id: briefing, kind: briefing, title: Briefing, start: 2022-03-26 12:00, "
        "repeats: {every: day, until: 2022-03-28}}\n"
    )
    (tmp_path / "tests.yaml").write_text(text, encoding="utf-8")
    printed = podium(tmp_path, "feed", PODIUM_AGENDAS="tests.yaml")
    assert printed.returncode == 0, printed.stderr
    events = icalendar.Calendar.from_ical(printed.stdout).walk("VEVENT")
    starts = [f"{it.decoded('DTSTART'):%d %H:%M}" for it in events]
    assert starts == ["26 11:00", "27 10:00", "28 10:00"]
