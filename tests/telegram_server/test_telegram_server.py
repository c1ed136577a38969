"""The Telegram server, driven by the real python-telegram-bot over loopback HTTP."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from tests.telegram_server.faults import FOREVER, BadGateway, Effect, Hold, Reset
from tests.telegram_server.http.parameters import Upload
from tests.telegram_server.refusals import (
    CONFLICT,
    INTERNAL_SERVER_ERROR,
    NOT_FOUND,
    UNAUTHORIZED,
    Refusal,
    migrated,
    too_many_requests,
)
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.texts.markup import Entity, MarkupError, parse_html
from tests.telegram_server.world import Toast

ROOT = Path(__file__).parents[2]


def request(read_timeout: float = 10) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=20, read_timeout=read_timeout, httpx_kwargs={"trust_env": False}
    )


def bot_of(telegram: TelegramServer, token: str | None = None) -> Bot:
    return Bot(
        token or telegram.token,
        base_url=telegram.bot_url,
        request=request(),
        get_updates_request=request(),
    )


@pytest.fixture(autouse=True)
def _durations_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, python-telegram-bot warns each time it makes a RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with bot_of(telegram) as bot:
        yield bot


@pytest.fixture
async def client(telegram: TelegramServer) -> AsyncIterator[httpx.AsyncClient]:
    base = f"{telegram.bot_url}{telegram.token}/"
    async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
        yield client


# Markup


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ("<strike>a</strike>", "a", [("strikethrough", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<pre>a</pre>", "a", [("pre", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<i><b>a</b> b</i>", "a b", [("italic", 0, 3), ("bold", 0, 1)]),
        ("<i><b>a</b></i>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
        ("<B >a</B\n>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("🕊<b>é</b>", "🕊é", [("bold", 2, 1)]),
        ("<b>&lt;&amp;&gt;&quot;</b>", '<&>"', [("bold", 0, 4)]),
        ("&#128330;&#x1F54A;<b>a</b>", "🕊🕊a", [("bold", 4, 1)]),
        ("&nbsp; &lt x & y", "&nbsp; < x & y", []),
        ("a > b", "a > b", []),
        ('<a href="nowhere">a</a>', "a", []),
    ],
)
def test_html_becomes_text_and_entities(
    html: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed = parse_html(html)

    assert parsed.text == text
    assert parsed.entities == tuple(Entity(*fields) for fields in entities)


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        (
            "<a href='https://example.org/?a=1&amp;b=2'>a</a>",
            Entity("text_link", 0, 1, url="https://example.org/?a=1&b=2"),
        ),
        ("<a>example.org</a>", Entity("text_link", 0, 11, url="example.org")),
        ('<a href="tg://user?id=42">a</a>', Entity("text_mention", 0, 1, user_id=42)),
        (
            '<pre><code class="language-python">a</code></pre>',
            Entity("pre", 0, 1, language="python"),
        ),
        ('<code class="language-python">a</code>', Entity("code", 0, 1)),
        (
            '<tg-emoji emoji-id="5368324170671202286">a</tg-emoji>',
            Entity("custom_emoji", 0, 1, custom_emoji_id="5368324170671202286"),
        ),
        (
            '<tg-time unix="1641978000" format="wDT">a</tg-time>',
            Entity("date_time", 0, 1, unix_time=1641978000, date_time_format="wDT"),
        ),
        (
            "<tg-time unix=1641978000>a</tg-time>",
            Entity("date_time", 0, 1, unix_time=1641978000, date_time_format=""),
        ),
    ],
)
def test_html_attributes_reach_the_entity(html: str, entity: Entity) -> None:
    assert parse_html(html).entities == (entity,)


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("é <x>a</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b>a<i>b", 'Can\'t find end tag corresponding to start tag "i"'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="1" format="tw">a</tg-time>', "Invalid date format used"),
        (
            "&#xD83D;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(html: str, complaint: str) -> None:
    with pytest.raises(MarkupError) as refused:
        parse_html(html)

    assert str(refused.value) == complaint


@pytest.mark.parametrize("shape", ["", "r", "w", "d", "D", "t", "T", "wd", "Dt", "wDT"])
def test_each_documented_date_format_is_taken(shape: str) -> None:
    [entity] = parse_html(f'<tg-time unix="1" format="{shape}">a</tg-time>').entities

    assert entity.date_time_format == shape


@pytest.mark.parametrize("unix", ["", "0", "-1", "soon", "2147483648"])
def test_a_time_without_a_usable_unix_time_is_plain_text(unix: str) -> None:
    assert parse_html(f'<tg-time unix="{unix}">a</tg-time>').entities == ()


# Sending


async def test_a_post_reaches_the_channel_and_the_journal(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel("@talks", "Talks")
    before = datetime.now(UTC)

    message = await bot.send_message(
        "@talks",
        '<b>Talks</b> <tg-time unix="1641978000" format="t">09:00</tg-time>',
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup.from_button(
            InlineKeyboardButton("Agenda", url="https://example.org/agenda")
        ),
    )

    [post] = telegram.posts(channel)
    assert post.text == message.text == "Talks 09:00"
    assert post.html.startswith("<b>Talks</b>")
    assert post.message_id == message.message_id
    assert [entity.type for entity in post.entities] == ["bold", "date_time"]
    assert message.entities[1].type == MessageEntity.DATE_TIME
    assert message.entities[1].unix_time == datetime(2022, 1, 12, 9, tzinfo=UTC)
    assert post.silent
    assert not post.edited
    assert not post.deleted
    assert post.reply_to is None
    assert post.buttons == (("Agenda", "https://example.org/agenda"),)
    assert before <= post.received_at <= datetime.now(UTC)
    assert message.chat.username == "talks"
    assert message.sender_chat == message.chat
    assert message.reply_markup is not None
    assert message.link_preview_options == LinkPreviewOptions(is_disabled=True)


async def test_the_journal_follows_the_given_clock() -> None:
    moment = datetime(2022, 1, 12, 9, tzinfo=UTC)
    async with TelegramServer(now=lambda: moment) as telegram, bot_of(telegram) as bot:
        channel = telegram.add_channel()
        message = await bot.send_message(channel.id, "Now")

        [post] = telegram.posts(channel)
        assert post.at == message.date == moment
        assert post.received_at > moment
        assert telegram.calls("sendMessage")[0].at == moment


async def test_message_ids_count_each_channel_alone_and_chats_of_the_account_together(
    telegram: TelegramServer, bot: Bot
) -> None:
    one, other = telegram.add_channel(), telegram.add_channel()
    ann, ben = telegram.add_user("Ann"), telegram.add_user("Ben")

    assert (await bot.send_message(one.id, "a")).message_id == 2
    telegram.publish(one, "somebody else's")
    assert (await bot.send_message(one.id, "b")).message_id == 4
    assert (await bot.send_message(other.id, "c")).message_id == 2
    assert telegram.say(ann, "hello").message_id == 1
    assert telegram.say(ben, "hello").message_id == 2
    assert (await bot.send_message(ann.id, "d")).message_id == 3


async def test_entities_may_be_given_instead_of_markup(telegram: TelegramServer, bot: Bot) -> None:
    channel = telegram.add_channel()
    await bot.send_message(
        channel.id,
        "<b>raw</b>",
        entities=[MessageEntity(MessageEntity.ITALIC, 0, 3), MessageEntity("url", 0, 1)],
    )

    [post] = telegram.posts(channel)
    assert post.text == "<b>raw</b>"
    assert post.entities == (Entity("italic", 0, 3),)


async def test_text_is_trimmed_and_its_entities_move_along(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel()
    await bot.send_message(channel.id, " \n<b>hi</b> <i>all </i>\n", parse_mode="HTML")

    [post] = telegram.posts(channel)
    assert post.text == "hi all"
    assert post.entities == (Entity("bold", 0, 2), Entity("italic", 3, 3))


async def test_code_holds_no_other_entities(telegram: TelegramServer, bot: Bot) -> None:
    channel = telegram.add_channel()
    await bot.send_message(channel.id, "<pre>a<b>b</b></pre><b>c</b>", parse_mode="HTML")

    [post] = telegram.posts(channel)
    assert [entity.type for entity in post.entities] == ["pre", "bold"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Message text is empty"),
        (" \n ", "Text must be non-empty"),
        ("<b></b>", "Text must be non-empty"),
        ("x" * 4097, "Message is too long"),
        ("x" * 32769, "Text is too long"),
        ("<x>", 'Can\'t parse entities: unsupported start tag "x" at byte offset 0'),
        ('<tg-time unix="2147483647">far</tg-time>', "Entity_date_invalid"),
    ],
)
async def test_a_bad_text_is_refused(
    telegram: TelegramServer, bot: Bot, text: str, reason: str
) -> None:
    channel = telegram.add_channel()

    with pytest.raises(BadRequest) as refused:
        await bot.send_message(channel.id, text, parse_mode=ParseMode.HTML)

    assert refused.value.message.lower() == reason.lower()
    assert telegram.posts(channel) == ()


async def test_4096_characters_after_parsing_are_not_too_long(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel()
    await bot.send_message(channel.id, f"<b>{'🕊' * 4096}</b>", parse_mode=ParseMode.HTML)

    assert len(telegram.posts(channel)[0].text) == 4096


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"url": "https://a.b"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": "x", "url": "http://localhost:8080"},
            "inline keyboard button URL 'http://localhost:8080' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "ftp://a.b"},
            "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
        ),
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
    ],
)
async def test_a_bad_button_is_refused(
    telegram: TelegramServer, client: httpx.AsyncClient, button: dict[str, str], reason: str
) -> None:
    channel = telegram.add_channel()
    keyboard = {"inline_keyboard": [[button]]}
    call = {"chat_id": channel.id, "text": "x", "reply_markup": keyboard}

    answer = await client.post("sendMessage", json=call)

    assert answer.status_code == 400
    assert answer.json()["description"] == f"Bad Request: {reason}"


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


async def test_parameters_may_come_in_four_ways(
    telegram: TelegramServer, client: httpx.AsyncClient
) -> None:
    channel = telegram.add_channel("@talks")
    call = {"chat_id": "@talks", "text": "né & <b>", "disable_notification": "true"}

    answers = [
        await client.get("sendMessage", params=call),
        await client.post("SENDMESSAGE", data=call),
        await client.post(
            "sendmessage", files={name: (None, value) for name, value in call.items()}
        ),
        await client.post("sendMessage", json=call | {"disable_notification": True}),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert [post.text for post in telegram.posts(channel)] == [call["text"]] * 4
    assert all(post.silent for post in telegram.posts(channel))


async def test_what_is_not_modelled_says_so(
    telegram: TelegramServer, client: httpx.AsyncClient
) -> None:
    channel = telegram.add_channel()
    call = {"chat_id": channel.id, "text": "*x*", "parse_mode": "MarkdownV2"}

    answer = await client.post("sendMessage", json=call)

    assert answer.status_code == 500
    assert "knows no Markdown" in answer.json()["description"]


# Where the bot may not


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


# Editing, deleting, forwarding


async def test_an_edit_changes_the_post_and_keeps_what_it_said(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel()
    sent = await bot.send_message(channel.id, "09:00")

    edited = await bot.edit_message_text(
        "<b>10:00</b>", channel.id, sent.message_id, parse_mode="HTML"
    )

    [post] = telegram.posts(channel)
    assert (post.text, post.earlier_texts, post.edited) == ("10:00", ("09:00",), True)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text("<b>10:00</b>", channel.id, sent.message_id, parse_mode="HTML")
    assert refused.value.message == (
        "Message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )


async def test_edits_that_telegram_refuses(telegram: TelegramServer, bot: Bot) -> None:
    channel = telegram.add_channel(rights=frozenset({"can_post_messages"}))
    foreign = telegram.publish(channel, "foreign")
    own = await bot.send_message(channel.id, "own")

    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", channel.id, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", channel.id, foreign.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.edit_message_text("x" * 4097, channel.id, own.message_id)


async def test_can_edit_messages_lets_a_bot_overwrite_the_posts_of_others(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel()
    foreign = telegram.publish(channel, "foreign")

    await bot.edit_message_text("overwritten", channel.id, foreign.message_id)

    assert telegram.posts(channel)[0].text == "overwritten"


async def test_a_deleted_post_stays_in_the_journal(telegram: TelegramServer, bot: Bot) -> None:
    channel = telegram.add_channel()
    sent = await bot.send_message(channel.id, "x")

    assert await bot.delete_message(channel.id, sent.message_id)

    [post] = telegram.posts(channel)
    assert post.deleted
    for message_id in (sent.message_id, 999):
        with pytest.raises(BadRequest, match="Message to delete not found"):
            await bot.delete_message(channel.id, message_id)


async def test_a_bot_cannot_delete_after_48_hours() -> None:
    clock = [datetime(2022, 1, 10, tzinfo=UTC)]
    async with TelegramServer(now=lambda: clock[0]) as telegram, bot_of(telegram) as bot:
        channel = telegram.add_channel()
        sent = await bot.send_message(channel.id, "x")
        clock[0] += timedelta(hours=48)

        with pytest.raises(BadRequest, match="Message can't be deleted"):
            await bot.delete_message(channel.id, sent.message_id)


async def test_a_document_is_kept_with_its_caption(telegram: TelegramServer, bot: Bot) -> None:
    ann = telegram.add_user("Ann")
    telegram.say(ann, "/start")

    file = InputFile(b"BEGIN:VCALENDAR", "talks.ics")
    sent = await bot.send_document(ann.id, file, "<b>Talks</b>", parse_mode="HTML")

    post = telegram.posts(ann)[-1]
    assert post.document == Upload("talks.ics", b"BEGIN:VCALENDAR")
    assert (post.text, sent.caption) == ("Talks", "Talks")
    assert sent.document is not None
    assert sent.document.file_name == "talks.ics"


@pytest.mark.parametrize(
    ("content", "caption", "reason"),
    [(b"", "", "file must be non-empty"), (b"x", "x" * 1025, "message caption is too long")],
)
async def test_a_document_that_telegram_refuses(
    telegram: TelegramServer, bot: Bot, content: bytes, caption: str, reason: str
) -> None:
    ann = telegram.add_user("Ann")
    telegram.say(ann, "/start")

    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_document(ann.id, InputFile(content, "talks.ics"), caption)


PHOTO = "https://pictures.example/a.jpg"


async def test_a_photo_has_a_caption_which_is_edited_and_forwarded(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel, other = telegram.add_channel(), telegram.add_channel()
    sent = await bot.send_photo(channel.id, PHOTO, "<b>Talks</b>", parse_mode="HTML")
    text = await bot.send_message(channel.id, "Talks")

    assert (sent.text, sent.caption, sent.photo[0].width) == (None, "Talks", 1280)
    assert [entity.type for entity in sent.caption_entities] == ["bold"]
    await bot.edit_message_caption(channel.id, sent.message_id, caption="Later")
    copy = await bot.forward_message(other.id, channel.id, sent.message_id)
    assert copy.caption == "Later"
    assert telegram.posts(channel)[0].photo == telegram.posts(other)[0].photo == PHOTO
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Later", channel.id, sent.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(channel.id, text.message_id, caption="Later")


@pytest.mark.parametrize(
    ("photo", "caption", "reason"),
    [
        ("", "", "there is no photo in the request"),
        ("ftp://a.example/a.jpg", "", "wrong file identifier/HTTP URL specified"),
        (PHOTO, "x" * 1025, "message caption is too long"),
    ],
)
async def test_a_photo_that_telegram_refuses(
    telegram: TelegramServer, bot: Bot, photo: str, caption: str, reason: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await bot.send_photo(telegram.add_channel().id, photo, caption)


async def test_a_pressed_button_is_told_and_answered(telegram: TelegramServer, bot: Bot) -> None:
    ann = telegram.add_user("Ann")
    telegram.say(ann, "/start")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="page 2")]])
    await bot.send_message(ann.id, "Talks", reply_markup=keyboard)

    query_id = telegram.press(ann, telegram.posts(ann)[-1], "More")
    told = (await bot.get_updates())[-1].callback_query
    assert told is not None
    assert (told.id, told.data, told.from_user.id) == (query_id, "page 2", ann.id)
    assert isinstance(told.message, Message)
    assert (told.message.text, told.message.reply_markup) == ("Talks", keyboard)
    assert telegram.toast(query_id) is None

    await told.answer("That is all", show_alert=True)
    assert telegram.toast(query_id) == Toast("That is all", is_alert=True)
    with pytest.raises(BadRequest, match=r"[Qq]uery is too old"):
        await bot.answer_callback_query("1")


async def test_a_pressed_button_of_an_old_message_tells_only_its_number(
    telegram: TelegramServer, bot: Bot
) -> None:
    ann = telegram.add_user("Ann")
    post = telegram.say(ann, "/start")

    telegram.press(ann, post, "", data="page 2", is_old=True)
    told = (await bot.get_updates())[-1].callback_query
    assert told is not None
    assert told.message is not None
    assert (told.message.is_accessible, told.message.message_id) == (False, post.message_id)


async def test_what_is_redelivered_has_the_same_number(telegram: TelegramServer, bot: Bot) -> None:
    telegram.say(telegram.add_user("Ann"), "/start")
    telegram.redeliver()

    one, other = await bot.get_updates()
    assert one.update_id == other.update_id


async def test_a_forward_shows_what_a_post_says(telegram: TelegramServer, bot: Bot) -> None:
    channel, ann = telegram.add_channel("@talks"), telegram.add_user("Ann")
    telegram.say(ann, "/start")
    sent = await bot.send_message(channel.id, "<b>Talks</b>", parse_mode="HTML")

    copy = await bot.forward_message(ann.id, channel.id, sent.message_id, disable_notification=True)

    assert (copy.text, copy.entities) == (sent.text, sent.entities)
    assert copy.forward_origin is not None
    assert copy.forward_origin.date == sent.date
    [_, post] = telegram.posts(ann)
    assert post.forwarded_from == (channel.id, sent.message_id)
    assert post.silent
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(ann.id, channel.id, 999)


async def test_a_channel_post_that_a_person_deleted_answers_unlike_one_that_never_was(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel, ann = telegram.add_channel(), telegram.add_user("Ann")
    telegram.say(ann, "/start")
    sent = await bot.send_message(channel.id, "x")
    telegram.delete(channel, sent.message_id)

    with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
        await bot.forward_message(ann.id, channel.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
        await bot.edit_message_text("y", channel.id, sent.message_id)
    reply = await bot.send_message(
        channel.id, "y", reply_parameters=ReplyParameters(sent.message_id)
    )
    assert reply.reply_to_message is None

    assert await bot.delete_message(channel.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(ann.id, channel.id, sent.message_id)


async def test_a_restarted_bot_api_server_finds_nothing_of_a_deleted_post(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel, other = telegram.add_channel(), telegram.add_channel()
    sent = await bot.send_message(channel.id, "x")
    telegram.delete(channel, sent.message_id, noticed=True)

    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(other.id, channel.id, sent.message_id)


# Updates


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


# The bot itself


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


# Faults


@pytest.mark.parametrize(
    ("effect", "error"),
    [
        (Refusal(400, "Bad Request: something"), BadRequest),
        (UNAUTHORIZED, InvalidToken),
        (Refusal(403, "Forbidden: bot was kicked from the channel chat"), Forbidden),
        (NOT_FOUND, InvalidToken),
        (CONFLICT, Conflict),
        (too_many_requests(7), RetryAfter),
        (migrated(-1001), ChatMigrated),
        (INTERNAL_SERVER_ERROR, NetworkError),
        (BadGateway(), NetworkError),
        (Reset(), NetworkError),
    ],
)
@pytest.mark.parametrize("delivered", [False, True])
async def test_a_fault_meets_one_call_before_or_after_delivery(
    telegram: TelegramServer,
    bot: Bot,
    effect: Effect,
    error: type[TelegramError],
    delivered: bool,
) -> None:
    channel = telegram.add_channel()
    telegram.fail(effect, method="sendMessage", chat=channel, delivered=delivered)

    with pytest.raises(error) as failed:
        await bot.send_message(channel.id, "first")
    await bot.send_message(channel.id, "second")

    assert type(failed.value) is error
    expected = ["first", "second"] if delivered else ["second"]
    assert [post.text for post in telegram.posts(channel)] == expected
    assert len(telegram.calls("sendMessage")) == 2
    assert telegram.pending_faults == ()


async def test_a_reset_breaks_the_connection_itself(
    telegram: TelegramServer, client: httpx.AsyncClient
) -> None:
    telegram.fail(Reset())

    with pytest.raises(httpx.ReadError):
        await client.get("getMe")


async def test_a_proxys_answer_is_not_json(
    telegram: TelegramServer, client: httpx.AsyncClient
) -> None:
    telegram.fail(BadGateway())

    answer = await client.get("getMe")

    assert answer.status_code == 502
    assert answer.headers["Content-Type"] == "text/html"
    assert "<h1>502 Bad Gateway</h1>" in answer.text


async def test_faults_are_kept_for_their_method_and_chat(
    telegram: TelegramServer, bot: Bot
) -> None:
    one, other = telegram.add_channel("@one"), telegram.add_channel("@other")
    telegram.fail(Reset(), method="editMessageText")
    telegram.fail(INTERNAL_SERVER_ERROR, chat=one, times=FOREVER)

    await bot.send_message("@other", "x")
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.send_message("@one", "x")
    telegram.heal()
    await bot.send_message(one.id, "y")

    assert [post.text for post in telegram.posts(one)] == ["y"]
    assert [post.text for post in telegram.posts(other)] == ["x"]


@pytest.mark.parametrize(("delivered", "posts"), [(True, ["x"]), (False, [])])
async def test_a_client_that_will_not_wait_for_a_held_answer(
    telegram: TelegramServer, bot: Bot, delivered: bool, posts: list[str]
) -> None:
    channel = telegram.add_channel()
    telegram.fail(Hold(), method="sendMessage", delivered=delivered)

    with pytest.raises(TimedOut):
        await bot.send_message(channel.id, "x", read_timeout=0.1)
    await telegram.until(lambda: not telegram.held)
    telegram.release()
    await bot.get_me()

    assert [post.text for post in telegram.posts(channel)] == posts


async def test_a_held_call_goes_on_when_it_is_released(telegram: TelegramServer, bot: Bot) -> None:
    channel = telegram.add_channel()
    telegram.fail(Hold(), method="sendMessage")
    sending = asyncio.create_task(bot.send_message(channel.id, "x"))
    await telegram.until(lambda: telegram.held == 1)
    assert telegram.posts(channel) == ()

    await bot.get_me()
    assert not sending.done()
    telegram.release()

    assert (await sending).text == "x"


async def test_a_slow_answer_comes_after_its_time(telegram: TelegramServer, bot: Bot) -> None:
    telegram.fail(Hold(seconds=0.2))
    loop = asyncio.get_running_loop()
    began = loop.time()

    await bot.get_me()

    assert loop.time() - began >= 0.2


async def test_a_server_that_is_down_refuses_connections_and_forgets_nothing(
    telegram: TelegramServer, bot: Bot
) -> None:
    channel = telegram.add_channel()
    await bot.send_message(channel.id, "before")

    await telegram.go_down()
    with pytest.raises(NetworkError, match="ConnectError"):
        await bot.send_message(channel.id, "during")
    await telegram.come_up()
    await bot.send_message(channel.id, "after")

    assert [post.text for post in telegram.posts(channel)] == ["before", "after"]


async def test_waiting_for_what_never_comes_ends(telegram: TelegramServer) -> None:
    with pytest.raises(TimeoutError):
        await telegram.until(lambda: False, timeout_seconds=0.05)


# A process of its own


@pytest.fixture
async def process() -> AsyncIterator[dict[str, str]]:
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.telegram_server", "--channel", "@talks"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert server.stdout is not None
    try:
        yield json.loads(await server.stdout.readline())
    finally:
        server.terminate()
        assert await server.wait() == 0


async def test_another_process_is_steered_over_http(process: dict[str, str]) -> None:
    url, token = process["url"], process["token"]
    async with (
        httpx.AsyncClient(base_url=f"{url}/control/", trust_env=False) as control,
        Bot(token, base_url=f"{url}/bot", request=request()) as bot,
    ):

        async def post(name: str, **arguments: object) -> Any:
            answer = await control.post(name, json=arguments)
            answer.raise_for_status()
            return answer.json()

        sent = await bot.send_message("@talks", "first")
        await post("fault", effect={"reset": {}}, method="sendMessage", delivered=True)
        with pytest.raises(NetworkError):
            await bot.send_message("@talks", "second")
        await post("fault", effect={"refusal": {"code": 403, "description": "Forbidden: x"}})
        with pytest.raises(Forbidden):
            await bot.send_message("@talks", "third")
        await post("delete", chat="@talks", message_id=sent.message_id)
        user = (await post("user", first_name="Ann"))["id"]
        await post("say", user=user, text="/next")
        await post("token", valid=False)
        with pytest.raises(InvalidToken):
            await bot.get_me()
        await post("token", valid=True)
        await post("bot", chat="@talks", status="administrator", rights=["can_post_messages"])

        posts = (await control.get("posts", params={"chat": "@talks"})).json()
        assert [(item["text"], item["deleted"]) for item in posts] == [
            ("first", True),
            ("second", False),
        ]
        assert datetime.fromisoformat(posts[0]["received_at"]) <= datetime.now(UTC)
        calls = (await control.get("calls", params={"method": "sendMessage"})).json()
        assert [item["parameters"]["text"] for item in calls] == ["first", "second", "third"]
        state = (await control.get("state")).json()
        assert state["pending_updates"] == 2
        assert state["pending_faults"] == []
        assert (await control.get("nothing")).status_code == 404
        assert (await control.post("say", json={"user": 99})).status_code == 400
        assert (await bot.get_updates())[0].message is not None


def test_a_malformed_token_is_refused_at_once() -> None:
    make: Callable[..., TelegramServer] = TelegramServer

    with pytest.raises(ValueError, match="35 letters"):
        make(token="123:short")
