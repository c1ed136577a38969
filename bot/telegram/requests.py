"""Posts as Telegram's messages: as they are meant, or plainly where Telegram refuses that."""

import logging
import re

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.messages.post import Post
from bot.ops.logging import redact
from bot.telegram.html import as_html

log = logging.getLogger(__name__)

# How Telegram refuses what Podium adds to a text: "can't parse entities: …", "ENTITY_DATE_INVALID",
# "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL".
_ADDED = re.compile("entit|button", re.IGNORECASE)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_post(bot: Bot, chat: str | int, post: Post) -> Message:
    """Send a post (Bot API: sendMessage), or only its text if formatting or button are refused.

    Raises telegram.error.TelegramError.
    """
    # Somebody may have deleted the message that a post replies to: the post is sent all the same.
    reply = (
        ReplyParameters(post.reply_to, allow_sending_without_reply=True) if post.reply_to else None
    )
    try:
        return await bot.send_message(
            chat,
            as_html(post),
            ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_parameters=reply,
            reply_markup=_keyboard(post),
            disable_notification=post.silent,
        )
    except BadRequest as refusal:
        if not _ADDED.search(refusal.message):
            raise
        log.error("Telegram takes only the text of a post: %s", redact(refusal.message))
    return await bot.send_message(
        chat,
        post.text,
        link_preview_options=_NO_PREVIEW,
        reply_parameters=reply,
        disable_notification=post.silent,
    )


async def edit_post(bot: Bot, chat: str | int, message_id: int, post: Post) -> None:
    """Replace the text and the button of one of the bot's messages (Bot API: editMessageText).

    Raises telegram.error.TelegramError.
    """
    await bot.edit_message_text(
        as_html(post),
        chat,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(post),
    )


def _keyboard(post: Post) -> InlineKeyboardMarkup | None:
    if post.button is None:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(post.button.label, url=post.button.url)]])
