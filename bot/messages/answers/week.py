"""What /week is answered: seven days from the present one, and what has no day yet behind them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.messages.answers.answer import Answer, Block, in_pages, of_lines, titled
from bot.messages.answers.entries import entry
from bot.messages.answers.next import nothing_ahead
from bot.messages.answers.today import whose_days
from bot.messages.parts.lines import plain
from bot.messages.wording.answers.reader import Reader
from events.model import Event
from events.times import Day, Moment, Undated
from events.wording.joined import sentence
from events.zones import tzinfo

DAYS = 7


def week_answer(
    today: Day, told: Sequence[Event], now: datetime, page: int, reader: Reader
) -> Answer:
    """Answer /week, of ``told``, which are all events in the order in which they are told."""
    days = [today.date + timedelta(days=number) for number in range(DAYS)]
    words, language = reader.words, reader.language
    week = language.days.format(language.day(days[0]), language.day(days[-1]))
    head = titled(words.week_from.format(week), whose_days(today.zone, reader))
    spans = [(event, days_of(event, today.zone)) for event in told if event.is_dated]
    blocks = [
        of_lines(entry(event, now, reader, day), sentence(language.day(day)))
        for day in days
        for event, (first, last) in spans
        if first <= day <= last
    ]
    blocks += [
        of_lines(entry(event, now, reader), words.perhaps_this_week)
        for event in told
        if isinstance(event.start, Undated)
        and event.start.first <= days[-1]
        and event.start.last >= days[0]
    ]
    if not blocks:
        blocks = [Block(plain(words.nothing_these_days))]
        coming = [e for e in told if e.is_dated and e.status.is_on and e.start.begins > now]
        if coming:
            blocks.append(of_lines(entry(coming[0], now, reader), words.next))
        else:
            blocks = nothing_ahead(told, now, (), reader)
    return in_pages(head, blocks, "week", page, reader)


def days_of(event: Event, zone: str) -> tuple[date, date]:
    """Return the first and the last day of an event by the clocks of a zone.

    An event that is given by its day is on that day in every zone. An event of no known end is on
    the day on which it begins.
    """
    start, end = event.start, event.end or event.start
    clocks = tzinfo(zone)
    first = start.begins.astimezone(clocks).date() if isinstance(start, Moment) else start.date
    if not isinstance(end, Moment):
        return first, max(first, end.date)
    # What ends at midnight is not on that day any more.
    last = end.begins if end is start else end.begins - timedelta(minutes=1)
    return first, max(first, last.astimezone(clocks).date())
