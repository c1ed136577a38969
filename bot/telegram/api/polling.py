"""Asking Telegram until it answers: at the start, and for the updates that it has for the bot.

python-telegram-bot's own polling ends for good, silently, at the first 401 or 404, so updates are
fetched here, and whatever Telegram answers the bot comes back by itself.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from typing import NoReturn, Protocol, TypeVar

from telegram import Bot, Chat, Message, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import Clock
from bot.delivery.outcome import NotDelivered, Unknown
from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.telegram.errors import outcome_of
from bot.telegram.limits import TelegramLimits

log = logging.getLogger(__name__)

T = TypeVar("T")
POLL_SECONDS = 30  # how long Telegram holds a getUpdates that has nothing to tell
MOST_UPDATES = 100  # in one answer
FLOOD_PAUSE_SECONDS = 0.1  # after a full one: what posts are given while very much is asked
STALE = timedelta(minutes=5)
ALLOWED_UPDATES = ["message", "channel_post", "callback_query"]
# Not get_updates: that method would read the updates. Telegram takes it in letters of any case.
UNREAD_UPDATES = "GetUpdates"


def _is_told_here(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith("Error while parsing updates")


# With all that people wrote, and a traceback.
logging.getLogger("telegram.ext.ExtBot").addFilter(_is_told_here)


class MessageListener(Protocol):
    """Is told of what others post in the bot's chats."""

    async def __call__(self, chat: Chat, message_id: int, /) -> None:
        """Take note of a message: of several in one chat that arrived together, the latest."""


class MoveOfChatListener(Protocol):
    """Is told that a group has become a supergroup (Bot API, Message: migrate_to_chat_id)."""

    async def __call__(self, former: int, number: int, /) -> None:
        """Take note of a group's number, and of that which it has now."""


class Polling:
    """Asks Telegram again and again, whatever it answers. A lasting trouble is told once."""

    def __init__(
        self,
        bot: Bot,
        clock: Clock,
        incidents: Incidents,
        retry: RetryPolicy,
        limits: TelegramLimits,
    ) -> None:
        self._bot = bot
        self._clock = clock
        self._incidents = incidents
        self._retry = retry
        self._hopeless_seconds = limits.hopeless_seconds
        self._listeners: list[MessageListener] = []
        self._move_listeners: list[MoveOfChatListener] = []
        self._has_told_of_unreadable = False

    def on_message(self, listener: MessageListener) -> None:
        """Have a listener told of what others post."""
        self._listeners.append(listener)

    def on_move(self, listener: MoveOfChatListener) -> None:
        """Have a listener told of groups that have become supergroups."""
        self._move_listeners.append(listener)

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
        """Put updates into a queue, until cancelled: of those that piled up, what is no older.

        What piled up at Telegram's while nobody fetched it is left out if it is older than `STALE`.
        """
        offset = 0  # Telegram forgets what was confirmed: whoever polls next goes on from there
        has_caught_up = False

        async def fetch() -> tuple[Sequence[Update], int]:
            nonlocal has_caught_up
            try:
                updates = await self._bot.get_updates(
                    offset=offset,
                    limit=MOST_UPDATES,
                    timeout=POLL_SECONDS,
                    allowed_updates=ALLOWED_UPDATES,
                )
            except TelegramError:
                has_caught_up = False
                raise
            except (AttributeError, LookupError, TypeError, ValueError):
                return await self._readable_updates(offset)
            return updates, updates[-1].update_id + 1 if updates else offset

        while True:
            updates, following = await self.persist("fetch updates", fetch)
            # Now: the next request confirms these updates, and Telegram forgets them.
            await self._tell_listeners(updates)
            offset = following
            # By a clock that is ahead what was asked just now would be old for ever.
            for update in updates if has_caught_up else self._without_stale(updates):
                await queue.put(update)
            if len(updates) < MOST_UPDATES:
                has_caught_up = True
            else:
                await asyncio.sleep(FLOOD_PAUSE_SECONDS)

    async def _readable_updates(self, offset: int) -> tuple[Sequence[Update], int]:
        """Fetch the updates from one on of which some cannot be read, and pass over those.

        Return the others, and the number from which to go on. Raises TelegramError.
        """
        request = {
            "offset": offset,
            "limit": MOST_UPDATES,
            "timeout": 0,
            "allowed_updates": ALLOWED_UPDATES,
        }
        answer = await self._bot.do_api_request(UNREAD_UPDATES, request)
        updates, following = [], offset
        for written in answer if isinstance(answer, list) else []:
            try:
                following = max(following, int(written["update_id"]) + 1)
                updates.append(Update.de_json(written, self._bot))
            except (AttributeError, LookupError, TypeError, ValueError) as error:
                self._tell_of_unreadable(error)
        if following == offset:
            raise TelegramError("updates without a number")
        return updates, following

    def _tell_of_unreadable(self, error: Exception) -> None:
        if self._has_told_of_unreadable:
            return
        self._has_told_of_unreadable = True
        what = "an update that cannot be read is passed over, and others that come will be"
        self._incidents.report("Telegram", f"{what}: {type(error).__name__}")

    def _without_stale(self, updates: Sequence[Update]) -> list[Update]:
        """Leave out what nobody waits for any more."""
        since = self._clock.now() - STALE
        # A pressed button has no date; Telegram refuses the answer to one that is long ago.
        fresh = [
            update
            for update in updates
            if update.callback_query or ((posted := _posted(update)) and posted.date >= since)
        ]
        if stale := len(updates) - len(fresh):
            log.info("messages of long ago that get no answer: %d", stale)
        return fresh

    async def _tell_listeners(self, updates: Sequence[Update]) -> None:
        messages = [posted for each in updates if (posted := _posted(each))]
        for former, number in _moves(messages):
            for tell in self._move_listeners:
                await tell(former, number)
        latest = {each.chat: each.message_id for each in messages}
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


def _posted(update: Update) -> Message | None:
    """Return what somebody posted; the message below which a button was pressed is the bot's."""
    return update.message or update.channel_post


def _moves(messages: Sequence[Message]) -> Iterator[tuple[int, int]]:
    """Yield the groups that have become supergroups, which is told in both of them."""
    for message in messages:
        if message.migrate_to_chat_id:
            yield message.chat.id, message.migrate_to_chat_id
        if message.migrate_from_chat_id:
            yield message.migrate_from_chat_id, message.chat.id


def _mend(error: TelegramError) -> str:
    if isinstance(error, InvalidToken):
        return " (check TELEGRAM_BOT_TOKEN with BotFather)"
    if isinstance(error, Conflict) and "webhook" in error.message:
        return " (a webhook is set for this bot: remove it with the Bot API's deleteWebhook)"
    if isinstance(error, Conflict):
        return " (another instance uses the same token: stop it)"
    return ""
