"""A channel, group or private chat as a destination.

What Telegram answers is turned into outcomes here. A post in doubt is looked for by forwarding
the messages after the last known one to the operator's chat, silently, and deleting them there:
the Bot API has no way to read a channel, but a forwarded message comes back whole.
"""

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from typing import Protocol

from aiolimiter import AsyncLimiter
from telegram import Bot, Chat
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Outcome, Unknown
from bot.messages.post import Post
from bot.telegram.errors import Unread, outcome_of, outcome_of_forward, wait_after
from bot.telegram.requests import edit_post, send_post
from bot.telegram.stored_text import as_stored

log = logging.getLogger(__name__)

# How many messages a post in doubt is looked for among, each of them a copy in the operator's chat,
# and after how many numbers in a row without a message the chat is taken to be at its end.
MOST_LOOKED_AT = 50
MOST_GAPS = 50


# What Telegram takes in one chat (https://core.telegram.org/bots/faq#broadcasting-to-users): about
# one message a second, a few at once, and twenty a minute.
AT_ONCE, A_MINUTE = 3, 20


class TelegramClient(Protocol):
    """The bot, once Telegram has been reached."""

    @property
    def is_ready(self) -> bool:
        """Whether Telegram has been reached since the start."""

    @property
    def bot(self) -> Bot:
        """The Bot API's methods."""

    async def ready(self) -> None:
        """Wait until Telegram has been reached."""

    async def wait_for_rate_limit(self) -> None:
        """Wait until the bot may send another post, to whomever."""


class TelegramChat:
    """One chat. ``operator`` is the chat that posts in doubt are forwarded to."""

    def __init__(
        self,
        telegram: TelegramClient,
        chat: str | int,
        *,
        operator: str | int | None = None,
    ) -> None:
        self.name = f"telegram:{chat}"
        self._telegram = telegram
        self._chat = chat
        self._operator = operator
        self._limits = (AsyncLimiter(AT_ONCE, AT_ONCE), AsyncLimiter(A_MINUTE, 60))

    def go_to(self, chat_id: int | None) -> None:
        """Post to another chat from now on, which the first has become, if it has."""
        self._chat = chat_id or self._chat

    def is_in(self, chat: Chat) -> bool:
        """Tell whether this is where the posts go."""
        if isinstance(self._chat, int):
            return self._chat == chat.id
        return self._chat.removeprefix("@").lower() == (chat.username or "").lower()

    async def wait_for_rate_limit(self) -> None:
        """Wait until Telegram has been reached, and takes another message for the chat."""
        await self._telegram.ready()
        for limit in self._limits:
            await limit.acquire()
        await self._telegram.wait_for_rate_limit()

    async def send(self, post: Post) -> Outcome:
        """Send a post (Bot API: sendMessage)."""
        if not self._telegram.is_ready:
            return NotDelivered("Telegram has not been reached yet")
        try:
            message = await send_post(self._telegram.bot, self._chat, post)
        except TelegramError as error:
            return self._outcome_of(error)
        return Delivered(message.message_id)

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Replace a post's text (Bot API: editMessageText); once is as good as twice."""
        try:
            await edit_post(self._telegram.bot, self._chat, message_id, post)
        except BadRequest as refusal:
            if "message is not modified" in refusal.message.lower():
                return Delivered(message_id)
            return self._outcome_of(refusal)
        except TelegramError as error:
            return self._outcome_of(error)
        return Delivered(message_id)

    async def delete(self, message_id: int) -> Outcome:
        """Take a post back (Bot API: deleteMessage)."""
        return await self._done(self._telegram.bot.delete_message(self._chat, message_id))

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Look for a post among the messages after one (Bot API: forwardMessage).

        It may have any of some ``texts``.

        It is not there if `MOST_GAPS` numbers in a row have no message: so the end of a chat
        looks, and so does a longer row of messages that others deleted before anybody looked.
        Nobody can tell if Telegram refuses to forward for any other reason, if not one of the
        messages there could be read, or if there are too many of them.
        """
        if self._operator is None or not self._numbers_its_own():
            return Unknown("there is no way to look into the chat")
        wanted = [_words(text) for text in texts]
        read = withheld = gaps = 0
        message_id = after_id or 0
        while gaps < MOST_GAPS and read + withheld < MOST_LOOKED_AT:
            message_id += 1
            try:
                text = await self._text_of(message_id, self._operator)
            except TelegramError as refusal:
                outcome = outcome_of_forward(refusal)
                if isinstance(outcome, Unknown):
                    return outcome
                gaps = gaps + 1 if outcome is Unread.NOT_THERE else 0
                withheld += outcome is Unread.WITHHELD
            else:
                read, gaps = read + 1, 0
                if _words(text) in wanted:
                    return Delivered(message_id)
        if gaps < MOST_GAPS:
            return Unknown(f"not among the {MOST_LOOKED_AT} messages after the last known one")
        if withheld and not read:
            return Unknown("none of the later messages may be forwarded")
        return NotDelivered("not in the chat")

    async def _text_of(self, message_id: int, operator: str | int) -> str:
        bot = self._telegram.bot
        while True:
            try:
                copy = await bot.forward_message(
                    operator, self._chat, message_id, disable_notification=True
                )
            except RetryAfter as flood:
                # To begin anew would end in the same flood.
                await asyncio.sleep(wait_after(flood).total_seconds())
                continue
            except ChatMigrated as move:
                # It is the operator's group: the chat that is looked into has become one already.
                operator = self._operator = move.new_chat_id
                continue
            with suppress(TelegramError):
                await bot.delete_message(operator, copy.message_id)
            return copy.text or ""

    def _numbers_its_own(self) -> bool:
        # Private chats and small groups share one sequence of ids, so that a gap says nothing.
        return isinstance(self._chat, str) or self._chat <= -(10**12)

    async def _done(self, work: Awaitable[object]) -> Outcome:
        try:
            await work
        except TelegramError as error:
            return self._outcome_of(error)
        return Delivered()

    def _outcome_of(self, error: TelegramError) -> NotDelivered | Unknown | Migrated:
        outcome = outcome_of(error)
        if isinstance(outcome, Migrated):
            self._chat = outcome.chat_id
        return outcome


def _words(text: str) -> list[str]:
    # Telegram trims a text's ends.
    return as_stored(text).split()
