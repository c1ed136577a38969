"""Looking at the chats before the first post: are they there, and may the bot post in them?

A wrong channel is thus known at the start, and not when the first reminder is due.
"""

import asyncio
import logging
from dataclasses import dataclass

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError

from bot.delivery.outcome import NotDelivered, Retry, Unknown
from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.ops.logging import redact
from bot.telegram.chat import TelegramChat, TelegramClient
from bot.telegram.errors import outcome_of
from bot.telegram.limits import TelegramLimits
from events.text import quoted

log = logging.getLogger(__name__)

_GONE = (ChatMember.LEFT, ChatMember.BANNED)


@dataclass(frozen=True, slots=True)
class Sight:
    """A chat as Telegram tells of it. ``trouble`` is why the bot may not post there, if so."""

    number: int
    told: str
    trouble: str | None = None


class ChatCheck:
    """Looks at one chat that a setting names, until the bot may post there."""

    def __init__(
        self,
        setting: str,
        chat: TelegramChat,
        telegram: TelegramClient,
        incidents: Incidents,
        retry: RetryPolicy,
        limits: TelegramLimits,
    ) -> None:
        self._setting = setting
        self._chat = chat
        self._telegram = telegram
        self._incidents = incidents
        self._retry = retry
        self._again_seconds = limits.hopeless_seconds
        self._answered = asyncio.Event()
        self.number: int | None = None
        """The chat's number, once Telegram has told it."""

    async def answered(self) -> None:
        """Wait until Telegram has told of the chat, or that it will not."""
        await self._answered.wait()

    async def run(self) -> None:
        """Look until all is well, and tell in a line what is found."""
        failures = 0
        while True:
            await self._telegram.ready()
            try:
                sight = await look(self._telegram.bot, self._chat.address, self._chat.topic)
            except ChatMigrated as move:
                await self._chat.move_to(move.new_chat_id)
                continue
            except TelegramError as error:
                failures += 1
                await asyncio.sleep(self._wait_after(error, failures))
                continue
            self.number = sight.number
            self._answered.set()
            if sight.trouble is None:
                self._incidents.close(self._setting)
                log.info("%s: %s", self._setting, sight.told)
                return
            self._incidents.open(self._setting, f"{sight.told}: {sight.trouble}")
            await asyncio.sleep(self._again_seconds)

    def _wait_after(self, error: TelegramError, failures: int) -> float:
        """Tell of a refusal, and return how many seconds to wait before another look.

        That Telegram cannot be reached is told of by whoever fetches the updates.
        """
        if isinstance(error, InvalidToken):
            return self._again_seconds
        outcome = outcome_of(error)
        if isinstance(outcome, NotDelivered) and outcome.retry is not Retry.SOON:
            self._answered.set()
            mend = mend_of_chat(self._setting, self._chat.address)
            self._incidents.open(self._setting, f"the chat cannot be used ({mend})", outcome.reason)
            return self._again_seconds
        if isinstance(outcome, Unknown):
            outcome = NotDelivered(outcome.reason)  # to ask twice does no harm here
        wait = self._retry.wait_before(outcome, failures)
        return self._again_seconds if wait is None else wait.total_seconds()


async def look(bot: Bot, address: str | int, topic: int | None = None) -> Sight:
    """Look at a chat, and at a topic of it (Bot API: getChat, getChatMember, sendChatAction).

    Raises telegram.error.TelegramError.
    """
    chat = await bot.get_chat(address)
    name = quoted(chat.title or chat.full_name or "")
    known_as = f"{address} is the {chat.type} {name}"
    if chat.type == ChatType.PRIVATE:
        return Sight(chat.id, known_as)
    member = await bot.get_chat_member(chat.id, bot.id)
    trouble = _trouble(chat, member)
    if topic is not None:
        known_as = f"{known_as}, topic {topic}"
        trouble = trouble or await _trouble_of_topic(bot, chat, topic)
    return Sight(
        chat.id, known_as if trouble else f"{known_as}; the bot {_rights(member)}", trouble
    )


async def _trouble_of_topic(bot: Bot, chat: ChatFullInfo, topic: int) -> str | None:
    """Tell why the bot may not post in a topic. No method tells of one: the bot begins to type."""
    if not chat.is_forum:
        return "it has no topics (leave topic out)"
    try:
        await bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=topic)
    except BadRequest as refusal:
        if "closed" in refusal.message.lower():
            return "the topic is closed (open it, or let the bot manage topics)"
        return (
            f"it has no such topic: {redact(refusal.message)} (copy its number from a link to it)"
        )
    return None


def _trouble(chat: ChatFullInfo, member: ChatMember) -> str | None:
    if member.status in _GONE:
        return f"the bot is not in it (add it to the {chat.type})"
    if chat.type == ChatType.CHANNEL:
        if member.status == ChatMember.OWNER:
            return None
        if not isinstance(member, ChatMemberAdministrator) or not member.can_post_messages:
            mend = "make it an administrator with the right to post messages"
            return f"the bot may not post there ({mend})"
        return None
    if isinstance(member, ChatMemberRestricted):
        may_write = member.can_send_messages
    else:
        everyone = chat.permissions is None or chat.permissions.can_send_messages
        may_write = member.status != ChatMember.MEMBER or everyone is not False
    return None if may_write else "the bot may not write there (let it send messages)"


def _rights(member: ChatMember) -> str:
    if not isinstance(member, ChatMemberAdministrator):
        return "may post"
    rights = {
        "post": True,
        "edit": member.can_edit_messages,
        "delete": member.can_delete_messages,
    }
    return f"may {', '.join(name for name, given in rights.items() if given)}"


def mend_of_chat(setting: str, address: str | int) -> str:
    """Say what to check of a chat that Telegram refuses, by where it is named."""
    if isinstance(address, str):
        return f"check the name {address} in {setting}, and that the bot is in the chat"
    if -(10**12) < address < 0:
        return (
            f"check {setting}: a channel's or supergroup's number has -100 before it, "
            f"-100{-address}; or let the bot in"
        )
    if address > 0:
        return f"send /start to the bot from the chat that {setting} names"
    return f"check the number {address} in {setting}, and that the bot is in the chat"
