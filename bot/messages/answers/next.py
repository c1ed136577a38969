"""What /next is answered: what is on, the events that come then, or what was last."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.messages.answers.answer import Answer, Block, in_one, in_pages, of_lines
from bot.messages.answers.entries import about, entry, last_lines, last_over
from bot.messages.parts.lines import plain
from bot.messages.post import Button, Post
from bot.messages.wording.answers.reader import ANYBODY, Reader
from events.model import Event
from events.queries import Outlook, is_over
from events.wording.joined import sentence

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
    reader: Reader,
) -> Answer:
    """Answer /next with what is on, and the events that come then, ``count`` of them.

    - ``everything``: the events of which is told, where less comes than was asked for, what has no
      day yet, and where nothing comes, what was last
    - ``words``: those that the events were chosen by; then what is off is told, too
    """
    blocks = next_blocks(outlook, count, now, everything, words, reader)
    asked = " ".join(("next", str(count), *words))
    return in_pages((), blocks, asked, page, reader, ((button,),) if button else ())


def next_post(
    outlook: Outlook, count: int, now: datetime, everything: Iterable[Event] = ()
) -> Post:
    """Write what /next is answered for where there are no pages, such as the terminal."""
    return in_one(next_blocks(outlook, count, now, everything))


def next_blocks(
    outlook: Outlook,
    count: int,
    now: datetime,
    everything: Iterable[Event],
    words: Sequence[str] = (),
    reader: Reader = ANYBODY,
) -> list[Block]:
    """Write what is on, what comes then, and where that is less than ``count``, what else is."""
    everything = tuple(everything)
    if not any(sections(outlook, reader).values()) and not outlook.coming:
        return nothing_ahead(everything, now, words, reader)
    blocks: list[Block] = []
    for heading, events in sections(outlook, reader).items():
        # What began last is what is talked about: the rest has been on for longer.
        blocks += _section(heading, events[-MOST_ON:], len(events), now, reader)
    heading = reader.words.next if blocks else ""
    blocks += [of_lines(entry(event, now, reader), heading) for event in outlook.coming]
    if len(outlook.coming) >= count:
        return blocks
    more = reader.words.nothing_more
    if undated(everything, now):
        more = reader.words.nothing_more_dated
    blocks.append(_nothing(more, words, reader))
    return [*blocks, *_not_coming(everything, now, reader, with_off=bool(words))]


def sections(outlook: Outlook, reader: Reader) -> dict[str, tuple[Event, ...]]:
    """Return what has begun or is of this day, by the headings under which it is told."""
    words = reader.words
    return {
        words.on_now: outlook.on,
        words.perhaps_on_now: outlook.perhaps_on,
        words.today: outlook.today,
    }


def nothing_ahead(
    everything: Iterable[Event],
    now: datetime,
    words: Sequence[str],
    reader: Reader,
) -> list[Block]:
    """Say that nothing is to come on any known day, what has none yet, and what was last."""
    everything = tuple(everything)
    nothing = reader.words.nothing_ahead
    if undated(everything, now):
        nothing = reader.words.nothing_ahead_dated
    blocks = [_nothing(nothing, words, reader)]
    blocks += _not_coming(everything, now, reader, with_off=True)
    if last := last_over(everything, now):
        blocks.append(of_lines(last_lines(last, now, reader), reader.words.last))
    return blocks


def undated(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """Return the events that are to come on a day that is to be announced."""
    return tuple(e for e in events if not e.is_dated and e.status.is_on and not is_over(e, now))


def _not_coming(
    known: Sequence[Event], now: datetime, reader: Reader, *, with_off: bool
) -> list[Block]:
    """Write what is ahead and comes on no known day, a few events under each heading."""
    found = {sentence(reader.language.date_to_be_announced): undated(known, now)}
    if with_off:
        off = tuple(e for e in known if not e.status.is_on and not is_over(e, now))
        found[reader.words.off] = off
    return [
        block
        for heading, events in found.items()
        for block in _section(heading, events[:MOST_BESIDES], len(events), now, reader)
    ]


def _nothing(text: str, words: Sequence[str], reader: Reader) -> Block:
    return Block(plain(f"{about(words, text, reader)}."))


def _section(
    heading: str, shown: Sequence[Event], number: int, now: datetime, reader: Reader
) -> list[Block]:
    blocks = [of_lines(entry(event, now, reader), heading) for event in shown]
    if number > len(shown):
        more = reader.words.and_more.format(number - len(shown))
        blocks.append(Block(plain(more), heading))
    return blocks
