"""The diary as values: days, each with its lines, and what has no day yet at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from events.diary.marks import Marks
from events.model import Event
from events.queries import Window, in_telling_order
from events.times import Day, Moment, Undated
from events.wording.diary.lines import LineWords, line_words
from events.wording.diary.times import ToldDay
from events.wording.joined import sentence
from events.wording.language import Language
from events.zones import city_of, tzinfo

# What lasts longer stands on the first and the last of its days, and on the first of the diary's.
MOST_DAYS_OF_EVENT = 31


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """An event on one day; ``is_first`` unless it began on a day before."""

    event: Event
    words: LineWords
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """A day with its lines, in the order in which they are told; at least one."""

    date: date
    title: str
    lines: tuple[DiaryLine, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """What is on, by day.

    - ``window``: the days; None for all of them
    - ``notes``: what is to be known before it is read: by whose clocks the days are told, and what
      a mark means
    - ``days``: those on which something is
    - ``undated``: what has no day yet; ``undated_title`` heads it
    """

    title: str
    zone: str
    window: Window | None
    language: Language
    notes: tuple[str, ...]
    days: tuple[DiaryDay, ...]
    undated: tuple[DiaryLine, ...]

    @property
    def undated_title(self) -> str:
        """What heads the lines that have no day yet."""
        return sentence(self.language.date_to_be_announced)

    @property
    def nothing(self) -> str:
        """What is said where there is no line; '' where there is one."""
        return "" if self.days or self.undated else self.language.diary.nothing


@dataclass(frozen=True, slots=True)
class Marked:
    """Since when what is new or changed is marked, and what that is."""

    since: datetime
    marks: Marks


def make_diary(
    title: str,
    events: Iterable[Event],
    zone: str,
    language: Language,
    window: Window | None = None,
    marked: Marked | None = None,
) -> Diary:
    """Return the diary of events, whose days are those of a zone.

    Days that are given as such are the same everywhere, whatever the zones.
    """
    marks = marked.marks if marked else {}
    by_day: dict[date, list[DiaryLine]] = {}
    undated = []
    for event in in_telling_order(events):
        mark = marks.get(event.uid, False)
        if isinstance(event.start, Undated):
            if _may_be_within(event.start, window):
                undated.append(DiaryLine(event, line_words(event, None, mark, language)))
        elif window is None or window.holds(event):
            for told in _told_days(event, zone, window):
                line = line_words(event, told, mark, language)
                is_first = told.date == told.first
                by_day.setdefault(told.date, []).append(DiaryLine(event, line, is_first))
    days = tuple(
        DiaryDay(day, sentence(language.day(day)), tuple(lines))
        for day, lines in sorted(by_day.items())
    )
    notes = (_note(zone, marked, language),)
    return Diary(title, zone, window, language, notes, days, tuple(undated))


def _note(zone: str, marked: Marked | None, language: Language) -> str:
    # In one line: a line that begins with ** and has a day in it reads as one of the diary's own.
    days = language.diary.days_of.format(city_of(zone))
    if marked is None:
        return days
    since = marked.since.astimezone(tzinfo("UTC"))
    instant = f"{language.date(since.date())}, {since:%H%M} GMT"
    return f"{days} {language.diary.marked_since.format(instant)}"


def _told_days(event: Event, zone: str, window: Window | None) -> Iterator[ToldDay]:
    first, last = first_day(event, zone), last_day(event, zone)
    begins, ends = first, last
    if window is not None:
        begins = max(first, window.first)
        ends = min(last, window.last or last)
    if (last - first).days >= MOST_DAYS_OF_EVENT:
        days = sorted({begins, *({ends} if ends == last else ())})
    else:
        days = [begins + timedelta(days=number) for number in range((ends - begins).days + 1)]
    for day in days:
        yield ToldDay(day, first, last)


def first_day(event: Event, zone: str) -> date:
    """Return the day on which an event begins, by the clocks of a zone if it has a time."""
    start = event.start
    if isinstance(start, Moment):
        return start.begins.astimezone(tzinfo(zone)).date()
    return start.date


def last_day(event: Event, zone: str) -> date:
    """Return the last day of an event, by the clocks of a zone if it ends at a time."""
    end = event.end or event.start
    if isinstance(end, Day):
        return max(end.date, first_day(event, zone))
    # What ends at midnight is not on that day any more.
    last = max(event.start.begins, end.begins - timedelta(minutes=1))
    return last.astimezone(tzinfo(zone)).date()


def _may_be_within(days: Undated, window: Window | None) -> bool:
    if window is None:
        return True
    return days.last >= window.first and (window.last is None or days.first <= window.last)
