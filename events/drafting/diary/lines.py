"""A line of Podium's diary, taken apart: 'BRUSSELS - Talks - 0900 GMT (10:00 local)'.

The words are those in which English writes it, so that both have one form.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from string import Formatter

from events.model import Access, Kind, Status
from events.times import DayPart, Precision
from events.wording.diary.lines import BETWEEN, MARK
from events.wording.english import ENGLISH

DAYS = tuple(f"{date(2024, 1, number):%A}" for number in range(1, 8))
MONTHS = tuple(f"{date(2024, number, 1):%B}" for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour in GMT, with the weekday if that is not the day's; ``local`` as the place has it."""

    at: time
    weekday: int | None
    precision: Precision
    local: time | None


@dataclass(frozen=True, slots=True)
class When:
    """When something is, as far as its line says it; None is what it does not say.

    - ``last``: the last of several days: a day, a month, and the year if it is another one
    - ``nth``: which of how many days it is
    - ``span``: the first and the last day, either of which may be another
    - ``week``, ``month``: of what has no day yet
    - ``is_awaited``: its hour is to be announced, or stands elsewhere
    """

    clock: Clock | None = None
    part: DayPart | None = None
    after: str | None = None
    last: tuple[int, int, int | None] | None = None
    is_last_about: bool = False
    nth: tuple[int, int] | None = None
    span: tuple[date, date] | None = None
    week: date | None = None
    month: date | None = None
    is_awaited: bool = False
    is_about_day: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its parts; ``status`` is None where nothing stands before the title."""

    text: str
    place: str
    title: str
    status: Status | None
    is_deadline: bool
    when: When
    access: Access | None

    @property
    def name(self) -> tuple[str, str, Status | None]:
        """What is the same on each of an event's days."""
        return self.place, self.title, self.status


_STATUSES = {
    ENGLISH.tentative: Status.TENTATIVE,
    ENGLISH.cancelled: Status.CANCELLED,
    ENGLISH.no_new_date: Status.POSTPONED,
    ENGLISH.postponed: Status.POSTPONED,
    ENGLISH.no_longer_listed: Status.NO_LONGER_LISTED,
}
_PARTS = {words: part for part, words in ENGLISH.parts_of_day.items()}
_ACCESS = {words: access for access, words in ENGLISH.access_words.items()}
_MAY_BE_ANOTHER = ENGLISH.to_be_confirmed.format("")
_NUMBERS = ENGLISH.diary.numbers
_ORDINALS = ENGLISH.diary.ordinals


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


def _form(template: str, *inner: str, **named: str) -> str:
    """Return the pattern of words with braces, in which patterns are put."""
    found, unnamed = "", iter(inner)
    for text, name, _, _ in Formatter().parse(template):
        found += re.escape(text)
        if name is not None:
            found += named[name] if name else next(unnamed)
    return found


_DATE = rf"\d{{1,2}} {_any(MONTHS)} \d{{4}}"
_WEEKDAY = f"(?:(?P<weekday>{_any(DAYS)}) )?"
_LOCAL = rf"(?:{_any(DAYS)} )?(?P<local>\d\d:\d\d)"
_HERE = _form(ENGLISH.diary.local, _LOCAL)
_THERE = _form(ENGLISH.diary.in_city, time=_LOCAL.replace("<local>", "<there>"), city="[^()]+")
_GMT = rf"{_WEEKDAY}(?P<hour>\d\d)(?P<minute>\d\d) GMT"
_SURE = f"(?:(?P<about>{_form(ENGLISH.around_time, '')})|(?P<later>{_form(ENGLISH.not_before_time, '')}))?"
_AFTER = _form(ENGLISH.after, _form(ENGLISH.quote, "(?P<after>.+)"))
_CLOCK = rf"{_SURE}{_GMT}(?: \((?:{_HERE}|{_THERE})\))?(?:, {_AFTER})?"
_AWAITED = _any((ENGLISH.to_be_announced, ENGLISH.see_programme))
_DAY = (
    rf"(?:(?P<part>{_any(_PARTS)})|(?P<awaited>{_AWAITED})"
    rf"|{_AFTER.replace('<after>', '<only_after>')})?(?P<about_day>(?:, |^){re.escape(ENGLISH.day_approximate)})?"
)
_LAST = rf"(?P<last>\d{{1,2}} {_any(MONTHS)}(?: \d{{4}})?)"
_AROUND = _form(ENGLISH.around_day, "")
_TO = rf"\({_form(ENGLISH.diary.to_day, f'(?P<about_last>{_AROUND})?{_LAST}')}\)"
_ON_DAY = re.compile(rf"(?:(?:{_CLOCK}|{_DAY})(?: |^|$))?(?:{_TO})?")
_NTH = re.compile(
    _form(
        ENGLISH.diary.day_of_days,
        day=f"(?P<day>{_any(_ORDINALS)})",
        days=f"(?P<days>{_any(_NUMBERS)})",
    )
    + "|"
    + _form(ENGLISH.diary.counted_day, day=r"(?P<nth>\d{1,4})", days=r"(?P<of>\d{1,4})")
)
_SPAN = re.compile(
    rf"\({_form(ENGLISH.days, f'(?:{_AROUND})?(?P<first>{_DATE})', f'(?:{_AROUND})?(?P<last>{_DATE})')}\)"
)
_WEEK = re.compile(_form(ENGLISH.week_of, f"(?P<day>{_DATE})") + f"(?:, {_AFTER})?")
_MONTH = re.compile(rf"(?P<month>{_any(MONTHS)}) (?P<year>\d{{4}})(?:, {_AFTER})?")
_PRESS = re.compile(
    rf"(?P<access>{_any(_ACCESS)})?(?:(?:\. |^)"
    rf"(?:{_form(ENGLISH.be_there_by, '.+')}|{_form(ENGLISH.be_there_before, '.+')}))?"
)
_RECORD = re.compile(rf" \[(?:{re.escape(ENGLISH.diary.new)}\]$|{_form(ENGLISH.diary.was, '')})")


def read_line(text: str) -> Line | None:
    """Take a line apart; None if it is in another form, or may be read in two ways."""
    parts = _without_record(text).split(BETWEEN)
    access = None
    if len(parts) > 1 and parts[-1] and (press := _PRESS.fullmatch(parts[-1])):
        access = _ACCESS.get(press["access"] or "")
        parts.pop()
    when = read_when(parts[-1]) if len(parts) > 1 else None
    if when:
        parts.pop()
    if len(parts) > 2 or not parts[-1]:
        return None
    place, what = parts if len(parts) == 2 else ("", parts[0])
    named = place.replace(_MAY_BE_ANOTHER, "")
    if named != named.upper():
        return None
    before, colon, rest = what.partition(ENGLISH.colon)
    status = _STATUSES.get(before) if colon and rest else None
    title = rest if status else what
    before, colon, rest = title.partition(ENGLISH.colon)
    is_deadline = bool(rest) and before == ENGLISH.kinds[Kind.DEADLINE]
    title = rest if is_deadline else title
    return Line(text, place, title, status, is_deadline, when or _ALL_DAY, access)


_ALL_DAY = When(part=DayPart.ALL_DAY)


def _without_record(text: str) -> str:
    if not text.startswith(f"{MARK} "):
        return text
    found = list(_RECORD.finditer(text))
    # Of two, nobody can tell where the title ends.
    return text[len(MARK) + 1 : found[0].start()] if len(found) == 1 else ""


def read_when(text: str) -> When | None:
    """Read when a line says that something is; None if the text says no such thing."""
    if not text:
        return None
    if it := _NTH.fullmatch(text):
        if it["nth"]:
            return When(nth=(int(it["nth"]), int(it["of"])))
        return When(nth=(_ORDINALS.index(it["day"]) + 1, _NUMBERS.index(it["days"]) + 1))
    if it := _SPAN.fullmatch(text):
        first, last = read_date(it["first"]), read_date(it["last"])
        return When(span=(first, last), is_about_day=True) if first and last else None
    if it := _WEEK.fullmatch(text):
        return When(week=read_date(it["day"]), after=it["after"])
    if it := _MONTH.fullmatch(text):
        month = date(int(it["year"]), MONTHS.index(it["month"]) + 1, 1)
        return When(month=month, after=it["after"])
    match = _ON_DAY.fullmatch(text)
    return _on_day(match) if match else None


def _on_day(it: re.Match[str]) -> When | None:
    last = None
    if it["last"]:
        day, month, year = (*it["last"].split(), None)[:3]
        last = int(day or 0), MONTHS.index(month or "") + 1, int(year) if year else None
    hour = it["hour"]
    if hour and (int(hour) > 23 or int(it["minute"]) > 59):
        return None
    return When(
        clock=_clock(it) if hour else None,
        part=_PARTS[it["part"]] if it["part"] else None,
        after=it["after"] or it["only_after"],
        last=last,
        is_last_about=bool(it["about_last"]),
        is_awaited=bool(it["awaited"] or it["only_after"]),
        is_about_day=bool(it["about_day"]),
    )


def _clock(it: re.Match[str]) -> Clock:
    precision = Precision.ABOUT if it["about"] else Precision.EXACT
    local = it["local"] or it["there"]
    return Clock(
        time(int(it["hour"]), int(it["minute"])),
        DAYS.index(it["weekday"]) if it["weekday"] else None,
        Precision.NOT_BEFORE if it["later"] else precision,
        time.fromisoformat(local) if local else None,
    )


def read_date(text: str) -> date | None:
    """Read a day as English writes it: 12 June 2022; None for one that there is not."""
    day, month, year = text.split()
    try:
        return date(int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
