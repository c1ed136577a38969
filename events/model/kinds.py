"""What an event is, how it stands, and which press may come: the words of the definitions."""

from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What an event is."""

    MEETING = "meeting"
    SUMMIT = "summit"
    VISIT = "visit"
    CALL = "call"
    SPEECH = "speech"
    HEARING = "hearing"
    VOTE = "vote"
    CEREMONY = "ceremony"
    PRESS_CONFERENCE = "press-conference"
    BRIEFING = "briefing"
    STATEMENT = "statement"
    DEADLINE = "deadline"
    OBSERVANCE = "observance"
    MILESTONE = "milestone"

    @property
    def label(self) -> str:
        """The kind as a reader sees it."""
        return self.value.replace("-", " ").capitalize()

    @property
    def fills_days(self) -> bool:
        """Whether it has no hour unless it is given one: a day of these is the whole day."""
        return self in (Kind.DEADLINE, Kind.OBSERVANCE, Kind.MILESTONE)


class Status(StrEnum):
    """How an event stands."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NO_LONGER_LISTED = "no-longer-listed"
    """It was published, and has vanished from the definitions, which cannot say so themselves."""

    @property
    def is_on(self) -> bool:
        """Whether the event is to take place at its start."""
        return self in (Status.CONFIRMED, Status.TENTATIVE)


# What the definitions can say.
WRITTEN_STATUSES = tuple(it for it in Status if it is not Status.NO_LONGER_LISTED)


class Access(StrEnum):
    """Which press may come."""

    OPEN = "open"
    ACCREDITED = "accredited"
    POOL = "pool"
    INVITATION = "invitation"
    CLOSED = "closed"


_QUARTER, _HOUR, _DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)

DEFAULT_LEADS = {
    Kind.MEETING: (_DAY, _HOUR, _QUARTER),
    Kind.SUMMIT: (_DAY, _HOUR, _QUARTER),
    Kind.VISIT: (_DAY, _HOUR),
    Kind.CALL: (_HOUR, _QUARTER),
    Kind.SPEECH: (_HOUR, _QUARTER),
    Kind.HEARING: (_DAY, _HOUR, _QUARTER),
    Kind.VOTE: (_DAY, _HOUR),
    Kind.CEREMONY: (_DAY, _HOUR),
    Kind.PRESS_CONFERENCE: (_HOUR, _QUARTER),
    Kind.BRIEFING: (_HOUR, _QUARTER),
    Kind.STATEMENT: (_HOUR, _QUARTER),
    Kind.DEADLINE: (_DAY, _HOUR),
    Kind.OBSERVANCE: (_DAY,),
    Kind.MILESTONE: (_DAY,),
}
ACCREDITATION_LEADS = (3 * _DAY, _DAY)
"""Of the deadline that an event's accreditation has."""
