"""Telegram: the bot's application in our loop, supervised.

python-telegram-bot's own polling ends for good, silently, at the first 401 or 404, so updates are
fetched here, and whatever Telegram answers the bot comes back by itself. Telegram being down
never concerns the feed, the page or the planning.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from aiolimiter import AsyncLimiter
from telegram import Bot, Chat, Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application

from bot.clock import Clock
from bot.database.leader_election import LeaderElection
from bot.delivery.outcome import NotDelivered, Unknown, wait_before
from bot.ops.incidents import Incidents
from bot.publishing.publication import Publication
from bot.telegram.commands import BOT_COMMANDS, add_commands
from bot.telegram.errors import outcome_of

log = logging.getLogger(__name__)

STOP_SECONDS = 3  # what readers' answers under way are given when the bot stops
POLL_SECONDS = 30  # how long Telegram holds a getUpdates that has nothing to tell
ANSWER_SECONDS = 15  # how long we wait for an answer beyond that
HOPELESS_SECONDS = 60.0  # before another try, where one as soon as that would fail the same way
POSTS_A_SECOND = 25  # of the 30 messages that Telegram takes from a bot; readers ask, too
ALLOWED_UPDATES = ["message", "channel_post"]


MessageListener = Callable[[Chat, int], Awaitable[None]]
"""Is told of a chat and the id of a message that others posted there."""


class TelegramBot:
    """The bot: it answers commands, and sends what it is given."""

    def __init__(
        self,
        token: str,
        api_url: str,
        current: Callable[[], Publication],
        clock: Clock,
        incidents: Incidents | None = None,
    ) -> None:
        self._incidents = incidents or Incidents()
        self._posts = AsyncLimiter(POSTS_A_SECOND, 1)
        self._witnesses: list[MessageListener] = []
        self._application = (
            Application.builder()
            .token(token)
            .base_url(f"{api_url}/bot")
            .base_file_url(f"{api_url}/file/bot")
            # A chat's own limits are kept before a post is claimed, since a claim is not for ever.
            .rate_limiter(AIORateLimiter(group_max_rate=0, group_time_period=0, max_retries=0))
            .concurrent_updates(True)
            .updater(None)
            .read_timeout(ANSWER_SECONDS)
            .get_updates_read_timeout(POLL_SECONDS + ANSWER_SECONDS)
            .build()
        )
        add_commands(self._application, current, clock)
        self._application.add_error_handler(_log_error)
        self._ready = asyncio.Event()

    @property
    def is_ready(self) -> bool:
        """Whether Telegram has been reached since the start."""
        return self._ready.is_set()

    @property
    def state(self) -> str:
        """How it stands with Telegram, in a word or two."""
        return "reached" if self.is_ready else "not reached yet"

    @property
    def bot(self) -> Bot:
        """The Bot API's methods."""
        bot: Bot = self._application.bot
        return bot

    async def ready(self) -> None:
        """Wait until Telegram has been reached."""
        await self._ready.wait()

    async def wait_for_rate_limit(self) -> None:
        """Wait until the bot may send another post, to whomever."""
        await self._posts.acquire()

    def tell(self, witness: MessageListener) -> None:
        """Have a witness told of what others post, before Telegram may forget it."""
        self._witnesses.append(witness)

    async def run(self, election: LeaderElection | None = None) -> None:
        """Reach Telegram, then fetch and answer updates, until cancelled.

        Replicas hold an ``election``: Telegram allows but one of them to fetch.
        """
        try:
            await self._persist("reach Telegram", self._initialize)
            await self._application.start()
            await self._persist("set the commands", self._set_commands)
            await (election.run_while_leading(self._poll) if election else self._poll())
        finally:
            if self._application.running:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._application.stop(), STOP_SECONDS)
            await self._application.shutdown()
            # The application leaves its bot's connections open if it was never initialized.
            await self.bot.shutdown()

    async def _initialize(self) -> None:
        await self._application.initialize()
        self._ready.set()
        log.info("Telegram reached as @%s", self.bot.username)

    async def _set_commands(self) -> None:
        await self.bot.set_my_commands(BOT_COMMANDS)

    async def _persist(self, purpose: str, attempt: Callable[[], Any]) -> Any:
        """Repeat an attempt until Telegram lets it succeed; a lasting trouble is told once."""
        failures = 0
        while True:
            try:
                result = await attempt()
            except TelegramError as error:
                failures += 1
                trouble = f"cannot {purpose}, and go on trying{_mend(error)}"
                answer = f"{type(error).__name__}: {error.message}"
                self._incidents.open("Telegram", trouble, answer)
                await asyncio.sleep(_patience(error, failures))
            else:
                self._incidents.close("Telegram")
                return result

    async def _poll(self) -> None:
        offset = 0  # Telegram forgets what was confirmed: whoever polls next goes on from there

        async def fetch() -> Any:
            return await self.bot.get_updates(
                offset=offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES
            )

        while True:
            updates: Sequence[Update] = await self._persist("fetch updates", fetch)
            await self._witness(updates)
            for update in updates:
                offset = update.update_id + 1
                await self._application.update_queue.put(update)

    async def _witness(self, updates: Sequence[Update]) -> None:
        messages = [each.effective_message for each in updates]
        latest = {each.chat: each.message_id for each in messages if each}
        for chat, message_id in latest.items():
            for witness in self._witnesses:
                await witness(chat, message_id)


def _patience(error: TelegramError, failures: int) -> float:
    outcome = outcome_of(error)
    if isinstance(outcome, Unknown):
        # To ask twice does no harm here.
        outcome = NotDelivered(outcome.reason)
    wait = wait_before(outcome, failures)
    if wait is None or isinstance(error, InvalidToken):
        return HOPELESS_SECONDS
    return wait.total_seconds()


def _mend(error: TelegramError) -> str:
    if isinstance(error, InvalidToken):
        return " (check TELEGRAM_BOT_TOKEN with BotFather)"
    if isinstance(error, Conflict) and "webhook" in error.message:
        return " (a webhook is set for this bot: remove it with the Bot API's deleteWebhook)"
    if isinstance(error, Conflict):
        return " (another instance uses the same token: stop it)"
    return ""


async def _log_error(_update: object, context: Any) -> None:
    log.error("a command could not be answered", exc_info=context.error)
