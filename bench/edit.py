"""How long an edit takes from its file's landing until readers are served it.

The service runs as ever; the file is renamed over, as editors and git do. Readers ask over HTTP.
"""

import statistics
import tempfile
import time
from pathlib import Path

from bench.rounds import spread
from bench.servers import Served, our_service
from bench.table import Row, show

EVENTS = 10_000
EDITS = 15
PAUSE = 0.5  # seconds between edits
PATIENCE = 10.0
ASK_EVERY = 0.005  # more often, and the asking itself would hold it up
GOAL = 0.1


def main() -> None:
    """Measure, and print the table."""
    with (
        tempfile.TemporaryDirectory(prefix="podium-bench-") as folder,
        our_service(Path(folder), EVENTS) as ours,
    ):
        files = sorted((Path(folder) / "agendas").glob("agenda-*.yaml"))
        took = [_edit(files[number], ours, number) for number in range(EDITS)]
    median = statistics.median(took)
    show(
        f"An edit of one event of {EVENTS:,}, in {len(files)} files, until it is served",
        [
            Row(
                "from the file's landing to the answer",
                f"{spread(took, '.3f')} s",
                "≤ 0.100 s",
                median <= GOAL,
            )
        ],
        f"{EDITS} edits, half a second apart.",
    )


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
