"""A city behind a comma: behind a venue, behind an hour, or in brackets."""

import re

from events.drafting.mentions.where.names import NAME

_IN_SOMETHING = re.compile(r"\b(?:in|at)\s+[^\0]{1,50},\s*$")
_PART = rf"(?:{NAME}|\d+|des? [a-zà-ž]{{4,}}|(?:of|the|for|and|de|du|des|la|der|am|zum|für)\b)"
_IN_VENUE = re.compile(
    rf"(?:\b(?:in|at|im|am|au|aux)\s+(?:(?:the|der)\s+)?|\bà\s+(?:la\s+|l['’])|\bin der\s+|\bdas\s+){NAME}(?:\s+{_PART}){{0,6}}(?:,\s+{_PART}(?:\s+{_PART}){{0,4}}){{0,2}},\s*$"
)
_SITE = re.compile(
    r"\s(?i:hemicycle|parliament|city hall|town hall|airport|arena|convention|conference cent|castle|palace|university|stadium|fairground)"
)
_ENDS = re.compile(r"\s*(?:[.;)]|(?:on|from|at)?\s*\0)")
_STOPS = re.compile(r"\s*(?:[,:]|$)")


# A press briefing, Ankara, Thursday at 11
_WORD_BEFORE = re.compile(r"(?<![\w'’-])[a-zà-ž][\w-]*\)?,\s+$")
_DAY_BEHIND = re.compile(r",\s*(?:on\s)?\0")


def is_before_last_hour(before: str, after: str) -> bool:
    """Tell whether a name is between commas before the hour with which a line ends: funeral of the minister, Riga, 10:00."""
    return bool(re.search(r"[^\W\d]\)?,\s+$", before) and _LAST_HOUR.fullmatch(after))


_LAST_HOUR = re.compile(r",\s*(?:(?:at|on|um|à)\s)?\0[\0\s,()]*\W*")


def is_behind_venue(before: str, after: str) -> bool:
    """Tell whether a comma leads from a venue to a city: at UNON, Gigiri, Nairobi."""
    return bool(_IN_VENUE.search(before) and _ENDS.match(after))


def is_behind_other(before: str) -> bool:
    """Tell whether a comma leads to a name from what is no venue: in talks with Berg, Graz, Moser."""
    return bool(_IN_SOMETHING.search(before) and not _IN_VENUE.search(before))


def is_set_off(before: str, after: str) -> bool:
    """Tell whether a name that opens a text, or stands behind what something is in, is all there is."""
    return bool(_IN_SOMETHING.search(before) or not before.strip()) and bool(_STOPS.match(after))


def is_behind_comma(before: str, after: str) -> bool:
    """Tell whether a comma leads to a city: (Hofburg, Vienna), or: 9 am, Strasbourg hemicycle."""
    if re.search(r"[,\0]\s+$", before) and _SITE.match(after):
        return True
    if _WORD_BEFORE.search(before) and _DAY_BEHIND.match(after):
        return True
    if re.search(r"\([^()]{1,50},\s*$", before) and after.startswith(")"):
        return True
    return bool(re.search(r"\0,\s+$", before) and re.match(r"\s*(?:[.;(]|$)", after))
