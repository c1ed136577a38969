"""Asking Telegram until it answers: at the start, and for the updates that it has for the bot.

python-telegram-bot's own polling ends for good, silently, at the first 401 or 404, so updates are
fetched here, and whatever Telegram answers the bot comes back by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NoReturn, Protocol, TypeVar

from telegram import Bot, Chat, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.delivery.outcome import NotDelivered, Unknown
from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.telegram.errors import outcome_of
from bot.telegram.limits import TelegramLimits

T = TypeVar("T")
POLL_SECONDS = 30  # how long Telegram holds a getUpdates that has nothing to tell
ALLOWED_UPDATES = ["message", "channel_post"]


class MessageListener(Protocol):
    """Is told of what others post in the bot's chats."""

    async def __call__(self, chat: Chat, message_id: int, /) -> None:
        """Take note of a message: of several in one chat that arrived together, the latest."""


class Polling:
    """Asks Telegram again and again, whatever it answers. A lasting trouble is told once."""

    def __init__(
        self, bot: Bot, incidents: Incidents, retry: RetryPolicy, limits: TelegramLimits
    ) -> None:
        self._bot = bot
        self._incidents = incidents
        self._retry = retry
        self._hopeless_seconds = limits.hopeless_seconds
        self._listeners: list[MessageListener] = []

    def on_message(self, listener: MessageListener) -> None:
        """Have a listener told of what others post."""
        self._listeners.append(listener)

    async def persist(self, purpose: str, attempt: Callable[[], Awaitable[T]]) -> T:
        """Repeat an attempt until Telegram lets it succeed; return what it returned."""
        failures = 0
        while True:
            try:
                result = await attempt()
            except TelegramError as error:
                failures += 1
                trouble = f"cannot {purpose}, and go on trying{_mend(error)}"
                answer = f"{type(error).__name__}: {error.message}"
                self._incidents.open("Telegram", trouble, answer)
                await asyncio.sleep(self._patience(error, failures))
            else:
                self._incidents.close("Telegram")
                return result

    async def fetch_updates(self, queue: asyncio.Queue[object]) -> NoReturn:
        """Put every update into a queue, until cancelled."""
        offset = 0  # Telegram forgets what was confirmed: whoever polls next goes on from there

        async def fetch() -> Sequence[Update]:
            return await self._bot.get_updates(
                offset=offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
            )

        while True:
            updates = await self.persist("fetch updates", fetch)
            # Now: the next request confirms these updates, and Telegram forgets them.
            await self._tell_listeners(updates)
            for update in updates:
                offset = update.update_id + 1
                await queue.put(update)

    async def _tell_listeners(self, updates: Sequence[Update]) -> None:
        messages = [each.effective_message for each in updates]
        latest = {each.chat: each.message_id for each in messages if each}
        for chat, message_id in latest.items():
            for listener in self._listeners:
                await listener(chat, message_id)

    def _patience(self, error: TelegramError, failures: int) -> float:
        outcome = outcome_of(error)
        if isinstance(outcome, Unknown):
            # To ask twice does no harm here.
            outcome = NotDelivered(outcome.reason)
        wait = self._retry.wait_before(outcome, failures)
        if wait is None or isinstance(error, InvalidToken):
            return self._hopeless_seconds
        return wait.total_seconds()


def _mend(error: TelegramError) -> str:
    if isinstance(error, InvalidToken):
        return " (check TELEGRAM_BOT_TOKEN with BotFather)"
    if isinstance(error, Conflict) and "webhook" in error.message:
        return " (a webhook is set for this bot: remove it with the Bot API's deleteWebhook)"
    if isinstance(error, Conflict):
        return " (another instance uses the same token: stop it)"
    return ""
