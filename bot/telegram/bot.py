"""The bot: python-telegram-bot's application in our loop, supervised.

Telegram being down never concerns the feed, the page or the planning.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from telegram import Bot, Chat
from telegram.ext import AIORateLimiter, Application

from bot.clock import Clock
from bot.database.leader_election import LeaderElection
from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.publishing.publication import Publication
from bot.telegram.api.connections import Connections
from bot.telegram.api.polling import POLL_SECONDS, MessageListener, MoveOfChatListener, Polling
from bot.telegram.commands.following.choosing import ChoosingCommands
from bot.telegram.commands.following.commands import FollowingCommands
from bot.telegram.commands.following.follows import Follows
from bot.telegram.commands.following.registry import add_following
from bot.telegram.commands.operator.operations import Operations
from bot.telegram.commands.operator.registry import add_operator_commands
from bot.telegram.commands.registry import add_commands, offer_commands
from bot.telegram.limits import TelegramLimits
from bot.telegram.rate import Rate, allowed
from bot.telegram.readers.turns import Turns

log = logging.getLogger(__name__)
# It logs each 429 with a traceback; whoever sent the message tells of it in a line.
logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)

MOST_WAITING_UPDATES = 100  # of those that are fetched, and not looked at yet
BEHIND_SECONDS = 0.01  # how soon a reader's post looks again whether a channel's waits
STOP_SECONDS = 3  # what readers' answers under way are given when the bot stops


class TelegramBot:
    """The bot: answers commands, and is the chats' way to Telegram."""

    def __init__(
        self,
        token: str,
        api_url: str,
        current: Callable[[], Publication],
        clock: Clock,
        incidents: Incidents,
        retry: RetryPolicy,
        limits: TelegramLimits,
    ) -> None:
        self._limits = limits
        self._channels_waiting = 0
        self.turns = Turns(self._wait_behind_channels)
        self._posts = Rate(limits.posts_a_second, 1)
        self._application = (
            Application.builder()
            .token(token)
            .base_url(f"{api_url}/bot")
            .base_file_url(f"{api_url}/file/bot")
            # A chat's own limits are kept before a post is claimed, since a claim is not for ever.
            .rate_limiter(AIORateLimiter(limits.messages_a_second, 1, 0, 0, max_retries=0))
            .concurrent_updates(True)
            # What is not taken yet waits at Telegram's, and not here.
            .update_queue(asyncio.Queue(MOST_WAITING_UPDATES))
            .updater(None)
            .request(Connections(api_url, read_timeout=limits.answer_seconds))
            .get_updates_request(
                Connections(api_url, most=1, read_timeout=POLL_SECONDS + limits.answer_seconds)
            )
            .build()
        )
        self._clock = clock
        made = add_commands(self._application, current, clock, limits)
        self._replies, self._askers, self._answering = made
        self._application.add_error_handler(_log_error)
        self._polling = Polling(self.bot, clock, incidents, retry, limits)
        self._ready = asyncio.Event()

    @property
    def is_ready(self) -> bool:
        """Whether Telegram has been reached since the start."""
        return self._ready.is_set()

    @property
    def state(self) -> str:
        """Whether Telegram has been reached, in a word or two."""
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
        self._channels_waiting += 1
        try:
            await allowed(self._posts)
        finally:
            self._channels_waiting -= 1

    async def _wait_behind_channels(self) -> None:
        """Wait until the bot may send another post, and no channel waits for that."""
        while True:
            wait = self._posts.wait_seconds
            if not wait and not self._channels_waiting:
                break
            await asyncio.sleep(wait or BEHIND_SECONDS)
        self._posts.count()

    def on_message(self, listener: MessageListener) -> None:
        """Have a listener told of what others post, before Telegram may forget it."""
        self._polling.on_message(listener)

    def on_move(self, listener: MoveOfChatListener) -> None:
        """Have a listener told of groups that have become supergroups."""
        self._polling.on_move(listener)

    def answer_operator(self, is_operators: Callable[[Chat], bool], operations: Operations) -> None:
        """Do what is asked in the operator's chat; what chat that is is asked at every call."""
        add_operator_commands(self._application, is_operators, operations, self._limits)

    def let_follow(self, follows: Follows) -> None:
        """Let readers choose what they hear."""
        self._replies.can_be_followed = True
        self._askers.chosen_in = follows.chosen_in
        given = (follows, self._askers, self._answering)
        commands = FollowingCommands(*given, self._replies.catalogue, self._clock)
        add_following(self._application, commands, ChoosingCommands(*given, self._clock))

    async def run(self, election: LeaderElection | None = None) -> None:
        """Reach Telegram, then fetch and answer updates until cancelled.

        Replicas hold an ``election``: Telegram allows but one of them to fetch.
        """
        try:
            await self._polling.persist("reach Telegram", self._initialize)
            await self._application.start()
            await self._polling.persist("set the commands", self._set_commands)
            await (election.run_while_leading(self._poll) if election else self._poll())
        finally:
            if self._application.running:
                with suppress(TimeoutError):
                    async with asyncio.timeout(STOP_SECONDS):
                        await self._application.stop()
            await self._application.shutdown()
            # The application leaves its bot's connections open if it was never initialized.
            await self.bot.shutdown()

    async def _initialize(self) -> None:
        await self._application.initialize()
        self._ready.set()
        log.info("Telegram reached as @%s", self.bot.username)

    async def _set_commands(self) -> None:
        await offer_commands(self.bot)

    async def _poll(self) -> None:
        await self._polling.fetch_updates(self._application.update_queue)


async def _log_error(_update: object, context: Any) -> None:
    log.error("a command could not be answered", exc_info=context.error)
