"""What was announced is told as it was announced, and nothing more: a table for editors to read."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.making.announcing import told

ROWS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("announcements.yaml").read_text(encoding="utf-8")
)


def test_there_are_forty_and_no_two_are_alike() -> None:
    assert len({row["announced"] for row in ROWS}) == len(ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=[row["announced"] for row in ROWS])
def test_an_announcement_is_told_as_it_was_made(row: dict[str, Any], tmp_path: Path) -> None:
    assert told(row, tmp_path) == {name: row[name] for name in ("page", "feed", "post")}
