"""What is learned of Telegram's chats while the service runs, and kept in the ledger."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat

from bot.ledger.async_ledger import LedgerThread
from bot.telegram.chat import NumberListener, TelegramChat
from bot.telegram.polling import MessageListener

NUMBER_SECONDS = 2.0  # what a ledger that is slow is given to keep a chat's number


def message_recorder(
    ledger_thread: LedgerThread, chats: Callable[[], Iterable[TelegramChat]]
) -> MessageListener:
    """Record what others post in the destinations' chats: an uncertain post can only come after."""

    async def saw(chat: Chat, message_id: int) -> None:
        for each in chats():
            if each.is_in(chat):
                # Without it there is more to look through, and no reason to answer nobody.
                with suppress(SQLAlchemyError):
                    await ledger_thread.call(
                        partial(ledger_thread.ledger.record_seen, each.name, message_id)
                    )

    return saw


def number_recorder(ledger_thread: LedgerThread, name: str) -> NumberListener:
    """Record a chat's number, so that its posts find it by whatever name it has after a restart."""

    async def record(number: int) -> bool:
        # A post that is sent does not wait for it: the next one tells the number, too.
        with suppress(SQLAlchemyError, TimeoutError):
            async with asyncio.timeout(NUMBER_SECONDS):
                await ledger_thread.call(partial(ledger_thread.ledger.record_chat, name, number))
                return True
        return False

    return record
