"""When something is, as a line of the diary tells it under the heading of its day.

GMT comes first, in four digits as agencies write it, then the clocks of the place. A weekday
stands before a time whose day is not that of the heading.
"""

import datetime as dt
from dataclasses import dataclass

from events.model import Event
from events.times import Day, Moment, Precision, Undated
from events.wording.language import Language
from events.wording.phrases import (
    after_words,
    as_sure,
    clock_city,
    days_phrase,
    hours_words,
    undated_words,
)
from events.zones import tzinfo

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ToldDay:
    """The day under which a line stands, of those on which its event is: ``first`` to ``last``."""

    date: dt.date
    first: dt.date
    last: dt.date


def when_words(event: Event, told: ToldDay | None, language: Language) -> str:
    """Write when an event is on a day; '' if the heading of the day says all.

    - '0900 GMT (10:00 local)', 'around 1330 GMT (14:30 in Brussels)', 'not before 0900 GMT'
    - 'in the afternoon', 'time to be announced', 'time to be announced, day approximate'
    - Of several days: '0900 GMT (10:00 local) (to 12 June)', and on the others 'third day of five'
    - Without a day, where ``told`` is None: 'December 2026', 'December 2026, after “Council”'
    """
    start = event.start
    if isinstance(start, Undated) or told is None:
        if not isinstance(start, Undated):
            return ""
        known = (undated_words(start, language), after_words(event, language))
        return ", ".join(filter(None, known))
    if told.first == told.last:
        return _hour_words(event, told.date, language)
    if _is_about(event) and isinstance(start, Day) and isinstance(event.end, Day):
        # Of days that may be others, nobody knows which one this is.
        return f"({days_phrase(start, event.end, language)})"
    if told.date > told.first:
        day, days = (each.days + 1 for each in (told.date - told.first, told.last - told.first))
        return language.diary.which_day(day, days)
    write = language.date if told.last.year != told.date.year else language.diary.day_and_month
    last = write(told.last)
    if event.end is not None and event.end.approximate:
        last = language.around_day.format(last)
    to_last = f"({language.diary.to_day.format(last)})"
    return f"{_hour_words(event, told.date, language)} {to_last}".lstrip()


def arrival_under_day(event: Event, told: ToldDay | None, language: Language) -> str:
    """Write when the press has to be there: 'Be there by 0815 GMT (09:15 local)'.

    Only for a start that is known to the minute, under the day on which it is.
    """
    start = event.start
    if event.arrive is None or not isinstance(start, Moment) or start.approximate:
        return ""
    if told is None or told.date != told.first:
        return ""
    by = start.begins - event.arrive
    return language.be_there_by.format(_clock_words(event, by, told.date, language))


def _is_about(event: Event) -> bool:
    return event.start.approximate or (event.end is not None and event.end.approximate)


def _hour_words(event: Event, told: dt.date, language: Language) -> str:
    start = event.start
    if not isinstance(start, Moment):
        about = language.day_approximate if start.approximate else ""
        return ", ".join(filter(None, (hours_words(event, language), about)))
    words = _clock_words(event, start.begins, told, language, start.precision)
    return ", ".join(filter(None, (words, after_words(event, language))))


def _clock_words(
    event: Event,
    instant: dt.datetime,
    told: dt.date,
    language: Language,
    precision: Precision = Precision.EXACT,
) -> str:
    universal = instant.astimezone(tzinfo("UTC"))
    gmt = _with_day(f"{universal:%H%M} GMT", universal.date(), told, language)
    gmt = as_sure(gmt, precision, language)
    local = instant.astimezone(tzinfo(event.timezone))
    city = clock_city(event)
    if city is None or not local.utcoffset():
        return gmt
    clock = _with_day(language.clock.format(f"{local:%H:%M}"), local.date(), told, language)
    cities = [place.city for place in event.places]
    if cities == [city]:
        return f"{gmt} ({language.diary.local.format(clock)})"
    return f"{gmt} ({language.diary.in_city.format(time=clock, city=city)})"


def _with_day(time: str, day: dt.date, told: dt.date, language: Language) -> str:
    if day == told:
        return time
    if abs(day - told) < WEEK:
        return language.weekday_and_clock.format(day=language.weekday(day), time=time)
    return language.time_on_day.format(time=time, day=language.date(day))
