"""Days that a text mentions, as it writes them: what they mean is another matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from events.drafting.mentions.when.calendar_words import CalendarWords
from events.drafting.mentions.when.day_patterns import (
    COUNTED,
    NAMES,
    OF_DIGITS,
    OF_DOTS,
    OF_MONTHS,
    OF_WEEKDAYS,
    day_pattern,
)
from events.drafting.mentions.when.moves import is_moved_from
from events.drafting.mentions.when.relative_days import LANGUAGE_OF

Span = tuple[int, int]


class Form(StrEnum):
    """How a day is told."""

    DATE = "date"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    WEEK = "week"
    MONTH = "month"
    NTH_WEEKDAY = "nth weekday"


@dataclass(frozen=True, slots=True)
class Told:
    """A day as far as it is told: by a weekday (0 is Monday), a day of a month, a year."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DayMention:
    """One day, or days from a first to a last one.

    - ``first``: of a relative one that is told by its number, as in Day 2, that
    - ``word``: of another relative one, or what stands before a weekday: tomorrow, next
    - ``either``: a numeric date whose day and month may be the other way round
    """

    form: Form
    span: Span
    first: Told = Told()
    last: Told | None = None
    word: str = ""
    either: bool = False


_LINES = 256  # of which each is looked through for its shape, and again for what it tells
# Days of a programme, each on a line of its own: Day 2, Second day
_COUNTED_DAY = re.compile(
    r"\W*(?:(?:day|tag|jour) (?P<number>\w+)|(?P<nth>\w+) (?:day|tag|jour))\W*(?:\([^()]*\))?\W*",
    re.IGNORECASE,
)
_COUNTS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "erster": 1, "zweiter": 2, "dritter": 3, "premier": 1, "deuxième": 2, "troisième": 3,
}  # fmt: skip


def find_days(text: str, words: CalendarWords) -> list[DayMention]:
    """Find the days that a text mentions, in its order; none overlap."""
    return [*_found(text, words)]


@lru_cache(maxsize=_LINES)
def _found(text: str, words: CalendarWords) -> list[DayMention]:
    left, found = text, []
    skipped = _impossible(text, words)
    for name in NAMES:
        if name in skipped:
            continue
        for match in day_pattern(name, words).finditer(left):
            mention = _mention(name, match, words)
            if mention is not None:
                found.append(mention)
        for mention in found:
            left = blanked(left, mention.span)
    found = [_last_of(it) if is_moved_from(text, it.span[0]) else it for it in found]
    found += [other for it in found for other in _further(it, text)]
    return _bracketed(sorted(found, key=lambda it: it.span), text)


_FURTHER = re.compile(
    r"(?:,\s*(?P<d>\d{1,2})(?=\s*,\s*\d|,?\s+(?:and|et|und)\s+\d)"
    rf"|,?\s+(?:and|et|und)\s+(?P<d2>\d{{1,2}})(?![\d:]|\s*[ap]\.?m)(?!{COUNTED}))"
)


def _further(mention: DayMention, text: str) -> Iterator[DayMention]:
    """Return the further days of a list behind one whose month is told: January 16, 21 and 23."""
    if mention.form is not Form.DATE or mention.last or mention.first.month is None:
        return
    at = mention.span[1]
    while match := _FURTHER.match(text, at):
        told = _checked(replace(mention.first, weekday=None, day=int(match["d"] or match["d2"])))
        if told is None or not text[mention.span[0] :][:1].isalpha():
            return
        yield DayMention(Form.DATE, match.span("d" if match["d"] else "d2"), told)
        at = match.end()


def _last_of(mention: DayMention) -> DayMention:
    """Return the day to which something is moved: from Monday to Wednesday."""
    return replace(mention, first=mention.last, last=None) if mention.last else mention


def _bracketed(found: list[DayMention], text: str) -> list[DayMention]:
    """Make one of a weekday and its date: on Wednesday (25 May), or 10 May, Monday."""
    made: list[DayMention] = []
    for each in found:
        last = made[-1] if made else None
        if (
            last
            and last.form is Form.WEEKDAY
            and each.form is Form.DATE
            and each.first.weekday is None
            and re.fullmatch(r"\s*\(", text[last.span[1] : each.span[0]])
        ):
            first = replace(each.first, weekday=last.first.weekday)
            made[-1] = replace(each, span=(last.span[0], each.span[1]), first=first)
        elif (
            last
            and last.form is Form.DATE
            and each.form is Form.WEEKDAY
            and last.first.weekday is None
            and not (last.last or each.last or each.word)
            and re.fullmatch(r",?\s*\(?", text[last.span[1] : each.span[0]])
            and re.match(r"\s*(?:[),;:.–—|]|-\s|$)", text[each.span[1] :])
        ):
            first = replace(last.first, weekday=each.first.weekday)
            made[-1] = replace(last, span=(last.span[0], each.span[1]), first=first)
        else:
            made.append(each)
    return made


def _impossible(text: str, words: CalendarWords) -> set[str]:
    """Return which patterns a text cannot match: looking for one word is cheaper than for all."""
    skipped: set[str] = set()
    if not _DIGIT.search(text):
        skipped |= OF_DIGITS
    if not _compiled(words.month).search(text):
        skipped |= OF_MONTHS
    if not _compiled(words.weekday).search(text):
        skipped |= OF_WEEKDAYS
    if not _DOTTED.search(text):
        skipped |= OF_DOTS
    if "week" not in text and "Week" not in text:
        skipped.add("week")
    return skipped


_DIGIT = re.compile(r"\d")
_DOTTED = re.compile(r"\d\.\s*\d+\.|\d\.\s*[-–—/]|\d\. (?:bis|und)")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def blanked(text: str, span: Span) -> str:
    """Return a text of the same length with a span that nothing matches."""
    return text[: span[0]] + "\0" * (span[1] - span[0]) + text[span[1] :]


def _mention(name: str, match: re.Match[str], words: CalendarWords) -> DayMention | None:
    groups = match.groupdict()
    span = match.span()
    weekday = words.weekday_of(groups["w"]) if groups.get("w") else None
    if name == "relative":
        return _relative(match, words)
    if name in ("weekday_of_week", "weekdays", "weekday"):
        return _weekday(groups, span, words)
    if name == "nth_weekday":
        of = words.month_of(groups["m"]) if groups["m"] else None
        word = f"{groups['nth']} {groups['word'] or ''}".strip()
        told = Told(weekday, None, of, int(groups["y"]) if groups["y"] else None)
        return DayMention(Form.NTH_WEEKDAY, span, told, word=word)
    return _date(name, groups, span, words, weekday)


def _date(
    name: str,
    groups: dict[str, str | None],
    span: Span,
    words: CalendarWords,
    weekday: int | None,
) -> DayMention | None:
    """Return a day that is told by its number or its month, or a week or a month."""
    if name == "months":
        return DayMention(Form.MONTH, span, word=(groups["word"] or "").lower())
    year = int(groups.get("y") or 0) or None
    if name == "week" and groups["word"]:
        return DayMention(Form.WEEK, span, word=groups["word"].lower())
    if name in ("numeric", "weekday_dm", "opening_dm", "opening_dmdm", "dotted", "dotted_range"):
        return _numeric(groups, span, weekday)
    if name in ("weekday_d", "nth"):
        number = groups["d"] or groups.get("dd") or groups.get("d3")
        told, end = Told(weekday, int(number or 0)), groups.get("d2")
        until = Told(None, int(end)) if end else None
        return DayMention(Form.DATE, span, told, until) if told.day in range(1, 32) else None
    if name == "iso":
        written = _checked(Told(None, int(groups["d"] or 0), int(groups["m"] or 0), year))
        return DayMention(Form.DATE, span, written) if written else None
    month = words.month_of(groups.get("m") or groups.get("mm") or "")
    if name == "month":
        return DayMention(
            Form.MONTH, span, Told(None, None, month, year), None, (groups["part"] or "").lower()
        )
    day = int(groups.get("d") or groups.get("dd") or 0)
    first = _checked(Told(weekday, day, month, year))
    if first is None:
        return None
    if name == "week":
        return DayMention(Form.WEEK, span, first)
    if not groups.get("d2"):
        return DayMention(Form.DATE, span, first)
    other = words.month_of(groups.get("m2") or "") if groups.get("m2") else month
    last = _checked(Told(None, int(groups["d2"] or 0), other, year))
    return DayMention(Form.DATE, span, first, last)


def _weekday(groups: dict[str, str | None], span: Span, words: CalendarWords) -> DayMention:
    if week := groups.get("week") or groups.get("week2"):
        weekday = words.weekday_of(groups["w"] or groups["w2"] or "")
        return DayMention(Form.WEEKDAY, span, Told(weekday), word=f"{week} week")
    first = Told(words.weekday_of(groups["w"] or ""))
    last = Told(words.weekday_of(groups["w2"] or "")) if groups.get("w2") else None
    return DayMention(Form.WEEKDAY, span, first, last, (groups["which"] or "").lower())


def _checked(told: Told) -> Told | None:
    fits = 1 <= (told.day or 0) <= 31 and 1 <= (told.month or 0) <= 12
    return told if fits else None


def _numeric(groups: dict[str, str | None], span: Span, weekday: int | None) -> DayMention | None:
    in_other = groups.get("m") or groups.get("mm") or groups.get("m2")
    day, month = int(groups["d"] or 0), int(in_other or 0)
    year = int(groups.get("y") or 0) or None
    if year is not None and year < 100:
        year += 2000
    slashed = groups.get("sep") == "/"
    if slashed and month > 12 >= day:
        day, month = month, day
    told = _checked(Told(weekday, day, month, year))
    either = slashed and day <= 12 and day != month
    if told is None:
        return None
    last = None
    if groups.get("d2"):
        last = _checked(Told(None, int(groups["d2"] or 0), int(groups["m2"] or 0)))
    return DayMention(Form.DATE, span, told, last, either=either)


def _relative(match: re.Match[str], words: CalendarWords) -> DayMention | None:
    word = match["word"].lower().replace("’", "'")
    if LANGUAGE_OF.get(word, "en") not in words.languages:
        return None
    if (
        word == "day before"
        and match.string[match.start() - 4 : match.start()].casefold() == "the "
    ):
        word = "the day before"
    counted = _COUNTED_DAY.fullmatch(match.string)
    number = _COUNTS.get((counted["number"] or counted["nth"]).lower()) if counted else None
    return DayMention(Form.RELATIVE, match.span(), Told(day=number), word=word)


def each_blanked(text: str, mentions: list[DayMention]) -> str:
    """Return a text of the same length without the days that it mentions."""
    for mention in mentions:
        text = blanked(text, mention.span)
    return text
