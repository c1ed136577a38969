"""The operator's chat, which hears of every trouble once, as soon as Telegram lets it through."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from bot.delivery.destination import Destination
from bot.delivery.outcome import Delivered, Migrated, Unknown
from bot.delivery.retry import RetryPolicy
from bot.messages.post import Post, Span, Style

log = logging.getLogger(__name__)

MOST_WAITING = 100
# Of the texts of one message. Telegram takes 4096, and the heading and bullets need some.
MOST_CHARACTERS = 3500


class OperatorChat:
    """Sends texts to the operator: several in one message where they have piled up.

    ``moved`` is told when the chat has become another one, where the operator is told next.
    """

    def __init__(
        self, chat: Destination, retry: RetryPolicy, moved: Callable[[int], Awaitable[None]]
    ) -> None:
        self._chat = chat
        self._retry = retry
        self._moved = moved
        self._waiting: deque[str] = deque()
        self._left_out = 0
        self._arrived = asyncio.Event()

    def tell(self, text: str) -> None:
        """Take a text. Beyond `MOST_WAITING` only the latest texts are kept, the others counted."""
        self._waiting.append(text)
        if len(self._waiting) > MOST_WAITING:
            self._waiting.popleft()
            self._left_out += 1
        self._arrived.set()

    async def run(self) -> None:
        """Send texts until cancelled."""
        while True:
            while self._waiting:
                await self._send(_post(self._take()))
            self._arrived.clear()
            await self._arrived.wait()

    def _take(self) -> list[str]:
        """Take as many of the waiting texts as fit into a message, the oldest first."""
        taken = []
        if self._left_out:
            taken.append(f"{self._left_out} earlier incidents are told in the log alone")
            self._left_out = 0
        room = MOST_CHARACTERS
        while self._waiting and len(text := _cut(self._waiting[0])) <= room:
            self._waiting.popleft()
            taken.append(text)
            room -= len(text)
        return taken

    async def _send(self, post: Post) -> None:
        failures = doubts = 0
        while True:
            outcome = await self._chat.send(post)
            # Where nobody can tell, hearing of a trouble twice is better than not at all.
            doubts += isinstance(outcome, Unknown)
            if isinstance(outcome, Delivered) or doubts > 1:
                return
            if isinstance(outcome, Migrated):
                await self._moved(outcome.chat_id)
            failures += 1
            wait = self._retry.wait_before(outcome, failures)
            if wait is None:
                log.error("the operator's chat refuses a message: %s", outcome)
                return
            await asyncio.sleep(wait.total_seconds())


def _post(texts: list[str]) -> Post:
    whole = "\n\n".join(f"• {text}" for text in texts)
    return Post((Span("Podium", Style.BOLD), Span(f"\n{whole}")))


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"
