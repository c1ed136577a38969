"""Where and when a report was written, as its first words say: MOSCOW, Feb 17 (Agency) -."""

import re
from dataclasses import dataclass
from datetime import date

from events.drafting.meaning.dates import Calendar
from events.drafting.mentions.calendar_words import CalendarWords
from events.drafting.mentions.cities import city_zone
from events.drafting.mentions.countries import country_code, is_country, zones_of
from events.drafting.mentions.days import Form, find_days
from events.drafting.mentions.places import PlaceMention

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
    r"^[ \t]*(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.]+(?:[ -][A-ZÀ-Ž'’.]+)*(?:/[A-Z]+)?|[A-Z][\w'’]+(?: [A-Z][\w'’]+)?(?=,\s[A-Z][\w ]+\s*(?:-|–|—)\s|:\s|,\s\d)"
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
        if several and _is_diary_line(match):
            continue
        city = match["city"].split("/")[0]
        zone = city_zone(_named(city))
        more = match["more"]
        country = re.match(r",\s*([A-Z][\w ]+)$", more)
        if zone is None and " " not in city:
            country = country or re.match(r",\s*([A-Z][\w ]+?),\s", more)
        if zone is None and not (country and is_country(country[1])):
            if city != "UNITED NATIONS":
                continue
            place = PlaceMention(
                (0, 0), "New York", None, "America/New_York", "the dateline is UNITED NATIONS"
            )
        elif re.search(r"\b(?:what|when|where)\b", more, re.IGNORECASE):
            continue
        else:
            zones = zones_of(country_code(country[1]) or "") if country else ()
            zone = zone or (zones[0] if len(zones) == 1 else None)
            place = PlaceMention((0, 0), _named(city), None, zone)
        days = [it for it in find_days(more, words) if it.form is Form.DATE]
        if days:
            written = Calendar(given or day, year).resolve(days[0], False, None)
            if written and given and written.first != given:
                doubts.append(f"the dateline says {written.first}, and --date is {given}")
            day = day or (written.first if written else None)
        if days or re.fullmatch(r"(?:,\s*[A-Z][\w ]+)?\s*(?:\([\w ./]+\))?", more):
            rest = rest[: match.start()] + rest[match.end() :]
            break
        place = None
    if given and day and given != day and not doubts:
        doubts.append(f"the report is dated {day}, and --date is {given}")
    return Dateline(rest, given or day, place, year, tuple(doubts))


def _dated_first(
    text: str, words: CalendarWords, given: date | None
) -> tuple[date, PlaceMention, str] | None:
    """Return the day and the city of a line that also says who reports, and the text without."""
    match = _DATED_FIRST.search(text[:_HEAD])
    zone = city_zone(match["city"]) if match else None
    if match is None or zone is None or not _OFFICE.search(match["who"]):
        return None
    found = find_days(match["day"], words)
    written = Calendar(given).resolve(found[0], False, None) if len(found) == 1 else None
    if written is None or (given and written.first != given):
        return None
    place = PlaceMention((0, 0), match["city"], None, zone)
    return written.first, place, text[: match.start()] + text[match.end() :]


def _is_diary_line(match: re.Match[str]) -> bool:
    """Tell whether a line begins with a city and nothing else, as those of a diary do."""
    city = match["city"]
    return bool(
        city.isupper()
        and re.fullmatch(r"(?:,\s*[A-Z][\w ]+)?\s*", match["more"])
        and city_zone(_named(city))
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
