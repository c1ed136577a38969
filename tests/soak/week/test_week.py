"""Some hours of the week that `python -m tests.soak week` has pass."""

from pathlib import Path

import pytest

from tests.soak.week.run import Course, week

# Half a minute where the machine has nothing else to do.
pytestmark = pytest.mark.timeout(900)


async def test_a_service_in_an_ordinary_week_keeps_its_promises(tmp_path: Path) -> None:
    course = Course(seconds=12, pace=480, events=400, restarts=4, outages=2, troubled=0.7)
    outcome = await week(tmp_path, course)

    assert outcome.faults == []
    assert outcome.count.lost == []
    assert outcome.count.doubled == []
    assert outcome.count.reminders > 0
    assert outcome.ends["restore"] == 1
