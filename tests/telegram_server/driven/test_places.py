"""Where posts may go: topics, threads and chats, and where the bot may not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Bot, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from tests.telegram_server.driven.calling import bot_of
from tests.telegram_server.server import TelegramServer


async def test_replies_topics_and_the_lack_of_them(telegram: TelegramServer, bot: Bot) -> None:
    forum = telegram.add_group("Forum", is_forum=True)
    topic = telegram.add_topic(forum, "Talks")
    first = await bot.send_message(forum.id, "first", message_thread_id=topic)
    reply = await bot.send_message(
        forum.id, "second", reply_parameters=ReplyParameters(first.message_id)
    )
    lenient = ReplyParameters(999, allow_sending_without_reply=True)
    alone = await bot.send_message(forum.id, "third", reply_parameters=lenient)

    assert first.message_thread_id == topic
    assert reply.reply_to_message == first
    assert alone.reply_to_message is None
    assert [post.reply_to for post in telegram.posts(forum)] == [None, first.message_id, None]
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(forum.id, "x", reply_parameters=ReplyParameters(999))
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=999)


async def test_a_closed_topic_a_deleted_one_and_general(telegram: TelegramServer, bot: Bot) -> None:
    forum = telegram.add_group("Forum", is_forum=True)
    topic = telegram.add_topic(forum, "Talks")
    first = await bot.send_message(forum.id, "first", message_thread_id=topic)
    for thread in (1, topic):
        telegram.close_topic(forum, thread)
    for thread_id, reply in ((None, None), (topic, None), (None, first.message_id)):
        with pytest.raises(BadRequest, match="Topic_closed"):
            await bot.send_message(
                forum.id,
                "x",
                message_thread_id=thread_id,
                reply_parameters=ReplyParameters(reply) if reply else None,
            )
    telegram.set_bot(forum, "administrator", frozenset({"can_manage_topics"}))
    await bot.send_message(forum.id, "by an administrator", message_thread_id=topic)
    telegram.set_bot(forum, "member")
    telegram.reopen_topic(forum)
    assert (await bot.send_message(forum.id, "general")).message_thread_id is None
    telegram.delete_topic(forum, topic)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "x", message_thread_id=topic)


async def test_comments_are_a_thread_that_only_a_reply_reaches(
    telegram: TelegramServer, bot: Bot
) -> None:
    group, reader = telegram.add_group("Comments"), telegram.add_user("Ada")
    top = telegram.say(reader, "a post of the channel", chat=group)
    telegram.say(reader, "/next", chat=group, reply_to=top.message_id, thread_id=top.message_id)
    [update] = await bot.get_updates()
    asked = update.message
    assert asked is not None
    assert (asked.message_thread_id, asked.is_topic_message) == (top.message_id, None)
    answer = await bot.send_message(
        group.id, "x", reply_parameters=ReplyParameters(asked.message_id)
    )
    assert answer.message_thread_id == top.message_id
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "x", message_thread_id=top.message_id)


async def test_a_chat_that_was_deleted_takes_nothing(telegram: TelegramServer, bot: Bot) -> None:
    small, channel = telegram.add_group("Small", is_super=False), telegram.add_channel("@talks")
    for chat in (small, channel):
        telegram.delete_chat(chat)
    with pytest.raises(Forbidden, match="the group chat was deleted"):
        await bot.send_message(small.id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(channel.id, "x")


async def test_a_renamed_channel_keeps_its_number_and_its_old_name_is_free(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel("@talks")
    telegram.rename(channel, "@news")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message("@talks", "x")
    other = telegram.add_channel("@talks")
    assert (await bot.send_message("@talks", "x")).chat_id == other.id
    assert (await bot.send_message("@news", "x")).chat_id == channel.id
    assert (await bot.send_message(channel.id, "x")).chat.username == "news"


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    for chat_id in ("@nobody", -1001234, 42):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat_id, "x")


@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [
        ("kicked", Forbidden, "Forbidden: bot was kicked from the channel chat"),
        ("left", Forbidden, "Forbidden: bot is not a member of the channel chat"),
        ("administrator", BadRequest, "Need administrator rights in the channel chat"),
    ],
)
async def test_a_channel_refuses_a_bot_without_its_rights(
    telegram: TelegramServer, bot: Bot, status: Any, error: type[TelegramError], reason: str
) -> None:
    channel = telegram.add_channel("@talks")
    telegram.set_bot(channel, status)

    with pytest.raises(error) as refused:
        await bot.send_message("@talks", "x")

    assert refused.value.message == reason


async def test_a_bot_that_is_no_administrator_is_not_in_the_channel(
    telegram: TelegramServer, bot: Bot
) -> None:
    telegram.add_channel("@talks", bot_is_admin=False)

    with pytest.raises(Forbidden, match="bot is not a member of the channel chat"):
        await bot.send_message("@talks", "x")


async def test_a_user_opens_the_chat_and_may_block_the_bot(
    telegram: TelegramServer, bot: Bot
) -> None:
    ann = telegram.add_user("Ann")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(ann.id, "x")

    telegram.say(ann, "/start")
    await bot.send_message(ann.id, "Welcome")
    telegram.set_bot(ann, "kicked")

    with pytest.raises(Forbidden) as refused:
        await bot.send_message(ann.id, "x")
    assert refused.value.message == "Forbidden: bot was blocked by the user"
    assert [post.text for post in telegram.posts(ann)] == ["/start", "Welcome"]


async def test_a_group_that_became_a_supergroup_says_where_it_went(
    telegram: TelegramServer, bot: Bot
) -> None:
    group = telegram.add_group(is_super=False)
    await bot.send_message(group.id, "before")
    supergroup = telegram.upgrade(group)

    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "after")

    assert moved.value.new_chat_id == supergroup.id
    await bot.send_message(supergroup.id, "after")


async def test_flood_limits_apply_to_a_channel_by_the_servers_clock() -> None:
    clock = [datetime(2022, 1, 12, tzinfo=UTC)]
    async with TelegramServer(now=lambda: clock[0]) as telegram, bot_of(telegram) as bot:
        channel, ann = telegram.add_channel(), telegram.add_user("Ann")
        telegram.say(ann, "hello")
        telegram.flood_limits = True
        for number in range(20):
            await bot.send_message(channel.id, f"{number}")
            await bot.send_message(ann.id, f"{number}")

        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(channel.id, "one too many")
        assert refused.value.retry_after == timedelta(seconds=61)
        clock[0] += timedelta(seconds=61)
        await bot.send_message(channel.id, "later")

        assert len(telegram.posts(channel)) == 21
