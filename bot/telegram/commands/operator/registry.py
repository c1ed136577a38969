"""The operator's commands, as python-telegram-bot is taught them: heard in one chat alone.

Each message is looked at anew: elsewhere these are words that the bot does not know.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat, Chat, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.messages.answers.answer import Answer, Document, said
from bot.messages.answers.itself import COMMANDS
from bot.messages.answers.operator.report import (
    OPERATOR_COMMANDS,
    operator_help_answer,
    report_answer,
)
from bot.ops.logging import redact
from bot.telegram.commands.answering import Answering
from bot.telegram.commands.operator.operations import Operations
from bot.telegram.commands.operator.reports import (
    USAGE,
    NoReport,
    SentReport,
    fetched,
    is_empty,
    report_sent,
)
from bot.telegram.limits import TelegramLimits

Reported = Callable[[str, datetime], Awaitable[Answer | Document]]
MENU = [BotCommand(name, about) for name, about in {**OPERATOR_COMMANDS, **COMMANDS}.items()]
# After it is known that an update is no repetition, and before the commands of readers.
_BEFORE_READERS = -1
_WRITTEN = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST


class _OperatorsChat(filters.MessageFilter):
    """Lets what is written in the operator's chat through, and nothing else."""

    def __init__(self, is_operators: Callable[[Chat], bool]) -> None:
        super().__init__()
        self._is_operators = is_operators

    def filter(self, message: Message) -> bool:
        """Tell whether a message stands in the operator's chat, as that is known now."""
        return self._is_operators(message.chat)


class _Report(filters.MessageFilter):
    """Lets reports through."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message sends a report, or asks for one to be drafted."""
        return report_sent(message, message.get_bot()) is not None


def add_operator_commands(
    application: Application[Any, Any, Any, Any, Any, Any],
    is_operators: Callable[[Chat], bool],
    operations: Operations,
    limits: TelegramLimits,
) -> None:
    """Teach the bot the operator's commands, which have room of their own for their answers."""
    answering = Answering(limits)
    heard = _WRITTEN & _OperatorsChat(is_operators)

    # Before the commands: what is forwarded may begin with one.
    is_report = heard & _Report()
    application.add_handler(
        MessageHandler(is_report, _draft(operations, answering)), _BEFORE_READERS
    )
    itself = heard & ~filters.FORWARDED  # somebody else's words are to be read, and not obeyed
    for name, reported in _by_command(operations).items():
        handler = CommandHandler(name, _handler(reported, answering), itself)
        application.add_handler(handler, _BEFORE_READERS)


async def offer_menu(bot: Bot, chat: int) -> str | None:
    """List the commands in the operator's chat (Bot API: setMyCommands); return why not, if so."""
    try:
        await bot.set_my_commands(MENU, scope=BotCommandScopeChat(chat))
    except TelegramError as error:
        return redact(str(error))
    return None


def _by_command(operations: Operations) -> dict[str, Reported]:
    def told(report: Callable[[], Awaitable[Sequence[str]]]) -> Reported:
        async def reported(_words: str, _asked: datetime) -> Answer:
            return report_answer(await report())

        return reported

    def told_of(report: Callable[[str], Awaitable[Sequence[str]]]) -> Reported:
        async def reported(words: str, _asked: datetime) -> Answer:
            return report_answer(await report(words))

        return reported

    def answered(answer: Callable[[str], Awaitable[Answer | Document]]) -> Reported:
        async def reported(words: str, _asked: datetime) -> Answer | Document:
            return await answer(words)

        return reported

    async def confirm(_words: str, asked: datetime) -> Answer:
        return report_answer(await operations.confirm(asked))

    async def help_(_words: str, _asked: datetime) -> Answer:
        return operator_help_answer()

    return {
        "status": told(operations.status),
        "check": told(operations.check),
        "diary": answered(operations.diary),
        "preview": answered(operations.preview),
        "confirm": confirm,
        "undo": told(operations.undo),
        "pause": told_of(operations.pause),
        "resume": told_of(operations.resume),
        "help": help_,
    }


def _handler(reported: Reported, answering: Answering) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        asked = update.message or update.channel_post
        if asked is not None:
            words = " ".join(context.args or ())
            await answering.answer(context.bot, asked, partial(reported, words, asked.date))
        raise ApplicationHandlerStop

    return handle


def _draft(operations: Operations, answering: Answering) -> Callable[..., Any]:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        asked = update.message or update.channel_post
        if asked is not None and (sent := report_sent(asked, context.bot)):
            write = partial(_drafted, context.bot, sent, operations)
            await answering.answer(context.bot, asked, write)
        raise ApplicationHandlerStop

    return handle


async def _drafted(bot: Bot, sent: SentReport, operations: Operations) -> Answer | Document:
    if is_empty(sent):
        return said(USAGE)
    try:
        return await operations.draft(await fetched(bot, sent))
    except NoReport as no_report:
        return said(str(no_report))
