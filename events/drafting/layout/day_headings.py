"""Lines that are a day and nothing else, and those that say that their day is not known."""

import re

from events.drafting.mentions.when.calendar_words import CalendarWords
from events.drafting.mentions.when.days import blanked, find_days
from events.drafting.mentions.where.cities import city_named
from events.drafting.mentions.where.countries import is_country, zones_of_region

HEADING_LENGTH = 130  # of a line that is no sentence
_OF_WEEKDAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s\s+(?:[\w-]+\s+){0,3}(?:schedule|program(?:me)?|agenda|diary|events|timetable|calendar)\b"
)


def is_day_heading(line: str, words: CalendarWords) -> bool:
    """Tell whether a line is a day and nothing else, such as a heading of a programme."""
    stripped = line.strip(" \t*#=_-–—:")
    if line.rstrip().endswith(":") and _OF_EVENTS.search(line):
        return _is_day_of_events(stripped, words)
    found = find_days(stripped, words) if len(stripped) <= 90 else []
    if not found and _NO_DAY.fullmatch(stripped):
        return True
    if len(found) == 1 and found[0].form == "week":
        return bool(_NO_DAY.search(blanked(stripped, found[0].span)))
    if len(found) != 1 or found[0].form not in ("date", "weekday", "relative"):
        return False
    first, last = found[0].span
    if first == 0 and _OF_WEEKDAY.match(stripped):
        return True
    before, after = stripped[:first].strip(" ,:-–—(/"), stripped[last:].strip(" ,:-–—()/")
    return bool(_BEFORE.fullmatch(before) or is_city(before)) and bool(
        _AFTER.fullmatch(after) or is_city(after)
    )


def _is_day_of_events(line: str, words: CalendarWords) -> bool:
    """Tell whether a line only says of which day the lines below are: Here are the main events on Monday:"""
    found = find_days(line, words) if len(line) <= HEADING_LENGTH else []
    if len(found) != 1 or found[0].form not in ("date", "weekday", "relative") or found[0].last:
        return False
    return not re.search(r"[^\W\d_]", _BRACKETS.sub("", line[found[0].span[1] :]))


_BRACKETS = re.compile(r"\([^()]*\)")
_OF_EVENTS = re.compile(
    r"\b(?:events|appointments|engagements|rendez-vous|événements|diary|agenda|program(?:me)?|schedule|highlights|calendar|Termine|Ereignisse)\b",
    re.IGNORECASE,
)


def begins_without_day(line: str) -> bool:
    """Tell whether a line begins with that its day is not known: No date - BEIRUT - Parliament session."""
    return bool(_NO_DAY.match(line))


def says_no_day(line: str) -> bool:
    """Tell whether a line says that its day is not known: During the week (day tbc)."""
    return bool(_NO_DAY.search(line))


_NO_DAY = re.compile(
    # Day to be announced, in the week of January 20:
    r"\W*(?<![\w’'-])(?:exact )?(?:days?|dates?)(?: and times?)? (?:(?:still |yet )?to be (?:announced|confirmed|fixed|set|decided|determined)|not (?:yet )?(?:known|fixed|set|announced|confirmed)|TBC|TBA|TBD|unknown|open)\W*"
    r"|\W*(?:undated|unscheduled|without a date|no date(?: yet)?|date TBC)\W*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\(?(?:local time|all times[^:\d]*|[\w .'’-]{2,30} time)\)?|in [A-Z][\w ]+|[A-Z]{2,4}T?)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:day (?:\d+|one|two|three)|(?:[\w’'.,-]+\s+){0,8}(?:schedule|programme|program|agenda|calendar|diary|guidance)(?: for| of)?|"
    r"on|am|le|jour \d+|tag \d+)?",
    re.IGNORECASE,
)


def is_city(text: str) -> bool:
    """Tell whether a text is the name of a city that is known, with its country or without."""
    name, _, country = text.replace(" (", ",").partition(",")
    within = country.strip(" )")
    if country and not (is_country(within) or zones_of_region(within)):
        return False
    return city_named(name.title() if name.isupper() else name) is not None
