"""What a line of a report is: a day over others, a line of a programme or a diary, or of a sentence."""

import re
from enum import StrEnum

from events.drafting.mentions.calendar_words import CalendarWords
from events.drafting.mentions.cities import city_named, known_zone
from events.drafting.mentions.countries import is_country
from events.drafting.mentions.days import blanked, each_blanked, find_days
from events.drafting.mentions.hours import find_hours
from events.drafting.mentions.kinds import find_triggers

_LONGEST_TIME = 50  # of a line that is only a time
_TIME = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
_FULL = 0.85  # of the widest line
HEADING_LENGTH = 130  # of a line that is no sentence
_LONG_LINE = 75  # of a programme, which may be broken
TITLE_LENGTH = 60  # of a line that stands alone above others


class Shape(StrEnum):
    """What a block is."""

    DAY = "day"
    LINE = "line"
    DIARY = "diary"
    FIELDS = "fields"
    SENTENCE = "sentence"


BULLET = re.compile(r"^\s*(?:[-–—•*·▪►>o+✓→]|\d+\)|\(?[a-z]\))\s+(?=\S)")
_TIMED = re.compile(
    r"^\W*(?:(?:at|from|around|about|approx\.?|approximately|ca?\.?|circa|by|not before|no earlier than|vers|gegen|à|um|ab|до|около|в)\s+)?"
    r"(?:\+/-|±|~)?\s*(?:[01]?\d|2[0-4])(?:[:.hH][0-5]\d|\s*[ap]\.?m\b|h\b|\s*Uhr|[0-5]\d\s*(?:hrs|hours|[-–]\s?[0-2]\d[0-5]\d|GMT|UTC|CES?T|h\b|local|[-–—:])|\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m)"
    r"|^\W*(?:(?<=\()[ap]\.?m\.?\)|[ap]\.?m\b\.?\s*[-–—:]\s)|^\W*(?:TBC|TBA|tbc|tba|noon|midday|midnight|Noon|NOON|Midday)\b\s*[:,–—-]?\s",
    re.IGNORECASE,
)
# 1430 Debate; a year is no hour, nor is 2030 Agenda.
_BARE = re.compile(
    r"^\W*(?:ca?\.\s+|about\s+)?(?!20[1-9]\d)(?:[01]\d|2[0-3])[0-5][05](?:\s?[-–]\s?[0-2]\d[0-5][05])?\s+[A-ZÀ-Ž][^\W\d]"
)
_DIARY = re.compile(
    r"^\s*(?P<new>\*+\s*)?(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.\s/-]+?[A-ZÀ-Ž](?:,\s+[\w. ]+?)?)(?:,\s*\w+\.? \d+)?\s+(?:-{1,2}|–|—|:)\s*(?P<what>\S.*)$|"
    r"^\s*\*{2}\s*(?P<what2>\S.*)$"
)
FIELD = re.compile(
    r"^\s*(?:[A-ZÀ-Ž]{3,}\s+[-–—]\s+|\d{1,2}[.)]\s+)?(?P<name>what|where|when|who|event|subject|dates?(?: (?:and|&) time)?|date/time|time(?: and (?:place|venue|date))?|day(?: and time)?|meeting|occasion|when and where|venue|place|location|address|city|town|"
    r"topic|title|was|wann|wo|wer|ort|datum|termin|beginn|zeit|uhrzeit|zeitpunkt|veranstaltung|anlass|quoi|objet|quand|où|qui|lieu|ville|stadt|heure|date et heure|кто|что|где|когда|дата|время|место|город|тема)\s*[:?]\s*[:-]?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
OF_CITIES = ("city", "town", "ville", "stadt", "город")
QUESTIONS = {
    "what": ("what", "event", "subject", "topic", "title", "meeting", "occasion", "was", "veranstaltung", "anlass", "quoi", "objet", "что", "тема"),
    "where": ("where", "venue", "place", "location", "address", *OF_CITIES, "wo", "ort", "où", "lieu", "где", "место"),
    "when": ("when", "date", "dates", "dates and time", "dates & time", "date and time", "date & time", "date/time", "time", "time and date", "time and place", "time and venue",
             "when and where", "day", "day and time", "wann", "datum", "termin", "beginn", "zeit", "uhrzeit", "zeitpunkt", "quand", "heure", "date et heure", "когда", "дата", "время"),
    "who": ("who", "wer", "qui", "кто"),
}  # fmt: skip
_NAMES = re.compile(r"^\s*(?:who|wer|qui|кто)\s*[:?]", re.IGNORECASE)


def question_of(line: str) -> str | None:
    """Return the question that a line answers: What: is "what"."""
    match = FIELD.match(line)
    asked = match["name"].lower() if match else ""
    return next((it for it, some in QUESTIONS.items() if asked in some), None)


def fields_of_line(line: str) -> list[str]:
    """Return the fields of a line that has several, each as a line: Time: 13:00. She opens the fair. Place: Bergen."""
    parts = _NEXT_FIELD.split(_NUMBER.sub("", line.strip()))
    if len(parts) > 1 and not FIELD.match(line) and _STARTS.match(line):
        parts[0] = f"What: {parts[0]}"  # The minister opens the fair. Place: Bergen
    timed = _HOUR_AND_WHAT.match(parts[0])
    if len(parts) > 1 and timed:
        parts[:1] = [timed["time"], f"What: {timed['what']}"]
    asked = {question_of(it) for it in parts}
    return parts if len(asked) > 1 and None not in asked else []


def names_event(line: str) -> bool:
    """Tell whether a line is behind a label that says what is held: Hearing: the budget."""
    label = _EVENT_LABEL.match(line)
    return bool(label and find_triggers(label["label"]))


_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_STARTS = re.compile(
    r"[A-ZÀ-Ž][^:\d]{12,150}$|[A-ZÀ-Ž][^:\d]{12,150}[.;,]?\s(?:Place|Venue|Location|Ort|Lieu):\s"
)
_EVENT_LABEL = re.compile(r"\s*(?P<label>[A-ZÀ-Ž][\w' -]{3,40}):\s+\S")
_NEXT_FIELD = re.compile(
    r"[.;,]?\s+(?=(?:What|When|Where|Place|Venue|Location|Time|Date|Ort|Zeit|Lieu|Heure|Место|Время):\s)"
)
_HOUR_AND_WHAT = re.compile(
    r"(?P<time>\w+:\s+[\d:.h-]{4,12}(?:\s?[ap]\.?m\.?|\s?Uhr)?)[.,;]\s+(?P<what>[^\W\d].{8,})$"
)


def is_list_of_names(last: str, line: str) -> bool:
    """Tell whether a line is one of a list of who comes."""
    return bool(BULLET.match(line)) and bool(_NAMES.match(last) or BULLET.match(last))


# A word for an hour: Press briefing: 12:45
_LABELLED = re.compile(
    r"^\W*[^\W\d][^:\d]{2,45}:\s+(?:(?:at|from|um|à|about|around)\s+)?(?:[01]?\d|2[0-4])(?:[:.hH][0-5]\d|\s*[ap]\.?m\b|h\b|\s*Uhr)"
)
_OF_WEEKDAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s\s+(?:[\w-]+\s+){0,3}(?:schedule|program(?:me)?|agenda|diary|events|timetable|calendar)\b"
)
ENDS = re.compile(r"[.!?:;…»”\"')\]]\s*$")


def is_of_city(line: str, languages: tuple[str, ...] = ("en",)) -> bool:
    """Tell whether a line begins as those of a diary do: with a city that is known."""
    match = _DIARY.match(line)
    if match and match["city"]:
        city = city_named(match["city"].title(), languages)
        return city is not None and not city.is_doubtful
    opening = _OPENING_NAME.match(line)
    return opening is not None and known_zone(opening["name"], languages) is not None


def is_timed(line: str) -> bool:
    """Tell whether a line begins with an hour."""
    return bool(_TIMED.match(line) or _BARE.match(line))


def is_time_alone(line: str, words: CalendarWords) -> bool:
    """Tell whether a line is an hour, with its day or without, whose event the next lines tell."""
    if len(line) > _LONGEST_TIME or not _TIME.search(line):
        return False
    left = each_blanked(line, find_days(line, words))
    hours = find_hours(left)
    for hour in hours:
        left = blanked(left, hour.span)
    return bool(hours) and not _LETTERS.search(left)


def is_broken(last: str, line: str, shape: Shape = Shape.SENTENCE) -> bool:
    """Tell whether a line that begins with a time only goes on with the sentence of the last one."""
    if shape is Shape.DIARY or _WAITS.search(last):
        return bool(_WAITS.search(last))
    if last.rstrip().endswith(":") and re.match(
        r"\s*\d[\d:.h]*\s*(?:[ap]\.?m\.?)?\s*(?:[(.]|$)", line
    ):
        return True
    if _AGAIN.match(line) and _HOUR_AT_END.search(last):
        return True
    if BULLET.match(line) or (ENDS.search(last) and not last.rstrip().endswith(",")):
        return False
    if _OPEN.search(last):
        return True
    if len(last) <= TITLE_LENGTH:
        return False
    time = _TIMED.match(line)
    rest = _HALF.sub("", line[time.end() :].lstrip()) if time else line
    return bool(
        re.match(r"\s*(?:at|from|around|about|on|by|before)\b", line)
        or re.match(r"[a-z().,;]|[A-Z]{3,4}\b", rest)
    )


# A line of a diary that waits for its hour: PARIS - Council meets -
_WAITS = re.compile(r"\s(?:-{1,2}|–|—)\s*$")
_HALF = re.compile(r"^[ap]\.?m\b\.?\s*")
# The same hour by other clocks: at 8 p.m. / (1600 GMT), the ministry said
_AGAIN = re.compile(r"\s*\(\d[\d:.]*\s*(?:[ap]\.?m\.?\s*)?[A-Z]{2,5}\)")
_HOUR_AT_END = re.compile(r"(?:\d|\b[ap]\.?m\.?|\b[Uu]hr|\btime|\bnoon|\bmidnight)\s*$")
# Words that do not end a line of their own.
_OPEN = re.compile(
    r"(?:\b(?:at|on|from|by|before|until|and|to|the|of|in|around|about|after|between|for|than|next|am|um|der|die|das|den|dem|im|mit|von|zum|zur|"
    r"bis|und|le|la|les|à|au|aux|du|des|de|et|en|avant)|,)\s*$"
)
_OPENING_NAME = re.compile(
    r"\W*(?P<name>[A-ZÀ-ŽА-Я][\w'’-]+(?: [A-ZÀ-Žel][\w'’-]+){0,2})(?:\s+(?:-{1,2}|–|—)|\s?:|\.(?=\s+[A-ZÀ-Ž]))\s+\S"
)
# A name and its hour: Committee for foreign policy, 11:00, joint with the Senate
_HOUR_BEHIND = re.compile(
    r"\W*[A-ZÀ-Ž][^:.!?;\d]{5,90},\s+(?:at\s+)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?\s*(?:$|,\s|\()"
)
# In the afternoon: walk through the old town
_PART_LABEL = re.compile(
    r"\W*(?:in the |am |dans l['’]|dans la )?(?:morning|afternoon|evening|midday|lunchtime|vormittags?|nachmittags?|abends?|matin(?:ée)?|après-midi|soir(?:ée)?|утром|вечером)\s?(?::|\s[-–—])\s",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?:after|following) [\w' -]{3,40}:|(?:afterwards|followed by|then|im Anschluss|à l['’]issue|ensuite)\b",
    re.IGNORECASE,
)


def goes_on(last: str, line: str, shape: Shape, width: int) -> bool:
    """Tell whether a line goes on with the last one, which was broken for its length.

    ``width`` is that of the widest line of the paragraph: what would have fitted in was not broken.
    """
    stripped = line.strip()
    if shape is Shape.DIARY and _WAITS.search(last):
        return True
    if shape is Shape.DAY or (shape is Shape.LINE and _AFTERWARDS.match(stripped)):
        return False
    if re.match(r"[a-zà-ž(]", stripped) and not re.match(r"\([a-z0-9]\)", stripped):
        return True
    if line.startswith("  ") and shape in (Shape.LINE, Shape.DIARY):
        return True
    if last.isupper() and not stripped.isupper():
        return False
    is_full = len(last) + len(stripped.split()[0]) >= _FULL * width
    if shape in (Shape.LINE, Shape.DIARY):
        return len(last) > _LONG_LINE and is_full and not ENDS.search(last)
    if len(last) > TITLE_LENGTH and (is_full or stripped[0].isdigit() or _OPEN.search(last)):
        return True
    return bool(re.search(r"[.!?]$", last.strip()))


def shape_of(line: str, words: CalendarWords, in_list: bool) -> Shape:
    """Return what a line is; ``in_list`` if it is below a day."""
    if is_day_heading(line, words):
        return Shape.DAY
    if FIELD.match(line):
        return Shape.FIELDS
    if is_timed(line) or (_LABELLED.match(line) and not find_days(line, words)):
        return Shape.LINE
    diary = _DIARY.match(line)
    if diary and (in_list or diary["new"] or diary["what2"]):
        return Shape.DIARY
    if (
        in_list
        and (opening := _OPENING_NAME.match(line))
        and (city := city_named(opening["name"], words.languages))
        and not city.is_doubtful
    ):
        return Shape.LINE
    if in_list and _PART_LABEL.match(line):
        return Shape.LINE
    if in_list and _HOUR_BEHIND.match(line):
        return Shape.LINE
    if BULLET.match(line) or _begins_with_day(line, words) or _is_label_of_day(line, words):
        return Shape.LINE
    return Shape.SENTENCE


def _is_label_of_day(line: str, words: CalendarWords) -> bool:
    """Tell whether a line is a label and its day: Opening: Monday, 30 May, 11.00, Assembly Hall."""
    label = _LABEL.match(line)
    if label is None or label[0].isupper() or len(line) > HEADING_LENGTH:
        return False
    found = find_days(line[label.end() :], words)
    day = found[0] if found else None
    return bool(day and not (day.span[0] or day.last) and day.form in ("date", "weekday"))


_LABEL = re.compile(r"[ \t]*[A-ZÀ-ŽА-Я][^:.!?\d]{2,60}:\s+")


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
    before, after = stripped[:first].strip(" ,:-–—("), stripped[last:].strip(" ,:-–—()")
    return bool(_BEFORE.fullmatch(before) or _is_city(before)) and bool(
        _AFTER.fullmatch(after) or _is_city(after)
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


def _is_city(text: str) -> bool:
    """Tell whether a text is the name of a city that is known, with its country or without."""
    name, _, country = text.replace(" (", ",").partition(",")
    if country and not is_country(country.strip()):
        return False
    return city_named(name.title() if name.isupper() else name) is not None


def _begins_with_day(line: str, words: CalendarWords) -> bool:
    found = find_days(line, words)
    if found and found[0].form == "week":
        return not found[0].span[0] and bool(_THEN_DIARY.match(line, found[0].span[1]))
    if not found or found[0].form not in ("date", "weekday"):
        return False
    first, last = found[0].span
    before = BULLET.sub("", line[:first]).strip(" *•-|,(–—")
    if before and (not _is_city(before) or len(line) > HEADING_LENGTH):
        return False
    behind = line[last:]
    if not before and _COLUMN.match(behind):
        return True
    if not before and (city := _THEN_CITY.match(behind)) and _is_city(city["city"]):
        return True
    for hour in find_hours(f"\0{behind}"):
        behind = blanked(f"\0{behind}", hour.span)[1:]
    return bool(_THEN_WHAT.match(behind) or (_HOUR_THEN.match(behind) and not before))


_THEN_DIARY = re.compile(r"\s*[-–—:]\s+[A-ZÀ-Ž]{3}")
_THEN_CITY = re.compile(r",\s*(?P<city>[^:\d]{2,40}):\s")
_COLUMN = re.compile(r"\s{2,}(?=[^\W\d_])")
_HOUR_THEN = re.compile(r"[\s,|]*\0{4,}[\s,]*(?:\([^()]*\)\s+)?[^\W\d]")
_THEN_WHAT = re.compile(
    r"[\s,)\0]*(?:\(?(?:[A-Z]{2,5}|Uhr|hrs|local)(?=\W)\)?|\([^()\d]{2,40}\))?\s*(?:-{1,2}|–|—|:|\|)\s"
)
