"""Patterns of the days that a text mentions, in the languages of reports."""

import re
from functools import cache

from events.drafting.mentions.when.calendar_words import CalendarWords

_TO = r"\s*(?:-|–|—|/|\bto\b|\band\b|\bthrough\b|\buntil\b|&|\bbis\b|\bund\b|\bau\b|\bet\b|\bи\b|\bпо\b)\s*(?:the\s+)?"
_NTH = r"(?:st|nd|rd|th|er|\.)?(?!\d|:\d)"
_YEAR = r"(?:,?\s*(?P<{0}>(?:19|20)\d\d)(?!\d|:\d)(?:\s+года?)?)?"
_ARTICLE = r"(?:the\s+|den\s+|dem\s+|le\s+)?"
# What a number counts that is no day: 2 days later, 27 EU leaders, 27 foreign ministers.
COUNTED = (
    r"\s+(?:more\b|others?\b|[A-Z]{2,}\b|(?!(?:in|at|on|for|as|by|to|of|with|near|this|across)\b)(?:[\w-]+\s+)?"
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|(?!this\b|across\b)[a-zà-ž]{3,}s)\b)"
)
# What may be of a day: tomorrow's briefing will begin at
_HELD = "briefing|meeting|conference|session|talks|hearing|summit|visit|vote|ceremony|speech|debate|call|dinner|lunch"
_OF_DAY = rf"\s(?:[\w:.-]+\s){{0,2}}(?:{_HELD})s?\b(?:(?!\s(?:was|were|had|ended)\b)[^.;,]){{0,60}}?\s(?:is|are|will|has been|have been|starts?|begins?|opens?|takes?)\b"
# A number that counts days or sessions is none: Day 1 - 13 August.
_UNCOUNTED = "".join(
    rf"(?<!\b{each} )"
    for it in ("day", "part", "session", "tag", "jour", "panel", "round", "phase")
    for each in (it, it.title(), it.upper())
)
# In the order in which they are looked for.
NAMES = (
    "iso", "weekday_of_week", "week", "nth_weekday", "dmdm", "ddm", "dm", "mdmd", "mdd", "md", "numeric", "dotted_range", "dotted",
    "weekday_dm", "opening_dm", "opening_dmdm", "weekday_d", "nth", "month", "months", "weekdays", "weekday", "relative",
)  # fmt: skip
OF_MONTHS = frozenset({"dmdm", "ddm", "dm", "mdmd", "mdd", "md", "month"})
OF_WEEKDAYS = frozenset(
    {"weekday_of_week", "weekdays", "weekday", "weekday_dm", "weekday_d", "nth_weekday"}
)
OF_DIGITS = frozenset(NAMES) - {"week", "weekday_of_week", "nth_weekday", "month", "months", "weekdays", "weekday", "relative"}  # fmt: skip
OF_DOTS = frozenset({"dotted", "dotted_range"})


@cache
def day_pattern(name: str, words: CalendarWords) -> re.Pattern[str]:
    """Return one of the patterns, by its name, with the words of a text."""
    flags = re.IGNORECASE if name in ("relative", "months") else 0
    return re.compile(_texts(words)[name], flags)


@cache
def _texts(words: CalendarWords) -> dict[str, str]:
    months, weekdays = words.month, words.weekday
    w, m = rf"(?P<{{0}}>{weekdays})", rf"(?P<{{0}}>{months})"
    lead = rf"(?:{w.format('w')}\.?,?\s+{_ARTICLE})?"
    several = rf"(?:{w.format('w')}(?:{_TO}{weekdays})?\.?,?\s+\(?{_ARTICLE})?"  # Monday and Tuesday, 13 and 14 May
    inner = rf"(?:{weekdays}\.?,?\s+{_ARTICLE})?"
    which = r"(?:(?P<which>(?i:next|last|past|this coming|this|coming|previous|following|nächsten|nächster|kommenden|am folgenden))\s+)?"
    return {
        "iso": r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])",
        "weekday_of_week": rf"{w.format('w')}\s+(?:of\s+)?(?P<week>next|this)\s+week\b|(?P<week2>next|this)\s+week,?\s+(?:on\s+)?{w.format('w2')}(?!\s+\d)",
        "week": rf"(?:(?P<word>(?i:next)|this|last|same)\s+week\b(?!\s+of|')|(?i:week)\s+(?:of|beginning|starting)"
        rf"\s+(?:on\s+)?(?:the\s+)?{lead}(?:(?P<d>\d{{1,2}}){_NTH}\s+{m.format('m')}|{m.format('mm')}\.?\s+"
        rf"(?P<dd>\d{{1,2}}){_NTH})\.?{_YEAR.format('y')})",
        "nth_weekday": rf"(?P<nth>first|second|third|fourth|last)\s+{w.format('w')}\s+(?:of|in)\s+"
        rf"(?:{m.format('m')}{_YEAR.format('y')}|(?P<word>this|next|the)\s+month\b)",
        "dmdm": rf"{several}(?<![\d.:])(?P<d>\d{{1,2}}){_NTH}\s+{m.format('m')}\.?{_TO}{inner}"
        rf"(?P<d2>\d{{1,2}}){_NTH}\s+{m.format('m2')}\.?{_YEAR.format('y')}",
        "ddm": rf"{several}(?<![\d.:]){_UNCOUNTED}(?P<d>\d{{1,2}}){_NTH}{_TO}(?(w){inner})(?P<d2>\d{{1,2}}){_NTH}\s+"
        rf"(?:of\s+)?{m.format('m')}\.?{_YEAR.format('y')}",
        "dm": rf"{lead}(?<![\d.:])(?P<d>\d{{1,2}}){_NTH}(?:\s+|-(?!{months}\.?\s+\d{{1,2}}\b))(?:of\s+)?{m.format('m')}\.?"
        rf"{_YEAR.format('y')}",
        "mdmd": rf"{several}{m.format('m')}\.?\s+(?P<d>\d{{1,2}}){_NTH}{_TO}{inner}{m.format('m2')}\.?\s+"
        rf"(?P<d2>\d{{1,2}}){_NTH}(?!\s*[ap]\.?m|\.\d){_YEAR.format('y')}",
        "mdd": rf"{several}{m.format('m')}\.?\s+(?P<d>\d{{1,2}}){_NTH}"
        rf"(?!\s*(?:and|et|und)\s+\d{{1,2}}{COUNTED}){_TO}(?P<d2>\d{{1,2}}){_NTH}"
        rf"(?!\s*[ap]\.?m|\.\d|h|\s*GMT){_YEAR.format('y')}",
        "md": rf"{lead}{m.format('m')}\.?\s+(?P<d>\d{{1,2}}){_NTH}(?!\s*[ap]\.?m\b|\.\d|h)"
        rf"{_YEAR.format('y')}",
        "numeric": rf"{lead}(?<![\d./])(?P<d>\d{{1,2}})(?P<sep>[./])(?P<m>\d{{1,2}})(?P=sep)(?P<y>(?:20)?\d\d)"
        r"(?:\s*(?:-|–|—|to|bis|au|until)\s*(?P<d2>\d{1,2})(?P=sep)(?P<m2>\d{1,2})(?P=sep)(?:20)?\d\d)?(?![\d./]\d)",
        # 21.-23.01., and 30.9. - 2.10.2026
        "dotted_range": rf"{lead}(?<![\d.:])(?P<d>[0-3]?\d)\.(?:(?P<mm>[01]?\d)\.)?\s*(?:-|–|—|/|bis|und|to|and)\s*{inner}"
        r"(?P<d2>[0-3]?\d)\.(?P<m2>[01]?\d)\.(?P<y>(?:20)?\d\d(?!\d))?(?![.:]?\d)",
        # With a dot at its end, no time: 18.01., 19:30 Uhr
        "dotted": rf"{lead}(?<![\d.:])(?<!\bat )(?<!\bum )(?<!\bab )(?<!\bto )(?P<d>[0-3]?\d)(?P<sep>\.)(?P<m>[01]?\d)\."
        r"(?=\s*[,:–—(|]|\s+[a-zäöüа-я(\d-])",
        "weekday_dm": rf"{w.format('w')}\.?,?\s+{_ARTICLE}(?P<d>\d{{1,2}})(?:(?P<sep>/)(?P<m>\d{{1,2}})|\.(?P<mm>\d{{1,2}})\.)"
        rf"(?![\d/]|[.:]\d)(?:{_TO}{inner}(?P<d2>\d{{1,2}})[/.](?P<m2>\d{{1,2}})\.?(?![\d./:]))?",
        "opening_dm": r"^\W*(?P<d>[0-3]?\d)(?P<sep>[./])(?P<m>[01]\d)\.?(?:(?=\s*[,:]?\s+\d{1,2}[:.hH]\s?\d\d)|(?<=/\d\d)(?=\s*[:–—|-]\s)"
        rf"|(?=,?\s+\(?{weekdays}))",
        # Minutes are hardly 01 to 04: two such numbers are days.
        "opening_dmdm": r"^\W*(?P<d>[0-3]?\d)(?P<sep>[./])(?P<m>0[1-46-9]|1[12])\.?\s*[-–—]\s*(?P<d2>[0-3]?\d)[./](?P<m2>(?P=m))\.?(?=\s)",
        "weekday_d": rf"{w.format('w')}(?:\.?,?\s+{_ARTICLE}(?P<d>\d{{1,2}})(?!\d)(?:st|nd|rd|th|er|\.)?"
        r"(?=\s*$|,\s|:?\s*\(?\d{1,2}[.:h]\d\d|\s*[(–—|]|\s*:\s|\s-{1,2}\s|\s+(?:at|um|à)\s)"
        r"|\.?,?\s+the\s+(?P<dd>\d{1,2})(?:st|nd|rd|th)\b|\s+\((?P<d3>\d{1,2})(?:st|nd|rd|th)?\))",
        "nth": r"(?:(?<=\bon the )|(?<=\bfrom the )|(?<=\bby the )|(?<=\buntil the )|(?<=\bto the )|(?<=\bbefore the ))"
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)(?:\s*(?:-|–|to|and|until|through)\s*(?:the\s+)?(?P<d2>\d{1,2})(?:st|nd|rd|th))?"
        r"(?=\s*(?:[.,;:)–—]|$)|\s+(?:at|in|and|to|for|from|when|with|is|will|before|after|by)\b)",
        "month": rf"(?:(?P<part>(?i:early|late|mid|middle of|(?:first|second) half of|(?:first|second|third|fourth|last) week of|"
        rf"end of|beginning of|no earlier than|not before|before|by|in|during|Anfang|Ende|début|fin|en|im|в))"
        rf"[\s-]+(?:the\s+)?){m.format('m')}\.?(?!\s*\d{{1,2}}\b)(?:\s+(?P<y>20\d\d))?",
        "months": r"(?:later |in |during |early |late |sometime )?(?:the )?\b(?P<word>this|next|last)\s+month\b(?!')",
        "weekdays": rf"{which}{w.format('w')}\.?(?!\s*\d){_TO}{w.format('w2')}\b(?!\s+\d)",
        "weekday": rf"{which}{w.format('w')}(?!['’]s\b(?!\s+(?:[\w-]+\s+){{0,3}}(?:schedule|program|agenda|diary|events|timetable|calendar)|{_OF_DAY})|\s+\d{{1,2}}{_NTH}\s)",
        "relative": r"\b(?P<word>the day after tomorrow|same day|(?:later|earlier) in the day|that day|following day|next day|"
        r"day after|day later|day earlier(?=,|\s(?:to|in|at|for)\b|\.?$)|(?:next|following) (?:morning|afternoon|evening)|(?<=\ba )day before(?=\s[^\W\d])|two days before(?=\s[^\W\d])|two days later|three days later|a week later|today|tonight|tomorrow|yesterday|this morning|this afternoon|this evening"
        r"|(?<!\w )(?:(?:day|tag|jour) (?:[1-7]|one|two|three|four|five)|(?:first|second|third|fourth|erster|zweiter|dritter|premier|deuxième|troisième) (?:day|tag|jour))(?=\W*(?:\([^()\d]*\))?\W*$)"  # a line of its own
        r"|(?<=\bon the )(?:first|opening|second|third|last|final|closing) day(?!\s+of\s+(?:the\s+)?(?:month|week|year))"
        r"|(?<=^on the )eve(?=\sof\s(?:the|its|their)\b(?![^.;]*\0))|first two days(?=\s+of\s+the\s+(?:conference|summit|session|meeting|visit|forum|congress))"
        r"|(?<=\b[Tt]he )(?:day before(?=,|\s(?:the|their|his|her|its)\b(?![^.;]{0,60}\0))|(?:previous|preceding) (?:day|morning|afternoon|evening)|(?:morning|evening) before(?=,))"
        r"|(?<=\b[Ll]e )lendemain|Tag darauf|на следующий день|heute|übermorgen|gestern|aujourd['’]hui|demain|hier|сегодня|завтра|вчера)\b(?!['’]s(?!"
        + _OF_DAY
        + r"))",
    }
