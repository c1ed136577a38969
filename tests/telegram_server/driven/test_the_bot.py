"""What the bot asks of itself and its chats, and the tokens that it may do so with."""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, ChatMemberAdministrator
from telegram.error import BadRequest, InvalidToken

from tests.telegram_server.server import TelegramServer


async def test_the_bot_is_told_who_it_is(telegram: TelegramServer, bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.username, me.is_bot) == (telegram.bot.id, "podium_test_bot", True)


async def test_chats_and_members_can_be_looked_up(telegram: TelegramServer, bot: Bot) -> None:
    channel, ann = telegram.add_channel("@talks", "Talks"), telegram.add_user("Ann")

    chat = await bot.get_chat("@talks")
    member = await bot.get_chat_member(channel.id, telegram.bot.id)

    assert (chat.id, chat.type, chat.title) == (channel.id, "channel", "Talks")
    assert isinstance(member, ChatMemberAdministrator)
    assert member.can_post_messages
    assert not member.can_promote_members
    assert (await bot.get_chat_member(channel.id, ann.id)).status == "left"
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(channel.id, 99)


async def test_commands_have_lists_by_scope_and_language(
    telegram: TelegramServer, bot: Bot
) -> None:
    english, german = [BotCommand("next", "What comes")], [BotCommand("next", "Was kommt")]
    scope = BotCommandScopeAllGroupChats()
    await bot.set_my_commands(english)
    await bot.set_my_commands(german, scope=scope, language_code="de")

    assert await bot.get_my_commands() == tuple(english)
    assert await bot.get_my_commands(scope, "de") == tuple(german)
    assert await bot.get_my_commands(scope) == ()
    assert telegram.commands("de", "all_group_chats") == {"next": "Was kommt"}
    await bot.delete_my_commands(scope, "de")
    assert telegram.commands("de", "all_group_chats") == {}
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Next", "x")])
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands(english, language_code="english")


async def test_descriptions_are_kept(bot: Bot) -> None:
    await bot.set_my_description("Long", language_code="en")
    await bot.set_my_short_description("Short")

    assert (await bot.get_my_description("en")).description == "Long"
    assert (await bot.get_my_short_description()).short_description == "Short"


async def test_a_revoked_token_ends_the_poll_and_every_call_until_it_is_restored(
    telegram: TelegramServer, bot: Bot
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.is_polled)

    telegram.token_valid = False

    with pytest.raises(InvalidToken):
        await poll
    with pytest.raises(InvalidToken):
        await bot.get_me()
    telegram.token_valid = True
    assert (await bot.get_me()).id == telegram.bot.id


async def test_wrong_tokens_and_unknown_methods(telegram: TelegramServer) -> None:
    other = telegram.token[:-1] + ("a" if telegram.token[-1] != "a" else "b")
    async with httpx.AsyncClient(trust_env=False) as client:
        wrong = await client.get(f"{telegram.bot_url}{other}/getMe")
        malformed = await client.get(f"{telegram.bot_url}123/getMe")
        unknown = await client.get(f"{telegram.bot_url}{telegram.token}/getNothing")

    unauthorized = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    not_found = {"ok": False, "error_code": 404, "description": "Not Found"}
    assert (wrong.status_code, wrong.json()) == (401, unauthorized)
    assert (malformed.status_code, malformed.json()) == (404, not_found)
    assert (unknown.status_code, unknown.json()) == (404, not_found)


def test_a_malformed_token_is_refused_at_once() -> None:
    make: Callable[..., TelegramServer] = TelegramServer

    with pytest.raises(ValueError, match="35 letters"):
        make(token="123:short")
