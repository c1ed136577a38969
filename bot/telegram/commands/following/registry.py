"""The commands and buttons of readers who choose what they hear, as the bot is taught them."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    filters,
)

from bot.ops.logging import redact
from bot.telegram.commands.following.choosing import CHOSEN, ChoosingCommands
from bot.telegram.commands.following.commands import FOLLOWED, FollowingCommands
from bot.telegram.commands.registry import WRITTEN

log = logging.getLogger(__name__)

Take = Callable[[Bot, Message, Sequence[str]], Awaitable[None]]
Press = Callable[[Bot, CallbackQuery], Awaitable[str]]
# Beside the operator's commands, and before those that know nothing of who asks.
_BEFORE_OTHERS = -1
_OF_WHAT_IS_FOLLOWED = filters.Regex(r"(?i)^\S+\s+following\s*$")


def add_following(
    application: Application[Any, Any, Any, Any, Any, Any],
    commands: FollowingCommands,
    choosing: ChoosingCommands,
) -> None:
    """Teach the bot what readers may follow, how they stop, and how they are told."""
    for name, take, heard in (
        ("follow", commands.follow, WRITTEN),
        ("following", commands.following, WRITTEN),
        ("stop", commands.stop, WRITTEN),
        ("privacy", commands.privacy, WRITTEN),
        ("language", choosing.language, WRITTEN),
        ("timezone", choosing.timezone, WRITTEN),
        ("feed", commands.feed, WRITTEN & _OF_WHAT_IS_FOLLOWED),
    ):
        application.add_handler(CommandHandler(name, _handler(take), heard), _BEFORE_OTHERS)

    for press, data in ((commands.press, FOLLOWED), (choosing.press, CHOSEN)):
        application.add_handler(CallbackQueryHandler(_pressed(press), data), _BEFORE_OTHERS)


def _pressed(press: Press) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if query := update.callback_query:
            try:
                told = await press(context.bot, query)
                await query.answer(told or None, show_alert=bool(told))
            except TelegramError as error:
                log.info("a pressed button could not be answered: %s", redact(str(error)))
        raise ApplicationHandlerStop

    return handle


def _handler(take: Take) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if asked := update.message or update.channel_post:
            await take(context.bot, asked, list(context.args or ()))
        raise ApplicationHandlerStop

    return handle
