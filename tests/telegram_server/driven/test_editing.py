"""Posts that are edited, deleted or forwarded, with documents, pictures and buttons."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest

from tests.telegram_server.driven.calling import bot_of
from tests.telegram_server.http.parameters import Upload
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import Toast


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
