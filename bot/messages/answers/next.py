"""What /next is answered: what is on, the events that come then, or what was last."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.messages.answers.answer import LONGEST_PAGE, heading_line
from bot.messages.answers.entries import entry, last_lines, last_over, matching
from bot.messages.parts.lines import MOST_CHARACTERS, Line, plain
from bot.messages.post import Button, Post, joined
from events.model import Event
from events.queries import Outlook

# The first of these with which an answer is no longer than that: the characters of each text, and
# how many events are shown of those that are on, or are today.
_LIMITS = ((MOST_CHARACTERS, 3), (100, 3), (100, 1), (60, 1), (40, 1))


def next_post(
    outlook: Outlook,
    asked: int,
    now: datetime,
    button: Button | None = None,
    *,
    everything: Iterable[Event] = (),
    words: Sequence[str] = (),
) -> Post:
    """Answer /next with what is on, and the events that come then, as many as were asked for.

    - ``everything``: the events of which the last is told where nothing is on or comes
    - ``words``: those that the events were chosen by
    """
    if not any(sections(outlook).values()) and not outlook.coming:
        return Post(joined(nothing_ahead(everything, now, words), "\n\n"), button)
    posts = (_next_post(outlook, asked, now, button, words, *limits) for limits in _LIMITS)
    fits = (post for post in posts if post.length <= LONGEST_PAGE)
    return next(fits, None) or _next_post(outlook, asked, now, button, words, *_LIMITS[1])


def sections(outlook: Outlook) -> dict[str, tuple[Event, ...]]:
    """Return what has begun or is of this day, by the headings under which it is told."""
    return {"On now": outlook.on, "Perhaps on now": outlook.perhaps_on, "Today": outlook.today}


def nothing_ahead(
    everything: Iterable[Event], now: datetime, words: Sequence[str] = ()
) -> list[Line]:
    """Say that nothing is to come, and what was last."""
    parts = [plain(f"Nothing is announced for the time ahead{matching(words)}.")]
    if last := last_over(everything, now):
        parts += [heading_line("Last"), joined(last_lines(last, now))]
    return parts


def _next_post(
    outlook: Outlook,
    asked: int,
    now: datetime,
    button: Button | None,
    words: Sequence[str],
    most: int,
    most_on: int,
) -> Post:
    parts: list[Line] = []
    for heading, events in sections(outlook).items():
        if events:
            parts.append(heading_line(heading))
            # What began last is what is talked about: the rest has been on for longer.
            parts += [joined(entry(event, now, most)) for event in events[-most_on:]]
        if len(events) > most_on:
            parts.append(plain(f"And {len(events) - most_on} more."))
    if parts and outlook.coming:
        parts.append(heading_line("Next"))
    parts += [joined(entry(event, now, most)) for event in outlook.coming]
    if len(outlook.coming) < asked:
        parts.append(plain(f"Nothing more is announced{matching(words)}."))
    return Post(joined(parts, "\n\n"), button)
