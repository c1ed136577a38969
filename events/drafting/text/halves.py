"""Hours whose half of the day another word tells: that evening at 6:30."""

import re
from dataclasses import replace

from events.drafting.mentions.hours import HourMention, PartMention
from events.times import DayPart


def in_part(hour: HourMention, part: PartMention, text: str) -> HourMention:
    """Return an hour of which a part of the day tells the half: that evening at 6:30."""
    written = text[slice(*hour.span)]
    earliest = {DayPart.AFTERNOON: 1, DayPart.EVENING: 5}.get(part.part)
    if earliest is None or not earliest <= hour.at.hour < 12 or _OF_DAY.search(written):
        return hour
    until = hour.until and hour.until.replace(hour=hour.until.hour % 12 + 12)
    why = f"{written.strip()}, of the {part.part}"
    return replace(hour, at=hour.at.replace(hour=hour.at.hour + 12), until=until, why=why)


_OF_DAY = re.compile(r"\b0\d|[ap]\.?\s?m\b|[hчZ]|UTC|Uhr", re.IGNORECASE)
