"""Three replicas on a PostgreSQL, posts at a steady rate, and one fault."""

import asyncio
import random
from contextlib import suppress
from ctypes import c_bool, c_double
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import create_engine

from bot.config.settings import Settings
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import POSTED, PostRecord, PostState
from bot.planning.reminders import Reminder, make_plan
from bot.planning.subscription import everything_to
from events.definitions.loader import load
from tests.bot.running.postgresql import PostgreSQL
from tests.soak.harness import (
    CHANNEL,
    OPERATOR,
    PROCESSES,
    SPEED,
    START,
    TICK,
    Running,
    write_agenda,
)
from tests.soak.replicas.faults import Fault
from tests.soak.victim import Life, SharedClock, live
from tests.telegram_server.chats import Post
from tests.telegram_server.server import TelegramServer

REPLICAS = 3
SETTLE_SECONDS = 5.0
GRACE_SECONDS = 3.0  # what is due at the end of a minute is posted so late at most
PATIENCE = 60.0
RATIO = 0.98


@dataclass(slots=True)
class Cell:
    """What came of one fault.

    - ``before`` and ``after``: the posts that were due in the time before the fault, and in as much
      time from the moment when it had passed, and that were there at the end of that time
    - ``ended``: replicas that ended by themselves
    """

    name: str
    fault_seconds: float = 0.0
    before: int = 0
    after: int = 0
    due_before: int = 0
    due_after: int = 0
    latest: float = 0.0
    """The seconds after which the last of what was due in the fault, or after it, was posted."""
    expected: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: int = 0
    taken_back: int = 0
    ended: int = 0

    @property
    def ratio(self) -> float:
        """What part of what was due was posted after the fault, for the part before it.

        As many are due in the one time as in the other, but on a machine that is too busy: there
        less of the world's time passes in one of them.
        """
        if not (self.before and self.due_after):
            return 0.0
        return (self.after / self.due_after) / (self.before / self.due_before)

    @property
    def is_good(self) -> bool:
        """Whether all is as promised."""
        return self.ratio >= RATIO and not self.lost and not self.doubled and not self.ended

    def __str__(self) -> str:
        return (
            f"{self.name}: fault of {self.fault_seconds:.0f} s; posts before "
            f"{self.before} of {self.due_before}, after {self.after} of {self.due_after}, "
            f"ratio {self.ratio:.2f}; of {self.expected} in all lost {len(self.lost)}, "
            f"doubled {self.doubled}, taken back {self.taken_back}; "
            f"the latest after {self.latest:.1f} s"
        )


class Trio:
    """The replicas of a cell."""

    def __init__(self, settings: Settings, clock: SharedClock, chance: random.Random) -> None:
        self._settings = settings
        self._clock = clock
        self._chance = chance
        self._lives = [self._begin() for _ in range(REPLICAS)]

    async def await_service(self) -> None:
        """Wait until all of them serve. Raises RuntimeError if one does not."""
        for life in self._lives:
            await life.await_service()
            if not life.serves:
                raise RuntimeError("a replica has not begun")

    async def kill_one(self) -> None:
        """Kill one of them, and begin another in its place."""
        place = self._chance.randrange(REPLICAS)
        self._end(self._lives[place])
        self._lives[place] = self._begin()

    @property
    def ended(self) -> int:
        """How many have ended by themselves."""
        return sum(not life.process.is_alive() for life in self._lives)

    def end(self) -> None:
        """Kill all of them."""
        for life in self._lives:
            self._end(life)

    def _begin(self) -> Running:
        life = Life(self._settings, self._clock, alone=False)
        ready = PROCESSES.RawValue(c_bool, False)
        process = PROCESSES.Process(target=live, args=(life, ready), daemon=True)
        process.start()
        return Running(process, ready, None)

    def _end(self, life: Running) -> None:
        life.process.kill()
        life.process.join()


async def run_cell(
    folder: Path,
    server: PostgreSQL,
    name: str,
    fault: Fault,
    minute: float = 60.0,
    seed: int = 1,
) -> Cell:
    """Run one cell; ``minute`` is how many seconds before and after the fault are compared."""
    chance, cell = random.Random(seed), Cell(name)
    clock = SharedClock(
        START, SPEED, PROCESSES.RawValue(c_double, 0.0), PROCESSES.RawValue(c_double, 0.0)
    )
    events = round((2 * minute + 4 * PATIENCE) / 60 * SPEED * 2)
    agendas = write_agenda(folder, events, leads="10 minutes")
    async with TelegramServer(now=clock.right) as telegram:
        for chat in (CHANNEL, OPERATOR):
            telegram.add_channel(chat)
        settings = Settings(
            token=telegram.token,
            channel=CHANNEL,
            operator=OPERATOR,
            api_url=telegram.url,
            agendas=agendas,
            database=server.fresh(),
            port=0,
        )
        plan = make_plan(load(agendas).events, everything_to([f"telegram:{CHANNEL}"]))
        # From before they begin: they arm what is to come by how fast time passes.
        time = asyncio.create_task(_let_time_pass(clock))
        trio = Trio(settings, clock, chance)
        try:
            await trio.await_service()
            since = clock.right()
            await asyncio.sleep(SETTLE_SECONDS)
            before = clock.right()
            await asyncio.sleep(minute)
            struck, began = clock.right(), monotonic()
            await asyncio.sleep(GRACE_SECONDS)
            await fault(server, trio.kill_one, chance)
            cell.fault_seconds = monotonic() - began - GRACE_SECONDS
            passed = clock.right()
            await asyncio.sleep(minute)
            until = clock.right()
            await asyncio.sleep(GRACE_SECONDS)
            reminders = [each for each in plan.reminders if isinstance(each, Reminder)]
            due = [each for each in reminders if since < each.due <= until]
            await _until_through(settings.database, due)
            cell.ended = trio.ended
        finally:
            trio.end()
            time.cancel()
            with suppress(asyncio.CancelledError):
                await time
        posts = [post for post in telegram.posts(CHANNEL) if not post.deleted]
        cell.taken_back = len(telegram.posts(CHANNEL)) - len(posts)
        records = _records(settings.database)
    there = _count(cell, due, records, posts)
    grace = timedelta(seconds=GRACE_SECONDS * SPEED)
    cell.due_before, cell.before = _within(due, there, before, struck, grace)
    cell.due_after, cell.after = _within(due, there, passed, until, grace)
    late = [at - each.due for each in due if each.due > struck and (at := there.get(each.key.uid))]
    cell.latest = max(timedelta(), *late).total_seconds() / SPEED
    return cell


async def _let_time_pass(clock: SharedClock) -> None:
    last = monotonic()
    while True:
        await asyncio.sleep(TICK)
        now = monotonic()
        clock.passed.value += (now - last) * SPEED
        last = now


async def _until_through(database: str, due: list[Reminder]) -> None:
    """Wait until what was due is posted, or given up."""
    keys = {each.key for each in due}
    open_ = (PostState.CLAIMED, PostState.WAITING, PostState.UNCERTAIN)
    ends = monotonic() + PATIENCE
    while monotonic() < ends:
        closed = {each.key for each in _records(database) if each.state not in open_}
        if keys <= closed:
            return
        await asyncio.sleep(0.5)


def _records(database: str) -> list[PostRecord]:
    ledger = Ledger(create_engine(database))
    try:
        return ledger.records(*PostState)
    finally:
        ledger.close()


def _count(
    cell: Cell, due: list[Reminder], records: list[PostRecord], posts: list[Post]
) -> dict[str, datetime]:
    """Count what is lost and doubled; return when each event's reminder was posted, by its UID."""
    by_number = {post.message_id: post for post in posts}
    known = {record.key: record for record in records}
    numbers = {record.message_id for record in records if record.state in POSTED}
    cell.expected = len(due)
    cell.doubled = len(by_number.keys() - numbers)
    there: dict[str, datetime] = {}
    for reminder in due:
        record = known.get(reminder.key)
        post = by_number.get(record.message_id or 0) if record else None
        title = f": {reminder.event.title}"
        if record and record.state in POSTED and post and _tells(post, title):
            there[reminder.key.uid] = post.at
        else:
            why = f"{record.state}: {record.reason}" if record else "never claimed"
            cell.lost.append(f"{'|'.join(reminder.key)} {why}")
    return there


def _tells(post: Post, title: str) -> bool:
    return any(line.endswith(title) for line in post.text.splitlines())


def _within(
    due: list[Reminder],
    there: dict[str, datetime],
    since: datetime,
    until: datetime,
    grace: timedelta,
) -> tuple[int, int]:
    """Count the reminders that were due in a time, and those of them that were posted in it."""
    uids = [each.key.uid for each in due if since < each.due <= until]
    return len(uids), sum(uid in there and there[uid] <= until + grace for uid in uids)
