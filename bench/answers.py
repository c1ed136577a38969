"""How soon the bot answers 200 updates a second on the loopback Bot API, while one send hangs."""

import asyncio
import logging
import multiprocessing
import os
import statistics
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from bench.rounds import spread
from bench.table import Row, show
from bot.config.settings import bundled_agendas
from bot.delivery.retry import RetryPolicy
from bot.ops.incidents import Incidents
from bot.publishing.publication import Publication
from bot.telegram.bot import TelegramBot
from bot.telegram.limits import TelegramLimits
from events.definitions.loader import load
from events.revisions import first_revisions
from tests.telegram_server.faults import Hold
from tests.telegram_server.server import TelegramServer

SECONDS = 20
WARM_UP = 200  # updates, which are not counted
ROUNDS = 3
MOST_SECONDS = 120.0
# The send that hangs is not to be given up within a run.
AS_THEY_ARE = TelegramLimits(answer_seconds=600.0)
# What Telegram lets nobody do: it takes 30 messages a second.
NO_LIMITS = replace(
    AS_THEY_ARE,
    messages_a_second=100_000,
    answers_a_second=100_000,
    answers_a_minute=100_000,
    private_answers_a_minute=100_000,
    answers_at_once=10_000,
)
ASKED = (
    "/next",
    "/next 3 osce",
    "/today",
    "/week",
    "/event council",
    "/changes",
    "/press",
    "/help",
)
NOW = datetime(2022, 1, 12, 8, 30, tzinfo=UTC)


class _Clock:
    """Stands still in the bundled week."""

    def now(self) -> datetime:
        return NOW

    def system_time(self, instant: datetime) -> datetime:
        return instant


@dataclass(frozen=True, slots=True)
class Run:
    """What one run gave: lags in seconds, the bot's milliseconds for an update, its MB more."""

    lags: list[float]
    spent: float
    grown: float


def main() -> None:
    """Measure, and print the table."""
    rows = []
    for what, limits, a_second in (
        ("200 updates a second, as many answers as Telegram takes", AS_THEY_ARE, 200),
        ("50 updates a second, each answered", NO_LIMITS, 50),
        ("200 updates a second, each answered", NO_LIMITS, 200),
    ):
        runs = [uvloop.run(_measured(limits, a_second)) for _ in range(ROUNDS)]
        p99 = [statistics.quantiles(run.lags, n=100)[98] * 1000 for run in runs]
        rows += [
            Row(f"{what}: median", spread([statistics.median(r.lags) * 1000 for r in runs], ".1f")),
            Row("p99", spread(p99, ".1f"), "≤ 20", statistics.median(p99) <= 20),
            Row("processor's time for each update", spread([r.spent for r in runs], ".1f")),
            Row(f"MB more after {a_second * SECONDS}", spread([r.grown for r in runs], ".1f")),
        ]
    show("Answers: from an update to the arrival of its answer, in ms, while one send hangs", rows)


async def _measured(limits: TelegramLimits, a_second: int) -> Run:
    context = multiprocessing.get_context("spawn")
    number = a_second * SECONDS
    async with TelegramServer() as server:
        bot = context.Process(target=_bot, args=(server.token, server.url, limits))
        bot.start()
        assert bot.pid is not None
        try:
            await server.until(lambda: server.is_polled, timeout_seconds=60)
            slow = server.add_user("Slow")
            server.say(slow, "hello")
            server.fail(Hold(), method="sendMessage", chat=slow)
            server.say(slow, "/next")
            await server.until(lambda: server.held == 1, timeout_seconds=60)
            warm = await _ask(server, WARM_UP, a_second)
            memory, spent = _resident(bot.pid), _spent(bot.pid)
            asked = await _ask(server, number, a_second)
            await _taken(server, warm | asked if limits is NO_LIMITS else None)
            assert server.held == 1, "the send that hangs was let go"
            lags = [
                (call.received_at - asked[chat]).total_seconds()
                for call in server.calls("sendMessage")
                if (chat := call.parameters["chat_id"]) in asked
            ]
            spent = (_spent(bot.pid) - spent) * 1000 / number
            return Run(lags, spent, (_resident(bot.pid) - memory) / 1e6)
        finally:
            bot.kill()
            await asyncio.to_thread(bot.join)


async def _ask(server: TelegramServer, number: int, a_second: int) -> dict[str, datetime]:
    """Have so many readers ask once each; return when each did, by the number of the chat."""
    asked: dict[str, datetime] = {}
    loop = asyncio.get_running_loop()
    began = loop.time()
    for each in range(number):
        await asyncio.sleep(max(began + each / a_second - loop.time(), 0))
        reader = server.add_user("Reader")
        asked[str(reader.id)] = datetime.now(UTC)
        server.say(reader, ASKED[each % len(ASKED)])
    return asked


async def _taken(server: TelegramServer, all_of: dict[str, datetime] | None) -> None:
    """Wait until all has been fetched and, where each is to be answered, answered."""

    def is_done() -> bool:
        fetched = server.is_polled and not server.pending_updates
        return fetched and not (all_of and len(server.calls("sendMessage")) <= len(all_of))

    async with asyncio.timeout(MOST_SECONDS):
        while not is_done():  # noqa: ASYNC110 - to look each time would take what is measured
            await asyncio.sleep(0.2)
    await asyncio.sleep(0.5)  # what leaves within the limits has left by then


def _resident(pid: int | None) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096.0


def _spent(pid: int | None) -> float:
    """Return the processor's seconds that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _bot(token: str, url: str, limits: TelegramLimits) -> None:
    logging.disable()
    uvloop.run(_answer(token, url, limits))


async def _answer(token: str, url: str, limits: TelegramLimits) -> None:
    agendas = load(bundled_agendas())
    publication = Publication(agendas, first_revisions(agendas))
    telegram = TelegramBot(
        token, url, lambda: publication, _Clock(), Incidents(), RetryPolicy(), limits
    )
    await telegram.run()
