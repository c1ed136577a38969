"""What a page says of an event in words: where it stands in time, when it is, how it ends."""

from enum import StrEnum

from bot.web.wording.languages import words_in
from events.model import Event, Kind, Status
from events.queries import last_local_day, local_day, may_be_on
from events.times import Day, DayPart, Moment, Precision, Undated
from events.wording.joined import labelled, sentence, within_sentence
from events.wording.language import Language
from events.wording.phrases import (
    after_words,
    certainty_phrase,
    days_phrase,
    end_phrase,
    hours_words,
    time_phrase,
    undated_words,
    when_phrase,
)


class Stage(StrEnum):
    """Where an event stands in time."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    LATER = "later"


def stage_label(event: Event, stage: Stage, language: Language) -> str | None:
    """Say where an event stands in time, no surer than it is; None for what is far ahead or off."""
    words = words_in(language)
    if stage is Stage.PAST and event.status is Status.POSTPONED:
        return None  # only the time at which it was to be is past
    if stage is not Stage.NOW:
        return {Stage.NEXT: words.next, Stage.PAST: words.past, Stage.LATER: None}[stage]
    if isinstance(event.start, Day) and not event.lasts_days:
        if may_be_on(event):
            return words.perhaps_today
        return words.closes_today if event.kind is Kind.DEADLINE else words.today
    earliest = isinstance(event.start, Moment) and event.start.precision is Precision.NOT_BEFORE
    # Nobody reported that the event has begun; its approximate time has come.
    if event.start.approximate and not earliest:
        return words.about_now
    if may_be_on(event):
        return words.perhaps_now
    return words.these_days if isinstance(event.start, Day) else words.under_way


def day_words(event: Event, language: Language) -> str:
    """Write an event's day, or the first and the last of several, or those that may be meant.

    It is the first one alone where a part of that is told: the last one is told as the end.
    """
    if isinstance(event.start, Undated):
        words = undated_words(event.start, language)
    elif (
        isinstance(event.start, Day)
        and isinstance(event.end, Day)
        and event.lasts_days
        and not _begins_in_a_part(event)
    ):
        words = days_phrase(event.start, event.end, language)
    else:
        words = language.day(local_day(event))
    return sentence(words)


def about_words(event: Event, language: Language) -> str:
    """Write what an event is, when, and how sure that is, for programs that show a link to it."""
    when = time_phrase if event.status.is_on else when_phrase
    words = f"{language.kinds[event.kind]}{language.comma}{when(event, language)}"
    if event.status is not Status.CONFIRMED:
        words = labelled(certainty_phrase(event, language), words, language)
    return f"{words}. {event.description}" if event.description else words


def open_words(event: Event, stage: Stage, language: Language) -> str | None:
    """Say what stands in place of an hour; None for an event that has one."""
    words = words_in(language)
    if isinstance(event.start, Moment):
        return None
    if isinstance(event.start, Undated):
        to_come = sentence(after_words(event, language) or language.date_to_be_announced)
        return words.no_date_was_announced if stage is Stage.PAST else to_come
    if isinstance(event.end, Day) and event.lasts_days and not _begins_in_a_part(event):
        days = language.unit((event.end.date - event.start.date).days + 1, "day")
        about = event.start.approximate or event.end.approximate
        return words.about_days.format(days) if about else days
    if event.fills_days and event.start.part is None:
        if event.start.approximate:
            return words.around_this_day
        if event.kind is Kind.DEADLINE:
            return words.on_this_day
        return sentence(language.parts_of_day[DayPart.ALL_DAY])
    hours = hours_words(event, language)
    if event.awaits_time and stage is Stage.PAST:
        hours = within_sentence(words.no_time_was_announced)
    if event.start.approximate:
        return f"{words.around_this_day}{language.comma}{hours}"
    return sentence(hours)


def _begins_in_a_part(event: Event) -> bool:
    return isinstance(event.start, Day) and event.start.part not in (None, DayPart.ALL_DAY)


def end_line(event: Event, language: Language) -> str | None:
    """Say when an event ends.

    None if the event is not on, has no length, or has neither a time nor a last day.
    """
    if not event.status.is_on or event.is_instant:
        return None
    if not isinstance(event.start, Moment) and not event.lasts_days:
        return None
    return sentence(end_phrase(event, language))


def summary_words(events: tuple[Event, ...], language: Language) -> str:
    """Write how much there is and when: '4 events, 10–13 January 2022'."""
    words = words_in(language)
    if not events:
        return words.no_events_yet
    dated = [event for event in events if event.is_dated]
    number = words.counts(len(events), "events")
    if not dated:
        return number
    first = min(local_day(event) for event in dated)
    last = max(last_local_day(event) for event in dated)
    return f"{number}{language.comma}{words.span(first, last)}"
