"""Some seconds of `python -m tests.soak destinations`."""

from pathlib import Path

import pytest

from tests.soak.destinations.run import soak_of_destinations

# Half a minute where the machine has nothing else to do.
pytestmark = pytest.mark.timeout(900)


async def test_a_channel_a_topic_and_a_mailbox_hear_all_once(tmp_path: Path) -> None:
    outcome = await soak_of_destinations(tmp_path, seconds=8, speed=600)

    assert outcome.tally.kills.total() > 2
    for each in outcome.counts:
        assert each.lost == []
        assert each.doubled == []
        assert each.reminders == 16 - 2 * each.news
        assert each.issues >= 1
        assert each.digests >= 1
