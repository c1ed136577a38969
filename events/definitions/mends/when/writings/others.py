"""Other writings of a time, for one of which nothing else is found: each is read as if written."""

import re
from collections.abc import Iterator

from events.definitions.mends.when.writings.national import in_english
from events.definitions.mends.when.writings.spellings import read_spelling

_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})([./])(\d{1,2})\2(\d{2})(?![\d./:-])", re.ASCII)
_HALF_OF_24 = re.compile(
    r"(?<![\d:.])(?:(?P<late>1[3-9]|2[0-3])(?::(?P<late_minute>\d{2}))?\s?p"
    r"|0?0:(?P<night_minute>\d{2})\s?a)\.?m\b\.?",
    re.IGNORECASE | re.ASCII,
)
_ZONE_TWICE = re.compile(
    r"(?P<begins>\d{1,2}[:.h]\d{2}) (?P<zone>[A-Z]{2,5}|[A-Z][A-Za-z_]+/[A-Za-z_]+)"
    r"\s*(?:[-–—]|\bto\b|\buntil\b)\s*(?P<ends>\d{1,2}[:.h]\d{2}) (?P=zone)\b",
    re.ASCII,
)
LONGEST = 120  # characters: nobody writes a start in more


def other_writings(text: str) -> Iterator[str]:
    """Yield what a text is in other words, of which nothing is more or less than it says.

    - In English, if it is in another language
    - A year of two digits in full
    - 22:00 PM without the half of a day that it is in
    - The zone of both ends of a span once
    - The hour behind its day
    """
    if len(text) > LONGEST:
        return
    seen = {text}
    for rewrite in (
        in_english,
        _with_whole_year,
        _without_half,
        _with_zone_once,
        _with_hour_last,
    ):
        meant = rewrite(text)
        if meant and meant not in seen:
            seen.add(meant)
            yield meant
            text = meant


def _with_zone_once(text: str) -> str:
    return _ZONE_TWICE.sub(r"\g<begins>-\g<ends> \g<zone>", text)


def _with_whole_year(text: str) -> str:
    return _SHORT_YEAR.sub(r"\1\g<2>\3\g<2>20\4", text)


def _without_half(text: str) -> str:
    return _HALF_OF_24.sub(_on_the_clock, text)


def _on_the_clock(match: re.Match[str]) -> str:
    if match["late"]:
        return f"{match['late']}:{match['late_minute'] or '00'}"
    return f"00:{match['night_minute']}"


def _with_hour_last(text: str) -> str | None:
    """Return a text that begins with an hour, and perhaps its zone, with its day first."""
    words = text.replace(",", " ").split()
    for at in range(1, min(4, len(words))):
        hour, day = read_spelling(" ".join(words[:at])), read_spelling(" ".join(words[at:]))
        is_hour = hour is not None and hour.time is not None and not hour.days
        if is_hour and day and day.days and day.time is None and not day.zone:
            return " ".join((*words[at:], *words[:at]))
    return None
