"""Updates: which the bot is told, in which order, and how long it waits for them."""

import asyncio

import pytest
from telegram import Bot, ChatMemberAdministrator, Update
from telegram.error import Conflict

from tests.telegram_server.refusals import CONFLICT
from tests.telegram_server.server import TelegramServer


async def test_a_message_to_the_bot_wakes_its_long_poll(telegram: TelegramServer, bot: Bot) -> None:
    ann = telegram.add_user("Ann", username="ann", language_code="de")
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.is_polled)

    telegram.say(ann, "🕊 /next week")

    [update] = await poll
    assert update.message is not None
    assert update.message.text == "🕊 /next week"
    assert update.message.chat.type == "private"
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "de"
    [entity] = update.message.entities
    assert (entity.type, entity.offset, entity.length) == ("bot_command", 3, 5)


async def test_updates_stay_until_a_higher_offset_confirms_them(
    telegram: TelegramServer, bot: Bot
) -> None:
    ann = telegram.add_user("Ann")
    for text in ("a", "b", "c"):
        telegram.say(ann, text)

    def texts(updates: tuple[Update, ...]) -> list[str | None]:
        return [update.message.text for update in updates if update.message]

    assert texts(await bot.get_updates(limit=2)) == ["a", "b"]
    [first, *_] = everything = await bot.get_updates()
    assert texts(everything) == ["a", "b", "c"]
    assert texts(await bot.get_updates(offset=first.update_id + 1)) == ["b", "c"]
    assert texts(await bot.get_updates(offset=-1)) == ["c"]
    assert (await bot.get_webhook_info()).pending_update_count == 1
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_poll_ends_empty_after_its_timeout(telegram: TelegramServer, bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()
    assert not telegram.is_polled


async def test_only_the_allowed_kinds_are_queued(telegram: TelegramServer, bot: Bot) -> None:
    channel, ann = telegram.add_channel(), telegram.add_user("Ann")
    await bot.get_updates(allowed_updates=["message", "my_chat_member"])

    telegram.publish(channel, "x")
    telegram.say(ann, "y")
    telegram.set_bot(channel, "kicked")

    [said, removed] = await bot.get_updates()
    assert said.message is not None
    assert removed.my_chat_member is not None
    assert isinstance(removed.my_chat_member.old_chat_member, ChatMemberAdministrator)
    assert removed.my_chat_member.new_chat_member.status == "kicked"


async def test_in_a_group_the_bot_sees_what_is_meant_for_it(
    telegram: TelegramServer, bot: Bot
) -> None:
    group, ann = telegram.add_group(), telegram.add_user("Ann")
    question = await bot.send_message(group.id, "Which?")
    for text in ("idle talk", "/next", "/next@other_bot", "hello @podium_test_bot"):
        telegram.say(ann, text, chat=group)
    telegram.say(ann, "this one", chat=group, reply_to=question.message_id)

    seen = [update.message for update in await bot.get_updates()]

    assert [message and message.text for message in seen] == [
        "/next",
        "hello @podium_test_bot",
        "this one",
    ]


async def test_the_older_of_two_long_polls_is_ended(telegram: TelegramServer, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.is_polled)
    newer = asyncio.create_task(bot.get_updates(timeout=30))

    with pytest.raises(Conflict) as conflict:
        await older
    assert conflict.value.message == CONFLICT.description

    telegram.say(telegram.add_user("Ann"), "hello")
    assert len(await newer) == 1


async def test_a_poll_whose_client_is_gone_is_forgotten(telegram: TelegramServer, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.until(lambda: telegram.is_polled)

    poll.cancel()

    await telegram.until(lambda: not telegram.is_polled)
