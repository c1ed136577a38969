"""What the bot answers to people, over the real python-telegram-bot and the loopback server."""

import json

import pytest

from bot.messages.answers.itself import COMMANDS, help_answer, next_usage_answer
from tests.bot.running.clock import utc
from tests.bot.running.running_bot import running_bot
from tests.telegram_server.chats import Chat, Post, User
from tests.telegram_server.faults import Hold
from tests.telegram_server.refusals import Refusal
from tests.telegram_server.server import TelegramServer

NOW = utc("2022-01-12 08:30")
HELP = help_answer().post.text
USAGE = next_usage_answer().post.text
PUBLIC_URL = "https://podium.example"


async def ask(
    server: TelegramServer,
    text: str,
    *,
    chat: Chat | None = None,
    public_url: str | None = None,
    language_code: str | None = "en",
) -> Post:
    """Let somebody write to the bot, and return what it answers."""
    reader = server.add_user("Ada", language_code=language_code)
    where: Chat | User = chat or reader
    async with running_bot(server, public_url=public_url, now=NOW):
        server.say(reader, text, chat=chat)
        await server.until(lambda: len(server.posts(where)) == 2)
    answer = server.posts(where)[-1]
    assert answer.from_bot
    return answer


async def test_start_greets_with_the_agenda(server: TelegramServer) -> None:
    answer = await ask(server, "/start")

    assert answer.text.startswith("This is Podium: Security talks in Europe, January 2022.\n")
    assert answer.text.endswith(HELP)
    assert answer.buttons == ()


async def test_start_from_a_link_with_a_parameter_greets_too(server: TelegramServer) -> None:
    assert (await ask(server, "/start from-the-page")).text.startswith("This is Podium")


async def test_help_lists_the_commands(server: TelegramServer) -> None:
    assert (await ask(server, "/help")).text == HELP


async def test_next_tells_the_next_event_with_its_instant(server: TelegramServer) -> None:
    answer = await ask(server, "/next")

    assert answer.text == (
        "NATO–Russia Council\n"
        "Wednesday 12 January 2022, 10:00 in Brussels (09:00 GMT)\n"
        "Brussels · in 30 minutes"
    )
    assert [(entity.type, entity.unix_time) for entity in answer.entities] == [
        ("bold", None),
        ("date_time", 1641978000),
    ]


async def test_next_3_tells_three_events(server: TelegramServer) -> None:
    answer = await ask(server, "/next 3")

    titles = [part.partition("\n")[0] for part in answer.text.split("\n\n")]
    assert titles == [
        "NATO–Russia Council",
        "Press conference by the NATO Secretary-General",
        "Talks with the OSCE",
    ]
    assert [entity.unix_time for entity in answer.entities if entity.unix_time] == [
        1641978000,
        1641994200,
    ]


async def test_next_of_more_than_there_are_says_so(server: TelegramServer) -> None:
    assert (await ask(server, "/next 10")).text.endswith("\n\nNothing more is announced.")


@pytest.mark.parametrize(
    "text",
    ["/next 0", "/next 11", "/next -1", "/next ?!", "/next " + "9" * 4000],
    ids=lambda text: text[:16],
)
async def test_next_of_no_such_number_tells_how_it_is_used(
    server: TelegramServer, text: str
) -> None:
    assert (await ask(server, text)).text == USAGE


async def test_an_unknown_command_is_answered_with_the_nearest_one(server: TelegramServer) -> None:
    assert (await ask(server, "/nxet")).text == (
        "There is no /nxet. Did you mean /next?\n/help lists what there is."
    )


async def test_a_command_that_is_like_none_is_answered_with_all(server: TelegramServer) -> None:
    answer = await ask(server, "/subscribe@podium_test_bot <b>")

    assert answer.text == f"There is no /subscribe. There is:\n\n{HELP}"


async def test_a_reader_with_another_language_is_answered_too(server: TelegramServer) -> None:
    answer = await ask(server, "/next", language_code="de")

    assert answer.text.startswith("NATO–Russia Council\n")


@pytest.mark.parametrize("text", ["/next", "/next@podium_test_bot", "/NEXT@Podium_Test_Bot"])
async def test_a_group_is_answered_in_the_group(server: TelegramServer, text: str) -> None:
    group = server.add_group()

    assert (await ask(server, text, chat=group)).text.startswith("NATO–Russia Council\n")


async def test_a_channel_is_answered_in_the_channel(server: TelegramServer) -> None:
    channel = server.add_channel("@talks")
    async with running_bot(server, now=NOW):
        server.publish(channel, "/next")
        await server.until(lambda: len(server.posts(channel)) == 2)

    assert server.posts(channel)[-1].text.startswith("NATO–Russia Council\n")


@pytest.mark.parametrize("text", ["/next@another_bot", "/subscribe", "What is next?"])
async def test_a_group_is_left_alone_with_what_is_not_for_the_bot(
    server: TelegramServer, text: str
) -> None:
    group, reader = server.add_group(bot_is_admin=True), server.add_user("Ada")
    async with running_bot(server, now=NOW):
        server.say(reader, text, chat=group)
        server.say(reader, "/help", chat=group)
        await server.until(lambda: len(server.posts(group)) == 3)

    assert [post.text for post in server.posts(group)] == [text, "/help", HELP]


@pytest.mark.parametrize("text", ["/next", "/follow nato", "/nxt"])
async def test_a_command_that_somebody_forwards_is_not_obeyed(
    server: TelegramServer, text: str
) -> None:
    group, reader = server.add_group(bot_is_admin=True), server.add_user("Ada")
    written = server.publish(server.add_channel("@others"), text)
    async with running_bot(server, now=NOW):
        for chat in (group, None):
            server.forward(reader, written, chat=chat)
            server.say(reader, "/help", chat=chat)
        await server.until(lambda: len(server.posts(group)) == len(server.posts(reader)) == 3)

    for posts in (server.posts(group), server.posts(reader)):
        assert [post.text for post in posts] == [text, "/help", HELP]


async def test_plain_words_in_private_are_passed_over(server: TelegramServer) -> None:
    reader = server.add_user("Ada")
    async with running_bot(server, now=NOW):
        server.say(reader, "hello")
        server.say(reader, "/help")
        await server.until(lambda: len(server.posts(reader)) == 3)

    assert server.posts(reader)[-1].text == HELP


async def test_the_menu_of_commands_is_set(server: TelegramServer) -> None:
    async with running_bot(server):
        assert server.commands() == COMMANDS


async def test_answers_show_no_preview_of_links(server: TelegramServer) -> None:
    answer = await ask(server, "/next")

    assert json.loads(answer.link_preview_options or "{}") == {"is_disabled": True}


@pytest.mark.parametrize("text", ["/start", "/next"])
async def test_with_a_public_address_there_is_a_button_to_subscribe(
    server: TelegramServer, text: str
) -> None:
    answer = await ask(server, text, public_url=PUBLIC_URL)

    assert answer.buttons == (("Subscribe to the calendar", f"{PUBLIC_URL}/"),)


async def test_an_address_that_telegram_takes_for_no_address_costs_only_the_button(
    server: TelegramServer,
) -> None:
    answer = await ask(server, "/next", public_url="http://localhost:8080")

    assert answer.text.startswith("NATO–Russia Council\n")
    assert answer.buttons == ()


async def test_an_answer_that_fails_is_logged_and_the_next_is_given(
    server: TelegramServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.fail(Refusal(403, "Forbidden: bot was blocked by the user"), method="sendMessage")
    reader = server.add_user("Ada")
    async with running_bot(server, now=NOW):
        server.say(reader, "/next")
        await server.until(lambda: "a command could not be answered" in caplog.text)
        server.say(reader, "/help")
        await server.until(lambda: len(server.posts(reader)) == 3)

    assert server.posts(reader)[-1].text == HELP


async def test_one_answer_that_hangs_does_not_delay_another(server: TelegramServer) -> None:
    slow, quick = server.add_user("Ada"), server.add_user("Grace")
    async with running_bot(server, now=NOW):
        server.say(slow, "hello")
        server.fail(Hold(), method="sendMessage", chat=slow)
        server.say(slow, "/next")
        await server.until(lambda: server.held == 1)
        server.say(quick, "/next")
        await server.until(lambda: len(server.posts(quick)) == 2)
        server.release()
        await server.until(lambda: len(server.posts(slow)) == 3)


async def test_what_was_asked_while_the_bot_was_away_is_answered_once(
    server: TelegramServer,
) -> None:
    reader = server.add_user("Ada")
    server.say(reader, "/next")
    for _ in range(2):
        async with running_bot(server, now=NOW):
            await server.until(lambda: len(server.posts(reader)) == 2)
            await server.until(lambda: server.pending_updates == 0)
    assert len(server.posts(reader)) == 2
