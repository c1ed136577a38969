"""The long soak: `make soak`. A thousand kills in all, with and without an operator's chat."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bot.postgresql import postgresql_server
from tests.soak.harness import Tally, soak


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--kills", type=int, default=1000, help="kills in all (1000)")
    kills = parser.parse_args().kills
    failed = False
    for what, share, operator, replicas in (
        ("SQLite, with an operator's chat", 0.4, True, 1),
        ("SQLite, without", 0.4, False, 1),
        ("PostgreSQL, three replicas, with an operator's chat", 0.2, True, 3),
    ):
        tally = _soaked(round(kills * share), operator=operator, replicas=replicas)
        good = not tally.lost and tally.doubled <= (0 if operator else tally.in_flight)
        failed = failed or not good
        print(f"{what}: {tally}: {'as promised' if good else 'NOT AS PROMISED'}", flush=True)
        for lost in tally.lost:
            print(f"  lost: {lost}")
    return 1 if failed else 0


def _soaked(kills: int, *, operator: bool, replicas: int) -> Tally:
    # A kill takes a second and more, and a suspension of a replica six, of which each is half a
    # minute with one event.
    events = round(kills * (1.3 if replicas == 1 else 5))
    with tempfile.TemporaryDirectory(prefix="podium-soak-") as folder:
        if replicas == 1:
            return asyncio.run(soak(Path(folder), kills, events, operator=operator))
        with postgresql_server() as server:
            run = soak(
                Path(folder),
                kills,
                events,
                operator=operator,
                replicas=replicas,
                database=server.fresh(),
            )
            return asyncio.run(run)


if __name__ == "__main__":
    sys.exit(main())
