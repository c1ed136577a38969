"""Edits that rename, move and take away: what readers are told, and what stays theirs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest

from events.errors import DefinitionError
from tests.bot.making.agenda_file import HEAD, AgendaFile, definition
from tests.bot.making.edited import HURRIED, Edited, saved, started
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.podium import podium
from tests.telegram_server.server import TelegramServer

OPERATOR = {"operator": "@desk"}
FUTURE = "2037-01-12 09:00 GMT"  # a command goes by the clock of its machine
NAMES = ("council", "talks", "hearing", "vote")
EVENTS = {name: definition(id=name, title=name.title()) for name in NAMES}
AHEAD = {name: definition(FUTURE, id=name, title=name.title()) for name in NAMES}


@pytest.fixture
async def edited(tmp_path: Path) -> AsyncIterator[Edited]:
    async with saved(tmp_path, "2022-01-12 07:00", operator="@desk") as edited:
        yield edited


@asynccontextmanager
async def down_between(folder: Path, before: str, after: str) -> AsyncIterator[Edited]:
    """A service that was stopped, and started again when its definitions had been edited."""
    clock, file = SetClock(utc("2022-01-12 08:00")), AgendaFile(folder)
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@desk"):
            server.add_channel(name)
        file.save(before)
        async with started(server, clock, file, HURRIED, **OPERATOR):
            pass
        file.save(after)
        clock.set(utc("2022-01-12 08:01"))
        async with started(server, clock, file, HURRIED, **OPERATOR) as edited:
            yield edited


async def feed(edited: Edited, path: str = "/calendar.ics") -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=edited.service.site.url) as client:
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        return {str(event["UID"]).removesuffix("@podium.alt"): event for event in events}


async def told(edited: Edited, words: str) -> str:
    """What the operator's chat is told, as soon as it is."""
    await edited.server.until(lambda: any(words in it.text for it in edited.server.posts("@desk")))
    return next(post.text for post in edited.server.posts("@desk") if words in post.text)


RENAMED = definition(id="nato-council")
MOVED_HERE = f"{HEAD}events: []\n"
OTHER_FILE = HEAD.replace("agenda: tests", "agenda: other") + "events:\n" + definition()


async def test_a_renamed_event_is_no_news_and_the_operator_hears_what_to_write(
    edited: Edited,
) -> None:
    before = list(edited.heads)
    await edited.save(RENAMED)
    await edited.later(2)
    assert edited.heads == before
    shown = await feed(edited)
    assert {uid: str(it["STATUS"]) for uid, it in shown.items()} == {
        "nato-council.tests": "CONFIRMED"
    }
    line = await told(edited, "formerly")
    assert "write formerly: council in nato-council.tests" in line


async def test_of_a_second_new_name_all_that_it_had_are_told_the_first_one_first(
    edited: Edited,
) -> None:
    await edited.save(definition(id="nato-council", formerly="council"))
    await edited.save(definition(id="nac", formerly="nato-council"))
    assert "write formerly: [council, nato-council] in nac" in await told(edited, "formerly")
    await edited.save(definition(id="nac", formerly="[council, nato-council]"))
    assert list(await feed(edited)) == ["council.tests"]


async def test_what_has_its_first_name_again_needs_no_former_one(edited: Edited) -> None:
    await edited.save(definition(id="nato-council", formerly="council"))
    await edited.save(definition(formerly="nato-council"))
    assert "take the line formerly: away in council.tests" in await told(edited, "formerly")
    await edited.save(definition())
    assert list(await feed(edited)) == ["council.tests"]


TOLD_AS_MOVED = (
    "This counts as a move, and is told as one.\n"
    "If it is another event, put back the entry as it was, and give the other a new id."
)


@pytest.mark.parametrize(
    ("at", "title"),
    [("2022-01-13 08:00", "Council"), ("2022-01-12 08:00", "Lunch of ministers")],
    ids=["past", "another"],
)
async def test_an_entry_that_is_written_over_is_told_and_the_advice_mends_it(
    edited: Edited, at: str, title: str
) -> None:
    await edited.at(utc("2022-01-12 08:00"))
    before = list(edited.heads)
    edited.clock.set(utc(at))
    await edited.save(definition("2022-01-14 09:00 GMT", title=title))
    line = f"council.tests was Council (2022-01-12 09:00), and is {title} (2022-01-14 09:00) now"
    assert f"{line}\n{TOLD_AS_MOVED}" in await told(edited, "counts as a move")

    await edited.save(definition(), definition("2022-01-14 09:00 GMT", id="new", title=title))
    await edited.later(2)
    assert edited.heads == [*before, f"New on the agenda: {title}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (definition(), definition("2022-01-14 09:00 GMT", title="NATO Council")),
        (definition(), definition(title="Lunch")),
        (definition(status="postponed"), definition("2022-01-14 09:00 GMT", title="Lunch")),
        (definition(), definition("2022-01-14 09:00 GMT", title="Lunch", status="cancelled")),
        (
            definition(accreditation="{until: 2022-01-12 06:00 GMT}"),
            definition(accreditation="{until: 2022-01-12 08:00 GMT}"),
        ),
    ],
    ids=["moved", "retitled", "postponed before", "cancelled", "accreditation open again"],
)
async def test_an_event_that_may_well_be_the_same_is_no_question(
    edited: Edited, before: str, after: str
) -> None:
    await edited.save(before)
    await edited.save(after)
    edited.service.incidents.report("this", "is the last that is told")
    await told(edited, "is the last")
    assert "counts as a move" not in " ".join(it.text for it in edited.server.posts("@desk"))


async def test_an_event_in_another_file_is_no_news_either(edited: Edited) -> None:
    before = list(edited.heads)
    (edited.file.folder / "other.yaml").write_text(OTHER_FILE)
    edited.file.path.write_text(MOVED_HERE)
    await edited.service.reloader.reload()
    await edited.later(2)
    assert edited.heads == before
    assert list(await feed(edited)) == ["council.other"]
    assert "write formerly: tests/council" in await told(edited, "formerly")


async def test_with_its_former_name_calendars_know_an_event(edited: Edited) -> None:
    before = list(edited.heads)
    await edited.save(definition(id="nato-council", formerly="council"))
    await edited.later(2)
    assert edited.heads == before
    [(uid, event)] = (await feed(edited)).items()
    assert (uid, int(event["SEQUENCE"])) == ("council.tests", 1)
    assert "formerly" not in " ".join(post.text for post in edited.server.posts("@desk"))


@pytest.mark.parametrize("after", [RENAMED, definition(id="nato-council", formerly="council")])
async def test_an_old_address_leads_to_the_new_one(edited: Edited, after: str) -> None:
    await edited.save(after)
    async with httpx.AsyncClient(base_url=edited.service.site.url) as client:
        answer = await client.get("/events/council.tests")
        assert (answer.status_code, answer.headers["location"]) == (301, "nato-council.tests")
        page = await client.get("/events/council.tests", follow_redirects=True)
        assert page.url.path == "/events/nato-council.tests"
        assert page.status_code == 200
        calendar = await client.get("/events/council.tests.ics")
        assert b"BEGIN:VEVENT" in calendar.content
        missing = await client.get("/events/nobody.tests")
        assert missing.status_code == 404


async def test_what_was_posted_by_the_old_name_is_not_posted_again_and_is_corrected(
    edited: Edited,
) -> None:
    await edited.at(utc("2022-01-12 08:00"))
    assert edited.heads == ["In 2 hours: Council", "In 1 hour: Council"]
    last = edited.posts[1]
    await edited.save(RENAMED)
    await edited.later(2)
    assert len(edited.posts) == 2

    await edited.save(definition("2022-01-12 11:00 GMT", id="nato-council"))
    await edited.later(2)
    assert all(head.startswith("Out of date") for head in edited.heads[:2])
    news = edited.posts[2]
    assert news.text.startswith("New time: Council")
    assert news.reply_to == last.message_id


async def test_of_an_agenda_with_another_id_the_operator_hears_once_what_to_write(
    edited: Edited,
) -> None:
    await edited.save(*EVENTS.values())
    await edited.later(2)
    before, known = list(edited.heads), await feed(edited)
    text = edited.file.path.read_text()
    edited.file.path.write_text(text.replace("agenda: tests", "agenda: talks"))
    await edited.service.reloader.reload()
    line = await told(edited, "formerly")
    assert "agenda tests is gone, and talks has come with 4 events" in line
    assert line.count("write formerly: ") == 1

    named = "agenda: talks\nformerly: tests"
    assert "write formerly: tests beside agenda: talks" in line
    edited.file.path.write_text(text.replace("agenda: tests", named))
    assert await edited.service.reloader.reload()
    await edited.later(2)
    assert (edited.heads, (await feed(edited)).keys()) == (before, known.keys())


async def test_of_many_renamed_events_a_few_are_named(edited: Edited) -> None:
    many = [
        definition(id=f"e-{number}", title=f"Event {number}", start=f"2022-01-12 09:{number} GMT")
        for number in range(10, 22)
    ]
    await edited.save(*many)
    await edited.save(*(each.replace("id: e-", "id: event-") for each in many))
    line = await told(edited, "formerly")
    assert line.count("write formerly: e-") == 10
    assert line.endswith("\nand so 2 more")


async def test_an_edit_that_had_not_settled_is_told_by_the_new_name(edited: Edited) -> None:
    await edited.at(utc("2022-01-12 08:00"))
    await edited.save(definition("2022-01-12 11:00 GMT"))
    await edited.save(definition("2022-01-12 11:00 GMT", id="nato-council"))
    await edited.later(2)
    assert [head for head in edited.heads if head.startswith("New time")] == ["New time: Council"]


async def test_writing_what_the_operator_is_told_to_is_no_news_and_restores_the_uid(
    edited: Edited,
) -> None:
    before = list(edited.heads)
    for state in (RENAMED, definition(id="nato-council", formerly="council"), RENAMED):
        await edited.save(state)
        await edited.later(2)
    await edited.save(definition(id="nato-council", formerly="council"))
    await edited.later(2)
    assert edited.heads == before
    [(uid, event)] = (await feed(edited)).items()
    assert uid == "council.tests"
    assert int(event["SEQUENCE"]) == 4
    asked = [it for it in edited.server.posts("@desk") if "formerly" in it.text]
    assert len(asked) == 1


async def test_a_renaming_that_is_taken_back_is_no_news(edited: Edited) -> None:
    before = list(edited.heads)
    for state in (RENAMED, definition()):
        await edited.save(state)
        await edited.later(2)
    assert edited.heads == before
    assert list(await feed(edited)) == ["council.tests"]


async def test_a_renaming_while_the_service_was_down_is_no_news(tmp_path: Path) -> None:
    async with down_between(tmp_path, definition(), RENAMED) as edited:
        assert edited.heads == ["In 1 hour: Council"]
        assert list(await feed(edited)) == ["nato-council.tests"]
        assert "write formerly: council" in await told(edited, "formerly")


async def test_a_start_with_a_bad_edit_goes_on_with_what_was_published(tmp_path: Path) -> None:
    soon = definition(reminders="[30 minutes]")
    async with down_between(tmp_path, soon, definition("2022-02-30")) as edited:
        assert list(await feed(edited)) == ["council.tests"]
        assert "there is no day 2022-02-30" in await told(edited, "2022-02-30")
        await edited.at(utc("2022-01-12 08:30"))
        assert edited.heads[-1] == "In 30 minutes: Council"
        async with httpx.AsyncClient(base_url=edited.service.site.url) as client:
            assert (await client.get("/health")).json()["status"] == "degraded"
            assert "Tests" in (await client.get("/")).text

        assert await edited.save(soon)
        assert not edited.service.incidents.ongoing


async def test_a_start_with_a_held_edit_goes_on_with_what_was_published(tmp_path: Path) -> None:
    async with down_between(tmp_path, "".join(EVENTS.values()), EVENTS["vote"]) as edited:
        assert len(await feed(edited)) == len(NAMES)
        assert "3 of the 4" in await told(edited, "held")
        assert await edited.save(*EVENTS.values())


async def test_a_first_start_with_a_bad_edit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError):
        async with saved(tmp_path, "2022-01-12 08:00", definition("2022-02-30")):
            pass


async def test_subscribers_of_a_renamed_agenda_keep_their_feed(edited: Edited) -> None:
    before = list(edited.heads)
    text = edited.file.text(definition())
    text = text.replace("agenda: tests", "agenda: january\nformerly: tests")
    edited.file.path.write_text(text)
    await edited.service.reloader.reload()
    await edited.later(2)
    assert edited.heads == before
    for path in ("/calendar/tests.ics", "/calendar/january.ics"):
        assert list(await feed(edited, path)) == ["council.tests"]


async def test_what_vanishes_is_no_longer_listed_and_not_cancelled(edited: Edited) -> None:
    await edited.save(definition(), EVENTS["talks"])
    await edited.later(2)
    so_far = len(edited.heads)
    await edited.save(EVENTS["talks"])
    await edited.later(2)
    assert edited.heads[so_far:] == ["No longer listed: Council"]
    assert "Cancelled" not in edited.posts[-1].text
    gone = (await feed(edited))["council.tests"]
    assert str(gone["SUMMARY"]) == "No longer listed: Council"
    assert str(gone["STATUS"]) == "TENTATIVE"

    await edited.save(definition(), EVENTS["talks"])
    await edited.later(2)
    assert edited.heads[-1] == "Listed again: Council"


async def test_what_was_cancelled_is_cancelled_still_when_it_has_vanished(edited: Edited) -> None:
    await edited.save(definition(status="cancelled"), EVENTS["talks"])
    await edited.later(2)
    so_far = len(edited.heads)
    await edited.save(EVENTS["talks"])
    await edited.later(2)
    assert edited.heads[so_far:] == []
    assert str((await feed(edited))["council.tests"]["STATUS"]) == "CANCELLED"


class TestManyRemovals:
    """An edit that takes much away waits until somebody confirms or undoes it."""

    @pytest.fixture
    async def edited(self, tmp_path: Path) -> AsyncIterator[Edited]:
        async with saved(
            tmp_path, "2037-01-12 07:00", definition(FUTURE), operator="@desk"
        ) as edited:
            await edited.save(*AHEAD.values())
            await edited.later(2)
            yield edited

    async def test_it_is_held_and_the_operator_hears_of_it(self, edited: Edited) -> None:
        so_far = list(edited.heads)
        assert not await edited.save(AHEAD["vote"])
        await edited.later(2)
        assert edited.heads == so_far
        assert len(await feed(edited)) == len(NAMES)
        line = await told(edited, "held")
        assert "takes 3 of the 4 coming events off the agenda" in line
        assert "Hearing (hearing.tests, 2037-01-12 09:00)" in line
        assert "podium confirm" in line

    async def test_undone_nothing_has_happened(self, edited: Edited) -> None:
        so_far = list(edited.heads)
        await edited.save(AHEAD["vote"])
        await told(edited, "held")
        assert await edited.save(*AHEAD.values())
        await edited.later(2)
        assert edited.heads == so_far
        assert not edited.service.incidents.ongoing

    async def test_confirmed_it_is_taken_over_by_itself(self, edited: Edited) -> None:
        so_far = len(edited.heads)
        folder = edited.file.folder.parent
        settings = {"PODIUM_AGENDAS": "agendas", "PODIUM_DATABASE": "sqlite:///podium.db"}
        await edited.save(AHEAD["vote"])
        shown = podium(folder, "confirm", "--dry-run", **settings)
        assert shown.returncode == 1
        assert b"3 of the 4" in shown.stdout
        assert not await edited.service.reloader.reload()

        done = podium(folder, "confirm", **settings)
        assert (done.returncode, done.stdout[-10:]) == (0, b"confirmed\n")
        await edited.server.until(lambda: not edited.service.incidents.ongoing)
        await edited.later(2)
        assert sorted(edited.heads[so_far:]) == [
            f"No longer listed: {name.title()}" for name in ("council", "hearing", "talks")
        ]
        again = podium(folder, "confirm", **settings)
        assert again.stdout.endswith(b"nothing is held\n")

    async def test_what_was_not_confirmed_is_held_still(self, edited: Edited) -> None:
        folder = edited.file.folder.parent
        settings = {"PODIUM_AGENDAS": "agendas", "PODIUM_DATABASE": "sqlite:///podium.db"}
        edited.file.save(AHEAD["vote"])
        assert podium(folder, "confirm", **settings).returncode == 0
        assert not await edited.save()

    async def test_renamed_all_together_they_are_held_by_nobody(self, edited: Edited) -> None:
        so_far = list(edited.heads)
        names = [definition(FUTURE, id=f"new-{name}", title=name.title()) for name in NAMES]
        assert await edited.save(*names)
        await edited.later(2)
        assert edited.heads == so_far
