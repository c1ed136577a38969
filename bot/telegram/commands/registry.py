"""The bot's commands and buttons, as python-telegram-bot is taught them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from telegram import BotCommand, Message, Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.clock import Clock
from bot.messages.answers.answer import Answer
from bot.messages.answers.itself import COMMANDS, unknown_answer
from bot.publishing.publication import Publication
from bot.telegram.commands.answering import Answering
from bot.telegram.commands.presses import Presses
from bot.telegram.commands.repeats import Repeats
from bot.telegram.commands.replies import Replies, Reply
from bot.telegram.limits import TelegramLimits

BOT_COMMANDS = [BotCommand(name, about) for name, about in COMMANDS.items()]
# By default a CommandHandler passes over what is posted in channels. Below a pressed button stands
# a message of the bot's own, which may begin with the name of a command.
_WRITTEN = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_BEFORE_ALL = -2


def add_commands(
    application: Application[Any, Any, Any, Any, Any, Any],
    current: Callable[[], Publication],
    clock: Clock,
    limits: TelegramLimits,
) -> tuple[Replies, Answering]:
    """Teach the bot its commands, in private chats, groups and channels alike, and its buttons.

    Return what it replies, and what gives its answers.
    """
    answering = Answering(limits)
    replies = Replies(current, clock)
    presses = Presses(replies, answering, limits.acknowledged_at_once)
    repeats = Repeats()

    async def pass_over_repeated(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if repeats.is_repeated(str(update.update_id)) or (
            query and repeats.is_repeated(f"button {query.id}")
        ):
            raise ApplicationHandlerStop

    async def press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if query := update.callback_query:
            await presses.take(context.bot, query)

    async def not_known(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if asked := _asked(update):
            await answering.answer(context.bot, asked, partial(_unknown, asked.text or ""))

    application.add_handler(TypeHandler(Update, pass_over_repeated), _BEFORE_ALL)
    for name, reply in replies.by_command.items():
        application.add_handler(CommandHandler(name, _handler(reply, answering), _WRITTEN))
    unknown = filters.UpdateType.MESSAGE & filters.COMMAND & filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(unknown, not_known))
    application.add_handler(CallbackQueryHandler(press))
    return replies, answering


def _handler(reply: Reply, answering: Answering) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if asked := _asked(update):
            words = list(context.args or ())
            await answering.answer(context.bot, asked, partial(reply, words, 1))

    return handle


def _asked(update: Update) -> Message | None:
    return update.message or update.channel_post


async def _unknown(text: str) -> Answer:
    return unknown_answer(text.split()[0])
