"""An agenda with something to post in every hour of some days, and the edits of its editor."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from tests.soak.harness import START

FIRST = timedelta(hours=6, minutes=30)
LEADS = (timedelta(hours=6), timedelta(hours=5))
"""What is due is of use for five hours, which is half a minute."""
ROUND = timedelta(hours=3)
TOGETHER = 5
"""Events at the begin of each round, that make a digest; others stand alone in it."""
ALONE = (20, 40, 60)  # minutes into a round
SOONEST = timedelta(hours=8)
"""What is cancelled is so far ahead at least, and so before it is announced."""


class Desk:
    """The agenda of so many rounds."""

    def __init__(self, file: Path, rounds: int, chance: random.Random) -> None:
        self.cancelled: set[int] = set()
        """The numbers of events that are cancelled: of each there is a notice, once."""
        self._file = file
        self._chance = chance
        begins = [START + FIRST + number * ROUND for number in range(rounds)]
        self._starts = [
            begin + timedelta(minutes=minutes)
            for begin in begins
            for minutes in (*[0] * TOGETHER, *ALONE)
        ]
        file.parent.mkdir()
        self._write()

    def cancel_one(self, now: datetime) -> None:
        """Cancel one event of which nobody has heard."""
        far = {number for number, start in enumerate(self._starts) if start > now + SOONEST}
        if left := sorted(far - self.cancelled):
            self.cancelled.add(self._chance.choice(left[: len(left) // 2 + 1]))
            self._write()

    def _write(self) -> None:
        lines = ["agenda: soak", "title: Soak", "timezone: UTC"]
        leads = ", ".join(f"{lead // timedelta(hours=1)} hours" for lead in LEADS)
        lines += [f"reminders: {{meeting: [{leads}]}}", "events:"]
        for number, start in enumerate(self._starts):
            when = f"{start:%Y-%m-%d %H:%M}"
            more = ", status: cancelled" if number in self.cancelled else ""
            line = f"{{id: e-{number}, kind: meeting, title: Talks {number}, start: {when}{more}}}"
            lines.append(f"  - {line}")
        whole = self._file.with_suffix(".new")
        whole.write_text("\n".join(lines), encoding="utf-8")
        whole.replace(self._file)
