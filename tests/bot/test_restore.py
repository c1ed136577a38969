"""A backup that is put back, through the running service: nothing doubled, nothing served anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx
import icalendar
import pytest

from bot.database.process_lock import AlreadyRunning
from bot.ledger.backups.backup_file import write_backup
from bot.ledger.backups.restoring import restore_backup
from bot.ledger.post_record import PostState
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.edited import HURRIED, Edited, settings_for, started
from tests.bot.running.clock import SetClock, utc
from tests.telegram_server.server import TelegramServer

TALKS = definition("2022-01-12 09:00 GMT", id="talks", title="Talks", reminders="[1 hour]")
COUNCIL = definition("2022-01-12 10:00 GMT", id="council", title="Council", reminders="[1 hour]")
LUNCH = definition("2022-01-12 13:00 GMT", id="lunch", title="Lunch", reminders="[1 hour]")
MOVED = LUNCH.replace("13:00", "14:00")
ADDED = definition("2022-01-12 20:00 GMT", id="supper", title="Supper", reminders="[1 hour]")


class World:
    """A channel, its operator, and a service that is stopped and started."""

    def __init__(self, server: TelegramServer, clock: SetClock, file: AgendaFile) -> None:
        self.server = server
        self.clock = clock
        self.file = file
        self.settings = settings_for(server, file)
        self.backup = file.folder.parent / "backup.db"

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Edited]:
        async with started(
            self.server, self.clock, self.file, HURRIED, operator="@operators"
        ) as edited:
            yield edited

    def back_up(self) -> None:
        write_backup(self.settings.database, self.backup)

    def restore(self) -> datetime:
        return restore_backup(self.settings.database, self.backup, self.clock.now())

    @property
    def heads(self) -> list[str]:
        posts = self.server.posts("@talks")
        return [post.text.partition("\n")[0] for post in posts if not post.deleted]

    @property
    def told(self) -> str:
        return "\n".join(post.text for post in self.server.posts("@operators"))

    async def until_told(self, text: str) -> None:
        await self.server.until(lambda: text in self.told)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock = SetClock(utc("2022-01-12 07:30"))
    async with TelegramServer(now=clock.now) as server:
        for name in ("@talks", "@operators"):
            server.add_channel(name)
        file = AgendaFile(tmp_path)
        file.save(TALKS, COUNCIL, LUNCH)
        yield World(server, clock, file)


async def served(edited: Edited) -> dict[str, tuple[int, datetime]]:
    """SEQUENCE and LAST-MODIFIED of each event, as calendars are given them."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{edited.service.site.url}/calendar.ics")
    events = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    return {
        str(each["UID"]).partition("@")[0]: (
            int(each.get("SEQUENCE", 0)),
            each.decoded("LAST-MODIFIED"),
        )
        for each in events
    }


async def test_what_was_posted_since_the_backup_is_not_posted_again_and_the_operator_is_asked(
    world: World,
) -> None:
    async with world.serving() as edited:
        await edited.at(utc("2022-01-12 07:50"))
        world.back_up()
        await edited.at(utc("2022-01-12 08:00"))
        assert await edited.save(TALKS, COUNCIL, MOVED, ADDED)
        await edited.at(utc("2022-01-12 08:10"))
        before = await served(edited)
    heads = world.heads
    assert len(heads) == 3  # a reminder of the talks, the move of the lunch, the supper

    since = world.restore()
    assert since == utc("2022-01-12 07:50")
    async with world.serving() as edited:
        await edited.later(0.5)
        await world.until_told("3 posts may be in the chat or not")
        assert "  a change  telegram:@talks" in world.told
        assert world.heads == heads
        after = await served(edited)
        assert after.keys() == before.keys()
        for name, (sequence, modified) in before.items():
            assert after[name][0] > sequence
            assert after[name][1] >= modified
        await edited.at(utc("2022-01-12 09:00"))
    assert world.heads == [*heads, "In 1 hour: Council"]
    async with world.serving() as edited:
        assert await served(edited) == after
        assert await edited.save(TALKS, COUNCIL, MOVED.replace("14:00", "15:00"), ADDED)
        await edited.later(5)
    assert len(world.heads) == len(heads) + 2
    assert world.told.count("knows nothing") == 1


async def test_only_what_is_of_use_and_can_be_looked_at_is_named(world: World) -> None:
    often = LUNCH.replace("[1 hour]", "[5 hours, 4 hours, 2 hours]")
    reader = world.server.add_user("Reader")
    world.file.save(TALKS, often)
    async with world.serving() as edited:
        world.server.say(reader, "/follow lunch 4 hours")
        await world.server.until(lambda: len(edited.service.workers) == 2)
        await edited.at(utc("2022-01-12 07:50"))
        world.back_up()
        for instant in ("08:00", "09:00", "09:20"):
            await edited.at(utc(f"2022-01-12 {instant}"))
    assert [head.partition(":")[0] for head in world.heads] == [
        "In 1 hour",
        "In 5 hours",
        "In 4 hours",
    ]

    world.restore()
    async with world.serving():
        await world.until_told("knows nothing")
    (told,) = (post.text for post in world.server.posts("@operators"))
    assert "; 1 post may be in the chat or not" in told
    assert told.endswith(
        "\n2022-01-12 09:00 GMT  lunch.tests  240m  telegram:@talks"
        "\nNothing is to be done about what else was due then: 3"
    )


async def test_where_nothing_is_of_use_any_more_none_is_named(world: World) -> None:
    world.file.save(TALKS)
    async with world.serving() as edited:
        await edited.at(utc("2022-01-12 07:50"))
        world.back_up()
        await edited.at(utc("2022-01-12 08:00"))
    world.clock.set(utc("2022-01-12 09:40"))
    world.restore()
    async with world.serving():
        await world.until_told("nothing is to be done about what was due then: 1")
    assert "talks.tests" not in world.told


async def test_what_was_under_way_at_the_backup_is_not_sent_again(world: World) -> None:
    world.server.set_bot("@talks", "left")
    async with world.serving() as edited:
        edited.clock.set(utc("2022-01-12 08:00"))
        await edited.service.scheduler.refill()
        await world.server.until(lambda: PostState.WAITING in edited.states().values())
        world.back_up()
    world.server.set_bot("@talks", "administrator", rights=frozenset({"can_post_messages"}))
    async with world.serving():
        pass
    assert world.heads == ["In 1 hour: Talks"]
    world.clock.set(utc("2022-01-12 08:05"))
    world.restore()
    async with world.serving() as edited:
        await edited.later(1)
        await world.until_told("1 post may be in the chat or not")
    assert world.heads == ["In 1 hour: Talks"]


async def test_definitions_that_are_wrong_at_the_start_do_not_end_the_gap(world: World) -> None:
    async with world.serving() as edited:
        world.back_up()
        assert await edited.save(TALKS, COUNCIL, MOVED)
        await edited.later(2)
    heads = world.heads
    assert len(heads) == 1
    world.restore()
    world.file.save("nonsense")
    async with world.serving() as edited:
        await edited.later(1)
        await world.until_told("with its newest change of 2022-01-12 07:30 GMT.")
        assert await edited.save(TALKS, COUNCIL, MOVED)
        await edited.later(5)
        await world.until_told("knows nothing")
        assert world.heads == heads
        assert await edited.save(TALKS, COUNCIL, LUNCH)
        await edited.later(5)
    assert len(world.heads) == 2


async def test_a_backup_is_not_put_back_under_a_running_service(world: World) -> None:
    async with world.serving():
        world.back_up()
        with pytest.raises(AlreadyRunning):
            world.restore()


async def test_a_ledger_of_before_leaves_nothing_beside_the_one_that_is_put_back(
    world: World,
) -> None:
    async with world.serving():
        world.back_up()
    ledger = world.file.folder.parent / "podium.db"
    for end in ("-wal", "-shm", "-journal"):
        ledger.with_name(f"{ledger.name}{end}").write_bytes(b"of another file")
    world.restore()

    there = sorted(path.name for path in ledger.parent.iterdir() if path.is_file())
    assert there == ["backup.db", "podium.db", "podium.db.lock"]


async def test_a_ledger_that_is_lost_or_damaged_is_replaced(world: World) -> None:
    async with world.serving() as edited:
        await edited.at(utc("2022-01-12 08:00"))
        world.back_up()
    ledger = world.file.folder.parent / "podium.db"
    ledger.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    world.restore()
    async with world.serving():
        pass
    ledger.unlink()
    world.restore()
    async with world.serving():
        pass
    assert world.heads == ["In 1 hour: Talks"]
