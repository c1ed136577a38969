"""Which press may come, when to be there and until when to ask, in words."""

from dataclasses import replace
from datetime import datetime, timedelta

from events.model import Event, Source
from events.queries import local_day
from events.times import Moment
from events.wording.counts import span_phrase
from events.wording.english import ENGLISH
from events.wording.language import Language
from events.wording.phrases import when_phrase

_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)


def arrival(event: Event) -> datetime | None:
    """Return the UTC instant by which the press has to be there.

    None if nothing is said of that, if the start is not known to the minute, or if it is off.
    """
    start = event.start
    if event.arrive is None or not isinstance(start, Moment) or start.approximate:
        return None
    if not event.status.is_on:
        return None
    return start.begins - event.arrive


def arrival_time_words(
    event: Event, by: datetime, language: Language, zone: str | None = None
) -> str:
    """Write the instant ``by`` which to be there: '09:15 in Brussels (08:15 GMT)'.

    Its day is named where it is not that of the start; a ``zone`` is as in `when_phrase`.
    """
    then = replace(
        event,
        start=Moment.of(by, event.start.zone),
        end=None,
        starts_after=False,
        follows=None,
    )
    words = when_phrase(then, language, zone)
    day = local_day(then)
    if day != local_day(event):
        return words
    return words.removeprefix(f"{language.day(day)}{language.comma}")


def arrival_words(event: Event, language: Language) -> str:
    """Write when the press has to be there; '' if nothing is said of that.

    'Be there by 09:15 in Brussels (08:15 GMT)', or 'Be there 45 minutes before the start'.
    """
    if event.arrive is None:
        return ""
    if by := arrival(event):
        return language.be_there_by.format(arrival_time_words(event, by, language))
    return language.be_there_before.format(length_phrase(event.arrive, language))


def access_words(event: Event, language: Language = ENGLISH) -> str:
    """Write which press may come, and when to be there.

    '' if nothing is said of either, or if the event is off, so that nobody is to come.
    """
    if not event.status.is_on:
        return ""
    may_come = language.access_words[event.access] if event.access else ""
    return ". ".join(filter(None, (may_come, arrival_words(event, language))))


def closing_words(event: Event, language: Language, zone: str | None = None) -> str:
    """Write until when accreditation is open: 'until Tuesday …'.

    '' if nothing is said of that, or if the event is off, so that there is nothing to ask for.
    """
    if event.accreditation is None or event.accreditation.until is None:
        return ""
    if not event.status.is_on:
        return ""
    closes = replace(
        event, start=event.accreditation.until, end=None, starts_after=False, has_programme=False
    )
    if not isinstance(closes.start, Moment):
        return language.open_until.format(language.day(closes.start.date))
    return language.open_until.format(when_phrase(closes, language, zone))


def said_words(event: Event, source: Source, language: Language, zone: str | None = None) -> str:
    """Write what a source says of the start: 'Reuters says Thursday …'; '' if that is no other.

    A ``zone`` is as in `when_phrase`.
    """
    if source.start is None:
        return ""
    then = replace(event, start=source.start, end=None, starts_after=False, has_programme=False)
    when = when_phrase(then, language, zone)
    return language.source_says.format(
        publisher=language.isolated.format(source.publisher), when=when
    )


def source_words(source: Source, language: Language) -> str:
    """Write who published a report, and on which day: 'Sputnik, 12 January 2022'."""
    publisher = language.isolated.format(source.publisher)
    return f"{publisher}{language.comma}{language.date(source.date)}" if source.date else publisher


def length_phrase(length: timedelta, language: Language) -> str:
    """Write a length of time in whole minutes: '1 hour 30 minutes'."""
    if language is ENGLISH:
        return span_phrase(length)
    parts = []
    for unit, size in _UNITS:
        number, length = divmod(length, size)
        if number:
            parts.append(language.unit(number, unit))
    return language.between_units.join(parts)
