"""Who may come, as a text says it: open to press, by invitation."""

import re

from events.model import Access

_ACCESS = (
    (
        Access.CLOSED,
        re.compile(
            r"closed (?:to|press|meeting|session|event)|\(closed\)|no media|in camera|behind closed doors",
            re.I,
        ),
    ),
    (Access.POOL, re.compile(r"\bpool(?:ed)?\b|host (?:tv|broadcaster)", re.I)),
    (Access.ACCREDITED, re.compile(r"accredited (?:media|press|journalists)", re.I)),
    (Access.INVITATION, re.compile(r"by invitation|invitation only", re.I)),
    (
        Access.OPEN,
        re.compile(r"\bopen (?:to|press|coverage)|\(open\b|livestreamed|public event", re.I),
    ),
)


def find_access(text: str) -> Access | None:
    """Return who may come, if a text says it."""
    return next((it for it, sign in _ACCESS if sign.search(text)), None)
