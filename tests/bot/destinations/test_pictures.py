"""Pictures of events in posts, through the running service and a Bot API on loopback."""

import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
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

PICTURE, LIVE = "https://pictures.example/council.jpg", "https://live.example/"
MANY = f"[{', '.join(f'Delegation of country number {n}' for n in range(60))}]"
LONG = {"topics": MANY, "parties": MANY, "chair": "C" * 240, "note": "N" * 240}


class Desk:
    """A channel that wants pictures, a clock and a file."""

    def __init__(self, server: TelegramServer, clock: SetClock, folder: Path) -> None:
        self.server = server
        self.clock = clock
        self.file = AgendaFile(folder)
        self.path = folder / "destinations.yaml"
        self.path.write_text(
            'destinations: [{name: a, telegram: "@talks", pictures: yes}]\n', encoding="utf-8"
        )

    def define(self, start: str = "2022-01-12 09:00 GMT", **keys: str) -> None:
        given = {"image": PICTURE, "reminders": "[30 minutes, 15 minutes]", **keys}
        self.file.save(definition(start, **given))

    def serve(self) -> AbstractAsyncContextManager[Edited]:
        chats = {"destinations": self.path, "operator": "@operators"}
        return served(self.server, self.clock, self.file, HURRIED, **chats)

    @property
    def posts(self) -> list[Post]:
        return [*self.server.posts("@talks")]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = SetClock(utc("2022-01-12 08:30"))
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@operators"):
            server.add_channel(name)
        yield Desk(server, clock, tmp_path)


async def test_a_post_is_the_caption_of_its_picture_until_it_is_out_of_date(desk: Desk) -> None:
    desk.define(stream=f"{LIVE}old")
    async with desk.serve() as edited:
        await edited.later(0)
        (post,) = desk.posts
        assert (post.photo, post.buttons) == (PICTURE, (("Watch live", f"{LIVE}old"),))
        assert [each.type for each in post.entities] == ["bold", "date_time"]
        desk.define(stream=f"{LIVE}new")
        await edited.service.reloader.reload()
        await edited.later(2)
        assert f"Live: {LIVE}new" in desk.posts[0].text
        desk.define("2022-01-12 10:00 GMT", stream=f"{LIVE}new")
        await edited.service.reloader.reload()
        await edited.later(2)
        await edited.later(0)
        first, news = desk.posts
        assert (news.photo, news.reply_to) == (PICTURE, first.message_id)
        await desk.server.until(lambda: desk.posts[0].text.startswith("Out of date"))
        assert desk.posts[0].photo == PICTURE
        desk.file.save(
            definition("2022-01-12 10:00 GMT", image=PICTURE, status="cancelled", stream=LIVE)
        )
        await edited.service.reloader.reload()
        await edited.later(2)
    assert desk.posts[2].text.startswith("Cancelled: Council")
    assert desk.posts[2].photo is None


async def test_a_picture_stands_above_a_text_that_is_too_long_for_a_caption(desk: Desk) -> None:
    desk.define(**LONG)
    async with desk.serve() as edited:
        await edited.later(0)
        (post,) = desk.posts
        shown = f'{{"prefer_large_media": true, "show_above_text": true, "url": "{PICTURE}"}}'
        assert (post.photo, post.link_preview_options) == (None, shown)
        desk.define(stream=LIVE, **LONG)
        await edited.service.reloader.reload()
        await edited.later(2)
    assert LIVE in desk.posts[0].text
    assert desk.posts[0].link_preview_options == shown


async def test_who_wants_no_pictures_has_none(desk: Desk) -> None:
    desk.path.write_text('destinations: [{name: a, telegram: "@talks"}]\n', encoding="utf-8")
    desk.define()
    async with desk.serve() as edited:
        await edited.later(0)
    assert desk.posts[0].photo is None
    assert desk.posts[0].link_preview_options == '{"is_disabled": true}'


@pytest.mark.parametrize(
    ("reason", "is_long"),
    [
        ("wrong file identifier/HTTP URL specified", False),
        ("failed to get HTTP URL content", False),
        ("wrong type of the web page content", False),
        ("WEBPAGE_CURL_FAILED", False),
        ("WEBPAGE_MEDIA_EMPTY", True),
        ("IMAGE_PROCESS_FAILED", False),
        ("PHOTO_INVALID_DIMENSIONS", False),
        ("not enough rights to send photos to the chat", False),
    ],
)
async def test_a_post_goes_at_once_without_a_picture_that_is_refused(
    desk: Desk, caplog: pytest.LogCaptureFixture, reason: str, is_long: bool
) -> None:
    caplog.set_level(logging.WARNING, "bot.telegram.chat")
    method = "sendMessage" if is_long else "sendPhoto"
    more = LONG if is_long else {}
    desk.define(**more)
    desk.server.fail(Refusal(400, f"Bad Request: {reason}"), method=method)
    async with desk.serve() as edited:
        await edited.later(0)
        await edited.later(15)  # a second post does not try it
        assert set(edited.states().values()) == {PostState.SENT}
        desk.define(stream=LIVE, **more)
        await edited.service.reloader.reload()
        await edited.later(2)
    assert all(LIVE in post.text for post in desk.posts)
    assert [post.photo for post in desk.posts] == [None, None]
    assert {post.link_preview_options for post in desk.posts} == {'{"is_disabled": true}'}
    (told,) = [each for each in caplog.messages if PICTURE in each]
    assert reason.lower() in told.lower()


@pytest.mark.parametrize("effect", [Reset(), Hold(0.5)], ids=["reset", "slow"])
async def test_a_post_with_a_picture_in_doubt_is_found_by_its_caption(
    desk: Desk, effect: Effect
) -> None:
    desk.define()
    desk.server.fail(effect, method="sendPhoto", delivered=True)
    async with desk.serve() as edited:
        await edited.later(0)
        await desk.server.until(lambda: edited.states() == {"30m": PostState.SENT})
    assert [post.photo for post in desk.posts] == [PICTURE]


async def test_what_was_in_doubt_and_is_not_there_goes_without_its_picture(desk: Desk) -> None:
    desk.define()
    desk.server.fail(Reset(), method="sendPhoto")
    async with desk.serve() as edited:
        await edited.later(0)
        await desk.server.until(lambda: edited.states() == {"30m": PostState.SENT})
        await edited.later(15)
    assert [post.photo for post in desk.posts] == [None, PICTURE]


async def test_a_flood_does_not_cost_a_post_its_picture(desk: Desk) -> None:
    desk.define()
    desk.server.fail(too_many_requests(1), method="sendPhoto")
    async with desk.serve() as edited:
        await edited.later(0)
        await desk.server.until(lambda: edited.states() == {"30m": PostState.SENT})
    assert [post.photo for post in desk.posts] == [PICTURE]


async def test_what_came_of_an_event_fits_below_its_picture(desk: Desk) -> None:
    keys = {"chair": "C" * 230, "note": "N" * 230, "reminders": "[30 minutes]"}
    desk.define(**keys)
    said = "They agreed. " * 40
    async with desk.serve() as edited:
        await edited.later(0)
        assert desk.posts[0].photo
        desk.define(outcome=said, **keys)
        desk.clock.set(utc("2022-01-12 11:00"))
        await edited.service.reloader.reload()
        await edited.later(0)
        await desk.server.until(lambda: "They agreed" in desk.posts[0].text)
    assert said.strip() in desk.posts[0].text
    assert "NNN" not in desk.posts[0].text
