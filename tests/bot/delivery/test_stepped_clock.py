"""A machine whose clock is stepped while the service runs: nobody waits for the length of the step.

The step is that of the clock which the service and APScheduler read; the monotonic one, by which
timers run, is left alone, as on a real machine. Nobody calls the service's inner steps.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import apscheduler.schedulers.base
import apscheduler.triggers.interval
import pytest

import bot.clock
import bot.delivery.scheduler
from bot.clock import SystemClock
from bot.config.settings import Settings
from bot.ledger.post_record import PostState
from bot.service.service import Service
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import heads, pacing
from tests.bot.making.scripted import Gated, Scripted
from tests.bot.running.running_service import running
from tests.patience import PATIENCE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2022, 1, 12, 9, tzinfo=UTC)
BEAT = timedelta(seconds=0.25)
PACING = replace(pacing(), heartbeat=BEAT)


class Machine:
    """The machine's wall clock, which a test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, shows: datetime) -> None:
        machine = self
        self._shift = shows - datetime.now(UTC)

        class Shifted(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + machine._shift

        clocks = (apscheduler.schedulers.base, apscheduler.triggers.interval, bot.clock)
        for module in (*clocks, bot.delivery.scheduler):
            monkeypatch.setattr(module, "datetime", Shifted)

    def step(self, by: timedelta) -> None:
        self._shift += by


@asynccontextmanager
async def served(folder: Path, channel: Scripted) -> AsyncIterator[Service]:
    file = AgendaFile(folder)
    file.save(definition(f"{START:%Y-%m-%d %H:%M} GMT", reminders="[1 hour]"))
    settings = Settings(agendas=file.folder, database=f"sqlite:///{folder / 'podium.db'}", port=0)
    async with running(settings, SystemClock(), lambda _: [channel], PACING) as service:
        yield service


async def posted(channel: Scripted, count: int = 1) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(channel.posts) < count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def noticed(caplog: pytest.LogCaptureFixture, steps: int) -> None:
    """Wait until heartbeats have noticed so many steps, and one more has gone by."""
    async with asyncio.timeout(PATIENCE):
        while caplog.text.count("the clock was stepped by") < steps:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await asyncio.sleep(2 * BEAT.total_seconds())


@pytest.mark.parametrize("step", [timedelta(minutes=2), HOUR, 5 * DAY])
async def test_a_clock_that_is_behind_for_a_moment_makes_no_reminder_late(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    step: timedelta,
) -> None:
    machine, channel = Machine(monkeypatch, START - HOUR - timedelta(minutes=1)), Scripted()
    async with served(tmp_path, channel):
        machine.step(-step)
        await noticed(caplog, 1)
        assert channel.posts == []
        machine.step(step + timedelta(seconds=58))  # two seconds before it is due, or less
        await posted(channel)
    assert heads(channel) == ["In 1 hour"]


@pytest.mark.parametrize("ahead", [timedelta(minutes=2), 2 * HOUR + DAY])
async def test_a_machine_that_boots_ahead_and_is_corrected_posts_at_the_right_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: timedelta
) -> None:
    """What it posts while it is ahead is true by the clock that it has; nothing is lost by it."""
    before = timedelta(minutes=10)
    machine, channel = Machine(monkeypatch, START - HOUR - before + ahead), Scripted()
    async with served(tmp_path, channel) as service:
        await asyncio.sleep(3 * BEAT.total_seconds())
        early = len(channel.posts)
        machine.step(-ahead)
        await asyncio.sleep(3 * BEAT.total_seconds())
        machine.step(before)
        if not early:
            await posted(channel)
        assert service.ledger.counts()[PostState.MISSED] == 0
    assert len(channel.posts) == 1
    assert early or heads(channel) == ["In 1 hour"]


@pytest.mark.parametrize("step", [-HOUR, DAY])
async def test_a_step_while_a_post_is_sent_loses_and_doubles_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    step: timedelta,
) -> None:
    machine, channel = Machine(monkeypatch, START - HOUR - timedelta(seconds=1)), Gated()
    async with served(tmp_path, channel) as service:
        async with asyncio.timeout(PATIENCE):
            await channel.sending.wait()
        machine.step(step)
        await noticed(caplog, 1)
        channel.let.set()
        await posted(channel)
        machine.step(-step)
        await noticed(caplog, 2)
        assert service.ledger.counts()[PostState.SENT] == 1
    assert heads(channel) == ["In 1 hour"]


async def test_a_clock_that_jumps_forward_posts_what_has_come_due_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine, channel = Machine(monkeypatch, START - 3 * HOUR), Scripted()
    async with served(tmp_path, channel):
        machine.step(2 * HOUR)
        await posted(channel)
    assert heads(channel) == ["In 1 hour"]
