"""How often calendars are got, and when again after a failure: a policy that does nothing."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom

from bot.ledger.calendars.calendar_log import LEASE
from bot.publishing.calendars.beside import MOST_BYTES

LONGEST_ASKED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarPace:
    """How often it is looked whether a calendar is due, and how it is got.

    - ``patience``: what getting one takes longer than, is a failure
    - ``first_wait``: before the second try; it doubles with each failure, up to what the entry says
    - ``jitter``: a wait is longer or shorter by up to this part of it, so that not everybody asks a
      server at the same moment
    - ``patient_failures``: so many tries in a row may fail before the operator is told
    """

    look: timedelta = timedelta(seconds=2)
    patience: timedelta = timedelta(seconds=30)
    first_wait: timedelta = timedelta(minutes=1)
    jitter: float = 0.1
    patient_failures: int = 1
    max_bytes: int = MOST_BYTES

    def wait_after_success(self, every: timedelta) -> timedelta:
        """Decide when a calendar is got again."""
        return self._about(every)

    def wait_after_failure(
        self, every: timedelta, failures: int, asked: timedelta | None
    ) -> timedelta:
        """Decide when it is tried again after so many failures in a row, from 1.

        ``asked`` is how long the server wants to be left alone.
        """
        doubled: timedelta = self.first_wait * 2 ** min(failures - 1, 20)
        least = min(max(asked or timedelta(), timedelta()), LONGEST_ASKED)
        return max(self._about(min(doubled, every)), least)

    def longest_wait(self, every: timedelta, *, failed: bool) -> timedelta:
        """Return how far ahead a calendar may be due.

        What is due later was put there by a wrong clock, or by an entry with another ``every``.
        """
        longest = max(every, LEASE) * (1 + 2 * self.jitter)
        return max(longest, LONGEST_ASKED) if failed else longest

    def _about(self, wait: timedelta) -> timedelta:
        return wait * (1 + SystemRandom().uniform(-self.jitter, self.jitter))
