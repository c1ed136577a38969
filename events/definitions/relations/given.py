"""What an event takes from other events, which must have been read before it."""

from dataclasses import replace
from typing import NamedTuple

from events.model import Event, Followed, Status
from events.times import Day, Precision, Start, Undated


class Given(NamedTuple):
    """What an event takes from others.

    - ``follows``: the event that it follows
    - ``start``: when it starts, if its definition says that it does so after that one, and
      ``status`` how that one stands
    - ``parent``: the event of whose programme it is a part
    """

    follows: Followed | None = None
    start: Start | None = None
    parent: Event | None = None
    status: Status | None = None


def start_after(event: Event) -> Start:
    """Return what is known of the start of that which starts when an event ends.

    - About the end of the event, if that is known to the minute, were it approximately.
    - Else the last day that is known of the event: of the part of that day nothing is said.
    - The days of which one is to be announced, if the event has none yet.
    """
    last = event.start if event.end is None else event.end
    if isinstance(last, Undated):
        return last
    if isinstance(last, Day):
        return Day(last.date, last.zone, last.approximate)
    ends = event.end is not None or event.is_instant
    if ends and last.precision is not Precision.NOT_BEFORE:
        return replace(last, precision=Precision.ABOUT)
    return Day(last.date, last.zone)
