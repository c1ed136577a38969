"""Slips within a line that YAML cannot read, or reads otherwise: the line to write instead."""

from pathlib import Path

import pytest

from events.definitions.loader import load
from tests.events.definitions.builders import problems, written

WEEK = """\
agenda: week
title: A week
timezone: Europe/Brussels
events:
  - id: council
    kind: meeting
    title: Council
    start: 2026-12-07 10:00
    place: Paris
    topics:
      - arms
      - trade
"""
COLON = "a colon stands here in a value"
APART = "and, in a line of its own,"
# What is written instead of what in the week above, what is told, and what is then to be written.
SLIPS: list[tuple[str, str, str, str]] = [
    # As JSON has it
    ("place: Paris", '"place": "Paris",', '9:21: a , ends no line (write "place": "Paris")',
     '"place": "Paris"'),
    ("place: Paris", 'place: "Paris";', '9:19: a ; ends no line (write place: "Paris")',
     'place: "Paris"'),
    # Two keys in a line
    ("place: Paris", "place: Paris, note: Soon",
     f'9:23: {COLON} (write place: Paris {APART} note: Soon, or place: "Paris, note: Soon")',
     "place: Paris\n    note: Soon"),
    ("kind: meeting", "kind: meeting, note: Soon",
     f"6:24: {COLON} (write kind: meeting {APART} note: Soon)", "kind: meeting\n    note: Soon"),
    ("title: Council", "title: Council, second part: arms",
     f'7:32: {COLON} (write title: "Council, second part: arms")',
     'title: "Council, second part: arms"'),
    # A colon where the value can have none
    ("start: 2026-12-07 10:00", "start: 2026-12-07: 10:00",
     f"8:22: {COLON} (write start: 2026-12-07 10:00)", "start: 2026-12-07 10:00"),
    ("start: 2026-12-07 10:00", "start: about: 2026-12-07 10:00",
     f"8:17: {COLON} (write start: about 2026-12-07 10:00)", "start: about 2026-12-07 10:00"),
    ("kind: meeting", "kind: press: conference", f"6:16: {COLON} (take it away: kind: has none)",
     "kind: press-conference"),
    # What nobody sees
    ("  - id", "\ufeff  - id",
     "5:1: a character that is not seen stands here (indent with spaces: begin it in column 3)",
     "  - id"),
    ("    kind", "\u200b    kind",
     ("6:1: a character that is not seen stands here (indent with spaces: begin it in column 5, "
     "under 'id')"), "    kind"),
    ("place", "“place”",
     ("9:5: unknown key '“place”': a \" that only looks like one (U+201C, left double quotation "
     "mark) stands here (write place: Paris)"), "place"),
    # Tabs before an item
    ("      - arms", "\t- arms",
     "11:1: a tab stands here (indent with spaces: begin it in column 7)", "      - arms"),
    ("      - trade", "\t- trade",
     "12:1: a tab stands here (indent with spaces: begin it in column 7, as the one above)",
     "      - trade"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "told", "mended"), SLIPS)
def test_a_slip_is_told_with_the_line_to_write(
    right: str, wrong: str, told: str, mended: str, tmp_path: Path
) -> None:
    assert WEEK.count(right) == 1
    assert problems(written(tmp_path, WEEK.replace(right, wrong))) == [told]
    load(written(tmp_path, WEEK.replace(right, mended)))


def test_spaces_that_only_look_so_before_a_key_are_told(tmp_path: Path) -> None:
    content = f"{WEEK}\u00a0\u00a0\u00a0\u00a0note: Soon\n"
    assert problems(written(tmp_path, content)) == [
        (
            "13:1: unknown key '\\xa0\\xa0\\xa0\\xa0note': a space that only looks like one "
            "(U+00A0, no-break space) stands here (indent note: with plain spaces)"
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_called_that(encoding: str, tmp_path: Path) -> None:
    told = "1:1: the file is UTF-16 (save it as UTF-8)"
    assert problems(written(tmp_path, WEEK.encode(encoding))) == [told]
