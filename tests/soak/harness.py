"""Kills the service until its plan is through, and counts what the channel holds then."""

import asyncio
import multiprocessing
import os
import random
import re
import signal
from collections import Counter
from collections.abc import Container, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from ctypes import c_bool, c_double
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from sqlalchemy import create_engine

from bot.config.settings import Settings
from bot.delivery.posting.said_before import SAID_BEFORE
from bot.delivery.retry import LEASE
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.keys import Key
from bot.planning.reminders import Plan, make_plan
from bot.planning.subscription import Subscription, everything_to
from events.definitions.loader import load
from tests.soak.victim import Life, SharedClock, Step, live
from tests.telegram_server.faults import BadGateway, Effect, Reset
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

SPEED = 30.0  # half a minute a second: a life takes a third of one to begin, and has a few posts
START = datetime(2022, 1, 10, 6, tzinfo=UTC)
# What is not posted, or uncertain, and needs to be no more when a later reminder is posted.
OVERTAKEN = (PostState.SUPERSEDED, PostState.UNCERTAIN)
CHANNEL = "@talks"
OPERATOR = "@operator"
EVENTS_TOGETHER = 2
_MINUTES_LEFT = re.compile(r"\b[Ii]n (\d+) minutes?: ")
LONGEST_LIFE = 1.0  # seconds, of a life that is killed from outside
TICK = 0.02  # seconds
LONGEST_TICK = 0.1
LONGEST_GAP = 3.0  # seconds without any service, after which time waits for one
LONGEST_START = 60.0  # seconds
LONGEST_FAIR_WEATHER = 8.0  # seconds between two faults of Telegram
LONGEST_RIGHT = 20.0  # seconds between two steps of the clock
LONGEST_WRONG = 4.0  # seconds until a clock is set right
LARGEST_STEP = timedelta(minutes=40)
PATIENCE = 90.0  # seconds, for what is open in the end

PROCESSES = multiprocessing.get_context("forkserver")
# What is imported once is there in every life.
PROCESSES.set_forkserver_preload(["tests.soak.victim"])


@dataclass(frozen=True, slots=True)
class Running:
    """A life that goes on, and where it is to end."""

    process: BaseProcess
    ready: c_bool
    step: Step | None

    @property
    def serves(self) -> bool:
        """Whether it has begun, and not ended."""
        return self.ready.value and self.process.is_alive()

    async def await_service(self) -> None:
        """Wait until it has begun, or has ended before it did."""
        for _ in range(round(LONGEST_START / TICK)):
            if self.ready.value or not self.process.is_alive():
                return
            await asyncio.sleep(TICK)


@dataclass(slots=True)
class Tally:
    """What came of a soak."""

    expected: int = 0
    posted: int = 0
    superseded: int = 0
    unknown: int = 0
    """Uncertain for ever, and in the chat all the same."""
    lost: list[str] = field(default_factory=list)
    doubled: int = 0
    taken_back: int = 0
    digests: int = 0
    """Messages that are several posts."""
    in_flight: int = 0
    """Posts that were claimed and not recorded when a process was killed, sent or about to be."""
    steps: int = 0
    """How often the clock was set wrong, and right again."""
    faults: int = 0
    """Calls that Telegram was made to fail at, whether they were carried out or not."""
    kills: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        kills = ", ".join(f"{step} {count}" for step, count in sorted(self.kills.items()))
        return (
            f"{sum(self.kills.values())} kills ({kills}); posts expected {self.expected}, "
            f"posted {self.posted}, superseded {self.superseded}, "
            f"never known {self.unknown}, lost {len(self.lost)}, "
            f"doubled {self.doubled}, in flight at a kill {self.in_flight}, "
            f"digests {self.digests}, taken back {self.taken_back}, "
            f"faults of Telegram {self.faults}, steps of the clock {self.steps}"
        )


def write_agenda(
    folder: Path,
    events: int,
    leads: str = "10 minutes, 3 minutes",
    minutes: int = 1,
) -> Path:
    """Write events, each reminded of so often, two of them together every so many minutes."""
    lines = ["agenda: soak", "title: Soak", "timezone: UTC"]
    lines += [f"reminders: {{meeting: [{leads}]}}", "events:"]
    for number in range(events):
        start = START + timedelta(minutes=12 + number // EVENTS_TOGETHER * minutes)
        when = f"{start:%Y-%m-%d %H:%M}"
        lines.append(f"  - {{id: e-{number}, kind: meeting, title: Talks {number}, start: {when}}}")
    agendas = folder / "agendas"
    agendas.mkdir()
    (agendas / "soak.yaml").write_text("\n".join(lines), encoding="utf-8")
    return agendas


class Soak:
    """One plan, one ledger, and as many lives as it takes."""

    def __init__(
        self,
        server: TelegramServer,
        clock: SharedClock,
        settings: Settings,
        *,
        replicas: int = 1,
        seed: int = 1,
    ) -> None:
        self.tally = Tally()
        self._server = server
        self._clock = clock
        self._settings = settings
        self._replicas = replicas
        self._chance = random.Random(seed)
        self._lives: list[Running] = []

    @property
    def subscriptions(self) -> Sequence[Subscription]:
        """What the destinations hear."""
        return everything_to([f"telegram:{CHANNEL}"])

    def _troubles(self) -> list[Coroutine[object, object, None]]:
        """What befalls the service but for the ends of its lives."""
        return [self._make_weather(), self._set_clock()]

    def _plan(self) -> Plan:
        return make_plan(load(self._settings.agendas).events, self.subscriptions)

    async def run(self, kills: int) -> Tally:
        """Kill so often, or until the plan is through, and then count."""
        until = self._plan().reminders[-1].due + timedelta(minutes=1)
        time = asyncio.create_task(self._let_time_pass())
        troubles = [asyncio.create_task(each) for each in self._troubles()]
        self._lives = [self._begin() for _ in range(self._replicas)]
        await self._lives[0].await_service()  # until there is a ledger to look into
        while sum(self.tally.kills.values()) < kills and self._clock.right() < until:
            number = self._chance.randrange(self._replicas)
            life = self._lives[number]
            if life.step is None and self._replicas > 1 and self._chance.random() < 0.7:
                await self._stop_for_a_while(life.process)
                continue
            await self._end(life)
            self._lives[number] = self._begin()
        for trouble in troubles:
            trouble.cancel()
        self._clock.ahead.value = 0.0
        self._kill_all()
        self._lives = [self._life(None) for _ in range(self._replicas)]
        keys = [reminder.key for reminder in self._plan().reminders]
        left = (until - self._clock.right()).total_seconds() / self._clock.speed
        ends = monotonic() + left + PATIENCE
        through = False
        while not through and monotonic() < ends:
            await asyncio.sleep(0.5)
            over = self._clock.right() >= until
            through = over and await asyncio.to_thread(self._is_through, keys)
        self._kill_all()
        time.cancel()
        self._count(keys)
        return self.tally

    async def _let_time_pass(self) -> None:
        """Have the clock go on, but not while nobody could keep up with it."""
        last, gap = monotonic(), 0.0
        while True:
            await asyncio.sleep(TICK)
            now = monotonic()
            tick, last = min(now - last, LONGEST_TICK), now
            served = any(life.serves for life in self._lives)
            gap = 0.0 if served else gap + tick
            if gap < LONGEST_GAP:
                self._clock.passed.value += tick * self._clock.speed

    async def _set_clock(self) -> None:
        """Set the clock wrong now and then, ahead or back, and right again after a while."""
        largest = LARGEST_STEP.total_seconds()
        while True:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_RIGHT))
            self._clock.ahead.value = self._chance.uniform(-largest, largest)
            self.tally.steps += 1
            await asyncio.sleep(self._chance.uniform(0, LONGEST_WRONG))
            self._clock.ahead.value = 0.0

    async def _make_weather(self) -> None:
        """Have Telegram fail now and then; with an operator's chat answers are lost as well."""
        kinds: list[tuple[Effect, bool]] = [(too_many_requests(1), False)]
        if self._settings.operator is not None:
            kinds += [(Reset(), True), (Reset(), False), (BadGateway(), True)]
        while True:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_FAIR_WEATHER))
            effect, delivered = self._chance.choice(kinds)
            self._server.fail(effect, method="sendMessage", chat=CHANNEL, delivered=delivered)
            self.tally.faults += 1

    def _kill_all(self) -> None:
        for life in self._lives:
            life.process.kill()
            life.process.join()

    def _is_through(self, keys: list[Key]) -> bool:
        with self._ledger() as ledger:
            records = ledger.records(*PostState)
        known = {record.key for record in records}
        last = {key.uid: key for key in keys}
        return known.issuperset(keys) and not any(self._is_open(each, last) for each in records)

    def _is_open(self, record: PostRecord, _last: Mapping[str, Key]) -> bool:
        return record.state in (PostState.CLAIMED, PostState.WAITING, PostState.UNCERTAIN)

    def _begin(self) -> Running:
        return self._life(self._chance.choice([None, *Step]))

    def _life(self, step: Step | None) -> Running:
        posts, seed = self._chance.randint(1, 3), self._chance.randrange(1 << 30)
        alone = self._replicas == 1
        life = Life(self._settings, self._clock, alone, step, posts, seed)
        ready = PROCESSES.RawValue(c_bool, False)
        process = PROCESSES.Process(target=live, args=(life, ready), daemon=True)
        process.start()
        return Running(process, ready, step)

    async def _end(self, life: Running) -> None:
        """Wait for a life to end at its step, or kill it at any moment, or while it begins."""
        process, step = life.process, life.step
        if step or self._chance.random() < 0.8:
            await life.await_service()
        patience = 3.0 if step else self._chance.uniform(0.05, LONGEST_LIFE)
        await asyncio.to_thread(process.join, patience)
        ended_itself = process.exitcode is not None
        process.kill()
        await asyncio.to_thread(process.join)
        self.tally.kills[step.value if step and ended_itself else "at random"] += 1
        never_sent = ended_itself and step is Step.AFTER_CLAIM
        if self._replicas == 1 and not never_sent:
            self.tally.in_flight += await asyncio.to_thread(self._claimed)

    async def _stop_for_a_while(self, process: BaseProcess) -> None:
        """Suspend a process for longer than its lease."""
        if process.pid is None or process.exitcode is not None:
            return
        os.kill(process.pid, signal.SIGSTOP)
        lease = LEASE.total_seconds() / self._clock.speed
        await asyncio.sleep(self._chance.uniform(lease, 2 * lease))
        os.kill(process.pid, signal.SIGCONT)
        self.tally.kills["suspended"] += 1

    def _claimed(self) -> int:
        with self._ledger() as ledger:
            return len(ledger.records(PostState.CLAIMED))

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        ledger = Ledger(create_engine(self._settings.database))
        try:
            yield ledger
        finally:
            ledger.close()

    def _count(self, keys: list[Key]) -> None:
        with self._ledger() as ledger:
            entries = {entry.key: entry for entry in ledger.records(*PostState)}
        journal = self._server.posts(CHANNEL)
        there = {post.message_id: post.text for post in journal if not post.deleted}
        tally = self.tally
        tally.expected = len(keys)
        tally.digests = sum(text.startswith("Reminders: ") for text in there.values())
        tally.taken_back = len(journal) - len(there)
        last = {key.uid: key for key in keys}  # the plan is in the order of what is due
        known = set()
        open_: list[tuple[Key, PostRecord | None]] = []
        for key in keys:
            entry = entries.get(key)
            if entry and entry.state in POSTED and _is_there(entry, there):
                tally.posted += 1
                known.add(entry.message_id)
            elif entry and is_overtaken(entry, last[key.uid]):
                tally.superseded += 1
            else:
                open_.append((key, entry))
        for key, entry in open_:
            if message := entry and _unknown_message(entry, there, known):
                tally.unknown += 1
                known.add(message)
                continue
            why = "never claimed"
            if entry:
                why = f"{entry.state} at {entry.changed:%H:%M}, attempt {entry.attempts}: "
                why += str(entry.reason)
            tally.lost.append(f"{'|'.join(key)} {why}")
        tally.doubled = len(there) - len(known)


def is_overtaken(entry: PostRecord, last: Key) -> bool:
    """Tell whether another post of the same event stands for one: a later one, or one before."""
    if entry.state is PostState.SUPERSEDED and entry.reason == SAID_BEFORE:
        return True
    return entry.state in OVERTAKEN and entry.key != last


def _unknown_message(
    entry: PostRecord, messages: Mapping[int, str], known: Container[int | None]
) -> int | None:
    """Return the message by which readers were told what the ledger cannot know as delivered.

    It tells no more minutes than the reminder was to: none that was posted for an earlier one.
    """
    if entry.state is not PostState.UNCERTAIN:
        return None
    lead = int(entry.key.lead.removesuffix("m"))
    for number, text in messages.items():
        line = None if number in known else _line_of(entry, text)
        left = _MINUTES_LEFT.search(line or "")
        if line and (left is None or int(left[1]) <= lead):
            return number
    return None


def _is_there(entry: PostRecord, there: Mapping[int, str]) -> bool:
    return _line_of(entry, there.get(entry.message_id or 0, "")) is not None


def _line_of(entry: PostRecord, text: str) -> str | None:
    name = entry.key.uid.partition(".")[0].removeprefix("e-")
    return next((line for line in text.splitlines() if line.endswith(f": Talks {name}")), None)


def shared_clock(speed: float) -> SharedClock:
    """Return a clock that all lives see go on."""
    passed, ahead = (PROCESSES.RawValue(c_double, 0.0) for _ in range(2))
    return SharedClock(START, speed, passed, ahead)


async def soak(
    folder: Path,
    kills: int,
    events: int,
    *,
    operator: bool,
    database: str | None = None,
    replicas: int = 1,
    seed: int = 1,
) -> Tally:
    """Run one soak with a server, an agenda and a ledger of its own."""
    clock = shared_clock(SPEED)
    # What nobody can look for is sent again, a message for each that was interrupted: a quarter of
    # the events are what lives that end after a post or two can keep up with.
    agendas = write_agenda(folder, events, minutes=1 if operator else 4)
    async with TelegramServer(now=clock.right) as server:
        for name in (CHANNEL, OPERATOR):
            server.add_channel(name)
        settings = Settings(
            token=server.token,
            channel=CHANNEL,
            operator=OPERATOR if operator else None,
            api_url=server.url,
            agendas=agendas,
            database=database or f"sqlite:///{folder / 'podium.db'}",
            port=0,
        )
        return await Soak(server, clock, settings, replicas=replicas, seed=seed).run(kills)
