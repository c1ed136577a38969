"""A channel that gets another @name stays the channel: its posts go to its number."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config.settings import Settings
from bot.database.engine import open_database
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.messages.post import Post, Span
from bot.ops.incidents import Incidents
from bot.service.service import Service
from bot.telegram.chat import TelegramChat
from tests.bot.making.week import BEFORE_THE_WEEK, THE_WEEK
from tests.bot.running.clock import SetClock
from tests.bot.running.running_bot import running_bot
from tests.bot.running.running_service import UNLIMITED, running
from tests.telegram_server.chats import Chat
from tests.telegram_server.refusals import migrated
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    ledger = Ledger(open_database(f"sqlite:///{tmp_path / 'podium.db'}"))
    yield ledger
    ledger.close()


def settings_for(server: TelegramServer, folder: Path) -> Settings:
    return Settings(
        token=server.token,
        channel="@talks",
        operator="@operators",
        api_url=server.url,
        database=f"sqlite:///{folder / 'podium.db'}",
        port=0,
    )


async def ready(server: TelegramServer, service: Service) -> None:
    telegram = service.telegram
    assert telegram is not None
    await server.until(lambda: telegram.is_ready)


def heads(server: TelegramServer, chat: Chat) -> list[str]:
    return [post.text.partition("\n")[0] for post in server.posts(chat)]


async def test_a_channel_that_is_renamed_gets_its_posts_by_its_number_for_good(
    server: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    channel = server.add_channel("@talks")
    server.add_channel("@operators")
    clock = SetClock(BEFORE_THE_WEEK)
    settings = settings_for(server, tmp_path)

    async with running(settings, clock) as service:
        await ready(server, service)
        clock.set(THE_WEEK[0].due)
        await service.deliver_due()
        server.rename(channel, "@news")
        other = server.add_channel("@talks")
        clock.set(THE_WEEK[1].due)
        await service.deliver_due()
    async with running(settings, clock) as service:
        await ready(server, service)
        clock.set(THE_WEEK[2].due)
        await service.deliver_due()
        server.publish(channel, "somebody else's")
        await server.until(lambda: service.ledger.last_seen("telegram:@talks") == 5)
        known = [record.message_id for record in service.ledger.records(PostState.SENT)]

    assert heads(server, channel) == [*(row.head for row in THE_WEEK[:3]), "somebody else's"]
    assert heads(server, other) == []
    assert known == [2, 3, 4]
    assert server.posts("@operators") == ()
    assert "has become" not in caplog.text


async def test_a_number_that_could_not_be_kept_is_kept_with_the_next_post(
    server: TelegramServer,
) -> None:
    channel = server.add_channel("@talks")
    numbers: list[int] = []

    async def keep_the_second(number: int) -> bool:
        numbers.append(number)
        return len(numbers) > 1

    async with running_bot(server) as telegram:
        chat = TelegramChat(telegram, "@talks", UNLIMITED)
        chat.on_number(keep_the_second)
        for _ in range(3):
            await chat.send(Post((Span("news"),)))
    assert numbers == [channel.id] * 2


async def test_an_operators_channel_that_is_renamed_hears_of_trouble_for_good(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    operators = server.add_channel("@operators")
    settings = settings_for(server, tmp_path)
    for told in range(1, 4):
        async with running(settings, SetClock(BEFORE_THE_WEEK)) as service:
            await ready(server, service)
            trouble(service.incidents)
            await server.until(lambda told=told: len(server.posts(operators)) == told)  # type: ignore[misc]
            known = service.ledger.chat_of
            await server.until(lambda known=known: known("telegram:@operators") == operators.id)  # type: ignore[misc]
        server.rename(operators, f"@renamed{told}")


def trouble(incidents: Incidents) -> None:
    incidents.report("a test", "has made trouble")


async def test_copies_go_to_an_operators_channel_that_is_renamed(server: TelegramServer) -> None:
    server.add_channel("@talks")
    operators = server.add_channel("@operators")
    async with running_bot(server) as telegram:
        chat = TelegramChat(telegram, "@talks", UNLIMITED, operator="@operators")
        sent = await chat.send(Post((Span("news"),)))
        assert await chat.find(("news",), None) == sent
        server.rename(operators, "@renamed")
        assert await chat.find(("news",), None) == sent


def test_to_keep_a_number_forgets_nothing_and_never_undoes_a_move(ledger: Ledger) -> None:
    ledger.record_seen("telegram:@talks", 7)
    ledger.record_chat("telegram:@talks", -1001)
    assert ledger.chat_of("telegram:@talks") == -1001
    assert ledger.last_seen("telegram:@talks") == 7

    ledger.record_migration("telegram:@talks", -1002)
    ledger.record_chat("telegram:@talks", -1001)
    assert ledger.chat_of("telegram:@talks") == -1002


async def test_a_move_is_followed_after_a_number_was_kept(
    server: TelegramServer, tmp_path: Path, ledger: Ledger
) -> None:
    group = server.add_group("Talks", username="talks")
    server.add_channel("@operators")
    clock = SetClock(BEFORE_THE_WEEK)
    async with running(settings_for(server, tmp_path), clock) as service:
        await ready(server, service)
        clock.set(THE_WEEK[0].due)
        await service.deliver_due()
        new = server.add_channel("@grown")
        server.fail(migrated(new.id), method="sendMessage", chat=group)
        clock.set(THE_WEEK[1].due)
        await service.deliver_due()
    assert heads(server, new) == [THE_WEEK[1].head]
    assert ledger.chat_of("telegram:@talks") == new.id
