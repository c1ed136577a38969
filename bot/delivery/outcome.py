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
    """Nobody can tell whether the message is in the chat: the answer was lost.

    ``passing`` tells that somebody may be able to tell soon.
    """

    reason: str
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Migrated:
    """The message is not in the chat, which has become another one with this id."""

    chat_id: int


Outcome = Delivered | NotDelivered | Unknown | Migrated

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(seconds=30)
SLOW_WAIT = timedelta(minutes=5)
# A message whose answer was lost may still be on its way: it is not looked for, nor sent again,
# before it must have arrived.
DOUBT_WAIT = timedelta(seconds=15)


def wait_before(outcome: NotDelivered | Unknown | Migrated, failures: int) -> timedelta | None:
    """Decide how long to wait before the next try, after so many failures in a row.

    None means that another try would fail as this one did.
    """
    match outcome:
        case Migrated():
            return timedelta()
        case Unknown():
            return DOUBT_WAIT
        case NotDelivered(_, _, timedelta() as asked):
            return asked
        case NotDelivered(_, Pace.NEVER):
            return None
        case NotDelivered(_, Pace.SLOWLY):
            return SLOW_WAIT
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - 1, 10)
    return min(doubled, LONGEST_WAIT)
