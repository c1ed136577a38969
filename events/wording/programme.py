"""The programme of an event in words: a line for each part of it, under its day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from events.model import Event, ProgrammeLine, Status
from events.queries import last_local_day, local_day
from events.text import beginning
from events.times import Day, Moment, Undated
from events.wording.english import ENGLISH
from events.wording.joined import headed, sentence
from events.wording.language import Language
from events.wording.phrases import clock_city, clock_words, status_word, undated_words
from events.zones import tzinfo

# A calendar shows a text of this length; the page has all of it.
MOST_LINES, LONGEST_TITLE = 50, 120


def programme_heading(event: Event, language: Language = ENGLISH) -> str:
    """Head a programme, whose times name no city, with that by whose clocks they are told."""
    city = clock_city(event)
    clocks = language.isolated.format(city) if city else language.gmt
    return f"{language.programme} ({clocks})"


def programme_lines(event: Event, language: Language = ENGLISH) -> Iterator[str]:
    """Write an event's programme: '10:00: Arrivals', by the clocks of the event.

    The day heads the lines where they are of several days, or the event is, or they are of another
    day than the event.
    """
    lines, left = event.programme[:MOST_LINES], len(event.programme[MOST_LINES:])
    days = {line_day(line, event) for line in lines}
    is_plain = days <= {_only_day(event)}
    for day, group in lines_by_day(lines, event):
        if not is_plain:
            yield sentence(language.day(day)) if day else sentence(language.date_to_be_announced)
        for line in group:
            yield headed(line_when(line, event, language), _title(line, language), language)
    if left:
        yield f"… +{left}"


def lines_by_day(
    lines: Iterable[ProgrammeLine], event: Event
) -> Iterator[tuple[date | None, tuple[ProgrammeLine, ...]]]:
    """Group the lines of a programme by their days, by the clocks of the event."""
    for day, group in groupby(lines, lambda line: line_day(line, event)):
        yield day, tuple(group)


def line_day(line: ProgrammeLine, event: Event) -> date | None:
    """Return the day of a part, by the clocks of its event; None if it is to be announced."""
    if isinstance(line.start, Undated):
        return None
    if isinstance(line.start, Day):
        return line.start.date
    return line.start.begins.astimezone(tzinfo(event.timezone)).date()


def line_when(line: ProgrammeLine, event: Event, language: Language) -> str:
    """Write at what time of its day a part is, as far as that is known."""
    start = line.start
    if isinstance(start, Moment):
        return clock_words(start.begins.astimezone(tzinfo(event.timezone)), start, language)
    if isinstance(start, Day) and start.part:
        return language.parts_of_day[start.part]
    if line.after:
        return language.after.format(language.quote.format(line.after))
    if isinstance(start, Undated):
        return undated_words(start, language)
    return language.to_be_announced


def _title(line: ProgrammeLine, language: Language) -> str:
    title = line.title
    if len(title) > LONGEST_TITLE:
        title = f"{beginning(title, LONGEST_TITLE - 1)}…"
    if line.status is Status.CONFIRMED:
        return title
    return f"{status_word(line.status, language)}{language.colon}{title}"


def _only_day(event: Event) -> date | None:
    """Return the day of an event; None if it is not known yet, or there are several."""
    if isinstance(event.start, Undated):
        return None
    first, last = local_day(event), last_local_day(event)
    return first if first == last else None
