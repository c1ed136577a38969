"""How soon the bot answers 200 updates a second on the loopback Bot API, while one send hangs.

The bot is that of a whole service in a process of its own: with a ledger on disk, and reminders to
thirty channels beside the answers. Their lags are told as well, before anybody asks and meanwhile.
"""

import asyncio
import gc
import logging
import multiprocessing
import os
import re
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop

from bench.measuring.rounds import spread
from bench.measuring.table import Row, show
from bot.cli.commands.serve import SWITCH_SECONDS
from bot.clock import ReplayClock
from bot.config.settings import Settings
from bot.planning.reminders import Plan, Reminder
from bot.service.pacing import Pacing
from bot.service.service import running
from bot.telegram.limits import TelegramLimits
from events.model import Event, Kind
from events.times import Moment
from tests.telegram_server.faults import Hold
from tests.telegram_server.server import TelegramServer

SECONDS = 20
CALM_SECONDS = 6.0  # in which reminders leave, and nobody asks
WARM_UP = 200  # updates, which are not counted
ROUNDS = 3
MOST_SECONDS = 120.0
MANY, FIRST_OF_MANY = 100_000, 20_000
MOST_PENDING = 400
READERS = 2000  # who ask by turns where very many updates come
CHANNELS = 30  # each of which takes a reminder in six seconds
APART = timedelta(seconds=0.2)
REMINDERS = 2000
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
NOW = datetime(2022, 1, 12, 8, 30, tzinfo=UTC)  # in the bundled week


@dataclass(frozen=True, slots=True)
class Run:
    """What one run gave: lags in seconds, the service's milliseconds for an update, its MB more.

    Lags are those of answers, and of reminders before anybody asked and meanwhile.
    """

    lags: list[float]
    calm: list[float]
    beside: list[float]
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
        late = [p99(run.lags) for run in runs]
        rows += [
            Row(f"{what}: median", spread([statistics.median(r.lags) * 1000 for r in runs], ".1f")),
            Row("p99", spread(late, ".1f"), "≤ 20", statistics.median(late) <= 20),
            Row("reminders before, p99", spread([p99(run.calm) for run in runs], ".1f")),
            Row("reminders meanwhile, p99", spread([p99(run.beside) for run in runs], ".1f")),
            Row("processor's time for each update", spread([r.spent for r in runs], ".1f")),
            Row(f"MB more after {a_second * SECONDS:,}", spread([r.grown for r in runs], ".1f")),
        ]
    grown = uvloop.run(_grown(AS_THEY_ARE))
    what = f"MB more from {FIRST_OF_MANY:,} updates to {MANY:,}"
    rows.append(Row(what, f"{grown:.1f}", "≤ 1", grown <= 1))
    title = "Answers: from an update to the arrival of its answer, in ms, while one send hangs"
    load = "load when it ended {:.1f} {:.1f} {:.1f}".format(*os.getloadavg())
    show(title, rows, load)


def p99(lags: list[float]) -> float:
    """Return the milliseconds that 99 % of some lags do not exceed."""
    return statistics.quantiles(lags, n=100)[98] * 1000


async def _measured(limits: TelegramLimits, a_second: int) -> Run:
    number = a_second * SECONDS
    async with TelegramServer() as server, _service(server, limits, REMINDERS) as pid:
        warm = await _ask(server, WARM_UP, a_second)
        await _taken(server, warm if limits is NO_LIMITS else None)
        with _no_collections():
            calm = datetime.now(UTC)
            await asyncio.sleep(CALM_SECONDS)
            began, spent, memory = datetime.now(UTC), _spent(pid), _resident(pid)
            asked = await _ask(server, number, a_second)
            await _taken(server, warm | asked if limits is NO_LIMITS else None)
        assert server.held == 1, "the send that hangs was let go"
        lags = [
            (call.received_at - asked[chat]).total_seconds()
            for call in server.calls("sendMessage")
            if (chat := call.parameters["chat_id"]) in asked
        ]
        reminders = dict(_reminders(server))
        return Run(
            lags,
            [lag for due, lag in reminders.items() if calm <= due < began],
            [lag for due, lag in reminders.items() if began <= due],
            (_spent(pid) - spent) * 1000 / number,
            (_resident(pid) - memory) / 1e6,
        )


async def _grown(limits: TelegramLimits) -> float:
    """Return by how many MB the service grows, while very many updates come as fast as it goes."""
    async with TelegramServer() as server, _service(server, limits) as pid:
        readers = [server.add_user("Reader") for _ in range(READERS)]
        before = 0.0
        for number in range(MANY):
            while server.pending_updates > MOST_PENDING:  # noqa: ASYNC110 - it tells of none
                await asyncio.sleep(0.01)
            if number == FIRST_OF_MANY:
                before = _resident(pid)
            server.say(readers[number % READERS], ASKED[number % len(ASKED)])
        await _taken(server, None)
        return (_resident(pid) - before) / 1e6


@asynccontextmanager
async def _service(
    server: TelegramServer, limits: TelegramLimits, reminders: int = 0
) -> AsyncIterator[int]:
    """Run a service, have one send to a reader hang, and yield the process's number."""
    channels = [server.add_channel(f"@channel{number}") for number in range(CHANNELS)]
    with tempfile.TemporaryDirectory(prefix="podium-bench-") as folder:
        numbers = [channel.id for channel in channels]
        service = multiprocessing.get_context("spawn").Process(
            target=_run, args=(server.token, server.url, limits, numbers, reminders, folder)
        )
        service.start()
        assert service.pid is not None
        try:
            await server.until(lambda: server.is_polled, timeout_seconds=60)
            slow = server.add_user("Slow")
            server.say(slow, "hello")
            server.fail(Hold(), method="sendMessage", chat=slow)
            server.say(slow, "/next")
            await server.until(lambda: server.held == 1, timeout_seconds=60)
            yield service.pid
        finally:
            service.kill()
            await asyncio.to_thread(service.join)


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


@contextmanager
def _no_collections() -> Iterator[None]:
    """Collect no garbage here, in the process of the readers and the Bot API's server.

    Of thousands of readers a collection takes 150 ms, in which no answer is noted as arrived.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _taken(server: TelegramServer, all_of: Mapping[str, datetime] | None) -> None:
    """Wait until all has been fetched and, where each is to be answered, answered."""

    def is_done() -> bool:
        fetched = server.is_polled and not server.pending_updates
        return fetched and (all_of or {}).keys() <= {
            call.parameters["chat_id"] for call in server.calls("sendMessage")
        }

    async with asyncio.timeout(MOST_SECONDS):
        while not is_done():  # noqa: ASYNC110 - to look each time would take what is measured
            await asyncio.sleep(0.2)
    await asyncio.sleep(0.5)  # what leaves within the limits has left by then


def _reminders(server: TelegramServer) -> Iterator[tuple[datetime, float]]:
    """Yield when each reminder that has arrived was due, and how much later it came."""
    for call in server.calls("sendMessage"):
        if found := re.search(r"Due ([-+:.T\d]+)", call.parameters["text"]):
            due = datetime.fromisoformat(found[1])
            yield due, (call.received_at - due).total_seconds()


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096.0


def _spent(pid: int) -> float:
    """Return the processor's seconds that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _run(
    token: str, url: str, limits: TelegramLimits, channels: list[int], reminders: int, folder: str
) -> None:
    logging.disable()
    os.chdir(folder)
    destinations = "".join(f"  - {{name: {each}, telegram: {each}}}\n" for each in channels)
    Path("destinations.yaml").write_text(f"destinations:\n{destinations}", encoding="utf-8")
    uvloop.run(_serve(token, url, limits, reminders))


async def _serve(token: str, url: str, limits: TelegramLimits, reminders: int) -> None:
    settings = Settings(token, api_url=url, destinations=Path("destinations.yaml"), port=0)
    clock = ReplayClock(NOW, 1)
    async with running(settings, clock, pacing=Pacing(telegram=limits)) as service:
        planned = _planned(clock, [*service.workers], reminders)
        await service.scheduler.follow(Plan(tuple(planned)))
        gc.collect()  # all of it as `podium serve` does
        gc.freeze()
        sys.setswitchinterval(SWITCH_SECONDS)
        await asyncio.Event().wait()


def _planned(clock: ReplayClock, names: list[str], count: int) -> Iterator[Reminder]:
    """Yield reminders to destinations by turns, each with the instant when it is due."""
    start = (clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0)
    for number in range(count):
        due = clock.now() + number * APART
        title = f"Due {clock.system_time(due).isoformat()}"
        event = Event(
            id=f"event-{number}",
            agenda="bench",
            kind=Kind.MEETING,
            title=title,
            start=Moment.of(start, "UTC"),
            timezone="UTC",
        )
        yield Reminder(event, timedelta(hours=1), due, names[number % len(names)])
