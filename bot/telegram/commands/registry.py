"""The bot's commands and buttons, as python-telegram-bot is taught them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from telegram import Bot, BotCommand, Message, Update
from telegram.constants import ChatType
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
from bot.messages.answers.itself import unknown_answer
from bot.messages.wording.answers.languages import ANSWER_WORDS
from bot.messages.wording.answers.reader import Reader
from bot.publishing.publication import Publication
from bot.telegram.commands.answering import Answering
from bot.telegram.commands.askers import Askers
from bot.telegram.commands.presses import Presses
from bot.telegram.commands.repeats import Repeats
from bot.telegram.commands.replies import Replies, Reply
from bot.telegram.limits import TelegramLimits
from events.wording.english import ENGLISH

# By default a CommandHandler passes over what is posted in channels. Below a pressed button stands
# a message of the bot's own, which may begin with the name of a command.
# What is forwarded was meant for somebody else, wherever it is forwarded to.
WRITTEN = (filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST) & ~filters.FORWARDED
_BEFORE_ALL = -2
# Telegram marks as commands only what is in Latin letters.
_COMMAND = filters.Regex(r"^/\w+(?:@\w+)?(?:\s|$)")


def add_commands(
    application: Application[Any, Any, Any, Any, Any, Any],
    current: Callable[[], Publication],
    clock: Clock,
    limits: TelegramLimits,
) -> tuple[Replies, Askers, Answering]:
    """Teach the bot its commands, in private chats, groups and channels alike, and its buttons.

    Return what it replies, in which languages, and what gives its answers.
    """
    answering = Answering(limits)
    replies = Replies(current, clock)
    askers = Askers()
    presses = Presses(replies, askers, answering, limits.acknowledged_at_once)
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
        asked = _asked(update)
        if asked is None:
            return
        command = (asked.text or "").split()[0]
        _, _, meant_for = command.partition("@")
        by_name = meant_for.lower() == context.bot.username.lower()
        if by_name or (not meant_for and asked.chat.type == ChatType.PRIVATE):
            unknown = partial(_unknown, command, askers.who_asked(asked))
            await answering.answer(context.bot, asked, unknown)

    application.add_handler(TypeHandler(Update, pass_over_repeated), _BEFORE_ALL)
    for name, reply in replies.by_command.items():
        application.add_handler(CommandHandler(name, _handler(reply, askers, answering), WRITTEN))
    application.add_handler(MessageHandler(WRITTEN & (filters.COMMAND | _COMMAND), not_known))
    application.add_handler(CallbackQueryHandler(press))
    return replies, askers, answering


async def offer_commands(bot: Bot) -> None:
    """List the commands for all, in each language (Bot API: setMyCommands).

    Whoever's Telegram is in another language has them in English. Raises TelegramError.
    """
    for code, words in ANSWER_WORDS.items():
        menu = [BotCommand(name, about) for name, about in words.commands.items()]
        await bot.set_my_commands(menu, language_code=None if code == ENGLISH.code else code)


def _handler(reply: Reply, askers: Askers, answering: Answering) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if asked := _asked(update):
            words = list(context.args or ())
            await answering.answer(
                context.bot, asked, partial(reply, words, 1, askers.who_asked(asked))
            )

    return handle


def _asked(update: Update) -> Message | None:
    return update.message or update.channel_post


async def _unknown(command: str, reader: Reader) -> Answer:
    return unknown_answer(command, reader)
