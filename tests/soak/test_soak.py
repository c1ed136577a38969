"""A few dozen kills: the short form of `make soak`."""

from pathlib import Path

import pytest

from tests.bot.running.postgresql import postgresql_server
from tests.soak.harness import soak

# Half a minute where the machine has nothing else to do.
pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("operator", [True, False], ids=["operator", "alone"])
async def test_a_service_that_is_killed_again_and_again_keeps_its_promise(
    tmp_path: Path, operator: bool
) -> None:
    events = 24 if operator else 12  # of which half as many come in a minute
    tally = await soak(tmp_path, kills=20, events=events, operator=operator)

    assert sum(tally.kills.values()) >= 10
    assert tally.lost == []
    assert tally.doubled <= (0 if operator else tally.in_flight)
    assert tally.digests > 0 or not operator
    assert tally.posted + tally.superseded == tally.expected == 2 * events


async def test_replicas_that_are_killed_and_suspended_keep_it_too(tmp_path: Path) -> None:
    with postgresql_server() as server:
        tally = await soak(
            tmp_path, kills=10, events=18, operator=True, replicas=3, database=server.fresh()
        )

    assert tally.lost == []
    assert tally.doubled == 0
