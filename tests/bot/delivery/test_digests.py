"""What is due together is one digest, and each of its posts is kept to its promise."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.post_record import POSTED, PostState
from bot.service.pacing import Pacing
from bot.telegram.limits import TelegramLimits
from tests.bot.delivery.test_replicas import replicas
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import HURRIED, Edited, served
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.postgresql import PostgreSQL
from tests.telegram_server.chats import Post
from tests.telegram_server.faults import Effect, Hold, Reset
from tests.telegram_server.refusals import Refusal, too_many_requests
from tests.telegram_server.server import TelegramServer

NINE = "2022-01-12 09:00 GMT"
ABRUPT = replace(HURRIED, stop=timedelta(milliseconds=50))
LONG = "Talks on everything " * 12


def talks(
    *numbers: int, start: str = NINE, title: str = "Talks", lead: str = "1 hour", **keys: str
) -> list[str]:
    """Events that are reminded of at the same time."""
    return [
        definition(start, id=f"e-{each}", title=f"{title} {each}", reminders=f"[{lead}]", **keys)
        for each in numbers
    ]


class World:
    """Two channels, a clock and a file, which outlast the services that use them."""

    def __init__(self, server: TelegramServer, clock: SetClock, file: AgendaFile) -> None:
        self.server = server
        self.clock = clock
        self.file = file

    def serve(
        self, *definitions: str, pacing: Pacing = HURRIED, operator: str | None = "@operators"
    ) -> AbstractAsyncContextManager[Edited]:
        self.file.save(*definitions)
        public_url = "https://podium.example"
        return served(
            self.server, self.clock, self.file, pacing, operator=operator, public_url=public_url
        )

    @property
    def posts(self) -> list[Post]:
        return [post for post in self.server.posts("@talks") if not post.deleted]

    def told(self, name: str) -> int:
        """How many messages tell of an event."""
        return sum(f": {name}\n" in f"{post.text}\n" for post in self.posts)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock = SetClock(utc("2022-01-12 07:50"))
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@operators"):
            server.add_channel(name)
        yield World(server, clock, AgendaFile(tmp_path))


async def test_four_reminders_are_one_post_and_three_are_three(world: World) -> None:
    async with world.serve(*talks(1, 2, 3), *talks(4, 5, 6, 7, start="2022-01-12 10:00 GMT")) as e:
        await e.at(utc("2022-01-12 08:00"))
        assert len(world.posts) == 3
        await e.at(utc("2022-01-12 09:00"))
    digest = world.posts[3]
    assert len(world.posts) == 4
    assert digest.text.splitlines()[:4] == [
        "Reminders: 4",
        "",
        "In 1 hour: Talks 4",
        "Wednesday 12 January 2022, 10:00 GMT",
    ]
    assert '<a href="https://podium.example/events/e-4.tests' in digest.html.replace("<b>", "")
    entries = e.service.ledger.records(PostState.SENT)
    assert [entry.message_id for entry in entries[3:]] == [digest.message_id] * 4


async def test_many_changes_are_one_post_and_the_most_urgent_stands_first(world: World) -> None:
    later, soon = talks(1, 2, 3, 4), talks(5, start="2022-01-12 08:20 GMT", lead="10 minutes")
    async with world.serve(*later, *soon) as edited:
        await edited.later(0)
        moved = talks(1, 2, 3, 4, start="2022-01-12 11:00 GMT")
        cancelled = talks(5, start="2022-01-12 08:20 GMT", lead="10 minutes", status="cancelled")
        await edited.save(*moved, *cancelled)
        await edited.later(2)
    (digest,) = world.posts
    assert digest.text.splitlines()[0] == "Changes to the agenda: 5"
    assert digest.text.splitlines()[2:4] == [
        "Cancelled: Talks 5",
        "Was to be: Wednesday 12 January 2022, 08:20 GMT",
    ]
    assert "New time: Talks 1\nWednesday 12 January 2022, 11:00 GMT\nWas to be: " in digest.text


async def test_what_starts_within_minutes_goes_before_the_digest(world: World) -> None:
    soon = talks(5, start="2022-01-12 08:10 GMT", lead="10 minutes")
    async with world.serve(*talks(1, 2, 3, 4), *soon) as edited:
        await edited.at(utc("2022-01-12 08:00"))
    assert [post.text.splitlines()[0] for post in world.posts] == [
        "In 10 minutes: Talks 5",
        "Reminders: 4",
    ]


async def test_eighty_additions_are_few_posts_and_none_is_cut(world: World) -> None:
    async with world.serve(*talks(0, start="2022-01-13 09:00 GMT")) as edited:
        await edited.later(0)
        new = talks(*range(1, 81), start="2022-01-13 09:00 GMT", title=LONG)
        await edited.save(*talks(0, start="2022-01-13 09:00 GMT"), *new)
        await edited.later(2)
        assert len(edited.service.ledger.records(PostState.SENT)) == 80
    assert 4 <= len(world.posts) <= 8
    assert sum(post.text.count("New on the agenda") for post in world.posts) == 80
    assert all(len(post.text.encode("utf-16-le")) // 2 <= 4096 for post in world.posts)


async def test_a_notice_replies_to_the_digest_whose_line_alone_is_marked(world: World) -> None:
    async with world.serve(*talks(1, 2, 3, 4)) as edited:
        await edited.at(utc("2022-01-12 08:00"))
        (digest,) = world.posts
        await edited.save(*talks(1, 2, 4), *talks(3, start="2022-01-12 09:30 GMT"))
        await edited.later(2)
        await edited.save(*talks(1, 4), *talks(2, 3, start="2022-01-12 09:30 GMT"))
        await edited.later(2)
    after, *notices = world.posts
    assert [notice.reply_to for notice in notices] == [digest.message_id] * 2
    mark = "Out of date, as another post tells: "
    assert after.text == digest.text.replace(
        "In 1 hour: Talks 3", f"{mark}In 1 hour: Talks 3"
    ).replace("In 1 hour: Talks 2", f"{mark}In 1 hour: Talks 2")
    assert after.html.count("<s>") == digest.text.count("Talks") + 2  # two lines of each of two
    assert after.earlier_texts[1].count(mark) == 1


@pytest.mark.parametrize("operator", ["@operators", None], ids=["operator", "alone"])
@pytest.mark.parametrize("delivered", [True, False], ids=["there", "not there"])
async def test_a_digest_whose_answer_is_lost_is_one_message_to_look_for(
    world: World, delivered: bool, operator: str | None
) -> None:
    async with world.serve(*talks(1, 2, 3, 4), operator=operator) as edited:
        world.server.fail(Reset(), method="sendMessage", chat="@talks", delivered=delivered)
        await edited.at(utc("2022-01-12 08:00"))
        assert set(edited.states().values()) == {PostState.SENT}
    assert len(world.posts) == (2 if delivered and not operator else 1)
    assert len(world.server.calls("forwardMessage")) <= 60  # looked for once, not for each


@pytest.mark.parametrize("delivered", [True, False], ids=["there", "not there"])
async def test_a_service_that_ends_while_it_sends_a_digest_finds_it(
    world: World, delivered: bool
) -> None:
    async with world.serve(*talks(1, 2, 3, 4, 5), pacing=ABRUPT) as edited:
        world.server.fail(Hold(), method="sendMessage", chat="@talks", delivered=delivered)
        world.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await world.server.until(lambda: world.server.held == 1)
    world.server.heal()
    async with world.serve(*talks(1, 2, 3, 4, 5)) as edited:
        await edited.later(1)
        assert set(edited.states().values()) == {PostState.SENT}
    assert [world.told(f"Talks {number}") for number in range(1, 6)] == [1] * 5


@pytest.mark.parametrize("fault", [too_many_requests(0), Refusal(502, "Bad Gateway")])
async def test_a_digest_that_is_not_taken_now_is_sent_later(world: World, fault: Effect) -> None:
    async with world.serve(*talks(1, 2, 3, 4)) as edited:
        world.server.fail(fault, method="sendMessage", chat="@talks", times=2)
        await edited.at(utc("2022-01-12 08:00"))
    assert len(world.posts) == 1


async def test_a_digest_that_is_refused_for_good_is_told_one_by_one(world: World) -> None:
    async with world.serve(*talks(1, 2, 3, 4)) as edited:
        refusal = Refusal(400, "Bad Request: text is wrong somehow")
        world.server.fail(refusal, method="sendMessage", chat="@talks")
        await edited.at(utc("2022-01-12 08:00"))
    assert [world.told(f"Talks {number}") for number in range(1, 5)] == [1] * 4
    assert len(world.posts) == 4


async def test_a_digest_is_split_where_some_of_it_is_out_of_date_by_the_next_try(
    world: World,
) -> None:
    async with world.serve(*talks(1, 2, 3, 4, 5)) as edited:
        refused = Hold(then=too_many_requests(1))
        world.server.fail(refused, method="sendMessage", chat="@talks")
        world.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await world.server.until(lambda: world.server.held == 1)
        await edited.save(*talks(1, 2, 3, 4), *talks(5, start="2022-01-12 11:00 GMT"))
        world.server.release()
        await edited.later(2)
    assert [world.told(f"Talks {number}") for number in range(1, 6)] == [1] * 5
    assert "In 58 minutes: Talks 4" in world.posts[0].text + world.posts[-1].text
    assert "New time: Talks 5" in "".join(post.text for post in world.posts)
    assert "In 1 hour: Talks 5" not in "".join(post.text for post in world.posts)


async def test_a_digest_that_nobody_can_find_is_sent_again_with_nothing_new_in_it(
    world: World,
) -> None:
    """If the first is found after all, it must stand for no post that it does not hold."""
    later = talks(6, 7, start="2022-01-12 09:01 GMT")
    async with world.serve(*talks(1, 2, 3, 4), *later, operator=None, pacing=ABRUPT) as edited:
        world.server.fail(Hold(), method="sendMessage", chat="@talks", delivered=True)
        world.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await world.server.until(lambda: world.server.held == 1)
    world.server.heal()
    world.clock.set(utc("2022-01-12 08:01"))
    async with world.serve(*talks(1, 2, 3, 4), *later, operator=None) as edited:
        await edited.later(0)
        states = [each.state for each in edited.service.ledger.records(*PostState)]
        assert states == [PostState.SENT] * 6
    assert [world.told(f"Talks {number}") for number in (1, 2, 3, 4, 6, 7)] == [2] * 4 + [1] * 2
    again = next(post for post in world.posts[1:] if "Talks 1" in post.text)
    assert "Talks 6" not in again.text


async def test_replicas_post_a_digest_once(postgresql: PostgreSQL, tmp_path: Path) -> None:
    text = "".join(talks(*range(1, 9)))
    async with replicas(postgresql, tmp_path, "2022-01-12 07:50", text, "@operators") as both:
        await both.deliver_due(seconds=600)
        await both.deliver_due(seconds=10, times=2)
        entries = both.services[0].ledger.records(*POSTED)
        assert both.heads == ["Reminders: 8"]
    assert len(entries) == 8


async def test_a_cancellation_is_not_behind_a_row_of_reminders(world: World) -> None:
    limits = TelegramLimits(posts_at_once=1000, posts_a_minute=10)
    rows = [talks(*range(n, n + 3), start=f"2022-01-12 09:0{n} GMT") for n in (0, 3, 6)]
    given = [each for row in rows for each in row]
    far = talks(99, start="2022-01-12 10:30 GMT", lead="3 hours")
    async with world.serve(*given, *far, pacing=replace(HURRIED, telegram=limits)) as edited:
        await edited.later(0)
        for minute, posted in ((0, 4), (3, 7), (6, 7)):
            world.clock.set(utc(f"2022-01-12 08:0{minute}"))
            await edited.service.scheduler.refill()
            await world.server.until(lambda posted=posted: len(world.posts) >= posted)  # type: ignore[misc]
        off = talks(99, start="2022-01-12 10:30 GMT", lead="3 hours", status="cancelled")
        await edited.save(*given, *off)
        world.clock.set(utc("2022-01-12 08:08"))
        await edited.service.scheduler.refill()
        await world.server.until(lambda: world.told("Talks 99") == 2)
        assert len(world.posts) == 8  # and reminders leave some room yet
