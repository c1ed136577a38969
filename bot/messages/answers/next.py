"""What /next is answered: what is on, the events that come then, or what was last."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.messages.answers.answer import LONGEST_PAGE, heading_line
from bot.messages.answers.entries import entry, last_lines, last_over, matching
from bot.messages.parts.lines import MOST_CHARACTERS, Line, plain
from bot.messages.post import Button, Post, joined
from events.model import Event
from events.queries import Outlook, is_over

UNDATED = "Date to be announced"
OFF = "Cancelled, postponed or no longer listed"
MOST_BESIDES = 3
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

    - ``everything``: the events of which is told, where less comes than was asked for, what has no
      day yet, and where nothing comes, what was last
    - ``words``: those that the events were chosen by; then what is off is told, too
    """
    if not any(sections(outlook).values()) and not outlook.coming:
        return Post(joined(nothing_ahead(everything, now, words), "\n\n"), button)
    besides: Mapping[str, Sequence[Event]] = {}
    if len(outlook.coming) < asked:
        besides = not_coming(everything, now) if words else {UNDATED: undated(everything, now)}
    ways = (
        Post(joined(_parts(outlook, asked, now, words, besides, *limits), "\n\n"), button)
        for limits in _LIMITS
    )
    return next((post for post in ways if post.length <= LONGEST_PAGE), None) or Post(
        joined(_parts(outlook, asked, now, words, {}, *_LIMITS[1]), "\n\n"), button
    )


def sections(outlook: Outlook) -> dict[str, tuple[Event, ...]]:
    """Return what has begun or is of this day, by the headings under which it is told."""
    return {"On now": outlook.on, "Perhaps on now": outlook.perhaps_on, "Today": outlook.today}


def nothing_ahead(
    everything: Iterable[Event], now: datetime, words: Sequence[str] = ()
) -> list[Line]:
    """Say that nothing is to come on any known day, what has none yet, and what was last."""
    everything = tuple(everything)
    besides = not_coming(everything, now)
    dated = " with a date" if besides[UNDATED] else ""
    parts = [plain(f"Nothing{matching(words)}{dated} is announced for the time ahead.")]
    for heading, events in besides.items():
        parts += _section(heading, events[:MOST_BESIDES], len(events), now, MOST_CHARACTERS)
    if last := last_over(everything, now):
        parts += [heading_line("Last"), joined(last_lines(last, now))]
    return parts


def undated(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Return the events that are to come on a day that is to be announced."""
    return tuple(e for e in events if not e.is_dated and e.status.is_on and not is_over(e, now))


def not_coming(events: Iterable[Event], now: datetime) -> dict[str, tuple[Event, ...]]:
    """Return what is ahead and comes on no known day, by the headings under which it is told."""
    known = tuple(events)
    off = tuple(e for e in known if not e.status.is_on and not is_over(e, now))
    return {UNDATED: undated(known, now), OFF: off}


def _parts(
    outlook: Outlook,
    asked: int,
    now: datetime,
    words: Sequence[str],
    besides: Mapping[str, Sequence[Event]],
    most: int,
    most_on: int,
) -> list[Line]:
    parts: list[Line] = []
    for heading, events in sections(outlook).items():
        # What began last is what is talked about: the rest has been on for longer.
        parts += _section(heading, events[-most_on:], len(events), now, most)
    if parts and outlook.coming:
        parts.append(heading_line("Next"))
    parts += [joined(entry(event, now, most)) for event in outlook.coming]
    if len(outlook.coming) < asked:
        dated = " with a date" if besides.get(UNDATED) else ""
        parts.append(plain(f"Nothing more{matching(words)}{dated} is announced."))
    for heading, others in besides.items():
        parts += _section(heading, others[:MOST_BESIDES], len(others), now, most)
    return parts


def _section(
    heading: str, shown: Sequence[Event], number: int, now: datetime, most: int
) -> list[Line]:
    if not shown:
        return []
    parts = [heading_line(heading), *(joined(entry(event, now, most)) for event in shown)]
    return [*parts, plain(f"And {number - len(shown)} more.")] if number > len(shown) else parts
