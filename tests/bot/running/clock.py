"""The one simulated part of these tests: a clock that shows what the test sets."""

from datetime import UTC, datetime


class SetClock:
    """Stands still until it is set. A job that is armed by it waits as long in real time."""

    def __init__(self, instant: datetime) -> None:
        self._now = instant

    def set(self, instant: datetime) -> None:
        self._now = instant

    def now(self) -> datetime:
        return self._now

    def system_time(self, instant: datetime) -> datetime:
        return datetime.now(UTC) + (instant - self._now)


def utc(text: str) -> datetime:
    """The UTC instant of a text such as 2022-01-12 09:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
