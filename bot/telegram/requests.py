"""Posts as Telegram's messages: as they are meant, or plainly where Telegram refuses that."""

import logging
import re
from collections.abc import Iterable, Sequence

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.messages.answers.answer import Choice, Document, Row
from bot.messages.post import Button, Post
from bot.ops.logging import redact
from bot.telegram.html import as_html

log = logging.getLogger(__name__)

# How Telegram refuses what Podium adds to a text: "can't parse entities: …", "ENTITY_DATE_INVALID",
# "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL", "BUTTON_URL_INVALID".
_ADDED = re.compile("entit|button", re.IGNORECASE)
# How it refuses a reply, at times although it may send without one: "message to be replied not
# found", "replied message not found", "REPLY_MESSAGE_ID_INVALID".
_REPLY = re.compile("replied|to reply|reply[ _]?(?:to|message)", re.IGNORECASE)
_BUTTON = re.compile("button", re.IGNORECASE)
# How it refuses to edit a text as a caption, and a caption as a text: "there is no caption in the
# message to edit".
_OTHER_KIND = re.compile("no (?:text|caption) in the message", re.IGNORECASE)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def reply_to(message_id: int) -> ReplyParameters:
    """Return a reply that Telegram may leave out: somebody may have deleted the message."""
    return ReplyParameters(message_id, allow_sending_without_reply=True)


async def send_post(
    bot: Bot,
    chat: str | int,
    post: Post,
    reply: ReplyParameters | None = None,
    topic: int | None = None,
    rows: Sequence[Row] = (),
) -> Message:
    """Send a post with rows of buttons, without what Telegram refuses of it but its picture.

    It is sent as a message (Bot API: sendMessage), or as the caption of its picture (sendPhoto). A
    picture whose caption would be too long is shown above the text, as a link is.

    - If its reply is refused, it is sent without, unless Telegram may not leave the reply out.
    - If a button is refused, it is sent without that one, or without all that lead somewhere.
    - If its formatting is refused, only its text is sent.

    Raises telegram.error.TelegramError.
    """
    text, keys = as_html(post), [*rows, *_rows_of(post)]
    photo = post.picture if post.is_caption else None
    parse_mode: ParseMode | None = ParseMode.HTML
    if post.reply_to:
        reply = reply_to(post.reply_to)
    while True:
        try:
            if photo:
                return await bot.send_photo(
                    chat,
                    photo,
                    text,
                    parse_mode=parse_mode,
                    reply_parameters=reply,
                    reply_markup=_keyboard_of(keys),
                    message_thread_id=topic,
                    disable_notification=post.silent,
                )
            return await bot.send_message(
                chat,
                text,
                parse_mode,
                link_preview_options=_preview_of(post),
                reply_parameters=reply,
                reply_markup=_keyboard_of(keys),
                message_thread_id=topic,
                disable_notification=post.silent,
            )
        except BadRequest as refusal:
            can_do_without = reply and reply.allow_sending_without_reply
            if can_do_without and _REPLY.search(refusal.message):
                log.warning("a post is sent without its reply: %s", redact(refusal.message))
                reply = None
            elif (kept := _without_refused(keys, refusal)) != keys:
                log.warning("a post is sent without a button: %s", redact(refusal.message))
                keys = kept
            elif parse_mode and _ADDED.search(refusal.message):
                log.error("Telegram takes only the text of a post: %s", redact(refusal.message))
                text, parse_mode, keys = post.text, None, []
            else:
                raise


async def edit_post(
    bot: Bot, chat: str | int, message_id: int, post: Post, rows: Sequence[Row] = ()
) -> None:
    """Replace the text and the buttons of one of the bot's messages.

    - Whether that is a text (Bot API: editMessageText) or a caption (editMessageCaption) Telegram
      tells: a picture may have been refused, and what marks a post does not know of its picture.
    - It gets none of the buttons that Telegram refuses.

    Raises telegram.error.TelegramError.
    """
    keys, is_caption, has_other = [*rows, *_rows_of(post)], post.is_caption, False
    while True:
        edit = _edit_caption if is_caption else _edit_text
        try:
            await edit(bot, chat, message_id, post, _keyboard_of(keys))
        except BadRequest as refusal:
            if not has_other and _OTHER_KIND.search(refusal.message):
                is_caption, has_other = not is_caption, True
            elif (kept := _without_refused(keys, refusal)) != keys:
                keys = kept
            else:
                raise
        else:
            return


async def _edit_text(
    bot: Bot,
    chat: str | int,
    message_id: int,
    post: Post,
    keyboard: InlineKeyboardMarkup | None,
) -> None:
    await bot.edit_message_text(
        as_html(post),
        chat,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=_preview_of(post),
        reply_markup=keyboard,
    )


async def _edit_caption(
    bot: Bot,
    chat: str | int,
    message_id: int,
    post: Post,
    keyboard: InlineKeyboardMarkup | None,
) -> None:
    await bot.edit_message_caption(
        chat, message_id, caption=as_html(post), parse_mode=ParseMode.HTML, reply_markup=keyboard
    )


async def send_document(
    bot: Bot,
    chat: int,
    document: Document,
    reply: ReplyParameters | None = None,
    topic: int | None = None,
) -> Message:
    """Send a file with a caption (Bot API: sendDocument). Raises telegram.error.TelegramError."""
    return await bot.send_document(
        chat,
        InputFile(document.content, document.name),
        as_html(document.caption),
        parse_mode=ParseMode.HTML,
        reply_parameters=reply,
        message_thread_id=topic,
    )


def _preview_of(post: Post) -> LinkPreviewOptions:
    if post.picture is None:
        return _NO_PREVIEW
    return LinkPreviewOptions(url=post.picture, show_above_text=True, prefer_large_media=True)


def _rows_of(post: Post) -> list[Row]:
    """Return a post's buttons in rows of two: three labels beside each other are cut."""
    return [post.buttons[first : first + 2] for first in range(0, len(post.buttons), 2)]


def _keyboard_of(rows: Iterable[Row]) -> InlineKeyboardMarkup | None:
    keys = [[_key(button) for button in row] for row in rows]
    return InlineKeyboardMarkup(keys) if keys else None


def _key(button: Button | Choice) -> InlineKeyboardButton:
    if isinstance(button, Choice):
        return InlineKeyboardButton(button.label, callback_data=button.data)
    return InlineKeyboardButton(button.label, url=button.url)


def _without_refused(rows: Sequence[Row], refusal: BadRequest) -> list[Row]:
    """Return rows of buttons without what a refusal names, or else without all links."""
    if not _BUTTON.search(refusal.message):
        return [*rows]
    links = {it.url for row in rows for it in row if isinstance(it, Button)}
    refused = {url for url in links if f"'{url}'" in refusal.message} or links
    kept = (
        tuple(it for it in row if isinstance(it, Choice) or it.url not in refused) for row in rows
    )
    return [row for row in kept if row]
