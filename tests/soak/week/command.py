"""The real ``podium`` command, by the clock of a week that passes in minutes.

`python -m tests.soak.week.command CLOCK SPEED serve`: only the clock, and the waits between two
tries, are others than with `podium serve`.
"""

import mmap
import sys
from ctypes import c_double, sizeof
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import bot.service.service
from bot.cli.commands import serve
from bot.cli.commands.ledger import restore
from bot.cli.main import main
from bot.delivery.retry import RetryPolicy
from bot.service.pacing import Pacing
from bot.telegram.limits import TelegramLimits
from tests.soak.victim import SharedClock

START = datetime(2022, 1, 10, tzinfo=UTC)  # a Monday
WEEK = timedelta(days=7)
# One life of a week posts some thousands of messages, more than two a second.
LIMITS = TelegramLimits(posts_at_once=100_000, posts_a_minute=100_000, most_gaps=5)
PACING = Pacing(
    retry=RetryPolicy(
        first_wait=timedelta(milliseconds=50),
        longest_wait=timedelta(seconds=1),
        uncertain_wait=timedelta(milliseconds=50),
        look_wait=timedelta(milliseconds=100),
        storage_wait=timedelta(milliseconds=100),
    ),
    telegram=LIMITS,
    heartbeat=timedelta(seconds=1),
)


def clock_in(file: Path, speed: float) -> SharedClock:
    """Return the clock that stands in a file, which all who have it open see go on."""
    if not file.exists():
        file.write_bytes(bytes(2 * sizeof(c_double)))
    with file.open("r+b") as opened:
        shared = mmap.mmap(opened.fileno(), 0)
    passed, ahead = (c_double.from_buffer(shared, place * sizeof(c_double)) for place in (0, 1))
    return SharedClock(START, speed, passed, ahead)


if __name__ == "__main__":
    clock = clock_in(Path(sys.argv[1]), float(sys.argv[2]))
    for command in (serve, restore):
        command.SystemClock = lambda: clock  # type: ignore[attr-defined]
    bot.service.service.running = partial(bot.service.service.running, pacing=PACING)
    sys.exit(main(sys.argv[3:]))
