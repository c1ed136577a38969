"""Posts that are sent: what reaches a chat, and where it stands there."""

from datetime import UTC, datetime

import httpx
import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from tests.telegram_server.driven.calling import bot_of
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.texts.markup import Entity


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
