"""Several starts in one text: "10:00 and 14:00", "10 and 11 December 2026", "22:00-02:00"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from events.definitions.mends.lookalikes import in_one_line
from events.definitions.mends.when.starts import range_mend, start_and_end, starts_meant
from events.definitions.mends.when.writings.announced import read_announced
from events.definitions.mends.when.writings.spellings import MONTH_NAME, Spelled, read_spelling

_A_DAY = timedelta(days=1)
_AND = re.compile(r"\s*(?:,? and |[,;&])\s*(?:at )?", re.IGNORECASE)
_SLASH = re.compile(r"(?<=\d)\s?/\s?(?=\d{1,2}[:.h]\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE | re.ASCII)
_MONTH_BEHIND = re.compile(rf"(?<=\d)(?:st|nd|rd|th)? (?:of )?(?:{MONTH_NAME})\b.*", re.IGNORECASE)
_NIGHT = re.compile(
    r"(?P<begins>.+\d{1,2}[:.]\d{2})-(?P<ends>\d{1,2}[:.]\d{2})(?P<zone>\s.*)?", re.ASCII
)
MOST_DAYS = 14  # of a span whose days are written one by one


def several_mend(text: str, zone: str) -> str | None:
    """Return what to write where a text has several days or hours: each is an event of its own."""
    words = in_one_line(text)
    parts = _parts(_AND.split(words))
    if not parts:
        return _two_mend(_parts(_SLASH.split(words)), zone)
    if all(part.time is None for part in parts):
        days = [part.days[0] for part in parts]
        if days == [days[0] + at * _A_DAY for at in range(len(days))]:
            return start_and_end(str(days[0]), str(days[-1]))
    starts = [_start(replace(part, until=None), zone) for part in parts]
    if None in starts:
        return None
    first = range_mend(parts[0], zone) or f"write {starts[0]}"
    return f"{first}, and an event of its own for each of the others"


def _two_mend(halves: Sequence[Spelled], zone: str) -> str | None:
    """Return what to write for 10:00/12:00: an event until then, or two."""
    starts = [start for half in halves if half.until is None and (start := _start(half, zone))]
    if len(starts) != 2 or len(halves) != 2:
        return None
    both = start_and_end(starts[0], starts[1].removeprefix(f"{halves[0].days[0]} "))
    return f"{both}; if there are two, an event of its own for each"


def night_mend(text: str, zone: str) -> str | None:
    """Return what to write for 22:00-02:00, which may be a night, or a time with its offset."""
    match = _NIGHT.fullmatch(in_one_line(text))
    if match is None:
        return None
    behind = match["zone"] or ""
    night = range_mend(read_spelling(f"{match['begins']} to {match['ends']}{behind}"), zone)
    written = f"{match['begins']}:00-{match['ends'].replace('.', ':').zfill(5)}"
    starts = [] if behind else starts_meant(read_spelling(written), zone)
    if night and len(starts) == 1:
        return f"{night}; if -{match['ends']} is an offset, write {starts[0]}"
    return night


def days_listed(text: str) -> tuple[date, ...]:
    """Return the days of a list or a span of them, in order; none for a text that is neither."""
    parts = _parts(_AND.split(in_one_line(text)))
    if parts:
        return tuple(it.days[0] for it in parts) if all(it.time is None for it in parts) else ()
    said = read_announced(text)
    if said is None or len(said.spelled) != 2 or any(it.time is not None for it in said.spelled):
        return ()
    (first, *_), (last, *_) = (it.days for it in said.spelled)
    length = (last - first).days + 1
    return tuple(first + at * _A_DAY for at in range(length)) if 1 < length <= MOST_DAYS else ()


def _parts(texts: Sequence[str]) -> tuple[Spelled, ...]:
    """Return the starts that are written one behind the other; none if any says something else.

    A part has the day of the part before it, and the month and the zone of one behind it, where it
    has none of its own. Times in zones of their own are rather one time in several.
    """
    if len(texts) < 2:
        return ()
    month = next((match[0] for it in texts if (match := _MONTH_BEHIND.search(it))), "")
    found: list[Spelled] = []
    for text in texts:
        spelled = read_spelling(f"{text}{month}" if _NUMBER.fullmatch(text) and month else text)
        if spelled is None or len(spelled.days) > 1:
            return ()
        days = spelled.days or (found[-1].days if found else ())
        if not days or (not spelled.days and spelled.time is None):
            return ()
        found.append(replace(spelled, days=days))
    zones = {it.zone for it in found if it.zone}
    if len(zones) > 1 or (zones and any(it.time is None for it in found)):
        return ()
    return tuple(replace(it, zone=next(iter(zones), "")) for it in found)


def _start(spelled: Spelled, zone: str) -> str | None:
    starts = starts_meant(spelled, zone)
    return starts[0] if len(starts) == 1 else None
