"""The bot's queue of updates, and long polling on it."""

import asyncio
import contextlib
import itertools
from collections import deque
from dataclasses import dataclass

from tests.telegram_server.refusals import CONFLICT, Refusal, RefusedError

_FIRST_UPDATE_ID = 500_000_001
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Update:
    """One update; `kind` names its field, such as `message`."""

    id: int
    kind: str
    body: dict[str, object]

    def to_json(self) -> dict[str, object]:
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    """Keeps updates until a poll confirms them by a higher offset."""

    def __init__(self) -> None:
        self._updates: deque[Update] = deque()
        self._ids = itertools.count(_FIRST_UPDATE_ID)
        self._allowed: frozenset[str] | None = None
        self._waiting: asyncio.Future[None] | None = None

    @property
    def pending(self) -> int:
        return len(self._updates)

    @property
    def is_polled(self) -> bool:
        """Whether a long poll is waiting now."""
        return self._waiting is not None

    def put(self, kind: str, body: dict[str, object]) -> None:
        """Queue an update, unless the bot asked not to get this kind."""
        wanted = kind in self._allowed if self._allowed else kind not in _NOT_BY_DEFAULT
        if not wanted:
            return
        self._updates.append(Update(next(self._ids), kind, body))
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    def repeat(self) -> None:
        """Queue all that is pending once more, each under the number that it has."""
        self._updates = deque(each for update in self._updates for each in (update, update))

    def allow(self, kinds: frozenset[str]) -> None:
        """Set the kinds to queue from now on; none means all but the rare ones."""
        self._allowed = kinds or None

    def drop(self) -> None:
        self._updates.clear()

    async def poll(self, offset: int, limit: int, timeout_seconds: int) -> list[Update]:
        """Answer getUpdates. A newer long poll ends an older one with 409, as on Telegram;
        a short poll (timeout 0) disturbs nobody."""
        while self._updates and (
            len(self._updates) > -offset if offset < 0 else self._updates[0].id < offset
        ):
            self._updates.popleft()
        if not self._updates and timeout_seconds:
            await self._wait(timeout_seconds)
        return list(itertools.islice(self._updates, limit))

    def terminate(self, refusal: Refusal) -> None:
        """End the poll that waits now, if any, with this answer."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(RefusedError(refusal))

    async def _wait(self, seconds: int) -> None:
        self.terminate(CONFLICT)
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(waiting, seconds)
        finally:
            if self._waiting is waiting:
                self._waiting = None
