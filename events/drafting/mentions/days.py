"""Days that a text mentions, as it writes them: what they mean is another matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from events.drafting.mentions.calendar_words import CalendarWords
from events.drafting.mentions.moves import is_moved_from

Span = tuple[int, int]


class Form(StrEnum):
    """How a day is told."""

    DATE = "date"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    WEEK = "week"
    MONTH = "month"


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

    - ``word``: of a relative one, or what stands before a weekday: tomorrow, next
    - ``either``: a numeric date whose day and month may be the other way round
    """

    form: Form
    span: Span
    first: Told = Told()
    last: Told | None = None
    word: str = ""
    either: bool = False


_TO = r"\s*(?:-|–|—|/|\bto\b|\band\b|\bthrough\b|\buntil\b|&|\bbis\b|\bund\b|\bau\b|\bet\b|\bи\b|\bпо\b)\s*(?:the\s+)?"
_NTH = r"(?:st|nd|rd|th|er|\.)?(?!\d|:\d)"
_YEAR = r"(?:,?\s*(?P<{0}>(?:19|20)\d\d)(?!\d|:\d)(?:\s+года?)?)?"
# What a number counts that is no day: 2 days later, 27 EU leaders, 27 foreign ministers.
_COUNTED = (
    r"\s+(?:more\b|others?\b|[A-Z]{2,}\b|(?!(?:in|at|on|for|as|by|to|of|with|near|this|across)\b)(?:[\w-]+\s+)?"
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|(?!this\b|across\b)[a-zà-ž]{3,}s)\b)"
)
_RELATIVE = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "tomorrow": 1, "the day after tomorrow": 2, "yesterday": -1, "heute": 0, "übermorgen": 2,
    "aujourd'hui": 0, "demain": 1, "сегодня": 0, "завтра": 1, "gestern": -1, "hier": -1, "вчера": -1,
}  # fmt: skip
RELATIVE_DAYS = _RELATIVE
_LANGUAGE_OF = {"hier": "fr", "heute": "de", "gestern": "de", "demain": "fr"}
SAME_DAY = ("same day", "later in the day", "that day", "the day")
NEXT_DAY = ("following day", "next day", "day after", "day later")


@cache
def _patterns(months: str, weekdays: str) -> list[tuple[str, re.Pattern[str]]]:
    w, m = rf"(?P<{{0}}>{weekdays})", rf"(?P<{{0}}>{months})"
    lead = rf"(?:{w.format('w')}\.?,?\s+(?:the\s+|den\s+|le\s+)?)?"
    inner = rf"(?:{weekdays}\.?,?\s+(?:the\s+|den\s+)?)?"
    which = r"(?:(?P<which>next|last|past|this|this coming|coming|previous|nächsten|kommenden)\s+)?"
    texts = {
        "iso": r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])",
        "week": rf"(?:(?P<word>next|this|last|same)\s+week\b(?!\s+of|')|week\s+(?:of|beginning|starting)"
        rf"\s+(?:on\s+)?(?:the\s+)?{lead}(?:(?P<d>\d{{1,2}}){_NTH}\s+{m.format('m')}|{m.format('mm')}\.?\s+"
        rf"(?P<dd>\d{{1,2}}){_NTH})\.?{_YEAR.format('y')})",
        "dmdm": rf"{lead}(?<![\d.:])(?P<d>\d{{1,2}}){_NTH}\s+{m.format('m')}\.?{_TO}{inner}"
        rf"(?P<d2>\d{{1,2}}){_NTH}\s+{m.format('m2')}\.?{_YEAR.format('y')}",
        "ddm": rf"{lead}(?<![\d.:])(?P<d>\d{{1,2}}){_NTH}{_TO}{inner}(?P<d2>\d{{1,2}}){_NTH}\s+"
        rf"(?:of\s+)?{m.format('m')}\.?{_YEAR.format('y')}",
        "dm": rf"{lead}(?<![\d.:])(?P<d>\d{{1,2}}){_NTH}[\s-]+(?:of\s+)?{m.format('m')}\.?"
        rf"{_YEAR.format('y')}",
        "mdmd": rf"{lead}{m.format('m')}\.?\s+(?P<d>\d{{1,2}}){_NTH}{_TO}{inner}{m.format('m2')}\.?\s+"
        rf"(?P<d2>\d{{1,2}}){_NTH}(?!\s*[ap]\.?m|\.\d){_YEAR.format('y')}",
        "mdd": rf"{lead}{m.format('m')}\.?\s+(?P<d>\d{{1,2}}){_NTH}"
        rf"(?!\s*(?:and|et|und)\s+\d{{1,2}}{_COUNTED}){_TO}(?P<d2>\d{{1,2}}){_NTH}"
        rf"(?!\s*[ap]\.?m|\.\d|h|\s*GMT){_YEAR.format('y')}",
        "md": rf"{lead}{m.format('m')}\.?\s+(?P<d>\d{{1,2}}){_NTH}(?!\s*[ap]\.?m\b|\.\d|h)"
        rf"{_YEAR.format('y')}",
        "numeric": rf"{lead}(?<![\d./])(?P<d>\d{{1,2}})(?P<sep>[./])(?P<m>\d{{1,2}})(?P<mm>)(?P<d2>)(?P=sep)(?P<y>(?:20)?\d\d)"
        r"(?![\d./]\d)",
        "weekday_dm": rf"{w.format('w')}\.?,?\s+(?:den\s+|le\s+)?(?P<d>\d{{1,2}})(?:(?P<sep>/)(?P<m>\d{{1,2}})|\.(?P<mm>\d{{1,2}})\.)"
        rf"(?![\d./]|:\d)(?P<y>)(?:{_TO}{inner}(?P<d2>\d{{1,2}})[/.](?P<m2>\d{{1,2}})\.?(?![\d./:]))?",
        "opening_dm": r"^\W*(?P<d>[0-3]?\d)(?P<sep>[./])(?P<m>[01]\d)(?P<mm>)(?P<y>)(?P<d2>)\.?(?=\s*[,:]?\s+\d{1,2}[:.hH]\s?\d\d)",
        # Minutes are hardly 01 to 04: two such numbers are days.
        "opening_dmdm": r"^\W*(?P<d>[0-3]?\d)(?P<sep>[./])(?P<m>0[1-46-9]|1[12])(?P<mm>)(?P<y>)\.?\s*[-–—]\s*(?P<d2>[0-3]?\d)[./](?P<m2>(?P=m))\.?(?=\s)",
        "weekday_d": rf"{w.format('w')}\.?,?\s+(?:the\s+|den\s+|le\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?"
        r"(?=\s*$|,\s|:?\s*\(?\d{1,2}[.:h]\d\d|\s*[(–—]|\s*:\s|\s-{1,2}\s|\s+(?:at|um|à)\s)",
        "month": rf"(?:(?P<part>early|late|mid|middle of|first half of|second half of|first week of|"
        rf"last week of|end of|beginning of|no earlier than|not before|before|by|in|during|Anfang|Ende|en|im|в)"
        rf"[\s-]+(?:the\s+)?){m.format('m')}\.?(?!\s*\d{{1,2}}\b)(?:\s+(?P<y>20\d\d))?",
        "months": r"(?:later |in |during |early |late |sometime )?(?:the )?\b(?P<word>this|next|last)\s+month\b(?!')",
        "weekdays": rf"{which}{w.format('w')}\.?(?!\s*\d){_TO}{w.format('w2')}\b(?!\s+\d)",
        "weekday": rf"{which}{w.format('w')}(?!['’]s\b|\s+\d{{1,2}}{_NTH}\s)",
        "relative": r"\b(?P<word>the day after tomorrow|same day|later in the day|that day|following day|next day|"
        r"day after|day later|today|tonight|tomorrow|yesterday|this morning|this afternoon|this evening"
        r"|heute|übermorgen|gestern|aujourd['’]hui|demain|hier|сегодня|завтра|вчера)\b(?!['’]s)",
    }
    return [
        (name, re.compile(text, re.IGNORECASE if name in ("relative", "months") else 0))
        for name, text in texts.items()
    ]


def find_days(text: str, words: CalendarWords) -> list[DayMention]:
    """Find the days that a text mentions, in its order; none overlap."""
    left, found = text, []
    skipped = _impossible(text, words)
    for name, pattern in _patterns(words.month, words.weekday):
        if name in skipped:
            continue
        for match in pattern.finditer(left):
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
    rf"|,?\s+(?:and|et|und)\s+(?P<d2>\d{{1,2}})(?![\d:]|\s*[ap]\.?m)(?!{_COUNTED}))"
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
    """Make one of a weekday and its date in brackets: on Wednesday (25 May)."""
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
        else:
            made.append(each)
    return made


_OF_MONTHS = frozenset({"dmdm", "ddm", "dm", "mdmd", "mdd", "md", "month"})
_OF_WEEKDAYS = frozenset({"weekdays", "weekday", "weekday_dm", "weekday_d"})


def _impossible(text: str, words: CalendarWords) -> set[str]:
    """Return which patterns a text cannot match: looking for one word is cheaper than for all."""
    skipped: set[str] = set()
    if not _DIGIT.search(text):
        skipped |= {
            "iso",
            "numeric",
            "opening_dm",
            "opening_dmdm",
            "weekday_dm",
            "weekday_d",
            *_OF_MONTHS,
        } - {"month"}
    if not _compiled(words.month).search(text):
        skipped |= _OF_MONTHS
    if not _compiled(words.weekday).search(text):
        skipped |= _OF_WEEKDAYS
    if "week" not in text:
        skipped.add("week")
    return skipped


_DIGIT = re.compile(r"\d")


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
    if name in ("weekdays", "weekday"):
        last = Told(words.weekday_of(groups["w2"])) if groups.get("w2") else None
        return DayMention(Form.WEEKDAY, span, Told(weekday), last, (groups["which"] or "").lower())
    if name == "months":
        return DayMention(Form.MONTH, span, word=groups["word"].lower())
    year = int(groups["y"]) if groups.get("y") else None
    if name == "week" and groups["word"]:
        return DayMention(Form.WEEK, span, word=groups["word"].lower())
    if name in ("numeric", "weekday_dm", "opening_dm", "opening_dmdm"):
        return _numeric(match, weekday)
    if name == "weekday_d":
        told = Told(weekday, int(groups["d"]))
        return DayMention(Form.DATE, span, told) if told.day in range(1, 32) else None
    if name == "iso":
        written = _checked(Told(None, int(groups["d"]), int(groups["m"]), year))
        return DayMention(Form.DATE, span, written) if written else None
    month = words.month_of(groups.get("m") or groups.get("mm") or "")
    if name == "month":
        return DayMention(Form.MONTH, span, Told(None, None, month, year), None, groups["part"])
    day = int(groups.get("d") or groups.get("dd") or 0)
    first = _checked(Told(weekday, day, month, year))
    if first is None:
        return None
    if name == "week":
        return DayMention(Form.WEEK, span, first)
    if not groups.get("d2"):
        return DayMention(Form.DATE, span, first)
    other = words.month_of(groups["m2"]) if groups.get("m2") else month
    return DayMention(Form.DATE, span, first, _checked(Told(None, int(groups["d2"]), other, year)))


def _checked(told: Told) -> Told | None:
    fits = 1 <= (told.day or 0) <= 31 and 1 <= (told.month or 0) <= 12
    return told if fits else None


def _numeric(match: re.Match[str], weekday: int | None) -> DayMention | None:
    day, month = int(match["d"]), int(match["m"] or match["mm"])
    year = int(match["y"]) if match["y"] else None
    if year is not None and year < 100:
        year += 2000
    slashed = match["sep"] == "/"
    if slashed and month > 12 >= day:
        day, month = month, day
    told = _checked(Told(weekday, day, month, year))
    either = slashed and day <= 12 and day != month
    if told is None:
        return None
    last = None
    if match["d2"]:
        last = _checked(Told(None, int(match["d2"]), int(match["m2"])))
    return DayMention(Form.DATE, match.span(), told, last, either=either)


def _relative(match: re.Match[str], words: CalendarWords) -> DayMention | None:
    word = match["word"].lower().replace("’", "'")
    if _LANGUAGE_OF.get(word, "en") not in words.languages:
        return None
    return DayMention(Form.RELATIVE, match.span(), word=word)


def each_blanked(text: str, mentions: list[DayMention]) -> str:
    """Return a text of the same length without the days that it mentions."""
    for mention in mentions:
        text = blanked(text, mention.span)
    return text
