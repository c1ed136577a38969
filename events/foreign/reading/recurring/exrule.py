"""What a rule takes away of a series: EXRULE (RFC 2445 §4.8.5.2), as the EXDATEs that it means."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from events.errors import Refusal
from events.foreign.reading.clocks import ClocksOfCalendar, When
from events.foreign.reading.recurring.recurrence import clocks_of_rule
from events.foreign.reading.recurring.until import by_clocks, doubtful_day, through, until_of
from events.foreign.reading.timed import Timed


def excepted(event: Timed, clocks: ClocksOfCalendar, last: date) -> Timed:
    """Return an event with the days of its EXRULEs, up to ``last``, among its exceptions.

    A day that may be behind the end of such a rule is an exception, too, and is asked about: see
    `doubtful_exceptions`. Raises `Refusal` for rules that make no sense.
    """
    if not event.exrules:
        return event
    try:
        days = [it for line in event.exrules for it in _days(event, line.value, clocks, last)]
    except (ValueError, TypeError, OverflowError) as error:
        what = f"it cannot be told when it is not: {error}"
        raise Refusal(what, "write its days yourself") from None
    return replace(event, exdates=[*event.exdates, *days])


def doubtful_exceptions(event: Timed, clocks: ClocksOfCalendar) -> Iterator[str]:
    """Yield questions about days of which an EXRULE does not say whether they are its last ones."""
    for line in event.exrules:
        if day := doubtful_day(line.value, event.start, clocks.default):
            yield f"? is it on {day}, if its RRULE is? EXRULE is UNTIL={until_of(line.value)}"


def _days(event: Timed, value: str, clocks: ClocksOfCalendar, last: date) -> Iterator[When]:
    start = event.start
    kept = clocks_of_rule(start, clocks)
    day = doubtful_day(value, start, clocks.default)
    rule = by_clocks(value, start, kept, clocks.default)
    rule = through(rule, day) if day else rule
    begins = start.wall_by(kept)
    if not isinstance(begins, datetime):
        begins = datetime.combine(begins, time())
    end = datetime.combine(last + timedelta(days=1), time())
    for it in rrulestr(rule, dtstart=begins).between(begins, end, inc=True):
        yield When(it.date()) if start.is_day else When(it, kept, start.named)
