"""Addresses in posts: the event's own, and what becomes of posts that bear an old one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.post_record import PostState
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import HURRIED, Edited, served
from tests.bot.running.clock import SetClock, utc
from tests.telegram_server.chats import Post
from tests.telegram_server.faults import Effect, Hold, Reset
from tests.telegram_server.refusals import Refusal, too_many_requests
from tests.telegram_server.server import TelegramServer

OLD, NEW = "https://live.example/old?a=1&b=2", "https://live.example/new?a=1&b=2"
SITE = "https://podium.example"
PAGE = "https://council.example/?a=1&b=2"
GONE = Refusal(400, "Bad Request: message to edit not found")
OFTEN = replace(HURRIED, heartbeat=timedelta(milliseconds=50))


class World:
    """A channel, a clock and a file, which outlast the services that use them."""

    def __init__(self, server: TelegramServer, clock: SetClock, file: AgendaFile) -> None:
        self.server = server
        self.clock = clock
        self.file = file

    def define(self, start: str = "2022-01-12 09:00 GMT", **keys: str) -> None:
        self.file.save(definition(start, source="{publisher: MFA, date: 2022-01-10}", **keys))

    def serve(self) -> AbstractAsyncContextManager[Edited]:
        return served(self.server, self.clock, self.file, OFTEN, public_url=SITE)

    @property
    def post(self) -> Post:
        (post,) = self.server.posts("@talks")
        return post

    @property
    def edits(self) -> int:
        return len(self.server.calls("editMessageText"))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock = SetClock(utc("2022-01-12 08:00"))
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        yield World(server, clock, AgendaFile(tmp_path))


async def edit(world: World, edited: Edited, start: str = "2022-01-12 09:00 GMT", **k: str) -> None:
    """Edit the event twenty minutes after its reminder, and wait until all is done about it."""
    world.define(start, **k)
    world.clock.set(utc("2022-01-12 08:20"))
    await edited.service.reloader.reload()
    await edited.later(2)


async def test_a_reminder_and_a_notice_bear_the_event_s_own_page(world: World) -> None:
    links = {"stream": OLD, "url": PAGE}
    world.define(**links)
    async with world.serve() as edited:
        await edited.later(0)
        await edit(world, edited, "2022-01-12 09:30 GMT", **links)
        reminder, notice = edited.posts
    tail = f"\nLive: {OLD}\nWebsite: {PAGE}\nSource: MFA, 10 January 2022"
    assert reminder.earlier_texts[0].endswith(tail)
    assert notice.text.endswith(tail)
    assert "Website: https://council.example/?a=1&amp;b=2\n" in notice.html


@pytest.mark.parametrize("url", [OLD, OLD + "/"])
async def test_an_address_that_is_both_is_told_once(world: World, url: str) -> None:
    world.define(stream=OLD, url=url)
    async with world.serve() as edited:
        await edited.later(0)
        assert world.post.text.count(OLD) == 1


@pytest.mark.parametrize("restart", [False, True], ids=["running", "down"])
@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ({"stream": OLD}, {"stream": NEW}, f"Live: {OLD}\n", f"Live: {NEW}\n"),
        ({"stream": OLD}, {}, f"Live: {OLD}\n", ""),
        ({}, {"stream": NEW}, "", f"Live: {NEW}\n"),
        ({"url": OLD}, {"url": NEW}, f"Website: {OLD}\n", f"Website: {NEW}\n"),
        (
            {"stream": OLD, "url": OLD},
            {"stream": NEW, "url": OLD},
            f"Live: {OLD}\n",
            f"Live: {NEW}\nWebsite: {OLD}\n",
        ),
    ],
    ids=["stream", "removed", "added", "page", "one of two"],
)
async def test_a_post_is_edited_to_bear_the_new_address_and_nothing_else(
    world: World, before: dict[str, str], after: dict[str, str], old: str, new: str, restart: bool
) -> None:
    world.define(**before)
    async with world.serve() as edited:
        await edited.later(0)
        posted = world.post
        assert old in posted.text
        if not restart:
            await edit(world, edited, **after)
    if restart:
        world.define(**after)
        world.clock.set(utc("2022-01-12 08:20"))
        async with world.serve() as edited:
            await edited.later(0)

    assert world.post.text.startswith("In 1 hour: Council\n")  # as it was when it was posted
    assert world.post.text == posted.text.replace(f"{old}Source", f"{new}Source")
    old_html, new_html = (f"{each}<i>".replace("&", "&amp;") for each in (old, new))
    assert world.post.html == posted.html.replace(old_html, new_html)
    assert ("Details", f"{SITE}/events/council.tests") in world.post.buttons
    watch = [("Watch live", after["stream"])] if "stream" in after else []
    assert world.post.buttons[2:] == tuple(watch)
    assert world.post.buttons[:2] == posted.buttons[:2]
    assert world.edits == 1


async def test_a_second_change_and_one_that_is_taken_back_are_borne_too(world: World) -> None:
    world.define(stream=OLD)
    async with world.serve() as edited:
        await edited.later(0)
        first = world.post.text
        await edit(world, edited, stream=NEW)
        await edit(world, edited, stream=PAGE)
        await edit(world, edited, stream=OLD)
    assert world.post.text == first
    assert world.edits == 3


async def test_a_post_that_can_not_be_edited_is_tried_once(world: World) -> None:
    world.define(stream=OLD)
    world.server.fail(GONE, method="editMessageText", times=100)
    async with world.serve() as edited:
        await edited.later(0)
        await edit(world, edited, stream=NEW)
        for _ in range(6):
            await edited.later(0)
    async with world.serve() as edited:
        await edited.later(1)
        assert edited.states()["60m"] is PostState.SENT
    assert world.edits == 1


@pytest.mark.parametrize("fault", [too_many_requests(0), Reset()], ids=["flood", "reset"])
@pytest.mark.parametrize("delivered", [False, True])
async def test_an_edit_that_fails_for_now_is_made_later(
    world: World, fault: Effect, delivered: bool
) -> None:
    world.define(stream=OLD)
    async with world.serve() as edited:
        await edited.later(0)
        world.server.fail(fault, method="editMessageText", delivered=delivered)
        await edit(world, edited, stream=NEW)
        await world.server.until(lambda: NEW in world.post.text and world.edits == 2)
    assert world.post.text.count("Live: ") == 1


async def test_a_post_about_what_is_past_stays_as_it_was(world: World) -> None:
    world.define(stream=OLD)
    async with world.serve() as edited:
        await edited.later(0)
        world.define(stream=NEW)
        world.clock.set(utc("2022-01-12 12:00"))
        await edited.service.reloader.reload()
        await edited.later(0)
    assert world.edits == 0


async def test_a_post_whose_event_has_moved_as_well_is_only_marked(world: World) -> None:
    world.define(stream=OLD)
    async with world.serve() as edited:
        await edited.later(0)
        await edit(world, edited, "2022-01-12 09:30 GMT", stream=NEW)
        reminder, notice = edited.posts
    assert reminder.text.startswith("Out of date")
    assert f"Live: {OLD}" in reminder.text
    assert f"Live: {NEW}" in notice.text


async def test_a_post_in_flight_while_the_address_changes_is_edited(world: World) -> None:
    world.define(stream=OLD)
    world.server.fail(Hold(), method="sendMessage")  # the reminder is due as the service starts
    async with world.serve() as edited:
        posting = asyncio.create_task(edited.later(0))
        await world.server.until(lambda: world.server.held == 1)
        world.define(stream=NEW)
        await edited.service.reloader.reload()
        world.server.release()
        await posting
        await edited.later(0)
    assert f"Live: {NEW}" in world.post.text
    assert f"Live: {OLD}" in world.post.earlier_texts[0]


OUTCOME = "{text: They agreed to meet again., url: https://council.example/agreed}"


async def test_what_came_of_an_event_is_added_to_its_last_post(world: World) -> None:
    world.define(reminders="[30 minutes, 15 minutes]", stream=OLD)
    async with world.serve() as edited:
        await edited.later(30)
        await edited.later(15)
        first, last = edited.posts
        await edited.at(utc("2022-01-12 12:00"))
        world.define(reminders="[30 minutes, 15 minutes]", stream=OLD, outcome=OUTCOME)
        await edited.service.reloader.reload()
        await edited.later(2)
        told = "\nOutcome: They agreed to meet again.\nhttps://council.example/agreed\nSource: MFA"
        assert told in edited.posts[-1].text
        assert edited.posts[0].text == first.text
        assert [post.message_id for post in edited.posts] == [first.message_id, last.message_id]
        edits = world.edits
        other = OUTCOME.replace("agreed to meet", "did not agree to meet")
        world.define(reminders="[30 minutes, 15 minutes]", stream=OLD, outcome=other)
        await edited.service.reloader.reload()
        await edited.later(2)
        assert "They did not agree" in edited.posts[-1].text
        assert "They agreed" not in edited.posts[-1].text
        assert world.edits == edits + 1
    async with world.serve() as edited:
        await edited.later(2)
        assert world.edits == edits + 1


async def test_what_is_said_to_have_come_of_an_event_is_posted_once_it_has_begun(
    world: World,
) -> None:
    world.define(reminders="[1 hour]", outcome=OUTCOME)
    async with world.serve() as edited:
        await edited.later(0)
        assert "agreed" not in edited.posts[0].text
        await edit(world, edited, reminders="[1 hour]", outcome=OUTCOME.replace("again", "soon"))
        assert "agreed" not in edited.posts[0].text
        world.clock.set(utc("2022-01-12 09:00"))
        await world.server.until(lambda: "They agreed to meet soon." in edited.posts[0].text)


async def test_what_was_said_too_soon_to_have_come_of_an_event_is_added_as_it_begins(
    world: World,
) -> None:
    world.define(reminders="[1 hour]", outcome=OUTCOME)
    async with world.serve() as edited:
        await edited.later(0)
        world.clock.set(utc("2022-01-12 09:00"))
        await world.server.until(lambda: "They agreed to meet again." in edited.posts[0].text)
        await edited.later(2)
        assert world.edits == 1


async def test_a_notice_says_what_came_of_an_event_that_has_begun(world: World) -> None:
    told = "\nOutcome: They agreed to meet again.\nhttps://council.example/agreed\nSource: MFA"
    world.define(reminders="[30 minutes]", end="10:00")
    async with world.serve() as edited:
        await edited.at(utc("2022-01-12 08:30"))
        await edited.at(utc("2022-01-12 09:40"))
        world.define(reminders="[30 minutes]", end="12:00", outcome=OUTCOME)
        await edited.service.reloader.reload()
        await edited.later(2)
        reminder, notice = edited.posts
        assert notice.text.startswith("New end")
        assert told in notice.text
        assert "agreed" not in reminder.text


async def test_an_address_that_telegram_takes_for_no_button_stands_in_the_text(
    world: World,
) -> None:
    inside = "https://intranet/live"  # a host without a dot
    world.define(stream=OLD)
    async with world.serve() as edited:
        await edited.later(0)
        await edit(world, edited, stream=inside)
        await world.server.until(lambda: inside in world.post.text)
    assert [label for label, _ in world.post.buttons] == ["Details", "Add to calendar"]
    assert [entity.type for entity in world.post.entities] == ["bold", "date_time", "italic"]
