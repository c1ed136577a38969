"""An hour without minutes behind its day: 2026-12-10 9, which may be in the evening."""

import re
from dataclasses import replace

from events.definitions.mends.when.starts import mend_of, starts_meant
from events.definitions.mends.when.writings.spellings import read_spelling

_BARE = re.compile(
    r"(?P<day>.+?)[\s,]+(?:at )?(?P<hour>\d{1,2})(?P<clock> ?o['’]?clock)?(?P<zone> [^\d\s]\S*)?",
    re.IGNORECASE | re.ASCII,
)


def bare_hour_mend(text: str, zone: str) -> str | None:
    """Return the time to write of an hour that has no minutes, and may be one of two."""
    match = _BARE.fullmatch(text.strip())
    day = read_spelling(match["day"]) if match else None
    if match is None or day is None or day.time is not None or day.zone or not day.days:
        return None
    hour = int(match["hour"])
    if hour > 23:
        return None
    hours = [hour, (hour + 12) % 24] if 1 <= hour <= 12 else [hour]
    own = (match["zone"] or "").strip()
    readings = (replace(day, time=it * 60, zone=own) for it in hours)
    return mend_of(start for it in readings for start in starts_meant(it, zone))
