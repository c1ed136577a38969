"""The ledger's methods as coroutines, which wait for a database that fails to recover.

A transaction costs a write to the disk that must be waited for. When hundreds of posts are due at
one instant, their claims share one.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import Failure, PostRecord, PostState, ToldOtherwise
from bot.ledger.posts.claims import Part
from bot.ledger.trouble import begin_trouble, end_trouble
from bot.ops.incidents import Incidents
from bot.planning.keys import Key
from bot.planning.notification import Notification
from bot.planning.reminders import Reminder
from events.model import Event

T = TypeVar("T")
Call = tuple[Callable[[], object], asyncio.Future[Any]]
MOST_TOGETHER = 200


class LedgerThread:
    """Makes calls of one ledger's methods in a thread: those that wait share a transaction.

    Replicas of a ``shared`` ledger would come to wait for each other's rows: there each call stays
    a transaction of its own.
    """

    def __init__(self, ledger: Ledger, *, shared: bool = False) -> None:
        self.ledger = ledger
        self._shared = shared
        self._waiting: list[Call] = []
        self._working: asyncio.Task[None] | None = None

    async def call(self, work: Callable[[], T]) -> T:
        """Make a call, and return or raise what it does."""
        if self._shared:
            return await asyncio.to_thread(work)
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())
        return await done

    async def _work(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
            together = await _ended(self.ledger.together, [work for work, _ in taken])
            if together.exception() is None:
                for (_, done), result in zip(taken, together.result(), strict=True):
                    if not done.cancelled():
                        done.set_result(result)
            else:
                await self._make_one_by_one(taken)

    async def _make_one_by_one(self, taken: list[Call]) -> None:
        # A call that fails must not fail the others; whoever made it decides what to do.
        for work, done in taken:
            alone = await _ended(work)
            if done.cancelled():
                continue
            if error := alone.exception():
                done.set_exception(error)
            else:
                done.set_result(alone.result())


async def _ended(work: Callable[..., T], *arguments: object) -> asyncio.Future[T]:
    """Call something in a thread, and return how it ended, whatever it raised."""
    working = asyncio.ensure_future(asyncio.to_thread(work, *arguments))
    await asyncio.wait([working])
    return working


class AsyncLedger:
    """The ledger as one destination's delivery uses it; each method is `Ledger`'s of that name.

    While the database fails, a method tries again every ``storage_wait`` and the operator is told.
    Raises sqlalchemy.exc.SQLAlchemyError only once ``stopping`` is set.
    """

    def __init__(
        self,
        thread: LedgerThread,
        incidents: Incidents,
        storage_wait: timedelta,
        stopping: asyncio.Event,
    ) -> None:
        self._thread = thread
        self._ledger = thread.ledger
        self._incidents = incidents
        self._storage_wait = storage_wait
        self._stopping = stopping

    async def claim(
        self,
        notification: Notification,
        now: datetime,
        text: str,
        inconclusive: int | None = None,
        content: str | None = None,
    ) -> int | PostRecord | None:
        """Claim a post for sending: `Claims.claim`."""
        return await self._write(
            partial(self._ledger.claim, notification, now, text, inconclusive, content)
        )

    async def claim_together(
        self,
        parts: Sequence[Part],
        now: datetime,
        text: str,
        inconclusive: Mapping[Key, int],
        digest: str,
    ) -> list[int | PostRecord | None]:
        """Claim the posts of a digest: `Claims.claim_together`."""
        return await self._write(
            partial(self._ledger.claim_together, parts, now, text, inconclusive, digest)
        )

    async def miss(
        self, notification: Notification, now: datetime, reason: str, state: PostState
    ) -> bool:
        """Record that a post will not be sent: `Claims.miss`."""
        return await self._write(partial(self._ledger.miss, notification, now, reason, state))

    async def mark_own_uncertain(self, destination: str, now: datetime) -> int:
        """Make this process's claims uncertain: `Recovery.mark_own_uncertain`."""
        return await self._write(partial(self._ledger.mark_own_uncertain, destination, now))

    async def record_sent(
        self,
        key: Key,
        attempt: int,
        now: datetime,
        message_id: int | None,
        covered: Iterable[Reminder],
        digest: str | None = None,
    ) -> bool:
        """Record a post as sent: `Recording.record_sent`."""
        return await self._write(
            partial(self._ledger.record_sent, key, attempt, now, message_id, covered, digest)
        )

    async def record_failure(
        self,
        key: Key,
        attempt: int,
        failure: Failure,
        now: datetime,
        digest: str | None = None,
    ) -> bool:
        """Record a post as waiting, failed or uncertain: `Recording.record_failure`."""
        return await self._write(
            partial(self._ledger.record_failure, key, attempt, failure, now, digest)
        )

    async def record_not_found(
        self, key: Key, attempt: int, now: datetime, digest: str | None = None
    ) -> None:
        """Record that a post is not in the chat: `Recording.record_not_found`."""
        await self._write(partial(self._ledger.record_not_found, key, attempt, now, digest))

    async def presume_delivered(self, key: Key, attempt: int, now: datetime) -> None:
        """Record a notice of which nobody can tell: `Recording.presume_delivered`."""
        await self._write(partial(self._ledger.presume_delivered, key, attempt, now))

    async def record_corrected(
        self, keys: Sequence[Key], now: datetime, reason: str | None = None
    ) -> None:
        """Record that outdated posts were edited: `Recording.record_corrected`."""
        await self._write(partial(self._ledger.record_corrected, keys, now, reason))

    async def record_rewritten(
        self, key: Key, told: Event | None, text: str, content: str, reason: str | None = None
    ) -> None:
        """Record that a post bears other addresses: `Recording.record_rewritten`."""
        await self._write(partial(self._ledger.record_rewritten, key, told, text, content, reason))

    async def record_migration(self, destination: str, chat_id: int) -> bool:
        """Record that a chat has become another one: `Chats.record_migration`."""
        return await self._write(partial(self._ledger.record_migration, destination, chat_id))

    async def record_of(self, key: Key) -> PostRecord | None:
        """Return what is known of one post: `PostQueries.record_of`."""
        return await self._read(partial(self._ledger.record_of, key))

    async def last_told(self, keys: Sequence[Key]) -> dict[Key, PostRecord]:
        """Return the last other posts about the same events: `PostQueries.last_told`."""
        return await self._read(partial(self._ledger.last_told, keys))

    async def is_open(self, key: Key) -> bool:
        """Tell whether a post may be sent yet: `PostQueries.is_open`."""
        return await self._read(partial(self._ledger.is_open, key))

    async def uncertain_posts(self, destination: str, now: datetime) -> list[PostRecord]:
        """Return a destination's uncertain posts: `PostQueries.uncertain_posts`."""
        return await self._read(partial(self._ledger.uncertain_posts, destination, now))

    async def are_to_be_edited(self, uids: Iterable[str], destination: str) -> bool:
        """Tell whether posts about some events are wrong by now: `PostQueries.are_to_be_edited`."""
        return await self._read(partial(self._ledger.are_to_be_edited, uids, destination))

    async def next_correctable(self, destination: str) -> PostRecord | None:
        """Return the post to be corrected next: `PostQueries.next_correctable`."""
        return await self._read(partial(self._ledger.next_correctable, destination))

    async def digest_in(self, destination: str, message_id: int) -> list[PostRecord]:
        """Return the posts that are one message: `PostQueries.digest_in`."""
        return await self._read(partial(self._ledger.digest_in, destination, message_id))

    async def diaries(self, destination: str, now: datetime) -> list[PostRecord]:
        """Return the issues of the diary that may be edited: `PostQueries.diaries`."""
        return await self._read(partial(self._ledger.diaries, destination, now))

    async def told_otherwise(self, destination: str) -> list[ToldOtherwise]:
        """Return the posts that differ from what is published: `PostQueries.told_otherwise`."""
        return await self._read(partial(self._ledger.told_otherwise, destination))

    async def last_message_id(self, uid: str, destination: str) -> int | None:
        """Return the last message about an event: `PostQueries.last_message_id`."""
        return await self._read(partial(self._ledger.last_message_id, uid, destination))

    async def first_post(self, uid: str, destination: str) -> PostRecord | None:
        """Return the first post about an event: `PostQueries.first_post`."""
        return await self._read(partial(self._ledger.first_post, uid, destination))

    async def _write(self, call: Callable[[], T]) -> T:
        result = await self._read(call)
        # That the database can be read does not tell that it can be written.
        end_trouble(self._ledger, self._incidents)
        return result

    async def _read(self, call: Callable[[], T]) -> T:
        while True:
            try:
                return await self._thread.call(call)
            except SQLAlchemyError as error:
                begin_trouble(self._ledger, self._incidents, error)
                await self._wait_or_stop()
                if self._stopping.is_set():
                    raise

    async def _wait_or_stop(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._storage_wait.total_seconds()):
                await self._stopping.wait()
