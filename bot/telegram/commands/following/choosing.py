"""What comes of /language and /timezone, and of their buttons."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, CallbackQuery, Chat, Message, User

from bot.clock import Clock
from bot.messages.answers.answer import Answer, said
from bot.messages.answers.following import choosing as answers
from bot.messages.wording.answers.reader import Reader
from bot.telegram.commands.answering import Answering
from bot.telegram.commands.askers import Askers
from bot.telegram.commands.following.follows import Follows
from bot.telegram.commands.following.permission import may_choose
from bot.telegram.commands.following.zones_named import NO_ZONE, zones_named
from bot.telegram.commands.presses import presser
from events.text import plain_letters
from events.wording.language import Language
from events.wording.languages import LANGUAGES, language_spoken
from events.wording.links import language_name

Choose = Callable[[int], Awaitable[Answer]]


class ChoosingCommands:
    """Answers whoever wants a chat to be told in another language, or by other clocks."""

    def __init__(
        self, follows: Follows, askers: Askers, answering: Answering, clock: Clock
    ) -> None:
        self._follows = follows
        self._askers = askers
        self._answering = answering
        self._clock = clock

    async def language(self, bot: Bot, asked: Message, texts: Sequence[str]) -> None:
        """Show in which language a chat is told, or have it told in another one."""
        reader, name = self._askers.who_asked(asked), " ".join(texts)
        language = _language_named(name)
        if language is None:
            await self._say(bot, asked, answers.language_answer(reader, name))
        else:
            await self._choose(bot, asked, reader, partial(self._set_language, language))

    async def timezone(self, bot: Bot, asked: Message, texts: Sequence[str]) -> None:
        """Show by whose clocks a chat is told times, or have it told by others."""
        reader, name = self._askers.who_asked(asked), " ".join(texts)
        if not name:
            await self._say(bot, asked, answers.timezone_answer(reader))
            return
        zones = await self._zones(name, reader.language.code)
        if len(zones) == 1:
            set_zone = partial(self._set_zone, zones[0], reader)
            await self._choose(bot, asked, reader, set_zone)
        else:
            await self._say(bot, asked, answers.timezone_choice_answer(name, zones, reader))

    async def press(self, bot: Bot, query: CallbackQuery) -> str:
        """Do what a button asks for; return what whoever pressed it must be told, or ''."""
        what, _, named = (query.data or "").partition(" ")
        message = query.message
        if not isinstance(message, Message):
            return presser(query).words.too_old
        reader = self._askers.of(message, query.from_user)
        choose: Choose | None = None
        if what == answers.LANGUAGE and named in LANGUAGES:
            choose = partial(self._set_language, LANGUAGES[named])
        elif what == answers.TIMEZONE and await self._zones(named, "") == (named,):
            choose = partial(self._set_zone, named, reader)
        if choose is None:
            return reader.words.old_button
        if refusal := await self._refusal(bot, message.chat, query.from_user, None, reader):
            return refusal
        try:
            had_room = await self._answering.replace(bot, message, partial(choose, message.chat.id))
        except SQLAlchemyError:
            return reader.words.unavailable
        return "" if had_room else reader.words.too_much

    async def _zones(self, name: str, language: str) -> tuple[str, ...]:
        # The names in a language are read when they are asked for first.
        return await asyncio.to_thread(zones_named, name, language, self._clock.now())

    async def _set_language(self, language: Language, chat_id: int) -> Answer:
        await self._follows.choose_language(chat_id, language)
        return answers.language_set_answer(language)

    async def _set_zone(self, zone: str, reader: Reader, chat_id: int) -> Answer:
        chosen = None if zone == NO_ZONE else zone
        await self._follows.choose_zone(chat_id, chosen)
        return answers.timezone_set_answer(chosen, reader)

    async def _choose(self, bot: Bot, asked: Message, reader: Reader, choose: Choose) -> None:
        async def written() -> Answer:
            who = (asked.from_user, asked.sender_chat)
            if refusal := await self._refusal(bot, asked.chat, *who, reader):
                return said(refusal)
            try:
                return await choose(asked.chat.id)
            except SQLAlchemyError:
                return said(reader.words.unavailable)

        await self._answering.answer(bot, asked, written)

    async def _say(self, bot: Bot, asked: Message, answer: Answer) -> None:
        async def written() -> Answer:
            return answer

        await self._answering.answer(bot, asked, written)

    @staticmethod
    async def _refusal(
        bot: Bot, chat: Chat, user: User | None, sender: Chat | None, reader: Reader
    ) -> str:
        may = await may_choose(bot, chat, user, sender)
        return "" if may else reader.words.administrators


def _language_named(name: str) -> Language | None:
    """Return the language of a code, or of a name in any of the languages, with accents or not."""
    if found := language_spoken(name):
        return found
    for code, each in LANGUAGES.items():
        names = (language_name(code, it) for it in LANGUAGES.values())
        if plain_letters(name) in map(plain_letters, names):
            return each
    return None


CHOSEN = re.compile(f"^(?:{answers.LANGUAGE}|{answers.TIMEZONE}) ")
