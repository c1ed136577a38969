"""What a line of a report is: a day over others, a line of a programme or a diary, or of a sentence."""

import re
from enum import StrEnum

from events.drafting.layout.day_headings import HEADING_LENGTH, is_city, is_day_heading
from events.drafting.layout.field_lines import FIELD
from events.drafting.mentions.when.calendar_words import CalendarWords
from events.drafting.mentions.when.days import blanked, each_blanked, find_days
from events.drafting.mentions.when.hours import find_hours
from events.drafting.mentions.where.cities import city_named, known_zone

_LONGEST_TIME = 50  # of a line that is only a time
_TIME = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")
TITLE_LENGTH = 60  # of a line that stands alone above others


class Shape(StrEnum):
    """What a block is."""

    DAY = "day"
    LINE = "line"
    DIARY = "diary"
    FIELDS = "fields"
    SENTENCE = "sentence"


BULLET = re.compile(r"^\s*(?:[-–—•*·▪►>o+✓→]|\d+\)|\(?[a-z]\))\s+(?=\S)")
TIMED = re.compile(
    r"^\W*(?:(?:at|from|around|about|approx\.?|approximately|ca?\.?|circa|by|not before|no earlier than|vers|gegen|à|um|ab|до|около|в)\s+)?"
    r"(?:\+/-|±|~)?\s*(?:[01]?\d|2[0-4])(?:[:.hH][0-5]\d|\s*[ap]\.?m\b|h\b|\s*Uhr|[0-5]\d\s*(?:hrs|hours|[-–]\s?[0-2]\d[0-5]\d|GMT|UTC|CES?T|h\b|local|[-–—:])|\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m)"
    r"|^\W*(?:(?<=\()[ap]\.?m\.?\)|[ap]\.?m\b\.?\s*[-–—:]\s)|^\W*(?:TB[ACD]|(?:12\s)?noon|midday|midnight)\b\.?\s*[:,–—-]?\s",
    re.IGNORECASE,
)
# 1430 Debate; a year is no hour, nor is 2030 Agenda.
_BARE = re.compile(
    r"^\W*(?:ca?\.?\s+|about\s+)?(?!20[1-9]\d)(?:[01]\d|2[0-3])[0-5][05](?:\s?[-–]\s?[0-2]\d[0-5][05])?\s+[A-ZÀ-Ž][^\W\d]"
)
_DIARY = re.compile(
    r"^\s*(?P<new>\*+\s*)?(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.\s/-]+?[A-ZÀ-Ž](?:,\s+[\w. ]+?)?)(?:,\s*\w+\.? \d+)?\s+(?:-{1,2}|–|—|:)\s*(?P<what>\S.*)$|"
    r"^\s*\*{2}\s*(?P<what2>\S.*)$"
)
_NAMES = re.compile(r"^\s*(?:who|wer|qui|кто)\s*[:?]", re.IGNORECASE)


def is_list_of_names(last: str, line: str) -> bool:
    """Tell whether a line is one of a list of who comes."""
    return bool(BULLET.match(line)) and bool(_NAMES.match(last) or BULLET.match(last))


# A word for an hour: Press briefing: 12:45
_LABELLED = re.compile(
    r"^\W*[^\W\d][^:\d]{2,45}:\s+(?:(?:at|from|um|à|about|around)\s+)?(?:[01]?\d|2[0-4])(?:[:.hH][0-5]\d|\s*[ap]\.?m\b|h\b|\s*Uhr)"
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
    return bool(TIMED.match(line) or _BARE.match(line))


def is_time_alone(line: str, words: CalendarWords) -> bool:
    """Tell whether a line is an hour, with its day or without, whose event the next lines tell."""
    if len(line) > _LONGEST_TIME or not _TIME.search(line):
        return False
    left = each_blanked(line, find_days(line, words))
    hours = find_hours(left)
    for hour in hours:
        left = blanked(left, hour.span)
    return bool(hours) and not _LETTERS.search(left)


_OPENING_NAME = re.compile(
    r"\W*(?P<name>[A-ZÀ-ŽА-Я][\w'’-]+(?: [A-ZÀ-Žel][\w'’-]+){0,2})(?:\s+(?:-{1,2}|–|—)|\s?:|\.(?=\s+[A-ZÀ-Ž]))\s+\S"
)
# A name and its hour: Committee for foreign policy, 11:00, joint with the Senate
_HOUR_BEHIND = re.compile(
    r"\W*[A-ZÀ-Ž][^:.!?;\d]{5,90},\s+(?:at\s+)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?\s*(?:$|,\s|\()"
)
# In the afternoon: walk through the old town
_PART_LABEL = re.compile(
    r"\W*(?:in the |am |dans l['’]|dans la )?(?:morning|afternoon|evening|midday|lunchtime|vormittags?|nachmittags?|abends?|matin(?:ée)?|après-midi|soir(?:ée)?|утром|вечером)(?:\s?(?::|\s[-–—])\s|\s{2,}(?=\S)|\.\s+(?=[A-ZÀ-ŽА-Я]))",
    re.IGNORECASE,
)


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


def _begins_with_day(line: str, words: CalendarWords) -> bool:
    found = find_days(line, words)
    if found and found[0].form == "week":
        return not found[0].span[0] and bool(_THEN_DIARY.match(line, found[0].span[1]))
    if not found or found[0].form not in ("date", "weekday"):
        return False
    first, last = found[0].span
    before = BULLET.sub("", line[:first]).strip(" *•-|,(–—")
    if before and (not is_city(before) or len(line) > HEADING_LENGTH):
        return False
    behind = line[last:]
    if not before and _COLUMN.match(behind):
        return True
    if not before and (city := _THEN_CITY.match(behind)) and is_city(city["city"]):
        return True
    for hour in find_hours(f"\0{behind}"):
        behind = blanked(f"\0{behind}", hour.span)[1:]
    return bool(_THEN_WHAT.match(behind) or (_HOUR_THEN.match(behind) and not before))


_THEN_DIARY = re.compile(r"\s*[-–—:]\s+[A-ZÀ-Ž]{3}")
_THEN_CITY = re.compile(r",\s*(?P<city>[^:\d]{2,40}):\s")
_COLUMN = re.compile(r"\s{2,}(?=[^\W\d_])")
_HOUR_THEN = re.compile(r"[\s,|]*\0{4,}[\s,]*(?:\([^()]*\)\s+)?[^\W\d]")
_THEN_WHAT = re.compile(
    r"\.?[\s,)\0]*(?:\(?(?:[A-Z]{2,5}|Uhr|hrs|local)(?=\W)\)?|\([^()\d]{2,40}\))?\s*(?:-{1,2}|–|—|:|\||/)\s"
)
