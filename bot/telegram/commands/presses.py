"""What comes of a pressed button: another page, all about an event, or a file for a calendar.

Every press is answered (Bot API: answerCallbackQuery), since until then the reader's program shows
that it waits: also of buttons that an earlier version of Podium made, or of events that are gone.
"""

import logging
from functools import partial

from telegram import Bot, CallbackQuery, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.messages.answers.answer import PAGE, Document
from bot.messages.answers.event import CALENDAR, EVENT, calendar_caption
from bot.messages.wording.answers.reader import Reader
from bot.ops.logging import redact
from bot.telegram.commands.answering import Answering
from bot.telegram.commands.askers import Askers
from bot.telegram.commands.following.permission import may_choose
from bot.telegram.commands.replies import Replies
from events.model import Event
from events.wording.english import ENGLISH
from events.wording.languages import language_spoken

log = logging.getLogger(__name__)


class Presses:
    """Does what pressed buttons ask for, within the limits of answers."""

    def __init__(
        self, replies: Replies, askers: Askers, answering: Answering, most_at_once: int
    ) -> None:
        self._replies = replies
        self._askers = askers
        self._answering = answering
        self._most_at_once = most_at_once
        self._under_way = 0

    async def take(self, bot: Bot, query: CallbackQuery) -> None:
        """Do what a pressed button asks for, and answer the press."""
        if self._under_way >= self._most_at_once:
            return  # those that hang must leave connections to posts
        self._under_way += 1
        try:
            told = await self._done(bot, query)
            await query.answer(told or None, show_alert=bool(told))
        except TelegramError as error:
            log.info("a pressed button could not be answered: %s", redact(str(error)))
        finally:
            self._under_way -= 1

    async def _done(self, bot: Bot, query: CallbackQuery) -> str:
        """Do what a button asks for; return what whoever pressed it must be told, or ''."""
        what, *words = (query.data or "").split() or [""]
        message = query.message
        if not isinstance(message, Message):
            return presser(query).words.too_old
        reader = self._askers.of(message, query.from_user)
        chat, user = message.chat, query.from_user
        # Of an old message Telegram tells the chat and no topic: an answer might go elsewhere.
        if not message.is_accessible and chat.type != ChatType.PRIVATE:
            return reader.words.too_old
        if chat.type == ChatType.CHANNEL and not await may_choose(bot, chat, user, None):
            return reader.words.administrators  # all of a channel hear what is answered there
        if what == PAGE and len(words) > 1 and words[0].isdecimal():
            number, command, *rest = words
            return await self._show_page(bot, message, int(number[:6]), [command, *rest], reader)
        if what not in (EVENT, CALENDAR) or len(words) != 1:
            return reader.words.old_button
        event = await self._replies.event_of(words[0])
        if event is None:
            return reader.words.gone
        do = self._tell if what == EVENT else self._send
        return await do(bot, message, event, reader)

    async def _show_page(
        self, bot: Bot, message: Message, page: int, asked: list[str], reader: Reader
    ) -> str:
        command, *words = asked
        reply = self._replies.by_command.get(command)
        if reply is None:
            return reader.words.old_button
        had_room = await self._answering.replace(bot, message, partial(reply, words, page, reader))
        return "" if had_room else reader.words.too_much

    async def _tell(self, bot: Bot, message: Message, event: Event, reader: Reader) -> str:
        about = partial(self._replies.about, event, reader)
        had_room = await self._answering.answer(bot, message, about)
        return "" if had_room else reader.words.too_much

    async def _send(self, bot: Bot, message: Message, event: Event, reader: Reader) -> str:
        if not event.is_dated:
            return reader.words.undated
        calendar = self._replies.calendar_of(event, reader.language)
        file = Document(f"{event.id}.ics", calendar, calendar_caption(event, reader))

        async def write() -> Document:
            return file

        had_room = await self._answering.answer(bot, message, write)
        return "" if had_room else reader.words.too_much


def presser(query: CallbackQuery) -> Reader:
    """Return whom to tell of a press of which no message is known any more."""
    return Reader(language_spoken(query.from_user.language_code) or ENGLISH)
