"""Another Podium's feed: what its entries say in their titles, since calendars have no property.

A calendar has an hour for what is about an hour, a day for what is some time of that day, and
an end for what nobody knows the end of.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from events.feeds.icalendar import NO_END, PRODID
from events.foreign.lines.when import ALL_DAY, Written
from events.foreign.reading.components import Component
from events.foreign.reading.occurrences import Series
from events.foreign.reading.recurring.recurrence import Occurrence
from events.foreign.texts.plain_text import plain_line
from events.model import Kind
from events.times import DayPart
from events.wording.languages import LANGUAGES

_TITLE = "TITLE"  # as it is written in what is matched


@dataclass(frozen=True, slots=True)
class Mark:
    """How sure the start of an entry is, as its title says behind it.

    - ``precision``: ``about`` or ``not before``; ``part``: that of its day
    - ``lacks_time``: the time of its day is not known, whatever else is said of it in ``words``
    """

    precision: str = ""
    part: DayPart | None = None
    lacks_time: bool = False
    words: str = ""


def is_podium(calendar: Component) -> bool:
    """Tell whether a calendar is the feed of a Podium."""
    return calendar.text("PRODID") == PRODID


def listed_of(calendar: Component, series: Iterable[Series]) -> Iterator[Series]:
    """Yield what a calendar lists; what a Podium shows to say that it has gone has gone."""
    told = tuple(plain_line(f"{it.no_longer_listed}{it.colon}") for it in LANGUAGES.values())
    of_podium = is_podium(calendar)
    for each in series:
        if not (of_podium and plain_line(each.written.text("SUMMARY")).startswith(told)):
            yield each


def kind_of(categories: Iterable[str]) -> Kind | None:
    """Return the kind of an entry, which is the first of its categories."""
    return _KINDS.get(next(iter(categories), ""))


def read_mark(title: str) -> tuple[str, Mark | None]:
    """Return a title without its mark, and the mark."""
    for form, mark in _FORMS:
        if found := form.fullmatch(title):
            return found["title"], replace(mark, words=found["words"])
    return title, None


def _forms() -> Iterator[tuple[re.Pattern[str], Mark]]:
    open_ = Mark(lacks_time=True)
    for it in LANGUAGES.values():
        marks = {
            it.time_approximate: Mark("about "),
            it.day_approximate: Mark("about "),
            it.time_earliest: Mark("not before "),
            **{words: Mark(part=part) for part, words in it.parts_of_day.items()},
            it.see_programme: open_,
            it.to_be_announced: open_,
            it.after.format(it.quote.format(_TITLE)): open_,
        }
        for words, mark in marks.items():
            form = re.escape(plain_line(words)).replace(_TITLE, ".+")
            yield re.compile(rf"(?P<title>.+) \((?P<words>{form})\)"), mark


_FORMS = tuple(_forms())
_KINDS = {it.kinds[kind]: kind for it in LANGUAGES.values() for kind in Kind}


def as_announced(times: Written, mark: Mark | None, occurrence: Occurrence) -> None:
    """Make of the times of an entry what was announced."""
    start, end = occurrence.start, occurrence.end
    if end and not start.is_day and end.instant - start.instant == NO_END:
        times.end = None
    if mark is None:
        return
    if mark.precision:
        times.start = f"{mark.precision}{times.start.removesuffix(ALL_DAY)}"
        # Of its end nobody can tell how sure that is: it is no surer than the start.
        times.end = times.end and f"about {times.end}"
    elif mark.part and times.start.endswith(ALL_DAY):
        times.start = f"{times.start.removesuffix(ALL_DAY)} {mark.part}"
    elif mark.lacks_time and times.start.endswith(ALL_DAY):
        times.start = times.start.removesuffix(ALL_DAY)
        times.asked = f"{mark.words}, by its title"
