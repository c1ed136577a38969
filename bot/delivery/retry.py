"""When an attempt is made again: a policy that decides, and does nothing."""

from dataclasses import dataclass
from datetime import timedelta

from bot.delivery.outcome import Migrated, NotDelivered, Retry, Unknown

# How long a claim keeps other replicas away.
LEASE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to wait before which attempt, and how long one may take.

    ``attempt`` bounds every attempt at a destination: it ends well before its claim's lease does.
    """

    first_wait: timedelta = timedelta(seconds=1)
    longest_wait: timedelta = timedelta(seconds=30)
    slow_wait: timedelta = timedelta(minutes=5)
    # A message whose answer was lost may still be on its way: it is not looked for, nor sent
    # again, before it must have arrived.
    uncertain_wait: timedelta = timedelta(seconds=15)
    storage_wait: timedelta = timedelta(seconds=1)
    attempt: timedelta = LEASE / 3
    # How often, how far apart and for how long at most an uncertain post is looked for before it is
    # sent again. Nothing is claimed meanwhile; the operator's chat takes twenty forwards a minute.
    looks: int = 3
    look_wait: timedelta = timedelta(seconds=5)
    look: timedelta = timedelta(seconds=150)

    def wait_before(
        self, outcome: NotDelivered | Unknown | Migrated, failures: int
    ) -> timedelta | None:
        """Decide how long to wait before the next attempt, after so many failures in a row.

        None means that another attempt would fail as this one did.
        """
        match outcome:
            case Migrated():
                return timedelta()
            case Unknown():
                return self.uncertain_wait
            case NotDelivered(_, _, timedelta() as asked):
                return asked
            case NotDelivered(_, Retry.NEVER):
                return None
            case NotDelivered(_, Retry.SLOWLY):
                return self.slow_wait
        doubled: timedelta = self.first_wait * 2 ** min(failures - 1, 10)
        return min(doubled, self.longest_wait)
