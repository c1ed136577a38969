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
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.markup import plain
from bot.messages import Post
from bot.outcome import Delivered, Migrated, NotDelivered, Outcome, Unknown
from bot.redaction import redact
from bot.telegram_errors import outcome_of, wait_after
from bot.telegram_messages import edit_post, send_post

log = logging.getLogger(__name__)

# How far a post in doubt is looked for, and how many gaps, such as messages that others deleted,
# may lie between the last known message and it.
MOST_LOOKED_AT = 50
MOST_GAPS = 5


# What Telegram takes in one chat (https://core.telegram.org/bots/faq#broadcasting-to-users): about
# one message a second, a few at once, and twenty a minute.
AT_ONCE, A_MINUTE = 3, 20


class Connection(Protocol):
    """The bot, once Telegram has been reached."""

    @property
    def is_ready(self) -> bool:
        """Whether Telegram has been reached since the start."""

    @property
    def bot(self) -> Bot:
        """The Bot API's methods."""

    async def ready(self) -> None:
        """Wait until Telegram has been reached."""

    async def turn(self) -> None:
        """Wait until the bot may send another post, to whomever."""


class TelegramChat:
    """One chat. ``operator`` is the chat that posts in doubt are forwarded to."""

    def __init__(
        self,
        telegram: Connection,
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

    async def turn(self) -> None:
        """Wait until Telegram has been reached, and takes another message for the chat."""
        await self._telegram.ready()
        for limit in self._limits:
            await limit.acquire()
        await self._telegram.turn()

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

    async def find(self, html: str, after_id: int | None) -> Outcome:
        """Look for a post among the messages after one (Bot API: forwardMessage)."""
        operator = self._operator
        if operator is None or not self._numbers_its_own():
            return Unknown("there is no way to look into the chat")
        gaps = 0
        first = (after_id or 0) + 1
        for message_id in range(first, first + MOST_LOOKED_AT):
            try:
                text = await self._text_of(message_id, operator)
            except BadRequest as refusal:
                refused = refusal.message.lower()
                if "chat not found" in refused or "rights" in refused:
                    return Unknown(redact(refusal.message))
                # Never there, deleted, or nothing that can be forwarded, such as a new title.
                gaps += 1
                if gaps > MOST_GAPS:
                    return NotDelivered("not in the chat")
            except TelegramError as error:
                return Unknown(redact(error.message), passing=True)
            else:
                gaps = 0
                if _same(text, plain(html)):
                    return Delivered(message_id)
        return Unknown(f"not among the {MOST_LOOKED_AT} messages after the last known one")

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


def _same(one: str, other: str) -> bool:
    # Telegram trims a text's ends.
    return one.split() == other.split()
