"""What became of an attempt at a destination: four values."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


class Retry(Enum):
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
    retry: Retry = Retry.SOON
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
