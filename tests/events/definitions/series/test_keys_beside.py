"""The keys of a series that stand beside it, or where there is none yet: one line has them all."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import problems, starting, written

THURSDAY = "2026-12-10 10:00"
# What stands below the start, what is told of each line, and the line that all of them become.
BESIDE = [
    (
        ["repeats: {every: week}", "until: 2026-12-31"],
        ["10:5: unknown key 'until' (it belongs in {})"],
        "repeats: {every: week, until: 2026-12-31}",
    ),
    (
        ["repeats: {every: week, until: 2026-12-31}", "except: [2026-12-17]"],
        ["10:5: unknown key 'except' (it belongs in {})"],
        "repeats: {every: week, until: 2026-12-31, except: [2026-12-17]}",
    ),
    (
        ["every: week", "on: [Thursday, Friday]", "until: 2026-12-31"],
        [
            "9:5: unknown key 'every' (it belongs in {})",
            "10:5: unknown key 'on' (it belongs in {})",
            "11:5: unknown key 'until' (it belongs in {})",
        ],
        "repeats: {every: week, on: [Thursday, Friday], until: 2026-12-31}",
    ),
    (
        ["repeats: weekly", "until: 2026-12-31"],
        [
            "9:14: 'weekly' is not how a series is written (write {})",
            "10:5: unknown key 'until' (it belongs in {})",
        ],
        "repeats: {every: week, until: 2026-12-31}",
    ),
    (
        ["repeats:", "every: week", "until: 2026-12-31"],
        [
            "9:13: '' is not how a series is written (write {})",
            "10:5: unknown key 'every' (it belongs in {})",
            "11:5: unknown key 'until' (it belongs in {})",
        ],
        "repeats: {every: week, until: 2026-12-31}",
    ),
    (
        ["rrule: FREQ=WEEKLY", "until: 2026-12-31", "exdate: 2026-12-17"],
        [
            "9:5: unknown key 'rrule' (write {})",
            "10:5: unknown key 'until' (it belongs in {})",
            "11:5: unknown key 'exdate' (it belongs in {})",
        ],
        "repeats: {every: week, until: 2026-12-31, except: 2026-12-17}",
    ),
    (
        ["repeats: [Thursday, Friday]", "until: 2026-12-31"],
        [
            "9:14: 'Thursday, Friday' is not how a series is written (write {})",
            "10:5: unknown key 'until' (it belongs in {})",
        ],
        "repeats: {every: week, on: [Thursday, Friday], until: 2026-12-31}",
    ),
    # Where nothing repeats it is an end
    (["until: 12:00"], ["9:5: unknown key 'until' (write {})"], "end: 12:00"),
]


@pytest.mark.parametrize(("lines", "told", "line"), BESIDE)
def test_keys_beside_a_series_become_one_line_with_it(
    lines: list[str], told: list[str], line: str, tmp_path: Path
) -> None:
    assert problems(written(tmp_path, starting(THURSDAY, *lines))) == [
        it.format(line) for it in told
    ]
    load(written(tmp_path, starting(THURSDAY, line)))
