"""The operator's chat: who hears of trouble, and that it is never told where readers are."""

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat

from bot.config.settings import Settings
from bot.ledger.async_ledger import LedgerThread
from bot.ops.incidents import Incidents
from bot.service.chats import move_recorder, number_recorder
from bot.service.pacing import Pacing
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import TelegramChat
from bot.telegram.chat_check import ChatCheck
from bot.telegram.commands.operator.registry import offer_menu
from bot.telegram.operator_chat import OperatorChat

log = logging.getLogger(__name__)


def operator_chat(
    settings: Settings,
    telegram: TelegramBot | None,
    ledger_thread: LedgerThread,
    incidents: Incidents,
    pacing: Pacing,
) -> TelegramChat | None:
    """Return the operator's chat, if there is one."""
    if telegram is None or settings.operator is None:
        return None
    chat = TelegramChat(telegram, settings.operator, pacing.telegram)
    chat.go_to(ledger_thread.ledger.chat_of(chat.name))
    chat.on_number(number_recorder(ledger_thread, chat.name))
    setting = "TELEGRAM_OPERATOR"
    chat.on_move(move_recorder(ledger_thread, incidents, chat.name, setting, f"{setting} in .env"))
    return chat


async def follow_move(chat: TelegramChat, number: int) -> None:
    """Have the operator told in what the chat has become, whether or not that can be recorded."""
    with suppress(SQLAlchemyError):
        await chat.move_to(number)


def is_operators(operator: TelegramChat, readers: Iterable[TelegramChat], chat: Chat) -> bool:
    """Tell whether a chat is the operator's, and none where readers are."""
    return operator.is_in(chat) and not any(each.is_in(chat) for each in readers)


async def look_and_offer(telegram: TelegramBot, check: ChatCheck) -> None:
    """Look at the operator's chat until all is well, and list the operator's commands there."""
    await check.run()
    if check.number is not None and (reason := await offer_menu(telegram.bot, check.number)):
        log.warning("the operator's commands are not listed in the chat: %s", reason)


async def tell_operator(
    operator: OperatorChat,
    chat: ChatCheck,
    channels: Callable[[], Sequence[ChatCheck]],
    incidents: Incidents,
) -> None:
    """Tell the operator of incidents, but never where a channel's readers are."""
    for check in (chat, *channels()):
        await check.answered()
    if chat.number is not None and chat.number in [channel.number for channel in channels()]:
        incidents.open(
            "TELEGRAM_OPERATOR",
            "this is the channel itself, whose readers would be told of trouble: nothing is told "
            "there (name another chat, or leave it empty, and start again)",
        )
        return
    await operator.run()
