"""A week in minutes: the service, its editors, its readers and Telegram, and what goes wrong."""

import asyncio
import random
import shutil
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import httpx
from sqlalchemy import create_engine

from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostRecord, PostState
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from events.definitions.loader import load
from tests.soak.harness import CHANNEL, LONGEST_GAP, LONGEST_TICK, OPERATOR, TICK
from tests.soak.week.agenda import Newsroom
from tests.soak.week.command import START, WEEK, clock_in
from tests.soak.week.count import Chat, Count, count
from tests.soak.week.gauge import Growth, growth
from tests.soak.week.life import Podium
from tests.soak.week.readers import Readers
from tests.telegram_server.faults import BadGateway, Effect, Reset
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

SETTLING = timedelta(minutes=10)
# Seconds until a good edit is served, and until the operator hears of a bad one. Two are promised:
# how long it takes is printed, and is no fault, for the machine may be busy.
UNSERVED = 60.0
LONGEST_PAUSE = 4.0  # seconds between two edits
BAD_SHARE = 1 / 3
BAD_SECONDS = 1.5  # that a bad edit stands
OUTAGE_SECONDS = 5.0
LONGEST_WEATHER = 8.0
FAIR_SECONDS = 5.0  # without faults of Telegram, after a restore
PATIENCE = 90.0
GAUGE_SECONDS = 1.0
LOOK = 0.1
START_SECONDS = 4.0  # what an end and a beginning take, more or less


@dataclass(frozen=True, slots=True)
class Course:
    """How a run goes: what of it is a week, and when what happens.

    - ``seconds``: how long it goes on, of a world that is ``pace`` times as fast
    - ``troubled``: the part of it in which the service is ended and begun again so many times
      (``restarts``), and a backup is put back; all else goes on to the end, in one life
    """

    seconds: float
    pace: float
    events: int
    restarts: int
    outages: int
    troubled: float = 0.5

    @property
    def quiet_seconds(self) -> float:
        """How long the last life goes on at least."""
        return self.seconds * (1 - self.troubled)


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    course: Course
    days: float = 0.0
    minutes: float = 0.0
    count: Count = field(default_factory=Count)
    growth: Growth | None = None
    latencies: list[float] = field(default_factory=list)
    bad: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    outages: int = 0
    faults_of_telegram: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """Whatever is not as promised, but for posts."""

    @property
    def is_good(self) -> bool:
        """Whether all is as promised."""
        grows = self.growth is not None and self.growth.is_growth
        return not (self.faults or self.count.lost or self.count.doubled or grows)

    def __str__(self) -> str:
        course, latencies = self.course, sorted(self.latencies)
        bad = ", ".join(f"{kind} {number}" for kind, number in sorted(self.bad.items()))
        ends = ", ".join(f"{how} {number}" for how, number in sorted(self.ends.items()))
        answers = ", ".join(
            f"{status}: {number}" for status, number in sorted(self.answers.items())
        )
        served = (
            f"{latencies[len(latencies) // 2]:.2f} s (median), "
            f"{latencies[int(len(latencies) * 0.99)]:.2f} s (99 %), {latencies[-1]:.2f} s (longest)"
        )
        return (
            f"{self.days:.2f} days, {course.events} events, in {self.minutes:.1f} minutes: "
            f"{course.pace:.0f} times as fast\n"
            f"posts: {self.count}\n"
            f"edits: {len(latencies)} good, served after {served}; "
            f"{self.bad.total()} bad: {bad}\n"
            f"ends: {ends}; Telegram away {self.outages} times, "
            f"failing at a post {self.faults_of_telegram} times\n"
            f"answers to readers: {answers}\n"
            f"growth: {self.growth}\n"
            f"faults: {len(self.faults)}"
        )


class Week:
    """One run."""

    def __init__(
        self, folder: Path, server: TelegramServer, podium: Podium, newsroom: Newsroom,
        course: Course, chance: random.Random,
    ) -> None:  # fmt: skip
        self.outcome = Outcome(course)
        self._folder = folder
        self._server = server
        self._podium = podium
        self._newsroom = newsroom
        self._course = course
        self._chance = chance
        self._clock = clock_in(folder / "clock", course.pace)
        self._readers = Readers(podium, chance)
        self._before_restore: list[PostRecord] = []
        self._has_served_since_restore = True
        self._weather_is_fair = False
        self._api_is_up = asyncio.Event()
        self._api_is_up.set()

    async def run(self) -> Outcome:
        """Let the time of the course pass, and count."""
        course, outcome = self._course, self.outcome
        await self._podium.begin()
        always = [
            asyncio.create_task(work)
            for work in (
                self._let_time_pass(),
                self._readers.read_on(),
                self._podium.watch(GAUGE_SECONDS),
            )
        ]
        going_on = [
            asyncio.create_task(work)
            for work in (self._edit(), self._cut_off(), self._make_weather())
        ]
        began = monotonic()
        await self._trouble()
        self._podium.readings.clear()
        await asyncio.sleep(max(course.quiet_seconds, course.seconds - (monotonic() - began)))
        for task in going_on:
            await _cancelled(task)
        outcome.growth = growth(self._podium.readings)
        if not self._api_is_up.is_set():
            await self._server.come_up()
        self._server.heal()
        until = self._clock.right()
        outcome.days = (until - START) / timedelta(days=1)
        outcome.minutes = (monotonic() - began) / 60
        await self._until_through(until + SETTLING)
        for task in always:
            await _cancelled(task)
        await self._podium.end(signal.SIGTERM)
        self._judge(until)
        return outcome

    async def _let_time_pass(self) -> None:
        """Have the clock go on, but not while nobody could keep up with it."""
        last, gap = monotonic(), 0.0
        while True:
            await asyncio.sleep(TICK)
            now = monotonic()
            tick, last = min(now - last, LONGEST_TICK), now
            gap = 0.0 if self._podium.serving else gap + tick
            if gap < LONGEST_GAP:
                self._clock.passed.value += tick * self._course.pace

    # What people do

    async def _edit(self) -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=UNSERVED) as client:
            while True:
                await asyncio.sleep(self._chance.uniform(0, LONGEST_PAUSE))
                if self._chance.random() < BAD_SHARE:
                    await self._edit_badly(client)
                else:
                    await self._edit_well(client)

    async def _edit_badly(self, client: httpx.AsyncClient) -> None:
        """Spoil a file: what is served stays as it is, and the operator learns of it."""
        marks = self._newsroom.marks
        kind = self._newsroom.spoil()
        self.outcome.bad[kind] += 1
        began, life = monotonic(), self._podium.serving
        knew_marks = self._has_served_since_restore
        told = False
        while not told and monotonic() - began < UNSERVED:
            await asyncio.sleep(0.1)
            told = "definitions" in await self._troubles(client)
        if not told and life is not None and self._podium.serving == life:
            self.outcome.faults.append(f"nobody is told of an edit that is bad: {kind}")
        await asyncio.sleep(self._chance.uniform(0, BAD_SECONDS))
        served = await self._served(client)
        # After a restore beside a bad edit, what the backup's ledger has is what is served.
        knew_marks = knew_marks and self._has_served_since_restore
        if knew_marks and served is not None and not all(mark in served for mark in marks):
            self.outcome.faults.append(f"an edit that is bad changes what is served: {kind}")

    async def _edit_well(self, client: httpx.AsyncClient) -> None:
        """Save a good edit, and wait until it is served; while nobody serves, no time counts."""
        mark = self._newsroom.edit(self._clock.right())
        began, life = monotonic(), self._podium.serving
        while monotonic() - began < UNSERVED:
            served = await self._served(client)
            if self._podium.serving != life or life is None:
                began, life = monotonic(), self._podium.serving
            elif served is not None and mark in served:
                self._has_served_since_restore = True
                self.outcome.latencies.append(monotonic() - began)
                return
            await asyncio.sleep(0.05)
        self.outcome.faults.append(f"never served: {mark}")

    async def _served(self, client: httpx.AsyncClient) -> str | None:
        with suppress(httpx.HTTPError):
            answer = await client.get(f"{self._podium.url}/calendar.ics?tag=mark")
            return answer.text if answer.status_code == 200 else None
        return None

    async def _troubles(self, client: httpx.AsyncClient) -> list[str]:
        with suppress(httpx.HTTPError):
            answer = await client.get(f"{self._podium.admin_url}/health")
            return list(answer.json()["troubles"])
        return []

    # What goes wrong

    async def _trouble(self) -> None:
        """End the service again and again, and put a backup back once, all in the first part."""
        share = self._course.seconds * self._course.troubled / self._course.restarts
        pause = max(share - START_SECONDS, 1)
        backup_at = self._course.restarts // 3
        for number in range(self._course.restarts):
            await asyncio.sleep(pause)
            if number == backup_at:
                await self._podium.run("backup", "backup.db")
                continue
            if number == backup_at + 1:
                await self._restore()
                continue
            how = self._chance.choice([signal.SIGTERM, signal.SIGKILL, signal.SIGKILL])
            self.outcome.ends[how.name] += 1
            await self._podium.end(how)
            await self._podium.begin()

    async def _restore(self) -> None:
        """Stop as an operator does, put the backup back, and begin again."""
        self._weather_is_fair = True
        await self._api_is_up.wait()
        self._server.heal()
        self.outcome.ends["restore"] += 1
        self._has_served_since_restore = False
        await self._podium.end(signal.SIGTERM)
        shutil.copy(self._folder / "podium.db", self._folder / "before.db")
        self._before_restore = self._records(self._folder / "before.db")
        await self._podium.run("restore", "backup.db")
        await self._podium.begin()
        self._has_served_since_restore = False
        # Until a post is recorded, the last known message is the backup's: too far to look from.
        await asyncio.sleep(FAIR_SECONDS)
        # What a process was to tell the operator ends with it: it may, once that has been told.
        ends, told = monotonic() + PATIENCE, 0
        while not told and monotonic() < ends:
            await asyncio.sleep(LOOK)
            told = self._told_of_restore()
        self._weather_is_fair = False

    def _told_of_restore(self) -> int:
        told = "\n".join(post.text for post in self._server.posts(OPERATOR) if not post.deleted)
        return told.count("knows nothing")

    async def _cut_off(self) -> None:
        """Have the Bot API go away, and come back."""
        pause = self._course.seconds / (self._course.outages + 1) - OUTAGE_SECONDS
        while True:
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * pause)
            if self._weather_is_fair:
                continue
            self._api_is_up.clear()
            self.outcome.outages += 1
            await self._server.go_down()
            await asyncio.sleep(self._chance.uniform(0.2, 1) * OUTAGE_SECONDS)
            await self._server.come_up()
            self._api_is_up.set()

    async def _make_weather(self) -> None:
        """Have Telegram fail at a post now and then, and lose answers."""
        kinds: list[tuple[Effect, bool]] = [
            (too_many_requests(1), False),
            (Reset(), True),
            (Reset(), False),
            (BadGateway(), True),
        ]
        while True:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_WEATHER))
            if self._weather_is_fair or self._server.pending_faults:
                continue
            effect, delivered = self._chance.choice(kinds)
            self._server.fail(effect, method="sendMessage", chat=CHANNEL, delivered=delivered)
            self.outcome.faults_of_telegram += 1

    # What is there in the end

    async def _until_through(self, until: datetime) -> None:
        """Undo what is bad, and wait until nothing is under way of what was due."""
        self._newsroom.edit(self._clock.right())
        ends = monotonic() + PATIENCE
        open_ = (PostState.CLAIMED, PostState.WAITING, PostState.UNCERTAIN)
        while monotonic() < ends:
            await asyncio.sleep(0.5)
            records = await asyncio.to_thread(self._records, self._folder / "podium.db")
            over = self._clock.right() >= until
            if over and not any(each.state in open_ for each in records):
                return
        self.outcome.faults.append("posts are under way for ever")

    def _judge(self, until: datetime) -> None:
        outcome = self.outcome
        records = self._records(self._folder / "podium.db")
        texts = {
            post.message_id: post.text for post in self._server.posts(CHANNEL) if not post.deleted
        }
        plan = make_plan(load(self._newsroom.folder).events, everything_to([f"telegram:{CHANNEL}"]))
        news = [each for each in self._newsroom.news if each.at < until]
        ledgers = [self._before_restore, records]
        outcome.count = count(Chat(texts), ledgers, plan, news, until)
        outcome.answers = self._readers.answers
        outcome.faults += self._readers.faults + self._podium.bad_ends
        for log in self._podium.logs:
            for line in log.read_text().splitlines():
                if "Traceback" in line:
                    outcome.faults.append(f"{log.name}: {line}")
        if outcome.ends["restore"] != self._told_of_restore():
            outcome.faults.append("the operator does not hear once of the restore")

    def _records(self, file: Path) -> list[PostRecord]:
        ledger = Ledger(create_engine(f"sqlite:///{file}"))
        try:
            return ledger.records(*PostState)
        finally:
            ledger.close()


async def _cancelled(task: asyncio.Task[None]) -> None:
    """End a task; raise what it raised before."""
    if not task.done():
        task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def week(folder: Path, course: Course, seed: int = 1) -> Outcome:
    """Run a week, or the part of one that a course is, in a folder of its own."""
    chance = random.Random(seed)
    newsroom = Newsroom(folder / "agendas", course.events, chance)
    clock = clock_in(folder / "clock", course.pace)
    async with TelegramServer(now=clock.right) as server:
        for name in (CHANNEL, OPERATOR):
            server.add_channel(name)
        podium = Podium(
            folder,
            folder / "clock",
            course.pace,
            TELEGRAM_BOT_TOKEN=server.token,
            TELEGRAM_CHANNEL=CHANNEL,
            TELEGRAM_OPERATOR=OPERATOR,
            TELEGRAM_API_URL=server.url,
            PODIUM_AGENDAS="agendas",
            PODIUM_SETTLING=str(round(SETTLING.total_seconds())),
        )
        try:
            return await Week(folder, server, podium, newsroom, course, chance).run()
        finally:
            podium.kill()


def course_of(minutes: float, events: int = 2000) -> Course:
    """Return the course of a whole week in so many minutes."""
    seconds = minutes * 60
    pace = WEEK.total_seconds() / seconds
    return Course(seconds, pace, events, restarts=round(minutes), outages=round(minutes * 1.5))
