"""How much `podium draft` finds in passages whose events are known, and how long a page takes."""

import subprocess
import sys
import time

from bench.measuring.rounds import seconds
from bench.measuring.table import Row, show
from events.drafting.reading.report import read_report
from tests.events.drafting.scoring import passages, score

SETS = {
    "building": "building.txt",
    "a second set": "more.txt",
    "a third": "third.txt",
    "a fourth": "fourth.txt",
    "a fifth": "fifth.txt",
    "a sixth": "sixth.txt",
    "a seventh": "seventh.txt",
    "kept aside": "aside.txt",
    "by another": "unseen.txt",
    "by another, the second": "unseen-2.txt",
    "by another, the third": "unseen-3.txt",
    "by a second hand": "hand-1.txt",
    "by a second hand, the second": "hand-2.txt",
    "by a second hand, the third": "hand-3.txt",
    "by a second hand, kept aside": "unseen-4.txt",
    "by a third hand": "unseen-5.txt",
    "by a fourth hand": "hand-4.txt",
    "by a fourth hand, the second": "unseen-6.txt",
    "by a fifth hand": "unseen-7.txt",
    "by a sixth hand": "unseen-8.txt",
    "by a seventh hand": "unseen-9.txt",
    "by an eighth hand": "unseen-10.txt",
    "by a ninth hand, not mended by": "unseen-11.txt",
    "by a tenth hand": "unseen-12.txt",
    "by an eleventh hand": "unseen-13.txt",
}
GOALS = {"found": 0.9, "day": 0.9, "time": 0.85, "precision": 0.85, "all": 0.65}
PAGE = 3000  # characters
COMMAND = (sys.executable, "-m", "bot.cli.main", "draft", "-", "--date", "2024-06-01")


def main() -> None:
    """Score each set of passages, and print a table for each."""
    for title, name in SETS.items():
        show(f"Drafts of passages: {title}", _rows(name))
    show("Drafts: a page of text", _page_rows())


def _rows(name: str) -> list[Row]:
    counts, _ = score(passages(name))
    wanted, drafted = counts["expected"], counts["drafted"]
    rows = [Row("events", f"{wanted}")]
    for what in ("found", "kind", "day", "time", "precision", "city", "all"):
        share, goal = counts[what] / wanted, GOALS.get(what)
        met = None if goal is None else share >= goal
        label = "all right" if what == "all" else what
        rows.append(Row(label, f"{share:.0%}", "" if goal is None else f"≥ {goal:.0%}", met))
    false, pairs = counts["false"] / drafted, counts["wrong pair"] / wanted
    rows.append(Row("false events", f"{false:.0%}", "≤ 10 %", false <= 0.1))
    rows.append(Row("wrong pairs of day and time", f"{pairs:.0%}", "≤ 5 %", pairs <= 0.05))
    return rows


def _page_rows() -> list[Row]:
    text = "\n\n".join(it.text for it in passages("building.txt"))[:PAGE]
    read_report(text)
    within = min(seconds(lambda: read_report(text)) for _ in range(5))
    began = time.perf_counter()
    subprocess.run(COMMAND, input=text.encode(), capture_output=True, check=False)
    whole = time.perf_counter() - began
    return [
        Row("reading it", f"{within:.3f} s", "≤ 0.3 s", within <= 0.3),
        Row("the command, from Python's start on", f"{whole:.2f} s"),
    ]


if __name__ == "__main__":
    main()
