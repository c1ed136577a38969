"""What time it is: by the system, or in a past week that is being replayed.

Everything that needs the time is given a `Clock`. Only `SystemClock` and `ReplayClock` read the
machine's clocks; nothing else knows which of the two it has.
"""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, and when an instant of this clock comes by the machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""

    def system_time(self, instant: datetime) -> datetime:
        """Return the machine's time, in UTC, at which this clock will show an instant."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)

    def system_time(self, instant: datetime) -> datetime:
        """Return the instant itself."""
        return instant


class ReplayClock:
    """A clock that sets out at ``start`` when it is made and runs ``speed`` times as fast."""

    def __init__(self, start: datetime, speed: float) -> None:
        if speed <= 0:
            raise ValueError(f"the speed of a replay must be positive, not {speed}")
        self.start = start.astimezone(UTC)
        self.speed = speed
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present instant of the replay, in UTC."""
        return self.start + (datetime.now(UTC) - self._began) * self.speed

    def system_time(self, instant: datetime) -> datetime:
        """Return the machine's time at which the replay comes to an instant."""
        return self._began + (instant - self.start) / self.speed
