"""How long an edit takes from its file's landing until readers are served it.

The service runs as ever; the file is renamed over, as editors and git do. Readers ask over HTTP:
alone, and beside some who each ask for parts of the feed that nobody has asked for yet.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Event

from bench.measuring.rounds import spread
from bench.measuring.servers import Served, our_service
from bench.measuring.table import Row, show
from bot.web.feeds import CALENDAR

EVENTS = 10_000
OCCURRENCES = 3_000
EDITS = 15
PAUSE = 0.5  # seconds between edits
PATIENCE = 10.0
ASK_EVERY = 0.005  # more often, and the asking itself would hold it up
GOAL = 0.1
CROWD = 4  # readers of parts


def main() -> None:
    """Measure, and print a table: with plain events, and with occurrences among them."""
    for occurrences in (0, OCCURRENCES):
        _measure(occurrences)


def _measure(occurrences: int) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="podium-bench-") as folder,
        our_service(Path(folder), EVENTS, occurrences) as ours,
    ):
        files = sorted((Path(folder) / "agendas").glob("agenda-*.yaml"))
        numbers = iter(range(2 * EDITS))
        alone = [_edit(files[number], ours, number) for number in islice(numbers, EDITS)]
        with _crowd(ours) as made:
            beside = [_edit(files[number], ours, number) for number in numbers]
    median = statistics.median(alone)
    show(
        f"An edit of one event of {EVENTS:,}, {occurrences:,} of them occurrences, in {len(files)} "
        "files, until it is served",
        [
            Row(
                "from the file's landing to the answer",
                f"{spread(alone, '.3f')} s",
                "≤ 0.100 s",
                median <= GOAL,
            ),
            Row(f"beside {CROWD} who ask for new parts", f"{spread(beside, '.3f')} s"),
            Row("  parts made meanwhile", f"{sum(made):,}"),
        ],
        f"{EDITS} edits each, half a second apart.",
    )


@contextmanager
def _crowd(served: Served) -> Iterator[list[int]]:
    """Have some readers ask for one new part after another, and count what they got."""
    done, made = Event(), [0] * CROWD

    def ask(reader: int) -> None:
        for minutes in range(1 + reader, 28 * 24 * 60, CROWD):
            if done.is_set():
                return
            response = served.get({}, f"{CALENDAR}?city=Geneva&alarm={minutes}m")
            made[reader] += response.status == 200

    with ThreadPoolExecutor(CROWD) as pool:
        readers = [pool.submit(ask, reader) for reader in range(CROWD)]
        yield made
        done.set()
    for reader in readers:
        reader.result()


def _edit(file: Path, served: Served, number: int) -> float:
    time.sleep(PAUSE)
    old = served.get({}).tag
    text = file.read_text(encoding="utf-8").replace("round ", f"edit {number}, round ", 1)
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    part.replace(file)
    while served.get({"if-none-match": old}).status == 304:
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError(f"not served after {PATIENCE} s")
        time.sleep(ASK_EVERY)
    return time.perf_counter() - began
