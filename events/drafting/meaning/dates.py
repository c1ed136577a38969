"""Which day is meant by a day that is told: by the date of the report, or the days told before."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from events.drafting.drafted import Extent, Mark
from events.drafting.meaning.of_several import day_of_several, is_of_several
from events.drafting.meaning.weekdays import (
    FOLLOWING,
    WEEKDAYS,
    counted,
    following,
    next_day,
    nth_of_month,
    one_among,
)
from events.drafting.mentions.when.days import DayMention, Form, Told
from events.drafting.mentions.when.relative_days import DAYS_LATER, RELATIVE_DAYS

_NEAR_PAST, _AHEAD = timedelta(days=45), timedelta(days=75)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days that are meant, with why; ``doubts`` are of what does not agree."""

    first: date
    last: date | None = None
    extent: Extent = Extent.DAY
    marks: tuple[Mark, ...] = ()
    is_about: bool = False
    doubts: tuple[str, ...] = field(default=())

    @property
    def known_day(self) -> date | None:
        """The first day; None if only its week or its month is known."""
        return self.first if self.extent is Extent.DAY else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are counted from.

    - ``day``: that of the report
    - ``year``: the last one that the report itself names, if it has no date
    """

    day: date | None
    year: int | None = None

    def resolve(
        self,
        mention: DayMention,
        is_past: bool,
        last: date | None,
        among: tuple[date, date] | None = None,
    ) -> Resolved | None:
        """Return the days that a mention means; None if nothing tells which ones.

        - ``last``: the day told before, from which "the following day" is counted
        - ``among``: the first and the last of the days told before, of which a weekday may be one
        """
        if mention.form is Form.DATE:
            return self._date(mention, is_past, last)
        if mention.form is Form.WEEKDAY:
            return self._weekday(mention, is_past, last, among)
        if mention.form is Form.RELATIVE:
            if is_of_several(mention, among):
                found = day_of_several(mention, among)
                return Resolved(*found[:2], marks=(Mark(found[2]),)) if found else None
            return self._relative(mention.word, last)
        if mention.form is Form.WEEK:
            return self._week(mention, is_past)
        if mention.form is Form.NTH_WEEKDAY:
            return self._nth_weekday(mention, is_past)
        return self._month(mention, is_past)

    def _date(self, mention: DayMention, is_past: bool, before: date | None) -> Resolved | None:
        told = mention.first
        if told.month is None and told.weekday is None:
            return self._next_of(mention, is_past, before)
        if told.month is None:
            return self._of_month(told, is_past)
        first = self._of_year(told, is_past)
        other_way = self._of_year(replace(told, day=told.month, month=told.day), is_past)
        told_by_weekday = mention.either and told.weekday is not None
        if told_by_weekday and other_way and _falls_on(other_way, told) != _falls_on(first, told):
            first = other_way if _falls_on(other_way, told) else first
            mention = replace(mention, either=False)
        if first is None:
            return None
        marks, doubts = list(_year_mark(told, first, self.day)), []
        if told.weekday is not None and first.weekday() != told.weekday:
            right, said = WEEKDAYS[first.weekday()], WEEKDAYS[told.weekday]
            others = [first + timedelta(days=it) for it in range(-3, 4)]
            other = next(it for it in others if it.weekday() == told.weekday)
            marks.append(
                Mark(f"{first} is a {right}, and the report says {said}: {first} or {other}", True)
            )
            doubts.append(f"{first} is a {right}, and the report says {said}")
        if mention.either:
            marks.append(
                Mark(f"day and month may be the other way round: {first} or {other_way}", True)
            )
        last = None
        if mention.last and mention.last.day:
            last = _day_of(first.year, mention.last.month or 1, mention.last.day)
            if last and last < first and last.month == first.month:
                marks.append(Mark(f"the report says: to {last}, which is before it", True))
                last = None
            if last and last < first:
                last = _day_of(first.year + 1, mention.last.month or 1, mention.last.day)
        return Resolved(first, last, marks=tuple(marks), doubts=tuple(doubts))

    def _of_month(self, told: Told, is_past: bool) -> Resolved | None:
        """Return the day that a weekday and a number mean, whose month is not told: Mon 17."""
        if self.day is None:
            return None
        today = self.day
        near = (today + timedelta(days=it) for it in range(-_NEAR_PAST.days, _AHEAD.days))
        fitting = [it for it in near if it.day == told.day and _falls_on(it, told)]
        first = min(fitting, key=lambda it: abs(it - today), default=None)
        if first is None or is_past:
            return None
        return Resolved(
            first, marks=(Mark(f"the month is not told: by the report's date, {self.day}"),)
        )

    def _next_of(self, mention: DayMention, is_past: bool, before: date | None) -> Resolved | None:
        """Return the next day of a number, counted from what was told before: on the 12th."""
        start = before or self.day
        if start is None or is_past:
            return None
        opening = max(start.replace(day=1), self.day or date.min)
        first, last = _next_with(opening, mention.first.day), None
        if first and mention.last:
            last = _next_with(first, mention.last.day)
        if first is None:
            return None
        return Resolved(first, last, marks=(Mark(f"the month is not told: counted from {start}"),))

    def _of_year(self, told: Told, is_past: bool) -> date | None:
        if told.day is None or told.month is None:
            return None
        if told.year:
            return _day_of(told.year, told.month, told.day)
        if self.day is None:
            return _day_of(self.year, told.month, told.day) if self.year else None
        years = (self.day.year - 1, self.day.year, self.day.year + 1)
        days = [it for year in years if (it := _day_of(year, told.month, told.day))]
        if told.weekday is not None and (
            fitting := [it for it in days if it.weekday() == told.weekday]
        ):
            days = fitting
        if is_past:
            days = [it for it in days if it <= self.day] or days
            return days[-1] if days else None
        coming = [it for it in days if it >= self.day - _NEAR_PAST]
        return coming[0] if coming else (days[-1] if days else None)

    def _weekday(
        self,
        mention: DayMention,
        is_past: bool,
        before: date | None,
        among: tuple[date, date] | None,
    ) -> Resolved | None:
        weekday, word = mention.first.weekday, mention.word
        if weekday is None:
            return None
        told = counted(weekday, word, is_past, self.day) if self.day else None
        if word in FOLLOWING:
            told = following(weekday, before) if before else None
        elif among and not is_past and not word and (told is None or told[0] < among[0]):
            told = one_among(weekday, among) or told
        elif (
            told and not (is_past or word) and before and self.day and told[0] == self.day < before
        ):
            told = next_day(weekday, before, told[0]) or told
        if told is None:
            return None
        first, why, doubtful = told
        end = None
        if mention.last and mention.last.weekday is not None:
            end = first + timedelta(days=(mention.last.weekday - first.weekday()) % 7)
        return Resolved(first, end, marks=(Mark(why, doubtful),))

    def _nth_weekday(self, mention: DayMention, is_past: bool) -> Resolved | None:
        """Return the day that is told by its number among those of a month: the first Monday of May."""
        which, _, month = mention.word.partition(" ")
        told = Told(None, 1, mention.first.month, mention.first.year)
        if told.month is None and self.day:
            ahead = self.day.month - 1 + (month == "next")
            told = Told(None, 1, ahead % 12 + 1, self.day.year + ahead // 12)
        weekday = mention.first.weekday
        if told.month is None or weekday is None:
            return None
        opening = self._month(DayMention(Form.MONTH, mention.span, told, word="in"), is_past)
        if opening is None:
            return None
        why = Mark(f"the {which} {WEEKDAYS[weekday]} of {opening.first:%Y-%m}")
        first = nth_of_month(weekday, which, opening.first)
        return Resolved(first, marks=(why, *opening.marks))

    def _relative(self, word: str, last: date | None) -> Resolved | None:
        if word in DAYS_LATER:
            if last is None:
                return None
            first = last + timedelta(days=DAYS_LATER[word])
            return Resolved(first, marks=(Mark(f"{word}, counted from {last}, told before"),))
        if self.day is None or word not in RELATIVE_DAYS:
            return None
        first = self.day + timedelta(days=RELATIVE_DAYS[word])
        return Resolved(first, marks=(Mark(f"{word}, counted from the report's date, {self.day}"),))

    def _week(self, mention: DayMention, is_past: bool) -> Resolved | None:
        if mention.first.day:
            first = self._of_year(mention.first, is_past)
            if first is None:
                return None
            marks = _year_mark(mention.first, first, self.day)
        elif self.day is None:
            return None
        else:
            weeks = {"next": 1, "last": -1}.get(mention.word, 0)
            first = self.day + timedelta(days=7 * weeks)
            marks = (Mark(f"{mention.word} week, counted from the report's date, {self.day}"),)
        monday = first - timedelta(days=first.weekday())
        return Resolved(monday, extent=Extent.WEEK, marks=marks)

    def _month(self, mention: DayMention, is_past: bool) -> Resolved | None:
        if mention.first.month is None:
            if self.day is None:
                return None
            months = (
                self.day.year * 12
                + self.day.month
                - 1
                + {"next": 1, "last": -1}.get(mention.word, 0)
            )
            why = Mark(f"{mention.word} month, counted from the report's date, {self.day}")
            return Resolved(
                date(months // 12, months % 12 + 1, 1), extent=Extent.MONTH, marks=(why,)
            )
        told = Told(None, 1, mention.first.month, mention.first.year)
        if told.year is None and self.day:
            # A month is over when its last day is.
            year = self.day.year + (told.month < self.day.month and not is_past)  # type: ignore[operator]
            if is_past and told.month > self.day.month:  # type: ignore[operator]
                year -= 1
            first = date(year, told.month or 1, 1)
        else:
            some = self._of_year(told, is_past)
            if some is None:
                return None
            first = some
        marks = _year_mark(told, first, self.day)
        if mention.word in ("no earlier than", "not before", "before", "by"):
            marks = (*marks, Mark(f"the report says: {mention.word} that month", True))
        elif mention.word not in ("in", "during", "en", "im", "в"):
            marks = (*marks, Mark(f"the report says: {mention.word} that month"))
        return Resolved(first, extent=Extent.MONTH, marks=marks)


def _year_mark(told: Told, first: date, day: date | None) -> tuple[Mark, ...]:
    if told.year:
        return ()
    source = f"by the report's date, {day}" if day else "from another date in the report"
    return (Mark(f"the year is not told: {first.year}, {source}"),)


def _falls_on(day: date | None, told: Told) -> bool:
    return day is not None and day.weekday() == told.weekday


def _day_of(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


def _next_with(start: date, number: int | None) -> date | None:
    """Return the first day of a number from a day on."""
    days = (start + timedelta(days=it) for it in range(62))
    return next((it for it in days if it.day == number), None)
