"""What the bot leaves alone: commands to other bots, edited messages, whatever is no command."""

import pytest

from tests.bot.running.clock import utc
from tests.bot.running.running_bot import running_bot
from tests.bot.telegram.asks.asked import OPEN, Reader
from tests.telegram_server.chats import Chat, User
from tests.telegram_server.server import TelegramServer

NOW = utc("2022-01-12 08:30")
OTHERS = (
    "/next@another_bot",
    "/NEXT@Another_Bot 3",
    "/nxt@another_bot",
    "/follow@another_bot nato",
)


@pytest.mark.parametrize("chat", ["private", "group", "channel"])
async def test_a_command_to_another_bot_is_left_alone_wherever_it_is_written(
    server: TelegramServer, chat: str
) -> None:
    ada, group = server.add_user("Ada"), server.add_group(bot_is_admin=True)
    where: Chat | User = ada if chat == "private" else group
    if chat == "channel":
        where = server.add_channel("@others")
    async with running_bot(server, now=NOW, limits=OPEN):
        for text in (*OTHERS, f"/help@{server.bot.username}"):
            if chat == "channel":
                server.publish("@others", text)
            else:
                server.say(ada, text, chat=group if chat == "group" else None)
        await server.until(lambda: len(server.posts(where)) == len(OTHERS) + 2)
    [answer] = [it.text for it in server.posts(where) if it.from_bot]
    assert answer.startswith("/next – ")


async def test_an_edited_message_or_post_is_asked_no_second_time(server: TelegramServer) -> None:
    ada, channel = Reader(server), server.add_channel("@others")
    async with running_bot(server, now=NOW, limits=OPEN):
        await ada.ask("/help")
        asked = server.posts(ada.user)[0]
        body = {
            "message_id": asked.message_id,
            "date": int(asked.at.timestamp()),
            "edit_date": int(asked.at.timestamp()) + 1,
            "text": "/next 3",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
        private = {"chat": {"id": ada.user.id, "type": "private"}, "from": ada.user.to_json()}
        server.send_update("edited_message", body | private)
        server.send_update("edited_channel_post", body | {"chat": channel.to_json()})
        await ada.ask("/help")
    assert len(ada.answers) == 2
    assert [it for it in server.posts(channel) if it.from_bot] == []


async def test_a_command_that_there_is_not_is_answered_where_it_is_meant_for_the_bot(
    server: TelegramServer,
) -> None:
    """In private, in whatever script; and in a group if it names the bot."""
    ada, group = Reader(server), server.add_group(bot_is_admin=True)
    asked = ("/nxt", "/следующее 3", "/التالي")
    async with running_bot(server, now=NOW, limits=OPEN):
        for text in asked:
            answer = await ada.ask(text)
            assert answer.text.startswith(f"There is no {text.split()[0]}.")
            server.say(ada.user, text, chat=group)
            server.say(ada.user, f"{text.split()[0]}@{server.bot.username}", chat=group)
        for text in ("/home/ada/agenda.yaml", "//", "next"):
            server.say(ada.user, text)
        await ada.ask("/help")

        def told() -> list[str]:
            return [it.text.partition(".")[0] for it in server.posts(group) if it.from_bot]

        await server.until(lambda: len(told()) == len(asked))
    assert sorted(told()) == sorted(f"There is no {text.split()[0]}" for text in asked)
    assert len(ada.answers) == len(asked) + 1
