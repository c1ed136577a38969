"""What a page says of an event in words: where it stands in time, when it is, how it ends."""

from datetime import date
from enum import StrEnum

from events.model import Event, Kind, Status
from events.queries import last_local_day, local_day, may_be_on
from events.times import Day, Moment, Undated
from events.wording.english import ENGLISH
from events.wording.phrases import (
    certainty_phrase,
    count_phrase,
    days_phrase,
    end_phrase,
    hours_words,
    sentence,
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


def stage_label(event: Event, stage: Stage) -> str | None:
    """Say where an event stands in time, no surer than it is; None for what is far ahead or off."""
    if stage is not Stage.NOW:
        return {Stage.NEXT: "Next", Stage.PAST: "Past", Stage.LATER: None}[stage]
    if isinstance(event.start, Day) and not event.lasts_days:
        if may_be_on(event):
            return "Perhaps today"
        return "Closes today" if event.kind is Kind.DEADLINE else "Today"
    if event.kind is Kind.DEADLINE:
        return "Still open"
    # Nobody reported that the event has begun; its approximate time has come.
    if event.start.approximate:
        return "About now"
    if event.status is Status.TENTATIVE:
        return "Perhaps now"
    return "These days" if isinstance(event.start, Day) else "Under way"


def day_words(event: Event) -> str:
    """Write an event's day, or the first and the last of several, or those that may be meant."""
    if isinstance(event.start, Undated):
        return sentence(undated_words(event.start))
    if isinstance(event.start, Day) and isinstance(event.end, Day) and event.lasts_days:
        return days_phrase(event.start, event.end)
    return ENGLISH.day(local_day(event))


def about_words(event: Event) -> str:
    """Write what an event is, when, and how sure that is, for programs that show a link to it."""
    words = (
        f"{event.kind.label}, {time_phrase(event) if event.status.is_on else when_phrase(event)}"
    )
    if event.status is not Status.CONFIRMED:
        words = f"{certainty_phrase(event)}: {words}"
    return f"{words}. {event.description}" if event.description else words


def open_words(event: Event, stage: Stage) -> str | None:
    """Say what stands in place of an hour; None for an event that has one."""
    if isinstance(event.start, Moment):
        return None
    if isinstance(event.start, Undated):
        past = "no date was announced"
        return sentence(past if stage is Stage.PAST else ENGLISH.date_to_be_announced)
    if isinstance(event.end, Day) and event.lasts_days:
        days = count_phrase((event.end.date - event.start.date).days + 1, "day")
        return f"About {days}" if event.start.approximate or event.end.approximate else days
    if event.fills_days and event.start.part is None:
        if event.start.approximate:
            return "Around this day"
        return "On this day" if event.kind is Kind.DEADLINE else "All day"
    words = hours_words(event)
    if event.awaits_time and stage is Stage.PAST:
        words = "no time was announced"
    return f"Around this day, {words}" if event.start.approximate else sentence(words)


def end_words(event: Event) -> str | None:
    """Say when an event ends.

    None if the event is not on, has no length, or has neither a time nor a last day.
    """
    if not event.status.is_on or event.is_instant:
        return None
    if not isinstance(event.start, Moment) and not event.lasts_days:
        return None
    return sentence(end_phrase(event))


def summary_words(events: tuple[Event, ...]) -> str:
    """Write how much there is and when: '4 events, 10–13 January 2022'."""
    if not events:
        return "No events yet"
    dated = [event for event in events if event.is_dated]
    number = count_phrase(len(events), "event")
    if not dated:
        return number
    first = min(local_day(event) for event in dated)
    last = max(last_local_day(event) for event in dated)
    return f"{number}, {_span(first, last)}"


def _span(first: date, last: date) -> str:
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {first:%B}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} – {end}"
