"""How late reminders leave for destinations of five kinds, and beside one that hangs.

Twenty channels, topics, private chats, mailboxes and places by their URLs each, with a worker for
each, real clients of each network, and one ledger on disk. Servers on loopback note when a text
arrives: that of the Bot API and of the hooks as for `bench.punctuality`, and a mail server. What a
post takes of the processor is measured for each kind by itself, at the same pace.
"""

import asyncio
import logging
import multiprocessing
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median

import uvloop
from apprise import Apprise
from telegram import Bot

from bench.measuring.table import Row, show
from bench.punctuality import (
    LEAD_IN,
    NO_LIMITS,
    TOKEN,
    Reached,
    answer,
    compose_reminder,
    p99,
    reminders,
)
from bot.apprise.url_place import UrlPlace
from bot.clock import SystemClock
from bot.config.destinations.wanted import EmailAddress, UrlAddress
from bot.config.mail import MailSender, MailServer, Security
from bot.database.engine import open_database
from bot.delivery.destination import Destination
from bot.delivery.retry import RetryPolicy
from bot.delivery.scheduler import HEARTBEAT, Scheduler
from bot.delivery.worker import DeliveryWorker
from bot.email.mailbox import Mailbox
from bot.email.server import SmtpServer
from bot.ledger.async_ledger import LedgerThread
from bot.ledger.ledger import Ledger
from bot.ops.incidents import Incidents
from bot.planning.reminders import Plan, Reminder
from bot.publishing.publication import Publication
from bot.telegram.api.connections import Connections
from bot.telegram.chat import TelegramChat
from events.model import Agenda, Agendas
from events.revisions import first_revisions

EACH = 20
COUNT = 1000
OVER = timedelta(seconds=10)
PATIENCE = timedelta(seconds=10)  # of a client of mail or a hook
MOST_SECONDS = 60.0
KINDS = ("channels", "topics", "private chats", "mailboxes", "URLs")
MAILBOXES = KINDS.index("mailboxes")
ALL = tuple(range(len(KINDS)))
# As destinations are numbered, by turns of the kinds: the last URL's.
HANGING = EACH * len(KINDS) - 1


def main() -> None:
    """Measure, and print the table."""
    costs = [uvloop.run(_measured((kind,), None))[1] for kind in ALL]
    calm, cost = uvloop.run(_measured(ALL, None))
    beside, _ = uvloop.run(_measured(ALL, HANGING))
    others = {number: lags for number, lags in beside.items() if number != HANGING}
    rows = [
        Row(f"{kind}, {EACH} of each kind", f"{_lags(_of_kind(calm, place))}; {costs[place]}")
        for place, kind in enumerate(KINDS)
    ]
    whole, left = list(chain(*calm.values())), list(chain(*others.values()))
    late = p99(left) - p99(whole)
    rows += [
        Row("all", f"{_lags(whole)}; {cost}", "p99 ≤ 100 ms", p99(whole) <= 0.1),
        Row("the 99 others, while one hangs", _lags(left), "p99 ≤ 100 ms", p99(left) <= 0.1),
        Row("of them, later than without it", f"{late * 1000:+.0f} ms at p99"),
    ]
    title = f"Networks: lag from due to arrival, {COUNT:,} reminders over {OVER.seconds} s"
    load = "load when it ended {:.1f} {:.1f} {:.1f}".format(*os.getloadavg())
    show(title, rows, load)


def _of_kind(found: dict[int, list[float]], place: int) -> list[float]:
    return [lag for number, lags in found.items() if number % len(KINDS) == place for lag in lags]


async def _measured(
    kinds: Sequence[int], hanging: int | None
) -> tuple[dict[int, list[float]], str]:
    """Return the lags of each destination by its number, and what a post takes of the processor.

    One of them may never be answered.
    """
    arrived: dict[str, float] = {}
    count, places = COUNT * len(kinds) // len(KINDS), EACH * len(kinds)
    expected = count if hanging is None else count - count // places

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await answer(reader, writer, arrived)

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read()  # until the sender is killed
        writer.close()

    web = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024)
    post = await asyncio.start_server(partial(_take_mail, arrived), "127.0.0.1", 0)
    deaf = await asyncio.start_server(hang, "127.0.0.1", 0)
    ports = [each.sockets[0].getsockname()[1] for each in (web, post, deaf)]
    first = datetime.now(UTC) + LEAD_IN
    folder = tempfile.TemporaryDirectory(prefix="podium-bench-")
    sender = multiprocessing.get_context("spawn").Process(
        target=_sender, args=(ports, first, kinds, hanging, folder.name)
    )
    sender.start()
    await asyncio.sleep((first - datetime.now(UTC)).total_seconds())
    before = _seconds_of(sender.pid)
    with suppress(TimeoutError):
        async with asyncio.timeout(MOST_SECONDS):
            while len(arrived) < expected:  # noqa: ASYNC110  (what arrives is noted in many places)
                await asyncio.sleep(0.1)
    ended = datetime.now(UTC).timestamp()  # what has not arrived by now is as late as can be told
    cost = f"{(_seconds_of(sender.pid) - before) / count * 1000:.1f} ms a post"
    sender.kill()
    await asyncio.to_thread(sender.join)
    folder.cleanup()
    for server in (web, post, deaf):
        server.close()
    names = [str(number) for number in range(places)]
    found: dict[int, list[float]] = {number: [] for number in range(len(names))}
    for each in reminders(count, first, OVER, names):
        lag = arrived.get(each.event.title, ended) - each.due.timestamp()
        found[int(each.destination)].append(lag)
    return found, cost


def _seconds_of(process: int | None) -> float:
    """Return the seconds of the processor that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _take_mail(
    arrived: dict[str, float], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Take messages as a mail server does (RFC 5321), and note when each arrived."""
    writer.write(b"220 bench\r\n")
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            command = (await reader.readuntil(b"\r\n")).upper()
            if command.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                message = await reader.readuntil(b"\r\n.\r\n")
                now = datetime.now(UTC).timestamp()
                for title in re.findall(rb"Event \d+", message):
                    arrived.setdefault(title.decode(), now)
            writer.write(b"221 bye\r\n" if command.startswith(b"QUIT") else b"250 bench\r\n")
            if command.startswith(b"QUIT"):
                break
    writer.close()


def _sender(
    ports: Sequence[int], first: datetime, kinds: Sequence[int], hanging: int | None, folder: str
) -> None:
    logging.disable()
    os.chdir(folder)
    uvloop.run(_send(ports, first, kinds, hanging))


async def _send(
    ports: Sequence[int], first: datetime, kinds: Sequence[int], hanging: int | None
) -> None:
    web, post, deaf = ports
    url = f"http://127.0.0.1:{web}/bot"
    request = Connections(url, pool_timeout=MOST_SECONDS, read_timeout=MOST_SECONDS)
    async with Bot(TOKEN, url, request=request) as client:
        urls = [f"json://127.0.0.1:{web}/{number}" for number in range(EACH)]
        if hanging is not None:
            urls[-1] = f"json://127.0.0.1:{deaf}/deaf"
        Apprise.instantiate(urls[0])  # reads all it knows, as a service that reads its destinations
        count = COUNT * len(kinds) // len(KINDS)
        planned = reminders(count, first, OVER, ["anywhere"])
        # What comes with a message is as it is published then: so for mailboxes alone.
        mailed = [each for n, each in enumerate(planned) if kinds[n % len(kinds)] == MAILBOXES]
        places = _places(Reached(client), urls, post, _publication(mailed))
        places = [each for n, each in enumerate(places) if n % len(KINDS) in kinds]
        await _deliver(places, reminders(count, first, OVER, [each.name for each in places]))


def _publication(planned: Sequence[Reminder]) -> Publication:
    events = tuple(each.event for each in planned)
    agendas = Agendas((Agenda(id="bench", title="Bench", timezone="UTC", events=events),))
    return Publication(agendas, first_revisions(agendas), "https://podium.example")


def _places(
    telegram: Reached, urls: Sequence[str], mail: int, publication: Publication
) -> list[Destination]:
    """Return the destinations, by turns of the kinds."""
    sender = MailSender("press@example.org")
    server = SmtpServer(MailServer("127.0.0.1", mail, Security.NONE, sender), PATIENCE)
    clock = SystemClock()
    found: list[Destination] = []
    for number, url in enumerate(urls):
        address = EmailAddress(f"desk-{number}@example.org")
        found += [
            TelegramChat(telegram, -1001 - number, NO_LIMITS),
            TelegramChat(telegram, -2001, NO_LIMITS, topic=2 + number),
            TelegramChat(telegram, 3001 + number, NO_LIMITS),
            Mailbox(address, server, lambda: publication, clock),
            UrlPlace(UrlAddress(url), PATIENCE),
        ]
    return found


async def _deliver(places: Sequence[Destination], planned: Sequence[Reminder]) -> None:
    clock, incidents = SystemClock(), Incidents()
    ledger = Ledger(open_database("sqlite:///podium.db"))
    thread = LedgerThread(ledger)
    workers = {
        place.name: DeliveryWorker(
            place, thread, clock, compose_reminder, incidents, RetryPolicy(), lambda: None
        )
        for place in places
    }
    scheduler = Scheduler(clock, ledger, workers, incidents, tuple, HEARTBEAT, shared=False)
    scheduler.start()
    await scheduler.follow(Plan(tuple(planned)))
    await asyncio.gather(*(worker.run() for worker in workers.values()))


def _lags(lags: Sequence[float]) -> str:
    told = f"median {median(lags) * 1000:,.0f} ms, p99 {p99(lags) * 1000:,.0f} ms"
    return f"{told}, latest {max(lags) * 1000:,.0f} ms"
