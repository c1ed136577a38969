"""Edits while the service runs: what is told, what is corrected, and what changes nothing."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import httpx
import icalendar
import pytest

from bot.ledger.post_record import PostState
from bot.publishing.reloader import ReloadPace
from bot.service.pacing import Pacing
from events.errors import DefinitionError
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.making.edited import Edited, served
from tests.bot.running.clock import SetClock, utc
from tests.patience import PATIENCE
from tests.telegram_server.faults import Reset
from tests.telegram_server.server import TelegramServer

MINUTE = timedelta(minutes=1)
DAY_BEFORE = utc("2022-01-11 09:00")  # when the first reminder of the council is due


@pytest.fixture
def file(tmp_path: Path) -> AgendaFile:
    file = AgendaFile(tmp_path)
    file.save(definition())
    return file


@pytest.fixture
def clock() -> SetClock:
    return SetClock(utc("2022-01-11 08:00"))


@pytest.fixture
async def server(clock: SetClock) -> AsyncIterator[TelegramServer]:
    async with TelegramServer(now=clock.now) as server:
        yield server


@pytest.fixture
async def edited(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> AsyncIterator[Edited]:
    server.add_channel("@talks")
    async with served(server, clock, file) as edited:
        yield edited


async def test_reminders_follow_an_edit_even_if_the_feed_cannot_be_made(
    edited: Edited, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.web.feeds.FeedTable.make", no_feed)

    assert await edited.save(definition("2022-01-12 10:30 GMT"))

    assert "what is published could not be shown" in caplog.messages
    first = edited.service.plan.reminders[0]
    assert first.begins == utc("2022-01-12 10:30")
    assert first.due == utc("2022-01-11 10:30")


def no_feed(*_: object) -> NoReturn:
    raise MemoryError


# What is told


async def test_a_move_is_told_once_it_has_settled_as_a_reply_and_the_earlier_post_corrected(
    edited: Edited,
) -> None:
    await edited.at(DAY_BEFORE)
    await edited.save(definition("2022-01-12 10:30 GMT"))
    await edited.later(0.5)
    assert edited.heads == ["In 1 day: Council"]

    await edited.later(0.5)
    first, notice = edited.server.posts("@talks")
    assert notice.text == (
        "New time: Council\n"
        "Wednesday 12 January 2022, 10:30 GMT\n"
        "In 1 day 1 hour\n"
        "Was to be: Wednesday 12 January 2022, 09:00 GMT"
    )
    assert notice.reply_to == first.message_id
    assert first.text.startswith("Out of date: this event has changed since.")
    assert first.text.endswith(first.earlier_texts[0])
    for _ in range(3):
        await edited.later(1)
    assert len(edited.server.posts("@talks")) == 2


async def test_a_move_arms_the_reminders_of_the_new_start_again(edited: Edited) -> None:
    await edited.at(utc("2022-01-12 08:00"))
    await edited.save(definition("2022-01-12 12:00 GMT"))
    for instant in ("08:01", "08:45", "11:00", "11:45", "12:30"):
        await edited.at(utc(f"2022-01-12 {instant}"))

    assert [(post.at, head) for post, head in zip(edited.posts, edited.heads, strict=True)] == [
        (
            utc("2022-01-12 08:00"),
            "Out of date: this event has changed since. Another post tells how.",
        ),
        (utc("2022-01-12 08:01"), "New time: Council"),
        (utc("2022-01-12 11:00"), "In 1 hour: Council"),
        (utc("2022-01-12 11:45"), "In 15 minutes: Council"),
    ]


async def test_a_move_that_makes_a_reminder_overdue_is_one_post_that_says_both(
    edited: Edited,
) -> None:
    await edited.at(DAY_BEFORE)
    await edited.at(utc("2022-01-12 07:00"))
    await edited.save(definition("2022-01-12 07:40 GMT"))
    await edited.later(0)
    await edited.later(1)

    assert edited.heads[1:] == ["New time: Council"]
    assert "In 39 minutes" in edited.server.posts("@talks")[1].text
    assert edited.states()["60m"] is PostState.SUPERSEDED
    await edited.at(utc("2022-01-12 07:25"))
    assert edited.heads[2:] == ["In 15 minutes: Council"]


@pytest.mark.parametrize(
    ("before", "after", "head"),
    [
        (definition(), definition(status="cancelled"), "Cancelled: Council"),
        (definition(), definition(status="postponed"), "Postponed: Council"),
        (definition(status="cancelled"), None, None),
        (definition("2022-01-12"), definition(), "Time announced: Council"),
        (definition(), definition("2022-01-13 09:00 GMT"), "New time: Council"),
        (definition("2022-01"), definition("week of 2022-01-17"), "Week announced: Council"),
        (definition("week of 2022-01-17"), definition("2022-01"), "Week open again: Council"),
        (definition("2022-01"), definition("2022-02"), "New date: Council"),
        (definition("2022-02"), definition("2022-01-20 09:00"), "New time: Council"),
        (definition("2022-01-20"), definition("2022-01-21"), "New date: Council"),
        (definition("2022-01-20 09:00"), definition("2022-01-20"), "Time open again: Council"),
        (definition("2022-01-20 09:00"), definition("2022-01"), "Date open again: Council"),
        (
            definition("2022-01-20 morning"),
            definition("2022-01-20 evening"),
            "New time: Council",
        ),
        (definition(), definition(place="{city: Paris}"), "New place: Council"),
        (definition(status="tentative"), definition(), "Confirmed: Council"),
        (definition(), definition(status="tentative"), "Now tentative: Council"),
        (definition(), definition(title="The Council"), None),
        (definition(), definition(note="A slip"), None),
        (
            definition(),
            definition() + definition(id="other", title="Other"),
            "New on the agenda: Other",
        ),
        (definition(), definition() + definition("2022-02-12 09:00", id="other"), None),
        (
            definition() + definition(id="other", title="Other"),
            definition(),
            "No longer listed: Other",
        ),
    ],
)
async def test_each_kind_of_change_has_its_notice(
    edited: Edited, before: str, after: str | None, head: str | None
) -> None:
    await edited.save(before)
    await edited.later(2)
    so_far = len(edited.heads)
    if after is not None:
        await edited.save(after)
    await edited.later(2)

    assert edited.heads[so_far:] == ([head] if head else [])


async def test_a_time_that_becomes_exact_is_told_to_whoever_was_told_another(
    edited: Edited,
) -> None:
    await edited.save(definition("about 2022-01-12 09:00"))
    await edited.at(DAY_BEFORE)
    await edited.save(definition())
    await edited.later(1)

    assert edited.heads[1:] == ["Time confirmed: Council"]


@pytest.mark.parametrize(
    ("end", "heads"),
    [("11:30", []), ("11:31", ["New end: Council"]), ("10:00", ["New end: Council"])],
)
async def test_an_end_that_moves_is_told_to_whoever_was_told_another(
    edited: Edited, end: str, heads: list[str]
) -> None:
    await edited.save(definition(end="11:00"))
    await edited.at(DAY_BEFORE)
    assert "until 11:00" in edited.posts[0].text
    await edited.save(definition(end=end))
    await edited.later(1)

    assert edited.heads[1:] == heads


async def test_what_was_cancelled_and_is_on_again_is_told(edited: Edited) -> None:
    await edited.save(definition(status="cancelled"))
    await edited.later(2)
    await edited.save(definition())
    await edited.later(2)

    assert edited.heads == [
        "Out of date: this event has changed since. Another post tells how.",
        "On again: Council",
    ]


async def test_two_edits_while_a_change_settles_are_one_notice(edited: Edited) -> None:
    await edited.save(definition("2022-01-12 10:00 GMT"))
    await edited.later(0.5)
    await edited.save(definition("2022-01-12 11:00 GMT"))
    await edited.later(0.75)
    assert edited.heads == []

    await edited.later(0.25)
    assert edited.heads == ["New time: Council"]
    assert "11:00 GMT" in edited.server.posts("@talks")[0].text
    await edited.later(5)
    assert len(edited.heads) == 1


async def test_an_edit_that_is_taken_back_is_no_notice(edited: Edited) -> None:
    await edited.save(definition("2022-01-12 10:00 GMT"))
    await edited.later(0.5)
    await edited.save(definition())
    await edited.later(5)

    assert edited.heads == []


async def test_an_edit_of_a_past_event_is_silent(edited: Edited) -> None:
    edited.clock.set(utc("2022-01-15 09:00"))
    await edited.save(definition(place="{city: Paris}"))
    await edited.later(5)

    assert edited.heads == []


async def test_a_restart_while_a_change_settles_forgets_nothing(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> None:
    server.add_channel("@talks")
    async with served(server, clock, file) as edited:
        clock.set(clock.now() + MINUTE)
        await edited.save(definition("2022-01-12 10:00 GMT"))
    clock.set(clock.now() + MINUTE)
    for _ in range(2):
        async with served(server, clock, file) as edited:
            await edited.later(0)
            assert edited.heads == ["New time: Council"]


async def test_an_edit_while_nobody_ran_is_told_after_the_start(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> None:
    server.add_channel("@talks")
    async with served(server, clock, file):
        pass
    file.save(definition(status="cancelled"))
    clock.set(clock.now() + MINUTE)
    async with served(server, clock, file) as edited:
        await edited.later(1)
        assert edited.heads == ["Cancelled: Council"]


async def test_a_correction_that_fails_is_tried_again(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> None:
    server.add_channel("@talks")
    async with served(server, clock, file, pacing()) as edited:
        await edited.at(DAY_BEFORE)
        edited.server.fail(Reset(), method="editMessageText", times=3)
        await edited.save(definition(status="cancelled"))
        await edited.later(1)

        async with asyncio.timeout(PATIENCE):
            while edited.service.ledger.records(PostState.OUTDATED):
                await edited.later(0)
        assert [head.partition(":")[0] for head in edited.heads] == ["Out of date", "Cancelled"]
        assert edited.service.ledger.counts()[PostState.CORRECTED] == 1


async def test_a_post_that_somebody_deleted_is_not_corrected_for_ever(edited: Edited) -> None:
    await edited.at(DAY_BEFORE)
    edited.server.delete("@talks", edited.server.posts("@talks")[0].message_id)
    await edited.save(definition(status="cancelled"))
    await edited.later(1)

    assert edited.heads == ["Cancelled: Council"]
    assert edited.service.ledger.counts()[PostState.CORRECTED] == 1


# Bad edits


async def feed_of(edited: Edited) -> icalendar.Calendar:
    async with httpx.AsyncClient(trust_env=False) as client:
        response = await client.get(f"{edited.service.site.url}/calendar.ics")
    return icalendar.Calendar.from_ical(response.content)


async def health_of(edited: Edited) -> dict[str, object]:
    admin = edited.service.admin
    assert admin is not None
    async with httpx.AsyncClient(trust_env=False) as client:
        found: dict[str, object] = (await client.get(f"{admin.url}/health")).json()
    return found


GOES_ON = "Until this is mended all goes on as it was published before, with its newest change"


def break_a_line(file: AgendaFile) -> None:
    file.save(definition("soon"))


def delete_the_folder(file: AgendaFile) -> None:
    shutil.rmtree(file.folder)


def empty_the_folder(file: AgendaFile) -> None:
    file.path.unlink()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (break_a_line, "tests.yaml:8:12: "),
        (delete_the_folder, "agendas: cannot be read: "),
        (empty_the_folder, "agendas: no definitions here"),
    ],
)
async def test_a_bad_edit_changes_nothing_and_is_told_once(
    server: TelegramServer,
    clock: SetClock,
    file: AgendaFile,
    spoil: Callable[[AgendaFile], None],
    told: str,
) -> None:
    server.add_channel("@talks")
    operator = server.add_channel("@operators")
    async with served(server, clock, file, operator="@operators") as edited:
        before = await feed_of(edited)
        spoil(file)
        for _ in range(3):
            assert await edited.service.reloader.reload() is False
        assert await feed_of(edited) == before
        health = await health_of(edited)
        assert health["status"] == "degraded"
        assert told in str(health["troubles"])
        await server.until(lambda: bool(server.posts(operator)))

        file.folder.mkdir(exist_ok=True)
        assert await edited.save(definition()) is True
        assert (await health_of(edited))["status"] == "ok"
        await server.until(lambda: len(server.posts(operator)) == 2)
        await edited.at(DAY_BEFORE)
        assert edited.heads == ["In 1 day: Council"]
    bad, good = (post.text for post in server.posts(operator))
    assert told in bad
    assert bad.endswith(f"\n{GOES_ON} of 2022-01-11 08:00 GMT.")
    assert "definitions: all is well again" in good


async def test_what_goes_on_is_told_by_its_newest_change_and_by_a_restart_too(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> None:
    server.add_channel("@talks")
    async with served(server, clock, file) as edited:
        clock.set(clock.now() + 5 * MINUTE)
        await edited.save(definition(), definition(id="other", title="Other"))
        clock.set(clock.now() + 5 * MINUTE)
        assert await edited.save(definition("soon")) is False
        running = edited.service.incidents.ongoing["definitions"]
    clock.set(clock.now() + 5 * MINUTE)
    async with served(server, clock, file) as edited:
        restarted = edited.service.incidents.ongoing["definitions"]
        assert len(edited.service.publication.agendas.events) == 2
    assert running == restarted
    assert running.endswith(f"\n{GOES_ON} of 2022-01-11 08:05 GMT.")


async def test_at_a_first_start_nothing_is_said_to_go_on(
    server: TelegramServer,
    clock: SetClock,
    file: AgendaFile,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.add_channel("@talks")
    break_a_line(file)
    with pytest.raises(DefinitionError) as refused:
        async with served(server, clock, file):
            pass
    assert "goes on" not in str(refused.value) + caplog.text


async def test_a_bad_edit_with_other_faults_is_told_again(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> None:
    server.add_channel("@talks")
    operator = server.add_channel("@operators")
    async with served(server, clock, file, operator="@operators") as edited:
        for number, start in enumerate(("soon", "later"), 1):
            for _ in range(2):
                assert await edited.save(definition(start)) is False
            await server.until(lambda number=number: len(server.posts(operator)) == number)  # type: ignore[misc]
    assert ["soon" in post.text for post in server.posts(operator)] == [True, False]


async def test_what_is_wrong_by_now_is_told_and_no_trouble_of_another_edit(edited: Edited) -> None:
    ledger = edited.file.folder.parent / "podium.db"
    away = ledger.with_name("away.db")
    ongoing = edited.service.incidents.ongoing
    assert await edited.save(definition("soon")) is False
    assert "definitions" in ongoing

    ledger.rename(away)
    assert await edited.save(definition(title="The Council")) is False
    assert "definitions" not in ongoing
    assert ongoing["publication"].endswith(
        "\nUntil this is mended all goes on as it was published before."
    )
    away.rename(ledger)
    assert await edited.save(definition("soon")) is False
    assert "publication" not in ongoing
    assert await edited.save(definition(title="The Council")) is True
    assert not ongoing.keys() & {"definitions", "publication"}


# However the files are changed


def save_in_place(file: AgendaFile, text: str) -> None:
    file.path.write_text(text, encoding="utf-8")


def rename_over(file: AgendaFile, text: str) -> None:
    new = file.folder / ".tests.yaml.swp"
    new.write_text(text, encoding="utf-8")
    new.replace(file.path)


def add_a_file(file: AgendaFile, text: str) -> None:
    folder = file.folder / "more"
    folder.mkdir()
    (folder / "other.yml").write_text(text.replace("agenda: tests", "agenda: other"))
    file.path.unlink()


def switch_a_link(file: AgendaFile, text: str) -> None:
    """As Kubernetes does when a ConfigMap changes."""
    version = file.folder / "..2022_01_11"
    version.mkdir()
    (version / "tests.yaml").write_text(text, encoding="utf-8")
    data = file.folder / "..data"
    new = file.folder / "..data_tmp"
    new.symlink_to(version.name)
    os.replace(new, data)  # noqa: PTH105 - what is replaced is the link
    file.path.unlink()
    file.path.symlink_to("..data/tests.yaml")


def switch_the_folder(file: AgendaFile, text: str) -> None:
    other = file.folder.parent / "other"
    other.mkdir()
    (other / "tests.yaml").write_text(text, encoding="utf-8")
    shutil.rmtree(file.folder)
    file.folder.symlink_to(other)


def write_as_of_before(file: AgendaFile, text: str) -> None:
    """As a synchronisation does that keeps times, and happens to find as many bytes."""
    before = file.path.stat()
    file.path.write_text(text.replace("title: Tests", "title: T"), encoding="utf-8")
    os.utime(file.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.path.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)


@pytest.mark.parametrize(
    "change",
    [
        save_in_place,
        rename_over,
        add_a_file,
        switch_a_link,
        switch_the_folder,
        write_as_of_before,
    ],
)
async def test_a_change_is_noticed_however_it_is_made(
    edited: Edited, file: AgendaFile, change: Callable[[AgendaFile, str], None]
) -> None:
    change(file, file.text(definition(title="The Council")))

    async with asyncio.timeout(PATIENCE):
        while edited.service.publication.agendas.events[0].title != "The Council":  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("change", [save_in_place, rename_over])
async def test_the_system_tells_of_a_change_at_once(
    server: TelegramServer,
    clock: SetClock,
    file: AgendaFile,
    change: Callable[[AgendaFile, str], None],
) -> None:
    pacing = Pacing(reload=ReloadPace(look=timedelta(hours=1)))
    server.add_channel("@talks")
    async with served(server, clock, file, pacing) as edited, asyncio.timeout(PATIENCE):
        # The first ones may come before the system has been asked to tell.
        while edited.service.publication.agendas.events[0].title == "Council":
            change(file, file.text(definition(title="The Council")))
            await asyncio.sleep(0.1)


async def test_another_title_is_a_change_to_whoever_asks_by_date(edited: Edited) -> None:
    since = await _asks_by_date(edited)
    _change_title(edited.file, edited.clock)
    assert await edited.service.reloader.reload()
    assert "NAME:Other" in (await _get(edited, since)).text


async def test_another_title_after_a_stop_is_a_change_to_whoever_asks_by_date(
    server: TelegramServer, clock: SetClock, file: AgendaFile
) -> None:
    server.add_channel("@talks")
    async with served(server, clock, file) as edited:
        since = await _asks_by_date(edited)
    _change_title(file, clock)
    async with served(server, clock, file) as edited:
        assert "NAME:Other" in (await _get(edited, since)).text


def _change_title(file: AgendaFile, clock: SetClock) -> None:
    clock.set(clock.now() + MINUTE)
    text = file.path.read_text(encoding="utf-8")
    file.path.write_text(text.replace("title: ", "title: Other ", 1), encoding="utf-8")


async def _asks_by_date(edited: Edited) -> dict[str, str]:
    """Get the feed, and return what asks for it if it has changed since, as it has not yet."""
    answer = await _get(edited, {})
    since = {"if-modified-since": answer.headers["last-modified"]}
    assert (await _get(edited, since)).status_code == 304
    return since


async def _get(edited: Edited, headers: dict[str, str]) -> httpx.Response:
    async with httpx.AsyncClient(base_url=edited.service.site.url, trust_env=False) as client:
        return await client.get("/calendar.ics", headers=headers)
