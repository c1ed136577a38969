"""What the pages say of the past: the history of an event, and the newest changes of all."""

from dataclasses import dataclass
from datetime import UTC
from itertools import groupby

from bot.publishing.history import HistoryUnreadable
from bot.publishing.publication import Publication
from bot.web.pages.views.machine_times import machine_second
from events.history import Entry
from events.model import Event, in_language
from events.wording.history_phrases import (
    announced_phrase,
    entry_phrase,
    gap_phrase,
    published_day,
    was_and_is,
)
from events.wording.joined import sentence
from events.wording.language import Language


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of an event's history; ``time`` is for the datetime attribute, if there is one."""

    text: str
    time: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change as the page of changes shows it.

    - ``page``: the name of the event, if it has a page still
    - ``was``: None for an event that was announced
    """

    event: Event
    page: str | None
    step: str
    at: str
    time: str
    was: str | None
    now: str


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """The changes that were published on one day, by GMT."""

    title: str
    time: str
    changes: tuple[ChangeView, ...]


def view_history(
    publication: Publication, event: Event, language: Language
) -> tuple[HistoryLine, ...] | None:
    """Return the history of an event, a line for each change; None if it cannot be read now."""
    try:
        history = publication.history.of(event)
    except HistoryUnreadable:
        return None
    day = history.reported or published_day(history.announced)
    lines = [HistoryLine(announced_phrase(history, language), day.isoformat())]
    if gap := gap_phrase(history, language):
        lines.append(HistoryLine(gap))
    lines += (
        HistoryLine(entry_phrase(entry, language), machine_second(entry.at))
        for entry in history.entries
    )
    return tuple(lines)


def view_changes(publication: Publication, language: Language) -> tuple[ChangedDay, ...]:
    """Return the newest changes by the day of their publication, the newest first.

    Raises `HistoryUnreadable`.
    """
    pages = {event.uid: event.name for event in publication.everything}
    days = groupby(publication.changes(), key=lambda entry: published_day(entry.at))
    return tuple(
        ChangedDay(
            title=sentence(language.day(day)),
            time=day.isoformat(),
            changes=tuple(
                _change(entry, pages.get(entry.event.uid), language) for entry in entries
            ),
        )
        for day, entries in days
    )


def _change(entry: Entry, page: str | None, language: Language) -> ChangeView:
    was, now = was_and_is(entry, language)
    return ChangeView(
        event=in_language(entry.event, language.code),
        page=page,
        step=language.steps[entry.step],
        at=language.in_gmt.format(f"{entry.at.astimezone(UTC):%H:%M}"),
        time=machine_second(entry.at),
        was=was,
        now=now,
    )
