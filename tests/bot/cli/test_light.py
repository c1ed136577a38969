"""What commands that need little import: Python's start and imports are most of their time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config.settings import bundled_agendas

REPORT = """BRUSSELS, 5 January 2022 - The NATO-Russia Council will meet in Brussels on 12 January.
"""
# The libraries of which each takes longer to import than these commands to run.
HEAVY = {"alembic", "apprise", "apscheduler", "httpx", "icalendar", "sqlalchemy", "telegram"}
HEAVY |= {"asyncio", "jinja2", "rich", "starlette", "uvicorn"}
# What is wanted for an error alone.
MENDS = "events.definitions.mends.when.writings.announced"
# As an interpreter of its own: what a child of the forkserver has, it has imported already.
PROGRAM = """
import json, sys
from bot.cli.main import main
code = main(sys.argv[1:])
json.dump([code, sorted(sys.modules)], sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["draft", "report.txt"], HEAVY | {"dotenv", "yaml"}),
        (["check", str(bundled_agendas())], HEAVY | {"babel", MENDS}),
        (["schema"], HEAVY | {"dotenv", "yaml", "babel"}),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    arguments: list[str], spared: set[str], tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=tmp_path, capture_output=True, timeout=60
    )
    code, modules = json.loads(run.stderr)
    assert code == 0
    assert not spared & set(modules)
