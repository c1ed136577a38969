"""Hours whose half of the day other words tell: that evening at 6:30; at 11, behind 9:45 a.m."""

import re
from dataclasses import replace
from datetime import time

from events.drafting.mentions.when.hour_mentions import HourMention
from events.drafting.mentions.when.parts import PartMention
from events.times import DayPart

_FAR = 6 * 60  # minutes from one hour to another, if its half of the day is that of the other


def in_part(hour: HourMention, part: PartMention, text: str) -> HourMention:
    """Return an hour of which a part of the day tells the half: that evening at 6:30."""
    written = text[slice(*hour.span)]
    earliest = {DayPart.AFTERNOON: 1, DayPart.EVENING: 5}.get(part.part)
    why = f"{written.strip()}, of the {part.part}"
    if part.part is DayPart.MORNING and hour.is_bare and hour.at.hour < 12:
        return replace(hour, is_bare=False, why=why)
    if earliest is None or not earliest <= hour.at.hour < 12 or _OF_DAY.search(written):
        return hour
    until = hour.until and hour.until.replace(hour=hour.until.hour % 12 + 12)
    at = hour.at.replace(hour=hour.at.hour + 12)
    return replace(hour, at=at, until=until, why=why, is_bare=False)


_OF_DAY = re.compile(r"\b0\d|[ap]\.?\s?m\b|[hчZ]|UTC|Uhr", re.IGNORECASE)


def behind(hour: HourMention, last: HourMention | None) -> HourMention | None:
    """Return an hour that is a number and no more, by the one that was told last; None if in doubt."""
    if last is None or last.zone in ("GMT", "UTC"):
        return None
    number, told = hour.at.hour, f"{last.at:%H:%M}"
    hours = (number % 12, number % 12 + 12) if last.has_half else (number,)
    begins = last.at.hour * 60 + last.at.minute
    fitting = [it for it in hours if begins < it * 60 <= begins + _FAR]
    if not fitting:
        return None
    why = f"at {number}, behind {told}"
    return replace(hour, at=time(fitting[0]), zone=hour.zone or last.zone, why=why, is_bare=False)
