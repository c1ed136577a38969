"""A post as the ledger knows it: how far it has come, and what is known of it.

| state | what it says |
|---|---|
| claimed | somebody is sending it |
| waiting | certainly not delivered, to be tried again |
| uncertain | perhaps delivered: to be looked for, and sent again once where that is not possible |
| unrecorded | perhaps delivered, before the ledger was put back: not sent again |
| sent | delivered |
| outdated | delivered, wrong since the event has changed, and to be edited |
| corrected | delivered, and edited to say that it is out of date |
| failed | refused for good |
| missed | too late to be of use |
| superseded | not needed: another post said as much |
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.planning.keys import Key
from events.model import Event


class PostState(StrEnum):
    """How far a post has come."""

    CLAIMED = "claimed"
    WAITING = "waiting"
    UNCERTAIN = "uncertain"
    UNRECORDED = "unrecorded"
    SENT = "sent"
    OUTDATED = "outdated"
    CORRECTED = "corrected"
    FAILED = "failed"
    MISSED = "missed"
    SUPERSEDED = "superseded"


# The posts that are in the chat.
POSTED = (PostState.SENT, PostState.OUTDATED, PostState.CORRECTED)
# A missed post is not closed: it may be of use again where its event's end is announced late, or
# where the clock that said so was wrong.
CLOSED = (*POSTED, PostState.UNRECORDED, PostState.FAILED, PostState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class PostRecord:
    """What the ledger knows of a post. ``changed`` is when the post came to its state, in UTC.

    ``after_id`` is the last message that was known in the chat before the post can have got there,
    and ``earlier_text`` the text of an earlier attempt that may be there.
    """

    key: Key
    state: PostState
    due: datetime
    changed: datetime
    attempts: int
    message_id: int | None = None
    text: str | None = None
    reason: str | None = None
    after_id: int | None = None
    earlier_text: str | None = None
    content: str | None = None
    """The post as it was sent, with its formatting; of a digest only what it says of this one."""
    digest: str | None = None
    """What it has in common with the other posts of the same message, if that is a digest."""
    may_be_on_its_way: bool = False
    """Whether another process may still be sending the post: too early to look for it."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What the post may say in the chat."""
        return tuple(text for text in (self.text, self.earlier_text) if text)


@dataclass(frozen=True, slots=True)
class Failure:
    """An attempt that has not delivered its post, as far as is known.

    - ``state``: waiting, failed or uncertain
    - ``reason``: why, as the operator is told
    - ``wait``: how long the post is not to be tried again
    - ``answer_lost``: whether nobody can tell, since the answer to this attempt was lost
    """

    state: PostState
    reason: str
    wait: timedelta
    answer_lost: bool = False


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """A post in the chat whose event was ``told`` otherwise than it is ``published`` now."""

    post: PostRecord
    told: Event
    published: Event
