"""Readers are answered where they asked, as far as the posts leave room.

A chat takes so many messages a minute, and the bot sends so many a second, posts and answers
together. Posts keep to their part, and answers to theirs: what is asked beyond it is not answered,
so that no reminder waits for a reader.
"""

import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic

from telegram import Bot, Chat, Message, ReplyParameters
from telegram.constants import ChatType
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.messages.answers.answer import Answer, Document
from bot.ops.logging import redact
from bot.telegram.errors import wait_after
from bot.telegram.limits import TelegramLimits
from bot.telegram.requests import edit_post, reply_to, send_document, send_post

log = logging.getLogger(__name__)

Write = Callable[[], Awaitable[Answer]]
WriteAnswerOrFile = Callable[[], Awaitable[Answer | Document]]
MINUTE = timedelta(minutes=1).total_seconds()


class Answering:
    """Gives answers, within the limits."""

    def __init__(self, limits: TelegramLimits) -> None:
        self._limits = limits
        # When an answer was given, and in which chat: of the last minute.
        self._given: deque[tuple[float, int]] = deque()
        self._in_chat: Counter[int] = Counter()
        self._in_second: deque[float] = deque()
        # Until when a chat takes no answers, since Telegram asked to wait.
        self._silent: dict[int, float] = {}
        self._under_way = 0
        self._last_left = -MINUTE

    async def answer(self, bot: Bot, asked: Message, write: WriteAnswerOrFile) -> bool:
        """Answer a message: in its topic, and in a group as a reply, so in its comments.

        Tell whether there was room for it.
        """

        async def send() -> None:
            answer = await write()
            where = (_reply(asked), forum_topic_of(asked))
            if isinstance(answer, Document):
                await send_document(bot, asked.chat.id, answer, *where)
                return
            await send_post(bot, asked.chat.id, answer.post, *where, rows=answer.rows)

        return await self.give(asked.chat, send)

    async def replace(self, bot: Bot, message: Message, write: Write) -> bool:
        """Replace an answer by another, or by another page; tell whether there was room for it."""

        async def edit() -> None:
            answer = await write()
            with _unless_unchanged():
                await edit_post(bot, message.chat.id, message.message_id, answer.post, answer.rows)

        return await self.give(message.chat, edit)

    async def give(self, chat: Chat, send: Callable[[], Awaitable[object]]) -> bool:
        """Send something to a chat if there is room for it, and tell whether there was.

        An answer that fails is given up: it would come late, and take the place of a post.
        """
        if not self._has_room(chat):
            self._tell_of_one_left()
            return False
        self._count(chat)
        self._under_way += 1
        try:
            await send()
        except RetryAfter as flood:
            seconds = wait_after(flood).total_seconds()
            self._silent[chat.id] = monotonic() + seconds
            log.warning("an answer is given up: Telegram asks to wait for %.0f s", seconds)
        except TelegramError as error:
            log.warning("a command could not be answered: %s", redact(str(error)))
        finally:
            self._under_way -= 1
        return True

    def _has_room(self, chat: Chat) -> bool:
        now, limits = monotonic(), self._limits
        while self._given and self._given[0][0] <= now - MINUTE:
            _, given_in = self._given.popleft()
            self._in_chat[given_in] -= 1
            if not self._in_chat[given_in]:
                del self._in_chat[given_in]
        while self._in_second and self._in_second[0] <= now - 1:
            self._in_second.popleft()
        self._silent = {each: until for each, until in self._silent.items() if until > now}
        private = chat.type == ChatType.PRIVATE
        most = limits.private_answers_a_minute if private else limits.answers_a_minute
        return (
            chat.id not in self._silent
            and self._under_way < limits.answers_at_once
            and len(self._in_second) < limits.answers_a_second
            and self._in_chat[chat.id] < most
        )

    def _count(self, chat: Chat) -> None:
        now = monotonic()
        self._given.append((now, chat.id))
        self._in_chat[chat.id] += 1
        self._in_second.append(now)

    def _tell_of_one_left(self) -> None:
        """Log that commands are left unanswered: once, until there were none for a minute."""
        now = monotonic()
        if now - self._last_left >= MINUTE:
            log.warning("more is asked than may be answered: some commands get no answer")
        self._last_left = now


@contextmanager
def _unless_unchanged() -> Iterator[None]:
    """Pass over that an answer is what it was: a button was pressed twice."""
    try:
        yield
    except BadRequest as refusal:
        if "not modified" not in refusal.message:
            raise


def _reply(asked: Message) -> ReplyParameters | None:
    if asked.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    if asked.message_thread_id and not asked.is_topic_message:
        # Without its message an answer to a comment would stand in the group, not in the comments.
        return ReplyParameters(asked.message_id)
    return reply_to(asked.message_id)


def forum_topic_of(message: Message) -> int | None:
    """Return the topic of a group that a message is in; the number of another thread is refused."""
    return message.message_thread_id if message.is_topic_message else None
