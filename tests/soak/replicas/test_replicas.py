"""One cell of `python -m tests.soak replicas`, with seconds for minutes."""

from pathlib import Path

import pytest

from tests.bot.running.postgresql import postgresql_server
from tests.soak.replicas.faults import crash
from tests.soak.replicas.run import run_cell

# Half a minute where the machine has nothing else to do.
pytestmark = pytest.mark.timeout(900)


async def test_replicas_go_on_where_they_were_when_their_database_has_crashed(
    tmp_path: Path,
) -> None:
    with postgresql_server() as server:
        cell = await run_cell(tmp_path, server, "crash recovery", crash, minute=4)

    assert cell.lost == []
    assert cell.doubled == 0
    assert cell.ended == 0
    # How soon they go on is measured by the long form: here what is due after the fault is posted.
    assert cell.due_before
    assert cell.due_after
