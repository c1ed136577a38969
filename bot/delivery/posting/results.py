"""What a sender has in hand, and what became of it."""

from dataclasses import dataclass
from datetime import timedelta

from bot.delivery.context import notification_fields
from bot.messages.post import Post
from bot.planning.notification import Notification
from bot.planning.reminders import Reminder

NOW = timedelta()


@dataclass(frozen=True, slots=True)
class Sent:
    """A notification was posted, and with it the reminders that it ``covered``."""

    covered: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing is to be done about a notification, as far as is known now."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """What tells of an event is in other hands, or may be news no more: its reminders wait."""


@dataclass(frozen=True, slots=True)
class RetryIn:
    """A notification is to be looked at anew after a wait, if it is still pending then."""

    wait: timedelta = NOW


Result = Sent | Closed | Blocked | RetryIn


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours to send; ``began`` is the monotonic time before it was claimed.

    It posts one notification, or several if it is a ``digest``, each with its attempt's number.
    ``is_uncertain`` tells that an earlier attempt may have delivered it all the same.
    """

    notifications: tuple[Notification, ...]
    post: Post
    attempts: tuple[int, ...]
    began: float
    is_uncertain: bool
    digest: str | None = None

    @property
    def fields(self) -> str:
        """What is posted, as the log and the operator know it."""
        more = len(self.notifications) - 1
        fields = notification_fields(self.notifications[0])
        return f"{fields} and {more} more in one digest" if more else fields
