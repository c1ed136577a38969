"""The long soaks.

- `python -m tests.soak`, or `make soak`: a thousand kills in all, with and without an operator's
  chat
- `python -m tests.soak week`: an ordinary week, in half an hour
- `python -m tests.soak replicas`: five faults of three replicas and their PostgreSQL
- `python -m tests.soak destinations`: kills with three destinations, in seven minutes
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.bot.running.postgresql import postgresql_server
from tests.soak.destinations.run import soak_of_destinations
from tests.soak.harness import Tally, soak
from tests.soak.replicas.faults import CELLS
from tests.soak.replicas.run import run_cell
from tests.soak.week.run import course_of, week


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--kills", type=int, default=1000, help="kills in all (1000)")
    others = parser.add_subparsers(dest="soak", metavar="week | replicas | destinations")
    a_week = others.add_parser("week", help="an ordinary week, with all that befalls it")
    a_week.add_argument("--minutes", type=float, default=30, help="that it passes in (30)")
    others.add_parser("replicas", help="five faults of three replicas on PostgreSQL")
    several = others.add_parser("destinations", help="kills with a channel, a topic and a mailbox")
    several.add_argument("--minutes", type=float, default=7, help="that it takes (7)")
    arguments = parser.parse_args()
    if arguments.soak == "week":
        return _week(arguments.minutes)
    if arguments.soak == "replicas":
        return _replicas()
    if arguments.soak == "destinations":
        return _destinations(arguments.minutes)
    return _kills(arguments.kills)


def _week(minutes: float) -> int:
    with tempfile.TemporaryDirectory(prefix="podium-week-") as folder:
        outcome = asyncio.run(week(Path(folder), course_of(minutes)))
    print(outcome)
    for fault in (*outcome.faults, *outcome.count.lost, *outcome.count.doubled):
        print(f"  {fault}")
    print("as promised" if outcome.is_good else "NOT AS PROMISED")
    return 0 if outcome.is_good else 1


def _replicas() -> int:
    failed = False
    with postgresql_server() as server:
        for name, fault in CELLS.items():
            with tempfile.TemporaryDirectory(prefix="podium-replicas-") as folder:
                cell = asyncio.run(run_cell(Path(folder), server, name, fault))
            failed = failed or not cell.is_good
            print(f"{cell}: {'as promised' if cell.is_good else 'NOT AS PROMISED'}", flush=True)
            for lost in cell.lost:
                print(f"  lost: {lost}")
    return 1 if failed else 0


def _destinations(minutes: float) -> int:
    with tempfile.TemporaryDirectory(prefix="podium-destinations-") as folder:
        outcome = asyncio.run(soak_of_destinations(Path(folder), minutes * 60))
    print(outcome)
    for each in outcome.counts:
        for what, faults in (("lost", each.lost), ("doubled", each.doubled)):
            for fault in faults:
                print(f"  {each.name}: {what}: {fault!r}")
    print("as promised" if outcome.is_good else "NOT AS PROMISED")
    return 0 if outcome.is_good else 1


def _kills(kills: int) -> int:
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
    # Events for as long as so many kills take: a life that looks for posts goes on for nearly three
    # seconds, another one for half as long, and a suspension of a replica takes six.
    events = round(kills * (5 if replicas > 1 else 2.8 if operator else 0.4))
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
