"""Where and when a report was written, as its first words say: MOSCOW, Feb 17 (Agency) -."""

import re
from dataclasses import dataclass
from datetime import date

from events.drafting.layout.day_headings import is_day_heading
from events.drafting.meaning.dates import Calendar
from events.drafting.mentions.when.calendar_words import CalendarWords
from events.drafting.mentions.when.days import Form, find_days
from events.drafting.mentions.where.cities import City, city_named, city_within, titled
from events.drafting.mentions.where.countries import is_country, zones_of_region
from events.drafting.mentions.where.places import PlaceMention

_HEAD = 400  # characters in which a dateline stands


@dataclass(frozen=True, slots=True)
class Dateline:
    """The city and the day of a report, as far as it says them; ``rest`` is the report without."""

    rest: str
    day: date | None
    place: PlaceMention | None
    year: int | None
    doubts: tuple[str, ...] = ()


_LINE = re.compile(
    r"^[ \t]*(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.]+(?:[ -][A-ZÀ-Ž'’.]+)*(?:/[A-Z]+)?|[A-Z][\w'’]+(?: [A-Z][\w'’]+)?(?=,\s[A-Z][\w ]+\s*(?:-|–|—)\s|,\s[A-Z][\w.]{2,9} \d{1,2} \([A-Z][\w ./-]{1,20}\)\s*(?:-|–|—|:)\s|:\s|,\s\d)"
    r"|\A[A-Z][\w'’]+(?: [A-Z][\w'’]+)?(?=\s(?:-|–|—)\s[^\n]{80}))"
    r"(?P<more>[^\n]{0,60}?)\s*(?:-{1,2}|–|—|:)\s+(?=\S)",
    re.MULTILINE,
)
# November 17, 2025 - Ottawa, Ontario - Department of National Defence
_DATED_FIRST = re.compile(
    r"^[ \t]*(?P<day>[^\n–—|-]{8,30}\b20\d\d)\s+[-–—]\s+(?P<city>[A-Z][\w'’. ]{1,30})(?:,\s[A-Z][\w ]+)?\s+[-–—]\s+(?P<who>[A-Z][^\n\d]*)$",
    re.MULTILINE,
)
_OFFICE = re.compile(
    r"\b(?:Department|Ministry|Office|Embassy|Commission|Secretariat|Government|Agency|Affairs|Parliament)\b"
)
_TELLS = re.compile(r"\b(?:will|is to|are to)\b")
_STAMP = re.compile(
    r"^\s*(?:(?:date|published|updated|datum|issued|press release|report date)\b[ :,]*(?:on )?)?",
    re.IGNORECASE,
)


def read_dateline(text: str, words: CalendarWords, given: date | None) -> Dateline:
    """Read the dateline of a report; ``given`` is the date that is known otherwise."""
    found = find_days(text, words)
    years = [it.first.year for it in found if it.form is Form.DATE and it.first.year]
    year = years[0] if years else None
    if own := _dated_first(text, words, given):
        day, place, rest = own
        return Dateline(rest, given or day, place, year)
    if own := _before_stop(text, words, given):
        day, place, rest = own
        return Dateline(rest, day, place, year)
    return _read_opening(text, words, given, year)


def _read_opening(
    text: str, words: CalendarWords, given: date | None, year: int | None
) -> Dateline:
    """Read the day that a report opens with, and the dateline before its first words."""
    stamp = _stamped(text, words)
    rest = text
    day, place, doubts = None, None, []
    if stamp:
        day, rest = stamp
    several = sum(_is_diary_line(it) for it in _LINE.finditer(rest)) > 1
    for match in _LINE.finditer(rest[:_HEAD]):
        if _is_of_list(match, rest, several, words):
            continue
        city = match["city"].split("/")[0]
        more = match["more"]
        if city == "UNITED NATIONS":
            place = PlaceMention(
                (0, 0), "New York", None, "America/New_York", "the dateline is UNITED NATIONS"
            )
        else:
            place = _place(_named(city), city.isupper(), more)
        if place is None or re.search(r"\b(?:what|when|where)\b", more, re.IGNORECASE):
            place = None
            continue
        days = [it for it in find_days(more, words) if it.form is Form.DATE]
        if days:
            written = Calendar(given or day, year).resolve(days[0], False, None)
            if written and given and written.first != given:
                doubts.append(f"the dateline says {written.first}, and --date is {given}")
            day = day or (written.first if written else None)
        if days or re.fullmatch(r"(?:,\s*[A-Z][\w ]+)?\s*(?:\([\w ./]+\))?", more):
            ends = match.end()
            if not days and (behind := _day_behind(rest[ends:], words)):
                written_there, length = behind
                if given in (None, written_there):
                    day, ends = day or written_there, ends + length
            rest = _without(rest, match.start(), ends)
            break
        place = None
    if given and day and given != day and not doubts:
        doubts.append(f"the report is dated {day}, and --date is {given}")
    return Dateline(rest, given or day, place, year, tuple(doubts))


def _is_of_list(match: re.Match[str], text: str, several: bool, words: CalendarWords) -> bool:
    """Tell whether a city is that of a line of a diary, or stands over a day as that of the lines below it: Busan:"""
    if "\n" in match[0] and is_day_heading(text[match.end() :].partition("\n")[0], words):
        return True
    if not (_is_diary_line(match) or match[0].rstrip().endswith(":")):
        return False
    return (several and _is_diary_line(match)) or _is_below_day(text[: match.start()], words)


def _is_below_day(before: str, words: CalendarWords) -> bool:
    """Tell whether the line above is a day, so that what follows is what is on then."""
    above = before.rstrip("\n").rpartition("\n")[2]
    return before.endswith("\n") and bool(above.strip()) and is_day_heading(above, words)


def _day_behind(text: str, words: CalendarWords) -> tuple[date, int] | None:
    """Return the day that stands behind a dateline's city, and its length: THE HAGUE - 11 November 2024 - The."""
    found = find_days(text[:_LONGEST_DAY], words)
    if not found or found[0].span[0] or found[0].form is not Form.DATE or found[0].last:
        return None
    written = Calendar(None).resolve(found[0], False, None) if found[0].first.year else None
    behind = re.compile(r"\s*(?:-{1,2}|–|—|:)\s+(?=\S)").match(text, found[0].span[1])
    return (written.first, behind.end()) if written and behind else None


def _dated_first(
    text: str, words: CalendarWords, given: date | None
) -> tuple[date, PlaceMention, str] | None:
    """Return the day and the city of a line that also says who reports, and the text without."""
    match = _DATED_FIRST.search(text[:_HEAD])
    city = city_named(match["city"]) if match else None
    if match is None or city is None or city.zone is None:
        return None
    found = find_days(match["day"], words)
    written = Calendar(given).resolve(found[0], False, None) if len(found) == 1 else None
    if written is None or (given and written.first != given):
        return None
    is_of_office = _OFFICE.search(match["who"])
    if not is_of_office and not (given and len(match["who"]) > _LONGEST_DAY):
        return None
    place = PlaceMention((0, 0), match["city"], None, city.zone, zone_why=city.why)
    ends = match.end() if is_of_office and not _TELLS.search(match["who"]) else match.start("who")
    return written.first, place, _without(text, match.start(), ends)


def _before_stop(
    text: str, words: CalendarWords, given: date | None
) -> tuple[date, PlaceMention, str] | None:
    """Return the day and the city that stand before a stop and the first words: Berlin, 27. April 2023. Der."""
    for match in _STOPPED.finditer(text[:_HEAD]):
        city = city_named(_named(match["city"]), words.languages)
        if city is None or city.zone is None or city.is_doubtful:
            continue
        line = text[match.end() : match.end() + _LONGEST_DAY]
        found = [
            it
            for it in find_days(line, words)
            if it.form is Form.DATE and line[: it.span[0]] in ("", "le ", "den ")
        ]
        told = found[0] if found and found[0].last is None else None
        ends = len(line[: told.span[1]].rstrip(".")) if told else 0
        behind = _PROSE.match(line, ends) or (_ALONE.match(line, ends) if given else None)
        if told is None or behind is None or not (given or told.first.year):
            continue
        written = Calendar(given, told.first.year).resolve(told, False, None)
        if written is None or (given and written.first != given):
            continue
        place = PlaceMention((0, 0), titled(match["city"]), None, city.zone, zone_why=city.why)
        return written.first, place, _without(text, match.start("city"), match.end() + behind.end())
    return None


_STOPPED = re.compile(
    r"^[ \t]*(?P<city>[A-ZÀ-ŽА-Я][\w'’-]+(?: [A-ZÀ-ŽА-Я][\w'’-]+){0,2})[,.] (?=[\w.]{1,12} )",
    re.MULTILINE,
)
_FULL = 0.85  # of the next line
_LONGEST_DAY = 60  # characters of a dateline's day, and the first of what stands behind it
_ALONE = re.compile(r"\.?[ \t]*\n\s*\n(?=[A-ZÀ-ŽА-Я])")  # above all else
_PROSE = re.compile(
    r"\.?(?:\s(?:года|г\.))?(?:\s\([\w ./-]{2,30}\):|\s\([\w ./-]{2,30}\)\.|(?<=\.)|\.)\s+(?=[A-ZÀ-ŽА-Я][\w'’]*\s)"
)


# A line of a list: OSLO - , * Visit
_OWN_LINE = re.compile(
    r"\s*(?:\W{1,3}\s|[A-ZÀ-Ž][A-ZÀ-Ž'’.-]+[^\n.a-zà-ž]{0,40}(?:,\s[\w ]{3,30})?\s[-–—]{1,2}\s|\w{2,12}:\s)"
)


def _without(text: str, first: int, last: int) -> str:
    """Return a text without its dateline, by whose length the first line was broken."""
    line, _, more = text[last:].partition("\n")
    is_broken = (
        last - first + len(line) > len(more.partition("\n")[0]) * _FULL
        and line[-1:] not in ".:)"
        and not line.isupper()
        and not _OWN_LINE.match(more)
    )
    goes_on = " " if is_broken and more.strip() and more[:1].strip() else "\n"
    return f"{text[:first]}{line}{goes_on}{more}"


def _place(name: str, is_in_capitals: bool, more: str) -> PlaceMention | None:
    """Return the city of a dateline: one that a table has, or of a country, or before an agency."""
    country = re.match(r",\s*([A-Z][\w. ]+?)(?P<more>,\s|\s*$)", more)
    city = None
    if country and (is_country(country[1]) or zones_of_region(country[1])):
        city = city_within(name, country[1])
        if city and not city.is_known and " " in name and country["more"].strip():
            return None  # MINISTERIAL COUNCIL, Malta, 5 December
    city = city or city_named(name)
    if city and city.is_doubtful and not _DATED.match(more):
        return None
    if city is None and is_in_capitals and _OF_AGENCY.fullmatch(more) and not _NO_CITY.search(name):
        city = City(None)
    return city and PlaceMention((0, 0), name, None, city.zone, zone_why=city.why)


_DATED = re.compile(r",[^(]*\d")
_OF_AGENCY = re.compile(r",[^(]*\d[^(]*\([A-Z][\w./-]{1,12}\)\s*")
_NO_CITY = re.compile(
    r"(?i)\b(?:ministry|office|council|commission|committee|department|embassy|statement|release|advisory|update|agenda|diary|notes?|"
    r"press|news|briefing|media|bulletin|schedule|calendar|program(?:me)?|alert|correction|draft|summary|report|event|invitation)\b"
)


def _is_diary_line(match: re.Match[str]) -> bool:
    """Tell whether a line begins with a city and nothing else, as those of a diary do."""
    city = match["city"]
    return bool(
        city.isupper()
        and re.fullmatch(r"(?:,\s*[A-Z][\w ]+)?\s*", match["more"])
        and (city_named(_named(city)) or is_country(_named(city)))
    )


def _stamped(text: str, words: CalendarWords) -> tuple[date, str] | None:
    """Return the date that a report begins with, and what stands behind it."""
    label = _STAMP.match(text)
    start = label.end() if label else 0
    line_end = text.find("\n", start)
    opening = text[start : start + 40]
    found = [
        it
        for it in find_days(opening, words)
        if it.form is Form.DATE and it.span[0] == 0 and it.first.year
    ]
    if not found:
        return None
    labelled = bool(label and label[0].strip())
    last = start + found[0].span[1]
    alone = text[last : line_end if line_end >= 0 else len(text)].strip(" .,:") == ""
    if not labelled and not (alone and ":" not in text[last : last + 1]):
        return None
    if not labelled and found[0].first.weekday is not None:
        return None  # a heading of a programme
    resolved = Calendar(None).resolve(found[0], False, None)
    return (resolved.first, text[last:].lstrip(" .,:-–—")) if resolved else None


def _named(city: str) -> str:
    return city.title().replace("'S", "'s") if city.isupper() else city
