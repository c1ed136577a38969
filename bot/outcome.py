"""What became of an attempt to send, and when to try again: values, and one decision."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


class Pace(Enum):
    """How soon the cause of a failure may be gone."""

    SOON = "soon"
    SLOWLY = "slowly"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Delivered:
    """The message is in the chat."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """The message is certainly not in the chat.

    ``retry_after`` is how long the other side asked to wait, at the least.
    """

    reason: str
    pace: Pace = Pace.SOON
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether the message is in the chat: the answer was lost."""

    reason: str


Outcome = Delivered | NotDelivered | Unknown

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(seconds=30)
SLOW_WAIT = timedelta(minutes=5)


def wait_before(outcome: NotDelivered | Unknown, failures: int) -> timedelta | None:
    """Decide how long to wait before the next try, after so many failures in a row.

    None means that another try would fail as this one did.
    """
    if isinstance(outcome, NotDelivered):
        if outcome.retry_after is not None:
            return outcome.retry_after
        if outcome.pace is Pace.NEVER:
            return None
        if outcome.pace is Pace.SLOWLY:
            return SLOW_WAIT
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - 1, 10)
    return min(doubled, LONGEST_WAIT)
