"""The operator's chat: what is told there, what is asked for there, and how it is looked at."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from bot.delivery.scheduler import Scheduler
from bot.service.assembly.foundation import Foundation
from bot.service.destinations import RunningDestinations
from bot.service.operator.chat import (
    follow_move,
    is_operators,
    look_and_offer,
    operator_chat,
    tell_operator,
)
from bot.service.operator.operations import ServiceOperations
from bot.telegram.bot import TelegramBot
from bot.telegram.chat import TelegramChat
from bot.telegram.chat_check import ChatCheck
from bot.telegram.operator_chat import OperatorChat


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator's chat.

    - ``look``: looks at the chat until all is well
    - ``tell``: tells of incidents there until cancelled
    """

    telegram: TelegramBot
    chat: TelegramChat
    look: Callable[[], Awaitable[None]]
    tell: Callable[[], Awaitable[None]]


def reach_operator(base: Foundation, posting: RunningDestinations) -> Operator | None:
    """Have incidents kept for the operator's chat, if there is one."""
    telegram, incidents, pacing = base.telegram, base.incidents, base.pacing
    chat = operator_chat(base.settings, telegram, base.ledger_thread, incidents, pacing)
    if telegram is None or chat is None:
        return None
    telling = OperatorChat(chat, pacing.retry, partial(follow_move, chat))
    incidents.listen(telling.tell)
    setting = "TELEGRAM_OPERATOR"
    check = ChatCheck(setting, chat, telegram, incidents, pacing.retry, pacing.telegram)
    return Operator(
        telegram,
        chat,
        look=partial(look_and_offer, telegram, check),
        tell=partial(tell_operator, telling, check, lambda: posting.checks, incidents),
    )


def answer_operator(
    base: Foundation, operator: Operator, posting: RunningDestinations, scheduler: Scheduler
) -> None:
    """Do what is asked in the operator's chat, where no readers are."""
    chat = operator.chat
    operations = ServiceOperations(
        base.settings,
        base.reloader,
        base.confirm,
        base.ledger_thread,
        scheduler,
        base.clock,
        base.health,
        lambda: posting.labels,
        lambda entry: base.calendar_log.find(entry.key),
    )
    operator.telegram.answer_operator(
        lambda where: is_operators(chat, posting.chats(), where), operations
    )
