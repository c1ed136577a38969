"""How late reminders leave: the whole delivery against a bare APScheduler on the same instants.

Both send the same messages with the same client, python-telegram-bot's, from a process of its own,
to the same server, which notes when each arrives. The bare run has a job for each reminder, which
writes the text and sends it, one at a time in each chat, and records nothing. Ours is the
scheduler, a worker for each destination, and a ledger on disk in which each post is claimed
before it leaves and recorded after.
Telegram's limits are left out of both.
"""

import asyncio
import json
import logging
import multiprocessing
import os
import re
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import uvloop
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from telegram import Bot

from bench.measuring.rounds import ratios, spread
from bench.measuring.table import Row, show
from bot.clock import SystemClock
from bot.database.engine import open_database
from bot.delivery.retry import RetryPolicy
from bot.delivery.scheduler import HEARTBEAT, Scheduler
from bot.delivery.worker import DeliveryWorker
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.ledger import Ledger
from bot.messages.compose import compose
from bot.messages.post import Post
from bot.ops.incidents import Incidents
from bot.planning.diary_issues import DiaryIssue
from bot.planning.notification import Notification
from bot.planning.reminders import Plan, Reminder
from bot.telegram.api.connections import Connections
from bot.telegram.chat import TelegramChat
from bot.telegram.html import as_html
from bot.telegram.limits import TelegramLimits
from events.model import Event, Kind
from events.times import Moment

TOKEN = "123456:" + "A" * 35
LEAD_IN = timedelta(seconds=8)
DESTINATIONS = 100
MOST_SECONDS = 150.0
NAMES = [f"telegram:{-1001 - number}" for number in range(DESTINATIONS)]
NO_LIMITS = TelegramLimits(posts_at_once=100_000, posts_a_minute=100_000)


@dataclass(frozen=True, slots=True)
class Reached:
    """The bot, as `TelegramChat` needs it: Telegram has been reached, and sets no pace."""

    bot: Bot
    is_ready: bool = True

    async def ready(self) -> None:
        return

    async def wait_for_rate_limit(self) -> None:
        return


def main() -> None:
    """Measure, and print the table."""
    rows = []
    for what, spread_over, count, rounds in (
        ("1,000 over 10 s", timedelta(seconds=10), 1000, 5),
        ("5,000 at one instant", timedelta(), 5000, 3),
    ):
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(uvloop.run(_measured("bare", count, spread_over)))
            ours.append(uvloop.run(_measured("ours", count, spread_over)))
        parts = ratios([p99(lags) for lags in ours], [p99(lags) for lags in bare])
        ratio = statistics.median(parts)
        rows += [
            Row(f"{what}: bare APScheduler", _lags(bare)),
            Row(f"{what}: ours, ledger and all", _lags(ours)),
            Row(f"{what}: p99, ours / bare", spread(parts), "≤ 2.00", ratio <= 2),
        ]
    show(f"Punctuality: lag from due to arrival, {DESTINATIONS} destinations", rows)


async def _measured(run: str, count: int, spread_over: timedelta) -> list[float]:
    """Return the lag of each reminder in seconds, from due to its arrival at the server.

    The sender is a process of its own, that is killed when everything has arrived.
    """
    arrived: dict[str, float] = {}
    done = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await answer(reader, writer, arrived)
                if len(arrived) >= count:
                    done.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    first = datetime.now(UTC) + LEAD_IN
    due = reminders(count, first, spread_over, NAMES)
    folder = tempfile.TemporaryDirectory(prefix="podium-bench-")
    sender = multiprocessing.get_context("spawn").Process(
        target=_sender, args=(run, port, count, first, spread_over, folder.name)
    )
    sender.start()
    with suppress(TimeoutError):
        await asyncio.wait_for(done.wait(), MOST_SECONDS)
    ended = datetime.now(UTC).timestamp()  # what has not arrived by now is as late as can be told
    sender.kill()
    await asyncio.to_thread(sender.join)
    folder.cleanup()
    server.close()
    return [arrived.get(each.event.title, ended) - each.due.timestamp() for each in due]


async def answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, arrived: dict[str, float]
) -> None:
    """Answer one of the Bot API's methods, or a hook's post, and note when a text arrived."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    now = datetime.now(UTC).timestamp()
    length = re.search(rb"content-length: (\d+)", head)
    body = (await reader.readexactly(int(length[1]))).decode() if length else ""
    result: dict[str, object] = {"id": 123456, "is_bot": True, "first_name": "Bench"}
    found = re.findall(r"Event[+ ]\d+", body)  # several in a digest
    for title in found:
        arrived.setdefault(title.replace("+", " "), now)
    if found:
        chat = {"id": -1001, "type": "channel", "title": "bench"}
        result = {"message_id": len(arrived), "date": 0, "chat": chat}
    content = json.dumps({"ok": True, "result": result}).encode()
    told = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    writer.write(told + b"Content-Length: %d\r\n\r\n" % len(content) + content)


def _sender(
    run: str, port: int, count: int, first: datetime, spread_over: timedelta, folder: str
) -> None:
    logging.disable()
    os.chdir(folder)
    uvloop.run(_send(RUNS[run], port, reminders(count, first, spread_over, NAMES)))


async def _send(run: "Run", port: int, reminders: Sequence[Reminder]) -> None:
    url = f"http://127.0.0.1:{port}/bot"
    request = Connections(url, pool_timeout=MOST_SECONDS, read_timeout=MOST_SECONDS)
    async with Bot(TOKEN, url, request=request) as client:
        await run(client, reminders)
        await asyncio.Event().wait()


def reminders(
    count: int, first: datetime, spread_over: timedelta, names: Sequence[str]
) -> list[Reminder]:
    """Return so many reminders, the first due at an instant, to destinations by turns."""
    start = (first + timedelta(hours=1)).replace(second=0, microsecond=0)
    return [
        Reminder(
            Event(
                id=f"event-{number}",
                agenda="bench",
                kind=Kind.MEETING,
                title=f"Event {number}",
                start=Moment.of(start, "UTC"),
                timezone="UTC",
            ),
            timedelta(hours=1),
            first + spread_over * number / count,
            names[number % len(names)],
        )
        for number in range(count)
    ]


async def _bare(client: Bot, reminders: Sequence[Reminder]) -> None:
    jobs = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
    # One at a time in each chat, as ours: thousands that wait for the pool take minutes.
    sending: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(reminder: Reminder) -> None:
        chat = int(reminder.destination.partition(":")[2])
        async with sending[chat]:
            post = compose(reminder, datetime.now(UTC))
            await client.send_message(chat, as_html(post), "HTML")

    for reminder in reminders:
        jobs.add_job(send, DateTrigger(reminder.due, timezone=UTC), args=[reminder])
    jobs.start()


def compose_reminder(notification: Notification, now: datetime) -> Post:
    """Write a reminder."""
    if isinstance(notification, DiaryIssue):
        raise TypeError("no diary is planned here")
    return compose(notification, now)


async def _ours(client: Bot, reminders: Sequence[Reminder]) -> None:
    clock = SystemClock()
    ledger = Ledger(open_database("sqlite:///podium.db"))
    thread, incidents = LedgerThread(ledger), Incidents()
    telegram = Reached(client)
    chats = [TelegramChat(telegram, -1001 - number, NO_LIMITS) for number in range(DESTINATIONS)]
    workers = {
        chat.name: DeliveryWorker(
            chat, thread, clock, compose_reminder, incidents, RetryPolicy(), lambda: None
        )
        for chat in chats
    }
    scheduler = Scheduler(clock, ledger, workers, incidents, tuple, HEARTBEAT, shared=False)
    scheduler.start()
    await scheduler.follow(Plan(tuple(reminders)))
    await asyncio.gather(*(worker.run() for worker in workers.values()))


Run = Callable[[Bot, Sequence[Reminder]], Awaitable[None]]
RUNS: dict[str, Run] = {"bare": _bare, "ours": _ours}


def p99(lags: Sequence[float]) -> float:
    """Return the lag that 99 % do not exceed."""
    return statistics.quantiles(lags, n=100)[98]


def _lags(runs: Sequence[Sequence[float]]) -> str:
    median = statistics.median(statistics.median(lags) for lags in runs)
    late = statistics.median(map(p99, runs))
    return f"median {median * 1000:,.0f} ms, p99 {late * 1000:,.0f} ms"
