"""A channel, group or private chat as a destination.

What Telegram answers is turned into outcomes here.
"""

import logging
from dataclasses import replace
from typing import Protocol

from telegram import Bot, Chat, Message
from telegram.error import BadRequest, TelegramError

from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Outcome, Unknown
from bot.messages.post import Post
from bot.ops.logging import redact
from bot.telegram.errors import outcome_of
from bot.telegram.limits import TelegramLimits
from bot.telegram.lookup import Lookup
from bot.telegram.rate import Rate, allowed
from bot.telegram.requests import edit_post, send_post

log = logging.getLogger(__name__)


class TelegramClient(Protocol):
    """The way to Telegram, once Telegram has been reached."""

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


class NumberListener(Protocol):
    """Is told the number of a chat that is known by its name."""

    async def __call__(self, number: int, /) -> bool:
        """Keep a chat's number, and tell whether it is kept."""


class MoveListener(Protocol):
    """Is told that a group has become a supergroup, which has another number."""

    async def __call__(self, number: int, /) -> None:
        """Record the number. Raises sqlalchemy.exc.SQLAlchemyError."""


class TelegramChat:
    """One chat, or one ``topic`` of a group.

    ``operator`` is the chat by which a post in doubt can be looked for.

    A chat that is given by its @name is known by its number as soon as Telegram has told that: a
    name may be changed, and become another chat's.
    """

    def __init__(
        self,
        telegram: TelegramClient,
        chat: str | int,
        limits: TelegramLimits,
        *,
        operator: str | int | None = None,
        topic: int | None = None,
    ) -> None:
        self.name = f"telegram:{chat}{f'/{topic}' if topic else ''}"
        self.topic = topic
        self._telegram = telegram
        self._chat = chat
        self._keep_number: NumberListener | None = None
        self._keep_move: MoveListener | None = None
        self._refused: set[str] = set()  # pictures
        self._in_doubt: str | None = None  # a post with a picture, until Telegram answers
        self._lookup = Lookup(telegram.bot, operator, limits)
        self._limits = (
            Rate(limits.posts_at_once, limits.posts_at_once),
            Rate(limits.posts_a_minute, 60),
        )
        self._reminders = Rate(max(int(limits.posts_a_minute * limits.part_for_reminders), 1), 60)

    @property
    def address(self) -> str | int:
        """What Telegram is asked for the chat by: its number, or its @name until that is known."""
        return self._chat

    def go_to(self, chat_id: int | None) -> None:
        """Post to the chat with a number from now on, if there is one."""
        self._chat = chat_id or self._chat

    def on_number(self, listener: NumberListener) -> None:
        """Have a listener told the chat's number, until it is kept."""
        if isinstance(self._chat, str):
            self._keep_number = listener

    def on_move(self, listener: MoveListener) -> None:
        """Have a listener told when the chat has become another one, before posts go there."""
        self._keep_move = listener

    async def move_to(self, number: int) -> None:
        """Post to what the chat has become from now on, as soon as that is recorded."""
        if self._keep_move:
            await self._keep_move(number)
        self._chat = number

    def is_in(self, chat: Chat) -> bool:
        """Tell whether a chat is the one where the posts go."""
        if isinstance(self._chat, int):
            return self._chat == chat.id
        return self._chat.removeprefix("@").lower() == (chat.username or "").lower()

    async def wait_for_rate_limit(self) -> None:
        """Wait until Telegram has been reached, and takes another message for the chat."""
        await self._wait_for(*self._limits)

    async def wait_for_rate_limit_of_reminders(self) -> None:
        """Wait until a message is taken that leaves room for news within the same minute."""
        await self._wait_for(*self._limits, self._reminders)

    async def _wait_for(self, *rates: Rate) -> None:
        await self._telegram.ready()
        await allowed(*rates)
        await self._telegram.wait_for_rate_limit()

    async def send(self, post: Post) -> Outcome:
        """Send a post (Bot API: sendMessage, sendPhoto), without its picture if that is refused."""
        if not self._telegram.is_ready:
            return NotDelivered("Telegram has not been reached yet")
        try:
            message = await self._send(self._without_bad_picture(post), self.topic)
        except TelegramError as error:
            outcome = self._outcome_of(error)
            if not isinstance(outcome, Unknown):
                self._in_doubt = None
            return outcome
        self._in_doubt = None
        await self._learn(message.chat_id)
        return Delivered(message.message_id)

    def _without_bad_picture(self, post: Post) -> Post:
        """Return a post as it is to be sent: a picture must not keep it from its readers.

        It has none if Telegram has refused the picture here, or if an attempt with it has had no
        answer: fetching it may be what takes so long.
        """
        if post.picture is None:
            return post
        if post.picture in self._refused or (post.name and post.name == self._in_doubt):
            return replace(post, picture=None)
        self._in_doubt = post.name
        return post

    async def _send(self, post: Post, topic: int | None) -> Message:
        bot = self._telegram.bot
        try:
            return await send_post(bot, self._chat, post, topic=topic)
        except BadRequest as refusal:
            if post.picture is None:
                raise
            without = replace(post, picture=None)
            message = await send_post(bot, self._chat, without, topic=topic)
            self._refused.add(post.picture)
            why = redact(refusal.message)
            log.warning("%s: no post has the picture %s: %s", self.name, post.picture, why)
            return message

    async def edit(self, message_id: int, post: Post) -> Outcome:
        """Replace a post's text (`edit_post`); once is as good as twice."""
        if post.picture in self._refused:
            post = replace(post, picture=None)
        try:
            await edit_post(self._telegram.bot, self._chat, message_id, post)
        except BadRequest as refusal:
            if "message is not modified" in refusal.message.lower():
                return Delivered(message_id)
            if post.picture is not None:
                return await self.edit(message_id, replace(post, picture=None))
            return self._outcome_of(refusal)
        except TelegramError as error:
            return self._outcome_of(error)
        return Delivered(message_id)

    async def pin(self, message_id: int) -> None:
        """Pin a post without a sound (Bot API: pinChatMessage), where the bot may."""
        try:
            await self._telegram.bot.pin_chat_message(
                self._chat, message_id, disable_notification=True
            )
        except TelegramError as error:
            log.warning("%s: the diary is not pinned: %s", self.name, redact(str(error)))

    async def delete(self, message_id: int) -> Outcome:
        """Take a post back (Bot API: deleteMessage)."""
        try:
            await self._telegram.bot.delete_message(self._chat, message_id)
        except TelegramError as error:
            return self._outcome_of(error)
        return Delivered()

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        """Look for a post that may have any of some texts (`Lookup.find`)."""
        return await self._lookup.find(self._chat, texts, after_id)

    async def _learn(self, number: int) -> None:
        if isinstance(self._chat, str):
            self._chat = number
        if self._keep_number and await self._keep_number(number):
            self._keep_number = None

    def _outcome_of(self, error: TelegramError) -> NotDelivered | Unknown | Migrated:
        outcome = outcome_of(error)
        if isinstance(outcome, Migrated):
            self._chat = outcome.chat_id
        return outcome
