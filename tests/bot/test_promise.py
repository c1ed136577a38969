"""The promise itself, over any mixture of edits, clocks, outages, lost answers and restarts."""

import asyncio
import re
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.config.settings import Settings
from bot.ledger.post_record import POSTED, PostState
from bot.publishing.reloader import ReloadPace
from bot.service.service import Service
from events.model import Event
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running
from tests.examples import examples
from tests.patience import PATIENCE
from tests.telegram_server.chats import Post
from tests.telegram_server.faults import Reset
from tests.telegram_server.server import TelegramServer

MINUTE = timedelta(minutes=1)
PACING = replace(pacing(), reload=ReloadPace(second_look=timedelta(milliseconds=10)))
NAMES = ("alpha", "beta", "gamma")
HOURS = st.sampled_from(["09:00", "09:40", "10:30", "12:00", "15:20"])
WHEN = re.compile(r"\w+ \d+ January 2022(?:, \d\d:\d\d GMT)?")


class Promise(RuleBasedStateMachine):
    """The real service in a world that a test upsets, and what its readers see of it."""

    @initialize()
    def begin(self) -> None:
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.folder = tempfile.TemporaryDirectory()
        self.file = AgendaFile(Path(self.folder.name))
        self.definitions = {"alpha": definition("2022-01-12 09:00 GMT", id="alpha", title="Alpha")}
        self.good = True
        self.up = True
        self.service: Service | None = None
        self.clock = SetClock(utc("2022-01-12 06:30"))
        self.runner.run(self._begin())

    async def _begin(self) -> None:
        self.server = TelegramServer(now=self.clock.now)
        await self.stack.enter_async_context(self.server)
        for name in ("@talks", "@operators"):
            self.server.add_channel(name)
        self.file.save(*self.definitions.values())
        await self._start()

    async def _start(self) -> None:
        self.running = running(
            Settings(
                token=self.server.token,
                channel="@talks",
                operator="@operators",
                api_url=self.server.url,
                agendas=self.file.folder,
                database=f"sqlite:///{self.folder.name}/podium.db",
                port=0,
            ),
            self.clock,
            pacing=PACING,
        )
        self.service = await self.running.__aenter__()
        await self._settle()

    async def _settle(self) -> None:
        service = self.service
        assert service is not None
        if not self.up:
            await service.scheduler.refill()
            await asyncio.sleep(0.05)
            return
        telegram = service.telegram
        assert telegram is not None
        async with asyncio.timeout(PATIENCE):
            await self.server.until(lambda: telegram.is_ready)
            await service.deliver_due()

    async def _edit(self) -> None:
        assert self.service is not None
        self.file.save(*self.definitions.values())
        self.good = True
        assert await self.service.reloader.reload()
        await self._settle()

    @rule(name=st.sampled_from(NAMES), hour=HOURS, about=st.sampled_from(["", "about "]))
    def define(self, name: str, hour: str, about: str) -> None:
        """Add an event, move it, restore it, or make its time exact or not."""
        start = f"{about}2022-01-12 {hour} GMT"
        self.definitions[name] = definition(start, id=name, title=name.title())
        self.runner.run(self._edit())

    @rule(name=st.sampled_from(NAMES), status=st.sampled_from(["cancelled", "postponed"]))
    def call_off(self, name: str, status: str) -> None:
        start = "2022-01-12 12:00 GMT"
        self.definitions[name] = definition(start, id=name, title=name.title(), status=status)
        self.runner.run(self._edit())

    @precondition(lambda self: len(self.definitions) > 1)
    @rule(name=st.sampled_from(NAMES))
    def take_out(self, name: str) -> None:
        self.definitions.pop(name, None)
        if self.definitions:
            self.runner.run(self._edit())

    @rule()
    def spoil(self) -> None:
        """A bad edit changes nothing."""
        assert self.service is not None
        before = self.service.publication
        self.file.path.write_text("agenda: [")
        self.good = False
        assert self.runner.run(self.service.reloader.reload()) is False
        assert self.service.publication is before

    @rule(minutes=st.sampled_from([1, 5, 20, 60, 1440, -1, -30, -1440]))
    def pass_time(self, minutes: int) -> None:
        self.clock.set(self.clock.now() + minutes * MINUTE)
        self.runner.run(self._settle())

    @rule()
    def upset_telegram(self) -> None:
        self.runner.run(self.server.go_down() if self.up else self.server.come_up())
        self.up = not self.up
        self.runner.run(self._settle())

    @precondition(lambda self: self.up)
    @rule(delivered=st.booleans())
    def lose_an_answer(self, delivered: bool) -> None:
        self.server.fail(Reset(), method="sendMessage", chat="@talks", delivered=delivered)

    @precondition(lambda self: self.good)
    @rule()
    def restart(self) -> None:
        async def again() -> None:
            await self.running.__aexit__(None, None, None)
            await self._start()

        self.runner.run(again())

    @invariant()
    def nothing_is_posted_twice(self) -> None:
        if getattr(self, "service", None) is None:
            return
        seen = [(_first_text(post), post.reply_to) for post in self._posts()]
        assert len(seen) == len(set(seen))

    @invariant()
    def nothing_that_is_due_is_forgotten(self) -> None:
        if getattr(self, "service", None) is None or not self.up:
            return
        assert self.service is not None
        now = self.clock.now()
        entries = {entry.key: entry for entry in self.service.ledger.records(*PostState)}
        posted = {entry.message_id for entry in entries.values() if entry.state in POSTED}
        assert posted == {post.message_id for post in self._posts()}
        awaiting_news = {notice.event.uid for notice in self.service.scheduler._notices}
        for reminder in self.service.plan.open_at(now):
            if reminder.key.uid not in awaiting_news:
                entry = entries.get(reminder.key)
                assert entry is not None, reminder
                assert entry.state in (*POSTED, PostState.SUPERSEDED), entry

    def teardown(self) -> None:
        if getattr(self, "service", None) is None:
            return
        self.runner.run(self._end())
        self.runner.close()
        self.folder.cleanup()

    async def _end(self) -> None:
        """Once all has settled, the last post about an event that is to come is right."""
        assert self.service is not None
        if not self.up:
            await self.server.come_up()
            self.up = True
        # A clock that was set back may have to come to a notice's time again.
        dues = [notice.due for notice in self.service.scheduler._notices]
        self.clock.set(max([self.clock.now(), *dues]))
        for _ in range(3):
            self.clock.set(self.clock.now() + MINUTE)
            await self._settle()
        self.nothing_is_posted_twice()
        self.nothing_that_is_due_is_forgotten()
        counts = self.service.ledger.counts()
        assert counts[PostState.WAITING] == counts[PostState.CLAIMED] == 0
        for event in self.service.publication.everything:
            about = [post for post in self._posts() if _title(post) == event.title]
            if about and not about[-1].edited and event.start.begins > self.clock.now():
                assert _is_right(about[-1], event), (about[-1].text, event)
            # Of what is past when its change would be told nobody is told: that post stays.
            judged = about[:-1] if event.start.begins <= self.clock.now() else about
            wrong = [post.text for post in judged if not (post.edited or _is_right(post, event))]
            assert not wrong, event
        await self.running.__aexit__(None, None, None)
        await self.stack.aclose()

    def _posts(self) -> list[Post]:
        return [post for post in self.server.posts("@talks") if not post.deleted]


def _first_text(post: Post) -> str:
    return post.earlier_texts[0] if post.earlier_texts else post.text


def _title(post: Post) -> str:
    return _first_text(post).partition("\n")[0].rpartition(": ")[2]


def _is_right(post: Post, event: Event) -> bool:
    head, _, rest = _first_text(post).partition("\n")
    if head.startswith(("Cancelled", "Postponed", "No longer listed")):
        return not event.status.is_on
    if not event.status.is_on:
        return False
    when = WHEN.search(rest)
    assert when is not None, post.text
    return when[0].endswith(f"{event.start.begins:%H:%M} GMT")


@pytest.mark.timeout(900)  # a life takes seconds, and there are twenty
def test_the_promise_holds_whatever_happens() -> None:
    run_state_machine_as_test(
        Promise,
        settings=settings(
            max_examples=examples(20),
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # a life takes seconds: too long to look for a shorter one
            suppress_health_check=list(HealthCheck),
        ),
    )
