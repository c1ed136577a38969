"""What /next is answered: what is on, the events that come then, or what was last."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.messages.answers.answer import Answer, Block, in_one, in_pages, of_lines
from bot.messages.answers.entries import entry, last_lines, last_over, matching
from bot.messages.parts.lines import plain
from bot.messages.post import Button, Post
from events.model import Event
from events.queries import Outlook, is_over

UNDATED = "Date to be announced"
OFF = "Cancelled, postponed or no longer listed"
MOST_BESIDES = 3
MOST_ON = 3  # of those that are on, or are today


def next_answer(
    outlook: Outlook,
    count: int,
    now: datetime,
    everything: Iterable[Event],
    words: Sequence[str],
    page: int,
    button: Button | None,
) -> Answer:
    """Answer /next with what is on, and the events that come then, ``count`` of them.

    - ``everything``: the events of which is told, where less comes than was asked for, what has no
      day yet, and where nothing comes, what was last
    - ``words``: those that the events were chosen by; then what is off is told, too
    """
    blocks = next_blocks(outlook, count, now, everything, words)
    asked = " ".join(("next", str(count), *words))
    return in_pages((), blocks, asked, page, ((button,),) if button else ())


def next_post(
    outlook: Outlook, count: int, now: datetime, everything: Iterable[Event] = ()
) -> Post:
    """Write the same for where there are no pages, such as the terminal."""
    return in_one(next_blocks(outlook, count, now, everything))


def next_blocks(
    outlook: Outlook,
    count: int,
    now: datetime,
    everything: Iterable[Event],
    words: Sequence[str] = (),
) -> list[Block]:
    """Write what is on, what comes then, and where that is less than ``count``, what else is."""
    everything = tuple(everything)
    if not any(sections(outlook).values()) and not outlook.coming:
        return nothing_ahead(everything, now, words)
    blocks: list[Block] = []
    for heading, events in sections(outlook).items():
        # What began last is what is talked about: the rest has been on for longer.
        blocks += _section(heading, events[-MOST_ON:], len(events), now)
    heading = "Next" if blocks else ""
    blocks += [of_lines(entry(event, now), heading) for event in outlook.coming]
    if len(outlook.coming) >= count:
        return blocks
    besides = not_coming(everything, now)
    dated = " with a date" if besides[UNDATED] else ""
    blocks.append(Block(plain(f"Nothing more{matching(words)}{dated} is announced.")))
    for heading, events in besides.items():
        if words or heading == UNDATED:
            blocks += _section(heading, events[:MOST_BESIDES], len(events), now)
    return blocks


def sections(outlook: Outlook) -> dict[str, tuple[Event, ...]]:
    """Return what has begun or is of this day, by the headings under which it is told."""
    return {"On now": outlook.on, "Perhaps on now": outlook.perhaps_on, "Today": outlook.today}


def nothing_ahead(
    everything: Iterable[Event], now: datetime, words: Sequence[str] = ()
) -> list[Block]:
    """Say that nothing is to come on any known day, what has none yet, and what was last."""
    everything = tuple(everything)
    besides = not_coming(everything, now)
    dated = " with a date" if besides[UNDATED] else ""
    blocks = [Block(plain(f"Nothing{matching(words)}{dated} is announced for the time ahead."))]
    for heading, events in besides.items():
        blocks += _section(heading, events[:MOST_BESIDES], len(events), now)
    if last := last_over(everything, now):
        blocks.append(of_lines(last_lines(last, now), "Last"))
    return blocks


def undated(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Return the events that are to come on a day that is to be announced."""
    return tuple(e for e in events if not e.is_dated and e.status.is_on and not is_over(e, now))


def not_coming(events: Iterable[Event], now: datetime) -> dict[str, tuple[Event, ...]]:
    """Return what is ahead and comes on no known day, by the headings under which it is told."""
    known = tuple(events)
    off = tuple(e for e in known if not e.status.is_on and not is_over(e, now))
    return {UNDATED: undated(known, now), OFF: off}


def _section(heading: str, shown: Sequence[Event], number: int, now: datetime) -> list[Block]:
    blocks = [of_lines(entry(event, now), heading) for event in shown]
    if number > len(shown):
        blocks.append(Block(plain(f"And {number - len(shown)} more."), heading))
    return blocks
