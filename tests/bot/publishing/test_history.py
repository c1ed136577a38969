"""The record, through a running service: over HTTP, by the command beside it, and after a start."""

import asyncio
import re
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import httpx
import icalendar
import pytest

from tests.bot.making.agenda_file import HEAD, AgendaFile, definition
from tests.bot.making.edited import HURRIED, Edited, saved, started
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.podium import podium
from tests.telegram_server.server import TelegramServer

TEN = "2022-01-12 10:00 GMT"
NOON = "2022-01-12 12:00 GMT"
ANNOUNCED = "2022-01-05 08:00"
REPORTED = "{publisher: Ministry, date: 2022-01-05}"
OF_COUNCIL = definition(TEN, source=REPORTED)
MOVED = definition(NOON, source="{publisher: Press office, date: 2022-01-11}")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[Edited]:
    async with saved(tmp_path, ANNOUNCED, OF_COUNCIL) as edited:
        yield edited


async def save_at(edited: Edited, when: str, *definitions: str) -> None:
    edited.clock.set(utc(when))
    assert await edited.save(*definitions)


async def get(edited: Edited, path: str) -> str:
    async with httpx.AsyncClient(base_url=edited.service.site.url) as client:
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text


async def history(edited: Edited, name: str = "council.tests") -> list[str]:
    """The lines of the history on an event's page, without markup."""
    page = await get(edited, f"/events/{name}")
    (listed,) = re.findall(r'<ol class="history">(.*?)</ol>', page, re.DOTALL)
    return [re.sub("<.*?>", "", line).strip() for line in listed.strip().splitlines()]


async def description(edited: Edited, query: str = "") -> str:
    feed: Any = icalendar.Calendar.from_ical(await get(edited, f"/calendar.ics{query}"))
    return str(feed.walk("VEVENT")[0]["DESCRIPTION"])


async def asked(edited: Edited, *arguments: str) -> CompletedProcess[bytes]:
    """The command, beside the service."""
    folder = edited.file.folder.parent
    return await asyncio.to_thread(
        podium, folder, "history", *arguments, PODIUM_DATABASE=f"sqlite:///{folder / 'podium.db'}"
    )


async def entries(edited: Edited, path: str = "/changes.atom") -> list[tuple[str, str]]:
    feed = ET.fromstring(await get(edited, path))  # noqa: S314 - of our own making
    found = feed.iterfind(f"{ATOM}entry")
    return [
        (each.findtext(f"{ATOM}title", ""), each.findtext(f"{ATOM}content", "")) for each in found
    ]


async def test_a_page_tells_when_an_event_was_announced_and_each_change_since(
    edited: Edited,
) -> None:
    assert await history(edited) == ["First announced 5 January 2022"]
    await save_at(edited, "2022-01-11 09:00", MOVED)
    cancelled = definition(NOON, status="cancelled")
    await save_at(edited, "2022-01-11 11:00", cancelled)

    assert await history(edited) == [
        "First announced 5 January 2022",
        "Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT",
        "Cancelled on 11 January 2022",
    ]


async def test_an_announcement_without_a_report_is_that_of_the_agenda(edited: Edited) -> None:
    other = definition(id="other", title="Other")
    await save_at(edited, "2022-01-06 09:00", OF_COUNCIL, other)
    assert await history(edited, "other.tests") == ["First announced here 6 January 2022"]


async def test_a_calendar_entry_tells_the_last_change_until_there_is_another(
    edited: Edited,
) -> None:
    assert "Changed" not in await description(edited)
    noted = definition(TEN, source=REPORTED, note="Bring a pass.")
    await save_at(edited, "2022-01-06 09:00", noted)
    assert "Changed" not in await description(edited)  # a text is no change

    await save_at(edited, "2022-01-11 09:00", MOVED)
    changed = "Changed 11 January 2022: was 10:00 GMT."
    assert changed in (await description(edited)).splitlines()
    assert changed in await get(edited, "/calendar.json")
    assert changed in await get(edited, "/feed.atom")
    assert "Geändert am 11. Januar 2022: bisher 10:00 Uhr GMT." in await description(
        edited, "?lang=de"
    )

    await save_at(edited, "2022-01-11 10:00", MOVED, definition("2022-01-13", id="other"))
    noted = definition(NOON, note="Bring a pass.")
    await save_at(edited, "2022-01-11 11:00", noted, definition("2022-01-13", id="other"))
    assert changed in await description(edited)


async def test_what_was_outlasts_a_restart_with_the_same_bytes(tmp_path: Path) -> None:
    clock, file = SetClock(utc(ANNOUNCED)), AgendaFile(tmp_path)
    file.save(OF_COUNCIL)
    shown = []
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        for when in ("2022-01-11 09:00", "2022-01-11 09:30"):
            async with started(server, clock, file, HURRIED) as edited:
                await save_at(edited, when, MOVED)
                assert "was 10:00 GMT" in await description(edited)
                paths = ("/calendar.ics", "/changes", "/changes.atom", "/events/council.tests")
                url = edited.service.site.url
                shown.append([(await get(edited, path)).replace(url, "") for path in paths])
    assert shown[0] == shown[1]


async def test_the_page_of_changes_tells_what_was_and_what_is_the_newest_first(
    edited: Edited,
) -> None:
    await save_at(edited, "2022-01-11 09:00", MOVED)
    page = await get(edited, "/changes")

    words = re.sub(r"\s+", " ", re.sub("<.*?>", " ", page))
    moved = (
        "Moved later 09:00 GMT Council Before Wednesday 12 January 2022, 10:00 GMT "
        "After Wednesday 12 January 2022, 12:00 GMT"
    )
    announced = "Announced 08:00 GMT Council When Wednesday 12 January 2022, 10:00 GMT"
    assert words.index(moved) < words.index(announced)
    assert "Tuesday 11 January 2022 Moved" in words
    for path in ("/", "/events/council.tests", "/changes"):
        shown = await get(edited, path)
        assert re.search('<link rel="alternate"[^>]* href="[^"]*/changes.atom">', shown)
        assert re.search(r'<a href="[./]*changes">', shown)


async def test_each_change_is_an_entry_of_a_feed_and_stays_as_it_is(edited: Edited) -> None:
    await save_at(edited, "2022-01-11 09:00", MOVED)
    first = await entries(edited)
    assert [title for title, _ in first] == ["Moved later: Council", "Announced: Council"]
    content = first[0][1]
    assert "Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT" in content
    assert "Before: Wednesday 12 January 2022, 10:00 GMT" in content
    assert "Source: Press office, 11 January 2022" in content

    await save_at(edited, "2022-01-11 10:00", definition(NOON, status="postponed"))
    later = await entries(edited)
    assert later[0][0] == "Postponed: Council"
    assert later[1:] == first
    assert await entries(edited, "/calendar/tests.changes.atom") == later
    assert (await entries(edited, "/changes.atom?lang=fr&utm_source=x"))[0][0].startswith("Reporté")


async def test_what_a_definition_says_is_escaped_wherever_it_is_told(edited: Edited) -> None:
    hostile = definition(NOON, title='"<b>Council</b> & <script>"', place='"<i>Hall</i>"')
    await save_at(edited, "2022-01-11 09:00", hostile)
    moved = definition(TEN, title='"<b>Council</b> & <script>"', place='"<u>Hall</u>"')
    await save_at(edited, "2022-01-11 10:00", moved)

    for path in ("/changes", "/events/council.tests"):
        page = await get(edited, path)
        assert "&lt;i&gt;Hall" in page
        assert "<i>Hall" not in page
        assert "<script>" not in page
    _, content = (await entries(edited))[1]
    assert "&lt;i&gt;Hall" in content


async def test_an_event_that_vanishes_and_comes_back_is_on_record_as_that(edited: Edited) -> None:
    other = definition(id="other", title="Other")
    await save_at(edited, "2022-01-06 09:00", other)
    assert "No longer listed on 6 January 2022" in await history(edited)
    await save_at(edited, "2022-01-07 09:00", OF_COUNCIL, other)

    assert (await history(edited))[1:] == [
        "No longer listed on 6 January 2022",
        "Restored on 7 January 2022",
    ]


@pytest.mark.parametrize("formerly", ["council", None])
async def test_an_event_keeps_its_history_by_another_name(
    edited: Edited, formerly: str | None
) -> None:
    await save_at(edited, "2022-01-11 09:00", definition(NOON))
    more = {"formerly": formerly} if formerly else {}
    await save_at(edited, "2022-01-11 10:00", definition(NOON, id="nato-council", **more))
    kept = [
        "First announced 5 January 2022",
        "Moved later on 11 January 2022 from 10:00 GMT to 12:00 GMT",
    ]
    assert await history(edited, "nato-council.tests") == kept
    assert [title for title, _ in await entries(edited)] == [
        "Moved later: Council",
        "Announced: Council",
    ]
    told = await asked(edited, "council")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(b"Council (tests/nato-council)\n")


# The command


async def test_the_command_tells_who_said_what_and_when(edited: Edited) -> None:
    await save_at(edited, "2022-01-11 09:00", MOVED)
    for name in ("council", "tests/council", "council.tests"):
        told = await asked(edited, name)
        assert told.stdout.decode() == (
            "Council (tests/council)\n"
            "2022-01-05 08:00 GMT  First announced 5 January 2022\n"
            "    When:   Wednesday 12 January 2022, 10:00 GMT\n"
            "    Source: Ministry, 5 January 2022\n"
            "2022-01-11 09:00 GMT  Moved later\n"
            "    Before: Wednesday 12 January 2022, 10:00 GMT\n"
            "    After:  Wednesday 12 January 2022, 12:00 GMT\n"
            "    Source: Press office, 11 January 2022\n"
        )
        assert (told.returncode, told.stderr) == (0, b"")


async def test_sources_that_disagree_are_all_named_with_what_each_says(edited: Edited) -> None:
    ministry = "{publisher: Ministry, date: 2022-01-11, start: 2022-01-12 11:30 GMT}"
    sources = f"[{ministry}, {{publisher: Agency}}]"
    await save_at(edited, "2022-01-11 09:00", definition(f"about {NOON}", sources=sources))
    says = "Ministry says Wednesday 12 January 2022, 11:30 GMT"
    told = (await asked(edited, "council")).stdout.decode()
    assert told.endswith(f"    Source: Ministry, 11 January 2022; {says}\n    Source: Agency\n")
    assert (
        f"<p>Source: Ministry, 11 January 2022<br>{says}</p><p>Source: Agency</p>"
        in ((await entries(edited))[0][1])
    )


async def test_the_command_shows_the_agenda_as_it_was_announced(edited: Edited) -> None:
    other = definition("2022-01-13", id="other", title="Other")
    await save_at(edited, "2022-01-11 09:00", MOVED, other)

    before = await asked(edited, "--as-of", "2022-01-11 08:59 GMT")
    assert before.stdout.decode() == (
        "As it was announced at 2022-01-11 08:59 GMT:\n"
        "Council (tests/council)\n"
        "    When:   Wednesday 12 January 2022, 10:00 GMT\n"
        "    Source: Ministry, 5 January 2022\n"
    )
    after = (await asked(edited, "--as-of", "2022-01-11 09:00 GMT")).stdout.decode()
    assert "Wednesday 12 January 2022, 12:00 GMT" in after
    assert "Other (tests/other)\n    When:   Thursday 13 January 2022, time to be" in after
    alone = (await asked(edited, "other", "--as-of", "2022-01-11 09:00 GMT")).stdout.decode()
    assert "Council" not in alone
    nothing = await asked(edited, "--as-of", "2022-01-04 09:00 GMT")
    assert nothing.returncode == 1
    assert b"nothing had been announced by then" in nothing.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["counsil"], 1, "no event 'counsil' was ever published (did you mean council?)"),
        (["x"], 1, "no event 'x' was ever published (write its id, or agenda/id)"),
        ([], 2, "name an event, or an instant"),
        (["--as-of", "2022-01-11"], 2, "2022-01-11 is no instant"),
        (["--as-of", "yesterday"], 2, "'yesterday' is not a start"),
    ],
)
async def test_the_command_says_what_it_does_not_understand(
    edited: Edited, arguments: list[str], code: int, words: str
) -> None:
    told = await asked(edited, *arguments)
    assert (told.returncode, told.stdout) == (code, b"")
    assert words in told.stderr.decode()


async def test_an_id_of_several_agendas_is_answered_with_what_to_write(edited: Edited) -> None:
    other = edited.file.folder / "other.yaml"
    text = HEAD.replace("agenda: tests", "agenda: other") + f"events:\n{OF_COUNCIL}"
    await asyncio.to_thread(other.write_text, text)
    await save_at(edited, "2022-01-06 09:00", OF_COUNCIL)
    told = await asked(edited, "council")
    assert "write one of other/council, tests/council" in told.stderr.decode()
    assert (await asked(edited, "other/council")).returncode == 0
    assert [title for title, _ in await entries(edited, "/calendar/other.changes.atom")] == [
        "Announced: Council"
    ]


async def test_no_more_changes_are_shown_than_the_newest_hundred(edited: Edited) -> None:
    many = [definition(id=f"e-{number}", title=f"E {number}") for number in range(120)]
    await save_at(edited, "2022-01-06 09:00", OF_COUNCIL, *many)
    await save_at(edited, "2022-01-11 09:00", MOVED, *many)
    found = await entries(edited)
    assert len(found) == 100
    assert found[0][0] == "Moved later: Council"
