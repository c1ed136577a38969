"""The operator's chat: hears of every trouble once, when Telegram lets it through."""

import asyncio
import logging
from collections import deque
from html import escape

from bot.destination import Destination
from bot.messages import Post
from bot.outcome import Delivered, Unknown, wait_before

log = logging.getLogger(__name__)

MOST_WAITING = 100
MOST_CHARACTERS = 3500


class OperatorChat:
    """Sends what it is told of, several texts in one message where they have piled up."""

    def __init__(self, chat: Destination) -> None:
        self._chat = chat
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)
        self._arrived = asyncio.Event()

    def tell(self, text: str) -> None:
        """Take a text; of very many only the latest are kept."""
        self._waiting.append(text)
        self._arrived.set()

    async def run(self) -> None:
        """Send until cancelled."""
        failures = 0
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                taken = list(self._waiting)
                outcome = await self._chat.send(_post(taken))
                # An answer that was lost is good enough: nobody needs to hear of trouble twice.
                if isinstance(outcome, Delivered | Unknown):
                    failures = 0
                    for _ in range(min(len(taken), len(self._waiting))):
                        self._waiting.popleft()
                    continue
                failures += 1
                wait = wait_before(outcome, failures)
                if wait is None:
                    log.error("the operator's chat refuses a message: %s", outcome)
                    self._waiting.clear()
                else:
                    await asyncio.sleep(wait.total_seconds())


def _post(texts: list[str]) -> Post:
    whole = "\n\n".join(f"• {text}" for text in texts)
    return Post(f"<b>Podium</b>\n{escape(whole[:MOST_CHARACTERS], quote=False)}")
