"""What is learned of Telegram's chats while the service runs, and kept in the ledger."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat

from bot.delivery.context import moved_words
from bot.ledger.async_ledger import LedgerThread
from bot.ops.incidents import Incidents
from bot.telegram.api.polling import MessageListener, MoveOfChatListener
from bot.telegram.chat import MoveListener, NumberListener, TelegramChat

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


def move_recorder(
    ledger_thread: LedgerThread, incidents: Incidents, name: str, subject: str, where: str
) -> MoveListener:
    """Record what a chat has become, and tell the operator once where to write that."""

    async def record(number: int) -> None:
        ledger = ledger_thread.ledger
        if await ledger_thread.call(partial(ledger.record_migration, name, number)):
            incidents.report(subject, moved_words(name, number, where))

    return record


def moves_follower(chats: Callable[[], Sequence[TelegramChat]]) -> MoveOfChatListener:
    """Have posts go to what a chat has become as soon as Telegram tells of it."""

    async def follow(former: int, number: int) -> None:
        for each in chats():
            if each.address == former:
                # A post that is refused tells of it as well, should it not be recorded now.
                with suppress(SQLAlchemyError):
                    await each.move_to(number)

    return follow
