"""Destinations that do as a test tells them."""

import asyncio
from collections import deque

from bot.delivery.outcome import Delivered, Outcome, Unknown
from bot.messages.post import Post


class Scripted:
    """A destination that answers as it was told, and then delivers everything."""

    name = "channel"

    def __init__(self, *outcomes: Outcome | Exception) -> None:
        self._outcomes = deque(outcomes)
        self.posts: list[Post] = []
        self.edits: list[tuple[int, Post]] = []
        self.deleted: list[int] = []
        self.found: Outcome = Unknown("nobody can look")

    async def send(self, post: Post) -> Outcome:
        self.posts.append(post)
        outcome = self._outcomes.popleft() if self._outcomes else Delivered(len(self.posts))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def wait_for_rate_limit(self) -> None:
        return

    async def wait_for_rate_limit_of_reminders(self) -> None:
        return

    async def find(self, texts: tuple[str, ...], after_id: int | None) -> Outcome:
        return self.found

    async def edit(self, message_id: int, post: Post) -> Outcome:
        self.edits.append((message_id, post))
        return Delivered(message_id)

    async def pin(self, message_id: int) -> None:
        """Nothing is pinned here."""

    async def delete(self, message_id: int) -> Outcome:
        self.deleted.append(message_id)
        return Delivered(message_id)


class Gated(Scripted):
    """A destination that takes its time: it delivers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.sending = asyncio.Event()
        self.let = asyncio.Event()

    async def send(self, post: Post) -> Outcome:
        self.sending.set()
        await self.let.wait()
        return await super().send(post)
