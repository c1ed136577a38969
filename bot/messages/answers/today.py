"""What /today is answered: what is on, what is to come, what was, and what is off, of one day."""

from collections.abc import Sequence
from datetime import datetime

from bot.messages.answers.answer import Answer, Block, in_pages, of_lines, titled
from bot.messages.answers.entries import entry
from bot.messages.answers.next import nothing_ahead, sections
from bot.messages.parts.lines import plain
from bot.messages.wording.answers.reader import Reader
from events.model import Event
from events.queries import Outlook
from events.times import Day
from events.zones import city_of


def today_answer(
    today: Day,
    of_today: Sequence[Event],
    outlook: Outlook,
    everything: Sequence[Event],
    now: datetime,
    page: int,
    reader: Reader,
) -> Answer:
    """Answer /today.

    - ``of_today``: the events of which any part is on the day
    - ``outlook``: that of all events; of what is coming, what is not of this day is told only if
      nothing is
    """
    words = reader.words
    uids = {event.uid for event in of_today}
    shown = {heading: list(events) for heading, events in sections(outlook, reader).items()}
    shown[words.still_to_come] = [event for event in outlook.coming if event.uid in uids]
    told = {event.uid for events in shown.values() for event in events}
    rest = [event for event in of_today if event.uid not in told]
    shown[words.earlier_today] = [event for event in rest if event.status.is_on]
    shown[words.off] = [event for event in rest if not event.status.is_on]
    blocks = [
        of_lines(entry(event, now, reader, today.date), heading)
        for heading, events in shown.items()
        for event in events
    ]
    head = titled(
        words.this_day.format(reader.language.day(today.date)), whose_days(today.zone, reader)
    )
    if not blocks:
        blocks = [Block(plain(words.nothing_today))]
        if outlook.coming:
            blocks.append(of_lines(entry(outlook.coming[0], now, reader), words.next))
        else:
            blocks = nothing_ahead(everything, now, (), reader)
    return in_pages(head, blocks, "today", page, reader)


def whose_days(zone: str, reader: Reader) -> str:
    """Say by which clocks days begin and end."""
    return reader.language.diary.days_of.format(city_of(zone))
