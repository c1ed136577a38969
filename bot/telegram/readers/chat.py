"""A chat that chose what it hears: its posts wait their turn, and it may block the bot."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from telegram import Message
from telegram.error import BadRequest, TelegramError

from bot.delivery.outcome import Delivered, Migrated, NotDelivered, Outcome, Retry, Unknown
from bot.messages.post import Post
from bot.ops.logging import redact
from bot.planning.following import GENERAL
from bot.telegram.chat import TelegramChat, TelegramClient
from bot.telegram.errors import is_of_the_topic
from bot.telegram.limits import TelegramLimits
from bot.telegram.rate import Rate, allowed
from bot.telegram.readers.turns import Turns

log = logging.getLogger(__name__)

LAST = datetime.max.replace(tzinfo=UTC)


class ReadersClient(TelegramClient, Protocol):
    """The way to Telegram, on which readers take turns."""

    @property
    def turns(self) -> Turns:
        """The turns of all readers together."""


class Answered(Protocol):
    """Is told whether a reader's chat takes posts."""

    def __call__(self, chat_id: int, /, *, refused: bool) -> Awaitable[None]:
        """Take note that a chat took a post, or refused it."""


class ReaderChat(TelegramChat):
    """One reader's chat. Nothing is looked for in it: nobody copies what a reader wrote.

    - ``place``: in which of its topics it wants to be told now, as `Chosen.forum_topic`
    - ``moved`` is told its number, and that of what it has become.
    """

    def __init__(
        self,
        telegram: ReadersClient,
        chat_id: int,
        limits: TelegramLimits,
        place: Callable[[], int | None],
        answered: Answered,
        moved: Callable[[int, int], None],
    ) -> None:
        super().__init__(telegram, chat_id, limits)
        self.chat_id = chat_id
        self._client = telegram
        self._place = place
        self._answered = answered
        self._moved = moved
        self._has_refused = True  # as far as is known since the start
        self._urgency: Callable[[], datetime] = lambda: LAST

    def goes_by(self, urgency: Callable[[], datetime]) -> None:
        """Take turns by when what is to be posted next begins."""
        self._urgency = urgency

    async def send(self, post: Post) -> Outcome:
        """Send a post, and take note if the bot is blocked."""
        outcome = await super().send(post)
        if isinstance(outcome, NotDelivered) and _is_blocked(outcome):
            self._has_refused = True
            await self._answered(self.chat_id, refused=True)
        elif isinstance(outcome, Delivered) and self._has_refused:
            self._has_refused = False
            await self._answered(self.chat_id, refused=False)
        return outcome

    async def _send(self, post: Post, _topic: int | None) -> Message:
        place = self._place()
        if place == GENERAL:
            return await self._send_to_general(post)
        try:
            return await super()._send(post, place)
        except BadRequest as refusal:
            if place is None or not is_of_the_topic(refusal):
                raise
            log.info("%s: told in General: %s", self.name, redact(refusal.message))
            return await self._send_to_general(post)

    async def _send_to_general(self, post: Post) -> Message:
        # A reply would stand in the topic of the post that it replies to.
        return await super()._send(replace(post, reply_to=None), None)

    async def _wait_for(self, *rates: Rate) -> None:
        await self._client.ready()
        await self._client.turns.come(self._urgency())
        await allowed(*rates)

    def _outcome_of(self, error: TelegramError) -> NotDelivered | Unknown | Migrated:
        outcome = super()._outcome_of(error)
        if isinstance(outcome, Migrated):
            self._moved(self.chat_id, outcome.chat_id)
        return outcome


def _is_blocked(outcome: NotDelivered) -> bool:
    return outcome.retry is Retry.SLOWLY and outcome.reason.startswith("Forbidden")
