"""The readers who follow something: each a destination, as the ledger has it now."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Chat

from bot.clock import Clock
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.readers.readers import PREFIX, Stored
from bot.planning.following import NOTHING_CHOSEN, Chosen, Follow, Following, Topic
from bot.publishing.reloader import Reloader
from bot.service.changing import bring_in, take_away
from bot.service.destinations import RunningDestinations
from bot.service.pacing import Pacing
from bot.service.routes import Route
from bot.telegram.bot import TelegramBot
from bot.telegram.readers.chat import ReaderChat
from events.wording.language import Language

log = logging.getLogger(__name__)

MOST_REFUSALS = 2
# Many may begin to follow something within a second: the plan is made once for all of them.
TOGETHER_SECONDS = 0.2
# With 100,000 reminders the plan takes a second: answers and posts need the time between.
TIMES_AS_LONG = 3
TRY_AGAIN_SECONDS = 5.0


class Followers:
    """Takes what readers choose, and has it posted to them.

    A ``shared`` ledger is looked at for what other replicas took.
    """

    def __init__(
        self,
        ledger: LedgerThread,
        running: RunningDestinations,
        reloader: Reloader,
        clock: Clock,
        telegram: TelegramBot,
        pacing: Pacing,
        operator: int | str | None,
        *,
        shared: bool,
    ) -> None:
        self._thread = ledger
        self._ledger = ledger.ledger
        self._running = running
        self._reloader = reloader
        self._clock = clock
        self._telegram = telegram
        self._limits = pacing.telegram
        self._operator = operator
        self._look_seconds = pacing.reload.look.total_seconds() if shared else None
        self._changed = asyncio.Event()
        self._known: Mapping[str, Following] = {}
        self._chosen: dict[int, Chosen] = {}
        self._blocking: set[int] = set()
        self._moving: dict[int, int] = {}
        reloader.on_publication(self._look)

    def add_all(self) -> None:
        """Take all readers of the ledger, before anything is planned. It blocks.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        for former, number in self._ledger.moved_readers().items():
            self._move(former, number)
        self._chosen = self._ledger.chosen()
        self._known = self._wanted(self._ledger.followings())
        for each in self._known.values():
            self._running.add(self._route(each))

    async def run(self) -> None:
        """Post to whoever follows something by now, until cancelled."""
        latest, took = None, 0.0
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_seconds):
                    await self._changed.wait()
            try:
                if not self._changed.is_set():
                    now = await self._thread.call(self._ledger.latest_choice)
                    if now == latest:
                        continue
                    latest = now
                await asyncio.sleep(max(TOGETHER_SECONDS, TIMES_AS_LONG * took))
                self._changed.clear()
                began = monotonic()
                await self._forget_those_who_block()
                await self._move_those_who_moved()
                await self.take_over()
                took = monotonic() - began
            except SQLAlchemyError:
                # Whoever delivers tells of a ledger that fails.
                await asyncio.sleep(TRY_AGAIN_SECONDS)
                self._changed.set()

    async def take_over(self) -> None:
        """Post to all who follow something now, and to nobody else.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        async with self._running.changing:
            self._chosen = await self._thread.call(self._ledger.chosen)
            wanted = self._wanted(await self._thread.call(self._ledger.followings))
            running = self._running
            gone = [name for name in running.followers if name not in wanted]
            new = [each for name, each in wanted.items() if name not in running.followers]
            if not gone and not new and wanted == self._known:
                return
            await take_away(running, self._reloader, gone)
            await bring_in(running, self._reloader, map(self._route, new), list(wanted.values()))
            # Until then they were planned for, and what nobody sent them was recorded.
            former = [int(it.removeprefix(PREFIX)) for it in self._known if it not in wanted]
            await self._thread.call(partial(self._forget_what_came_after, former))
            self._known = wanted

    def _forget_what_came_after(self, former: Sequence[int]) -> None:
        # The operator's chat may be one of them: what that has become is not forgotten.
        name = f"{PREFIX}{self._operator}"
        number = self._ledger.chat_of(name)
        self._ledger.forget_what_came_after(former)
        if number is not None:
            self._ledger.record_chat(name, number)

    async def _forget_those_who_block(self) -> None:
        while self._blocking:
            chat_id = next(iter(self._blocking))
            await self.stop(chat_id)
            self._blocking.discard(chat_id)
            log.info("a reader who blocks the bot is forgotten")

    async def move(self, former: int, number: int) -> None:
        """Have what a group follows and has chosen go to the supergroup that it has become."""
        name, running = f"{PREFIX}{former}", self._running
        if name in running.workers and name not in running.followers:
            return
        with suppress(SQLAlchemyError):
            # What was chosen just now is in the ledger before it is anywhere here.
            if name not in running.followers and await self.stored_of(former) is None:
                return
            # Kept at once, to be taken over at a start if need be.
            await self._thread.call(partial(self._ledger.record_migration, name, number))
        self._note_move(former, number)

    def _note_move(self, former: int, number: int) -> None:
        self._moving[former] = number
        self._changed.set()

    async def _move_those_who_moved(self) -> None:
        while self._moving:
            former, number = next(iter(self._moving.items()))
            name = f"{PREFIX}{former}"
            async with self._running.changing:
                if name in self._running.followers:
                    await self._running.remove([name])
                await self._thread.call(partial(self._move, former, number))
            del self._moving[former]
            log.info("a group of readers has become a supergroup")

    def _move(self, former: int, number: int) -> None:
        name = f"{PREFIX}{former}"
        # The operator's chats are called so until the operator writes what they have become.
        if name not in self._running.workers:
            self._ledger.move_reader(former, number)
            if former == self._operator:
                self._ledger.record_chat(name, number)

    async def _look(self) -> None:
        """Look anew: an event that is followed may go on by another name."""
        self._changed.set()

    def is_named(self, chat: Chat) -> bool:
        """Tell whether the operator has chosen what a chat hears."""
        return any(it.is_in(chat) and it.topic is None for it in self._running.chats())

    def chosen_in(self, chat: Chat, topic: int | None) -> Chosen:
        """Return how a chat is told: as it has chosen, else as the operator has for its posts."""
        own = self._chosen.get(chat.id, NOTHING_CHOSEN)
        if own.language is not None:
            return own
        here = [it for it in self._running.chats() if it.is_in(chat)]
        here.sort(key=lambda it: it.topic != topic)
        language = self._running.language_of(here[0].name) if here else None
        return Chosen(language, own.zone)

    async def choose_language(self, chat_id: int, language: Language) -> None:
        """Have a chat told in a language from now on."""
        choose = partial(self._ledger.choose_language, chat_id, language, self._clock.now())
        await self._choose(chat_id, choose, language=language)

    async def choose_zone(self, chat_id: int, zone: str | None) -> None:
        """Have a chat told times by the clocks of a zone, or of each event, from now on."""
        choose = partial(self._ledger.choose_zone, chat_id, zone, self._clock.now())
        await self._choose(chat_id, choose, zone=zone)

    async def _choose(self, chat_id: int, choose: Callable[[], None], **chosen: Any) -> None:
        await self._thread.call(choose)
        before = self._chosen.get(chat_id, NOTHING_CHOSEN)
        self._chosen[chat_id] = replace(before, **chosen)
        self._changed.set()

    async def follow(
        self,
        chat_id: int,
        topic: Topic,
        leads: Iterable[timedelta],
        language: Language | None,
        forum_topic: int | None,
    ) -> Follow | None:
        """Have a chat hear of a topic from now on; None if it follows too many.

        - ``language``: in which it hears, as long as it chooses none
        - ``forum_topic``: in which topic of a group it hears of all that it follows
        """
        how = (tuple(leads), self._clock.now(), language, forum_topic)
        follow = await self._thread.call(partial(self._ledger.follow, chat_id, topic, *how))
        if (forum_topic or self._place_of(chat_id)) and (stored := await self.stored_of(chat_id)):
            self._chosen[chat_id] = stored.chosen  # what is due already comes there, too
        self._changed.set()
        return follow

    async def unfollow(self, chat_id: int, key: str) -> None:
        """Have a chat hear of a topic no more; with the last one it is forgotten.

        What it has chosen itself of how it is told stays.
        """
        left = await self._thread.call(partial(self._ledger.unfollow, chat_id, key))
        if not left:
            await self._forget(chat_id, self._ledger.forget_unless_chosen)
        self._changed.set()

    async def stop(self, chat_id: int) -> None:
        """Forget all that is stored of a chat, to which nothing is posted any more.

        What the operator has posted there is no reader's.
        """
        running = self._running
        is_operators = f"{PREFIX}{chat_id}" in running.workers.keys() - running.followers
        stored = self._ledger.forget_choices if is_operators else self._ledger.forget_reader

        def forget(chat_id: int) -> None:
            self._chosen.pop(chat_id, None)  # first: else the chat is answered as one that chose
            stored(chat_id)

        await self._forget(chat_id, forget)

    async def _forget(self, chat_id: int, forget: Callable[[int], None]) -> None:
        name = f"{PREFIX}{chat_id}"
        try:
            async with self._running.changing:
                if name in self._running.followers:
                    await self._running.remove([name])
                await self._thread.call(partial(forget, chat_id))
        finally:
            self._changed.set()

    async def stored_of(self, chat_id: int) -> Stored | None:
        """Return what is stored of a chat."""
        return await self._thread.call(partial(self._ledger.stored_of, chat_id))

    def _wanted(self, followings: Sequence[Following]) -> dict[str, Following]:
        named = self._running.workers.keys() - self._running.followers
        return {each.destination: each for each in followings if each.destination not in named}

    def _route(self, following: Following) -> Route:
        chat_id = int(following.destination.removeprefix(PREFIX))
        place = partial(self._place_of, chat_id)
        chat = ReaderChat(
            self._telegram, chat_id, self._limits, place, self._answered, self._note_move
        )
        chat.go_to(self._ledger.chat_of(chat.name) if chat_id < 0 else None)
        return Route(chat.name, chat, following)

    def _place_of(self, chat_id: int) -> int | None:
        return self._chosen.get(chat_id, NOTHING_CHOSEN).forum_topic

    async def _answered(self, chat_id: int, *, refused: bool) -> None:
        with suppress(SQLAlchemyError):
            if not refused:
                await self._thread.call(partial(self._ledger.record_acceptance, chat_id))
                return
            count = await self._thread.call(partial(self._ledger.record_refusal, chat_id))
            if count >= MOST_REFUSALS:
                # Its worker waits for this call, and ends before it is forgotten.
                self._blocking.add(chat_id)
                self._changed.set()
