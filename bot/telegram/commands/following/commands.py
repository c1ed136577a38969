"""What comes of /follow, /following, /stop, /privacy and of the buttons that go with them.

What a group hears is chosen by its administrators, who are looked up for each message.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, CallbackQuery, Chat, Message, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.clock import Clock
from bot.messages.answers.answer import Answer, said
from bot.messages.answers.event import GONE
from bot.messages.answers.feed import part_answer
from bot.messages.answers.following import following as words
from bot.messages.answers.itself import privacy_answer
from bot.planning.following import Follow, Topic
from bot.telegram.commands.answering import Answering
from bot.telegram.commands.catalogue import Catalogue, CurrentCatalogue
from bot.telegram.commands.following.follows import Follows
from bot.telegram.commands.following.topics import (
    selection_of,
    topic_label,
    topic_meant,
    whole_of,
    without_leads,
)
from bot.telegram.commands.presses import TOO_MUCH, TOO_OLD
from events.queries import is_over

_ADMINISTRATORS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


class FollowingCommands:
    """Answers whoever follows something, or wants to."""

    def __init__(
        self, follows: Follows, catalogue: CurrentCatalogue, clock: Clock, answering: Answering
    ) -> None:
        self._follows = follows
        self._catalogue = catalogue
        self._clock = clock
        self._answering = answering

    async def follow(self, bot: Bot, asked: Message, texts: Sequence[str]) -> None:
        """Have a chat follow what words mean."""
        await self._answer(bot, asked, partial(self._follow_words, bot, asked, texts))

    async def following(self, bot: Bot, asked: Message, _texts: Sequence[str]) -> None:
        """Show what a chat follows."""
        await self._answer(bot, asked, partial(self._list, asked.chat.id))

    async def stop(self, bot: Bot, asked: Message, _texts: Sequence[str]) -> None:
        """Forget all that is stored of a chat."""
        await self._answer(bot, asked, partial(self._stop_all, bot, asked))

    async def privacy(self, bot: Bot, asked: Message, _texts: Sequence[str]) -> None:
        """Say what is stored now."""
        await self._answer(bot, asked, partial(self._privacy, asked.chat.id))

    async def feed(self, bot: Bot, asked: Message, _texts: Sequence[str]) -> None:
        """Tell the addresses of what a chat follows."""
        await self._answer(bot, asked, partial(self._feed, asked.chat.id))

    async def press(self, bot: Bot, query: CallbackQuery) -> str:
        """Do what a button asks for; return what whoever pressed it must be told, or ''."""
        what, *rest = (query.data or "").split()
        message = query.message
        if not isinstance(message, Message) or len(rest) != 1:
            return TOO_OLD
        if refusal := await self._refusal(bot, message.chat, query.from_user, None):
            return refusal
        try:
            if what == words.STOP:
                await self._follows.unfollow(message.chat.id, rest[0])
                turned = partial(self._list, message.chat.id)
                return "" if await self._answering.turn(bot, message, turned) else TOO_MUCH
            if not message.is_accessible and message.chat.type != ChatType.PRIVATE:
                return TOO_OLD  # its topic is not told: the answer might go elsewhere
            event = (await self._catalogue.get()).by_key.get(rest[0])
            if event is None:
                return GONE
            follow = partial(self._follow, message.chat.id, Topic(uid=event.uid), "", ())
            return "" if await self._answering.answer(bot, message, follow) else TOO_MUCH
        except SQLAlchemyError:
            return words.UNAVAILABLE

    async def _answer(
        self, bot: Bot, asked: Message, write: Callable[[], Awaitable[Answer]]
    ) -> None:
        async def written() -> Answer:
            try:
                return await write()
            except SQLAlchemyError:
                return said(words.UNAVAILABLE)

        await self._answering.answer(bot, asked, written)

    async def _follow_words(self, bot: Bot, asked: Message, texts: Sequence[str]) -> Answer:
        if refusal := await self._refusal(bot, asked.chat, asked.from_user, asked.sender_chat):
            return said(refusal)
        texts, leads = without_leads(texts)
        meant = topic_meant(texts, await self._catalogue.get())
        if meant is None:
            return words.usage_answer()
        return await self._follow(asked.chat.id, meant.topic, meant.note, leads)

    async def _follow(
        self, chat_id: int, topic: Topic, note: str, leads: Sequence[timedelta]
    ) -> Answer:
        kept = await self._follows.follow(chat_id, topic, leads)
        if kept is None:
            return said(words.TOO_MANY)
        catalogue, now = await self._catalogue.get(), self._clock.now()
        coming = [
            event
            for event in catalogue.told
            if topic.holds(event) and event.status.is_on and not is_over(event, now)
        ]
        return words.follow_answer(self._followed(kept, catalogue), note, coming)

    async def _list(self, chat_id: int) -> Answer:
        stored, catalogue = await self._follows.stored_of(chat_id), await self._catalogue.get()
        followed = stored.follows if stored else ()
        return words.following_answer([self._followed(each, catalogue) for each in followed])

    async def _stop_all(self, bot: Bot, asked: Message) -> Answer:
        if refusal := await self._refusal(bot, asked.chat, asked.from_user, asked.sender_chat):
            return said(refusal)
        if await self._follows.stored_of(asked.chat.id) is None:
            return said(words.NOTHING)
        await self._follows.stop(asked.chat.id)
        return said(words.STOPPED)

    async def _privacy(self, chat_id: int) -> Answer:
        stored = await self._follows.stored_of(chat_id)
        if stored is None:
            return privacy_answer()
        count = len(stored.follows)
        return privacy_answer(words.stored_phrase(stored.since, count, stored.posts))

    async def _feed(self, chat_id: int) -> Answer:
        stored, catalogue = await self._follows.stored_of(chat_id), await self._catalogue.get()
        if stored is None:
            return said(words.NOTHING)
        publication = catalogue.publication
        parts: list[tuple[str, str | None]] = []
        for each in stored.follows:
            topic, label = each.topic, topic_label(each.topic, catalogue)
            if topic.words:
                parts.append((label, None))
            elif topic.uid is not None:
                known = [event for event in catalogue.told if event.uid == topic.uid]
                parts.append((label, publication.page_url(known[0]) if known else None))
            else:
                selection = selection_of(topic)
                title = selection.title(whole_of(topic, publication))
                parts.append((title, publication.feed_url(selection)))
        return part_answer(parts)

    @staticmethod
    def _followed(follow: Follow, catalogue: Catalogue) -> words.Followed:
        return follow.key, topic_label(follow.topic, catalogue), follow.leads

    async def _refusal(self, bot: Bot, chat: Chat, user: User | None, sender: Chat | None) -> str:
        """Return why somebody may not choose what a chat hears; empty if they may."""
        if self._follows.is_named(chat):
            return words.NAMED
        if chat.type in (ChatType.PRIVATE, ChatType.CHANNEL):
            return ""  # only administrators post in a channel
        if sender is not None and sender.id == chat.id:
            return ""  # an administrator who stays anonymous
        if user is None:
            return words.ADMINISTRATORS
        try:
            member = await bot.get_chat_member(chat.id, user.id)
        except TelegramError:
            return words.ADMINISTRATORS
        return "" if member.status in _ADMINISTRATORS else words.ADMINISTRATORS


FOLLOWED = re.compile(f"^(?:{words.FOLLOW}|{words.STOP}) ")
