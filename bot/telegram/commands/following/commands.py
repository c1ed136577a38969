"""What comes of /follow, /following, /stop, /privacy and of the buttons that go with them."""

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, CallbackQuery, Chat, Message, User
from telegram.constants import ChatType

from bot.clock import Clock
from bot.ledger.readers.readers import Stored
from bot.messages.answers.answer import PAGE, Answer, said
from bot.messages.answers.event import taken_words
from bot.messages.answers.feed import no_feed_answer, parts_answer
from bot.messages.answers.following import following as answers
from bot.messages.answers.following.stored import stored_words
from bot.messages.answers.itself import privacy_answer
from bot.messages.wording.answers.reader import Reader
from bot.planning.following import GENERAL, Follow, Topic
from bot.telegram.commands.answering import Answering, forum_topic_of
from bot.telegram.commands.askers import Askers
from bot.telegram.commands.catalogue import Catalogue, CurrentCatalogue
from bot.telegram.commands.following.follows import Follows
from bot.telegram.commands.following.permission import may_choose
from bot.telegram.commands.following.topics import (
    LengthUnknown,
    Meant,
    present_agenda,
    selection_of,
    topic_label,
    topic_meant,
    whole_title,
)
from bot.telegram.commands.presses import presser
from events.queries import is_over


class FollowingCommands:
    """Answers whoever follows something, or wants to."""

    def __init__(
        self,
        follows: Follows,
        askers: Askers,
        answering: Answering,
        catalogue: CurrentCatalogue,
        clock: Clock,
    ) -> None:
        self._follows = follows
        self._askers = askers
        self._answering = answering
        self._catalogue = catalogue
        self._clock = clock

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
        if not isinstance(message, Message) or not rest:
            return presser(query).words.too_old
        reader = self._askers.of(message, query.from_user)
        if what == PAGE:
            return await self._turn(bot, query, message, rest, reader)
        if refusal := await self._refusal(bot, message.chat, query.from_user, None, reader):
            return refusal
        too_much = reader.words.too_much
        try:
            if what == answers.STOP:
                await self._follows.unfollow(message.chat.id, rest[0])
                page = int(rest[1][:6]) if rest[1:] and rest[1].isdecimal() else 1
                others = partial(self._list, message.chat.id, reader, page)
                return "" if await self._answering.replace(bot, message, others) else too_much
            if not message.is_accessible and message.chat.type != ChatType.PRIVATE:
                return reader.words.too_old  # its topic is not told: the answer might go elsewhere
            event = (await self._catalogue.get()).by_key.get(rest[0])
            if event is None:
                return reader.words.gone
            meant = Meant(Topic(uid=event.uid))
            follow = partial(self._follow, message, meant, reader)
            return "" if await self._answering.answer(bot, message, follow) else too_much
        except SQLAlchemyError:
            return reader.words.unavailable

    async def _turn(
        self, bot: Bot, query: CallbackQuery, message: Message, rest: Sequence[str], reader: Reader
    ) -> str:
        chat, (number, *asked) = message.chat, rest
        if chat.type == ChatType.CHANNEL and not await may_choose(bot, chat, query.from_user, None):
            return reader.words.administrators
        written = self._list if asked == [answers.FOLLOWING] else self._feed
        turned = partial(written, chat.id, reader, int(number[:6]))
        try:
            had_room = await self._answering.replace(bot, message, turned)
        except SQLAlchemyError:
            return reader.words.unavailable
        return "" if had_room else reader.words.too_much

    async def _answer(
        self, bot: Bot, asked: Message, write: Callable[[Reader], Awaitable[Answer]]
    ) -> None:
        reader = self._askers.who_asked(asked)

        async def written() -> Answer:
            try:
                return await write(reader)
            except SQLAlchemyError:
                return said(reader.words.unavailable)

        await self._answering.answer(bot, asked, written)

    async def _follow_words(
        self, bot: Bot, asked: Message, texts: Sequence[str], reader: Reader
    ) -> Answer:
        refusal = await self._refusal(bot, asked.chat, asked.from_user, asked.sender_chat, reader)
        if refusal:
            return said(refusal)
        try:
            meant = await topic_meant(texts, await self._catalogue.get(), reader.language)
        except LengthUnknown:
            return answers.length_unknown_answer(" ".join(texts), reader)
        if meant is None:
            return answers.follow_usage_answer(reader)
        return await self._follow(asked, meant, reader)

    async def _follow(self, asked: Message, meant: Meant, reader: Reader) -> Answer:
        # What comes unasked comes in the language of this answer; a group has many readers.
        language = reader.language if asked.chat.type == ChatType.PRIVATE else None
        before = await self._follows.stored_of(asked.chat.id)
        kept = await self._follows.follow(
            asked.chat.id, meant.topic, meant.leads, language, forum_topic_of(asked)
        )
        if kept is None:
            return said(reader.words.too_many)
        catalogue, now = await self._catalogue.get(), self._clock.now()
        coming = [
            event
            for event in catalogue.told
            if meant.topic.holds(event) and event.status.is_on and not is_over(event, now)
        ]
        note = taken_words(meant.taken_for, reader)
        followed, where = self._followed(kept, catalogue, reader), _where(asked, before, reader)
        return answers.follow_answer(followed, note, coming, reader, where)

    async def _list(self, chat_id: int, reader: Reader, page: int = 1) -> Answer:
        stored, catalogue = await self._follows.stored_of(chat_id), await self._catalogue.get()
        followed = stored.follows if stored else ()
        told = [self._followed(each, catalogue, reader) for each in followed]
        return answers.following_answer(told, page, reader)

    async def _stop_all(self, bot: Bot, asked: Message, reader: Reader) -> Answer:
        stored = await self._follows.stored_of(asked.chat.id)
        if stored is None and self._follows.is_named(asked.chat):
            return said(reader.words.named)
        if not await may_choose(bot, asked.chat, asked.from_user, asked.sender_chat):
            return said(reader.words.administrators)
        if stored is None:
            return said(reader.words.follows_nothing)
        await self._follows.stop(asked.chat.id)
        return said(reader.words.stopped)

    async def _privacy(self, chat_id: int, reader: Reader) -> Answer:
        stored = await self._follows.stored_of(chat_id)
        if stored is None:
            return privacy_answer("", reader)
        # What is posted where the operator wants it is no reader's.
        follows, chosen = len(stored.follows), stored.chosen
        return privacy_answer(
            stored_words(stored.since, follows, stored.posts, chosen, reader), reader
        )

    async def _feed(self, chat_id: int, reader: Reader, page: int = 1) -> Answer:
        stored, catalogue = await self._follows.stored_of(chat_id), await self._catalogue.get()
        if stored is None or not stored.follows:
            return said(reader.words.follows_nothing)
        publication = catalogue.publication
        if publication.public_url is None:
            return no_feed_answer(reader)
        addresses = publication.addresses
        parts: list[tuple[str, str | None]] = []
        for each in stored.follows:
            topic, label = each.topic, topic_label(each.topic, catalogue, reader)
            if topic.words:
                parts.append((label, None))
            elif topic.uid is not None:
                event = catalogue.by_uid.get(topic.uid)
                address = addresses.page(event, reader.language) if event else None
                parts.append((label, address))
            else:
                selection = selection_of(topic, reader.language)
                whole = whole_title(publication, reader.language, topic)
                is_gone = topic.agenda and not present_agenda(publication, topic)
                feed = None if is_gone else addresses.feed(selection)
                parts.append((selection.title(whole), feed))
        return parts_answer(parts, _FEED_FOLLOWING, page, reader)

    @staticmethod
    def _followed(follow: Follow, catalogue: Catalogue, reader: Reader) -> answers.Followed:
        return follow.key, topic_label(follow.topic, catalogue, reader), follow.leads

    async def _refusal(
        self, bot: Bot, chat: Chat, user: User | None, sender: Chat | None, reader: Reader
    ) -> str:
        """Return why somebody may not choose what a chat hears; empty if they may."""
        if self._follows.is_named(chat):
            return reader.words.named
        may = await may_choose(bot, chat, user, sender)
        return "" if may else reader.words.administrators


def _where(asked: Message, before: Stored | None, reader: Reader) -> str:
    """Say what is not told where it was asked, or not what was so before; '' if all is as it was.

    A chat is told of all that it follows in one place.
    """
    here = forum_topic_of(asked)
    if before and before.follows and (before.chosen.forum_topic or GENERAL) != (here or GENERAL):
        return reader.words.moved_here
    is_thread = asked.message_thread_id is not None and here is None
    return reader.words.outside_thread if is_thread else ""


_FEED_FOLLOWING = f"feed {answers.FOLLOWING}"
_LISTS = f"{PAGE} [0-9]+ (?:{answers.FOLLOWING}|{_FEED_FOLLOWING})$"
FOLLOWED = re.compile(f"^(?:(?:{answers.FOLLOW}|{answers.STOP}) |{_LISTS})")
