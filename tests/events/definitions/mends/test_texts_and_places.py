"""What is no text, no place and no day of a series, and what is to be written instead."""

from pathlib import Path

import pytest

from events.definitions.loader import Loader, load
from tests.events.definitions.builders import HEAD, problems, starting, written

NOON = "2026-12-10 12:00"
TEXT = "must be a text, or several by their languages"
DAYS = "repeats: {every: week, until: 2026-12-31}"
# What stands below the start, what is told, and the lines that are then right.
ELSEWISE = [
    (["note:", "  Resolution: arms"], f"10:7: 'note' {TEXT} (write {{}})",
     ['note: "Resolution: arms"']),
    (["note: {Draft}"], f"9:11: 'note' {TEXT} (write {{}})", ['note: "{Draft}"']),
    (["chair: {name: A, post: B}"],
     f"9:12: 'chair' {TEXT} (write chair: and one text, in quotes if it has a colon or braces)",
     ['chair: "A, B"']),
    (["cancelled: false"],
     ("9:5: unknown key 'cancelled' (take the line away: it is on as long as no status says "
      "otherwise)"), []),
    (["place: 48.85, 2.35"],
     "9:12: '48.85, 2.35' is a position, and no city (write {{city: …, geo: \"48.85, 2.35\"}})",
     ['place: {city: …, geo: "48.85, 2.35"}']),
    (['place: {city: "48.85, 2.35", country: France}'],
     ("9:19: '48.85, 2.35' is a position, and no city (write city: …, geo: \"48.85, 2.35\" in its "
      "stead)"), ['place: {city: …, geo: "48.85, 2.35", country: France}']),
    ([DAYS, "changes:", "  - 2026-12-17: {start: 11:00}"],
     ("11:7: here days and what is otherwise on them belong (take the dashes away: each day is a "
      "key)"), [DAYS, "changes:", "  2026-12-17: {start: 11:00}"]),
    ([DAYS, "changes:", "  - date: 2026-12-17", "    start: 11:00"],
     ("11:7: here days and what is otherwise on them belong (write {}, without a dash, and so for "
      "each of them)"), [DAYS, "changes:", "  2026-12-17: {start: 11:00}"]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "told", "right"), ELSEWISE)
def test_it_is_told_with_the_line_to_write(
    lines: list[str], told: str, right: list[str], tmp_path: Path
) -> None:
    line = right[-1].strip() if right else ""
    assert problems(written(tmp_path, starting(NOON, *lines))) == [told.format(line)]
    load(written(tmp_path, starting(NOON, *right)))


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("title: Talks;, start: 2026-12-10",
         [("5:36: 'Talks;' ends with a semicolon, and is told so", "write title: Talks")]),
        ('title: T, start: 2026-12-10, place: "Paris,"',
         [("5:65: 'Paris,' ends with a comma, and is told so", "write place: Paris")]),
        ('title: T, start: 2026-12-10, place: {city: "Paris,", country: France}',
         [("5:65: 'Paris,' ends with a comma, and is told so", "write city: Paris")]),
        ('title: T, start: 2026-12-10, places: ["Paris,", Vienna]',
         [("5:66: 'Paris,' ends with a comma, and is told so", "write Paris")]),
        ("title: Talks etc., start: 2026-12-10, place: Paris", []),
    ],
)  # fmt: skip
def test_a_sign_that_ends_a_line_in_other_tools_is_a_warning(
    keys: str, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    loader = Loader(written(tmp_path, f"{HEAD}  - {{id: talks, kind: call, {keys}}}\n"))
    assert loader.load().events
    found = [(f"{it.line}:{it.column}: {it.what}", it.mend) for it in loader.warnings]
    assert found == told
