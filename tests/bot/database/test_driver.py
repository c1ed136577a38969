"""PostgreSQL's driver is an extra: whoever has not installed it is told how, in one line."""

from pathlib import Path

import pytest

from tests.bot.running.podium import ROOT, podium

MISSING = [
    "raise ModuleNotFoundError('No module named psycopg', name='psycopg')",
    "raise ImportError('no pq wrapper available')",
]


@pytest.mark.parametrize("fault", MISSING)
@pytest.mark.parametrize("command", [("serve",), ("status",), ("backup", "kept.db")])
def test_a_driver_that_is_missing_is_named(
    tmp_path: Path, fault: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "psycopg.py").write_text(fault, encoding="utf-8")
    done = podium(
        tmp_path,
        *command,
        PYTHONPATH=f"{tmp_path}:{ROOT}",
        PODIUM_DATABASE="postgresql://podium:secret@127.0.0.1:1/podium",
        PODIUM_PORT="0",
    )

    assert done.returncode != 0
    text = done.stderr.decode()
    assert text.count("\n") == 1
    assert "needs the Python package psycopg" in text
    assert "'.[postgresql]'" in text
    assert "secret" not in text
